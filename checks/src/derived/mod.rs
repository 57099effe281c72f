//! What follows from the evidence, worked out once and shared by checks.

mod colour;
mod element;
mod exposure;
mod facts;
mod inactive;
mod language_tag;
mod modal;
mod name;
mod page;
mod plane;
mod role;
mod semantics;
mod stops;
mod visibility;

pub use colour::{Colour, hex, luminance, mix, nearest_readable, ratio};
pub use element::{Element, TextNode};
pub use facts::Facts;
pub use language_tag::LanguageTag;
pub use name::{Name, Part, Source};
pub use page::Page;
pub use plane::Plane;
pub use role::Role;
pub use stops::{gravest, stops};
