//! The browser, and the only room that names fantoccini.
//!
//! A browser is a driver process in a process group of its own, a profile folder that we own and remove, a
//! classic WebDriver session (fantoccini) and a `WebDriver` BiDi socket on the same session.
//!
//! What was measured in Chromium 156, and decides the shape of this room:
//!
//! - A running classic command blocks BiDi commands and events of its session on chromedriver, so
//!   navigating, waiting, acting and looking go through BiDi; classic opens and ends the session.
//! - An abandoned fantoccini future blocks its client, and fantoccini has no HTTP timeout: each call is
//!   bounded here, and ending a session never depends on an earlier call having come back.
//! - Ending chromedriver by a signal leaves Chromium running and its profile, with health data, behind:
//!   hence the process group and the profile folder of our own.
//! - A BiDi sandbox is an isolated world: the page cannot reach what runs there, and the world's global
//!   object lives as long as the document.

mod actions;
mod bidi;
mod browser;
mod error;
mod locate;
mod process;
mod tab;
mod worker;

pub use actions::{Chord, key};
pub use bidi::{Bidi, Event, Events};
pub use browser::{Browser, BrowserOptions, Profile};
pub use error::DriverError;
pub use locate::{Engine, Installed, locate};
pub use tab::{Context, Tab};
pub use worker::Worker;
