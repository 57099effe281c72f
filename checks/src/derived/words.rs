//! Numbers and lists as a sentence says them.

use crate::evidence::Hit;

/// `a`, `a and b`, `a, b and c`.
pub fn list<S: AsRef<str>>(words: &[S]) -> String {
    match words {
        [] => String::new(),
        [word] => word.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<_> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// The canaries of hits, each once, with the form if it is not the plain one: `mrn and email (sha-256)`.
pub fn canaries(hits: &[Hit]) -> String {
    let mut names: Vec<_> = hits
        .iter()
        .map(|hit| match hit.form.as_str() {
            form if is_digest(form) => format!("{} ({form})", hit.canary),
            _ => hit.canary.clone(),
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    list(&names)
}

/// A span of time as people say it: `15 min 30 s`, `6.2 s`, `2 h`.
pub fn span(seconds: f64) -> String {
    if seconds < 0.0 {
        return format!("-{}", span(-seconds));
    }
    if seconds < 60.0 {
        let text = format!("{seconds:.1}");
        return format!("{} s", text.strip_suffix(".0").unwrap_or(&text));
    }
    let whole = seconds.round();
    let units = [(86_400.0, "d"), (3600.0, "h"), (60.0, "min"), (1.0, "s")];
    let mut rest = whole;
    let mut parts = Vec::new();
    for (size, name) in units {
        let count = (rest / size).floor();
        rest -= count * size;
        if count > 0.0 {
            parts.push(format!("{count} {name}"));
        }
    }
    parts.join(" ")
}

/// Digests are worth naming: the reader would not think of them as the patient's data.
fn is_digest(form: &str) -> bool {
    form.starts_with("sha") || form.starts_with("md5")
}

#[cfg(test)]
mod tests {
    use super::{canaries, list, span};
    use crate::testing::hit;

    #[test]
    fn words_are_listed_as_in_a_sentence() {
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b"]), "a and b");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    }

    #[test]
    fn time_is_said_in_the_units_of_people() {
        for (seconds, said) in [
            (0.0, "0 s"),
            (6.25, "6.2 s"),
            (20.0, "20 s"),
            (930.0, "15 min 30 s"),
            (900.0, "15 min"),
            (43_200.0, "12 h"),
            (2_592_000.0, "30 d"),
            (-5.0, "-5 s"),
        ] {
            assert_eq!(span(seconds), said);
        }
    }

    #[test]
    fn a_digest_is_named_with_its_canary() {
        let mut email = hit("email", "query");
        "sha-256".clone_into(&mut email.form);
        let hits = [hit("mrn", "body"), email, hit("mrn", "url")];
        assert_eq!(canaries(&hits), "email (sha-256) and mrn");
    }
}
