//! WCAG 2.2 A and AA, one file a check.
