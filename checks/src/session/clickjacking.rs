//! # Requirement
//!
//! No foreign site can put into a frame what a signed-in patient sees and operates, or the page where they sign in.
//!
//! # Why it matters
//!
//! Laid invisibly over a game, the portal's "Cancel appointment" is pressed by the patient, with the patient's session.
//!
//! # How it is judged
//!
//! - A document of the portal is concerned if it holds health data, if it has something to operate while the patient is
//!   signed in, or if it asks for a password.
//! - `frame-ancestors` of an enforced Content Security Policy must name nobody, the portal, or sites by name; `*`, a
//!   whole scheme, or any host are anybody. Of several policies one is enough. A policy that only reports does nothing.
//! - `X-Frame-Options` counts where no `frame-ancestors` was sent: browsers still honour it, though ASVS calls it obsolete.
//! - A document whose recorded fields may be another response's can't be told.
//!
//! # What it does not see
//!
//! - Whether the sites that are named deserve it.
//! - Scripts that leave a frame, which foreign sites can switch off.
//! - Documents with nothing to operate that a later script fills.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 3.4.6](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x12-V3-Web-Frontend-Security.md)
//! - [Content Security Policy, frame-ancestors](https://www.w3.org/TR/CSP3/#directive-frame-ancestors)
//! - [OWASP WSTG, testing for clickjacking](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/11-Client-side_Testing/09-Testing_for_Clickjacking)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Address, Framing, Page},
    evidence::{Body, Exchange, Party, Phase, Piece},
    judgement::{Finding, Judgement, Outcome, Subject},
    reads::State,
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct Clickjacking;

impl FlowCheck for Clickjacking {
    const META: &'static Meta = &Meta {
        id: "clickjacking",
        title: "Signed-in pages cannot be framed by foreign sites",
        requires: &[asvs5::FRAME_ANCESTORS, wstg::CLICKJACKING, hipaa::INTEGRITY],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Hardening,
        source: include_str!("clickjacking.rs"),
    };

    const NEEDS: &'static [Piece] = &[Piece::Network];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let steps = walk.states.iter().enumerate();
        steps
            .flat_map(|(place, state)| {
                let exchanges = state.step.network.iter().flat_map(|network| &network.exchanges);
                exchanges.filter(|exchange| is_concerned(exchange, state)).map(move |exchange| {
                    Subject::Exchange(exchange.id).is(outcome(exchange)).at(place)
                })
            })
            .collect()
    }
}

fn is_concerned(exchange: &Exchange, state: &State<'_>) -> bool {
    let html = exchange
        .field("content-type")
        .is_none_or(|kind| kind.to_ascii_lowercase().contains("html"));
    let document = matches!(exchange.destination.as_str(), "document" | "iframe" | "frame");
    let answered = matches!(exchange.status, Some(200..=299 | 400..));
    let shown = html && document && answered && exchange.party == Party::First;
    if !shown || is_download(exchange) {
        return false;
    }
    let signed_in = state.step.phase == Phase::During;
    exchange.bears_phi()
        || match page_of(exchange, state) {
            Some(page) => asks_for_password(page) || signed_in && is_operable(page),
            None => signed_in && matches!(exchange.body, Body::Unread(_)),
        }
}

/// The page at the end of the step, if this is its document.
fn page_of<'e>(exchange: &Exchange, state: &'e State<'e>) -> Option<Page<'e>> {
    let page = state.page()?;
    let at = |text: &str| Address::parse(text);
    let same = at(&exchange.url)?.is_same_resource(&at(&page.document().url)?);
    same.then_some(page)
}

fn asks_for_password(page: Page<'_>) -> bool {
    page.elements().any(|element| {
        element.is_any(&["input"])
            && element.attr("type").is_some_and(|kind| kind.eq_ignore_ascii_case("password"))
    })
}

fn is_operable(page: Page<'_>) -> bool {
    page.elements()
        .any(|element| element.is_any(&["button", "form", "input", "select", "textarea"]))
}

fn is_download(exchange: &Exchange) -> bool {
    let disposition = exchange.field("content-disposition").unwrap_or_default();
    disposition.trim_start().to_ascii_lowercase().starts_with("attachment")
}

fn outcome(exchange: &Exchange) -> Outcome {
    if !exchange.true_fields {
        let what = "The fields recorded for it may be another response's.".to_owned();
        return Outcome::CantTell(finding(what));
    }
    match Framing::of(exchange) {
        Framing::Limited => Outcome::Passed,
        Framing::Anybody(why) => {
            Outcome::Failed(finding(format!("Any site can put it into a frame: {why}.")))
        }
    }
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Send `Content-Security-Policy: frame-ancestors 'none'`, or name the sites that may.",
    )
}

#[cfg(test)]
mod tests {
    use super::Clickjacking;
    use crate::{
        evidence::{Body, Exchange, Party, Phase, Step},
        testing::{Change, Wire, flow, flow_outcomes, page},
    };

    const URL: &str = "https://portal.example/records";

