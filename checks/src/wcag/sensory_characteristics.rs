//! # Requirement
//!
//! No instruction needs that one sees the shape, size, colour or place of what it speaks of.
//!
//! # Why it matters
//!
//! "To stay signed in, press the green button": a patient who cannot see green is signed out, and loses the form.
//!
//! # How it is judged
//!
//! - Judged is each text that is seen or exposed, in English or Spanish as its `lang` says.
//! - A sentence that tells somebody to do something ("click", "find", "look") with a button, a menu, a field or the like, and
//!   has a word for a place, shape, size, orientation or colour, cannot be told: the thing may be named too, or the word may mean something else
//!   ("right away").
//! - It fails when the sentence speaks of "the green button" or "the round link", in colours, shapes and sizes alone, the
//!   page has several buttons or links, the sentence has no word of what one is named or shows, and no text, `alt`, `title`
//!   or label but their own has the name of one of them.
//! - When such words stand in other sentences only, a person is asked once for the page.
//! - It passes when no text has one of the words.
//! - For text in other languages a person is asked once for the page.
//!
//! # What it does not see
//!
//! - Words that are not in the list, sounds, and instructions in pictures.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.3.3](https://www.w3.org/TR/WCAG22/#sensory-characteristics)
//! - [ACT rule 9bd38c](https://www.w3.org/WAI/standards-guidelines/act/rules/9bd38c/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Lexicon, Page, TextNode, Visual, is_contained, list, words},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::wcag22,
};

const FIX: &str = "Name what is meant by its label or heading too.";
const LOOK: &str =
    "See whether a text points to something only by its shape, size, colour or place.";

/// Attributes that say something; the instruction that names what is meant need not be exposed.
const TOLD_BY: [&str; 4] = ["alt", "aria-description", "aria-label", "title"];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct SensoryCharacteristics;

impl StateCheck for SensoryCharacteristics {
    const META: &'static Meta = &Meta {
        id: "sensory-characteristics",
        title: "Instructions do not rely on what is seen only",
        requires: &[wcag22::SENSORY_CHARACTERISTICS],
        act: &["9bd38c"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("sensory_characteristics.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let mut ordered = Vec::new();
        let (mut any, mut mentioned, mut unread) = (false, Vec::new(), Vec::new());
        for text in page.texts().filter(|text| text.is_visible() || text.is_exposed()) {
            if !text.text().chars().any(char::is_alphabetic) {
                continue;
            }
            any = true;
            match text.parent().and_then(Lexicon::around).map(|lexicon| lexicon.read(text.text())) {
                None => unread.push(text.subject()),
                Some(Visual::None) => (),
                Some(Visual::Mentioned) => mentioned.push(text.subject()),
                Some(Visual::Ordered(words)) => {
                    let finding = finding(text.text(), words);
                    let outcome = if is_named_by_sight_alone(text) {
                        Outcome::Failed(finding)
                    } else {
                        Outcome::CantTell(finding)
                    };
                    ordered.push(text.subject().is(outcome));
                }
            }
        }
        let ask = |what: &str, related: Vec<Subject>| {
            let finding = Finding { what: what.to_owned(), fix: LOOK.to_owned(), related };
            Subject::Document.is(Outcome::Question(finding))
        };
        if !mentioned.is_empty() {
            ordered.push(ask("Texts have words for places, shapes, sizes or colours.", mentioned));
        } else if !unread.is_empty() {
            ordered.push(ask(
                "Texts are in a language whose words for what is seen are not known here.",
                unread,
            ));
        } else if ordered.is_empty() && any {
            ordered.push(Subject::Document.is(Outcome::Passed));
        }
        ordered
    }
}

/// Whether the text speaks of a button or link by what is seen of it alone, and nothing tells which of several it is.
fn is_named_by_sight_alone(text: TextNode<'_>) -> bool {
    let lexicon = text.parent().and_then(Lexicon::around);
    let Some(role) = lexicon.and_then(|lexicon| lexicon.named_by_sight_alone(text.text())) else {
        return false;
    };
    let page = text.page;
    let things: Vec<_> = page
        .elements()
        .filter(|element| {
            element.role().is_any(&[role]) && element.is_exposed() && element.is_visible()
        })
        .collect();
    let is_of_things = |holder: Element<'_>| things.iter().any(|thing| holder.is_within(*thing));
    // Of another thing's own words, any instruction on the page may be the one that names it.
    let spoken: Vec<_> = page
        .texts()
        .filter(|other| other.is_visible() || other.is_exposed())
        .filter(|other| !other.parent().is_some_and(is_of_things))
        .map(|other| words(other.text()))
        .chain(
            page.elements()
                .filter(|element| !is_of_things(*element))
                .flat_map(|element| TOLD_BY.iter().filter_map(move |name| element.attr(name)))
                .map(words),
        )
        .collect();
    let said = words(text.text());
    let is_told = |thing: &Element<'_>| {
        let name = words(&thing.name().text);
        name.is_empty()
            || name
                .iter()
                .chain(&words(&thing.visible_text(|_| true)))
                .any(|word| said.contains(word))
            || spoken.iter().any(|spoken| is_contained(&name, spoken))
    };
    things.len() >= 2 && !things.iter().any(is_told)
}

