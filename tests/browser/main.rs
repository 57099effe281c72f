//! Everything that needs a browser.

#[cfg(test)]
mod demo;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod program;
#[cfg(test)]
mod served;
#[cfg(test)]
mod stage;
