//! Texts that nobody wrote for a reader.

/// What a text is, that is not words for a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// It is certainly this.
    Certain(&'static str),
    /// It may be this.
    Doubtful(&'static str),
}

impl Unreadable {
    /// Reads a heading, label, title or name; none when it may be words for a reader.
    pub fn of(text: &str) -> Option<Self> {
        const PRINTED: &[&str] = &["[object object]", "nan", "undefined"];
        let lower = text.to_lowercase();
        if PRINTED.contains(&&*lower) {
            return Some(Self::Certain("which a program prints for a missing value"));
        }
        if is_template(text) {
            return Some(Self::Certain("a template that was not filled in"));
        }
        if lower.starts_with("lorem ipsum") {
            return Some(Self::Certain("which is filler"));
        }
        if let Some(reading) = key(text) {
            return Some(reading);
        }
        if !text.is_empty() && text.chars().all(|c| c.is_ascii_punctuation()) {
            // A few signs may be what is meant: "+" above a text on addition, "?" for questions.
            let what = "which is punctuation alone";
            return Some(if text.len() <= 3 { Self::Doubtful(what) } else { Self::Certain(what) });
        }
        ["null", "todo", "n/a"].contains(&&*lower).then_some(Self::Doubtful("which may be filler"))
    }
}

/// Whether the whole text is a placeholder of a template language.
fn is_template(text: &str) -> bool {
    [("{{", "}}"), ("${", "}"), ("<%", "%>"), ("{%", "%}"), ("[[", "]]")]
        .iter()
        .any(|(open, close)| text.starts_with(open) && text.ends_with(close))
}

/// Whether the text is the key of a text: words joined by dots.
fn key(text: &str) -> Option<Unreadable> {
    const LAST: &[&str] = &[
        "description",
        "header",
        "heading",
        "hint",
        "label",
        "message",
        "name",
        "placeholder",
        "subtitle",
        "text",
        "title",
        "tooltip",
    ];
    let is_part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
    };
    let parts: Vec<_> = text.split('.').collect();
    if parts.len() < 2 || !parts.iter().copied().all(is_part) || parts[0] == "www" {
        return None;
    }
    let last = parts.last().copied().unwrap_or_default();
    let marked = text.contains('_')
        || LAST.contains(&last)
        || last.chars().skip(1).any(|c| c.is_ascii_uppercase())
            && last.starts_with(|c: char| c.is_ascii_lowercase());
    Some(if parts.len() >= 3 && marked {
        Unreadable::Certain("the key of a text that was not found")
    } else {
        Unreadable::Doubtful("which may be the key of a text that was not found")
    })
}

#[cfg(test)]
mod tests {
    use super::Unreadable::{self, Certain, Doubtful};

    #[test]
    fn readings() {
        for (text, certain) in [
            ("Lab results", None),
            ("****", Some(true)),
            ("***", Some(false)),
            ("+", Some(false)),
            ("undefined", Some(true)),
            ("Undefined symptoms", None),
            ("[object Object]", Some(true)),
            ("{{ title }}", Some(true)),
            ("${title}", Some(true)),
            ("Lorem ipsum dolor", Some(true)),
            ("form.label.first_name", Some(true)),
            ("appointments.card.title", Some(true)),
            ("login.title", Some(false)),
            ("www.portal.test", None),
            ("visits.portal.test", Some(false)),
            ("Dr. Lee", None),
            ("e.g. this", None),
            ("null", Some(false)),
            ("診察", None),
            ("", None),
        ] {
            let found = Unreadable::of(text).map(|reading| match reading {
                Certain(_) => true,
                Doubtful(_) => false,
            });
            assert_eq!(found, certain, "{text}");
        }
    }
}
