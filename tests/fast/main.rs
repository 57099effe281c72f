//! Everything that needs no browser.

// Marked as tests, so that clippy lets what stands beside the tests unwrap too.
#[cfg(test)]
mod command_line;
#[cfg(test)]
mod drawn;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod findings;
#[cfg(test)]
mod flows;
#[cfg(test)]
mod hostile_servers;
#[cfg(test)]
mod house;
#[cfg(test)]
mod reports;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod scenarios;
#[cfg(test)]
mod store;
#[cfg(test)]
mod verdicts;
