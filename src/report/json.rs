//! The verdict itself, as JSON.

use super::ReportError;
use crate::audit::Verdict;
use serde::Deserialize;

/// The verdict as JSON, with a line feed at its end.
pub fn json(verdict: &Verdict) -> Result<String, ReportError> {
    Ok(serde_json::to_string_pretty(verdict)? + "\n")
}

/// The verdict in a text that [`json`] made, now or years ago.
pub fn read_json(text: &str) -> Result<Verdict, ReportError> {
    #[derive(Deserialize)]
    struct Head {
        schema: u32,
    }
    match serde_json::from_str(text)? {
        Head { schema: 1 } => Ok(serde_json::from_str(text)?),
        Head { schema } => Err(ReportError::Schema(schema)),
    }
}
