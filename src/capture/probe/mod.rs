//! Probes: they act, and put back what they moved.

mod back;
mod backdrop;
mod client;
mod control;
mod destinations;
mod difference;
mod focus;
mod orientation;
mod pace;
mod paste;
mod provoke;
mod repeat;

pub use back::{BackCase, back};
pub use backdrop::backdrops;
use client::Fetched;
pub use client::{Answer, Client, Request};
pub use control::Controls;
pub use destinations::destinations;
pub use focus::{Compared, walk};
pub use orientation::orientation;
pub use pace::Pace;
pub use paste::paste;
pub use provoke::provoke;
pub use repeat::{Kit, Repeats, after, replay, session_cookies};
