//! The states and properties of WAI-ARIA 1.2, and the few global ones that 1.3 adds.

use Value::{
    Id, Ids, Integer, Number, Text, Token, Tokens, Tristate, TrueFalse, TrueFalseUndefined,
};

/// A state or property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribute {
    /// Its name: `aria-checked`.
    pub name: &'static str,
    /// What its value may be.
    pub value: Value,
    /// The roles that take it, in one string, beside those that are kinds of them; `*` for all.
    pub roles: &'static str,
}

/// What the value of a state or property may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// `true` or `false`.
    TrueFalse,
    /// `true`, `false`, `mixed` or `undefined`.
    Tristate,
    /// `true`, `false` or `undefined`.
    TrueFalseUndefined,
    /// The id of an element.
    Id,
    /// The ids of elements.
    Ids,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// Any text.
    Text,
    /// One of these words, in one string.
    Token(&'static str),
    /// Some of these words, in one string.
    Tokens(&'static str),
}

impl Attribute {
    /// Whether every element may have it, whatever its role.
    pub fn is_global(&self) -> bool {
        self.roles == "*"
    }

    /// Whether only WAI-ARIA 1.3 defines it.
    pub fn is_later(&self) -> bool {
        LATER.contains(&self.name)
    }

    /// Whether this value, being allowed, is allowed by WAI-ARIA 1.3 only.
    pub fn allows_later(&self, value: &str) -> bool {
        SINGLE.contains(&self.name) && value.split_ascii_whitespace().nth(1).is_some()
    }
}

const fn info(name: &'static str, value: Value, roles: &'static str) -> Attribute {
    Attribute { name, value, roles }
}

const POPUPS: &str = "false true menu listbox tree grid dialog";
const CELLS: &str = "cell row";
const EXPANDABLE: &str = "application button checkbox combobox gridcell link listbox menuitem \
                          row rowheader tab treeitem";
const COUNTED: &str = "article listitem menuitem option radio row tab";
const EDITABLE: &str = "checkbox combobox grid gridcell listbox menuitemcheckbox menuitemradio \
                        radiogroup slider spinbutton textbox";
const REQUIRABLE: &str = "checkbox combobox gridcell listbox radiogroup spinbutton textbox tree";

/// Every state and property, sorted by name.
pub static ATTRIBUTES: &[Attribute] = &[
    info("aria-activedescendant", Id, "application combobox composite group textbox"),
    info("aria-atomic", TrueFalse, "*"),
    info("aria-autocomplete", Token("inline list both none"), "combobox textbox"),
    info("aria-braillelabel", Text, "*"),
    info("aria-brailleroledescription", Text, "*"),
    info("aria-busy", TrueFalse, "*"),
    info("aria-checked", Tristate, "checkbox menuitemcheckbox menuitemradio option radio switch"),
    info("aria-colcount", Integer, "table"),
    info("aria-colindex", Integer, CELLS),
    info("aria-colindextext", Text, CELLS),
    info("aria-colspan", Integer, "cell"),
    info("aria-controls", Ids, "*"),
    info("aria-current", Token("page step location date time true false"), "*"),
    info("aria-describedby", Ids, "*"),
    info("aria-description", Text, "*"),
    info("aria-details", Ids, "*"),
    info("aria-disabled", TrueFalse, "*"),
    info("aria-dropeffect", Tokens("copy execute link move none popup"), "*"),
    info("aria-errormessage", Ids, "*"),
    info("aria-expanded", TrueFalseUndefined, EXPANDABLE),
    info("aria-flowto", Ids, "*"),
    info("aria-grabbed", TrueFalseUndefined, "*"),
    info("aria-haspopup", Token(POPUPS), "*"),
    info("aria-hidden", TrueFalseUndefined, "*"),
    info("aria-invalid", Token("grammar false spelling true"), "*"),
    info("aria-keyshortcuts", Text, "*"),
    info("aria-label", Text, "*"),
    info("aria-labelledby", Ids, "*"),
    info("aria-level", Integer, "comment heading listitem row tablist"),
    info("aria-live", Token("assertive off polite"), "*"),
    info("aria-modal", TrueFalse, "window"),
    info("aria-multiline", TrueFalse, "textbox"),
    info("aria-multiselectable", TrueFalse, "grid listbox tablist tree"),
    info(
        "aria-orientation",
        Token("horizontal undefined vertical"),
        "scrollbar select separator slider tablist toolbar",
    ),
    info("aria-owns", Ids, "*"),
    info("aria-placeholder", Text, "textbox"),
    info("aria-posinset", Integer, COUNTED),
    info("aria-pressed", Tristate, "button"),
    info("aria-readonly", TrueFalse, EDITABLE),
    info("aria-relevant", Tokens("additions all removals text"), "*"),
    info("aria-required", TrueFalse, REQUIRABLE),
    info("aria-roledescription", Text, "*"),
    info("aria-rowcount", Integer, "table"),
    info("aria-rowindex", Integer, CELLS),
    info("aria-rowindextext", Text, CELLS),
    info("aria-rowspan", Integer, "cell"),
    info("aria-selected", TrueFalseUndefined, "gridcell option row tab"),
    info("aria-setsize", Integer, COUNTED),
    info("aria-sort", Token("ascending descending none other"), "columnheader rowheader"),
    info("aria-valuemax", Number, "range separator"),
    info("aria-valuemin", Number, "range separator"),
    info("aria-valuenow", Number, "range separator"),
    info("aria-valuetext", Text, "range separator"),
];

/// Those that WAI-ARIA 1.2 has not: it is not settled that they are defined. The global ones are told of in it already.
const LATER: &[&str] = &["aria-colindextext", "aria-rowindextext"];
/// Those that take one id in WAI-ARIA 1.2, and several in 1.3.
const SINGLE: &[&str] = &["aria-details", "aria-errormessage"];

/// The state or property of this name.
pub fn attribute(name: &str) -> Option<&'static Attribute> {
    ATTRIBUTES
        .binary_search_by(|attribute| attribute.name.cmp(name))
        .ok()
        .map(|place| &ATTRIBUTES[place])
}

