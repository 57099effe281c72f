//! # Requirement
//!
//! The cookie that carries the session is `Secure`, `HttpOnly` and `SameSite=Lax` or `Strict`, goes to the host that
//! set it and to no other, and does not outlive the longest session that the policy allows.
//!
//! # Why it matters
//!
//! Whoever has the cookie is the patient. Each attribute closes a way to it: the wire, a script in the page, a request
//! from another site, a weak subdomain, tomorrow's user of the same computer.
//!
//! # How it is judged
//!
//! - The session's cookies are those without which the signed-in session was dead when they were left out.
//! - Where that was not tried, or found none, cookies that look like one (by name, or 16 bytes and more) are judged; one
//!   with a fault can't be told, because it may be somebody else's.
//! - Judged is each `Set-Cookie` line, as browsers read it, not what one browser made of it: browsers differ in what
//!   they do without `SameSite`. A line that deletes the cookie is not judged.
//! - `Domain` hands the cookie to every subdomain, even when it names the host itself.
//! - `Max-Age` goes before `Expires`; the limit is the policy's longest session.
//! - A cookie whose line was never seen is judged by the jar, where `SameSite` can't be told; so is nothing passed on
//!   the strength of fields that may be another response's.
//!
//! # What it does not see
//!
//! - Whether another site has a good reason to embed the portal, for which `SameSite=None` is needed: waive it then.
//! - Tokens in web storage, which have no attributes at all.
//! - Name prefixes (`__Host-`), which make browsers enforce some of this: see `cookie-prefix`.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 3.3](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x12-V3-Web-Frontend-Security.md)
//! - [RFC 6265bis, 4.1](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1)
//! - [OWASP WSTG, testing for cookie attributes](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/02-Testing_for_Cookies_Attributes)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Address, Lifetime, SessionCookie, SetCookie, exchanges, http_date, list, span},
    evidence::{Cookie, Exchange, Flow, Party, Piece, SameSite},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, rfc, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct CookieAttributes;

impl FlowCheck for CookieAttributes {
    const META: &'static Meta = &Meta {
        id: "cookie-attributes",
        title: "Session cookies are Secure, HttpOnly, SameSite, of one host and of one session",
        requires: &[
            asvs5::COOKIE_SECURE,
            asvs5::COOKIE_SAME_SITE,
            asvs5::COOKIE_HTTP_ONLY,
            rfc::SET_COOKIE,
            wstg::COOKIE_ATTRIBUTES,
            hipaa::TRANSMISSION_SECURITY,
        ],
        act: &[],
        severity: Severity::Serious,
        class: Class::Identity,
        source: include_str!("cookie_attributes.rs"),
    };

    const NEEDS: &'static [Piece] = &[Piece::Network, Piece::Storage];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let suspects = SessionCookie::all(walk.flow);
        suspects.iter().flat_map(|suspect| judge(suspect, walk.flow)).collect()
    }
}

fn judge(suspect: &SessionCookie<'_>, flow: &Flow) -> Vec<Judgement> {
    let longest = flow.policy.absolute_s;
    let mut judgements: Vec<Judgement> = Vec::new();
    let mut seen = Vec::new();
    for (step, exchange) in exchanges(flow).filter(|(_, exchange)| exchange.party != Party::Third) {
        let date = exchange.field("date").and_then(|date| http_date(&date));
        for line in lines(exchange, suspect.cookie) {
            let lifetime = match (line.lifetime(date), suspect.cookie.expires_in) {
                (Lifetime::Unknown, Some(seconds)) => Lifetime::Seconds(seconds),
                (lifetime, _) => lifetime,
            };
            if matches!(lifetime, Lifetime::Seconds(..=0)) {
                continue;
            }
            let faults = faults_of_line(&line, lifetime, longest);
            let known = exchange.true_fields && lifetime != Lifetime::Unknown;
            // One response after the other sets the same cookie in the same way; the first is enough.
            let key = (faults.clone(), known);
            if seen.contains(&key) {
                continue;
            }
            seen.push(key);
            let mut outcome = match (faults.is_empty(), known) {
                (true, true) => Outcome::Passed,
                (true, false) => Outcome::CantTell(finding(
                    "may have been set by another response, or lives for a time that is not known",
                )),
                (false, _) => verdict(suspect, &faults),
            };
            if let Outcome::Failed(finding) | Outcome::CantTell(finding) = &mut outcome {
                finding.related.push(Subject::Exchange(exchange.id));
            }
            judgements.push(Subject::Cookie(suspect.cookie.name.clone()).is(outcome).at(step));
        }
    }
    if judgements.is_empty() {
        let faults = faults_of_jar(suspect.cookie, longest);
        let outcome = if faults.is_empty() {
            Outcome::CantTell(finding(
                "was set where it was not seen, so that its `SameSite` is not known",
            ))
        } else {
            verdict(suspect, &faults)
        };
        judgements.push(Subject::Cookie(suspect.cookie.name.clone()).is(outcome).at(suspect.step));
    }
    judgements
}

