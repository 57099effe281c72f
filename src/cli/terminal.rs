//! The two streams: results on one, everything else on the other.

use crate::failure::{Exit, Failure};
use std::io::{self, IsTerminal, Write};

/// Writes a result to stdout. Whoever reads it may stop reading, as `head` does.
pub(super) fn say(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(Exit::Wrong, "cannot write to stdout").because(error.to_string()))
        }
        _ => Ok(()),
    }
}

/// Writes everything else to stderr; when that is closed, nobody is there to be told.
pub(super) fn tell(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Whether stderr shows colours, and nobody asked for none.
pub(super) fn is_coloured() -> bool {
    io::stderr().is_terminal() && wants_colour(std::env::var_os("NO_COLOR").as_deref())
}

/// Whether stdout shows colours, and nobody asked for none.
pub(super) fn is_result_coloured() -> bool {
    io::stdout().is_terminal() && wants_colour(std::env::var_os("NO_COLOR").as_deref())
}

/// `NO_COLOR` counts when it is set and not empty.
fn wants_colour(no_color: Option<&std::ffi::OsStr>) -> bool {
    no_color.is_none_or(std::ffi::OsStr::is_empty)
}

#[cfg(test)]
mod tests {
    use super::wants_colour;
    use std::ffi::OsStr;

    #[test]
    fn no_color_counts_when_it_says_something() {
        assert!(wants_colour(None));
        assert!(wants_colour(Some(OsStr::new(""))));
        assert!(!wants_colour(Some(OsStr::new("1"))));
        assert!(!wants_colour(Some(OsStr::new("0"))));
    }
}
