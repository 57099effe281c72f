//! What assistive technology is told of an element.

use super::{Element, Name, Role, role};

impl<'e> Element<'e> {
    /// The role that its `role` attribute gives it: the first valid one; none if there is none.
    pub fn explicit_role(self) -> Role {
        self.page.facts.roles.explicit.get(self.id.index()).copied().unwrap_or_default()
    }

    /// The role that its language gives it, were there no `role` attribute.
    pub fn implicit_role(self) -> Role {
        self.page.facts.roles.implicit.get(self.id.index()).copied().unwrap_or_default()
    }

    /// Its accessible description, with where each part of it came from.
    pub fn description(self) -> &'e Name {
        static NONE: Name = Name::NONE;
        self.page.facts.descriptions.get(&self.id).unwrap_or(&NONE)
    }

    /// The `label` elements of a form control, in document order.
    pub fn labels(self) -> impl Iterator<Item = Element<'e>> {
        let labels = self.page.facts.labels.get(&self.id).map_or(&[][..], Vec::as_slice);
        labels.iter().filter_map(move |id| self.page.element(*id))
    }

    /// Whether it is hidden from assistive technology: not rendered, invisible, or `aria-hidden`,
    /// by itself or an ancestor. Unlike what is not exposed, it may not stand in a button, say.
    pub fn is_programmatically_hidden(self) -> bool {
        self.page.facts.hidden.get(self.id.index()).is_some_and(|hidden| hidden.programmatically())
    }

    /// Whether the author says that it is decoration, rightly or wrongly.
    pub fn is_marked_as_decorative(self) -> bool {
        let explicit = self.explicit_role().name();
        explicit == "none"
            || explicit.is_empty() && self.is_any(&["img"]) && self.attr("alt") == Some("")
    }

    /// Whether it is the `summary` that opens and closes its `details`.
    pub fn is_summary(self) -> bool {
        self.page.facts.summaries.contains(&self.id)
    }

    /// The `type` of an `input` as the browser takes it; empty for other elements.
    pub fn input_type(self) -> &'static str {
        if self.is_any(&["input"]) { role::input_type(self) } else { "" }
    }
}
