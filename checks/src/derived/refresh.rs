//! The refresh that a page asks the browser for.

use super::{Element, Page};
use std::collections::BTreeSet;

/// The `meta` that makes a page reload or leave by itself.
#[derive(Debug, Clone, Copy)]
pub struct Refresh<'e> {
    /// The element.
    pub meta: Element<'e>,
    /// After how many seconds.
    pub seconds: u64,
}

impl<'e> Refresh<'e> {
    /// The first `meta` with `http-equiv="refresh"` whose `content` a browser understands, in each document: the
    /// page's own and those of frames.
    pub fn all(page: Page<'e>) -> Vec<Self> {
        let mut seen = BTreeSet::new();
        page.elements()
            .filter(|element| element.is_any(&["meta"]) && element.is_in_document_tree())
            .filter(|meta| {
                meta.attr("http-equiv").is_some_and(|kind| kind.eq_ignore_ascii_case("refresh"))
            })
            .filter_map(|meta| Some(Self { meta, seconds: seconds(meta.attr("content")?)? }))
            .filter(|refresh| seen.insert(refresh.meta.recorded.scope))
            .collect()
    }
}

/// The time of HTML's shared declarative refresh steps; none if they give up.
fn seconds(content: &str) -> Option<u64> {
    let content = content.trim_ascii_start();
    let digits = content.find(|c: char| !c.is_ascii_digit()).unwrap_or(content.len());
    let (digits, rest) = content.split_at(digits);
    let seconds = match digits {
        "" if rest.starts_with('.') => 0,
        "" => return None,
        // More digits than a number holds is longer than any limit.
        digits => digits.parse().unwrap_or(u64::MAX),
    };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let goes_on = rest.is_empty() || rest.starts_with([';', ',']);
    (goes_on || rest.starts_with(|c: char| c.is_ascii_whitespace())).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::{Refresh, seconds};
    use crate::{
        reads::State,
        testing::{framed, step},
    };

    #[test]
    fn it_is_read_as_html_says() {
        for (content, expected) in [
            ("0", Some(0)),
            ("0; url=/next", Some(0)),
            ("0.9", Some(0)),
            ("5.9.9; /next", Some(5)),
            (".5", Some(0)),
            ("1", Some(1)),
            (" 300 ; url=/sign-out", Some(300)),
            ("300,/sign-out", Some(300)),
            ("300 /sign-out", Some(300)),
            ("99999999999999999999999", Some(u64::MAX)),
            ("300: /sign-out", None),
            ("soon", None),
            ("-1", None),
            ("+1", None),
            ("; 1", None),
            ("", None),
        ] {
            assert_eq!(seconds(content), expected, "{content:?}");
        }
    }

    #[test]
    fn the_first_that_works_is_the_one() {
        let step = step(
            "<meta http-equiv=refresh content=never><meta http-equiv=refresh>
             <meta id=a http-equiv=Refresh content=0><meta http-equiv=refresh content=9>",
        );
        let state = State::new(&step);
        let all = Refresh::all(state.page().expect("a page"));
        let said: Vec<_> = all.iter().map(|one| (one.meta.attr("id"), one.seconds)).collect();
        assert_eq!(said, [(Some("a"), 0)]);
    }

    #[test]
    fn each_document_has_a_first() {
        let html = "<meta id=a http-equiv=refresh content=1>
             <div id=f><meta id=b http-equiv=refresh content=2><meta id=c http-equiv=refresh content=3></div>
             <div><template shadowrootmode=open><meta id=d http-equiv=refresh content=4></template></div>";
        let ids = |step| {
            let state = State::new(&step);
            let all = Refresh::all(state.page().expect("a page"));
            all.iter().filter_map(|one| one.meta.attr("id").map(str::to_owned)).collect::<Vec<_>>()
        };
        assert_eq!(ids(step(html)), ["a"]);
        assert_eq!(ids(framed(html, "f")), ["a", "b"]);
    }
}
