//! The portal as a client meets it: over TLS, with cookies and forms.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "the client panics where its test would"
)]

mod booking;
mod client;
mod faults;
mod headers;
mod hostile;
mod readme;
mod session;
mod sign_in;
mod sign_in_faults;
mod transport;
