//! WCAG 2.2, level AAA: the criteria that a check is of. None of them is needed for level AA.

use super::{Requirement, wcag22::criterion};

/// 2.2.4 Interruptions.
pub const INTERRUPTIONS: Requirement =
    criterion("2.2.4", "Interruptions", "AAA", "https://www.w3.org/TR/WCAG22/#interruptions");

/// 3.2.5 Change on Request.
pub const CHANGE_ON_REQUEST: Requirement = criterion(
    "3.2.5",
    "Change on Request",
    "AAA",
    "https://www.w3.org/TR/WCAG22/#change-on-request",
);
