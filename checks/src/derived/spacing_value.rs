//! What a browser makes of a value that is declared for the spacing of text: it keeps or drops it by its grammar.

/// What becomes of a declared value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// It is kept.
    Kept,
    /// It is kept, and the value that the element inherits takes its place.
    Inherited,
    /// It is kept until variables are put in; then it may turn out to be nothing.
    Varies,
    /// It is dropped: it is no value of the property.
    Dropped,
    /// It cannot be told.
    Unclear,
}

/// The grammar of a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grammar {
    /// `letter-spacing` and `word-spacing`.
    Space,
    /// `line-height`.
    Line,
    /// `font`, which sets `line-height`.
    Font,
    /// `all`, which sets every property.
    All,
}

/// Units of length, without the prefixes of the small, large and dynamic view.
const UNITS: &[&str] = &[
    "em", "rem", "ex", "rex", "ch", "rch", "cap", "rcap", "ic", "ric", "lh", "rlh", "px", "cm",
    "mm", "q", "in", "pc", "pt", "vw", "vh", "vi", "vb", "vmin", "vmax", "cqw", "cqh", "cqi",
    "cqb", "cqmin", "cqmax",
];

const SYSTEM_FONTS: &[&str] =
    &["caption", "icon", "menu", "message-box", "small-caption", "status-bar"];

const SIZES: &[&str] = &[
    "xx-small",
    "x-small",
    "small",
    "medium",
    "large",
    "x-large",
    "xx-large",
    "xxx-large",
    "smaller",
    "larger",
    "math",
];

const BEFORE_SIZE: &[&str] = &[
    "normal",
    "italic",
    "oblique",
    "small-caps",
    "bold",
    "bolder",
    "lighter",
    "ultra-condensed",
    "extra-condensed",
    "condensed",
    "semi-condensed",
    "semi-expanded",
    "expanded",
    "extra-expanded",
    "ultra-expanded",
];

impl Grammar {
    /// What becomes of this value, which is in lower case.
    pub fn fit(self, value: &str) -> Fit {
        if value.is_empty() || value.contains('!') {
            return Fit::Dropped;
        }
        match value {
            "inherit" | "revert" | "revert-layer" | "unset" => return Fit::Inherited,
            "initial" => return Fit::Kept,
            _ if ["var(", "env(", "attr("].iter().any(|call| value.contains(call)) => {
                return Fit::Varies;
            }
            _ => (),
        }
        match self {
            Self::All => Fit::Dropped,
            Self::Font => font(value),
            Self::Space | Self::Line if value == "normal" => Fit::Kept,
            Self::Space => of_type(value, |found| found == Type::Length || found == Type::Zero),
            Self::Line => {
                of_type(value, |_| !value.starts_with('-') || value.trim_matches(ZERO).is_empty())
            }
        }
    }
}

/// What a number of no size is written with.
const ZERO: &[char] = &['-', '0', '.'];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Type {
    /// A number without a unit, and not zero.
    Number,
    /// A plain zero, which stands for a length, too.
    Zero,
    /// A length or percentage.
    Length,
}

fn of_type(value: &str, is_wanted: impl Fn(Type) -> bool) -> Fit {
    let found = if value.ends_with(')') {
        match (Sum { rest: value }).whole() {
            Ok(0) => Type::Number,
            Ok(1) => Type::Length,
            Ok(_) | Err(Bad::Invalid) => return Fit::Dropped,
            Err(Bad::Unknown) => return Fit::Unclear,
        }
    } else {
        match quantity(value) {
            Some((0, "")) => {
                let is_zero = value.parse::<f64>().is_ok_and(|number| number == 0.0);
                if is_zero { Type::Zero } else { Type::Number }
            }
            Some((1, "")) => Type::Length,
            _ => return Fit::Dropped,
        }
    };
    if is_wanted(found) { Fit::Kept } else { Fit::Dropped }
}

