//! Checks: pure functions from recorded evidence to judgements.
//!
//! ```text
//! registry                      every check there is
//!    wcag  session              one file a check
//!       check                   what a check is
//!          reads                what a check may see
//!             derived           what follows from the evidence
//!                judgement      what a check may say
//!                   evidence    what was recorded
//!                   standards   what is required
//! ```
//!
//! A module uses only modules below it. Nothing here opens a file, a socket or a browser, reads a
//! clock, or draws a random number: the same evidence gives the same judgements for ever.

pub mod check;
pub mod derived;
pub mod evidence;
pub mod judgement;
pub mod reads;
pub mod registry;
pub mod session;
pub mod standards;
#[cfg(test)]
mod testing;
pub mod wcag;
