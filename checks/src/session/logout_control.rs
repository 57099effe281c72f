//! # Requirement
//!
//! Every page that shows health information has a way to sign out that a person can see and reach with the keyboard.
//!
//! # Why it matters
//!
//! A patient at a library computer is called away. If signing out takes a search, it is not done, and the next person
//! reads on. Who uses no mouse must find it as well.
//!
//! # How it is judged
//!
//! - A page is concerned if the patient is signed in at the end of the step and its text holds one strong canary, or two
//!   weak ones.
//! - A way to sign out is a button or link, or an item of a menu, whose name says so in English or Spanish (`Sign out`,
//!   `Log off`, `Cerrar sesión`), or is that of the control with which the flow itself ended the session.
//! - It has to be visible and a stop of the Tab key; where it is in a menu, the menu's own keys reach it.
//! - One that is there and not shown can't be told: a pointer or a key may show it. Where there is none, a control that
//!   opens something (`aria-expanded`, `aria-haspopup`, `summary`, or a name such as `Menu` or `Account`) may hold it, and
//!   that can't be told either. Nor can a page that was not recorded to its end.
//! - A page with an open modal dialog is excepted: what lies below is out of reach by design.
//!
//! # What it does not see
//!
//! - Whether the control works: see `logout-invalidates-session`.
//! - How far a person has to scroll to it.
//! - Icons without a name, and names in other languages: let the scenario sign out, and its control is known.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 7.4.4](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x16-V7-Session-Management.md)
//! - [OWASP WSTG, testing for logout functionality](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/06-Testing_for_Logout_Functionality)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Amount, Canaries, Element, Page, fold},
    evidence::{Phase, Piece, Verb},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};
use std::collections::BTreeSet;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct LogoutControl;

/// How portals call it, in small letters and without accents.
const SIGN_OUT: [&str; 14] = [
    "sign out",
    "signout",
    "sign off",
    "log out",
    "logout",
    "log off",
    "logoff",
    "end session",
    "cerrar sesion",
    "cerrar la sesion",
    "finalizar sesion",
    "terminar sesion",
    "desconectarse",
    "salir",
];

/// What portals call a menu that may hold it.
const MENUS: [&str; 8] =
    ["menu", "account", "my account", "profile", "more", "cuenta", "mi cuenta", "perfil"];

impl FlowCheck for LogoutControl {
    const META: &'static Meta = &Meta {
        id: "logout-control",
        title: "Each page with health information has a way to sign out",
        requires: &[asvs5::LOGOUT_VISIBLE, wstg::LOGOUT, hipaa::AUTOMATIC_LOGOFF],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Identity,
        source: include_str!("logout_control.rs"),
    };

    const NEEDS: &'static [Piece] = &[Piece::Page];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let canaries = Canaries::of(walk.flow);
        let own = own_control(walk);
        let mut judgements = Vec::new();
        let mut charged = BTreeSet::new();
        for (at, state) in walk.states.iter().enumerate() {
            let Some(page) = state.page().filter(|_| state.step.phase == Phase::During) else {
                continue;
            };
            let strings = page.recorded.strings.iter();
            let names: BTreeSet<_> = strings.flat_map(|text| canaries.tokens(text)).collect();
            let names: Vec<_> = names.into_iter().collect();
            if canaries.amount(&names) != Amount::Phi {
                continue;
            }
            let (subject, outcome) = judge(page, own.as_deref());
            // A page that two steps end on is one finding.
            if let Outcome::Failed(finding) | Outcome::CantTell(finding) = &outcome {
                let url = page.document().url.split(['?', '#']).next().unwrap_or_default();
                if !charged.insert((url.to_owned(), finding.what.clone())) {
                    continue;
                }
            }
            judgements.push(subject.is(outcome).at(at));
        }
        judgements
    }
}

/// What the control is called with which the flow ended its session.
fn own_control(walk: &Walk<'_>) -> Option<String> {
    let over = walk.flow.steps.iter().find(|step| step.phase == Phase::Over)?;
    let click = over.acts.iter().rev().find(|act| act.verb == Verb::Click)?;
    let name = plain(&click.target.as_ref()?.name);
    (!name.is_empty()).then_some(name)
}

fn judge(page: Page<'_>, own: Option<&str>) -> (Subject, Outcome) {
    let ways: Vec<_> = page.elements().filter(|element| signs_out(*element, own)).collect();
    let shown = |way: &&Element<'_>| way.is_visible() && way.is_exposed();
    if let Some(way) = ways.iter().filter(shown).find(|way| is_reached(**way)) {
        return (way.subject(), Outcome::Passed);
    }
    if page.open_modals().next().is_some() {
        let excepted = Outcome::Excepted("a modal dialog is open over the page");
        return (Subject::Document, excepted);
    }
    if let Some(way) = ways.iter().find(shown) {
        let what = "It signs out, and the Tab key does not reach it.".to_owned();
        return (way.subject(), Outcome::Failed(finding(what)));
    }
    if let Some(way) = ways.iter().find(|way| !way.is_visible()) {
        let what = "It signs out and is not shown; nothing tells what shows it.".to_owned();
        return (way.subject(), Outcome::CantTell(finding(what)));
    }
    if page.recorded.truncated.is_some() {
        let what = "Nothing seen on this page signs out, and it was not recorded to its end.";
        return (Subject::Document, Outcome::CantTell(finding(what.to_owned())));
    }
    let Some(menu) = page.elements().find(|element| opens(*element)) else {
        let what = "The page shows health information and has no way to sign out.".to_owned();
        return (Subject::Document, Outcome::Failed(finding(what)));
    };
    let name = &menu.name().text;
    let called = if name.is_empty() { String::new() } else { format!(", \"{name}\",") };
    let what =
        format!("Nothing to be seen on this page signs out; what this opens{called} may hold it.");
    (menu.subject(), Outcome::CantTell(finding(what)))
}

