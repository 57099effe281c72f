//! Our roles and names beside those that the engine tells assistive technology, over the pages of the checks' cases
//! and of the clean demo portal, and a page of its own. Differences are known by their kind, each with its reason; a
//! new kind is a failure.

use crate::{
    cases::CASES,
    serve::{say, serve},
    stage::installed,
};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    time::Duration,
};
use wardround::{
    capture::Collector,
    driver::{Browser, BrowserOptions, DriverError, Tab},
};
use wardround_checks::{
    derived::{Element, Page},
    evidence::{self, NodeId, ScopeKind, Step},
    reads::State,
};
use wardround_test_site::{Options, Site, one_time_code, persona};

const LIMIT: Duration = Duration::from_secs(20);
/// Pages of the portal, before and after signing in.
const BEFORE: &[&str] = &["/", "/contact", "/sign-in"];
const AFTER: &[&str] = &[
    "/home",
    "/appointments",
    "/appointments/find",
    "/visit",
    "/records",
    "/records/results",
    "/records/history",
    "/records/letters",
    "/messages",
    "/messages/new",
];

/// The kinds of differences that are known, and why they are so: a line for each.
const KNOWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/engine_names/known.txt");
/// A page of everything that names, in the contexts that the cases and the portal do not have.
const NAMES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/engine_names");

/// What the engine tells of one element.
struct Told {
    role: String,
    name: String,
}

#[test]
fn roles_and_names_are_those_of_the_engine_or_differ_for_a_known_reason() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let compared = runtime.block_on(async {
        let site = Site::start(Options::default()).await.expect("the demo portal");
        let options = BrowserOptions {
            pinned_keys: vec![site.spki_sha256_base64.clone()],
            ..BrowserOptions::default()
        };
        let browser = Browser::start(installed(), options).await.expect("a browser");
        let tab = browser.first_tab().await.expect("a tab");
        let origin = serve(CASES.into(), "").await;
        let mut compared = 0;
        for url in addresses(&origin) {
            compared += compare(&tab, &url, &mut found).await.expect("a page");
        }
        let names = serve(NAMES.into(), "").await;
        compared +=
            compare(&tab, &format!("{names}/names.html"), &mut found).await.expect("a page");
        for path in BEFORE {
            compared +=
                compare(&tab, &format!("{}{path}", site.origin), &mut found).await.expect("a page");
        }
        sign_in(&tab, &site.origin).await;
        for path in AFTER {
            compared +=
                compare(&tab, &format!("{}{path}", site.origin), &mut found).await.expect("a page");
        }
        browser.close().await;
        site.stop().await;
        compared
    });
    let known = fs::read_to_string(KNOWN).expect("the known kinds");
    let known: BTreeSet<_> = known.lines().filter_map(|line| line.split_once(" | ")).collect();
    let known: BTreeSet<_> = known.into_iter().map(|(kind, _)| kind).collect();
    let mut new = Vec::new();
    for (kind, places) in &found {
        let line = format!("{kind} | {} times: {}", places.len(), places.join("; "));
        if !known.contains(kind.as_str()) {
            new.push(line);
        }
    }
    let others: usize = found.values().map(Vec::len).sum();
    say(&format!("{compared} elements compared, {others} differ in {} known ways", found.len()));
    assert!(new.is_empty(), "not known:\n{}", new.join("\n"));
    let gone: Vec<_> = known.iter().filter(|kind| !found.contains_key(**kind)).collect();
    assert!(gone.is_empty(), "no longer so: {gone:#?}");
    assert!(compared > 1_000, "{compared}");
}

/// The addresses of the pages of all cases.
fn addresses(origin: &str) -> Vec<String> {
    let folders = fs::read_dir(CASES).expect("the cases");
    let mut addresses: Vec<_> = folders
        .flat_map(|folder| {
            let folder = folder.expect("an entry").path();
            fs::read_dir(&folder).into_iter().flatten().map(|file| file.expect("an entry").path())
        })
        .filter(|file| file.extension().is_some_and(|ending| ending == "html"))
        .map(|file| {
            let path = file.strip_prefix(CASES).unwrap_or(Path::new("")).to_string_lossy();
            format!("{origin}/{path}")
        })
        .collect();
    addresses.sort();
    addresses
}

