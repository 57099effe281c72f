//! Names that would fit any link, and names that say only what kind of file a link leads to.

use super::{Address, spoken};

/// Phrases that say nothing of where a link leads, as words in a row, by language. Words that can name a thing or a
/// place ("visit", "details", "plus") are left out: they may say it all.
const PHRASES: &[&str] = &[
    // English.
    "click",
    "click here",
    "click here to learn more",
    "click here for more",
    "click here for more information",
    "click for more",
    "click me",
    "click this",
    "click this link",
    "click to continue",
    "continue reading",
    "find out more",
    "follow this link",
    "full story",
    "get more info",
    "go",
    "go here",
    "here",
    "keep reading",
    "know more",
    "learn more",
    "learn more here",
    "link here",
    "more",
    "more details",
    "more here",
    "more info",
    "more information",
    "press here",
    "read",
    "read full story",
    "read here",
    "read it",
    "read more",
    "read more here",
    "read on",
    "read this",
    "see details",
    "see here",
    "see more",
    "see this",
    "show me",
    "tap here",
    "this",
    "this link",
    "this page",
    "view",
    "view details",
    "view here",
    "view more",
    "visit here",
    "visit link",
    // Spanish.
    "aquí",
    "aqui",
    "clic aquí",
    "clic aqui",
    "haga clic",
    "haga clic aquí",
    "haga clic aqui",
    "haz clic",
    "haz clic aquí",
    "haz clic aqui",
    "pulse aquí",
    "pulse aqui",
    "pincha aquí",
    "pinche aquí",
    "presione aquí",
    "más",
    "mas",
    "más detalles",
    "más información",
    "mas información",
    "mas informacion",
    "más info",
    "conozca más",
    "saber más",
    "sepa más",
    "leer",
    "leer más",
    "lea más",
    "leer mas",
    "seguir leyendo",
    "ver",
    "ver aquí",
    "ver detalles",
    "ver más",
    "ver mas",
    "este enlace",
    // French, German, Dutch, Portuguese, Italian.
    "ici",
    "cliquez ici",
    "cliquer ici",
    "en savoir plus",
    "lire la suite",
    "lire plus",
    "plus d informations",
    "voir plus",
    "hier",
    "hier klicken",
    "klicken sie hier",
    "klick hier",
    "mehr",
    "mehr erfahren",
    "mehr informationen",
    "weiterlesen",
    "klik hier",
    "lees meer",
    "meer",
    "meer informatie",
    "aqui mais",
    "clique aqui",
    "leia mais",
    "mais",
    "mais informações",
    "saiba mais",
    "ver mais",
    "clicca qui",
    "leggi di più",
    "leggi tutto",
    "maggiori informazioni",
    "qui",
    "scopri di più",
];

/// Names of kinds of documents, with the endings of such files.
const FORMATS: &[(&str, &[&str])] = &[
    ("csv", &["csv"]),
    ("doc", &["doc", "docx"]),
    ("docx", &["docx"]),
    ("epub", &["epub"]),
    ("excel", &["xls", "xlsx"]),
    ("html", &["htm", "html", "xhtml"]),
    ("mobi", &["mobi"]),
    ("pdf", &["pdf"]),
    ("plain text", &["txt"]),
    ("powerpoint", &["ppt", "pptx"]),
    ("rtf", &["rtf"]),
    ("text", &["txt"]),
    ("txt", &["txt"]),
    ("word", &["doc", "docx"]),
    ("xls", &["xls", "xlsx"]),
    ("xlsx", &["xlsx"]),
    ("xml", &["xml"]),
    ("zip", &["zip"]),
];

/// Why a link's name alone does not say where it leads.
pub(super) fn says_nothing(name: &str, target: Option<&Address>) -> Option<&'static str> {
    // What stands in brackets counts here: it may be all that tells.
    let spoken = spoken(name).join(" ");
    if spoken.is_empty() {
        return name.is_ascii().then_some("which has no words");
    }
    if PHRASES.contains(&spoken.as_str()) {
        return Some("which would fit any link");
    }
    let (_, endings) = FORMATS.iter().find(|(format, _)| *format == spoken)?;
    // Without a file of that kind behind it, the format may be what the link is about.
    target
        .is_some_and(|target| endings.iter().any(|ending| target.has_ending(ending)))
        .then_some("which says only what kind of file it leads to")
}

#[cfg(test)]
mod tests {
    use super::{PHRASES, says_nothing};
    use crate::derived::{Address, spoken};
    use std::collections::BTreeSet;

    #[test]
    fn phrases_are_written_as_words_are_read() {
        let different: BTreeSet<_> = PHRASES.iter().collect();
        assert_eq!(different.len(), PHRASES.len());
        for phrase in PHRASES {
            assert_eq!(spoken(phrase).join(" "), *phrase);
        }
    }

    #[test]
    fn names_that_say_nothing() {
        for (name, target, nothing) in [
            ("More", "", true),
            ("Read more…", "", true),
            ("CLICK HERE!", "", true),
            ("Más información", "", true),
            ("Read more about your lipid panel", "", false),
            ("More (lipid panel)", "", false),
            ("Visit", "", false),
            ("(PDF)", "https://portal.test/a.pdf", true),
            (">>", "", true),
            ("›", "", false),
            ("2", "", false),
            ("PDF", "https://portal.test/a.pdf", true),
            ("PDF", "https://portal.test/a.pdf.gz", true),
            ("PDF", "https://portal.test/a.pdf?copy=1", true),
            ("PDF", "https://portal.test/about/pdf", false),
            ("PDF", "", false),
            ("Lipid panel (PDF)", "https://portal.test/a.pdf", false),
        ] {
            let target = Address::parse(target);
            assert_eq!(says_nothing(name, target.as_ref()).is_some(), nothing, "{name} {target:?}");
        }
    }
}
