//! Words for place, shape, size, orientation and colour, and the sentences that point at something with them.

use super::{Element, spoken};

/// English: the words of the ACT rules, and their plurals and comparatives where people use these.
const ENGLISH: &str = "above below beneath beside bottom diagonal down left near nearby parallel right top under underneath up \
    lefthand righthand upper lower \
    box boxes circle circles circular crescent cross diamond disc ellipse heart hexagon hexagonal kite oval parallelogram \
    pentagon pentagonal polygon polygonal rectangle rectangular round rounded square squared squares star stars trapezoid \
    trapezoidal triangle triangles triangular wave \
    big bigger biggest large larger largest little narrow small smaller smallest tiny wide \
    angled askew atilt crooked listing lopsided pitched rotated sideways skewed slanted slanting straight tilt tilted tipped \
    almond aqua aquamarine azure beige bisque black blue brown burlywood chartreuse chiffon chocolate coral cornsilk cream \
    crimson cyan firebrick fuchsia gold goldenrod gray grey green honeydew indigo ivory khaki lavender lawn lemon lime linen \
    magenta maroon mint moccasin navy olive orange orchid peach peru pink plum purple red rose salmon sandy seashell sienna \
    silver sky slate snow tan teal thistle tomato turquoise violet wheat white yellow colored coloured";

/// Spanish.
const SPANISH: &str = "arriba abajo encima debajo bajo sobre junto inferior superior izquierda izquierdo derecha derecho cerca \
    diagonal paralelo lado \
    caja casilla recuadro cuadro cuadrado cuadrada círculo circular cruz diamante disco elipse corazón hexágono óvalo \
    ovalado pentágono polígono rectángulo rectangular redondo redonda redondeado estrella trapecio triángulo triangular onda \
    grande grandes mayor pequeño pequeña pequeños menor estrecho ancho diminuto \
    inclinado inclinada girado torcido recto \
    amarillo amarilla azul azules beige blanco blanca café celeste coral crema dorado dorada gris grises lila marrón morado \
    morada naranja negro negra oliva plateado púrpura rojo roja rojos rojas rosa rosado salmón turquesa verde verdes violeta";

/// What tells somebody to do something.
const ORDERS: &[&str] = &[
    "activate",
    "check",
    "choose",
    "click",
    "enter",
    "examine",
    "find",
    "follow",
    "go",
    "hit",
    "interact",
    "look",
    "mark",
    "open",
    "pick",
    "press",
    "push",
    "refer",
    "search",
    "see",
    "select",
    "tap",
    "toggle",
    "touch",
    "type",
    "use",
    "view",
    "watch",
    "abra",
    "active",
    "busque",
    "consulte",
    "elija",
    "encuentre",
    "escriba",
    "haga",
    "marque",
    "mire",
    "oprima",
    "presione",
    "pulse",
    "seleccione",
    "toque",
    "use",
    "utilice",
    "vea",
];

/// English words for places.
const PLACES: &[&str] = &[
    "above",
    "below",
    "beneath",
    "beside",
    "bottom",
    "diagonal",
    "down",
    "left",
    "lefthand",
    "listing",
    "lower",
    "near",
    "nearby",
    "parallel",
    "right",
    "righthand",
    "straight",
    "top",
    "under",
    "underneath",
    "up",
    "upper",
];

/// What is pointed at in an instruction.
const THINGS: &[&str] = &[
    "area",
    "arrow",
    "arrows",
    "bar",
    "box",
    "boxes",
    "button",
    "buttons",
    "checkbox",
    "checkboxes",
    "column",
    "control",
    "field",
    "fields",
    "form",
    "icon",
    "icons",
    "image",
    "link",
    "links",
    "menu",
    "navigation",
    "picture",
    "row",
    "symbol",
    "tab",
    "tabs",
    "botón",
    "botones",
    "campo",
    "casilla",
    "columna",
    "enlace",
    "enlaces",
    "fila",
    "flecha",
    "formulario",
    "icono",
    "ícono",
    "imagen",
    "menú",
    "navegación",
    "pestaña",
];

/// Which words of a language are words for what is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lexicon {
    /// English.
    English,
    /// Spanish.
    Spanish,
}

/// What a text does with words for what is seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Visual {
    /// It has none of them.
    None,
    /// It has some, in no sentence that tells somebody to do something with a button, a menu or the like.
    Mentioned,
    /// A sentence tells somebody to do something with a button, a menu or the like, and has these words.
    Ordered(Vec<String>),
}

