//! From verdict to text; pure but for one file.
//!
//! ```text
//! write                        the only file here that touches files
//!    format                    the formats by name
//!       html  junit  json  earl  terminal
//!          headline  words     what every format says alike
//! ```
//!
//! A report sees the verdict and nothing of the evidence: it must not become a second auditor.

mod earl;
mod error;
mod format;
mod headline;
pub mod html;
mod json;
mod junit;
mod terminal;
mod words;
mod write;

pub use earl::earl;
pub use error::ReportError;
pub use format::{File, Format, Settings, UnknownFormat, files};
pub use json::{json, read_json};
pub use junit::junit;
pub use terminal::terminal;
pub use write::write;
