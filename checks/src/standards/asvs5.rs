//! OWASP ASVS 5.0, the requirements that can be seen from a browser.

use super::{Requirement, Standard};

const fn requirement(
    number: &'static str,
    title: &'static str,
    level: &'static str,
    chapter: &'static str,
) -> Requirement {
    Requirement { standard: Standard::Asvs5, number, title, level, url: chapter }
}

const FRONTEND: &str =
    "https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x12-V3-Web-Frontend-Security.md";
const API: &str =
    "https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x13-V4-API-and-Web-Service.md";
const SESSION: &str =
    "https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x16-V7-Session-Management.md";
const AUTHENTICATION: &str =
    "https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x15-V6-Authentication.md";
const AUTHORIZATION: &str =
    "https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x17-V8-Authorization.md";
const TOKENS: &str =
    "https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x18-V9-Self-contained-Tokens.md";
const OAUTH: &str =
    "https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x19-V10-OAuth-and-OIDC.md";
const COMMUNICATION: &str =
    "https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x21-V12-Secure-Communication.md";
const CONFIGURATION: &str =
    "https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x22-V13-Configuration.md";
const DATA: &str =
    "https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md";
const LOGGING: &str = "https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x25-V16-Security-Logging-and-Error-Handling.md";
const WEBRTC: &str = "https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x26-V17-WebRTC.md";

/// 3.3.1 cookies have the `Secure` attribute and a prefix that enforces it.
pub const COOKIE_SECURE: Requirement = requirement("3.3.1", "Cookies are Secure", "L1", FRONTEND);
/// 3.3.2 cookies have a `SameSite` attribute that fits their purpose.
pub const COOKIE_SAME_SITE: Requirement =
    requirement("3.3.2", "Cookies have a fitting SameSite", "L2", FRONTEND);
/// 3.3.3 cookies have the prefix `__Host-` unless other hosts need them.
pub const COOKIE_HOST_PREFIX: Requirement =
    requirement("3.3.3", "Cookies have the prefix __Host-", "L2", FRONTEND);
/// 3.3.4 session cookies are `HttpOnly`.
pub const COOKIE_HTTP_ONLY: Requirement =
    requirement("3.3.4", "Session cookies are HttpOnly", "L2", FRONTEND);
/// 3.4.1 HTTP Strict Transport Security on every response.
pub const STRICT_TRANSPORT_SECURITY: Requirement =
    requirement("3.4.1", "Strict-Transport-Security on every response", "L1", FRONTEND);
/// 3.4.2 origins that may read an answer are a fixed list.
pub const CROSS_ORIGIN_SHARING: Requirement =
    requirement("3.4.2", "Foreign origins that may read are an allowlist", "L1", FRONTEND);
/// 3.4.3 Content Security Policy.
pub const CONTENT_SECURITY_POLICY: Requirement =
    requirement("3.4.3", "Content Security Policy", "L2", FRONTEND);
/// 3.4.4 `X-Content-Type-Options: nosniff` on every response.
pub const NO_SNIFFING: Requirement =
    requirement("3.4.4", "nosniff on every response", "L2", FRONTEND);
/// 3.4.5 a referrer policy that keeps addresses from others.
pub const REFERRER_POLICY: Requirement = requirement("3.4.5", "Referrer-Policy", "L2", FRONTEND);
/// 3.4.6 `frame-ancestors` on every response.
pub const FRAME_ANCESTORS: Requirement =
    requirement("3.4.6", "frame-ancestors forbids embedding", "L2", FRONTEND);
/// 3.4.8 Cross-Origin-Opener-Policy on every document.
pub const OPENER_POLICY: Requirement =
    requirement("3.4.8", "Cross-Origin-Opener-Policy on every document", "L3", FRONTEND);
/// 3.5.8 authenticated resources embedded only where that is intended.
pub const RESOURCE_POLICY: Requirement =
    requirement("3.5.8", "Resources are embedded only where intended", "L3", FRONTEND);
/// 3.5.1 requests that change something are known to come from the application itself.
pub const ANTI_FORGERY: Requirement =
    requirement("3.5.1", "Forged requests are told from one's own", "L1", FRONTEND);
/// 3.6.1 assets hosted elsewhere only if their integrity is checked.
pub const ASSETS_HOSTED: Requirement =
    requirement("3.6.1", "Assets from other hosts are static and checked", "L3", FRONTEND);
/// 4.4.1 WebSocket over TLS.
pub const WEBSOCKET_TLS: Requirement = requirement("4.4.1", "WebSocket over TLS", "L1", API);
/// 6.3.3 more than one factor of authentication.
pub const MULTI_FACTOR: Requirement =
    requirement("6.3.3", "Multi-factor authentication", "L2", AUTHENTICATION);
/// 6.3.8 nobody learns who has an account.
pub const NO_ENUMERATION: Requirement =
    requirement("6.3.8", "Who has an account cannot be found out", "L3", AUTHENTICATION);
/// 7.1.2 how many sessions an account may have at once is decided and written down.
pub const CONCURRENT_SESSIONS: Requirement =
    requirement("7.1.2", "Sessions of one account side by side are decided on", "L2", SESSION);
/// 7.2.3 session tokens have at least 128 bits of entropy.
pub const TOKEN_ENTROPY: Requirement =
    requirement("7.2.3", "Session tokens have 128 bits of entropy", "L1", SESSION);
