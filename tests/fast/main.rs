//! Everything that needs no browser.
#![expect(clippy::expect_used, reason = "clippy knows tests, but not what they share")]

mod command_line;
mod drawn;
mod house;
mod scenarios;
mod store;
