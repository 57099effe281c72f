//! Keys and pointers, as WebDriver's actions spell them.

use serde_json::{Value, json};

/// Keys that are pressed together: modifiers first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chord(Vec<char>);

impl Chord {
    /// Reads `Enter`, `Shift+Tab`, `Control+a`.
    pub fn parse(text: &str) -> Option<Self> {
        let keys: Option<Vec<_>> = text.split('+').map(key).collect();
        keys.filter(|keys| !keys.is_empty()).map(Self)
    }

    /// Tab.
    pub fn tab() -> Self {
        Self(vec!['\u{E004}'])
    }

    /// Shift and Tab.
    pub fn shift_tab() -> Self {
        Self(vec!['\u{E008}', '\u{E004}'])
    }
}

/// The character that WebDriver gives a key (WebDriver, section 15.4.2).
pub fn key(name: &str) -> Option<char> {
    let mut characters = name.chars();
    if let (Some(character), None) = (characters.next(), characters.next()) {
        return Some(character);
    }
    Some(match name {
        "Backspace" => '\u{E003}',
        "Tab" => '\u{E004}',
        "Enter" => '\u{E007}',
        "Shift" => '\u{E008}',
        "Control" => '\u{E009}',
        "Alt" => '\u{E00A}',
        "Escape" => '\u{E00C}',
        "Space" => ' ',
        "PageUp" => '\u{E00E}',
        "PageDown" => '\u{E00F}',
        "End" => '\u{E010}',
        "Home" => '\u{E011}',
        "ArrowLeft" => '\u{E012}',
        "ArrowUp" => '\u{E013}',
        "ArrowRight" => '\u{E014}',
        "ArrowDown" => '\u{E015}',
        "Insert" => '\u{E016}',
        "Delete" => '\u{E017}',
        "Meta" => '\u{E03D}',
        _ => return None,
    })
}

pub(super) fn press(chord: &Chord) -> Value {
    press_often(chord, 1)
}

pub(super) fn press_often(chord: &Chord, times: usize) -> Value {
    let down = chord.0.iter().map(|key| json!({ "type": "keyDown", "value": key }));
    let up = chord.0.iter().rev().map(|key| json!({ "type": "keyUp", "value": key }));
    let once: Vec<_> = down.chain(up).collect();
    let all: Vec<_> = std::iter::repeat_n(once, times).flatten().collect();
    keyboard(&all)
}

pub(super) fn type_text(text: &str) -> Value {
    let keys = text.chars().flat_map(|character| {
        // A line break in a field is what Enter makes of it.
        let key = if character == '\n' { '\u{E007}' } else { character };
        ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key }))
    });
    let keys: Vec<_> = keys.collect();
    keyboard(&keys)
}

pub(super) fn click(x: f64, y: f64) -> Value {
    json!([{
        "type": "pointer",
        "id": "mouse",
        "parameters": { "pointerType": "mouse" },
        "actions": [
            { "type": "pointerMove", "x": x.round(), "y": y.round(), "origin": "viewport" },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerUp", "button": 0 },
        ],
    }])
}

fn keyboard(actions: &[Value]) -> Value {
    json!([{ "type": "key", "id": "keyboard", "actions": actions }])
}

#[cfg(test)]
mod tests {
    use super::{Chord, key};

    #[test]
    fn keys_and_chords_are_read_by_name() {
        assert_eq!(key("a"), Some('a'));
        assert_eq!(key("Space"), Some(' '));
        assert_eq!(key("Entre"), None);
        assert_eq!(Chord::parse("Shift+Tab"), Some(Chord::shift_tab()));
        assert_eq!(Chord::parse("Hyper+x"), None);
    }
}