impl Value {
    /// Whether a value is allowed; references are only read, not followed.
    pub fn allows(self, value: &str) -> bool {
        let value = value.trim_ascii();
        let one_of = |words: &str, word: &str| {
            words.split(' ').any(|known| known.eq_ignore_ascii_case(word))
        };
        match self {
            TrueFalse => one_of("false true", value),
            Tristate => one_of("false mixed true undefined", value),
            TrueFalseUndefined => one_of("false true undefined", value),
            Id => !value.is_empty() && !value.contains(|c: char| c.is_ascii_whitespace()),
            Ids => !value.is_empty(),
            Integer => {
                let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
                !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())
            }
            Number => {
                value.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b))
                    && value.parse::<f64>().is_ok_and(f64::is_finite)
            }
            Text => true,
            Token(words) => one_of(words, value),
            Tokens(words) => {
                !value.is_empty() && value.split_ascii_whitespace().all(|word| one_of(words, word))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ATTRIBUTES, attribute};

    #[test]
    fn the_list_is_sorted_and_names_roles() {
        assert!(ATTRIBUTES.is_sorted_by(|a, b| a.name < b.name));
        for info in ATTRIBUTES.iter().filter(|info| !info.is_global()) {
            for role in info.roles.split(' ') {
                assert!(super::super::role(role).is_some(), "{} {role:?}", info.name);
            }
        }
    }

    #[test]
    fn values() {
        for (name, value, allowed) in [
            ("aria-pressed", "mixed", true),
            ("aria-pressed", "horizontal", false),
            ("aria-pressed", "undefined", true),
            ("aria-checked", "undefined", true),
            ("aria-required", "undefined", false),
            ("aria-expanded", "undefined", true),
            ("aria-hidden", "TRUE", true),
            ("aria-rowindex", "2", true),
            ("aria-rowindex", "-1", true),
            ("aria-rowindex", "2.5", false),
            ("aria-rowindex", "-", false),
            ("aria-valuenow", "1.5", true),
            ("aria-valuenow", "-.5e3", true),
            ("aria-valuenow", "two", false),
            ("aria-valuenow", "inf", false),
            ("aria-relevant", "text removals", true),
            ("aria-relevant", "text everything", false),
            ("aria-live", "polite assertive", false),
            ("aria-activedescendant", "a b", false),
            ("aria-controls", "a b", true),
            ("aria-label", "anything at all", true),
        ] {
            let attribute = attribute(name).expect("a state or property");
            assert_eq!(attribute.value.allows(value), allowed, "{name}={value:?}");
        }
    }
}
