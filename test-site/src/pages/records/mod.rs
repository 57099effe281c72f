//! Records: overview, results, history, letters.

pub(crate) mod history;
pub(crate) mod letter;
pub(crate) mod letters;
pub(crate) mod overview;
pub(crate) mod result;
pub(crate) mod results;
pub(crate) mod trend;
pub(crate) mod x_ray;
