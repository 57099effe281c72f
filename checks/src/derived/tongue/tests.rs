//! Texts and tags, on both sides of each line.

use super::{LISTS, PROFILES, Reading, are_related, read};

const ENGLISH: &str = "Your lab results are ready. Please read them before your next visit, and write to us if you have \
    any questions about what they mean for you and your family. You can also call the clinic during the day.";
const SPANISH: &str = "Los resultados de sus análisis están listos. Por favor, léalos antes de su próxima visita y \
    escríbanos si tiene alguna pregunta sobre lo que significan para usted. También puede llamar a la clínica.";

#[test]
fn readings() {
    use Reading::{Agrees, Contradicts, Doubtful, Open, Silent};
    for (tag, text, expected) in [
        ("en", ENGLISH, Agrees),
        ("en-US", ENGLISH, Agrees),
        ("es", ENGLISH, Contradicts("en")),
        ("en", SPANISH, Contradicts("es")),
        ("es", SPANISH, Agrees),
        ("es", "Si necesita un intérprete, llame a este número", Open),
        ("en", "Si necesita un intérprete, llame a este número", Contradicts("es")),
        ("en", "Si necesita un intérprete", Open),
        ("fr", "The nurse will call you before your visit", Contradicts("en")),
        ("fr", "La nurse", Open),
        ("en", "María de la Cruz de los Santos", Open),
        ("fr", "Fireworks over Paris", Open),
        ("fr", "Paul put dire comment on tape", Open),
        ("de", "Radio", Open),
        ("en", "診察のご予約", Contradicts("Japanese letters")),
        ("ja", "診察のご予約はこちらから", Agrees),
        ("ja", "Sushi to sake no mise wa are to sore", Open),
        ("ja", ENGLISH, Contradicts("en")),
        ("zh-Latn", "Ni hao", Open),
        ("en", "Мои результаты", Contradicts("Cyrillic letters")),
        ("ru", "Мои результаты", Open),
        ("uz", "Натижаларингиз тайёр", Open),
        ("uz-Latn", "Натижаларингиз тайёр", Contradicts("Cyrillic letters")),
        ("tr", "Натижаларингиз тайёр", Contradicts("Cyrillic letters")),
        ("pa", "تہاڈے نتیجے تیار نیں", Open),
        ("pa", "ਤੁਹਾਡੇ ਨਤੀਜੇ", Agrees),
        ("hi", "تہاڈے نتیجے تیار نیں", Contradicts("Arabic letters")),
        ("az", "Нәтиҹәләриниз һазырдыр", Open),
        ("ku", "ئەنجامەکانت ئامادەن", Open),
        ("ms", "كڤوتوسن اندا", Open),
        ("id", "كڤوتوسن اندا", Contradicts("Arabic letters")),
        ("en", "μ β", Open),
        ("no", "Svarene dine er klare, og du kan lese dem her når du vil", Open),
        ("da", "Svarene dine er klare, og du kan lese dem her når du vil", Open),
        ("gl", SPANISH, Open),
        ("hmn", ENGLISH, Doubtful("en")),
        ("en", "26", Silent),
        ("en", "", Silent),
    ] {
        assert_eq!(read(&[text], tag), expected, "{tag}: {text}");
    }
}

#[test]
fn two_languages_in_equal_parts_are_open() {
    for tag in ["en", "es"] {
        assert_eq!(read(&[ENGLISH, SPANISH], tag), Reading::Open, "{tag}");
    }
}

#[test]
fn the_lists_are_of_known_languages() {
    for language in LISTS.keys() {
        let known = PROFILES.split_whitespace().any(|pair| pair.ends_with(&format!("={language}")));
        assert!(known || *language == "ht", "{language}");
    }
    assert!(are_related("nl", "af") && !are_related("nl", "en"));
}