    /// A clause, the step's phase, its page, its canaries, a change, and whether it is concerned.
    type Case =
        (&'static str, Phase, &'static str, &'static [&'static str], Change<Exchange>, bool);

    fn step(phase: Phase, html: &str, canaries: &[&str], change: fn(&mut Exchange)) -> Step {
        let fields = [("content-type", "text/html; charset=utf-8")];
        let wire = Wire::new().response(URL, &fields, canaries).but(change);
        let mut page = page(html);
        format!("{URL}#top").clone_into(&mut page.document.url);
        Step { phase, page: Some(page), ..wire.step() }
    }

    fn field(exchange: &mut Exchange, name: &str, value: &str) {
        exchange.fields.push((name.to_owned(), value.to_owned()));
    }

    fn words(step: Step) -> Vec<String> {
        flow_outcomes::<Clickjacking>(&flow(vec![step]))
            .iter()
            .map(|said| said.split(": ").nth(1).unwrap_or_default().to_owned())
            .collect()
    }

    #[test]
    fn clauses_of_scope() {
        use Phase::{Before, During, Over};
        const BUTTON: &str = "<button>Cancel</button>";
        const PASSWORD: &str = r#"<input type="Password">"#;
        let cases: [Case; 17] = [
            ("health data", During, "<p>", &["mrn"], |_| {}, true),
            ("health data, before", Before, "<p>", &["mrn"], |_| {}, true),
            ("a button", During, BUTTON, &[], |_| {}, true),
            ("a button, before", Before, BUTTON, &[], |_| {}, false),
            ("a button, after", Over, BUTTON, &[], |_| {}, false),
            ("a password", Before, PASSWORD, &[], |_| {}, true),
            ("another field", Before, r#"<input type="text">"#, &[], |_| {}, false),
            ("nothing to operate", During, "<p>", &[], |_| {}, false),
            ("another page's button", During, BUTTON, &[], |e| e.url.push('2'), false),
            (
                "another page, unread",
                During,
                BUTTON,
                &[],
                |e| {
                    e.url.push('2');
                    e.body = Body::Unread("too long".to_owned());
                },
                true,
            ),
            ("another's page", During, BUTTON, &["mrn"], |e| e.party = Party::Third, false),
            (
                "an interface",
                During,
                BUTTON,
                &["mrn"],
                |e| "fetch".clone_into(&mut e.destination),
                false,
            ),
            ("a frame", During, "<p>", &["mrn"], |e| "iframe".clone_into(&mut e.destination), true),
            ("a redirect", During, BUTTON, &["mrn"], |e| e.status = Some(302), false),
            ("an error page", During, "<p>", &["mrn"], |e| e.status = Some(404), true),
            (
                "a picture",
                During,
                "<p>",
                &["mrn"],
                |e| "image/png".clone_into(&mut e.fields[0].1),
                false,
            ),
            (
                "a download",
                During,
                "<p>",
                &["mrn"],
                |e| {
                    e.fields.push((
                        "content-disposition".to_owned(),
                        "attachment; filename=a".to_owned(),
                    ));
                },
                false,
            ),
        ];
        for (clause, phase, html, canaries, change, concerned) in cases {
            let words = words(step(phase, html, canaries, change));
            assert_eq!(words == ["failed"], concerned, "{clause}: {words:?}");
        }
    }

    #[test]
    fn clauses_of_fields() {
        let cases: [(&str, Change<Exchange>, &str); 5] = [
            ("none", |_| {}, "failed"),
            (
                "a policy",
                |e| field(e, "content-security-policy", "frame-ancestors 'none'"),
                "passed",
            ),
            (
                "an open policy",
                |e| field(e, "content-security-policy", "frame-ancestors *"),
                "failed",
            ),
            ("the old field", |e| field(e, "x-frame-options", "DENY"), "passed"),
            (
                "another's fields",
                |e| {
                    field(e, "x-frame-options", "DENY");
                    e.true_fields = false;
                },
                "can't tell",
            ),
        ];
        for (clause, change, expected) in cases {
            assert_eq!(words(step(Phase::During, "<p>", &["mrn"], change)), [expected], "{clause}");
        }
    }

    #[test]
    fn wording() {
        let open = |value: &'static str| {
            let mut step = step(Phase::During, "<p>", &["mrn"], |_| {});
            let fields = &mut step.network.as_mut().expect("traffic").exchanges[0].fields;
            fields.push(("content-security-policy".to_owned(), value.to_owned()));
            step
        };
        let steps = vec![open("default-src 'self'"), open("frame-ancestors 'self' https:")];
        insta::assert_snapshot!(flow_outcomes::<Clickjacking>(&flow(steps)).join("\n"), @r"
        0 https://portal.example/records: failed: Any site can put it into a frame: it has neither `frame-ancestors` nor `X-Frame-Options`.
        1 https://portal.example/records: failed: Any site can put it into a frame: `frame-ancestors 'self' https:` lets any site frame it.
        ");
    }
}
