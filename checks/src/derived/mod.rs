//! What follows from the evidence, worked out once and shared by checks.

mod colour;
mod element;
mod facts;
mod gradient;
mod inactive;
mod input_purpose;
mod language_tag;
mod lettering;
mod modal;
mod name;
mod page;
mod painting;
mod plane;
mod pointer_targets;
mod role;
mod stacking;
mod stops;
mod tone;
mod visibility;

pub use colour::{Colour, hex, luminance, mix, nearest_readable, ratio};
pub use element::{Element, TextNode};
pub use facts::Facts;
pub use input_purpose::{BadTokens, autofill_field, fields_for};
pub use language_tag::LanguageTag;
pub use lettering::{Inactive, letterings};
pub use name::{Name, Part, Source};
pub use page::Page;
pub use painting::{Colouring, Lettering, Painting};
pub use plane::Plane;
pub use pointer_targets::{PointerTargets, Target};
pub use role::Role;
pub use stops::{gravest, stops};
pub use tone::Tone;
