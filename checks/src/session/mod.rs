//! Session safety: what a shared computer, a cache or a tracker can learn. One file a check.

mod cache_storable_phi;
mod egress_phi_third_party;
mod phi_in_console;
mod phi_in_cookie;
mod phi_in_title;
mod phi_in_url;
mod phi_web_storage;

pub use cache_storable_phi::CacheStorablePhi;
pub use egress_phi_third_party::EgressPhiThirdParty;
pub use phi_in_console::PhiInConsole;
pub use phi_in_cookie::PhiInCookie;
pub use phi_in_title::PhiInTitle;
pub use phi_in_url::PhiInUrl;
pub use phi_web_storage::PhiWebStorage;
