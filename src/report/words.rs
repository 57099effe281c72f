//! Words that every format uses alike.

use crate::audit::verdict::{Class, Severity};
use std::fmt::Write;

/// A number with its unit.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A list as people write it: `a, b and c`.
pub(super) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// A captured text without what could change how the rest is shown: control characters and those that turn
/// the direction of writing appear by their numbers.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "⟨U+{:04X}⟩", u32::from(character));
            }
            character => out.push(character),
        }
    }
    out
}

/// The severities, the worst first.
pub(super) const SEVERITIES: [Severity; 4] =
    [Severity::Critical, Severity::Serious, Severity::Moderate, Severity::Minor];

/// What a failure of a class does.
pub(super) const fn harm(class: Class) -> &'static str {
    match class {
        Class::Exposure => "health data is exposed",
        Class::Identity => "somebody can be taken for somebody else",
        Class::Accessibility => "somebody cannot use the portal",
        Class::Hardening => "a defence is missing",
    }
}

/// A span of seconds as a patient counts: `14 min 30 s`.
pub(super) fn span(seconds: f64) -> String {
    let tenths = (seconds * 10.0).round() / 10.0;
    if tenths < 60.0 {
        return format!("{tenths} s");
    }
    let (minutes, rest) = ((tenths / 60.0).floor(), tenths % 60.0);
    let rest = (rest * 10.0).round() / 10.0;
    if minutes < 60.0 {
        return if rest > 0.0 {
            format!("{minutes} min {rest} s")
        } else {
            format!("{minutes} min")
        };
    }
    let (hours, minutes) = ((minutes / 60.0).floor(), minutes % 60.0);
    if minutes > 0.0 { format!("{hours} h {minutes} min") } else { format!("{hours} h") }
}

#[cfg(test)]
mod tests {
    use super::{listed, plain, span};

    #[test]
    fn spans_are_told_as_a_patient_counts() {
        for (seconds, text) in [
            (0.0, "0 s"),
            (59.96, "1 min"),
            (4.25, "4.3 s"),
            (60.0, "1 min"),
            (870.0, "14 min 30 s"),
            (43_200.0, "12 h"),
            (5_400.0, "1 h 30 min"),
        ] {
            assert_eq!(span(seconds), text);
        }
    }

    #[test]
    fn what_turns_or_ends_a_text_is_shown_by_its_number() {
        assert_eq!(plain("a\u{202e}b\u{1b}[31mc\nd"), "a⟨U+202E⟩b⟨U+001B⟩[31mc d");
        assert_eq!(plain("Zażółć – العربية"), "Zażółć – العربية");
    }

    #[test]
    fn a_list_ends_with_and() {
        let parts = ["a", "b", "c"].map(ToOwned::to_owned);
        assert_eq!(listed(&parts), "a, b and c");
        assert_eq!(listed(&parts[..1]), "a");
        assert_eq!(listed(&[]), "");
    }
}
