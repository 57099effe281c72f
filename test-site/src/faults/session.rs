//! Faults of session safety: what outlives a session, leaves it, or lets others in.

use super::fault::faults;

faults! {
    CACHE_CDN: "cache-cdn", ["cache-shared-phi"], "records", "open-results",
        "The interface that feeds the chart tells content delivery networks to keep its answers for five minutes, and everybody else to keep none.";
    CACHE_NONE: "cache-none", ["cache-storable-phi", "cache-shared-phi"], "records", "open-history",
        "The medical history is sent without Cache-Control. Two checks see it: the browser may store it, and so may a proxy.";
    CACHE_NO_CACHE: "cache-no-cache", ["cache-storable-phi", "residue-http-cache"], "records", "open-lipid-panel",
        "A result is sent with private, no-cache, must-revalidate: browsers ask again before they show it, and store it all the same.";
    CACHE_JSON: "cache-json", ["cache-storable-phi", "residue-http-cache"], "records", "open-results",
        "The interface that feeds the chart answers with private alone, which forbids proxies to store it and not the browser.";
    CACHE_PDF: "cache-pdf", ["cache-storable-phi", "residue-http-cache"], "records", "save-letter",
        "The discharge letter is sent with private, max-age=0: browsers ask again before they show it, and store it all the same.";
    URL_MRN: "url-mrn", ["phi-in-url", "residue-history"], "records", "open-results",
        "The link to the test results carries the medical record number.";
    URL_SESSION_ID: "url-session-id", ["session-id-in-url"], "records", "open-letters",
        "The link from the medical history to the letters carries the value of the session cookie.";
    TITLE_DIAGNOSIS: "title-diagnosis", ["phi-in-title", "residue-history"], "records", "open-history",
        "The title of the medical history is the diagnosis.";
    LOCAL_STORAGE_PHI: "local-storage-phi", ["phi-web-storage", "residue-client-storage"], "records", "open-results",
        "The results page keeps a summary with the medical record number in localStorage, until sign-out. Two checks see it: it is there, and after its deletion the bytes still are on disk.";
    SESSION_STORAGE_PHI: "session-storage-phi", ["phi-web-storage", "residue-client-storage"], "records", "open-results",
        "The results page keeps a summary with the medical record number in sessionStorage, until sign-out. Two checks see it: it is there, and after its deletion the bytes still are on disk.";
    INDEXEDDB_PHI: "indexeddb-phi", ["phi-indexeddb"], "records", "open-messages",
        "The page of messages keeps the medical record number in a database of the browser, until sign-out.";
    PUT_DELETE: "put-delete", ["phi-indexeddb", "residue-client-storage"], "records", "write-message",
        "The page on which a message is written puts the medical record number into a database of the browser, and deletes it at once. Two checks see it: it was written, and the bytes are still on disk.";
    CACHE_API_PHI: "cache-api-phi", ["phi-cache-api"], "records", "open-records",
        "The records overview puts a copy of itself into a cache of its own, until sign-out.";
    DOWNLOAD_SILENT: "download-silent", ["residue-download"], "records", "save-letter",
        "Nothing on the page of letters says that the letter is saved on the device.";
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
    WS_EGRESS: "ws-egress", ["egress-phi-third-party"], "records", "open-messages",
        "The page of messages takes the medical record number to another site over a socket.";
    PICTURE_ELSEWHERE: "picture-elsewhere", ["egress-third-party-asset"], "records", "write-message",
        "The page for writing a message takes a picture from another site, which learns the portal's name.";
    TRACKER: "tracker", ["egress-tracker-auth-page"], "records", "open-records",
        "The records overview has the counting pixel of an advertising network, in the network's own form.";
    SESSION_REPLAY: "session-replay", ["egress-session-replay"], "records", "open-messages",
        "A script sends the tree of the page of messages to another site, as session recorders do; texts are masked.";
    SIGN_OUT_MISSING: "sign-out-missing", ["logout-control"], "records", "open-history",
        "The medical history has no button to sign out; every other page has.";
    MESSAGE_REMEMBERED: "message-remembered", ["autocomplete-sensitive", "residue-form-data"], "records", "write-message",
        "The browser may keep what is typed into the field for a message. Two checks see it: the field allows it, and the text is found on disk.";
    SECRET_JS: "secret-js", ["secrets-in-js"], "records", "open-letters",
        "The script of the page of letters holds an access key of a cloud and its secret.";
    ERROR_STACK: "error-stack", ["verbose-errors"], "appointment", "sign-out",
        "The page that says that there is no such page shows the program's calls.";
    ERROR_PHI: "error-phi", ["verbose-errors"], "records", "sign-out",
        "Asked for a result that does not exist, the portal answers with status 500 and the medical record number.";
    SIGNED_WEEK: "signed-week", ["object-store-public"], "records", "open-x-ray",
        "The signed address of the X-ray opens it for a week.";
    BLOB_PUBLIC: "blob-public", ["object-store-public"], "records", "open-x-ray",
        "The store of the X-ray opens it to anybody who leaves the signature out.";
    LETTER_PUBLIC: "letter-public", ["unauth-replay-phi"], "records", "sign-out",
        "The discharge letter is served to anybody who knows its address.";
    CORS_REFLECTED: "cors-reflected", ["cors-phi"], "records", "sign-out",
        "The interface that feeds the chart lets the script of every site read its answer with the patient's session.";
    TOKEN_KEPT: "token-kept", ["logout-revokes-token"], "records", "sign-out",
        "The interface that feeds the chart answers to a token alone, and signing out does not revoke it.";
    CACHE_DECEPTION: "cache-deception", ["cache-deception"], "sign-out", "sign-out",
        "The home page answers below its own path too, at /home/x.css, and caches may keep it for a minute.";
    MIXED_IMAGE: "mixed-image", ["mixed-content"], "records", "open-letters",
        "The page of letters takes an image over plain HTTP.";
    FRAMING_ALLOWED: "framing-allowed", ["clickjacking"], "records", "open-history",
        "The medical history can be put into a frame by any site.";
    FRAMED_UNGUARDED: "framed-unguarded", ["clickjacking"], "sign-out", "second-factor",
        "The home page says who may frame it only when it is opened by itself, and nothing when a frame asks for it.";
    TLS_ONE_ZERO: "tls-one-zero", ["tls-legacy"], "records", "sign-in",
        "The portal takes TLS 1.0 from whoever offers nothing newer.";
    TLS_CBC: "tls-cbc", ["tls-modern"], "records", "sign-in",
        "The portal takes a suite in CBC mode from whoever offers nothing stronger.";
    CERT_EXPIRING: "cert-expiring", ["tls-certificate"], "records", "sign-in",
        "The certificate ends in 10 days, after 171 behind it.";
    PLAIN_HTTP: "plain-http", ["plaintext-http"], "records", "sign-in",
        "The portal's port answers requests without TLS with a page.";
    HSTS_MISSING: "hsts-missing", ["hsts"], "sign-out", "sign-in",
        "No response tells the browser to stay with HTTPS.";
    NOSNIFF_MISSING: "nosniff-missing", ["nosniff"], "records", "open-letters",
        "The script of the page of letters is sent without nosniff.";
    REFERRER_UNSAFE: "referrer-unsafe", ["referrer-policy"], "records", "open-messages",
        "The page of messages has the referrer policy unsafe-url, which tells every site its address.";
    PICTURE_REFERRER: "picture-referrer", ["phi-in-referrer", "referrer-policy"], "records", "open-x-ray",
        "The page of the X-ray takes a picture from another site and lets it know the page's whole address. Two checks see it: what the page allows, and what was sent.";
    CSP_INLINE: "csp-inline", ["csp-baseline"], "sign-out", "second-factor",
        "The home page's policy lets in scripts that are written into the page.";
    CAMERA_FOR_ANYBODY: "camera-for-anybody", ["permissions-policy-media"], "records", "write-message",
        "The page on which a message is written may hand the camera to any site.";
    OPENER_KEPT: "opener-kept", ["cross-origin-isolation"], "records", "open-x-ray",
        "A site that opens the page of the X-ray keeps a handle to its window.";
    LETTER_EMBEDDABLE: "letter-embeddable", ["cross-origin-isolation"], "records", "save-letter",
        "The discharge letter may be embedded by any site.";
    SOCKET_IN_CLEAR: "socket-in-clear", ["insecure-websocket", "mixed-content"], "telehealth", "join-call",
        "The page of the call opens a socket for the chat in the clear. Two checks see it: sockets go through TLS, and so does all that a page asks for.";
    COOKIE_WITHOUT_PREFIX: "cookie-without-prefix", ["cookie-prefix"], "sign-out", "second-factor",
        "The session cookie is called session, a name that any neighbour below the same domain can set.";
    COOKIE_NOT_SECURE: "cookie-not-secure", ["cookie-attributes", "cookie-prefix"], "sign-out", "second-factor",
        "The session cookie is not Secure; without it the prefix __Host- would be refused, so the cookie is called session, which a second check sees.";
    COOKIE_SCRIPT_READABLE: "cookie-script-readable", ["cookie-attributes"], "sign-out", "second-factor",
        "The session cookie is not HttpOnly.";
    COOKIE_LASTING: "cookie-lasting", ["cookie-persistent"], "sign-out", "second-factor",
        "The session cookie is kept for an hour, whether the browser is closed or not.";
    COOKIE_SAME_SITE_NONE: "cookie-same-site-none", ["cookie-attributes"], "sign-out", "second-factor",
        "The session cookie goes along on requests from other sites.";
    FORGERY_ACCEPTED: "forgery-accepted", ["csrf-defence", "cookie-attributes"], "records", "sign-out",
        "Confirming the medical history asks for no token, and the session cookie goes along on requests from other sites. Two checks see it: what the cookie allows, and what the server accepts.";
    SESSION_KEPT: "session-kept", ["session-fixation"], "sign-out", "second-factor",
        "Signing in gives the session no new id: the visitor's goes on.";
    SESSION_ADOPTED: "session-adopted", ["session-fixation"], "sign-out", "second-factor",
        "A session id that the portal never gave out is taken for one, and kept through sign-in.";
    SESSION_KEPT_AT_CODE: "session-kept-at-code", ["session-rotation-privilege"], "sign-out", "second-factor",
        "The session id from before the code is the session's after it.";
    SESSION_KEPT_AT_STEP_UP: "session-kept-at-step-up", ["session-rotation-step-up"], "sign-out", "confirm-identity",
        "Entering the password once more opens more, and gives the session no new id.";
    SESSION_ID_SHORT: "session-id-short", ["session-id-entropy"], "sign-out", "second-factor",
        "Session ids have 32 bits.";
    SESSION_ID_COUNTER: "session-id-counter", ["session-id-entropy"], "sign-out", "second-factor",
        "Session ids count up.";
    HALF_SESSION_READS: "half-session-reads", ["mfa-at-login"], "sign-out", "second-factor",
        "Who knows the password reads the record; the code is asked for and not enforced.";
    RECORD_BY_NUMBER: "record-by-number", ["cross-patient-replay"], "sign-out", "second-factor",
        "The home page shows the patient whose number is in its address, whoever is signed in.";
    ACCOUNTS_TOLD: "accounts-told", ["login-enumeration"], "sign-out", "second-factor",
        "Sign-in says whether it is the username or the password that is wrong.";
    DISABLED_SIGNS_IN: "disabled-signs-in", ["deprovisioned-login"], "sign-out", "second-factor",
        "An account that was disabled still signs in.";
    SINGLE_SIGN_ON_KEPT: "single-sign-on-kept", ["logout-sso-relogin"], "sign-out", "sign-out",
        "A second cookie, which signing out leaves alone, lets in again whoever clicks on Sign in.";
    IDLE_NONE: "idle-none", ["idle-timeout-server"], "sign-out", "look-at-home",
        "The server never ends an idle session; the page still warns and leaves after 10 minutes.";
    IDLE_TWENTY: "idle-twenty", ["idle-timeout-server"], "sign-out", "look-at-home",
        "The server ends an idle session after 20 minutes; the page still warns and leaves after 10.";
    LOCK_OVERLAY: "lock-overlay", ["dom-after-lock"], "sign-out", "look-at-home",
        "When the session ends, the page puts a panel in its own place that says so, and keeps everything behind it.";
    TIMEOUT_BLIND: "timeout-blind", ["screen-left-after-timeout", "timeout-warning"], "sign-out", "look-at-home",
        "The page takes no notice of the session's end and stays as it was. Two checks see it: the patient's data is still there, and from a page that never ends nobody can tell how long its warning was up.";
    LOGOUT_COOKIE_ONLY: "logout-cookie-only", ["logout-invalidates-session"], "sign-out", "sign-out",
        "Signing out deletes the cookie only; the session lives on at the server.";
    LOGOUT_KEEPS_STORAGE: "logout-keeps-storage", ["logout-clears-client", "phi-web-storage", "residue-client-storage"], "sign-out", "sign-out",
        "Signing out writes the medical record number to localStorage, where it stays. Three checks see it: health data is in web storage at all, it is still there after sign-out, and it lies on disk.";
    LOGOUT_TAB: "logout-tab", ["logout-cross-tab"], "sign-out", "sign-out",
        "A page that is open in another tab takes no notice of the sign-out.";
    LOGOUT_STREAM: "logout-stream", ["logout-closes-channels", "logout-cross-tab"], "sign-out", "sign-out",
        "The home page has a stream of news that goes on after sign-out, in a tab that takes no notice of it. Two checks see it: health data still comes, and the tab still shows some.";
    BACK_FORWARD_CACHE: "back-forward-cache", ["back-bfcache"], "sign-out", "sign-out",
        "Signing out ends the session at the server only; no cookie changes and the page asks nothing when it is shown again, so that Back restores it although it was sent with no-store.";
    BACK_HTTP_CACHE: "back-http-cache", ["back-http-cache", "cache-storable-phi", "residue-http-cache"], "sign-out", "sign-out",
        "The home page may be reused from the cache for ten minutes and has an unload handler that keeps it out of the back/forward cache. Two checks see it: Back shows the page, and the header that lets it was there from step second-factor on.";
    WORKER_KEEPS_PAGES: "worker-keeps-pages", ["sw-serves-phi-logged-out", "phi-cache-api", "logout-clears-client", "residue-client-storage"], "telehealth", "sign-out",
        "The service worker shows the waiting room from a copy of its own, which signing out leaves alone. Four checks see it: the worker answers without a network, and the copy is in a cache, before sign-out, after it, and on disk.";
    WORKER_KEEPS_RESULTS: "worker-keeps-results", ["sw-serves-phi-logged-out"], "records", "sign-out",
        "A service worker keeps what feeds the chart in its memory, for times without a network.";
}
