//! What the YAML reader says of a mistake, in the words of the scenario language.

use super::{Mistake, Place, Severity, Source, suggestion::nearest};
use serde_saphyr::Error;

/// What is wrong, what to say beside the caret, and what to do.
struct Diagnosis {
    message: String,
    label: String,
    help: Option<String>,
}

/// Words of the file itself, without which it is no scenario.
const REQUIRED: [&str; 4] = ["start", "steps", "target", "title"];

/// The mistake behind an error of the YAML reader.
pub(super) fn diagnose(source: &Source, error: &Error) -> Mistake {
    let place = error.location().map(Place::from).unwrap_or_default();
    let (place, found) = relocated(source, error)
        .unwrap_or_else(|| (place, explain(error, &word_before(source, place))));
    let mut mistake = Mistake::new(Severity::Error, source, place, found.message);
    mistake.label(found.label);
    if let Some(help) = found.help {
        mistake.help(help);
    }
    mistake
}

/// Mistakes that the reader notices only further down, where they began.
fn relocated(source: &Source, error: &Error) -> Option<(Place, Diagnosis)> {
    if lacks_a_required_word(error) {
        let found = |place| (place, second());
        return second_document(source)
            .map(found)
            .or_else(|| Some((top(source), explain(error, ""))));
    }
    match error.without_snippet() {
        Error::Unexpected { expected, location } if expected.contains("scalar") => {
            valueless(source, Place::from(*location))
        }
        _ => None,
    }
}

/// The item above that ends with its word: the reader takes what follows, on the next line, for its value.
fn valueless(source: &Source, place: Place) -> Option<(Place, Diagnosis)> {
    let columns = usize::try_from(place.column).ok()?.checked_sub(1)?;
    let here = source.excerpt(place.line)?;
    let begins = here.chars().take(columns).all(char::is_whitespace);
    if !begins || here.trim_start().starts_with(['[', '{']) {
        return None;
    }
    let above = (1_u32..).zip(source.text.lines()).take_while(|(line, _)| *line < place.line);
    let (line, item) = above.filter(|(_, text)| !text.trim().is_empty()).last()?;
    let indented = item.trim_end().trim_start().strip_prefix("- ")?;
    let word =
        Some(indented.trim_start()).filter(|word| word.chars().all(char::is_alphanumeric))?;
    let column = item.trim_end().chars().count() - word.chars().count() + 1;
    let help = example(word).map_or_else(|| format!("{word}: …"), str::to_owned);
    let found = said(format!("`{word}` has no value"), "", Some(&format!("write `{help}`")));
    Some((Place { line, column: u32::try_from(column).ok()?, length: 0 }, found))
}

/// The word whose value begins at a place, as in `css: "#save"`.
fn word_before(source: &Source, place: Place) -> String {
    let columns = usize::try_from(place.column).unwrap_or(usize::MAX).saturating_sub(1);
    let before: String =
        source.excerpt(place.line).unwrap_or_default().chars().take(columns).collect();
    let word = before.trim_end().strip_suffix(':').unwrap_or_default();
    word.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default().to_owned()
}

/// Whether it is the file that lacks a word; the reader then points at the last word it saw.
fn lacks_a_required_word(error: &Error) -> bool {
    matches!(error.without_snippet(), Error::SerdeMissingField { field, .. } if REQUIRED.contains(field))
}

/// Where the file begins to say something.
fn top(source: &Source) -> Place {
    let says = |line: &str| !line.trim().is_empty() && !line.starts_with(['#', '%', '-']);
    let index = source.text.lines().position(says).unwrap_or_default();
    Place { line: u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1), column: 1, length: 0 }
}

/// Where a second document begins; what it holds is then missing from the first.
fn second_document(source: &Source) -> Option<Place> {
    let first = top(source).line;
    let lines = (1_u32..).zip(source.text.lines());
    let mut breaks = lines.filter(|(line, text)| *line > first && text.trim_end() == "---");
    breaks.next().map(|(line, _)| Place { line, column: 1, length: 3 })
}

fn second() -> Diagnosis {
    said("a second document begins here", "", Some("one file, one scenario; remove this line"))
}

fn explain(error: &Error, before: &str) -> Diagnosis {
    match error.without_snippet() {
        Error::AliasError { error, .. } => explain(error, before),
        Error::SerdeUnknownField { field: word, expected, .. }
        | Error::SerdeUnknownVariant { variant: word, expected, .. } => unknown(word, expected),
        Error::SerdeMissingField { field, .. } => Diagnosis {
            message: format!("`{field}` is missing here"),
            label: format!("needs `{field}` as well"),
            help: example(field).map(|example| format!("for example `{example}`")),
        },
        Error::DuplicateMappingKey { key, .. } => said(
            key.as_ref().map_or_else(
                || "a word is there twice".to_owned(),
                |key| format!("`{key}` is there twice"),
            ),
            "the second one",
            Some("keep one of the two"),
        ),
        Error::ExpectedMappingEndAfterEnumVariantValue { .. } => said(
            "two words where one is meant",
            "the second one",
            Some("one item says one thing; give the second an item of its own, with `- `"),
        ),
        Error::Unexpected { expected, .. } => mismatch(expected, before),
        Error::SerdeInvalidType { expected, .. } | Error::SerdeInvalidValue { expected, .. } => {
            mismatch(expected, before)
        }
        Error::NullIntoString { .. } => said(
            "there is nothing here",
            "text is meant",
            Some("write the text, or `\"\"` if it is meant to be empty"),
        ),
        Error::Eof { .. } => said(
            "the file is empty",
            "",
            Some("a scenario has at least title, start, target and steps"),
        ),
        Error::MultipleDocuments { .. } => second(),
        Error::UnknownAnchor { .. } => {
            said("an alias without its anchor", "", Some("text that begins with `*` wants quotes"))
        }
        Error::QuotingRequired { .. } => {
            said("this text wants quotes", "", Some("put it in double quotes"))
        }
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => {
            said("this is larger or deeper than a scenario may be", "", None)
        }
        Error::Message { msg, .. } => {
            let (message, help) = msg
                .split_once('\n')
                .map_or((msg.as_str(), None), |(message, help)| (message, Some(help)));
            said(message, "", help)
        }
        Error::ExternalMessage { msg, .. } => {
            said(format!("this is not YAML: {msg}"), "", remedy(msg))
        }
        other => said(format!("this cannot be read: {}", plain(other)), "", None),
    }
}

