//! Faults of session safety: what outlives a session, leaves it, or lets others in.

use super::fault::faults;

faults! {
    CACHE_NONE: "cache-none", ["cache-storable-phi"], "records", "open-history",
        "The medical history is sent without Cache-Control.";
    CACHE_NO_CACHE: "cache-no-cache", ["cache-storable-phi"], "records", "open-lipid-panel",
        "A result is sent with no-cache, must-revalidate: browsers ask again before they show it, and store it all the same.";
    CACHE_JSON: "cache-json", ["cache-storable-phi"], "records", "open-results",
        "The interface that feeds the chart answers without Cache-Control.";
    CACHE_PDF: "cache-pdf", ["cache-storable-phi"], "records", "save-letter",
        "The discharge letter is sent without Cache-Control.";
    URL_MRN: "url-mrn", ["phi-in-url"], "records", "open-results",
        "The link to the test results carries the medical record number.";
    URL_SESSION_ID: "url-session-id", ["session-id-in-url"], "records", "open-letters",
        "The link from the medical history to the letters carries the value of the session cookie.";
    REFERRER_UNSAFE: "referrer-unsafe", ["phi-in-referrer"], "records", "open-x-ray",
        "The page of the X-ray takes a picture from another site and lets it know the page's whole address.";
    TITLE_DIAGNOSIS: "title-diagnosis", ["phi-in-title"], "records", "open-history",
        "The title of the medical history is the diagnosis.";
    LOCAL_STORAGE_PHI: "local-storage-phi", ["phi-web-storage"], "records", "open-results",
        "The results page keeps a summary with the medical record number in localStorage, until sign-out.";
    SESSION_STORAGE_PHI: "session-storage-phi", ["phi-web-storage"], "records", "open-results",
        "The results page keeps a summary with the medical record number in sessionStorage, until sign-out.";
    TOKEN_STORED: "token-stored", ["token-in-web-storage"], "records", "open-results",
        "The results page keeps the value of the session cookie in localStorage, until sign-out.";
    TOKEN_PHI: "token-phi", ["phi-in-token"], "records", "open-results",
        "The results page asks for its values with a JSON Web Token that holds the medical record number.";
    TOKEN_MONTH: "token-month", ["jwt-lifetime"], "records", "open-results",
        "The results page asks for its values with a JSON Web Token that is good for 30 days.";
    COOKIE_PHI: "cookie-phi", ["phi-in-cookie"], "records", "open-records",
        "The records overview keeps the medical record number in a cookie, until sign-out.";
    CONSOLE_PHI: "console-phi", ["phi-in-console"], "records", "confirm-history",
        "Confirming the medical history writes the medical record number to the browser's console.";
    PIXEL: "pixel", ["egress-phi-third-party"], "records", "open-lipid-panel",
        "A counting pixel takes the SHA-256 of the e-mail address to another site.";
    BEACON: "beacon", ["egress-phi-third-party"], "records", "open-x-ray",
        "A beacon takes the medical record number to another site.";
    PICTURE_ELSEWHERE: "picture-elsewhere", ["egress-third-party-asset"], "records", "write-message",
        "The page for writing a message takes a picture from another site, which learns the portal's name.";
    TRACKER: "tracker", ["egress-tracker-auth-page"], "records", "open-records",
        "The records overview has the counting pixel of an advertising network, in the network's own form.";
    SESSION_REPLAY: "session-replay", ["egress-session-replay"], "records", "open-messages",
        "A script sends the tree of the page of messages to another site, as session recorders do; texts are masked.";
    SIGN_OUT_MISSING: "sign-out-missing", ["logout-control"], "records", "open-history",
        "The medical history has no button to sign out; every other page has.";
    MESSAGE_REMEMBERED: "message-remembered", ["autocomplete-sensitive"], "records", "send-message",
        "The browser may keep the text of a message to the care team.";
    LETTER_PUBLIC: "letter-public", ["unauth-replay-phi"], "records", "sign-out",
        "The discharge letter is served to anybody who knows its address.";
    MIXED_IMAGE: "mixed-image", ["mixed-content"], "records", "open-letters",
        "The page of letters takes an image over plain HTTP.";
    FRAMING_ALLOWED: "framing-allowed", ["clickjacking"], "records", "open-history",
        "The medical history can be put into a frame by any site.";
    HSTS_MISSING: "hsts-missing", ["hsts"], "sign-out", "sign-in",
        "No response tells the browser to stay with HTTPS.";
    COOKIE_NOT_SECURE: "cookie-not-secure", ["cookie-attributes"], "sign-out", "second-factor",
        "The session cookie is not Secure; without it the prefix __Host- would be refused, so the cookie is called session.";
    COOKIE_SCRIPT_READABLE: "cookie-script-readable", ["cookie-attributes"], "sign-out", "second-factor",
        "The session cookie is not HttpOnly.";
    COOKIE_SAME_SITE_NONE: "cookie-same-site-none", ["cookie-attributes"], "sign-out", "second-factor",
        "The session cookie goes along on requests from other sites.";
    IDLE_NONE: "idle-none", ["idle-timeout-server"], "sign-out", "look-at-home",
        "The server never ends an idle session; the page still warns and leaves after 10 minutes.";
    IDLE_TWENTY: "idle-twenty", ["idle-timeout-server"], "sign-out", "look-at-home",
        "The server ends an idle session after 20 minutes; the page still warns and leaves after 10.";
    LOGOUT_COOKIE_ONLY: "logout-cookie-only", ["logout-invalidates-session"], "sign-out", "sign-out",
        "Signing out deletes the cookie only; the session lives on at the server.";
    LOGOUT_KEEPS_STORAGE: "logout-keeps-storage", ["logout-clears-client", "phi-web-storage"], "sign-out", "sign-out",
        "Signing out writes the medical record number to localStorage, where it stays. Two checks see it: health data is in web storage at all, and it is still there after sign-out.";
    BACK_FORWARD_CACHE: "back-forward-cache", ["back-bfcache"], "sign-out", "sign-out",
        "Signing out ends the session at the server only; no cookie changes and the page asks nothing when it is shown again, so that Back restores it although it was sent with no-store.";
    BACK_HTTP_CACHE: "back-http-cache", ["back-http-cache", "cache-storable-phi"], "sign-out", "sign-out",
        "The home page may be reused from the cache for ten minutes and has an unload handler that keeps it out of the back/forward cache. Two checks see it: Back shows the page, and the header that lets it was there from step second-factor on.";
}
