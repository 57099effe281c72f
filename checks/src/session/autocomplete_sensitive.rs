//! # Requirement
//!
//! The browser does not keep what a patient writes about their health or the number of a record, and knows a field for a
//! one-time code as one. Fields about the person keep their tokens, and passwords their manager.
//!
//! # Why it matters
//!
//! Browsers remember what was typed into a form, and offer it to the next person who types the same letter there. What
//! somebody wrote to a doctor is then a suggestion on a library's computer. But names and addresses that are filled in
//! by themselves are a help that WCAG requires, so `off` on everything is no answer.
//!
//! # How it is judged
//!
//! - Judged are the fields that the flow fills once the patient is signed in, and those for one-time codes anywhere.
//! - A text area, a field whose name says that it is about health (`symptom`, `diagnosis`, `message` and so on, in
//!   English and Spanish), and one that takes a diagnosis, a medication or a number of the patient's has
//!   `autocomplete="off"`, by itself or by its form. A token such as `nickname` says that the field is something else: a
//!   text area with one can't be told.
//! - A one-time code has `one-time-code`. `off` passes: nothing is kept, though nothing is offered either.
//! - A field with one of the persona's values that WCAG has a token for is not judged here: `identify-input-purpose`
//!   judges it, and fails `off` there. Passwords are not judged: managers must be able to fill them (ASVS 6.2.7).
//!
//! # What it does not see
//!
//! - Whether the browser at hand obeys: some keep text areas out of their history by themselves.
//! - Fields that the flow does not fill, and editors that are no form fields.
//! - What the browser restores after a crash.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.3.3](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [HTML, autofill](https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill)
//! - [WCAG 2.2, 1.3.5](https://www.w3.org/TR/WCAG22/#identify-input-purpose) and
//!   [3.3.8](https://www.w3.org/TR/WCAG22/#accessible-authentication-minimum)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{autofill_field, fields_for},
    evidence::{Act, Field, Phase, Step},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct AutocompleteSensitive;

/// What names of fields about health have in them, in small letters.
const HEALTH: [&str; 26] = [
    "alergia",
    "allerg",
    "complaint",
    "condition",
    "diagnos",
    "disease",
    "dolor",
    "enfermedad",
    "illness",
    "insurance",
    "medicaci",
    "medicamento",
    "medication",
    "medicine",
    "mensaje",
    "message",
    "motivo",
    "pain",
    "record number",
    "reason for",
    "seguro",
    "síntoma",
    "social security",
    "sintoma",
    "symptom",
    "what brings you",
];

/// The persona's values that are about health, or numbers that others could ask with.
const KEYS: [&str; 6] = ["diagnosis", "medication", "member_id", "mrn", "provider_note", "ssn"];

/// Types of `input` whose text a browser remembers.
const TEXTS: [&str; 4] = ["number", "search", "tel", "text"];

impl StateCheck for AutocompleteSensitive {
    const META: &'static Meta = &Meta {
        id: "autocomplete-sensitive",
        title: "The browser keeps nothing that was written about health, and knows one-time codes",
        requires: &[
            asvs5::NOT_IN_BROWSER_STORAGE,
            wstg::REMEMBERED_SIGN_IN,
            hipaa::WORKSTATION_SECURITY,
        ],
        act: &[],
        severity: Severity::Minor,
        class: Class::Hardening,
        source: include_str!("autocomplete_sensitive.rs"),
    };

    type Reads<'e> = &'e Step;

    fn judge(step: &Step) -> Vec<Judgement> {
        let acts = step.acts.iter().enumerate();
        acts.filter_map(|(place, act)| {
            let outcome = outcome(act, act.field.as_ref()?, step.phase)?;
            Some(Subject::Act(place).is(outcome))
        })
        .collect()
    }
}

fn outcome(act: &Act, field: &Field, phase: Phase) -> Option<Outcome> {
    let own = field.autocomplete.as_deref().map(str::trim).filter(|value| !value.is_empty());
    let form = field.form.as_deref().map(str::trim);
    let said = own.or(form).unwrap_or("on").to_ascii_lowercase();
    let name = act.target.as_ref().map_or("", |target| target.name.as_str());
    match field.secret.as_deref() {
        Some("one-time-code") => return Some(of_code(&said, name)),
        Some(_) => return None,
        None => {}
    }
    let is_area = field.tag == "textarea";
    let keeps = is_area || field.tag == "input" && TEXTS.contains(&field.kind.as_str());
    if phase != Phase::During || !keeps || !is_about_health(field, name, is_area) {
        return None;
    }
    Some(match said.as_str() {
        "off" => Outcome::Passed,
        "on" => Outcome::Failed(Finding::new(
            format!("The browser may keep what is written into \"{name}\" and offer it to others."),
            "Set autocomplete=\"off\" on it, and on no field that asks who somebody is.",
        )),
        token => Outcome::CantTell(Finding::new(
            format!(
                "\"{name}\" looks like a field about health, and its autocomplete says \"{token}\"."
            ),
            "If it is about health, set autocomplete=\"off\" on it.",
        )),
    })
}

fn is_about_health(field: &Field, name: &str, is_area: bool) -> bool {
    if let Some(key) = field.purpose.as_deref() {
        return KEYS.contains(&key) && fields_for(key).is_none();
    }
    let name = name.to_lowercase();
    is_area || HEALTH.iter().any(|part| name.contains(part))
}

