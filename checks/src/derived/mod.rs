//! What follows from the evidence, worked out once and shared by checks.

mod address;
mod cache_control;
mod canaries;
mod csp;
mod element;
mod facts;
mod hsts;
mod http_date;
mod idle_boundary;
mod kept;
mod name;
mod page;
mod role;
mod session_cookie;
mod set_cookie;
mod traffic;
mod visibility;
mod words;

pub use address::Address;
pub use cache_control::{CacheControl, Keeping};
pub use canaries::{Amount, Canaries};
pub use csp::Framing;
pub use element::{Element, TextNode};
pub use facts::Facts;
pub use hsts::Hsts;
pub use http_date::http_date;
pub use idle_boundary::IdleBoundary;
pub use name::{Name, Part, Source};
pub use page::Page;
pub use role::Role;
pub use session_cookie::SessionCookie;
pub use set_cookie::{Lifetime, SetCookie};
pub use traffic::exchanges;
pub use words::{canaries, list, span};
