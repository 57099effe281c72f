//! The most memory that this process had at a time, as Linux keeps it.

use std::fs;

/// Begins to measure anew. Where that is not possible, the peak is that of the run so far.
pub(crate) fn forget_peak() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// In kilobytes; nothing where there is no such file.
pub(crate) fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