fn finding(text: &str, mut words: Vec<String>) -> Finding {
    const LENGTH: usize = 120;
    words.sort_unstable();
    words.dedup();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown: String = text.chars().take(LENGTH).collect();
    let more = if shown.len() < text.len() { "…" } else { "" };
    Finding::new(
        format!("The text \"{shown}{more}\" tells what to do, and says {}.", list(&words)),
        FIX,
    )
}

#[cfg(test)]
mod tests {
    use super::SensoryCharacteristics;
    use crate::testing::{outcomes, outcomes_of, step};

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, html, expected) in [
            ("a colour", "<html lang=en><p>Press the green button.", "can't tell"),
            (
                "of two buttons",
                "<html lang=en><p>Press the green button.<button>Send</button><button>Stop</button>",
                "failed",
            ),
            (
                "of one button",
                "<html lang=en><p>Press the green button.<button>Send</button>",
                "can't tell",
            ),
            (
                "named elsewhere",
                "<html lang=en><p>Press the green button.<p>Send it now.<button>Send</button><button>Stop</button>",
                "can't tell",
            ),
            (
                "green by name",
                "<html lang=en><p>Press the green button.<button>Green</button><button>Stop</button>",
                "can't tell question",
            ),
            (
                "green to see",
                "<html lang=en><p>Press the green button.<button aria-label=Send>Green</button><button>Stop</button>",
                "can't tell question",
            ),
            (
                "named by a picture",
                "<html lang=en><p>Press the green button.<img alt='Press Send'><button>Send</button><button>Stop</button>",
                "can't tell",
            ),
            (
                "a picture of something else",
                "<html lang=en><p>Press the green button.<img alt='A nurse'><button title=Send>Send</button><button>Stop</button>",
                "failed",
            ),
            ("in Spanish", "<html lang=es><p>Pulse el botón verde.", "can't tell"),
            ("a marked part", "<html lang=en><p lang=es>Pulse el botón verde.", "can't tell"),
            ("no order", "<html lang=en><p>Green is good.", "question"),
            (
                "one of each",
                "<html lang=en><p>Press the green button.<p>Green is good.",
                "can't tell question",
            ),
            ("no such word", "<html lang=en><p>Press Send.", "passed"),
            ("another language", "<html lang=de><p>Drücken Sie den grünen Knopf.", "question"),
            ("no language", "<p>Press the green button.", "question"),
            (
                "exposed only",
                "<html lang=en><p box='-999,0 9x9'>Press the green button.",
                "can't tell",
            ),
        ] {
            let found = outcomes_of::<SensoryCharacteristics>(&step(html)).join(" ");
            assert_eq!(found, expected, "{clause}");
        }
    }

    #[test]
    fn only_text_for_people_is_judged() {
        for html in [
            "<html lang=en>",
            "<html lang=en><p>26",
            "<html lang=en><p hidden>Press the green button.",
        ] {
            assert!(outcomes::<SensoryCharacteristics>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let html = "<html lang=en><p>Press the green button.<p>Find the menu on the right<p>Blue is good.<button>A</button><button>B</button>";
        insta::assert_snapshot!(outcomes::<SensoryCharacteristics>(&step(html)).join("\n"), @r#"
        "Press the green button.": failed: The text "Press the green button." tells what to do, and says green.
        "Find the menu on the right": can't tell: The text "Find the menu on the right" tells what to do, and says right.
        document: question: Texts have words for places, shapes, sizes or colours.
        "#);
    }
}
