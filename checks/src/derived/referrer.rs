//! Which referrer policy is in force for a document, and what it gives away (W3C Referrer Policy).

use super::{Address, Element, Page};
use crate::evidence::Exchange;

/// Where a document's referrer policy was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferrerPolicy {
    /// The policy's keyword, in lower case; `None` where nothing that browsers know was said.
    pub keyword: Option<String>,
    /// How it was said: `Referrer-Policy: unsafe-url`.
    pub said: String,
}

const KNOWN: [&str; 8] = [
    "no-referrer",
    "no-referrer-when-downgrade",
    "origin",
    "origin-when-cross-origin",
    "same-origin",
    "strict-origin",
    "strict-origin-when-cross-origin",
    "unsafe-url",
];
/// Those with which another site learns path and query.
const LEAKY: [&str; 2] = ["no-referrer-when-downgrade", "unsafe-url"];
/// Elements whose own attribute goes before the document's policy.
const ASKING: [&str; 7] = ["a", "area", "frame", "iframe", "img", "link", "script"];

impl ReferrerPolicy {
    /// The policy that a response says: the last of its keywords that is known.
    pub fn of_response(exchange: &Exchange) -> Self {
        let value = exchange.field("referrer-policy");
        let keywords = value.iter().flat_map(|value| value.split(','));
        let known = keywords.filter_map(|word| known(word.trim())).next_back();
        let said = value.map_or_else(
            || "it has no `Referrer-Policy`".to_owned(),
            |value| format!("`Referrer-Policy: {value}`"),
        );
        Self { keyword: known, said }
    }

    /// The last policy that a `meta` element of the page says, which goes before the response's.
    pub fn of_page(page: Page<'_>) -> Option<Self> {
        let metas = page.elements().filter(|element| {
            element.is_any(&["meta"])
                && element.recorded.scope == 0
                && element.attr("name").is_some_and(|name| name.eq_ignore_ascii_case("referrer"))
        });
        let policies = metas.filter_map(|meta| {
            let content = meta.attr("content")?;
            let keyword = legacy(content.trim()).or_else(|| known(content.trim()))?;
            let said = format!("`<meta name=\"referrer\" content=\"{content}\">`");
            Some(Self { keyword: Some(keyword), said })
        });
        policies.last()
    }

    /// Whether another site learns the path and the query of the document's address.
    pub fn leaks(&self) -> bool {
        self.keyword.as_deref().is_some_and(|keyword| LEAKY.contains(&keyword))
    }
}

/// The elements that ask another origin for something, or lead to it, with a policy of their own that gives away the
/// page's address; each with that policy and the other host.
pub fn leaky_elements(page: Page<'_>) -> Vec<(Element<'_>, String, String)> {
    let Some(base) = Address::parse(&page.document().url) else { return Vec::new() };
    let found =
        page.elements().filter(|element| element.recorded.scope == 0).filter_map(|element| {
            let policy = known(element.attr("referrerpolicy")?.trim())?;
            let silent = element.tokens("rel").any(|word| word.eq_ignore_ascii_case("noreferrer"));
            if !element.is_any(&ASKING) || silent || !LEAKY.contains(&policy.as_str()) {
                return None;
            }
            let target = base.join(element.attr("href").or_else(|| element.attr("src"))?.trim())?;
            let fetched = target.is_secure() || target.is_plain();
            let elsewhere = fetched && !target.is_same_origin(&base);
            elsewhere.then(|| (element, policy, target.host().to_owned()))
        });
    found.collect()
}

fn known(word: &str) -> Option<String> {
    let word = word.to_ascii_lowercase();
    KNOWN.contains(&word.as_str()).then_some(word)
}

/// What HTML still reads in a `meta` element.
fn legacy(word: &str) -> Option<String> {
    let meant = match word.to_ascii_lowercase().as_str() {
        "never" => "no-referrer",
        "default" => "strict-origin-when-cross-origin",
        "always" => "unsafe-url",
        "origin-when-crossorigin" => "origin-when-cross-origin",
        _ => return None,
    };
    Some(meant.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{ReferrerPolicy, leaky_elements};
    use crate::{
        reads::State,
        testing::{Wire, step},
    };

    #[test]
    fn the_last_known_keyword_of_a_response_holds() {
        for (values, keyword) in [
            (&[] as &[&str], None),
            (&["unsafe-url"], Some("unsafe-url")),
            (&["Unsafe-URL"], Some("unsafe-url")),
            (&["unsafe-url, same-origin"], Some("same-origin")),
            (&["unsafe-url", "origin"], Some("origin")),
            (&["same-origin, unsafe-url, newest"], Some("unsafe-url")),
            (&["unsafe"], None),
            (&["same-origin unsafe-url"], None),
            (&[""], None),
        ] {
            let fields: Vec<_> = values.iter().map(|value| ("referrer-policy", *value)).collect();
            let step = Wire::new().response("https://portal.example/", &fields, &[]).step();
            let policy = ReferrerPolicy::of_response(&step.network.expect("traffic").exchanges[0]);
            assert_eq!(policy.keyword.as_deref(), keyword, "{values:?}");
        }
    }

    #[test]
    fn what_meta_elements_say() {
        for (html, keyword) in [
            ("<p>", None),
            ("<meta name=referrer content=unsafe-url>", Some("unsafe-url")),
            ("<meta name=Referrer content=always>", Some("unsafe-url")),
            ("<meta name=referrer content=never>", Some("no-referrer")),
            ("<meta name=referrer content=''>", None),
            ("<meta name=referrer content=newest>", None),
            ("<meta name=description content=unsafe-url>", None),
            (
                "<meta name=referrer content=unsafe-url><meta name=referrer content=origin>",
                Some("origin"),
            ),
        ] {
            let step = step(html);
            let state = State::new(&step);
            let policy = ReferrerPolicy::of_page(state.page().expect("a page"));
            assert_eq!(policy.and_then(|policy| policy.keyword).as_deref(), keyword, "{html}");
        }
    }

    #[test]
    fn which_elements_give_the_address_away() {
        for (html, leaks) in [
            ("<a href='https://other.example/' referrerpolicy=unsafe-url>x</a>", true),
            ("<img src='https://other.example/' referrerpolicy=no-referrer-when-downgrade>", true),
            ("<a href='https://other.example/' referrerpolicy=origin>x</a>", false),
            ("<a href='https://other.example/'>x</a>", false),
            ("<a href='/help' referrerpolicy=unsafe-url>x</a>", false),
            (
                "<a href='https://other.example/' rel=noreferrer referrerpolicy=unsafe-url>x</a>",
                false,
            ),
            ("<p href='https://other.example/' referrerpolicy=unsafe-url>x</p>", false),
            ("<a href='mailto:a@other.example' referrerpolicy=unsafe-url>x</a>", false),
        ] {
            let mut step = step(html);
            let page = step.page.as_mut().expect("a page");
            "https://portal.example/records".clone_into(&mut page.document.url);
            let state = State::new(&step);
            let found = leaky_elements(state.page().expect("a page"));
            assert_eq!(!found.is_empty(), leaks, "{html}");
        }
    }
}
