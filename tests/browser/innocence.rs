//! Looking at a page in both orientations leaves it as it was.

use crate::stage::installed;
use serde_json::{Value, json};
use std::time::Duration;
use wardround::{
    capture::{Collector, orientation},
    driver::{Browser, BrowserOptions, Tab},
};

const LIMIT: Duration = Duration::from_secs(20);
const PAGE: &str = "data:text/html,<!doctype html><style>
@media (orientation: portrait) { main { rotate: 90deg } }
.box { height: 50px; overflow: auto } .tall { height: 3000px }
</style><main><h1>Results</h1><input id=field><div class=box id=box><div class=tall>x</div></div><div class=tall>y</div></main>";

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
