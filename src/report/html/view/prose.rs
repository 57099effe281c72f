//! The little Markdown of a check's page: paragraphs, lists, code, links.

use super::links::web;
use serde::Serialize;

/// A paragraph or a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Block {
    /// A paragraph's words; absent for a list.
    pub(super) paragraph: Option<Vec<Span>>,
    /// A list's items; none for a paragraph.
    pub(super) items: Vec<Vec<Span>>,
}

/// Words of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Span {
    pub(super) text: String,
    /// Whether it is code.
    pub(super) code: bool,
    /// Where a link leads.
    pub(super) href: Option<String>,
}

/// Reads a text.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for chunk in text.split("\n\n").map(str::trim).filter(|chunk| !chunk.is_empty()) {
        let mut paragraph = Vec::new();
        let mut items: Vec<String> = Vec::new();
        for line in chunk.lines().map(str::trim) {
            let item = line.strip_prefix("- ").or_else(|| line.strip_prefix("* "));
            match (item, items.last_mut()) {
                (Some(item), _) => items.push(item.to_owned()),
                (None, Some(last)) => last.extend([" ", line]),
                (None, None) => paragraph.push(line),
            }
        }
        if !paragraph.is_empty() {
            let paragraph = Some(spans(&paragraph.join(" ")));
            blocks.push(Block { paragraph, items: Vec::new() });
        }
        if !items.is_empty() {
            let items = items.iter().map(|item| spans(item)).collect();
            blocks.push(Block { paragraph: None, items });
        }
    }
    blocks
}

fn spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    // Every second piece between backticks is code; a backtick without its fellow is a character.
    let pieces: Vec<_> = text.split('`').collect();
    let closed = pieces.len() % 2 == 1;
    for (place, piece) in pieces.iter().enumerate() {
        if place % 2 == 1 && (closed || place + 1 < pieces.len()) {
            spans.push(Span { text: (*piece).to_owned(), code: true, href: None });
        } else {
            links(piece, &mut spans);
        }
    }
    spans
}

/// `[words](https://…)` and `<https://…>`.
fn links(text: &str, spans: &mut Vec<Span>) {
    let mut rest = text;
    let plain = |text: &str| Span { text: text.to_owned(), code: false, href: None };
    while let Some((before, link, after)) = next_link(rest) {
        if !before.is_empty() {
            spans.push(plain(before));
        }
        spans.push(link);
        rest = after;
    }
    if !rest.is_empty() {
        spans.push(plain(rest));
    }
}

fn next_link(text: &str) -> Option<(&str, Span, &str)> {
    let link = |text: &str, url: &str| {
        Some(Span { text: text.to_owned(), code: false, href: Some(web(url)?) })
    };
    let bracket = text.find('[').and_then(|start| {
        let (words, rest) = text[start + 1..].split_once("](")?;
        let (url, after) = rest.split_once(')')?;
        (!words.contains('[')).then_some(())?;
        Some((start, link(words, url)?, after))
    });
    let angle = text.find("<http").and_then(|start| {
        let (url, after) = text[start + 1..].split_once('>')?;
        Some((start, link(url, url)?, after))
    });
    let (start, span, after) = match (bracket, angle) {
        (Some(one), Some(other)) if other.0 < one.0 => other,
        (Some(one), _) => one,
        (None, other) => other?,
    };
    Some((&text[..start], span, after))
}

#[cfg(test)]
mod tests {
    use super::blocks;

    #[test]
    fn paragraphs_lists_code_and_links_are_told_apart() {
        let text = "A `button` is\npressed, see <https://w3.org/a>.\n\n- one `x`\n  more\n- [two](https://w3.org/b)";
        let blocks = blocks(text);
        let told: Vec<_> = blocks
            .iter()
            .flat_map(|block| block.paragraph.iter().chain(&block.items))
            .map(|spans| {
                spans
                    .iter()
                    .map(|span| match (&span.href, span.code) {
                        (Some(href), _) => format!("[{}|{href}]", span.text),
                        (None, true) => format!("`{}`", span.text),
                        (None, false) => span.text.clone(),
                    })
                    .collect::<String>()
            })
            .collect();
        assert_eq!(
            told,
            [
                "A `button` is pressed, see [https://w3.org/a|https://w3.org/a].",
                "one `x` more",
                "[two|https://w3.org/b]",
            ]
        );
    }

    #[test]
    fn what_is_no_markdown_stays_as_it_is() {
        for text in ["one ` alone", "a [b] (c)", "[x](javascript:alert(1))"] {
            let blocks = blocks(text);
            let spans = blocks[0].paragraph.as_ref().unwrap();
            assert!(spans.iter().all(|span| span.href.is_none()), "{text}");
        }
    }
}
