//! The text of a scenario file, and what of it may be shown.

/// A scenario file's name and text, exactly as read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The name by which mistakes call it, usually its path.
    pub name: String,
    /// The text.
    pub text: String,
}

impl Source {
    /// The file's name without folder and ending: the scenario's id.
    pub fn stem(&self) -> &str {
        let name = self.name.rsplit(['/', '\\']).next().unwrap_or_default();
        match name.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => name,
        }
    }

    /// A line to show beside a mistake, counted from 1. What stands in `secrets:` is cut off unless it is the name of a
    /// variable, because a password pasted there by mistake would otherwise reach the log of a nightly run.
    pub(super) fn excerpt(&self, line: u32) -> Option<String> {
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        let lines: Vec<&str> = lines(&self.text).take(index + 1).collect();
        let shown = printable(lines.get(index)?);
        Some(if within_secrets(&lines) { redacted(&shown) } else { shown })
    }
}

/// Whether a value can be the name of an environment variable and nothing else.
pub(super) fn names_a_variable(value: &str) -> bool {
    let shaped = value.starts_with(|c: char| c.is_ascii_uppercase())
        && value.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    // The seed of a one-time code is written in base 32, and has the shape of a name.
    let seed = value.len() >= 16
        && value.chars().all(|c| c.is_ascii_uppercase() || ('2'..='7').contains(&c))
        && value.contains(|c: char| c.is_ascii_digit());
    shaped && !seed
}

/// Lines as YAML breaks them, where a carriage return alone is a break too.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let whole = rest?;
        let Some(end) = whole.find(['\n', '\r']) else {
            rest = None;
            return Some(whole);
        };
        let line = &whole[..end];
        rest = whole.get(end..).map(|tail| {
            tail.strip_prefix("\r\n").unwrap_or_else(|| tail.get(1..).unwrap_or_default())
        });
        Some(line)
    })
}

/// The line without what could steer a terminal; one character stays one character.
fn printable(line: &str) -> String {
    line.chars().map(|c| if c.is_control() && c != '\t' { '\u{fffd}' } else { c }).collect()
}

/// Whether the last line belongs to the block `secrets:`, or says the word itself.
fn within_secrets(lines: &[&str]) -> bool {
    let says_secret = |line: &str| line.to_ascii_lowercase().contains("secrets");
    let Some(last) = lines.last() else { return false };
    // A dash may be a list's, which is as deep as the word above it; three are a document's.
    let continues =
        |line: &str| line.starts_with([' ', '\t', '#', '-', '}', ']']) && line.trim_end() != "---";
    let heading = lines.iter().rev().find(|line| !line.is_empty() && !continues(line));
    says_secret(last) || heading.is_some_and(|line| line.to_ascii_lowercase().starts_with("secret"))
}

/// The line up to the first value that is not the name of a variable.
fn redacted(line: &str) -> String {
    let mut kept = String::new();
    for part in line.split_inclusive([',', '{']) {
        let (key, value) = part.split_once(':').map_or((part, ""), |(key, value)| (key, value));
        let word =
            |text: &str| text.trim().trim_matches(['"', '\'', '{', '}', ',', ' ']).to_owned();
        let named =
            word(key).chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' '));
        let keyed = part.contains(':') || word(key).is_empty() || word(key).starts_with('#');
        let bare = value.split(" #").next().unwrap_or_default();
        let safe = word(bare).is_empty() || names_a_variable(&word(bare));
        if (named || word(key).starts_with('#')) && keyed && safe {
            kept.push_str(part);
            continue;
        }
        if named && keyed {
            kept.push_str(key);
            kept.push_str(": ");
        }
        kept.push_str("***");
        return kept;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, line: u32) -> String {
        let source = Source { name: "a.yaml".into(), text: text.into() };
        source.excerpt(line).unwrap_or_default()
    }

    #[test]
    fn what_stands_in_secrets_is_shown_only_if_it_names_a_variable() {
        for (line, expected) in [
            ("  password: PORTAL_PASSWORD", "  password: PORTAL_PASSWORD"),
            ("  password: PORTAL_PASSWORD # ours", "  password: PORTAL_PASSWORD # ours"),
            ("  password: hunter2", "  password: ***"),
            ("  password: \"hunter2", "  password: ***"),
            ("  password: hun:ter2", "  password: ***"),
            ("  password: GOOD, hunter2", "  password: GOOD,***"),
            ("  hunter2", "***"),
            ("  hunter!2: A", "***"),
            ("  seed: JBSWY3DPEHPK3PXP", "  seed: ***"),
        ] {
            assert_eq!(shown(&format!("title: a\nsecrets:\n{line}\nsteps: []"), 3), expected);
        }
        assert_eq!(shown("secrets: { a: ONE, b: hunter2, c: x }", 1), "secrets: { a: ONE, b: ***");
        assert_eq!(shown("secret: { a: hunter2 }", 1), "secret: { a: ***");
        assert_eq!(shown("{ title: a, secrets: { a: hunter2 } }", 1), "{ title: ***");
        assert_eq!(shown("secrets:\n  a: ONE\nstart: hunter2", 3), "start: hunter2");
        assert_eq!(shown("secrets:\n- hunter2", 2), "***");
        assert_eq!(shown("secrets:\n  a: ONE\n---\n", 3), "---");
    }

    #[test]
    fn a_line_ends_where_yaml_ends_it() {
        let text = "one\r\ntwo\rthree\nfour\u{1b}[1m\n";
        let all: Vec<_> = (1..=5).map(|line| shown(text, line)).collect();
        assert_eq!(all, ["one", "two", "three", "four\u{fffd}[1m", ""]);
        assert_eq!(Source::default().excerpt(0), None);
        assert_eq!(Source::default().excerpt(2), None);
    }

    #[test]
    fn an_id_is_the_files_stem() {
        for (name, stem) in [
            ("scenarios/appointment.yaml", "appointment"),
            ("a.b.yaml", "a.b"),
            (".yaml", ".yaml"),
            ("x", "x"),
            ("", ""),
        ] {
            assert_eq!(Source { name: name.into(), text: String::new() }.stem(), stem);
        }
    }
}
