//! Why a report could not be made.

use super::html::PageError;
use std::{io, path::PathBuf};

/// Why a report could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The verdict does not go into JSON, or a text is no verdict.
    #[error("cannot read or write the verdict as JSON")]
    Json(#[from] serde_json::Error),
    /// The verdict is of another schema.
    #[error("cannot read a verdict of schema {0}; this program knows schema 1")]
    Schema(u32),
    /// The XML writer gave up.
    #[error("cannot write the JUnit report")]
    Junit(#[from] quick_junit::SerializeError),
    /// The page could not be made.
    #[error("cannot write the HTML report")]
    Page(#[from] PageError),
    /// A file or folder could not be written.
    #[error("cannot write {path}", path = path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
}
