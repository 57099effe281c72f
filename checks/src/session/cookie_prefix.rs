//! # Requirement
//!
//! The name of the cookie that carries the session begins with `__Host-` or `__Secure-`, and every cookie with such a
//! prefix is set so that browsers take it.
//!
//! # Why it matters
//!
//! A weak neighbour below the same domain, or the network on a plain page, can set a cookie of the session's name and put
//! the patient into somebody else's record. A prefix makes browsers refuse it.
//!
//! # How it is judged
//!
//! - The session's cookies are those without which the signed-in session was dead when they were left out. Where that was
//!   not tried, or found none, cookies that look like one are judged; one without a prefix can't be told then.
//! - `__Host-`, `__Host-Http-`, `__Secure-` and `__Http-` pass, in upper or lower case.
//! - Every `Set-Cookie` line of the portal with a prefix is judged, of whatever cookie: browsers drop it without `Secure`;
//!   with `__Host-` also without `Path=/` or with `Domain`; with the two `Http` prefixes also without `HttpOnly`. A line
//!   that deletes is dropped as well, and the cookie stays.
//! - A line whose response may be another one can't be told.
//!
//! # What it does not see
//!
//! - Whether the cookie has to be shared with other hosts, for which `__Host-` is too strict and `__Secure-` is there.
//! - Browsers that do not know `__Http-` and `__Host-Http-` yet, which take them for plain names, or for `__Host-`.
//! - Cookies that scripts set.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 3.3.1 and 3.3.3](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x12-V3-Web-Frontend-Security.md)
//! - [RFC 6265bis, 4.1.3](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.3)
//! - [Cookies: HTTP State Management Mechanism, the newer prefixes](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-layered-cookies)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{CookiePrefix, SessionCookie, SetCookie, exchanges, list},
    evidence::{Exchange, Flow, Party, Piece},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, rfc, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct CookieNamePrefix;

impl FlowCheck for CookieNamePrefix {
    const META: &'static Meta = &Meta {
        id: "cookie-prefix",
        title: "Session cookies have a prefix that browsers enforce",
        requires: &[
            asvs5::COOKIE_SECURE,
            asvs5::COOKIE_HOST_PREFIX,
            rfc::COOKIE_NAME_PREFIXES,
            wstg::COOKIE_ATTRIBUTES,
        ],
        act: &[],
        severity: Severity::Minor,
        class: Class::Hardening,
        source: include_str!("cookie_prefix.rs"),
    };

    const NEEDS: &'static [Piece] = &[Piece::Network, Piece::Storage];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let suspects = SessionCookie::all(walk.flow);
        let named = suspects.iter().map(|suspect| named(suspect, walk.flow));
        named.chain(refused(walk.flow)).collect()
    }
}

fn named(suspect: &SessionCookie<'_>, flow: &Flow) -> Judgement {
    let name = &suspect.cookie.name;
    let set = lines(flow).find(|(_, _, line)| line.name == *name);
    let kept = || {
        flow.steps.iter().position(|step| {
            let cookies = step.storage.iter().flat_map(|storage| &storage.cookies);
            cookies.into_iter().any(|cookie| cookie.name == *name)
        })
    };
    let step = set.map(|(step, ..)| step).or_else(kept).unwrap_or(suspect.step);
    let outcome = match (CookiePrefix::of(name), suspect.certain) {
        (Some(_), _) => Outcome::Passed,
        (None, true) => Outcome::Failed(finding(
            "The name of the session cookie has no prefix that browsers enforce.".to_owned(),
        )),
        (None, false) => Outcome::CantTell(finding(
            "Its name has no prefix that browsers enforce, and whether the session depends on it is not known."
                .to_owned(),
        )),
    };
    Subject::Cookie(name.clone()).is(outcome).at(step)
}

/// The lines with a prefix that browsers do not take; the same one again is the same mistake.
fn refused(flow: &Flow) -> Vec<Judgement> {
    let (mut seen, mut judgements) = (Vec::new(), Vec::new());
    for (step, exchange, line) in lines(flow) {
        let Some(prefix) = CookiePrefix::of(&line.name) else { continue };
        let reasons: Vec<_> = prefix.refuses(&line).into_iter().map(str::to_owned).collect();
        let key = (line.name.clone(), reasons.clone(), exchange.true_fields);
        if reasons.is_empty() || seen.contains(&key) {
            continue;
        }
        seen.push(key);
        let mut finding =
            finding(format!("Browsers do not take the cookie as it is set: {}.", list(&reasons)));
        finding.related.push(Subject::Exchange(exchange.id));
        let outcome = if exchange.true_fields {
            Outcome::Failed(finding)
        } else {
            finding.what += " The line may be another response's.";
            Outcome::CantTell(finding)
        };
        judgements.push(Subject::Cookie(line.name).is(outcome).at(step));
    }
    judgements
}

