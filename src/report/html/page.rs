//! The templates, filled in.

use super::{PageError, view::Page};
use crate::{
    audit::Verdict,
    report::{File, Settings, words::plain},
};
use handlebars::Handlebars;

const TEMPLATES: &[(&str, &str)] = &[
    ("page", include_str!("templates/page.hbs")),
    ("sprite", include_str!("templates/sprite.hbs")),
    ("mark", include_str!("templates/mark.hbs")),
    ("reasons", include_str!("templates/reasons.hbs")),
    ("spans", include_str!("templates/spans.hbs")),
    ("verdict", include_str!("templates/verdict.hbs")),
    ("criteria", include_str!("templates/criteria.hbs")),
    ("cause", include_str!("templates/cause.hbs")),
    ("asked", include_str!("templates/asked.hbs")),
    ("place", include_str!("templates/place.hbs")),
    ("prose", include_str!("templates/prose.hbs")),
    ("picture", include_str!("templates/picture.hbs")),
    ("flow", include_str!("templates/flow.hbs")),
    ("focus", include_str!("templates/focus.hbs")),
    ("idle", include_str!("templates/idle.hbs")),
    ("exhibit", include_str!("templates/exhibit.hbs")),
    ("methods", include_str!("templates/methods.hbs")),
];

const STYLE: [&str; 4] = [
    include_str!("style/ground.css"),
    include_str!("style/sections.css"),
    include_str!("style/pictures.css"),
    include_str!("style/media.css"),
];

/// The report as a folder: `index.html` and `style.css`. Screenshots stay where the evidence is.
pub fn folder(verdict: &Verdict, settings: &Settings) -> Result<Vec<File>, PageError> {
    let mut templates = Handlebars::new();
    templates.set_strict_mode(true);
    templates.set_prevent_indent(true);
    templates.register_escape_fn(escaped);
    for (name, text) in TEMPLATES {
        templates
            .register_template_string(name, text)
            .map_err(|error| PageError::Template(Box::new(error)))?;
    }
    let text = templates
        .render("page", &Page::of(verdict, settings))
        .map_err(|error| PageError::Render(Box::new(error)))?;
    Ok(vec![File { name: "index.html", text }, File { name: "style.css", text: STYLE.join("\n") }])
}

/// A text that cannot end the element or attribute it stands in, nor turn what stands around it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in plain(text).chars() {
        match character {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            character => out.push(character),
        }
    }
    out
}
