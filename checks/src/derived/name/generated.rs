//! The text of `content`: strings and attributes, or what stands after the slash for those who listen.

use crate::derived::Element;

/// What assistive technology gets of a computed `content` value.
pub(super) fn text(content: &str, element: Element<'_>) -> String {
    let (shown, alternative) = read(content, element);
    alternative.unwrap_or(shown)
}

fn read(content: &str, element: Element<'_>) -> (String, Option<String>) {
    let mut shown = String::new();
    let mut alternative: Option<String> = None;
    let mut rest = content.trim_start();
    while let Some(first) = rest.chars().next() {
        let into = alternative.as_mut().unwrap_or(&mut shown);
        rest = match first {
            '"' | '\'' => string(&rest[1..], first, into),
            '/' => {
                alternative.get_or_insert_default();
                &rest[1..]
            }
            _ => word(rest, element, into),
        }
        .trim_start();
    }
    (shown, alternative)
}

/// Reads a string up to its closing quote and gives back what follows it.
fn string<'c>(rest: &'c str, quote: char, into: &mut String) -> &'c str {
    let mut places = rest.char_indices().peekable();
    while let Some((place, c)) = places.next() {
        if c == quote {
            return &rest[place + 1..];
        }
        if c != '\\' {
            into.push(c);
            continue;
        }
        let mut code = String::new();
        while code.len() < 6 && places.peek().is_some_and(|(_, c)| c.is_ascii_hexdigit()) {
            code.extend(places.next().map(|(_, digit)| digit));
        }
        if code.is_empty() {
            into.extend(places.next().map(|(_, escaped)| escaped));
        } else {
            into.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
            places.next_if(|(_, c)| c.is_whitespace());
        }
    }
    ""
}

/// Reads a keyword or function: quotes, `attr()` and counters have text.
fn word<'c>(rest: &'c str, element: Element<'_>, into: &mut String) -> &'c str {
    let end = rest.find(|c: char| c.is_whitespace() || "\"'(/".contains(c)).unwrap_or(rest.len());
    let (name, after) = rest.split_at(end);
    let Some(arguments) = after.strip_prefix('(') else {
        match name {
            "open-quote" => into.push('“'),
            "close-quote" => into.push('”'),
            _ => {}
        }
        return if end == 0 {
            &rest[rest.chars().next().map_or(0, char::len_utf8)..]
        } else {
            after
        };
    };
    let (inside, after) = arguments.split_once(')').unwrap_or((arguments, ""));
    match name {
        "attr" => {
            let attribute = inside.split([',', ' ']).next().unwrap_or_default();
            into.push_str(element.attr(attribute).unwrap_or_default());
        }
        // How far it has counted is not recorded; it shows something.
        "counter" | "counters" => into.push('#'),
        _ => {}
    }
    after
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::{reads::State, testing::step};

    #[test]
    fn contents() {
        let step = step("<p id=x data-unit=bpm>");
        let state = State::new(&step);
        let page = state.page().expect("a page");
        let element = page.elements().find(|element| element.tag() == "p").expect("a paragraph");
        for (content, expected) in [
            ("none", ""),
            ("normal", ""),
            (r#""before""#, "before"),
            (r#""a" "b""#, "ab"),
            (r#"" before " / " alt ""#, " alt "),
            (r#""before" / """#, ""),
            (r#"url("icon.png") / "Warning""#, "Warning"),
            (r#"url("icon.png")"#, ""),
            (r#"" in " attr(data-unit)"#, " in bpm"),
            (r#"counter(step) ". ""#, "#. "),
            (r#""\"quoted\" \2713 done""#, "\"quoted\" \u{2713}done"),
            (r#""never closed"#, "never closed"),
            ("open-quote", "“"),
            (r#""a" no-close-quote"#, "a"),
            (")", ""),
        ] {
            assert_eq!(text(content, element), expected, "{content}");
        }
    }
}
