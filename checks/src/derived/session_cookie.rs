//! The cookies that carry the session.

use crate::evidence::{Cookie, Flow};
use std::collections::BTreeMap;

/// A cookie that carries the session, or may.
#[derive(Debug)]
pub struct SessionCookie<'e> {
    /// As the jar had it last.
    pub cookie: &'e Cookie,
    /// The step where that was.
    pub step: usize,
    /// Whether leaving it out killed the session.
    pub certain: bool,
}

impl<'e> SessionCookie<'e> {
    /// The session's cookies; where leaving out one after the other did not find them, those that look like one:
    /// perhaps none was tried, or any one of two is enough.
    pub fn all(flow: &'e Flow) -> Vec<Self> {
        let mut found: BTreeMap<(&str, &str), Self> = BTreeMap::new();
        for (step, recorded) in flow.steps.iter().enumerate() {
            for cookie in recorded.storage.iter().flat_map(|storage| &storage.cookies) {
                let key = (cookie.name.as_str(), cookie.domain.as_str());
                let before = found.get(&key).is_some_and(|suspect| suspect.certain);
                let certain = before || cookie.session == Some(true);
                if certain || looks_like_session(cookie) {
                    found.insert(key, Self { cookie, step, certain });
                }
            }
        }
        let any_certain = found.values().any(|suspect| suspect.certain);
        found.into_values().filter(|suspect| suspect.certain || !any_certain).collect()
    }
}

/// Whether a cookie looks like a session's: by its name, or long enough to be hard to guess.
pub fn looks_like_session(cookie: &Cookie) -> bool {
    const WORDS: [&str; 8] = ["sess", "sid", "auth", "token", "jwt", "login", "ticket", "identity"];
    const ANALYTICS: [&str; 6] = ["_ga", "_gid", "_gcl", "_fbp", "_pk", "_hj"];
    let name = cookie.name.to_ascii_lowercase();
    !ANALYTICS.iter().any(|prefix| name.starts_with(prefix))
        && (cookie.length >= 16 || WORDS.iter().any(|word| name.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::SessionCookie;
    use crate::{
        evidence::{Cookie, Step},
        testing::{cookie, flow, storage},
    };

    /// `?` is a guess.
    #[test]
    fn what_was_tried_goes_before_what_looks_likely() {
        let with = |session| Cookie { session, ..cookie("sid", &[]) };
        let step = |cookies| Step { storage: Some(storage(cookies, vec![])), ..Step::default() };
        for (clause, tries, taken) in [
            ("not tried", vec![None], "sid?"),
            ("tried, is", vec![Some(true)], "sid"),
            ("tried, is not", vec![Some(false)], "sid?"),
            ("tried later, is", vec![None, Some(true)], "sid"),
            ("tried later, is not", vec![None, Some(false)], "sid?"),
            ("tried earlier, is", vec![Some(true), None], "sid"),
        ] {
            let flow = flow(tries.into_iter().map(|session| step(vec![with(session)])).collect());
            let all = SessionCookie::all(&flow);
            let said: Vec<_> = all
                .iter()
                .map(|one| format!("{}{}", one.cookie.name, if one.certain { "" } else { "?" }))
                .collect();
            assert_eq!(said.join(" "), taken, "{clause}");
        }
    }
}
