<<<<<<< HEAD
//! The collector's scripts, joined; there is no build step.

/// Each hangs its functions on one object; a later one may use an earlier one's.
const PARTS: [&str; 12] = [
    include_str!("js/dom.js"),
    include_str!("js/words.js"),
    include_str!("js/tree.js"),
    include_str!("js/states.js"),
    include_str!("js/document.js"),
    include_str!("js/tables.js"),
    include_str!("js/page.js"),
    include_str!("js/text.js"),
    include_str!("js/rest.js"),
    include_str!("js/fields.js"),
    include_str!("js/focus.js"),
    include_str!("js/storage.js"),
];

/// Reads the statistics of peer connections; runs in the page's own world.
pub(super) const PEERS: &str = include_str!("js/peers.js");

/// Reads how the document came to be shown; runs in the page's own world.
pub(super) const PAGESHOW: &str = include_str!("js/arrival.js");

/// What must be in a document before the page's own scripts, in the page's own world.
pub(super) fn preloads() -> [&'static str; 2] {
    [include_str!("js/rtc.js"), include_str!("js/pageshow.js")]
}

/// Statements that install the collector in an isolated world.
pub(super) fn install() -> String {
    let mut joined = "const ward = {};".to_owned();
    for part in PARTS {
        joined.push_str("\n(");
        joined.push_str(part);
        joined.push_str(")(ward);");
    }
    joined + "\nglobalThis.__wardround = ward;"
=======
//! The in-page collector: the scripts of the folder `js`, joined in one expression each.
//!
//! Two kinds. What reads and acts is installed once for a document, as `__wardround`, in a world of our own
//! that shares the page's DOM and nothing else; a call is an expression on it, and it evaluates to one JSON
//! text, so that no answer depends on how a driver serialises objects. What must see the page's own objects
//! ([`Watcher`]) is a function for the page's world, and runs before the page's first script.
//!
//! There is no build step: the files are read at compile time and stand in the expression as they are.

use serde_json::Value;
use std::fmt::Write as _;

/// What the collector's world is called, for `sandbox` and `worldName`.
pub const WORLD: &str = "wardround";

/// The scripts of the collector's world, in the order they are installed: the first are used by the others.
const PARTS: &[(&str, &str)] = &[
    ("dom", include_str!("js/dom.js")),
    ("tree", include_str!("js/tree.js")),
    ("words", include_str!("js/words.js")),
    ("states", include_str!("js/states.js")),
    ("tables", include_str!("js/tables.js")),
    ("document", include_str!("js/document.js")),
    ("page", include_str!("js/page.js")),
    ("visible_text", include_str!("js/visible_text.js")),
    ("rest", include_str!("js/rest.js")),
    ("layers", include_str!("js/layers.js")),
    ("freeze", include_str!("js/freeze.js")),
    ("focus", include_str!("js/focus.js")),
    ("find", include_str!("js/find.js")),
    ("storage", include_str!("js/storage.js")),
];

/// A function of the collector's world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// `({properties, limit: {nodes, ms, chars}})`: the page, as evidence.
    Page,
    /// `({quiet, limit})`, in milliseconds: waits until the page is at rest.
    Rest,
    /// `({chars, ms})`: the text that a person can read.
    VisibleText,
    /// `({entries, chars, ms})`: what the browser keeps, without cookies.
    Storage,
    /// `()`: the stop that has the focus.
    Current,
    /// `(ms)`: waits until the focus and scroll positions stay.
    Settled,
    /// `()`: keeps focus, scroll positions and field values; the answer is a number.
    Save,
    /// `(number)`: puts them back.
    Restore,
    /// `()`: lets animations stand still.
    Freeze,
    /// `()`: lets them go on.
    Thaw,
    /// `(id, {scroll})`: where to point at an element, and what is known of it.
    Target,
    /// `(id)`: the options of a select.
    Options,
    /// `(id, label)`: picks one of them.
    Choose,
    /// `(id, value)`: sets a date, a time, a colour, a range.
    Set,
    /// `(id)`: empties a field.
    Clear,
    /// `(id)`: selects all text of a field.
    SelectAll,
    /// `(id)`: what a file field takes and holds.
    Files,
    /// `(id, value)`: whether the value was there to pick or to read.
    Offered,
    /// `()`: the window, as evidence.
    View,
}

impl Function {
    /// Every function.
    pub const ALL: [Self; 19] = [
        Self::Page,
        Self::Rest,
        Self::VisibleText,
        Self::Storage,
        Self::Current,
        Self::Settled,
        Self::Save,
        Self::Restore,
        Self::Freeze,
        Self::Thaw,
        Self::Target,
        Self::Options,
        Self::Choose,
        Self::Set,
        Self::Clear,
        Self::SelectAll,
        Self::Files,
        Self::Offered,
        Self::View,
    ];

    /// Its name in the script.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Rest => "rest",
            Self::VisibleText => "visibleText",
            Self::Storage => "storage",
            Self::Current => "current",
            Self::Settled => "settled",
            Self::Save => "save",
            Self::Restore => "restore",
            Self::Freeze => "freeze",
            Self::Thaw => "thaw",
            Self::Target => "target",
            Self::Options => "options",
            Self::Choose => "choose",
            Self::Set => "set",
            Self::Clear => "clear",
            Self::SelectAll => "selectAll",
            Self::Files => "files",
            Self::Offered => "offered",
            Self::View => "view",
        }
    }
}

