//! The OWASP Web Security Testing Guide: how testers look for what a check judges.

use super::{Requirement, Standard};

const fn test(number: &'static str, title: &'static str, url: &'static str) -> Requirement {
    Requirement { standard: Standard::Wstg, number, title, level: "", url }
}

/// WSTG-ATHN-05: what a browser or a site remembers of a sign-in.
pub const REMEMBERED_SIGN_IN: Requirement = test(
    "WSTG-ATHN-05",
    "Testing for Vulnerable Remember Password",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/04-Authentication_Testing/05-Testing_for_Vulnerable_Remember_Password",
);
/// WSTG-ATHN-06: the browser's cache, its history, and its back button.
pub const BROWSER_CACHE: Requirement = test(
    "WSTG-ATHN-06",
    "Testing for Browser Cache Weaknesses",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/04-Authentication_Testing/06-Testing_for_Browser_Cache_Weaknesses",
);
/// WSTG-ATHZ-02: what is answered without the right to ask.
pub const AUTHORIZATION_BYPASS: Requirement = test(
    "WSTG-ATHZ-02",
    "Testing for Bypassing Authorization Schema",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/05-Authorization_Testing/02-Testing_for_Bypassing_Authorization_Schema",
);
/// WSTG-CLNT-09: framing by other sites.
pub const CLICKJACKING: Requirement = test(
    "WSTG-CLNT-09",
    "Testing for Clickjacking",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/11-Client-side_Testing/09-Testing_for_Clickjacking",
);
/// WSTG-CLNT-10: sockets that stay open.
pub const WEBSOCKETS: Requirement = test(
    "WSTG-CLNT-10",
    "Testing WebSockets",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/11-Client-side_Testing/10-Testing_WebSockets",
);
/// WSTG-CLNT-12: what scripts keep in the browser.
pub const BROWSER_STORAGE: Requirement = test(
    "WSTG-CLNT-12",
    "Testing Browser Storage",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/11-Client-side_Testing/12-Testing_Browser_Storage",
);
/// WSTG-CONF-07: HTTP Strict Transport Security.
pub const STRICT_TRANSPORT_SECURITY: Requirement = test(
    "WSTG-CONF-07",
    "Test HTTP Strict Transport Security",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/02-Configuration_and_Deployment_Management_Testing/07-Test_HTTP_Strict_Transport_Security",
);
/// WSTG-CONF-12: Content Security Policy.
pub const CONTENT_SECURITY_POLICY: Requirement = test(
    "WSTG-CONF-12",
    "Test for Content Security Policy",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/02-Configuration_and_Deployment_Management_Testing/12-Test_for_Content_Security_Policy",
);
/// WSTG-CONF-14: other header fields that defend a page.
pub const HEADER_FIELDS: Requirement = test(
    "WSTG-CONF-14",
    "Test Other HTTP Security Header Misconfigurations",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/02-Configuration_and_Deployment_Management_Testing/14-Test_Other_HTTP_Security_Header_Misconfigurations",
);
/// WSTG-CRYP-03: what is sent in the clear.
pub const SENT_IN_THE_CLEAR: Requirement = test(
    "WSTG-CRYP-03",
    "Testing for Sensitive Information Sent via Unencrypted Channels",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/09-Testing_for_Weak_Cryptography/03-Testing_for_Sensitive_Information_Sent_via_Unencrypted_Channels",
);
/// WSTG-INFO-05: what the content of pages gives away.
pub const PAGE_CONTENT: Requirement = test(
    "WSTG-INFO-05",
    "Review Web Page Content for Information Leakage",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/01-Information_Gathering/05-Review_Web_Page_Content_for_Information_Leakage",
);
/// WSTG-SESS-02: attributes of cookies.
pub const COOKIE_ATTRIBUTES: Requirement = test(
    "WSTG-SESS-02",
    "Testing for Cookies Attributes",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/02-Testing_for_Cookies_Attributes",
);
/// WSTG-SESS-04: session values where others see them.
pub const EXPOSED_SESSION: Requirement = test(
    "WSTG-SESS-04",
    "Testing for Exposed Session Variables",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/04-Testing_for_Exposed_Session_Variables",
);
/// WSTG-SESS-06: signing out.
pub const LOGOUT: Requirement = test(
    "WSTG-SESS-06",
    "Testing for Logout Functionality",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/06-Testing_for_Logout_Functionality",
);
/// WSTG-SESS-07: the end of a session that is not used.
pub const SESSION_TIMEOUT: Requirement = test(
    "WSTG-SESS-07",
    "Testing Session Timeout",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/07-Testing_Session_Timeout",
);
/// WSTG-SESS-10: JSON Web Tokens.
pub const JSON_WEB_TOKENS: Requirement = test(
    "WSTG-SESS-10",
    "Testing JSON Web Tokens",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/10-Testing_JSON_Web_Tokens",
);
