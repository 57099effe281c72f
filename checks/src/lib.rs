//! Checks: pure functions from recorded evidence to judgements.
