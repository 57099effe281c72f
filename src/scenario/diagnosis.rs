//! What the YAML reader says of a mistake, in the words of the scenario language.

use super::{Mistake, Place, Severity, Source, suggestion::nearest};
use serde_saphyr::Error;

/// What is wrong, what to say beside the caret, and what to do.
struct Diagnosis {
    message: String,
    label: String,
    help: Option<String>,
}

/// The mistake behind an error of the YAML reader.
pub(super) fn diagnose(source: &Source, error: &Error) -> Mistake {
    let place = error.location().map(Place::from).unwrap_or_default();
    let found = explain(error);
    let mut mistake = Mistake::new(Severity::Error, source, place, found.message);
    mistake.label(found.label);
    if let Some(help) = found.help {
        mistake.help(help);
    }
    mistake
}

fn explain(error: &Error) -> Diagnosis {
    match error.without_snippet() {
        Error::AliasError { error, .. } => explain(error),
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
        Error::Unexpected { expected, .. } => mismatch(expected),
        Error::SerdeInvalidType { expected, .. } | Error::SerdeInvalidValue { expected, .. } => {
            mismatch(expected)
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
        Error::MultipleDocuments { .. } => said(
            "a second document begins here",
            "",
            Some("one file, one scenario; remove the line `---` and what follows"),
        ),
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
    let meant =
        nearest(word, expected.iter().copied()).map(|known| format!("did you mean `{known}`?"));
    let sentence = word.contains(' ') || word.starts_with(['#', '.', '[']);
    let verbless = sentence.then(|| {
        expected
            .first()
            .map(|first| format!("say what kind of thing it is, such as `{{ {first}: {word} }}`"))
    });
    let waits = matches!(word, "wait" | "sleep" | "pause");
    let help = match meant {
        Some(meant) => Some(meant),
        None if waits => Some(
            "nothing waits for a time: each step waits by itself until the page has come to rest"
                .to_owned(),
        ),
        None => verbless.flatten(),
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
fn mismatch(expected: &str) -> Diagnosis {
    let wanted = expected.to_lowercase();
    if wanted.contains("sequence") {
        said(
            "this is not a list",
            "a list is meant",
            Some("write `[one, two]`, or one item to a line, each after `- `"),
        )
    } else if wanted.contains("mapping") || wanted.contains("struct") || wanted.contains("map") {
        said(
            "words with values are meant here",
            "not `word: value`",
            Some("write `word: value` to a line, or `{ word: value, word: value }`"),
        )
    } else if wanted.contains("string") {
        said(
            "text is meant here",
            "not text",
            Some("text that begins with `[`, `{`, `*` or `&` wants quotes"),
        )
    } else {
        said(format!("something else is meant here: {expected}"), "", None)
    }
}

/// How a required word is written.
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
        ("quote", "close the quotes; a quote inside double quotes is written `\\\"`"),
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
