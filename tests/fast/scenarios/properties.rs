//! What holds for every text that somebody may write.

use super::{SAMPLE, read, said};
use proptest::prelude::*;
use wardround::scenario::{Action, Expectation, Field, Fill, Located, Locator, Text};

/// A text that is not one of the words that stand for something else.
fn any_text() -> impl Strategy<Value = Located<String>> {
    "\\PC{0,20}".prop_map(Located::new)
}

fn any_field() -> impl Strategy<Value = Field> {
    any_text().prop_map(Field::Named)
}

fn any_action() -> impl Strategy<Value = Action> {
    prop_oneof![
        any_text().prop_map(Action::Open),
        any_text().prop_map(|name| Action::Click(Located::new(Locator::MenuItem(name)))),
        any_text().prop_map(|name| Action::Click(Located::new(Locator::Button(name)))),
        (any_field(), "\\PC{0,20}|secret:[a-z]{0,5}|totp:[a-z]{0,5}|patient\\.[a-z]{0,5}|canaries\\.[a-z]{0,5}").prop_map(
            |(field, text)| {
                Action::Fill(Fill { field, with: Located::new(Text::from(text.as_str())) })
            }
        ),
        "(Control\\+)?(Shift\\+)?(Enter|PageDown|F[1-9]|\\+|[a-z0-9])".prop_filter_map("a key", |chord| {
            Some(Action::Press(Located::new(chord.parse().ok()?)))
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_again(
        actions in proptest::collection::vec(any_action(), 0..5),
        title in any_text(),
        value in any_text(),
        heading in any_text(),
    ) {
        let mut scenario = read(SAMPLE);
        scenario.title = title;
        scenario.canaries.insert("note".to_owned(), value);
        let mut steps = scenario.steps.to_vec();
        steps[0].act = actions.into_iter().map(Located::new).collect();
        steps[0].expect = vec![Located::new(Expectation::Heading(heading))];
        scenario.steps = Located::new(steps);
        let yaml = serde_saphyr::to_string(&scenario).unwrap();
        let mut again = read(&yaml);
        again.source = scenario.source.clone();
        prop_assert_eq!(again, scenario);
    }

    #[test]
    fn no_text_breaks_the_reader(text in any::<String>(), yamlish in "[ a-z:{}\\[\\]&*!|>'\"#,\n\t\r-]{0,200}") {
        said(&text);
        said(&yamlish);
        said(&format!("title: a\nstart: /\ntarget: {{ base: \"http://localhost\" }}\nsteps:\n  {yamlish}"));
    }

    #[test]
    fn no_change_breaks_the_reader(from in 0..SAMPLE.len(), length in 0..40_usize, other in 0..SAMPLE.len(), new in "\\PC{0,8}") {
        // The sample is ASCII, so that every index is the start of a character.
        let to = (from + length).min(SAMPLE.len());
        let copied = &SAMPLE[other..(other + length).min(SAMPLE.len())];
        for put in ["", new.as_str(), copied] {
            for shown in said(&format!("{}{put}{}", &SAMPLE[..from], &SAMPLE[to..])) {
                prop_assert!(shown.starts_with("error: ") || shown.starts_with("warning: "));
            }
        }
    }

    #[test]
    fn a_value_pasted_among_the_secrets_is_never_shown(tail in "[!-~]{0,12}", quote in "[\"' ]") {
        let value = format!("zqx{tail}");
        let pasted = SAMPLE.replacen("PORTAL_PASSWORD", &format!("{quote}{value}{quote}"), 1);
        for shown in said(&pasted) {
            prop_assert!(!shown.contains("zqx"), "{}", shown);
        }
    }
}
