//! RFCs that a check leans on.

use super::{Requirement, Standard};

const fn section(number: &'static str, title: &'static str, url: &'static str) -> Requirement {
    Requirement { standard: Standard::Rfc, number, title, level: "", url }
}

/// RFC 6797: HTTP Strict Transport Security.
pub const HSTS: Requirement = section(
    "6797",
    "HTTP Strict Transport Security",
    "https://www.rfc-editor.org/rfc/rfc6797#section-6.1",
);
/// RFC 6750, section 5.3: recommendations for bearer tokens.
pub const BEARER_NOT_IN_URL: Requirement = section(
    "6750, 5.3",
    "Bearer tokens stand in no page address",
    "https://www.rfc-editor.org/rfc/rfc6750#section-5.3",
);
/// RFC 7519, section 4.1.4: the expiration time of a token.
pub const TOKEN_EXPIRATION: Requirement = section(
    "7519, 4.1.4",
    "Expiration time of a token",
    "https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4",
);
/// RFC 7519, section 12: privacy considerations.
pub const TOKEN_PRIVACY: Requirement =
    section("7519, 12", "Privacy of tokens", "https://www.rfc-editor.org/rfc/rfc7519#section-12");
/// RFC 8827, section 6.5: communications security of WebRTC.
pub const WEBRTC_SECURITY: Requirement = section(
    "8827, 6.5",
    "WebRTC communications security",
    "https://www.rfc-editor.org/rfc/rfc8827#section-6.5",
);
/// RFC 9111, section 3: storing responses in caches.
pub const CACHE_STORING: Requirement = section(
    "9111, 3",
    "Storing responses in caches",
    "https://www.rfc-editor.org/rfc/rfc9111#section-3",
);
/// RFC 9111, section 3.5: storing responses to authenticated requests.
pub const CACHE_STORING_AUTHENTICATED: Requirement = section(
    "9111, 3.5",
    "Storing responses to authenticated requests",
    "https://www.rfc-editor.org/rfc/rfc9111#section-3.5",
);
/// RFC 9111, section 6: relationship to history lists and other caches.
pub const CACHE_HISTORY: Requirement =
    section("9111, 6", "History lists", "https://www.rfc-editor.org/rfc/rfc9111#section-6");
/// RFC 6265bis, section 4.1: `Set-Cookie`.
pub const SET_COOKIE: Requirement = section(
    "6265bis, 4.1",
    "Set-Cookie",
    "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1",
);
/// RFC 9213: targeted HTTP cache control.
pub const TARGETED_CACHE_CONTROL: Requirement =
    section("9213", "Targeted cache control", "https://www.rfc-editor.org/rfc/rfc9213#section-2.2");
/// RFC 6265bis, section 4.1.3: prefixes of cookie names.
pub const COOKIE_NAME_PREFIXES: Requirement = section(
    "6265bis, 4.1.3",
    "Cookie name prefixes",
    "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.3",
);
/// RFC 8996: deprecating TLS 1.0 and TLS 1.1.
pub const TLS_DEPRECATED: Requirement =
    section("8996", "Deprecating TLS 1.0 and 1.1", "https://www.rfc-editor.org/rfc/rfc8996");
/// RFC 9325, section 4.2: cipher suites for TLS 1.2.
pub const TLS_RECOMMENDATIONS: Requirement = section(
    "9325, 4.2",
    "Recommendations for cipher suites",
    "https://www.rfc-editor.org/rfc/rfc9325#section-4.2",
);
/// RFC 9525: the identity of a service in TLS.
pub const SERVICE_IDENTITY: Requirement =
    section("9525", "Service identity in TLS", "https://www.rfc-editor.org/rfc/rfc9525");
