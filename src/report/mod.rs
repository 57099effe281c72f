//! From verdict to text.
