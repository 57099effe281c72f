//! Forms with a file in them (RFC 7578), as far as the portal's own form needs it.

use std::collections::BTreeMap;

/// A file that came with a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Upload {
    pub(crate) file_name: String,
    pub(crate) bytes: Vec<u8>,
}

/// The boundary that a content type names.
pub(crate) fn boundary(content_type: &str) -> Option<String> {
    let rest = content_type.strip_prefix("multipart/form-data")?;
    let boundary = rest.split(';').find_map(|part| part.trim().strip_prefix("boundary="))?;
    Some(boundary.trim_matches('"').to_owned())
}

/// Text fields and the file; `None` when the body is not what its boundary promises.
pub(crate) fn parse(
    body: &[u8],
    boundary: &str,
) -> Option<(BTreeMap<String, String>, Option<Upload>)> {
    let delimiter = format!("--{boundary}");
    let mut texts = BTreeMap::new();
    let mut upload = None;
    let mut rest = &body[find(body, delimiter.as_bytes())? + delimiter.len()..];
    while !rest.starts_with(b"--") {
        rest = rest.strip_prefix(b"\r\n")?;
        let head_end = find(rest, b"\r\n\r\n")?;
        let head = std::str::from_utf8(&rest[..head_end]).ok()?;
        let content = &rest[head_end + 4..];
        let end = find(content, format!("\r\n{delimiter}").as_bytes())?;
        let name = parameter(head, "name")?;
        match parameter(head, "filename") {
            Some(file_name) if !file_name.is_empty() => {
                upload = Some(Upload { file_name, bytes: content[..end].to_vec() });
            }
            Some(_) => {}
            None => {
                texts.insert(name, String::from_utf8_lossy(&content[..end]).into_owned());
            }
        }
        rest = &content[end + 2 + delimiter.len()..];
    }
    Some((texts, upload))
}

fn parameter(head: &str, name: &str) -> Option<String> {
    let line =
        head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    line.split(';').find_map(|part| {
        let value = part.trim().strip_prefix(name)?.strip_prefix('=')?;
        Some(value.trim_matches('"').to_owned())
    })
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "--b\r\nContent-Disposition: form-data; name=\"subject\"\r\n\r\nHello\r\n--b\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"note.txt\"\r\nContent-Type: text/plain\r\n\r\none\r\ntwo\r\n--b--\r\n";

    #[test]
    fn texts_and_file_are_told_apart() {
        let (texts, upload) = parse(BODY.as_bytes(), "b").unwrap();
        assert_eq!(texts["subject"], "Hello");
        let expected = Upload { file_name: "note.txt".to_owned(), bytes: b"one\r\ntwo".to_vec() };
        assert_eq!(upload, Some(expected));
    }

    #[test]
    fn a_file_field_left_empty_is_no_file() {
        let body = BODY.replace("note.txt", "");
        assert_eq!(parse(body.as_bytes(), "b").unwrap().1, None);
    }

    #[test]
    fn a_body_that_breaks_off_is_refused() {
        assert_eq!(parse(&BODY.as_bytes()[..90], "b"), None);
        assert_eq!(parse(b"", "b"), None);
    }

    #[test]
    fn the_boundary_is_in_the_content_type() {
        assert_eq!(boundary("multipart/form-data; boundary=x1").as_deref(), Some("x1"));
        assert_eq!(boundary("application/x-www-form-urlencoded"), None);
    }
}
