//! A mistake in a scenario file, shown where it stands.

use super::{Place, Source};
use std::fmt;

/// How bad a mistake is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The scenario cannot be replayed, or would say something else than it means.
    Error,
    /// The scenario can be replayed, but somebody should look.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// A mistake in a scenario file. Its `Display` is the whole picture: file, line, column, the line itself and a caret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// How bad it is.
    pub severity: Severity,
    /// The file's name.
    pub file: String,
    /// Where it stands; line 0 if the scenario was not read from a file.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// What to say beside the caret; may be empty.
    pub label: String,
    /// What to do about it.
    pub help: Option<String>,
    excerpt: Option<String>,
}

impl Mistake {
    pub(super) fn new(
        severity: Severity,
        source: &Source,
        place: Place,
        message: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            file: source.name.clone(),
            place,
            message: message.into(),
            label: String::new(),
            help: None,
            excerpt: source.excerpt(place.line),
        }
    }

    pub(super) fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.label = label.into();
        self
    }

    pub(super) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Hides the line from the caret on, for a value that nobody should read in a log.
    pub(super) fn masked(&mut self) -> &mut Self {
        let before = usize::try_from(self.place.column).unwrap_or(usize::MAX).saturating_sub(1);
        self.excerpt = self.excerpt.take().map(|line| {
            let shown: String = line.chars().take(before).collect();
            if shown.ends_with("***") { shown } else { shown + "***" }
        });
        self
    }

    /// How many carets: the length that is known, else the word that starts there, and never past the end of the line.
    fn carets(&self, line: &[char], start: usize) -> usize {
        let rest = line.get(start..).unwrap_or_default();
        let known = usize::try_from(self.place.length).unwrap_or(usize::MAX);
        let word =
            rest.iter().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-')).count();
        let wanted = if known == 0 { word } else { known };
        wanted.min(rest.len()).max(1)
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { line, column, .. } = self.place;
        let gutter = " ".repeat(line.to_string().len() + 1);
        write!(f, "{}: {}", self.severity, self.file)?;
        if line > 0 {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(excerpt) = &self.excerpt {
            let line_chars: Vec<char> = excerpt.chars().collect();
            let start = usize::try_from(column)
                .unwrap_or(usize::MAX)
                .saturating_sub(1)
                .min(line_chars.len());
            let indent: String = line_chars
                .iter()
                .take(start)
                .map(|c| if *c == '\t' { '\t' } else { ' ' })
                .collect();
            let carets = "^".repeat(self.carets(&line_chars, start));
            let label =
                if self.label.is_empty() { String::new() } else { format!(" {}", self.label) };
            let shown = format!("{line} | {excerpt}");
            write!(f, "\n{gutter}|\n{}\n{gutter}| {indent}{carets}{label}", shown.trim_end())?;
        }
        if let Some(help) = &self.help {
            write!(f, "\n{gutter}= help: {help}")?;
        }
        Ok(())
    }
}
