//! Everything that needs no browser.

// Marked as tests, so that clippy lets what stands beside the tests unwrap too.
#[cfg(test)]
mod findings;
#[cfg(test)]
mod flows;
#[cfg(test)]
mod reports;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod verdicts;