fn signs_out(element: Element<'_>, own: Option<&str>) -> bool {
    // What is hidden has neither role nor name; its words are there all the same.
    let hidden = !element.is_exposed();
    let control = element.role().is_any(&["button", "link", "menuitem"])
        || hidden && element.is_any(&["a", "button"]);
    if !control {
        return false;
    }
    let text = || element.attr("aria-label").map_or_else(|| element.text(), str::to_owned);
    let name = if hidden { plain(&text()) } else { plain(&element.name().text) };
    // "Sign out of all devices" does, "How to sign out safely" does not.
    own == Some(name.as_str())
        || SIGN_OUT.iter().any(|words| {
            let rest = name.strip_prefix(words);
            rest.is_some_and(|rest| {
                rest.is_empty() || rest.starts_with(|c: char| !c.is_alphanumeric())
            })
        })
}

/// Whether the keyboard gets there: with Tab, or with the keys of the menu it is an item of.
fn is_reached(element: Element<'_>) -> bool {
    let menu = || element.ancestors().any(|outer| outer.role().is_any(&["menu", "menubar"]));
    element.is_tabbable() || element.role().is_any(&["menuitem"]) && menu()
}

/// Whether a control that a person sees opens something that is closed.
fn opens(element: Element<'_>) -> bool {
    if !element.is_visible() {
        return false;
    }
    let closed = element.attr("aria-expanded").is_some_and(|state| state == "false");
    let popup = element.attr("aria-haspopup").is_some_and(|kind| kind != "false");
    let named = || {
        element.role().is_any(&["button", "link"])
            && MENUS.contains(&plain(&element.name().text).as_str())
    };
    closed || popup || element.is_any(&["summary"]) || named()
}

/// A name in small letters and without accents, spaces collapsed.
fn plain(name: &str) -> String {
    let name = fold(name).replace('ó', "o");
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Put a button named \"Sign out\" into the header of every page, where Tab reaches it.",
    )
}

#[cfg(test)]
mod tests {
    use super::LogoutControl;
    use crate::{
        evidence::{Phase, Step},
        testing::{click, flow, flow_outcomes, step},
    };

    fn during(html: &str) -> Step {
        Step { phase: Phase::During, ..step(&format!("<p>⟦mrn⟧ of ⟦name⟧</p>{html}")) }
    }

    fn word(steps: Vec<Step>) -> String {
        let said = flow_outcomes::<LogoutControl>(&flow(steps));
        said.first()
            .map(|said| said.split(": ").nth(1).unwrap_or_default().to_owned())
            .unwrap_or_default()
    }

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<button>Sign out</button>", "passed"),
            ("<a href=/x>Log out</a>", "passed"),
            ("<a href=/x>CERRAR SESIÓN</a>", "passed"),
            ("<a href=/x>Salir</a>", "passed"),
            ("<button aria-label='Sign out of the portal'><svg></svg></button>", "passed"),
            ("<div role=menu><button role=menuitem tabindex=-1>Log off</button></div>", "passed"),
            ("<button tabindex=-1>Sign out</button>", "failed"),
            ("<a>Sign out</a>", "failed"),
            ("<p>Sign out</p>", "failed"),
            ("<a href=/x>How to sign out safely</a>", "failed"),
            ("<a href=/x>Logouts of last week</a>", "failed"),
            ("<button style='visibility: hidden'>Sign out</button>", "can't tell"),
            ("<button aria-hidden=true>Sign out</button>", "failed"),
            ("<button>Save</button>", "failed"),
            ("<button aria-expanded=false>You</button>", "can't tell"),
            ("<button aria-haspopup=menu>You</button>", "can't tell"),
            ("<details><summary>You</summary><a href=/x>Sign out</a></details>", "can't tell"),
            ("<button>Menu</button>", "can't tell"),
            ("<button aria-expanded=true>You</button>", "failed"),
            ("<button>Menu</button><button>Sign out</button>", "passed"),
            ("<dialog open state=modal>Still there?</dialog>", "excepted"),
        ] {
            assert_eq!(word(vec![during(html)]), expected, "{html}");
        }
    }

    #[test]
    fn the_control_that_the_flow_used_is_known_by_its_name() {
        let html = "<button>Continue</button>";
        let over = Step { phase: Phase::Over, acts: vec![click()], ..Step::default() };
        assert_eq!(word(vec![during(html), over]), "passed");
        assert_eq!(word(vec![during(html)]), "failed");
    }

    #[test]
    fn only_pages_with_health_data_are_judged_and_each_once() {
        assert_eq!(word(vec![Step { phase: Phase::During, ..step("<p>None</p>") }]), "");
        assert_eq!(word(vec![Step { phase: Phase::Over, ..during("") }]), "");
        let twice = flow(vec![during(""), during("")]);
        assert_eq!(flow_outcomes::<LogoutControl>(&twice).len(), 1);
    }

    #[test]
    fn wording() {
        let said: Vec<_> = [
            "",
            "<button id=out tabindex=-1>Sign out</button>",
            "<button id=you aria-expanded=false>You</button>",
            "<button id=out style='visibility: hidden'>Sign out</button>",
        ]
        .iter()
        .flat_map(|html| flow_outcomes::<LogoutControl>(&flow(vec![during(html)])))
        .collect();
        insta::assert_snapshot!(said.join("\n"), @r#"
        0 document: failed: The page shows health information and has no way to sign out.
        0 out: failed: It signs out, and the Tab key does not reach it.
        0 you: can't tell: Nothing to be seen on this page signs out; what this opens, "You", may hold it.
        0 out: can't tell: It signs out and is not shown; nothing tells what shows it.
        "#);
    }
}
