//! Everything that needs a browser.

#[cfg(test)]
mod accname;
#[cfg(test)]
mod act;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod django;
#[cfg(test)]
mod engine_names;
#[cfg(test)]
mod excerpt;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod hostile_server;
#[cfg(test)]
mod innocence;
#[cfg(test)]
mod one_time_codes;
#[cfg(test)]
mod program;
#[cfg(test)]
mod prune;
#[cfg(test)]
mod recordings;
#[cfg(test)]
mod serve;
#[cfg(test)]
mod small_portal;
#[cfg(test)]
mod stage;
#[cfg(test)]
mod vacuity;