/// The number at the start of a text, as a power of lengths, and what follows it.
fn quantity(text: &str) -> Option<(i32, &str)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut at = usize::from(text.starts_with(['+', '-']));
    let whole = digits(&text[at..]);
    at += whole;
    let part = text[at..].strip_prefix('.').map_or(0, digits);
    if whole + part == 0 {
        return None;
    }
    at += if part > 0 { part + 1 } else { 0 };
    if let Some(power) = text[at..].strip_prefix('e') {
        let sign = usize::from(power.starts_with(['+', '-']));
        let length = digits(&power[sign..]);
        at += if length > 0 { 1 + sign + length } else { 0 };
    }
    if let Some(rest) = text[at..].strip_prefix('%') {
        return Some((1, rest));
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_' || c == '\\';
    let end = text[at..].find(|c| !is_word(c)).map_or(text.len(), |end| at + end);
    let unit = &text[at..end];
    let viewed = unit.strip_prefix(['s', 'l', 'd']).filter(|unit| unit.starts_with('v'));
    let power = match unit {
        "" => 0,
        _ if UNITS.contains(&viewed.unwrap_or(unit)) => 1,
        _ => return None,
    };
    Some((power, &text[end..]))
}

enum Bad {
    /// It is no value.
    Invalid,
    /// It is nothing that is known here.
    Unknown,
}

/// A sum within a function of CSS: read for what it is a measure of, as a power of lengths.
struct Sum<'t> {
    rest: &'t str,
}

impl Sum<'_> {
    fn whole(mut self) -> Result<i32, Bad> {
        let power = self.factor()?;
        if self.rest.trim().is_empty() { Ok(power) } else { Err(Bad::Invalid) }
    }

    fn sum(&mut self) -> Result<i32, Bad> {
        let power = self.product()?;
        loop {
            let rest = self.rest.trim_start();
            // A sign that joins stands between blanks.
            let joined =
                rest.len() < self.rest.len() && (rest.starts_with("+ ") || rest.starts_with("- "));
            if !joined {
                return Ok(power);
            }
            self.rest = &rest[2..];
            if self.product()? != power {
                return Err(Bad::Invalid);
            }
        }
    }

    fn product(&mut self) -> Result<i32, Bad> {
        let mut power = self.factor()?;
        loop {
            let rest = self.rest.trim_start();
            if let Some(rest) = rest.strip_prefix('*') {
                self.rest = rest;
                power += self.factor()?;
            } else if let Some(rest) = rest.strip_prefix('/') {
                self.rest = rest;
                // Lengths over lengths are new to browsers.
                if self.factor()? != 0 {
                    return Err(Bad::Unknown);
                }
            } else {
                return Ok(power);
            }
        }
    }

    fn factor(&mut self) -> Result<i32, Bad> {
        self.rest = self.rest.trim_start();
        if let Some((power, rest)) = quantity(self.rest) {
            self.rest = rest;
            return Ok(power);
        }
        let open = self.rest.find('(').ok_or(Bad::Unknown)?;
        let name = &self.rest[..open];
        if !["", "calc", "min", "max", "clamp", "abs", "hypot", "mod", "rem"].contains(&name) {
            return Err(Bad::Unknown);
        }
        self.rest = &self.rest[open + 1..];
        let power = self.sum()?;
        let mut count = 1;
        loop {
            let rest = self.rest.trim_start();
            if let Some(rest) = rest.strip_prefix(',') {
                self.rest = rest;
                count += 1;
                if self.sum()? != power {
                    return Err(Bad::Invalid);
                }
            } else if let Some(rest) = rest.strip_prefix(')') {
                self.rest = rest;
                break;
            } else {
                return Err(Bad::Invalid);
            }
        }
        let fits = match name {
            "" | "calc" | "abs" => count == 1,
            "clamp" => count == 3,
            "mod" | "rem" => count == 2,
            _ => true,
        };
        if fits { Ok(power) } else { Err(Bad::Invalid) }
    }
}