/// 7.2.4 a new session token at each authentication.
pub const NEW_TOKEN: Requirement =
    requirement("7.2.4", "A new session token at authentication", "L1", SESSION);
/// 7.3.1 inactivity timeout.
pub const INACTIVITY_TIMEOUT: Requirement =
    requirement("7.3.1", "Inactivity timeout", "L2", SESSION);
/// 7.3.2 absolute maximum session lifetime.
pub const ABSOLUTE_TIMEOUT: Requirement =
    requirement("7.3.2", "Absolute session lifetime", "L2", SESSION);
/// 7.4.1 no further use of a session after it was ended.
pub const SESSION_TERMINATION: Requirement =
    requirement("7.4.1", "A session that ended cannot be used", "L1", SESSION);
/// 7.4.2 the sessions of a disabled account are ended.
pub const DISABLED_ACCOUNT: Requirement =
    requirement("7.4.2", "A disabled account has no sessions", "L1", SESSION);
/// 7.4.4 pages that require authentication show how to log out.
pub const LOGOUT_VISIBLE: Requirement =
    requirement("7.4.4", "Signed-in pages show how to sign out", "L2", SESSION);
/// 8.2.1 function-level access for those with the permission only.
pub const FUNCTION_ACCESS: Requirement =
    requirement("8.2.1", "Functions open to those with permission", "L1", AUTHORIZATION);
/// 8.2.2 access to data only for those with a right to it.
pub const DATA_ACCESS: Requirement =
    requirement("8.2.2", "Data only for those with a right to it", "L1", AUTHORIZATION);
/// 8.3.1 authorization enforced at a trusted service layer.
pub const TRUSTED_AUTHORIZATION: Requirement =
    requirement("8.3.1", "Authorization is enforced by the server", "L1", AUTHORIZATION);
/// 9.2.1 a token is accepted within its validity only.
pub const TOKEN_VALIDITY: Requirement =
    requirement("9.2.1", "Tokens hold for their time only", "L1", TOKENS);
/// 10.1.1 tokens go to components that need them and to no other.
pub const TOKENS_WHERE_NEEDED: Requirement =
    requirement("10.1.1", "Tokens go only where they are needed", "L2", OAUTH);
/// 10.4.9 tokens can be revoked.
pub const TOKENS_REVOCABLE: Requirement =
    requirement("10.4.9", "Tokens can be revoked", "L2", OAUTH);
/// 12.1.1 only recommended versions of TLS.
pub const TLS_VERSIONS: Requirement =
    requirement("12.1.1", "Recommended versions of TLS only", "L1", COMMUNICATION);
/// 12.1.2 only recommended cipher suites.
pub const TLS_SUITES: Requirement =
    requirement("12.1.2", "Recommended cipher suites only", "L2", COMMUNICATION);
/// 12.2.1 TLS for every connection between client and service.
pub const TLS_EVERYWHERE: Requirement =
    requirement("12.2.1", "TLS for every connection", "L1", COMMUNICATION);
/// 12.2.2 publicly trusted certificates for what is open to the outside.
pub const TLS_CERTIFICATES: Requirement =
    requirement("12.2.2", "Publicly trusted certificates", "L1", COMMUNICATION);
/// 13.3.1 secrets are managed, and stand in no source and no build artifact.
pub const SECRETS_MANAGED: Requirement =
    requirement("13.3.1", "Secrets stand in no source and no build", "L2", CONFIGURATION);
/// 14.2.1 sensitive data only in bodies and header fields, never in a URL.
pub const NOT_IN_URL: Requirement = requirement("14.2.1", "No sensitive data in URLs", "L1", DATA);
/// 14.2.2 sensitive data not cached in server components.
pub const NOT_IN_SERVER_CACHES: Requirement =
    requirement("14.2.2", "No sensitive data in caches of servers", "L2", DATA);
/// 14.2.3 sensitive data not sent to untrusted parties.
pub const NOT_TO_TRACKERS: Requirement =
    requirement("14.2.3", "No sensitive data to third parties", "L2", DATA);
/// 14.2.5 caches keep only what they are meant to, whatever an address looks like.
pub const CACHES_KNOW_CONTENT: Requirement =
    requirement("14.2.5", "Caches keep expected content only", "L3", DATA);
/// 14.3.1 authenticated data cleared from the client when the session ends.
pub const CLEARED_AFTER_SESSION: Requirement =
    requirement("14.3.1", "Client storage is cleared when the session ends", "L1", DATA);
/// 14.3.2 anti-caching response fields.
pub const ANTI_CACHING_FIELDS: Requirement =
    requirement("14.3.2", "Anti-caching response fields", "L2", DATA);
/// 14.3.3 no sensitive data in browser storage.
pub const NOT_IN_BROWSER_STORAGE: Requirement =
    requirement("14.3.3", "No sensitive data in browser storage", "L2", DATA);
/// 16.2.5 sensitive data logged by its protection level only.
pub const LOGGED_BY_PROTECTION_LEVEL: Requirement =
    requirement("16.2.5", "Sensitive data is logged by its protection level", "L2", LOGGING);
/// 16.5.1 a generic message when something unexpected happens.
pub const GENERIC_ERRORS: Requirement =
    requirement("16.5.1", "Errors show a generic message", "L2", LOGGING);
/// 17.2.2 DTLS cipher suites and SRTP profile.
pub const DTLS_SUITES: Requirement =
    requirement("17.2.2", "DTLS suites and SRTP protection profile", "L1", WEBRTC);
