//! Looking at a page in both orientations, and at the pixels behind its texts, leaves it as it was; what is hooked into it works
//! and looks as ever.

use crate::stage::installed;
use serde_json::{Value, json};
use std::time::Duration;
use wardround::{
    capture::{Collector, backdrops, orientation},
    driver::{Browser, BrowserOptions, Tab},
};
use wardround_checks::evidence::Node;
use wardround_test_site::{Options, Site};

const LIMIT: Duration = Duration::from_secs(20);
const PAGE: &str = "data:text/html,<!doctype html><style>
@media (orientation: portrait) { main { rotate: 90deg } }
.box { height: 50px; overflow: auto } .tall { height: 3000px }
</style><main><h1>Results</h1><input id=field><div class=box id=box><div class=tall>x</div></div><div class=tall>y</div></main>";

/// Texts whose ground only pixels tell, in the page and in a shadow root with a style sheet of its own; and a list of all that
/// scripts of the page could notice.
const PICTURED: &str = "data:text/html,<!doctype html><style>
@keyframes drift { to { translate: 40px 0 } }
.over { background: linear-gradient(red, blue); color: white; transition: all 1s; padding: 1em }
.drift { animation: drift 90s linear infinite }
</style><h1 class=over id=field tabindex=0>Results</h1><p class=drift>Weight</p><div id=box></div><div style='height: 3000px'></div>
<script>
const sheet = new CSSStyleSheet();
sheet.replaceSync('p { background: linear-gradient(red, blue); color: yellow; transition: color 1s }');
const root = document.getElementById('box').attachShadow({ mode: 'open' });
root.innerHTML = '<p>High</p>';
root.adoptedStyleSheets = [sheet];
document.adoptedStyleSheets = [new CSSStyleSheet()];
window.heard = [];
const hear = (event) => heard.push(event.type);
for (const type of ['transitionrun', 'transitionstart', 'animationstart', 'animationcancel', 'focusin', 'focusout',
  'scroll', 'resize', 'pointermove', 'keydown', 'visibilitychange', 'beforeprint'])
  addEventListener(type, hear, true), root.addEventListener(type, hear, true);
for (const each of [document, root])
  new MutationObserver(() => heard.push('mutation')).observe(each, { subtree: true, childList: true, attributes: true, characterData: true });
</script>";

/// What a person would notice if it changed.
async fn state(tab: &Tab) -> Value {
    let script = "() => ({
        size: [innerWidth, innerHeight],
        scroll: [scrollX, scrollY, document.getElementById('box').scrollTop],
        focus: document.activeElement.id,
        sheets: document.adoptedStyleSheets.length,
        html: document.documentElement.outerHTML,
    })";
    tab.call("the page's state", script, &json!([]), LIMIT).await.expect("a state")
}

#[test]
fn two_looks_change_nothing() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let browser =
            Browser::start(installed(), BrowserOptions::default()).await.expect("a browser");
        let tab = browser.first_tab().await.expect("a tab");
        tab.navigate(PAGE, LIMIT).await.expect("an open page");
        let move_it = "() => {
            document.getElementById('field').focus();
            document.getElementById('box').scrollTop = 700;
            scrollTo(0, 900);
            return true;
        }";
        tab.call("the page", move_it, &json!([]), LIMIT).await.expect("a moved page");
        let before = state(&tab).await;
        assert_eq!(before["scroll"], json!([0, 900, 700]));
        let mut page = Collector::page(&tab).await.expect("a recorded page");
        Collector::listeners(&tab, &mut page).await;
        let seen = orientation(&tab).await.expect("a style sheet that asks");
        assert!(!seen.lost);
        let turns: Vec<_> = seen.turns.iter().map(|turn| (turn.portrait, turn.landscape)).collect();
        assert_eq!(turns, [(90.0, 0.0)]);
        assert_eq!(state(&tab).await, before);
        browser.close().await;
    });
}

/// What the pictured page's scripts know of it.
async fn known(tab: &Tab) -> Value {
    let script = "() => {
        const root = document.getElementById('box').shadowRoot;
        const high = root.querySelector('p');
        return {
            heard,
            sheets: [document.adoptedStyleSheets.length, root.adoptedStyleSheets.length],
            own: root.adoptedStyleSheets[0].cssRules.length,
            colours: [document.getElementById('field'), high].map((text) =>
                [getComputedStyle(text).color, getComputedStyle(text).webkitTextFillColor]),
            running: document.getAnimations().map((moving) => [moving.playState, moving.constructor.name]),
            shadow: root.innerHTML,
            focus: document.activeElement.id,
            scroll: scrollY,
        };
    }";
    tab.call_in_page("the page's knowledge", script, &json!([]), LIMIT).await.expect("a state")
}

