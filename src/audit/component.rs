//! What makes findings one cause: the shape of the component, and the shape of what is said of it.
//!
//! Neither has anything of the page in it: the same icon button in twelve tables is one component. Classes
//! with digits or capitals in their middle are left out, because build tools make them up and change them.

use std::iter;
use url::Url;
use wardround_checks::derived::Element;

const LANDMARKS: &[&str] =
    &["header", "nav", "main", "footer", "aside", "form", "dialog", "table", "ul", "ol", "dl"];
const TOKENS: usize = 12;

/// An element by its tag, type, classes and role, and by the nearest thing around it that says more.
pub(super) fn of_element(element: Element<'_>) -> String {
    let own = shape(element);
    // A class or a type of its own is enough; a bare tag could be anything.
    let around = (!own.contains('.')).then(|| {
        element
            .ancestors()
            .find(|outer| outer.is_any(LANDMARKS) || classes(*outer).next().is_some())
    });
    let mut whole = around.flatten().map_or_else(String::new, |outer| shape(outer) + " ") + &own;
    let role = element.attr("role").map(|_| element.role().name()).filter(|role| !role.is_empty());
    if let Some(role) = role {
        whole.extend(["[role=", role, "]"]);
    }
    whole
}

fn shape(element: Element<'_>) -> String {
    let kind = (element.tag() == "input").then(|| element.attr("type")).flatten();
    let mut classes: Vec<_> = classes(element).collect();
    classes.sort_unstable();
    classes.dedup();
    classes.truncate(TOKENS);
    iter::once(element.tag().to_owned())
        .chain(kind.map(|kind| format!("[type={kind}]")))
        .chain(classes.iter().map(|class| format!(".{class}")))
        .collect()
}

fn classes(element: Element<'_>) -> impl Iterator<Item = &str> {
    let plain = |class: &&str| {
        class.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'_') && class.len() > 1
    };
    element.tokens("class").filter(plain)
}

/// An address by its route: no origin for the portal's own, `*` for whatever looks like a key, the names of
/// a query's parameters without their values.
pub(super) fn route(address: &str, own: bool) -> String {
    let Ok(url) = Url::parse(address) else { return masked(address) };
    let path: Vec<_> = url.path().split('/').map(segment).collect();
    let mut route = if own { String::new() } else { url.host_str().unwrap_or_default().to_owned() };
    route += &path.join("/");
    let mut names: Vec<_> = url.query_pairs().map(|(name, _)| name.into_owned()).collect();
    names.sort_unstable();
    names.dedup();
    if !names.is_empty() {
        route.extend(["?", &names.join("&")]);
    }
    route
}

fn segment(text: &str) -> &str {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_version = text.len() <= 3 && text.starts_with('v');
    if digits > 0 && !is_version && !text.contains('.') && (digits * 3 >= text.len()) {
        "*"
    } else {
        text
    }
}

/// What is said, less what differs from one thing to the next: quoted text, numbers, addresses.
/// Colours stay, because a pair of colours is a cause of its own.
pub(super) fn wording(what: &str) -> String {
    let mut out = String::with_capacity(what.len());
    let mut closing = None;
    for character in what.chars() {
        match (closing, character) {
            (Some(end), character) if character == end => closing = None,
            (Some(_), _) => {}
            (None, '“') => closing = Some('”'),
            (None, '"') => closing = Some('"'),
            (None, '`') => closing = Some('`'),
            (None, character) => {
                out.push(character);
                continue;
            }
        }
        if closing.is_some() && !out.ends_with('…') {
            out.push('…');
        }
    }
    out.split_whitespace().map(masked_word).collect::<Vec<_>>().join(" ")
}

fn masked_word(word: &str) -> String {
    if is_colour(word) || word.starts_with("rgb") {
        return word.to_owned();
    }
    if word.contains("://") || word.starts_with('/') {
        return "…".to_owned();
    }
    masked(word)
}

fn is_colour(word: &str) -> bool {
    let digits = word.trim_matches(|c: char| c != '#' && !c.is_ascii_alphanumeric());
    digits.strip_prefix('#').is_some_and(|digits| {
        [3, 4, 6, 8].contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit())
    })
}

/// Every run of digits as one `#`.
fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        let character = if character.is_ascii_digit() { '#' } else { character };
        if character != '#' || !out.ends_with('#') {
            out.push(character);
        }
    }
    out.replace("#.#", "#")
}

#[cfg(test)]
mod tests {
    use super::{route, wording};

    #[test]
    fn what_differs_between_things_is_no_part_of_the_wording() {
        for (one, other, same) in [
            ("The target is 16 by 20 CSS pixels.", "The target is 9 by 9.5 CSS pixels.", true),
            ("The name is “Next”.", "The name is “Next month”.", true),
            ("The name is “Next”.", "The label is “Next”.", false),
            ("#777777 on #ffffff is 4.48:1.", "#777777 on #ffffff is 4.5:1.", true),
            ("#777777 on #ffffff is 4.48:1.", "#767676 on #ffffff is 4.54:1.", false),
            ("`/api/a` may be stored.", "`/api/b` may be stored.", true),
            ("It went to https://a.test/x.", "It went to https://b.test/y.", true),
        ] {
            assert_eq!(wording(one) == wording(other), same, "{one} / {other}");
        }
    }

    #[test]
    fn a_route_is_the_same_for_every_patient() {
        for (address, own, text) in [
            ("http://127.0.0.1:43211/results/4711", true, "/results/*"),
            ("https://portal.test/api/v1/results?id=4&a=1", true, "/api/v1/results?a&id"),
            ("https://tracker.example/collect?u=1", false, "tracker.example/collect?u"),
            ("https://portal.test/s/1b4e28ba-2fa1-11d2-883f", true, "/s/*"),
            ("https://portal.test/style.3f2a1b.css", true, "/style.3f2a1b.css"),
            ("about:blank", true, "blank"),
            ("not an address 12", true, "not an address #"),
        ] {
            assert_eq!(route(address, own), text);
        }
    }
}
