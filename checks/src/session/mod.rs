//! Session safety: what a shared computer, a cache or a tracker can learn. One file a check.