fn of_code(said: &str, name: &str) -> Outcome {
    let known = autofill_field(said).is_ok_and(|field| field == "one-time-code");
    if known || said == "off" {
        return Outcome::Passed;
    }
    Outcome::Failed(Finding::new(
        match said {
            "on" => {
                format!("\"{name}\" takes a one-time code, and the browser does not know that.")
            }
            token => {
                format!("\"{name}\" takes a one-time code, and its autocomplete says \"{token}\".")
            }
        },
        "Set autocomplete=\"one-time-code\" on it: then it is offered from a message and kept nowhere.",
    ))
}

#[cfg(test)]
mod tests {
    use super::AutocompleteSensitive;
    use crate::{
        evidence::{Act, Field, Phase, Step},
        testing::{Change, field, fill, outcomes, outcomes_of},
    };

    /// A text area that took the scenario's own words.
    fn act(name: &str, change: impl FnOnce(&mut Field)) -> Act {
        let mut field = field("");
        field.purpose = None;
        "textarea".clone_into(&mut field.tag);
        change(&mut field);
        let mut act = fill(field);
        if let Some(target) = &mut act.target {
            name.clone_into(&mut target.name);
        }
        act
    }

    fn during(acts: Vec<Act>) -> Step {
        Step { phase: Phase::During, acts, ..Step::default() }
    }

    fn input(field: &mut Field) {
        "input".clone_into(&mut field.tag);
    }

    fn says(field: &mut Field, autocomplete: &str) {
        field.autocomplete = Some(autocomplete.to_owned());
    }

    #[test]
    fn clauses_of_texts() {
        let cases: [(&str, &str, Change<Field>, &[&str]); 15] = [
            ("nothing said", "Notes", |_| {}, &["failed"]),
            ("on", "Notes", |f| says(f, "ON"), &["failed"]),
            ("empty", "Notes", |f| says(f, " "), &["failed"]),
            ("off", "Notes", |f| says(f, " Off"), &["passed"]),
            ("off by its form", "Notes", |f| f.form = Some("off".to_owned()), &["passed"]),
            (
                "on in a form with off",
                "Notes",
                |f| {
                    f.form = Some("off".to_owned());
                    says(f, "on");
                },
                &["failed"],
            ),
            ("something else", "Notes", |f| says(f, "street-address"), &["can't tell"]),
            ("one line about health", "Reason for visit", input, &["failed"]),
            ("one line in Spanish", "Síntomas", input, &["failed"]),
            ("one line about anything", "Town or postcode", input, &[]),
            (
                "a day",
                "When the pain began",
                |f| {
                    input(f);
                    "date".clone_into(&mut f.kind);
                },
                &[],
            ),
            (
                "a diagnosis",
                "Anything",
                |f| {
                    input(f);
                    f.purpose = Some("diagnosis".to_owned());
                },
                &["failed"],
            ),
            (
                "an address of mail",
                "Where to send a message",
                |f| {
                    input(f);
                    f.purpose = Some("email".to_owned());
                },
                &[],
            ),
            ("a street in an area", "Address", |f| f.purpose = Some("street".to_owned()), &[]),
            ("a password", "Password", |f| f.secret = Some("password".to_owned()), &[]),
        ];
        for (clause, name, change, expected) in cases {
            let step = during(vec![act(name, change)]);
            assert_eq!(outcomes_of::<AutocompleteSensitive>(&step), expected, "{clause}");
        }
        let before = Step { phase: Phase::Before, ..during(vec![act("Notes", |_| {})]) };
        assert_eq!(outcomes_of::<AutocompleteSensitive>(&before), Vec::<String>::new());
    }

    #[test]
    fn clauses_of_codes() {
        for (autocomplete, expected) in [
            (None, "failed"),
            (Some("on"), "failed"),
            (Some("one-time-code"), "passed"),
            (Some("section-a one-time-code"), "passed"),
            (Some("off"), "passed"),
            (Some("username"), "failed"),
            (Some("one-time-code off"), "failed"),
        ] {
            let code = act("Code", |field| {
                input(field);
                field.secret = Some("one-time-code".to_owned());
                field.autocomplete = autocomplete.map(str::to_owned);
            });
            let step = Step { phase: Phase::Before, ..during(vec![code]) };
            assert_eq!(outcomes_of::<AutocompleteSensitive>(&step), [expected], "{autocomplete:?}");
        }
    }

    #[test]
    fn wording() {
        let code = |autocomplete: Option<&str>| {
            act("Code", |field| {
                field.secret = Some("one-time-code".to_owned());
                field.autocomplete = autocomplete.map(str::to_owned);
            })
        };
        let step = during(vec![
            act("Message", |_| {}),
            act("Message", |field| says(field, "nickname")),
            code(None),
            code(Some("username")),
        ]);
        insta::assert_snapshot!(outcomes::<AutocompleteSensitive>(&step).join("\n"), @r#"
        act 0: failed: The browser may keep what is written into "Message" and offer it to others.
        act 1: can't tell: "Message" looks like a field about health, and its autocomplete says "nickname".
        act 2: failed: "Code" takes a one-time code, and the browser does not know that.
        act 3: failed: "Code" takes a one-time code, and its autocomplete says "username".
        "#);
    }
}
