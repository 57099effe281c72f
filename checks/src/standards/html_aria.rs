//! ARIA in HTML as data: what elements take to which no role corresponds.

/// The role whose states and properties an element may have, although it has no role: by tag, or by the
/// type of an `input`.
const AS_IF: &[(&str, &str)] = &[
    ("audio", "application"),
    ("date", "textbox"),
    ("datetime-local", "textbox"),
    ("embed", "application"),
    ("file", "textbox"),
    ("iframe", "application"),
    ("month", "textbox"),
    ("object", "application"),
    ("password", "textbox"),
    ("summary", "button"),
    ("time", "textbox"),
    ("video", "application"),
    ("week", "textbox"),
];

/// The role whose states and properties an element without a role may have all the same.
pub fn as_if(tag: &str, input_type: &str) -> Option<&'static str> {
    let kind = if tag == "input" { input_type } else { tag };
    AS_IF.iter().find(|(name, _)| *name == kind && (tag == "input") == is_type(name)).map(|it| it.1)
}

fn is_type(name: &str) -> bool {
    !["audio", "embed", "iframe", "object", "summary", "video"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::as_if;

    #[test]
    fn elements_without_a_role() {
        for (tag, input_type, expected) in [
            ("input", "password", Some("textbox")),
            ("input", "color", None),
            ("time", "", None),
            ("audio", "", Some("application")),
            ("label", "", None),
        ] {
            assert_eq!(as_if(tag, input_type), expected, "{tag} {input_type}");
        }
    }
}
