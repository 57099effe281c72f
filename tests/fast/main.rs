//! Everything that needs no browser.

mod command_line;
mod drawn;
mod house;
mod scenarios;
mod store;