fn font(value: &str) -> Fit {
    if SYSTEM_FONTS.contains(&value) {
        return Fit::Kept;
    }
    if value.contains('(') {
        return Fit::Unclear;
    }
    // The height of the lines may stand apart from its stroke.
    let mut words = value.split('/').map(str::trim);
    let before = words.next().unwrap_or_default();
    let after = words.next();
    if words.next().is_some() {
        return Fit::Dropped;
    }
    let is_size = |word: &&str| {
        SIZES.contains(word)
            || !word.starts_with('-') && of_type(word, |found| found != Type::Number) == Fit::Kept
    };
    let words: Vec<_> = before.split_whitespace().collect();
    let Some(size) = words.iter().position(is_size) else { return Fit::Dropped };
    let known = |word: &&str| BEFORE_SIZE.contains(word) || word.parse::<f64>().is_ok();
    if !words[..size].iter().all(known) {
        return Fit::Dropped;
    }
    let families = match after {
        None => words[size + 1..].len(),
        Some(_) if size + 1 < words.len() => return Fit::Dropped,
        Some(after) => {
            let mut words = after.split_whitespace();
            match Grammar::Line.fit(words.next().unwrap_or_default()) {
                Fit::Kept => words.count(),
                _ => 0,
            }
        }
    };
    if families > 0 { Fit::Kept } else { Fit::Dropped }
}

#[cfg(test)]
mod tests {
    use super::{Fit, Grammar};

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (grammar, kept, dropped) in [
            (Grammar::Space, "normal", "tall"),
            (Grammar::Space, "1px", "10"),
            (Grammar::Space, "-.5em", ".em"),
            (Grammar::Space, "0", "1"),
            (Grammar::Space, "-0.0", "0.1"),
            (Grammar::Space, "1e1px", "1ex1"),
            (Grammar::Space, "1dvw", "1dpx"),
            (Grammar::Space, "50%", "50 %"),
            (Grammar::Space, "1px", "1 px"),
            (Grammar::Space, "1px", "1px !important"),
            (Grammar::Space, "initial", "1px 2px"),
            (Grammar::Space, "calc(1px)", "calc(1)"),
            (Grammar::Space, "calc(1em + 2px)", "calc(1em + 2)"),
            (Grammar::Space, "calc(2 * 1px)", "calc(1px * 1px)"),
            (Grammar::Space, "calc((1px - 2px) / 2)", "calc(1px -2px)"),
            (Grammar::Space, "clamp(0px, 1px, 2px)", "clamp(0px, 1px)"),
            (Grammar::Space, "min(1px, 2%)", "min(1px, 2)"),
            (Grammar::Line, "normal", "tall"),
            (Grammar::Line, "1.2", "-1.2"),
            (Grammar::Line, "0", "-1px"),
            (Grammar::Line, "120%", "1.2xx"),
            (Grammar::Line, "calc(1 + 1)", "calc(1 + 1px)"),
            (Grammar::Line, "calc(-1px)", "calc(1px * 1px)"),
            (Grammar::Font, "16px serif", "16px"),
            (Grammar::Font, "16px serif", "16 serif"),
            (Grammar::Font, "italic 700 1em/1.2 a, 'b c'", "tall 700 1em/1.2 a, 'b c'"),
            (Grammar::Font, "large / 20px serif", "large / tall serif"),
            (Grammar::Font, "caption", "caption serif"),
            (Grammar::All, "initial", "1px"),
        ] {
            assert_eq!(grammar.fit(kept), Fit::Kept, "{grammar:?}: {kept}");
            assert_eq!(grammar.fit(dropped), Fit::Dropped, "{grammar:?}: {dropped}");
        }
        for (value, expected) in [
            ("unset", Fit::Inherited),
            ("var(--a)", Fit::Varies),
            ("calc(1px / 1px)", Fit::Unclear),
            ("calc(sin(1) * 1px)", Fit::Unclear),
        ] {
            assert_eq!(Grammar::Space.fit(value), expected, "{value}");
        }
    }
}
