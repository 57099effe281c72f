//! Everything that needs no browser.

mod drawn;
mod store;
