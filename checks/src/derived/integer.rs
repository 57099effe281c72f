//! Whole numbers in attributes.

/// An integer as HTML reads one: white space, a sign, digits, and whatever follows.
pub fn integer(text: &str) -> Option<i64> {
    let text = text.trim_ascii_start();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let number: i64 = digits[..length].parse().ok()?;
    Some(if text.starts_with('-') { -number } else { number })
}

#[cfg(test)]
mod tests {
    use super::integer;

    #[test]
    fn integers_are_read_as_html_reads_them() {
        for (text, expected) in
            [("-1", Some(-1)), (" +3px", Some(3)), ("0", Some(0)), ("", None), ("a1", None)]
        {
            assert_eq!(integer(text), expected, "{text:?}");
        }
    }
}
