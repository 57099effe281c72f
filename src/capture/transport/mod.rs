//! How the portal's servers speak TLS, and what they say without, by connections of our own.
//!
//! ```text
//! ask           which questions, in which order, at which pace
//!    hello      a ClientHello by hand, and the first answer to it
//!    certificate   what is presented in a whole handshake
//!    plain      a request in the clear
//!       line    the one place where a connection is opened
//! ```
//!
//! The `ClientHello` is made by hand: TLS libraries of today can offer neither what is old nor what is weak, and one
//! that cannot offer a version would report it as refused.

mod ask;
mod certificate;
mod hello;
mod line;
mod plain;

pub use ask::Servers;
