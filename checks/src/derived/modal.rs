//! Modal dialogs that are open.

use super::{Element, Page};
use crate::evidence::State;

impl<'e> Page<'e> {
    /// The modal dialogs that a person sees: those the browser holds as modal, and those that say they are.
    pub fn open_modals(self) -> impl Iterator<Item = Element<'e>> {
        self.elements().filter(|element| element.is_open_modal())
    }
}

impl Element<'_> {
    /// Whether it is a modal dialog that a person sees.
    pub fn is_open_modal(self) -> bool {
        let says_so = self.is_dialog()
            && self.attr("aria-modal").is_some_and(|modal| modal.eq_ignore_ascii_case("true"));
        (self.is(State::Modal) || says_so) && self.is_visible() && self.is_exposed()
    }

    /// Whether it is a dialog, modal or not.
    pub fn is_dialog(self) -> bool {
        self.is_any(&["dialog"])
            || self.role().is_any(&["dialog", "alertdialog"])
            || self
                .tokens("role")
                .next()
                .is_some_and(|role| ["dialog", "alertdialog"].contains(&role))
    }
}
