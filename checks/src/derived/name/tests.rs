//! Names and descriptions, step by step.

use super::{Name, Source};
use crate::{
    evidence::{Node, NodeId, Step},
    reads::State,
    testing::{self, step},
};

/// The name and description of the element with the id `x`.
fn named(html: &str) -> (Name, Name) {
    let step = step(html);
    let state = State::new(&step);
    let page = state.page().expect("a page");
    let element = page.elements().find(|element| element.attr("id") == Some("x"));
    let element = element.expect("an element called x");
    (element.name().clone(), element.description().clone())
}

fn check(cases: &[(&str, &str)]) {
    for (html, expected) in cases {
        assert_eq!(named(html).0.text, *expected, "{html}");
    }
}

#[test]
fn by_reference() {
    check(&[
        (
            "<nav id=x aria-labelledby='a b'></nav><b id=a>Your</b><b id=b>results</b>",
            "Your results",
        ),
        (
            "<nav id=x aria-labelledby='b a'></nav><b id=a>Your</b><b id=b>results</b>",
            "results Your",
        ),
        ("<a href=# id=x aria-labelledby=no>Home</a>", "Home"),
        ("<a href=# id=x aria-labelledby=a aria-label=Home></a><b id=a></b>", "Home"),
        (
            "<div role=group id=x aria-label=Self aria-labelledby='x b'></div><b id=b>more</b>",
            "Self more",
        ),
        (
            "<button id=x aria-labelledby=a>no</button><b id=a hidden>Hidden <i>too</i></b>",
            "Hidden too",
        ),
        ("<button id=x aria-labelledby=a></button><b id=a>Seen <i hidden>not</i></b>", "Seen"),
        (
            "<button id=x aria-labelledby=a></button><b id=a aria-labelledby=b>A</b><b id=b>B</b>",
            "A",
        ),
        ("<h2><button id=x aria-labelledby=h>no</button></h2><h2 id=h>Dose</h2>", "Dose"),
        // Of what it stands in itself, once.
        ("<h2 id=h>Dose <button id=x aria-labelledby=h>change</button></h2>", "Dose change"),
        ("<p id=p>Dose <input id=x aria-labelledby=p value=5> a day</p>", "Dose a day"),
        // Round in a circle.
        ("<h2 id=x>Dose <a href=# aria-labelledby=x>change</a></h2>", "Dose change"),
        (
            "<button id=x aria-labelledby=a></button><b id=a aria-owns=c>A</b><b id=c aria-owns=a>C</b>",
            "A C",
        ),
        (
            "<h3 id=x>Visit <a href=# aria-labelledby=i>no <img id=i alt=map> no</a> today</h3>",
            "Visit map today",
        ),
        // Used once in one name, and again in another.
        (
            "<h3 id=x><a href=# aria-labelledby=i>1</a> <a href=#>2 <img id=i alt=map> 3</a></h3>",
            "map 2 3",
        ),
        (
            "<h3><a href=# aria-labelledby=i>1</a> <a id=x href=#>2 <img id=i alt=map> 3</a></h3>",
            "2 map 3",
        ),
        (
            "<h3 id=x><a href=# aria-labelledby=i><b id=b>link</b></a> \
             <img id=i alt=image aria-labelledby='i b'></h3>",
            "image link",
        ),
    ]);
}

#[test]
fn by_attribute() {
    check(&[
        ("<button id=x aria-label=' Close  dialog '>x</button>", "Close dialog"),
        ("<button id=x aria-label=''>Close</button>", "Close"),
        ("<button id=x aria-label=' '>Close</button>", "Close"),
        ("<button id=x aria-label='&nbsp;Shut'>Close</button>", "\u{a0}Shut"),
        ("<button id=x aria-label='\u{2800}'>Close</button>", "\u{2800}"),
        ("<div id=x aria-label=Kept></div>", "Kept"),
        ("<a href=# id=x title=Home><img alt=''></a>", "Home"),
        ("<a href=# id=x title=Home>Start</a>", "Start"),
        ("<a href=# id=x><i title=Delete></i></a>", "Delete"),
        ("<button id=x hidden>Gone</button>", ""),
        ("<button id=x aria-label=Gone style='visibility: hidden'>Gone</button>", ""),
    ]);
}

#[test]
fn by_label() {
    check(&[
        ("<label for=x>Name</label><input id=x>", "Name"),
        ("<label>Name <input id=x></label>", "Name"),
        ("<label for=other>Name <input id=x></label>", ""),
        ("<label for=x></label><input id=x title=Name placeholder=e.g.>", "Name"),
        ("<input id=x placeholder=e.g.>", "e.g."),
        ("<input id=x type=number placeholder=e.g.>", "e.g."),
        ("<input id=x type=any placeholder=e.g.>", "e.g."),
        ("<input id=x type=checkbox placeholder=e.g.>", ""),
        ("<input id=x type=button placeholder=e.g.>", ""),
        ("<div id=x role=textbox aria-placeholder=e.g.></div>", "e.g."),
        ("<div id=x role=switch aria-placeholder=e.g.></div>", ""),
        ("<label for=x>Notes</label><textarea id=x>Written</textarea>", "Notes"),
        ("<textarea id=x>Written</textarea>", ""),
        ("<label>Visit <button id=x>Book</button></label>", "Visit"),
        ("<label for=x>One</label><input type=hidden id=x><input id=x>", ""),
        ("<label><input id=x> a <input> b</label>", "a b"),
        ("<label><input><input id=x>Name</label>", ""),
    ]);
}

