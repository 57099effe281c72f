//! What could not be recorded.

use crate::driver::DriverError;

/// What could not be recorded.
#[derive(Debug, thiserror::Error)]
pub enum CaptureError {
    /// The browser could not do it.
    #[error("cannot record {what}")]
    Driver {
        /// The piece of evidence.
        what: &'static str,
        /// Why.
        source: DriverError,
    },
    /// The browser failed.
    #[error("cannot go on recording")]
    Browser(#[from] DriverError),
    /// The collector's answer has another form than the evidence.
    #[error("cannot read what the collector says of {what}")]
    Unreadable {
        /// The piece of evidence.
        what: &'static str,
        /// Why.
        source: serde_json::Error,
    },
    /// A request of our own could not be sent.
    #[error("cannot send a request of our own: {said}")]
    Request {
        /// Why.
        said: String,
    },
}

impl CaptureError {
    /// Whether the browser is still there after it.
    pub fn leaves_browser(&self) -> bool {
        match self {
            Self::Driver { source, .. } | Self::Browser(source) => source.leaves_browser(),
            Self::Unreadable { .. } | Self::Request { .. } => true,
        }
    }
}
