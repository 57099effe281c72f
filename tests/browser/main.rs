//! Everything that needs a browser.

// Marked as tests, so that clippy lets what stands beside the tests unwrap too.
#[cfg(test)]
mod cases;
#[cfg(test)]
mod excerpt;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod prune;
#[cfg(test)]
mod recordings;
#[cfg(test)]
mod stage;
