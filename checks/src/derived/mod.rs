//! What follows from the evidence, worked out once and shared by checks.

mod element;
mod exposure;
mod facts;
mod name;
mod page;
mod role;
mod semantics;
mod visibility;

pub use element::{Element, TextNode};
pub use facts::Facts;
pub use name::{Name, Part, Source};
pub use page::Page;
pub use role::Role;
