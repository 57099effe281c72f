//! From evidence to verdict; pure.
//!
//! ```text
//! judge                     every check over every state of every flow
//!    waive                  accepted findings; one that matches nothing is itself reported
//!    criteria  root         what the findings say of each criterion, and which of them are one cause
//!    exhibit  timeline      what the reports show of the evidence
//!       place  describe     where a thing is, and what it is called
//!          verdict  date    the result, the only thing that `report` sees
//! ```
//!
//! Nothing here reads a clock: today is an argument, so an old verdict can be made again, byte for byte.

mod component;
mod criteria;
mod date;
mod describe;
mod digest;
mod docket;
mod exhibit;
mod judge;
mod place;
mod root;
mod terms;
mod timeline;
pub mod verdict;
mod waive;

pub use date::{Date, DateError};
pub use judge::{judge, judge_by};
pub use terms::{Picture, Terms, Waiver};
pub use verdict::Verdict;
