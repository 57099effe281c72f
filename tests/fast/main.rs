//! Everything that needs no browser.
#![expect(clippy::expect_used, reason = "clippy knows tests, but not what they share")]

mod command_line;
mod drawn;
mod house;
mod scenarios;
mod store;

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
