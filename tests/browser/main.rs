//! Everything that needs a browser.

mod faults;
mod stage;
