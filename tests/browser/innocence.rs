//! Looking at a page in both orientations, and at the pixels behind its texts, leaves it as it was.

use crate::stage::installed;
use serde_json::{Value, json};
use std::time::Duration;
use wardround::{
    capture::{Collector, backdrops, orientation},
    driver::{Browser, BrowserOptions, Tab},
};
use wardround_checks::evidence::Node;

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
