//! The declarations of a style attribute, parted as CSS parts them.

/// A declaration.
#[derive(Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Its property, in lower case.
    pub name: String,
    /// Its value in lower case, without the flag.
    pub value: String,
    /// Whether it is `!important`.
    pub important: bool,
}

/// The declarations of a style attribute, in their order.
pub fn declarations(style: &str) -> Vec<Declaration> {
    parts(&without_comments(style)).into_iter().filter_map(declaration).collect()
}

fn declaration(part: &str) -> Option<Declaration> {
    let (name, value) = part.split_once(':')?;
    let value = value.trim().to_ascii_lowercase();
    let flagged = value
        .strip_suffix("important")
        .and_then(|rest| rest.trim_end().strip_suffix('!').map(str::trim_end));
    Some(Declaration {
        name: name.trim().to_ascii_lowercase(),
        important: flagged.is_some(),
        value: flagged.unwrap_or(&value).to_owned(),
    })
}

/// Comments part words, so that a blank stands for each.
fn without_comments(style: &str) -> String {
    let mut kept = String::new();
    let mut quote = None;
    let mut rest = style;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        if quote.is_none() && rest.starts_with("/*") {
            rest = rest[2..].find("*/").map_or("", |end| &rest[end + 4..]);
            kept.push(' ');
            continue;
        }
        match quote {
            _ if c == '\\' => length += rest[1..].chars().next().map_or(0, char::len_utf8),
            Some(open) if open == c => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            // An address without quotes holds no comments.
            None if rest.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("url(")) => {
                let inner = rest[4..].trim_start();
                if !inner.starts_with(['"', '\'']) {
                    length = rest.find(')').map_or(rest.len(), |end| end + 1);
                }
            }
            _ => (),
        }
        kept.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    kept
}

/// Parted by semicolons that stand in no bracket or quote, and after blocks.
fn parts(style: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut escaped = false;
    let is_end = |c: char| {
        let was_escaped = escaped;
        escaped = c == '\\' && !was_escaped;
        if was_escaped {
            return false;
        }
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            _ => (),
        }
        (c == ';' || c == '}') && depth == 0 && quote.is_none()
    };
    style.split(is_end).collect()
}

#[cfg(test)]
mod tests {
    use super::declarations;

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (style, expected) in [
            ("color: RED", "color=red"),
            ("color: red; top: 0", "color=red top=0"),
            ("color: red !important", "color=red!"),
            ("color: red ! IMPORTANT", "color=red!"),
            ("color: red!/* x */important", "color=red!"),
            ("color: important", "color=important"),
            ("/* x */color/* x */:/* x */red", "color=red"),
            ("/* color: red; */ top: 0", "top=0"),
            ("top: 1/* x */px", "top=1 px"),
            ("top: 0 /* color: red", "top=0"),
            ("content: '/* x'; top: 0", "content='/* x' top=0"),
            ("content: '\\'; top: 0'", "content='\\'; top: 0'"),
            ("content: 'a;b'; top: 0", "content='a;b' top=0"),
            ("src: url(a/*b;c); top: 0", "src=url(a/*b;c) top=0"),
            ("src: url( 'a' /* b */ ); top: 0", "src=url( 'a'   ) top=0"),
            ("{ color: red } top: 0", "{ color=red top=0"),
        ] {
            let said: Vec<_> = declarations(style)
                .iter()
                .map(|one| {
                    format!("{}={}{}", one.name, one.value, if one.important { "!" } else { "" })
                })
                .collect();
            assert_eq!(said.join(" "), expected, "{style}");
        }
    }
}
