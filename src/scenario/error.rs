//! What can go wrong when a scenario is read.

use super::Mistake;

/// A scenario file that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ScenarioError {
    /// The text is not YAML, or not of the language.
    #[error("cannot read scenario {}", .0.file)]
    Unreadable(Box<Mistake>),
}

impl ScenarioError {
    /// The mistake with line, column and caret.
    pub fn mistake(&self) -> &Mistake {
        let Self::Unreadable(mistake) = self;
        mistake
    }
}
