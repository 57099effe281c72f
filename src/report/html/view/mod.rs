//! What the page shows, ready to be put into the templates.

mod asked;
mod cause;
mod chart;
mod law;
mod links;
mod methods;
mod picture;
mod prose;
mod step;
mod whole;

pub(super) use whole::Page;
