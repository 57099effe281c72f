//! Why an element has no name, for the words of a finding.

use crate::derived::Element;

/// How much of an element's content is looked through for a reason.
const LOOKED_THROUGH: usize = 100;

impl Element<'_> {
    /// Why it has no accessible name, to stand after "has no accessible name"; `None` if it has one.
    pub fn unnamed(self) -> Option<&'static str> {
        self.name().is_empty().then(|| reason(self))
    }
}

fn reason(element: Element<'_>) -> &'static str {
    if element.tokens("aria-labelledby").next().is_some() {
        return if element.references("aria-labelledby").next().is_none() {
            ": its aria-labelledby names no element"
        } else {
            ": what its aria-labelledby names has no text"
        };
    }
    if element.is_any(&["iframe"]) {
        return "";
    }
    let mut inside = element.descendants().take(LOOKED_THROUGH);
    if inside.any(|inner| inner.is_any(&["img"]) || inner.is_svg()) {
        return ": its image has no text alternative";
    }
    let text = element.texts().take(LOOKED_THROUGH).any(|text| !text.text().trim().is_empty());
    let field = element.is_any(&["input", "select", "textarea"]);
    if !field && text && element.role().name() != "textbox" {
        ": its text is hidden from assistive technology, or does not name this role"
    } else {
        ""
    }
}
