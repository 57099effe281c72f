//! The roles of WAI-ARIA 1.2, of its graphics and publishing modules, and those that 1.3 adds.

use Naming::{Abstract, Author, Contents, Prohibited};

/// A role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleInfo {
    /// Its name.
    pub name: &'static str,
    /// The roles it is a kind of, in one string.
    pub parents: &'static str,
    /// Where its name may come from.
    pub naming: Naming,
}

/// Where the name of a role may come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// It is only a class of other roles; no element has it.
    Abstract,
    /// From the author: attributes and labels.
    Author,
    /// From the author, or else from its content.
    Contents,
    /// It must not be named.
    Prohibited,
}

const fn info(name: &'static str, parents: &'static str, naming: Naming) -> RoleInfo {
    RoleInfo { name, parents, naming }
}

/// Every role, sorted by name.
pub static ROLES: &[RoleInfo] = &[
    info("alert", "section", Author),
    info("alertdialog", "alert dialog", Author),
    info("application", "structure", Author),
    info("article", "document", Author),
    info("banner", "landmark", Author),
    info("blockquote", "section", Author),
    info("button", "command", Contents),
    info("caption", "section", Prohibited),
    info("cell", "section", Contents),
    info("checkbox", "input", Contents),
    info("code", "section", Prohibited),
    info("columnheader", "cell gridcell sectionhead", Contents),
    info("combobox", "input", Author),
    info("command", "widget", Abstract),
    info("comment", "article", Contents),
    info("complementary", "landmark", Author),
    info("composite", "widget", Abstract),
    info("contentinfo", "landmark", Author),
    info("definition", "section", Author),
    info("deletion", "section", Prohibited),
    info("dialog", "window", Author),
    info("directory", "list", Author),
    info("doc-abstract", "section", Author),
    info("doc-acknowledgments", "landmark", Author),
    info("doc-afterword", "landmark", Author),
    info("doc-appendix", "landmark", Author),
    info("doc-backlink", "link", Contents),
    info("doc-biblioentry", "listitem", Author),
    info("doc-bibliography", "landmark", Author),
    info("doc-biblioref", "link", Contents),
    info("doc-chapter", "landmark", Author),
    info("doc-colophon", "section", Author),
    info("doc-conclusion", "landmark", Author),
    info("doc-cover", "img", Author),
    info("doc-credit", "section", Author),
    info("doc-credits", "landmark", Author),
    info("doc-dedication", "section", Author),
    info("doc-endnote", "listitem", Author),
    info("doc-endnotes", "landmark", Author),
    info("doc-epigraph", "section", Author),
    info("doc-epilogue", "landmark", Author),
    info("doc-errata", "landmark", Author),
    info("doc-example", "section", Author),
    info("doc-footnote", "section", Author),
    info("doc-foreword", "landmark", Author),
    info("doc-glossary", "landmark", Author),
    info("doc-glossref", "link", Contents),
    info("doc-index", "navigation", Author),
    info("doc-introduction", "landmark", Author),
    info("doc-noteref", "link", Contents),
    info("doc-notice", "note", Author),
    info("doc-pagebreak", "separator", Author),
    info("doc-pagefooter", "section", Prohibited),
    info("doc-pageheader", "section", Prohibited),
    info("doc-pagelist", "navigation", Author),
    info("doc-part", "landmark", Author),
    info("doc-preface", "landmark", Author),
    info("doc-prologue", "landmark", Author),
    info("doc-pullquote", "section", Author),
    info("doc-qna", "section", Author),
    info("doc-subtitle", "sectionhead", Contents),
    info("doc-tip", "note", Author),
    info("doc-toc", "navigation", Author),
    info("document", "structure", Author),
    info("emphasis", "section", Prohibited),
    info("feed", "list", Author),
    info("figure", "section", Author),
    info("form", "landmark", Author),
    info("generic", "structure", Prohibited),
    info("graphics-document", "document", Author),
    info("graphics-object", "group", Author),
    info("graphics-symbol", "img", Author),
    info("grid", "composite table", Author),
    info("gridcell", "cell widget", Contents),
    info("group", "section", Author),
    info("heading", "sectionhead", Contents),
    info("image", "section", Author),
    info("img", "section", Author),
    info("input", "widget", Abstract),
    info("insertion", "section", Prohibited),
    info("landmark", "section", Abstract),
    info("link", "command", Contents),
    info("list", "section", Author),
    info("listbox", "select", Author),
    info("listitem", "section", Author),
    info("log", "section", Author),
    info("main", "landmark", Author),
    info("mark", "section", Author),
    info("marquee", "section", Author),
    info("math", "section", Author),
    info("menu", "select", Author),
    info("menubar", "menu", Author),
    info("menuitem", "command", Contents),
    info("menuitemcheckbox", "menuitem", Contents),
    info("menuitemradio", "menuitem", Contents),
    info("meter", "range", Author),
    info("navigation", "landmark", Author),
    info("none", "structure", Prohibited),
    info("note", "section", Author),
    info("option", "input", Contents),
    info("paragraph", "section", Prohibited),
    info("presentation", "structure", Prohibited),
    info("progressbar", "range", Author),
    info("radio", "input", Contents),
    info("radiogroup", "select", Author),
    info("range", "structure", Abstract),
    info("region", "landmark", Author),
    info("roletype", "", Abstract),
    info("row", "group widget", Contents),
    info("rowgroup", "structure", Author),
    info("rowheader", "cell gridcell sectionhead", Contents),
    info("scrollbar", "range", Author),
    info("search", "landmark", Author),
    info("searchbox", "textbox", Author),
    info("section", "structure", Abstract),
    info("sectionfooter", "section", Author),
    info("sectionhead", "structure", Abstract),
    info("sectionheader", "section", Author),
    info("select", "composite group", Abstract),
    info("separator", "structure", Author),
    info("slider", "input range", Author),
    info("spinbutton", "composite input range", Author),
    info("status", "section", Author),
    info("strong", "section", Prohibited),
    info("structure", "roletype", Abstract),
    info("subscript", "section", Prohibited),
    info("suggestion", "section", Author),
    info("superscript", "section", Prohibited),
    info("switch", "checkbox", Contents),
    info("tab", "sectionhead widget", Contents),
    info("table", "section", Author),
    info("tablist", "composite", Author),
    info("tabpanel", "section", Author),
    info("term", "section", Author),
    info("textbox", "input", Author),
    info("time", "section", Author),
    info("timer", "status", Author),
    info("toolbar", "group", Author),
    info("tooltip", "section", Contents),
    info("tree", "select", Author),
    info("treegrid", "grid tree", Author),
    info("treeitem", "listitem option", Contents),
    info("widget", "roletype", Abstract),
    info("window", "roletype", Abstract),
];

