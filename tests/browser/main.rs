//! Everything that needs a browser.

mod cases;
mod excerpt;
mod faults;
mod prune;
mod recordings;
mod stage;
