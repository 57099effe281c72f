//! Words for place, shape, size, orientation and colour, and the sentences that point at something with them.

use super::{Element, words};

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
    /// It has some, in no sentence that tells somebody to do something.
    Mentioned,
    /// A sentence tells somebody to do something and has these words.
    Ordered(Vec<String>),
}

impl Lexicon {
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
            let words = words(&sentence.replace(['(', ')'], " "));
            let seen: Vec<_> = words.iter().filter(|word| self.has(word)).cloned().collect();
            if seen.is_empty() {
                continue;
            }
            if words.iter().any(|word| ORDERS.contains(&word.as_str())) {
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
            (Lexicon::English, "Blue Cross covers this.", Visual::Mentioned),
            (Lexicon::English, "Open the menu. Blue Cross pays.", Visual::Mentioned),
            (Lexicon::English, "Your results are ready.", Visual::None),
            (Lexicon::English, "Download the results", Visual::None),
            (Lexicon::Spanish, "Pulse el botón verde", ordered(&["verde"])),
            (Lexicon::Spanish, "Sus resultados", Visual::None),
        ] {
            assert_eq!(lexicon.read(text), expected, "{text}");
        }
        assert_eq!(Lexicon::of("es-US"), Some(Lexicon::Spanish));
        assert_eq!(Lexicon::of("fr"), None);
    }
}
