//! The faults that can be switched on by name.
//!
//! Each changes the smallest thing on one page and is found by exactly the checks that it names, at the end of exactly one step
//! of one bundled scenario. `webrtc-transport` has no fault: browsers refuse to send media without DTLS-SRTP, so a page
//! cannot be made to fail it; that check's proof is recorded statistics.

mod fault;
pub(crate) mod session;
pub(crate) mod wcag;

pub use fault::{Fault, UnknownFault};