fn verdict(suspect: &SessionCookie<'_>, faults: &[String]) -> Outcome {
    if suspect.certain {
        Outcome::Failed(finding(&list(faults)))
    } else {
        let what = format!("{}, and whether the session depends on it is not known", list(faults));
        Outcome::CantTell(finding(&what))
    }
}

/// The lines of a response that set this cookie.
fn lines(exchange: &Exchange, cookie: &Cookie) -> Vec<SetCookie> {
    let domain = cookie.domain.trim_start_matches('.').to_ascii_lowercase();
    let host = Address::parse(&exchange.url).map(|address| address.host().to_owned());
    let within = |a: &str, b: &str| a == b || a.ends_with(&format!(".{b}"));
    if !host.is_none_or(|host| within(&host, &domain)) {
        return Vec::new();
    }
    exchange
        .field_lines("set-cookie")
        .flat_map(str::lines)
        .filter_map(SetCookie::parse)
        .filter(|line| line.name == cookie.name)
        .collect()
}

fn faults_of_line(line: &SetCookie, lifetime: Lifetime, longest: f64) -> Vec<String> {
    let mut faults = missing(line.secure, line.http_only);
    match line.same_site {
        SameSite::Strict | SameSite::Lax => {}
        SameSite::None => {
            faults.push("goes along with requests from any site (`SameSite=None`)".to_owned());
        }
        SameSite::Unset => faults.push("has no `SameSite`".to_owned()),
    }
    if let Some(domain) = &line.domain {
        faults.push(format!("goes to every subdomain (`Domain={domain}`)"));
    }
    if let Lifetime::Seconds(seconds) = lifetime {
        faults.extend(too_long(seconds, longest));
    }
    faults
}

fn faults_of_jar(cookie: &Cookie, longest: f64) -> Vec<String> {
    let mut faults = missing(cookie.secure, cookie.http_only);
    if cookie.domain.starts_with('.') {
        faults.push("goes to every subdomain".to_owned());
    }
    faults.extend(cookie.expires_in.and_then(|seconds| too_long(seconds, longest)));
    faults
}

fn missing(secure: bool, http_only: bool) -> Vec<String> {
    let mut faults = Vec::new();
    if !secure {
        faults.push("is not `Secure`".to_owned());
    }
    if !http_only {
        faults.push("is not `HttpOnly`".to_owned());
    }
    faults
}

fn too_long(seconds: i64, longest: f64) -> Option<String> {
    let seconds = f64::from(i32::try_from(seconds).unwrap_or(i32::MAX));
    (seconds > longest)
        .then(|| format!("lives for {} where the policy allows {}", span(seconds), span(longest)))
}

fn finding(what: &str) -> Finding {
    Finding::new(
        format!("The session cookie {what}."),
        "Set it with `Secure; HttpOnly; SameSite=Lax; Path=/`, without `Domain`, `Expires` and `Max-Age`.",
    )
}

#[cfg(test)]
mod tests {
    use super::CookieAttributes;
    use crate::{
        evidence::{Cookie, Exchange, Flow, Party, Step},
        testing::{Wire, cookie, flow, flow_outcomes, storage},
    };

    const GOOD: &str = "sid=x; Path=/; Secure; HttpOnly; SameSite=Lax";

    fn session(name: &str) -> Cookie {
        Cookie { session: Some(true), ..cookie(name, &[]) }
    }

