//! Why the page could not be made.

/// Why the page could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// A template is broken.
    #[error("cannot read the page's template")]
    Template(#[source] Box<handlebars::TemplateError>),
    /// A template asks for what the view does not have.
    #[error("cannot fill in the page's template")]
    Render(#[source] Box<handlebars::RenderError>),
}