/// Every line of the portal's that sets or deletes a cookie.
fn lines(flow: &Flow) -> impl Iterator<Item = (usize, &Exchange, SetCookie)> {
    exchanges(flow).filter(|(_, exchange)| exchange.party == Party::First).flat_map(
        |(step, exchange)| {
            let lines = exchange.field_lines("set-cookie").flat_map(str::lines);
            lines.filter_map(SetCookie::parse).map(move |line| (step, exchange, line))
        },
    )
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Name it with `__Host-` and set it with `Secure; Path=/` and without `Domain`; with `__Secure-` if other hosts need it.",
    )
}

#[cfg(test)]
mod tests {
    use super::CookieNamePrefix;
    use crate::{
        evidence::{Cookie, Exchange, Flow, Party, Step},
        testing::{Change, Wire, cookie, flow, flow_outcomes, storage},
    };

    fn walked(lines: &[&str], jar: Vec<Cookie>, change: fn(&mut Exchange)) -> Flow {
        let fields: Vec<_> = lines.iter().map(|line| ("set-cookie", *line)).collect();
        let wire = Wire::new().response("https://portal.example/sign-in", &fields, &[]).but(change);
        let kept = Step { storage: Some(storage(jar, vec![])), ..Step::default() };
        flow(vec![Step::default(), wire.step(), kept])
    }

    fn session(name: &str) -> Vec<Cookie> {
        vec![Cookie { session: Some(true), ..cookie(name, &[]) }]
    }

    fn words(flow: &Flow) -> String {
        let short = |said: &String| said.splitn(3, ": ").take(2).collect::<Vec<_>>().join(": ");
        let said = flow_outcomes::<CookieNamePrefix>(flow);
        said.iter().map(short).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn clauses_of_names() {
        for (name, expected) in [
            ("__Host-sid", "2 __Host-sid: passed"),
            ("__host-sid", "2 __host-sid: passed"),
            ("__Host-Http-sid", "2 __Host-Http-sid: passed"),
            ("__Http-sid", "2 __Http-sid: passed"),
            ("__Secure-sid", "2 __Secure-sid: passed"),
            ("sid", "2 sid: failed"),
            ("Host-sid", "2 Host-sid: failed"),
        ] {
            assert_eq!(words(&walked(&[], session(name), |_| {})), expected, "{name}");
        }
        let guessed = vec![cookie("sid", &[])];
        assert_eq!(words(&walked(&[], guessed, |_| {})), "2 sid: can't tell");
        let theme = vec![Cookie { length: 4, ..cookie("theme", &[]) }];
        assert_eq!(words(&walked(&[], theme, |_| {})), "");
        let set = walked(&["sid=x; Secure"], session("sid"), |_| {});
        assert_eq!(words(&set), "1 sid: failed", "where it is set first");
    }

    #[test]
    fn clauses_of_lines() {
        const BAD: &str = "__Host-theme=x; Secure";
        let cases: [(&str, &[&str], Change<Exchange>, &str); 8] = [
            ("taken", &["__Host-theme=x; Secure; Path=/"], |_| {}, ""),
            ("refused", &[BAD], |_| {}, "1 __Host-theme: failed"),
            ("refused twice", &[BAD, BAD], |_| {}, "1 __Host-theme: failed"),
            (
                "for two reasons",
                &[BAD, "__Host-theme=x; Path=/"],
                |_| {},
                "1 __Host-theme: failed, 1 __Host-theme: failed",
            ),
            ("a deletion", &["__Host-theme=; Max-Age=0; Path=/"], |_| {}, "1 __Host-theme: failed"),
            ("without a prefix", &["theme=x"], |_| {}, ""),
            ("another's", &[BAD], |e| e.party = Party::Third, ""),
            ("another's fields", &[BAD], |e| e.true_fields = false, "1 __Host-theme: can't tell"),
        ];
        for (clause, lines, change, expected) in cases {
            assert_eq!(words(&walked(lines, vec![], change)), expected, "{clause}");
        }
    }

    #[test]
    fn wording() {
        let mut said = flow_outcomes::<CookieNamePrefix>(&walked(
            &["sid=x", "__Host-theme=x; Domain=portal.example"],
            session("sid"),
            |_| {},
        ));
        let guessed = walked(&["__Http-a=x; Secure"], vec![cookie("sid", &[])], |e| {
            e.true_fields = false;
        });
        said.extend(flow_outcomes::<CookieNamePrefix>(&guessed));
        insta::assert_snapshot!(said.join("\n"), @r"
        1 sid: failed: The name of the session cookie has no prefix that browsers enforce.
        1 __Host-theme: failed: Browsers do not take the cookie as it is set: it is not `Secure`, it has a `Domain` and its `Path` is not `/`.
        2 sid: can't tell: Its name has no prefix that browsers enforce, and whether the session depends on it is not known.
        1 __Http-a: can't tell: Browsers do not take the cookie as it is set: it is not `HttpOnly`. The line may be another response's.
        ");
    }
}