    fn set(line: &str, change: impl FnOnce(&mut Exchange)) -> Step {
        let fields = [("set-cookie", line), ("date", "Sun, 06 Nov 1994 08:49:37 GMT")];
        Wire::new().response("https://portal.example/sign-in", &fields, &[]).but(change).step()
    }

    /// The line comes in one step, and that it is the session's is known in the next.
    fn walked(line: &str, jar: Vec<Cookie>) -> Flow {
        let kept = Step { storage: Some(storage(jar, vec![])), ..Step::default() };
        flow(vec![set(line, |_| {}), kept])
    }

    fn words(flow: &Flow) -> Vec<String> {
        flow_outcomes::<CookieAttributes>(flow)
            .iter()
            .map(|said| said.splitn(3, ": ").take(2).collect::<Vec<_>>().join(": "))
            .collect()
    }

    #[test]
    fn clauses_of_a_line() {
        for (line, expected) in [
            (GOOD, "passed"),
            ("sid=x; secure; httponly; samesite=strict", "passed"),
            ("sid=x; HttpOnly; SameSite=Lax", "failed"),
            ("sid=x; Secure; SameSite=Lax", "failed"),
            ("sid=x; Secure; HttpOnly", "failed"),
            ("sid=x; Secure; HttpOnly; SameSite=Loose", "failed"),
            ("sid=x; Secure; HttpOnly; SameSite=None", "failed"),
            ("sid=x; Secure; HttpOnly; SameSite=Lax; Domain=portal.example", "failed"),
            ("sid=x; Secure; HttpOnly; SameSite=Lax; Domain=", "passed"),
            ("sid=x; Secure; HttpOnly; SameSite=Lax; Max-Age=43200", "passed"),
            ("sid=x; Secure; HttpOnly; SameSite=Lax; Max-Age=43201", "failed"),
            (
                "sid=x; Secure; HttpOnly; SameSite=Lax; Expires=Sun, 06 Nov 1994 20:49:37 GMT",
                "passed",
            ),
            (
                "sid=x; Secure; HttpOnly; SameSite=Lax; Expires=Sun, 06 Nov 1994 20:49:38 GMT",
                "failed",
            ),
        ] {
            let words = words(&walked(line, vec![session("sid")]));
            assert_eq!(words, [format!("0 sid: {expected}")], "{line}");
        }
    }

