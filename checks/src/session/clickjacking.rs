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
//! - On a test system a page of another origin, on loopback, puts some of these documents into frames, each policy at
//!   least once. The frames get the session's cookies, whatever `SameSite` says: it stops no page of the same site.
//!   A document fails as proved if the browser shows it, or one with the same fields.
//! - One that comes without a policy in a frame, and with one when it is opened, fails if the browser shows it. Where the
//!   browser and the fields disagree otherwise, it can't be told.
//! - The trial counts only if the browser showed a frame of our own that may be shown, and refused one that may not.
//!   Without it, and for a frame that got another answer, the fields alone decide, and a failure says so.
//! - A document whose recorded fields may be another response's can't be told, unless a frame of it was tried.
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
    evidence::{Body, Exchange, Framed, FramingTrial, Hit, InFrame, Party, Phase, Piece},
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
        let trial =
            walk.states.iter().find_map(|state| state.step.after.as_ref()?.framing.as_ref());
        let steps = walk.states.iter().enumerate();
        steps
            .flat_map(|(place, state)| {
                let exchanges = state.step.network.iter().flat_map(|network| &network.exchanges);
                exchanges.filter(|exchange| is_concerned(exchange, state)).map(move |exchange| {
                    Subject::Exchange(exchange.id).is(outcome(exchange, trial)).at(place)
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

fn outcome(exchange: &Exchange, trial: Option<&FramingTrial>) -> Outcome {
    let valid = trial.filter(|trial| trial.shows_ours && trial.refuses_ours);
    let seen = || {
        let all = valid.iter().flat_map(|trial| &trial.documents);
        all.filter(|document| document.outcome != InFrame::Untold)
    };
    let fields = Framing::fields(exchange);
    let own = seen().find(|document| document.url == exchange.url);
    let alike = seen().find(|document| exchange.true_fields && document.fields == fields);
    let Some(framed) = own.or(alike) else {
        return if exchange.true_fields {
            by_fields(&Framing::of_fields(&fields), trial)
        } else {
            let what = "The fields recorded for it may be another response's.".to_owned();
            Outcome::CantTell(finding(what))
        };
    };
    let opened = exchange.true_fields.then(|| Framing::of_fields(&fields));
    match (framed.outcome, Framing::of_fields(&framed.fields)) {
        (InFrame::Shown, Framing::Anybody(why)) => {
            let data = seen().any(|other| other.fields == framed.fields && shows_phi(other));
            let when = if opened == Some(Framing::Limited) { "asked for by one, " } else { "" };
            let what = if data { "it with health data" } else { "it" };
            Outcome::Failed(finding(format!(
                "Any site can put it into a frame: {when}{why}. A page of another site did, and the browser showed {what}."
            )))
        }
        (InFrame::Shown, Framing::Limited) => Outcome::CantTell(finding(
            "Its fields limit who can put it into a frame, and the browser showed it in a page on loopback all the same. Do they name this computer?".to_owned(),
        )),
        _ if matches!(opened, Some(Framing::Anybody(_))) => Outcome::CantTell(finding(
            "Its fields let any site put it into a frame, and the browser refused to show it in one. Is it answered otherwise there?".to_owned(),
        )),
        _ => Outcome::Passed,
    }
}

/// Where no frame tells.
fn by_fields(framing: &Framing, trial: Option<&FramingTrial>) -> Outcome {
    let Framing::Anybody(why) = framing else { return Outcome::Passed };
    let reason = match trial {
        None => "no frame was tried",
        Some(trial) if trial.shows_ours && trial.refuses_ours => "no frame of it was answered so",
        Some(_) => "the frames of our own that were tried first did not do what they should",
    };
    Outcome::Failed(finding(format!(
        "Any site can put it into a frame: {why}. That is by its fields alone; {reason}."
    )))
}

fn shows_phi(framed: &Framed) -> bool {
    framed.outcome == InFrame::Shown && Hit::amount_to_phi(&framed.shows)
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
        derived::Framing,
        evidence::{
            After, Body, Exchange, Framed, FramingTrial,
            InFrame::{self, Refused, Shown, Untold},
            Party, Phase, Step,
        },
        testing::{Change, Wire, flow, flow_outcomes, hit, page},
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
        const SAVED: &str = "content-disposition";
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
            ("an interface", During, BUTTON, &["mrn"], |e| e.destination = "fetch".into(), false),
            ("a frame", During, "<p>", &["mrn"], |e| "iframe".clone_into(&mut e.destination), true),
            ("a redirect", During, BUTTON, &["mrn"], |e| e.status = Some(302), false),
            ("an error page", During, "<p>", &["mrn"], |e| e.status = Some(404), true),
            ("a picture", During, "<p>", &["mrn"], |e| e.fields[0].1 = "image/png".into(), false),
            ("a download", During, "<p>", &["mrn"], |e| field(e, SAVED, "attachment; x"), false),
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
            ("a policy", |e| field(e, "content-security-policy", SHUT), "passed"),
            ("an open policy", |e| field(e, "content-security-policy", OPEN), "failed"),
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

    const OPEN: &str = "frame-ancestors *";
    const SHUT: &str = "frame-ancestors 'none'";
    const NONE: &str = "default-src 'self'";
    const OTHER: &str = "https://portal.example/visits";

    fn tried(url: &str, policy: &str, outcome: InFrame, controls: [bool; 2]) -> FramingTrial {
        let mut answer = Exchange::default();
        field(&mut answer, "content-security-policy", policy);
        let fields = Framing::fields(&answer);
        let framed =
            Framed { url: url.to_owned(), status: Some(200), fields, outcome, shows: Vec::new() };
        let [shows_ours, refuses_ours] = controls;
        let documents = vec![framed];
        FramingTrial { origin: String::new(), shows_ours, refuses_ours, documents }
    }

    /// What is said of a document that was opened with a policy; its fields may be another's.
    fn with_trial(policy: &str, own: bool, trial: Option<FramingTrial>) -> String {
        let mut first = step(Phase::During, "<p>", &["mrn"], |_| {});
        let exchange = &mut first.network.as_mut().expect("traffic").exchanges[0];
        field(exchange, "content-security-policy", policy);
        exchange.true_fields = own;
        let after = Some(After { framing: trial, ..After::default() });
        let last = Step { phase: Phase::Over, after, ..Step::default() };
        let said = flow_outcomes::<Clickjacking>(&flow(vec![first, last]));
        said.join("; ").replace("0 https://portal.example/records: ", "")
    }

    fn word(said: &str) -> String {
        let proved = if said.contains("A page of another site did") { ", proved" } else { "" };
        format!("{}{proved}", said.split(": ").next().unwrap_or_default())
    }

    #[test]
    fn clauses_of_the_trial() {
        // A clause, the policy when it was opened, which document was framed, its policy there, and what came of it.
        let cases = [
            ("open and shown", OPEN, URL, OPEN, Shown, "failed, proved"),
            ("open, one like it shown", OPEN, OTHER, OPEN, Shown, "failed, proved"),
            ("open, another shown", OPEN, OTHER, NONE, Shown, "failed"),
            ("open and refused", OPEN, URL, OPEN, Refused, "can't tell"),
            ("open, shut in the frame", OPEN, URL, SHUT, Refused, "can't tell"),
            ("open and untold", OPEN, URL, OPEN, Untold, "failed"),
            ("shut and refused", SHUT, URL, SHUT, Refused, "passed"),
            ("shut, one like it refused", SHUT, OTHER, SHUT, Refused, "passed"),
            ("shut and shown", SHUT, URL, SHUT, Shown, "can't tell"),
            ("shut, one like it shown", SHUT, OTHER, SHUT, Shown, "can't tell"),
            ("shut, open in the frame", SHUT, URL, NONE, Shown, "failed, proved"),
            ("shut, another open", SHUT, OTHER, NONE, Shown, "passed"),
            ("shut and untold", SHUT, URL, NONE, Untold, "passed"),
        ];
        for (clause, policy, url, framed, outcome, expected) in cases {
            let said = with_trial(policy, true, Some(tried(url, framed, outcome, [true; 2])));
            assert_eq!(word(&said), expected, "{clause}: {said}");
        }
    }

    #[test]
    fn clauses_of_controls_and_of_fields_in_doubt() {
        let trial = |url, policy, outcome, controls| Some(tried(url, policy, outcome, controls));
        for (clause, policy, own, trial, expected) in [
            ("nothing tried", OPEN, true, None, "failed"),
            ("nothing shown", OPEN, true, trial(URL, OPEN, Refused, [false, true]), "failed"),
            ("nothing refused", SHUT, true, trial(URL, NONE, Shown, [true, false]), "passed"),
            ("in doubt", SHUT, false, None, "can't tell"),
            ("in doubt, refused", OPEN, false, trial(URL, SHUT, Refused, [true; 2]), "passed"),
            ("in doubt, shown", SHUT, false, trial(URL, NONE, Shown, [true; 2]), "failed, proved"),
            (
                "in doubt, another",
                SHUT,
                false,
                trial(OTHER, SHUT, Refused, [true; 2]),
                "can't tell",
            ),
        ] {
            let said = with_trial(policy, own, trial);
            assert_eq!(word(&said), expected, "{clause}: {said}");
        }
    }

    #[test]
    fn wording() {
        let trial = |policy, outcome, first| Some(tried(URL, policy, outcome, [first, true]));
        let mut data = tried(URL, NONE, Shown, [true; 2]);
        data.documents[0].shows.push(hit("mrn", "frame"));
        let said = [
            (NONE, None),
            ("frame-ancestors 'self' https:", trial(OPEN, Refused, false)),
            (OPEN, trial(OPEN, Shown, true)),
            (SHUT, Some(data)),
            (SHUT, trial(SHUT, Shown, true)),
            (OPEN, trial(OPEN, Refused, true)),
            (OPEN, trial(OPEN, Untold, true)),
        ]
        .map(|(policy, trial)| with_trial(policy, true, trial));
        insta::assert_snapshot!(said.join("\n"), @r"
        failed: Any site can put it into a frame: it has neither `frame-ancestors` nor `X-Frame-Options`. That is by its fields alone; no frame was tried.
        failed: Any site can put it into a frame: `frame-ancestors 'self' https:` lets any site frame it. That is by its fields alone; the frames of our own that were tried first did not do what they should.
        failed: Any site can put it into a frame: `frame-ancestors *` lets any site frame it. A page of another site did, and the browser showed it.
        failed: Any site can put it into a frame: asked for by one, it has neither `frame-ancestors` nor `X-Frame-Options`. A page of another site did, and the browser showed it with health data.
        can't tell: Its fields limit who can put it into a frame, and the browser showed it in a page on loopback all the same. Do they name this computer?
        can't tell: Its fields let any site put it into a frame, and the browser refused to show it in one. Is it answered otherwise there?
        failed: Any site can put it into a frame: `frame-ancestors *` lets any site frame it. That is by its fields alone; no frame of it was answered so.
        ");
    }
}
