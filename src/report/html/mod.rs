//! The report as a page: a folder with one page and one style sheet, and no script at all.
//!
//! The view makes what the page shows, the templates have no logic but `each` and `if`. Captured text is
//! the enemy's text: every value goes through one escape function. Nothing is inline, no address leads
//! out of the folder but links, so the page shows under the strictest content security policy.

mod error;
mod page;
mod view;

pub use error::PageError;
pub use page::folder;
