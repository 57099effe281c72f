//! Text into HTML.

/// Escapes text for element content and for quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// One form field: label, hint, error and the control, tied together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Field<'a> {
    pub(crate) name: &'a str,
    pub(crate) label: &'a str,
    pub(crate) hint: &'a str,
    pub(crate) error: Option<&'a str>,
    pub(crate) value: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) autocomplete: &'a str,
    pub(crate) required: bool,
    /// More attributes of the control, written as HTML.
    pub(crate) more: &'a str,
}

impl Field<'_> {
    /// An `input`, or a `textarea` when the kind says so.
    pub(crate) fn html(&self) -> String {
        let name = self.name;
        let described: Vec<String> = [
            (!self.hint.is_empty()).then(|| format!("{name}-hint")),
            self.error.map(|_| format!("{name}-error")),
        ]
        .into_iter()
        .flatten()
        .collect();
        let mut attributes = format!(r#"id="{name}" name="{name}""#);
        if !self.autocomplete.is_empty() {
            attributes += &format!(r#" autocomplete="{}""#, self.autocomplete);
        }
        if !described.is_empty() && !self.more.contains("aria-describedby") {
            attributes += &format!(r#" aria-describedby="{}""#, described.join(" "));
        }
        if self.required {
            attributes += " required";
        }
        if self.error.is_some() {
            attributes += r#" aria-invalid="true""#;
        }
        if !self.more.is_empty() {
            attributes += &format!(" {}", self.more);
        }
        let value = escape(self.value);
        let control = if self.kind == "textarea" {
            format!(r#"<textarea {attributes} rows="4">{value}</textarea>"#)
        } else {
            format!(r#"<input type="{}" {attributes} value="{value}">"#, self.kind)
        };
        let hint = paragraph(self.hint, "hint", &format!("{name}-hint"));
        let error = paragraph(self.error.unwrap_or(""), "error", &format!("{name}-error"));
        format!(
            r#"<div class="field"><label for="{name}">{}</label>{hint}{error}{control}</div>"#,
            escape(self.label)
        )
    }
}

fn paragraph(text: &str, class: &str, id: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!(r#"<p class="{class}" id="{id}">{}</p>"#, escape(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(
            escape(r#"<a href="x">'&'</a>"#),
            "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;"
        );
    }

    #[test]
    fn a_field_with_an_error_is_tied_to_it() {
        let field = Field {
            name: "email",
            label: "Email",
            hint: "For reminders",
            error: Some("Enter an address"),
            kind: "email",
            autocomplete: "email",
            required: true,
            ..Field::default()
        };
        let html = field.html();
        assert!(html.contains(r#"aria-describedby="email-hint email-error""#), "{html}");
        assert!(
            html.contains(r#"<p class="error" id="email-error">Enter an address</p>"#),
            "{html}"
        );
        assert!(html.contains(r#"aria-invalid="true""#), "{html}");
    }
}