/// A label in a shadow tree stands around the slot, not around what comes to stand in it.
#[test]
fn a_label_around_a_slot_is_none() {
    for (own_tree, expected) in [(true, "Name"), (false, "")] {
        let mut step = step("<label>Name <input id=x></label>");
        let page = step.page.as_mut().expect("a page");
        let label = page.strings.iter().position(|text| text == "label").expect("a label");
        for node in &mut page.nodes {
            if let Node::Element(element) = node
                && element.tag as usize == label
                && !own_tree
            {
                element.scope = 1;
            }
        }
        let state = State::new(&step);
        let page = state.page().expect("a page");
        let field = page.elements().find(|element| element.is_any(&["input"])).expect("a field");
        assert_eq!(field.name().text, expected);
    }
}

#[test]
fn by_host_language() {
    check(&[
        ("<img id=x alt=' Heart  rate '>", "Heart rate"),
        ("<img id=x alt='' title=Logo>", "Logo"),
        ("<button id=x><img alt=no role=none>Save</button>", "Save"),
        ("<map><area id=x href=# alt=North></map>", "North"),
        ("<input type=submit id=x>", "Submit"),
        ("<input type=submit id=x value=''>", ""),
        ("<input type=reset id=x>", "Reset"),
        ("<input type=button id=x value=Go>", "Go"),
        ("<input type=button id=x>", ""),
        ("<input type=image id=x>", "Submit Query"),
        ("<input type=image id=x alt='' title=Find>", "Find"),
        ("<input type=image id=x alt=Find value=no>", "Find"),
        ("<button id=x value=no></button>", ""),
        ("<fieldset id=x><legend>Dose</legend><input></fieldset>", "Dose"),
        ("<figure id=x><img alt=no><figcaption>Fig. 1</figcaption></figure>", "Fig. 1"),
        ("<table id=x><caption>Results</caption><tr><td>no</table>", "Results"),
        ("<table id=x title=Results><tr><td>no</table>", "Results"),
        ("<select><option id=x label=One>1</select>", "One"),
        ("<svg id=x><title>Trend</title><text>no</text></svg>", "Trend"),
        ("<svg id=x role=img><text>no</text></svg>", ""),
        ("<svg><a id=x href=#><text>Peak</text></a></svg>", "Peak"),
        ("<title>Portal</title><html id=x>", "Portal"),
        ("<iframe id=x title=Map name=no></iframe>", "Map"),
    ]);
}

#[test]
fn by_content() {
    check(&[
        ("<button id=x>Sa<b>v</b>e</button>", "Save"),
        ("<button id=x><div>One</div><div>Two</div></button>", "One Two"),
        ("<button id=x><b>One</b><b>Two</b></button>", "OneTwo"),
        ("<button id=x><b style='display: inline-block'>One</b><b>Two</b></button>", "One Two"),
        ("<button id=x>One<br>Two</button>", "One Two"),
        ("<button id=x>\n One\t<!-- -->  Two </button>", "One Two"),
        ("<button id=x>One&nbsp;Two&nbsp;</button>", "One\u{a0}Two"),
        ("<button id=x>&nbsp;</button>", ""),
        ("<button id=x before='\"(\"' after='\" / \"'>One</button>", "(One /"),
        ("<button id=x before='\"no\" / \"Warning \"'>One</button>", "Warning One"),
        ("<button id=x>One <i aria-hidden=true>no</i><i hidden>no</i></button>", "One"),
        (
            "<h2 id=x>One <i style='visibility: hidden'>no <b style='visibility: visible'>Two</b></i></h2>",
            "One Two",
        ),
        ("<button id=x>One <script>no</script><style>no</style></button>", "One"),
        ("<button id=x><svg><title>Close</title></svg></button>", "Close"),
        ("<button id=x><svg><desc>no</desc><text>72</text></svg></button>", "72"),
        ("<h2 id=x>One <button>Two <img alt=Three></button></h2>", "One Two Three"),
        ("<h2 id=x>One <a href=# aria-label=Two>no</a></h2>", "One Two"),
        ("<div role=button id=x aria-owns=a>One</div><b id=a>Two</b>", "One Two"),
        ("<div id=x>no</div>", ""),
        ("<div role=group id=x title=Group>no</div>", "Group"),
        ("<div role=textbox id=x>no</div>", ""),
        ("<div role=checkbox id=x>Agree</div>", "Agree"),
        ("<details><summary id=x>More</summary></details>", "More"),
        ("<details><summary>More</summary><summary id=x>no</summary></details>", ""),
        (
            "<button id=x><template shadowrootmode=open><b>Inside</b></template>no</button>",
            "Inside",
        ),
        ("<a href=# id=x><iframe title=Map></iframe></a>", "Map"),
    ]);
}

