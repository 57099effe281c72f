//! Probes: they act, and put back what they moved.

mod back;
mod backdrop;
mod client;
mod control;
mod destinations;
mod difference;
mod focus;
mod orientation;
mod paste;
mod repeat;
mod screen;

pub use back::{BackCase, back};
pub use backdrop::backdrops;
use client::Fetched;
pub use client::{Answer, Client};
pub use control::Controls;
pub use destinations::destinations;
pub use focus::{Compared, walk};
pub use orientation::orientation;
pub use paste::paste;
pub use repeat::{Kit, Repeats, after, replay, session_cookies};
pub use screen::{Shown, screen};
