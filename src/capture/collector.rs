//! The collector's scripts, joined; there is no build step.

/// Each hangs its functions on one object; a later one may use an earlier one's.
const PARTS: [&str; 17] = [
    include_str!("js/dom.js"),
    include_str!("js/words.js"),
    include_str!("js/tree.js"),
    include_str!("js/states.js"),
    include_str!("js/document.js"),
    include_str!("js/tables.js"),
    include_str!("js/media.js"),
    include_str!("js/firsts.js"),
    include_str!("js/page.js"),
    include_str!("js/text.js"),
    include_str!("js/rest.js"),
    include_str!("js/fields.js"),
    include_str!("js/focus.js"),
    include_str!("js/orientation.js"),
    include_str!("js/veil.js"),
    include_str!("js/values.js"),
    include_str!("js/storage.js"),
];

/// Reads the statistics of peer connections; runs in the page's own world.
pub(super) const PEERS: &str = include_str!("js/peers.js");

/// Reads how the document came to be shown; runs in the page's own world.
pub(super) const PAGESHOW: &str = include_str!("js/arrival.js");

/// Reads which listeners to the motion of the device are registered; runs in the page's own world.
pub(super) const SENSORS: &str = include_str!("js/sensed.js");

/// What must be in a document before the page's own scripts, in the page's own world.
pub(super) fn preloads() -> [&'static str; 3] {
    [include_str!("js/rtc.js"), include_str!("js/sensors.js"), include_str!("js/pageshow.js")]
}

/// The name of the channel through which pages tell what they write.
pub(super) const WRITTEN: &str = "wardround.written";

/// The same, for what tells something through a channel at once.
pub(super) fn telling_preload() -> String {
    let parts = [include_str!("js/values.js"), include_str!("js/written.js")];
    format!(
        "(tell) => {{ const ward = {{}};\n({})(ward);\n({})(ward, tell); }}",
        parts[0], parts[1]
    )
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
}