/// Signs in as the portal's first patient.
async fn sign_in(tab: &Tab, origin: &str) {
    const FILL: &str = "(values) => {
        for (const [name, value] of Object.entries(values)) {
            document.querySelector(`[name=${name}]`).value = value;
        }
        setTimeout(() => document.querySelector('main form').requestSubmit(), 0);
    }";
    let seconds = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .expect("a time after 1970")
        .as_secs();
    let code = one_time_code(persona::TOTP_ONE, seconds).expect("a code");
    let username = persona::ACCOUNTS[0].username;
    let steps = [
        ("/second-factor", json!([{ "username": username, "password": persona::PASSWORD_ONE }])),
        ("/home", json!([{ "code": code }])),
    ];
    tab.navigate(&format!("{origin}/sign-in"), LIMIT).await.expect("the form");
    for (next, values) in steps {
        tab.call("signing in", FILL, &values, LIMIT).await.expect("a filled form");
        for _ in 0..100 {
            if tab.url().await.expect("an address").ends_with(next) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
    assert!(tab.url().await.expect("an address").ends_with("/home"), "not signed in");
}

/// Compares a page; gives how many elements were compared.
async fn compare(
    tab: &Tab,
    url: &str,
    found: &mut BTreeMap<String, Vec<String>>,
) -> Result<usize, DriverError> {
    tab.navigate(url, LIMIT).await?;
    let recorded = Collector::page(tab).await.expect("a recorded page");
    let told = told(tab, &recorded).await?;
    let step = Step { page: Some(recorded), ..Step::default() };
    let state = State::new(&step);
    let page = state.page().expect("a page");
    let mut compared = 0;
    for (id, told) in &told {
        let Some(element) = page.element(*id) else { continue };
        compared += 1;
        for kind in kinds(element, told) {
            let place = url.split('/').skip(3).collect::<Vec<_>>().join("/");
            let id = element.attr("id").unwrap_or_default();
            let names = format!("{:?} / {:?}", element.name().text, told.name);
            found.entry(kind).or_default().push(format!("{place} #{id} {names}"));
        }
    }
    Ok(compared)
}

/// How an element differs from what the engine tells of it.
fn kinds(element: Element<'_>, told: &Told) -> Vec<String> {
    let tag = match element.input_type() {
        "" => element.tag().to_owned(),
        kind => format!("input {kind}"),
    };
    let mut kinds = Vec::new();
    if element.is_exposed() {
        let ours = element.role().name();
        let theirs = role(&told.role);
        if ours != theirs && !(["", "generic", "none"].contains(&ours) && theirs.is_empty()) {
            kinds.push(format!("role of {tag}: {ours}, not {theirs}"));
        }
    } else {
        kinds.push(format!("{tag}: not exposed, but {}", told.role));
    }
    let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (ours, theirs) = (spaced(&element.name().text), spaced(&told.name));
    if element.is_exposed() && ours != theirs {
        let how = match (ours.is_empty(), theirs.is_empty()) {
            (true, _) => "only the engine names it",
            (_, true) => "only we name it",
            _ => "another",
        };
        kinds.push(format!("name of {tag} ({}): {how}", element.role().name()));
    }
    kinds
}

/// The role of WAI-ARIA that Chromium means; none for those of its own, which it writes with capitals.
fn role(told: &str) -> &str {
    match told {
        "image" => "img",
        "generic" | "none" => "",
        own if own.contains(|c: char| c.is_ascii_uppercase()) => "",
        role => role,
    }
}

/// What the engine tells of the elements of the page's own document and its shadow roots.
async fn told(tab: &Tab, page: &evidence::Page) -> Result<BTreeMap<NodeId, Told>, DriverError> {
    let document = tab.devtools("DOM.getDocument", json!({ "depth": -1, "pierce": true })).await?;
    let tree = tab.devtools("Accessibility.getFullAXTree", json!({})).await?;
    let mut by_backend = BTreeMap::new();
    for node in tree["nodes"].as_array().into_iter().flatten() {
        if node["ignored"] != true
            && let Some(backend) = node["backendDOMNodeId"].as_u64()
        {
            let word = |name: &str| node[name]["value"].as_str().unwrap_or_default().to_owned();
            by_backend.insert(backend, Told { role: word("role"), name: word("name") });
        }
    }
    let mut backends = Vec::new();
    elements(&document["root"], &mut backends);
    // Our record has the same elements in the same order: in a shadow tree only with slots in their places.
    let step = Step { page: Some(page.clone()), ..Step::default() };
    let state = State::new(&step);
    let view = state.page().expect("a page");
    let ours: Vec<_> = view.elements().filter(|element| is_own(view, *element)).collect();
    let same = ours.len() == backends.len()
        && ours.iter().zip(&backends).all(|(ours, (tag, _))| ours.tag() == tag);
    if !same {
        say(&format!("not compared: {} has another tree", page.document.url));
        return Ok(BTreeMap::new());
    }
    Ok(ours
        .iter()
        .zip(&backends)
        .filter_map(|(ours, (_, backend))| Some((ours.id, by_backend.remove(backend)?)))
        .collect())
}

/// Whether an element is of the page's own document, and not of a shadow root or a frame.
fn is_own(page: Page<'_>, element: Element<'_>) -> bool {
    let scope = page.recorded.scopes.get(element.recorded.scope as usize);
    scope.is_some_and(|scope| scope.kind == ScopeKind::Document && scope.host.is_none())
}

/// The elements below a node of the engine's tree, with their names, in document order.
fn elements(node: &Value, list: &mut Vec<(String, u64)>) {
    for child in node["children"].as_array().into_iter().flatten() {
        if child["nodeType"] == 1 {
            let tag = child["localName"].as_str().unwrap_or_default().to_owned();
            let backend = child["backendNodeId"].as_u64().unwrap_or_default();
            list.push((tag, backend));
            elements(child, list);
        }
    }
}
