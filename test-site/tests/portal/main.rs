//! The portal as a client meets it: over TLS, with cookies and forms.

mod booking;
mod client;
mod faults;
mod headers;
mod hostile;
mod readme;
mod session;
mod sign_in;
