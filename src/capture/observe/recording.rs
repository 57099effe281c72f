//! What session recorders send, known by its shape.
//!
//! Most of them speak as [rrweb](https://github.com/rrweb-io/rrweb) does: a snapshot of the page's tree, and then its
//! changes, each an event with a type and a moment. Bodies that are compressed or encrypted have no shape.

/// Bodies are searched as far as this: a snapshot comes first.
const FAR: usize = 1 << 20;

/// Whether a body holds a snapshot of a page's tree, or the changes of one, with the moments they were taken at.
pub(super) fn is_recording(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&body[..body.len().min(FAR)]);
    let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\\').collect();
    let has = |part: &str| text.contains(part);
    let snapshot = has(r#""type":2"#) && has(r#""childNodes":["#) && has(r#""tagName":"#);
    let changes = has(r#""type":3"#)
        && has(r#""source":"#)
        && [r#""mutations":["#, r#""adds":["#, r#""positions":["#, r#""isChecked":"#]
            .iter()
            .any(|part| has(part));
    has(r#""timestamp":"#) && (snapshot || changes)
}

#[cfg(test)]
mod tests {
    use super::is_recording;

    #[test]
    fn a_tree_with_moments_is_a_recording_and_an_event_is_none() {
        for (body, expected) in [
            (
                r#"[{"type":2,"data":{"node":{"type":0,"childNodes":[{"type":2,"tagName":"html"}]}},"timestamp":1}]"#,
                true,
            ),
            (
                r#"{"type": 3, "data": {"source": 0, "adds": [], "texts": []}, "timestamp": 1}"#,
                true,
            ),
            (r#"{"type":3,"data":{"source":5,"text":"a","isChecked":false},"timestamp":1}"#, true),
            (
                r#"{"e":"{\"type\":3,\"data\":{\"source\":1,\"positions\":[]},\"timestamp\":1}"}"#,
                true,
            ),
            (r#"{"type":3,"source":"web","timestamp":1,"event":"click"}"#, false),
            (r#"{"type":2,"childNodes":[],"tagName":"p"}"#, false),
            ("page=result", false),
        ] {
            assert_eq!(is_recording(body.as_bytes()), expected, "{body}");
        }
    }
}