/// What roles require to be set and give no default for. A `combobox` needs `aria-controls` in 1.2 and
/// not in 1.3, because the popup of a closed one may not exist; the looser text is followed.
const REQUIRED: &[(&str, &[&str])] = &[
    ("checkbox", &["aria-checked"]),
    ("combobox", &["aria-expanded"]),
    ("heading", &["aria-level"]),
    ("menuitemcheckbox", &["aria-checked"]),
    ("menuitemradio", &["aria-checked"]),
    ("meter", &["aria-valuenow"]),
    ("radio", &["aria-checked"]),
    ("scrollbar", &["aria-controls", "aria-valuenow"]),
    ("slider", &["aria-valuenow"]),
    ("switch", &["aria-checked"]),
];

/// What roles may own, as children in the accessibility tree.
const OWNS: &[(&str, &[&str])] = &[
    ("directory", &["listitem"]),
    ("feed", &["article"]),
    ("grid", &["caption", "row", "rowgroup"]),
    ("list", &["listitem"]),
    ("listbox", &["group", "option"]),
    ("menu", &["group", "menuitem", "menuitemcheckbox", "menuitemradio"]),
    ("menubar", &["group", "menuitem", "menuitemcheckbox", "menuitemradio"]),
    ("row", &["cell", "columnheader", "gridcell", "rowheader"]),
    ("rowgroup", &["row"]),
    ("table", &["caption", "row", "rowgroup"]),
    ("tablist", &["tab"]),
    ("tree", &["group", "treeitem"]),
    ("treegrid", &["caption", "row", "rowgroup"]),
];