    #[test]
    fn deletions_and_other_cookies_are_not_judged() {
        for line in
            ["sid=; Max-Age=0", "sid=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "theme=dark"]
        {
            let words = words(&walked(line, vec![session("sid")]));
            assert_eq!(words, ["1 sid: can't tell"], "{line}");
        }
        assert_eq!(words(&walked("theme=dark", vec![])), Vec::<String>::new());
    }

    #[test]
    fn which_cookie_is_the_session_is_known_or_guessed() {
        let bad = "sid=x";
        let with = |length: usize, session: Option<bool>, name: &str| Cookie {
            length,
            session,
            ..cookie(name, &[])
        };
        for (clause, line, jar, expected) in [
            (
                "tried, found none",
                bad,
                vec![with(32, Some(false), "sid")],
                vec!["0 sid: can't tell"],
            ),
            ("not tried, good", GOOD, vec![with(32, None, "sid")], vec!["0 sid: passed"]),
            ("not tried, bad", bad, vec![with(32, None, "sid")], vec!["0 sid: can't tell"]),
            ("by length", "x=1", vec![with(16, None, "x")], vec!["0 x: can't tell"]),
            ("too short", "x=1", vec![with(15, None, "x")], vec![]),
            ("by name", "auth=1", vec![with(4, None, "auth")], vec!["0 auth: can't tell"]),
            ("analytics", "_ga=1", vec![with(32, None, "_ga")], vec![]),
            (
                "another is known",
                bad,
                vec![with(32, None, "sid"), session("a")],
                vec!["1 a: can't tell"],
            ),
        ] {
            assert_eq!(words(&walked(line, jar)), expected, "{clause}");
        }
    }

    #[test]
    fn a_cookie_whose_line_was_not_seen_is_judged_by_the_jar() {
        let open = |change: fn(&mut Cookie)| {
            let mut cookie = session("sid");
            change(&mut cookie);
            words(&walked("theme=dark", vec![cookie]))
        };
        assert_eq!(open(|_| {}), ["1 sid: can't tell"]);
        assert_eq!(open(|cookie| cookie.secure = false), ["1 sid: failed"]);
        assert_eq!(open(|cookie| cookie.http_only = false), ["1 sid: failed"]);
        assert_eq!(open(|cookie| cookie.domain = ".portal.example".to_owned()), ["1 sid: failed"]);
        assert_eq!(open(|cookie| cookie.expires_in = Some(43_201)), ["1 sid: failed"]);
        assert_eq!(open(|cookie| cookie.expires_in = Some(43_200)), ["1 sid: can't tell"]);
    }

    #[test]
    fn only_the_portals_own_lines_count_and_true_ones_alone_pass() {
        let with = |line: &str, change: fn(&mut Exchange)| {
            let kept =
                Step { storage: Some(storage(vec![session("sid")], vec![])), ..Step::default() };
            words(&flow(vec![set(line, change), kept]))
        };
        assert_eq!(with(GOOD, |e| e.true_fields = false), ["0 sid: can't tell"]);
        assert_eq!(with("sid=x", |e| e.true_fields = false), ["0 sid: failed"]);
        assert_eq!(with("sid=x", |e| e.party = Party::Third), ["1 sid: can't tell"]);
        let elsewhere = |e: &mut Exchange| "https://other.example/".clone_into(&mut e.url);
        assert_eq!(with("sid=x", elsewhere), ["1 sid: can't tell"]);
        let below = |e: &mut Exchange| "https://www.portal.example/".clone_into(&mut e.url);
        assert_eq!(with("sid=x", below), ["0 sid: failed"]);
    }

    #[test]
    fn a_life_that_cannot_be_known_is_not_passed() {
        let line = "sid=x; Secure; HttpOnly; SameSite=Lax; Expires=Sun, 06 Nov 1994 20:49:37 GMT";
        let with = |expires_in| {
            let jar = vec![Cookie { expires_in, ..session("sid") }];
            let kept = Step { storage: Some(storage(jar, vec![])), ..Step::default() };
            words(&flow(vec![set(line, |e| e.fields.truncate(1)), kept]))
        };
        assert_eq!(with(None), ["0 sid: can't tell"]);
        assert_eq!(with(Some(60)), ["0 sid: passed"]);
        assert_eq!(with(Some(86_400)), ["0 sid: failed"]);
    }

    #[test]
    fn the_same_line_is_reported_where_it_came_first() {
        let fields = [("set-cookie", "sid=x")];
        let wire = Wire::new().response("https://portal.example/a", &fields, &[]).response(
            "https://portal.example/b",
            &fields,
            &[],
        );
        let step = Step { storage: Some(storage(vec![session("sid")], vec![])), ..wire.step() };
        assert_eq!(words(&flow(vec![step.clone(), step])), ["0 sid: failed"]);
    }

    #[test]
    fn wording() {
        let mut said = flow_outcomes::<CookieAttributes>(&walked(
            "sid=x; SameSite=None; Domain=portal.example; Max-Age=2592000",
            vec![session("sid")],
        ));
        said.extend(flow_outcomes::<CookieAttributes>(&walked(
            "sid=x; Secure; HttpOnly",
            vec![session("sid")],
        )));
        said.extend(flow_outcomes::<CookieAttributes>(&walked(
            "sid=x; Secure",
            vec![cookie("sid", &[])],
        )));
        said.extend(flow_outcomes::<CookieAttributes>(&walked("theme=dark", vec![session("sid")])));
        insta::assert_snapshot!(said.join("\n"), @r"
        0 sid: failed: The session cookie is not `Secure`, is not `HttpOnly`, goes along with requests from any site (`SameSite=None`), goes to every subdomain (`Domain=portal.example`) and lives for 30 d where the policy allows 12 h.
        0 sid: failed: The session cookie has no `SameSite`.
        0 sid: can't tell: The session cookie is not `HttpOnly` and has no `SameSite`, and whether the session depends on it is not known.
        1 sid: can't tell: The session cookie was set where it was not seen, so that its `SameSite` is not known.
        ");
    }
}
