//! What follows from the evidence, worked out once and shared by checks.

mod element;
mod exposure;
mod facts;
mod name;
mod ownership;
mod page;
mod role;
mod semantics;
mod tab_stops;
mod visibility;

pub use element::{Element, TextNode};
pub use facts::Facts;
pub use name::{Name, Part, Source};
pub use ownership::Owned;
pub use page::Page;
pub use role::Role;
pub use tab_stops::TabStops;