/// What roles must be owned by, as children in the accessibility tree.
const OWNED_BY: &[(&str, &[&str])] = &[
    ("caption", &["figure", "grid", "table", "treegrid"]),
    ("cell", &["row"]),
    ("columnheader", &["row"]),
    ("gridcell", &["row"]),
    ("listitem", &["directory", "list"]),
    ("menuitem", &["group", "menu", "menubar"]),
    ("menuitemcheckbox", &["group", "menu", "menubar"]),
    ("menuitemradio", &["group", "menu", "menubar"]),
    ("option", &["group", "listbox"]),
    ("row", &["grid", "rowgroup", "table", "treegrid"]),
    ("rowgroup", &["grid", "table", "treegrid"]),
    ("rowheader", &["row"]),
    ("tab", &["tablist"]),
    ("treeitem", &["group", "tree"]),
];

const PRESENTATIONAL_CHILDREN: &[&str] = &[
    "button",
    "checkbox",
    "graphics-symbol",
    "img",
    "menuitemcheckbox",
    "menuitemradio",
    "meter",
    "option",
    "progressbar",
    "radio",
    "scrollbar",
    "separator",
    "slider",
    "switch",
    "tab",
];

/// Those that only WAI-ARIA 1.3 has, which is not settled yet.
const LATER: &[&str] =
    &["comment", "image", "mark", "sectionfooter", "sectionheader", "suggestion"];

/// Whether only WAI-ARIA 1.3 has the role.
pub fn is_later(name: &str) -> bool {
    LATER.contains(&name)
}

/// The role of this name, abstract ones included.
pub fn role(name: &str) -> Option<&'static RoleInfo> {
    ROLES.binary_search_by(|role| role.name.cmp(name)).ok().map(|place| &ROLES[place])
}

/// Whether a role is another, or a kind of it.
pub fn inherits(name: &str, from: &str) -> bool {
    name == from
        || role(name)
            .is_some_and(|role| role.parents.split(' ').any(|parent| inherits(parent, from)))
}

/// Whether a role takes a state or property, by itself or from a role that it is a kind of.
pub fn supports(name: &str, attribute: &super::Attribute) -> bool {
    attribute.roles.split(' ').any(|supporting| inherits(name, supporting))
}

/// The states and properties that a role requires and gives no default for.
pub fn required(name: &str) -> &'static [&'static str] {
    find(REQUIRED, name)
}

/// The roles that a role may own; none if it may own any.
pub fn owns(name: &str) -> &'static [&'static str] {
    find(OWNS, name)
}

/// The roles that a role must be owned by one of; none if it may stand anywhere.
pub fn owned_by(name: &str) -> &'static [&'static str] {
    find(OWNED_BY, name)
}

/// Whether what stands inside a role is presentational.
pub fn presentational_children(name: &str) -> bool {
    PRESENTATIONAL_CHILDREN.contains(&name)
}

fn find(table: &[(&str, &'static [&'static str])], name: &str) -> &'static [&'static str] {
    table.iter().find(|(role, _)| *role == name).map_or(&[], |(_, list)| list)
}

#[cfg(test)]
mod tests {
    use super::{OWNED_BY, OWNS, REQUIRED, ROLES, inherits, role};

    #[test]
    fn the_list_is_sorted_and_closed() {
        assert!(ROLES.is_sorted_by(|a, b| a.name < b.name));
        for info in ROLES {
            for parent in info.parents.split_whitespace() {
                assert!(role(parent).is_some(), "{} is a {parent}", info.name);
            }
        }
        for (name, others) in OWNED_BY.iter().chain(OWNS) {
            assert!(role(name).is_some(), "{name}");
            assert!(others.iter().all(|other| role(other).is_some()), "{name}");
        }
        for (name, attributes) in REQUIRED {
            assert!(role(name).is_some(), "{name}");
            for attribute in *attributes {
                assert!(super::super::attribute(attribute).is_some(), "{attribute}");
            }
        }
    }

    #[test]
    fn kinds() {
        for (name, from, expected) in [
            ("link", "link", true),
            ("doc-biblioref", "link", true),
            ("link", "doc-biblioref", false),
            ("treegrid", "table", true),
            ("switch", "widget", true),
            ("heading", "widget", false),
            ("", "widget", false),
        ] {
            assert_eq!(inherits(name, from), expected, "{name} {from}");
        }
    }
}
