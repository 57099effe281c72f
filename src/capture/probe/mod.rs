//! Probes: they act, and put back what they moved.

mod back;
mod backdrop;
mod bearer;
mod client;
mod control;
mod destinations;
mod difference;
mod focus;
mod foreign;
mod identifiers;
mod kit;
mod orientation;
mod pace;
mod paste;
mod provoke;
mod repeat;
mod static_path;
mod store_file;

pub use back::{BackCase, back};
pub use backdrop::backdrops;
pub use bearer::Bearer;
use client::Fetched;
pub use client::{Answer, Client, Request};
pub use control::Controls;
pub use destinations::destinations;
pub use focus::{Compared, walk};
pub use foreign::foreign_origins;
pub use identifiers::identifiers;
pub use kit::Kit;
pub use orientation::orientation;
pub use pace::Pace;
pub use paste::paste;
pub use provoke::provoke;
pub use repeat::{Repeats, after, replay, session_cookies};
pub use static_path::static_paths;
pub use store_file::unsigned;