impl Lexicon {
    /// What an English sentence calls a thing to use by what is seen of it alone, after "the": `button`, `link`.
    pub fn named_by_sight_alone(self, text: &str) -> Option<&'static str> {
        if self != Self::English || text.contains(['"', '\'', '“', '‘', '«']) {
            return None;
        }
        text.split(['.', '!', '?', ';', '\n']).find_map(|sentence| {
            let words = spoken(sentence);
            let is_order = words.iter().any(|word| ORDERS.contains(&word.as_str()));
            let told =
                ["called", "labelled", "labeled", "marked", "named", "says", "saying", "titled"];
            if !is_order || words.iter().any(|word| told.contains(&word.as_str())) {
                return None;
            }
            let the = words.iter().position(|word| word == "the")?;
            let seen = words[the + 1..].iter().take_while(|word| self.is_look(word)).count();
            let noun = words.get(the + 1 + seen).filter(|_| seen > 0)?;
            match noun.as_str() {
                "button" => Some("button"),
                "link" => Some("link"),
                _ => None,
            }
        })
    }

    /// Whether it is a word for a colour, shape or size; those for places can mean the order of reading, and `right`
    /// that something is correct.
    fn is_look(self, word: &str) -> bool {
        self.has(word) && !PLACES.contains(&word)
    }

    /// That of a language tag, if there is one.
    pub fn of(tag: &str) -> Option<Self> {
        match tag.split('-').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
            "en" => Some(Self::English),
            "es" => Some(Self::Spanish),
            _ => None,
        }
    }

    /// That of the element's language.
    pub fn around(element: Element<'_>) -> Option<Self> {
        element.lineage().find_map(Element::language).and_then(Self::of)
    }

    /// What a text does.
    pub fn read(self, text: &str) -> Visual {
        let mut visual = Visual::None;
        for sentence in text.split(['.', '!', '?', ';', '\n']) {
            let words = spoken(sentence);
            let seen: Vec<_> = words.iter().filter(|word| self.has(word)).cloned().collect();
            if seen.is_empty() {
                continue;
            }
            let is_order = words.iter().any(|word| ORDERS.contains(&word.as_str()));
            // "Box" names a thing, and is no more than its name where nothing else is said of it.
            let is_about = |thing: &String| {
                THINGS.contains(&thing.as_str()) && seen.iter().any(|word| word != thing)
            };
            if is_order && words.iter().any(is_about) {
                return Visual::Ordered(seen);
            }
            visual = Visual::Mentioned;
        }
        visual
    }

    fn has(self, word: &str) -> bool {
        let list = match self {
            Self::English => ENGLISH,
            Self::Spanish => SPANISH,
        };
        list.split_whitespace().any(|listed| listed == word)
    }
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, Visual};

    #[test]
    fn readings() {
        let ordered =
            |words: &[&str]| Visual::Ordered(words.iter().map(ToString::to_string).collect());
        for (lexicon, text, expected) in [
            (Lexicon::English, "Click the green button.", ordered(&["green"])),
            (Lexicon::English, "Find the menu on the right", ordered(&["right"])),
            (Lexicon::English, "Check the box below", ordered(&["box", "below"])),
            (Lexicon::English, "Check the box", Visual::Mentioned),
            (Lexicon::English, "Find a clinician near you", Visual::Mentioned),
            (Lexicon::English, "Blue Cross covers this.", Visual::Mentioned),
            (Lexicon::English, "Open the menu. Blue Cross pays.", Visual::Mentioned),
            (Lexicon::English, "Your results are ready.", Visual::None),
            (Lexicon::English, "Download the results", Visual::None),
            (Lexicon::Spanish, "Pulse el botón verde", ordered(&["verde"])),
            (Lexicon::Spanish, "Sus resultados", Visual::None),
        ] {
            assert_eq!(lexicon.read(text), expected, "{text}");
        }
        for (text, expected) in [
            ("Press the green button.", Some("button")),
            ("Press the big green button.", Some("button")),
            ("Follow the blue link.", Some("link")),
            ("Press the green Send button.", None),
            ("Press the green button labelled Send.", None),
            ("Press the green button \"Send\".", None),
            ("Press the right button.", None),
            ("The green button is pretty.", None),
            ("Press the button.", None),
        ] {
            assert_eq!(Lexicon::English.named_by_sight_alone(text), expected, "{text}");
        }
        assert_eq!(Lexicon::of("es-US"), Some(Lexicon::Spanish));
        assert_eq!(Lexicon::of("fr"), None);
    }
}