#[test]
fn by_embedded_controls() {
    for control in [
        "<input value=3 aria-label=no>",
        "<select aria-label=no><option>1<option selected>3</select>",
        "<span role=combobox aria-label=no>3</span>",
        "<ul role=listbox><li role=option>1</li><li role=option aria-selected=true>3</li></ul>",
        "<input type=range value=3 aria-label=no>",
        "<input type=number value=3>",
        "<span role=slider aria-valuenow=3>no</span>",
        "<span role=spinbutton aria-valuenow=3.0 aria-valuetext=3>no</span>",
    ] {
        let html = format!("<label><input type=checkbox id=x> Flash {control} times</label>");
        assert_eq!(named(&html).0.text, "Flash 3 times", "{control}");
    }
    let password =
        "<label><input type=checkbox id=x> Use <input type=password value=no> now</label>";
    assert_eq!(named(password).0.text, "Use now");
}

#[test]
fn descriptions() {
    for (html, expected) in [
        (
            "<input id=x aria-describedby='a b'><b id=a hidden>As</b><b id=b>printed</b>",
            "As printed",
        ),
        ("<input id=x aria-description=Short title=no>", "Short"),
        ("<input id=x aria-label=Name title=Hint>", "Hint"),
        ("<input id=x title=Name>", ""),
        ("<input id=x aria-describedby=x aria-label=Name>", "Name"),
        (
            "<button id=x aria-describedby=a>Go</button><b id=a>To <i hidden>no</i> you</b>",
            "To you",
        ),
        ("<table id=x aria-label=May><caption>Doses</caption><tr><td></table>", "Doses"),
        ("<table id=x title=no><caption>Doses</caption><tr><td></table>", "no"),
        ("<table id=x summary=Short><caption>Doses</caption><tr><td></table>", "Short"),
        ("<svg id=x><title>Trend</title><desc>Rising</desc></svg>", "Rising"),
        ("<input id=x aria-describedby=nothing title=Name aria-label=Other>", "Name"),
    ] {
        assert_eq!(named(html).1.text, expected, "{html}");
    }
}

#[test]
fn sources() {
    let sources = |html: &str| -> Vec<Source> {
        named(html).0.parts.iter().map(|part| part.source).collect()
    };
    assert_eq!(
        sources("<button id=x aria-labelledby=a></button><b id=a>A<i>B</i></b>"),
        [Source::LabelledBy, Source::LabelledBy]
    );
    assert_eq!(
        sources("<button id=x before='\"1\"'>A <img alt=B> <i aria-label=C></i></button>"),
        [Source::Pseudo, Source::Content, Source::HostLanguage, Source::Label]
    );
    assert_eq!(sources("<label for=x>A</label><input id=x>"), [Source::HostLanguage]);
    assert_eq!(sources("<input id=x placeholder=A>"), [Source::Placeholder]);
    assert_eq!(sources("<input id=x title=A>"), [Source::Tooltip]);
    assert_eq!(sources("<input type=submit id=x>"), [Source::Default]);
}

/// A name costs a bounded time and depth, however the page is made.
#[test]
fn hostile_pages() {
    let deep = format!("<button id=x>{}deep", "<b>".repeat(110));
    assert_eq!(named(&deep).0.text, "");
    let wide = format!("<h2 id=x>{}</h2>", "<i>a</i> ".repeat(5_000));
    assert!((2_000..8_000).contains(&named(&wide).0.text.len()));
}

/// Two thousand headings, each inside the one before, and a text in the last.
#[test]
fn a_deep_page() {
    const DEPTH: u32 = 2_000;
    let mut page = testing::page("<h2>end</h2>");
    let heading = page.nodes.len() - 2;
    for _ in 1..DEPTH {
        let Some(Node::Element(element)) = page.nodes.get(page.nodes.len() - 2) else {
            panic!("an element")
        };
        let mut inner = element.clone();
        let place = NodeId(u32::try_from(page.nodes.len() - 1).expect("a small page"));
        inner.parent = Some(NodeId(place.0 - 1));
        page.nodes.insert(place.index(), Node::Element(inner));
    }
    if let Some(Node::Text(text)) = page.nodes.last_mut() {
        text.parent = NodeId(u32::try_from(heading).expect("a small page") + DEPTH - 1);
    }
    let step = Step { page: Some(page), ..Step::default() };
    let state = State::new(&step);
    let named: Vec<_> = state
        .page()
        .expect("a page")
        .elements()
        .filter(|element| element.name().text == "end")
        .collect();
    assert_eq!(named.len(), 100);
    assert!(named.iter().all(|heading| heading.is_exposed() && heading.is_visible()));
}
