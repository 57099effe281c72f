//! A patient portal that is right by default, with faults to switch on by name.
//!
//! "Marlowe Vale Health" is the proving ground of everything that judges portals: sign-in with a second factor, appointments,
//! a telehealth call, records, messages, sign-out and automatic sign-out. It holds invented people only, listens on loopback
//! only and keeps its state in memory. [`Site::start`] serves it; [`Fault::ALL`] lists what can be broken.

#![expect(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "pages are put together from formatted strings; what that allocates is nothing beside a request over TLS"
)]

mod calendar;
mod certificate;
mod chart;
mod clinic;
mod faults;
mod first_bytes;
mod headers;
mod hostile;
mod html;
mod layout;
mod multipart;
mod pages;
pub mod persona;
mod portal;
mod request;
mod routes;
mod session;
mod site;
mod static_files;
mod third_party;
mod totp;

pub use faults::{Fault, UnknownFault};
pub use site::{Options, Site, SiteError};
pub use totp::code_at as one_time_code;
