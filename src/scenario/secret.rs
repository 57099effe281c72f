//! A value that nobody may read.

use std::fmt;

/// The value of an environment variable that a scenario names. It prints as `secret`, and cannot be serialized or compared,
/// so that no log, evidence or report can hold it by accident.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Keeps a value.
    pub fn new(value: String) -> Self {
        Self(value)
    }

    /// The value, for the one place that types it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("secret")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("secret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_prints_as_a_word() {
        let secret = Secret::new("hunter2".to_owned());
        assert_eq!(
            format!("{secret} {secret:?} {:?}", Some(&secret)),
            "secret secret Some(secret)"
        );
        assert_eq!(secret.expose(), "hunter2");
    }
}
