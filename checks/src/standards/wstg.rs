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
/// WSTG-ATHN-11: a second factor.
pub const MULTI_FACTOR: Requirement = test(
    "WSTG-ATHN-11",
    "Testing Multi-Factor Authentication",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/04-Authentication_Testing/11-Testing_Multi-Factor_Authentication",
);
/// WSTG-ATHZ-02: what is answered without the right to ask.
pub const AUTHORIZATION_BYPASS: Requirement = test(
    "WSTG-ATHZ-02",
    "Testing for Bypassing Authorization Schema",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/05-Authorization_Testing/02-Testing_for_Bypassing_Authorization_Schema",
);
/// WSTG-ATHZ-04: addresses that name somebody's record.
pub const DIRECT_REFERENCES: Requirement = test(
    "WSTG-ATHZ-04",
    "Testing for Insecure Direct Object References",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/05-Authorization_Testing/04-Testing_for_Insecure_Direct_Object_References",
);
/// WSTG-CLNT-07: what other origins may read.
pub const CROSS_ORIGIN_SHARING: Requirement = test(
    "WSTG-CLNT-07",
    "Testing Cross Origin Resource Sharing",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/11-Client-side_Testing/07-Testing_Cross_Origin_Resource_Sharing",
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
/// WSTG-CONF-11: files in a cloud store.
pub const CLOUD_STORAGE: Requirement = test(
    "WSTG-CONF-11",
    "Test Cloud Storage",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/02-Configuration_and_Deployment_Management_Testing/11-Test_Cloud_Storage",
);
/// WSTG-CONF-12: Content Security Policy.
pub const CONTENT_SECURITY_POLICY: Requirement = test(
    "WSTG-CONF-12",
    "Test for Content Security Policy",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/02-Configuration_and_Deployment_Management_Testing/12-Test_for_Content_Security_Policy",
);
/// WSTG-CONF-13: addresses that a cache and a server read differently.
pub const PATH_CONFUSION: Requirement = test(
    "WSTG-CONF-13",
    "Test for Path Confusion",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/02-Configuration_and_Deployment_Management_Testing/13-Test_for_Path_Confusion",
);
/// WSTG-CONF-14: other header fields that defend a page.
pub const HEADER_FIELDS: Requirement = test(
    "WSTG-CONF-14",
    "Test Other HTTP Security Header Misconfigurations",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/02-Configuration_and_Deployment_Management_Testing/14-Test_Other_HTTP_Security_Header_Misconfigurations",
);
/// WSTG-CRYP-01: TLS as the server speaks it.
pub const WEAK_TLS: Requirement = test(
    "WSTG-CRYP-01",
    "Testing for Weak Transport Layer Security",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/09-Testing_for_Weak_Cryptography/01-Testing_for_Weak_Transport_Layer_Security",
);
/// WSTG-CRYP-03: what is sent in the clear.
pub const SENT_IN_THE_CLEAR: Requirement = test(
    "WSTG-CRYP-03",
    "Testing for Sensitive Information Sent via Unencrypted Channels",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/09-Testing_for_Weak_Cryptography/03-Testing_for_Sensitive_Information_Sent_via_Unencrypted_Channels",
);
/// WSTG-ERRH-01: what errors tell.
pub const ERROR_HANDLING: Requirement = test(
    "WSTG-ERRH-01",
    "Testing for Improper Error Handling",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/08-Testing_for_Error_Handling/01-Testing_For_Improper_Error_Handling",
);
/// WSTG-IDNT-03: accounts that come and go.
pub const PROVISIONING: Requirement = test(
    "WSTG-IDNT-03",
    "Test Account Provisioning Process",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/03-Identity_Management_Testing/03-Test_Account_Provisioning_Process",
);
/// WSTG-IDNT-04: who has an account.
pub const ACCOUNT_ENUMERATION: Requirement = test(
    "WSTG-IDNT-04",
    "Testing for Account Enumeration and Guessable User Account",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/03-Identity_Management_Testing/04-Testing_for_Account_Enumeration_and_Guessable_User_Account",
);
/// WSTG-INFO-05: what the content of pages gives away.
pub const PAGE_CONTENT: Requirement = test(
    "WSTG-INFO-05",
    "Review Web Page Content for Information Leakage",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/01-Information_Gathering/05-Review_Web_Page_Content_for_Information_Leakage",
);
/// WSTG-SESS-01: what session identifiers are made of.
pub const SESSION_SCHEMA: Requirement = test(
    "WSTG-SESS-01",
    "Testing for Session Management Schema",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/01-Testing_for_Session_Management_Schema",
);
/// WSTG-SESS-02: attributes of cookies.
pub const COOKIE_ATTRIBUTES: Requirement = test(
    "WSTG-SESS-02",
    "Testing for Cookies Attributes",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/02-Testing_for_Cookies_Attributes",
);
/// WSTG-SESS-03: identifiers from before a session.
pub const SESSION_FIXATION: Requirement = test(
    "WSTG-SESS-03",
    "Testing for Session Fixation",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/03-Testing_for_Session_Fixation",
);
/// WSTG-SESS-04: session values where others see them.
pub const EXPOSED_SESSION: Requirement = test(
    "WSTG-SESS-04",
    "Testing for Exposed Session Variables",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/04-Testing_for_Exposed_Session_Variables",
);
/// WSTG-SESS-05: requests that another site makes.
pub const CROSS_SITE_REQUESTS: Requirement = test(
    "WSTG-SESS-05",
    "Testing for Cross Site Request Forgery",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/05-Testing_for_Cross_Site_Request_Forgery",
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
/// WSTG-SESS-11: sessions side by side.
pub const CONCURRENT_SESSIONS: Requirement = test(
    "WSTG-SESS-11",
    "Testing for Concurrent Sessions",
    "https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/11-Testing_for_Concurrent_Sessions",
);
