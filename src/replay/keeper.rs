//! Who keeps what was recorded, step by step.

use super::ReplayError;
use wardround_checks::evidence::Step;

/// Keeps steps as they are recorded, so that what was seen before a crash is not lost.
pub trait Keeper: Send {
    /// Keeps a step: its place in the flow, its evidence, its pictures by file name.
    fn keep(
        &mut self,
        place: usize,
        step: &Step,
        pictures: &[(String, Vec<u8>)],
    ) -> Result<(), ReplayError>;
}
