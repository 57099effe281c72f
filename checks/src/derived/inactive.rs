//! Elements that cannot be operated.

use super::Element;
use crate::evidence::State;

impl Element<'_> {
    /// Whether it is disabled: by `disabled`, its own or a field set's, or by `aria-disabled` on it or around it.
    pub fn is_disabled(self) -> bool {
        self.is(State::Disabled)
            || self.lineage().any(|outer| {
                outer
                    .attr("aria-disabled")
                    .is_some_and(|disabled| disabled.eq_ignore_ascii_case("true"))
            })
    }

    /// Whether its role is one that groups others.
    pub fn is_grouping(self) -> bool {
        self.role().is_any(GROUPS) || self.role().is_a("group")
    }

    /// Whether its role is one that a person operates.
    pub fn is_widget(self) -> bool {
        self.role().is_any(WIDGETS) || self.role().is_a("widget")
    }
}

/// The roles of WAI-ARIA 1.2 that inherit from `widget`, with the composites among them.
const WIDGETS: &[&str] = &[
    "button",
    "checkbox",
    "columnheader",
    "combobox",
    "grid",
    "gridcell",
    "link",
    "listbox",
    "menu",
    "menubar",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "meter",
    "option",
    "progressbar",
    "radio",
    "radiogroup",
    "rowheader",
    "scrollbar",
    "searchbox",
    "separator",
    "slider",
    "spinbutton",
    "switch",
    "tab",
    "tablist",
    "textbox",
    "tree",
    "treegrid",
    "treeitem",
];

/// The roles of WAI-ARIA 1.2 that inherit from `group`.
const GROUPS: &[&str] =
    &["group", "listbox", "menu", "menubar", "radiogroup", "row", "toolbar", "tree", "treegrid"];