#[test]
fn measuring_pixels_changes_nothing() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let browser =
            Browser::start(installed(), BrowserOptions::default()).await.expect("a browser");
        let tab = browser.first_tab().await.expect("a tab");
        tab.navigate(PICTURED, LIMIT).await.expect("an open page");
        let begin = "() => new Promise((resolve) => {
            document.getElementById('field').focus();
            scrollTo(0, 30);
            setTimeout(() => { heard.length = 0; resolve(true); }, 1500);
        })";
        tab.call_in_page("the page", begin, &json!([]), LIMIT).await.expect("a page at rest");
        let (before, as_before) = (known(&tab).await, state(&tab).await);
        assert_eq!(before["running"], json!([["running", "CSSAnimation"]]));
        let mut page = Collector::page(&tab).await.expect("a recorded page");
        backdrops(&tab, &mut page).await.expect("measured pixels");
        let measured = page.nodes.iter().filter(|node| match node {
            Node::Text(text) => text.backdrop.is_some(),
            Node::Element(_) => false,
        });
        assert_eq!(measured.count(), 2, "the texts over gradients");
        assert_eq!(known(&tab).await, before);
        assert_eq!(state(&tab).await, as_before);
        browser.close().await;
    });
}

/// What a page may expect of its storage, and could see of hooks.
const STORAGE: &str = "async () => {
    const asked = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const hooked = [[IDBObjectStore, 'put'], [IDBObjectStore, 'add'], [IDBCursor, 'update'], [Cache, 'put'], [Cache, 'add'],
        [Cache, 'addAll'], [CacheStorage, 'open'], [FileSystemFileHandle, 'createWritable'],
        [FileSystemWritableFileStream, 'write']];
    const looks = hooked.map(([kind, name]) => {
        const { value, ...flags } = Object.getOwnPropertyDescriptor(kind.prototype, name);
        return [value.name === name, flags.writable && flags.enumerable && flags.configurable,
            Function.prototype.toString.call(value).includes('[native code]')].every(Boolean);
    });
    const opening = indexedDB.open('innocent', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('store');
    const database = await asked(opening);
    const store = () => database.transaction('store', 'readwrite').objectStore('store');
    let read = 0;
    const value = new Map([['name', new Blob(['a'])]]);
    const watched = { get name() { read += 1; return 'b'; } };
    const key = await asked(store().put(value, 7));
    await asked(store().put(watched, 8));
    let refused = '';
    try { store().put(() => {}, 9); } catch (error) { refused = error.name; }
    const kept = await asked(store().get(7));
    database.close();
    await asked(indexedDB.deleteDatabase('innocent'));
    const cache = await caches.open('innocent');
    const response = new Response('body');
    await cache.put('/a', response);
    const cached = await (await cache.match('/a')).text();
    let used = '';
    await cache.put('/b', response).catch((error) => { used = error.name; });
    await caches.delete('innocent');
    const folder = await navigator.storage.getDirectory();
    const file = await folder.getFileHandle('innocent', { create: true });
    const stream = await file.createWritable();
    await stream.write('text');
    await stream.close();
    const size = (await file.getFile()).size;
    await folder.removeEntry('innocent');
    return { looks: looks.every(Boolean), names: Object.keys(globalThis).filter((name) => name.includes('ward')),
        key, kept: kept instanceof Map, refused, cached, used, size, read };
}";

#[test]
fn hooks_into_storage_are_not_noticed() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let options = Options { faults: Vec::new(), time_scale: 1, port: 0 };
        let site = Site::start(options).await.expect("the demo portal");
        let pinned_keys = vec![site.spki_sha256_base64.clone()];
        let options = BrowserOptions { pinned_keys, ..BrowserOptions::default() };
        let mut seen = Vec::new();
        for watched in [false, true] {
            let browser = Browser::start(installed(), options.clone()).await.expect("a browser");
            if watched {
                Collector::watch(&browser.bidi).await.expect("hooks");
            }
            let tab = browser.first_tab().await.expect("a tab");
            tab.navigate(&site.origin, LIMIT).await.expect("an open page");
            let known = tab.call_in_page("its storage", STORAGE, &json!([]), LIMIT).await;
            seen.push(known.expect("a state"));
            browser.close().await;
        }
        site.stop().await;
        assert_eq!(seen[0]["looks"], true);
        // The hook copies a value as the database does, so a property that counts is read once more.
        assert_eq!((seen[0]["read"].take(), seen[1]["read"].take()), (json!(1), json!(2)));
        assert_eq!(seen[0], seen[1]);
    });
}
