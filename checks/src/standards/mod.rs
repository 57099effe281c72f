//! The standards as data. Imports nothing.

pub mod aria12;
pub mod asvs5;
pub mod hipaa;
pub mod html_aria;
mod requirement;
pub mod rfc;
pub mod wcag22;
pub mod wcag22_aaa;
pub mod wstg;

pub use requirement::{Requirement, Standard};