/// A script for the page's own world: as a function declaration it is a preload script of BiDi.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watcher {
    /// Peer connections.
    PeerConnections,
    /// The back/forward cache.
    Pageshow,
}

impl Watcher {
    /// Every watcher.
    pub const ALL: [Self; 2] = [Self::PeerConnections, Self::Pageshow];

    /// The function to run before the page's first script.
    pub const fn declaration(self) -> &'static str {
        match self {
            Self::PeerConnections => include_str!("js/rtc.js"),
            Self::Pageshow => include_str!("js/pageshow.js"),
        }
    }

    /// The same as an expression that runs it.
    pub fn preload(self) -> String {
        format!("({}\n)()", self.declaration().trim_end())
    }

    /// An expression for the page's own world: a promise of one JSON text, `null` where the watcher is not there.
    pub const fn reading(self) -> &'static str {
        match self {
            Self::PeerConnections => "globalThis[Symbol.for('wardround.rtc')]?.() ?? 'null'",
            Self::Pageshow => "globalThis[Symbol.for('wardround.pageshow')]?.() ?? 'null'",
        }
    }
}

/// Installs the collector where it is not there yet; evaluates to `true`.
pub fn install() -> String {
    let mut joined = String::from(
        "(() => {\nif (globalThis.__wardround === undefined) {\nconst ward = {};\nfor (const part of [\n",
    );
    for (name, script) in PARTS {
        // A comment ends with its line, so the comma stands on the next one.
        let _ = writeln!(joined, "// {name}.js\n{}\n,", script.trim_end());
    }
    joined.push_str(
        "]) part(ward);\nObject.defineProperty(globalThis, '__wardround', { value: ward });\n}\nreturn true;\n})()",
    );
    joined
}

/// Calls a function of the installed collector: a promise of one JSON text, and of `undefined` where it is
/// not installed, for instance because the page is another one by now.
pub fn call(function: Function, arguments: &[Value]) -> String {
    let mut written = String::new();
    for argument in arguments {
        // JSON is JavaScript, U+2028 in a string included, since ECMAScript 2019.
        let _ = write!(written, "{argument}, ");
    }
    // A page is text already: it is not worth writing as a string in a string.
    let name = function.name();
    let answer = if function == Function::Page { "answer" } else { "JSON.stringify(answer ?? null)" };
    format!(
        "(async () => {{ const ward = globalThis.__wardround; if (!ward) return undefined; \
         const answer = await ward.{name}({written}); return {answer}; }})()"
    )
}

/// Installs and calls in one expression.
pub fn expression(function: Function, arguments: &[Value]) -> String {
    format!("({}, {})", install(), call(function, arguments))
}

/// The element at a place of the recorded page, as itself: for a driver's reference to it.
pub fn element(id: u32) -> String {
    format!("globalThis.__wardround?.elementOf({id}) ?? null")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_script_is_one_function() {
        for (name, script) in PARTS {
            assert!(script.starts_with("// @ts-check\n"), "{name}");
            assert!(script.contains("\n(ward) => {\n"), "{name}");
            assert!(script.trim_end().ends_with("\n}"), "{name}");
        }
        for watcher in Watcher::ALL {
            assert!(watcher.declaration().contains("\n() => {\n"), "{watcher:?}");
            assert!(watcher.declaration().trim_end().ends_with("\n}"), "{watcher:?}");
        }
    }

    #[test]
    fn every_function_that_can_be_called_is_installed() {
        let installed = install();
        for function in Function::ALL {
            assert!(installed.contains(&format!("ward.{} = ", function.name())), "{function:?}");
        }
    }

    #[test]
    fn a_script_is_installed_after_those_it_uses_at_once() {
        let places: Vec<_> = PARTS.iter().map(|(name, _)| *name).collect();
        let place = |name| places.iter().position(|other| *other == name);
        assert_eq!(place("dom"), Some(0));
        assert!(place("states") < place("page"));
    }

    #[test]
    fn what_records_the_page_changes_nothing() {
        let forbidden = [
            "dispatchEvent", ".focus(", "scrollTo", "scrollBy", "scrollIntoView", "setAttribute",
            "removeAttribute", "innerHTML =", "fetch", "setTimeout", "setScroll", "appendChild",
        ];
        for (name, script) in PARTS {
            if ["tree", "words", "states", "tables", "document", "page", "visible_text"].contains(name) {
                for word in forbidden {
                    assert!(!script.contains(word), "{name}.js has {word}");
                }
            }
        }
    }

    #[test]
    fn arguments_stand_in_the_expression_as_json() {
        let written = call(Function::Choose, &[json!(7), json!("a \"quoted\"\u{2028}</script>")]);
        assert!(written.contains("ward.choose(7, \"a \\\"quoted\\\"\u{2028}</script>\", )"), "{written}");
        assert!(call(Function::Current, &[]).contains("ward.current()"));
    }

    #[test]
    fn an_expression_installs_and_calls() {
        let whole = expression(Function::View, &[]);
        assert!(whole.starts_with("((() => {"));
        assert!(whole.ends_with("})())"));
        assert_eq!(whole.matches("(ward) => {").count(), PARTS.len());
    }

    #[test]
    fn the_collector_stays_small() {
        assert!(install().len() < 100_000, "{}", install().len());
    }
>>>>>>> collector
}