fn said(message: impl Into<String>, label: impl Into<String>, help: Option<&str>) -> Diagnosis {
    Diagnosis { message: message.into(), label: label.into(), help: help.map(str::to_owned) }
}

fn unknown(word: &str, expected: &[&'static str]) -> Diagnosis {
    let known = nearest(word, expected.iter().copied());
    let help = match (known, word) {
        (Some(known), _) => Some(format!("did you mean `{known}`?")),
        (None, "wait" | "sleep" | "pause") => Some(
            "each step waits by itself until the page has come to rest; nothing waits for a time"
                .to_owned(),
        ),
        (None, _) if expected.first() == Some(&"button") => {
            Some(format!("say what kind of control it is, such as `{{ button: {} }}`", shown(word)))
        }
        (None, _) => None,
    };
    Diagnosis {
        message: format!("unknown word `{}`", shown(word)),
        label: format!("not one of: {}", expected.join(", ")),
        help,
    }
}

/// A word as a message may hold it: one line, and not too long.
fn shown(word: &str) -> String {
    let mut short: String =
        word.chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if word.chars().count() > 40 {
        short.push('…');
    }
    short
}

/// The reader's words for what it wanted, in ours.
fn mismatch(expected: &str, before: &str) -> Diagnosis {
    let wanted = expected.to_lowercase();
    let example = example(before);
    let shape = |otherwise: &str| {
        example.map_or_else(|| otherwise.to_owned(), |example| format!("write `{example}`"))
    };
    let (message, label, help) = if wanted.contains("sequence") {
        (
            "this is not a list",
            "a list is meant",
            shape("write `[one, two]`, or one item to a line, each after `- `"),
        )
    } else if wanted.contains("mapping") || wanted.contains("struct") || wanted.contains("map") {
        let help = shape("write `word: value` to a line, or `{ word: value, word: value }`");
        ("more words are meant here", "`word: value` is meant", help)
    } else if wanted.contains("string") {
        (
            "text is meant here",
            "not text",
            "text that begins with `[`, `{`, `*` or `&` wants quotes".to_owned(),
        )
    } else {
        return said(format!("something else is meant here: {expected}"), "", None);
    };
    said(message, label, Some(&help))
}

/// How a word is written.
fn example(field: &str) -> Option<&'static str> {
    Some(match field {
        "title" => "title: A patient books a follow-up appointment",
        "start" => "start: /sign-in",
        "target" => {
            "target: { base: \"https://localhost:8443\", hosts: [localhost], environment: test }"
        }
        "steps" => "steps: [{ name: sign-in, act: […], expect: […] }]",
        "base" => "base: \"https://localhost:8443\"",
        "name" => "name: sign-in",
        "open" => "open: /sign-in",
        "press" => "press: Enter",
        "path" => "path: /home",
        "shows" => "shows: patient.mrn",
        "session" => "session: begun",
        "call" => "call: connected",
        "act" => "act: [{ open: /sign-in }]",
        "expect" => "expect: [{ path: /home }]",
        "probe" => "probe: [keyboard, back]",
        "css" => "css: { select: \"#save\", reason: The control has no role }",
        "fill" => "fill: { field: Username, with: patient.username }",
        "choose" => "choose: { field: Specialty, option: Podiatry }",
        "attach" => "attach: { field: Attachment, file: note.txt }",
        "hosts" => "hosts: [localhost]",
        "third_parties" => "third_parties: [video.example]",
        "with" => "with: patient.username",
        "option" => "option: Podiatry",
        "file" => "file: note.txt",
        "select" => "select: \"#save\"",
        "until" => "until: 2026-12-31",
        _ => return None,
    })
}

/// What to do about what the YAML parser says.
fn remedy(message: &str) -> Option<&'static str> {
    [
        ("mapping values are not allowed", "text with a colon and a space in it wants quotes"),
        ("tab", "indent with spaces"),
        (
            "quote",
            "close the quotes, here or further up; a quote inside double quotes is written `\\\"`",
        ),
        (
            "trailing content",
            "close the quotes; a single quote inside single quotes is written twice",
        ),
        ("unexpected character", "text that begins with this character wants quotes"),
        ("indent", "items of one list begin in the same column"),
    ]
    .iter()
    .find(|(part, _)| message.contains(part))
    .map(|(_, help)| *help)
}

/// The reader's own message, on one line and without its place.
fn plain(error: &Error) -> String {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    line.split(" at line ").next().unwrap_or_default().to_owned()
}
