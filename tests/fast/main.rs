//! Everything that needs no browser.

mod drawn;
mod scenarios;
mod store;
