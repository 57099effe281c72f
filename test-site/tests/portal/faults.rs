//! Each fault is there when it is on, at its page, and only then.

use wardround_test_site::Fault;
use wardround_test_site::persona::ACCOUNT_ONE;

use crate::client::{Answer, Browser, site};

/// Fault, page, and what its answer has while the fault is on and not otherwise, or the other way round with a leading `!`.
const MARKS: [(&str, &str, &str); 113] = [
    ("worker-keeps-pages", "/worker.js", "visits-v1"),
    ("worker-keeps-results", "/worker.js", "new Map()"),
    ("calendar-arrows-unnamed", "/appointments/when?clinician=okafor", "!Next month"),
    (
        "calendar-days-div",
        "/appointments/when?clinician=okafor",
        "div class=\"day\" role=\"button\"",
    ),
    (
        "slot-state-missing",
        "/appointments/when?clinician=okafor&day=2027-01-12",
        "data-time=\"10:15\">",
    ),
    (
        "slot-state-invalid",
        "/appointments/when?clinician=okafor&day=2027-01-12",
        "aria-checked=\"no\"",
    ),
    ("slot-aria-misspelt", "/appointments/when?clinician=okafor&day=2027-01-12", "aria-labeledby"),
    ("role-misspelt", "/appointments/when?clinician=okafor", "role=\"buton\""),
    ("appointment-link-hidden", "/home", "<p aria-hidden=\"true\"><a"),
    ("clinic-picture-unnamed", "/appointments/when?clinician=okafor", "<object"),
    ("letter-spacing-fixed", "/appointments/1/reschedule", "style-src 'self' 'unsafe-inline'"),
    ("way-back-labelled", "/appointments/1/cancel", "id=\"after\" aria-label="),
    ("link-in-button", "/home", "<button type=\"button\" class=\"second\"><a"),
    ("waiting-room-reloads", "/visit/waiting", "http-equiv=\"refresh\" content=\"1800\""),
    ("survey-picture-unnamed", "/visit/left", "type=\"image\""),
    ("home-heading-empty", "/home", "!New results"),
    ("explanation-unnamed", "/records/results/lipid", "!What do these values mean?"),
    ("print-button-decorative", "/records/results/x-ray", "role=\"none\""),
    ("console-phi", "/records/history", "data-log=\"MRN-7F3K"),
    ("paste-refused", "/second-factor", "paste-refused.js"),
    ("timeout-warning-short", "/home", "data-warning=\"10000\""),
    ("timeout-warning-none", "/home", "!alertdialog"),
    ("call-buttons-unnamed", "/visit/call", "!aria-label=\"Settings\""),
    ("language-missing", "/visit/waiting", "!<html lang=\"en\">"),
    ("survey-dialog-unfocused", "/visit/left", "aria-modal=\"true\""),
    ("zoom-disabled", "/records", "maximum-scale=1"),
    ("focus-ring-removed", "/records", "class=\"no-ring\""),
    ("result-headers-broken", "/records/results", "headers=\"about-results\""),
    ("filter-day-unnamed", "/records/results", "type=\"date\""),
    ("trend-chart-unnamed", "/records/results", "!aria-label=\"LDL"),
    ("targets-tiny", "/records/results", "chart-tools tiny"),
    ("labels-duplicated", "/records/results", "!From date"),
    ("label-not-in-name", "/records/results/lipid", "aria-label=\"Send to device\""),
    ("xray-unnamed", "/records/results/x-ray", "!alt=\"X-ray"),
    ("language-part-wrong", "/records/history", "lang=\"engish\""),
    ("link-unnamed", "/records/history", "!aria-label=\"Home\""),
    ("title-missing", "/records/letters", "!<title>"),
    ("menu-item-unnamed", "/messages", "!Show this page again"),
    ("sticky-banner-obscures", "/messages", "band pinned"),
    ("captcha-frame-unnamed", "/messages/new", "!title=\"Protection"),
    ("cors-reflected", "/api/results", "access-control-allow-credentials: true"),
    ("token-kept", "/records/results", "data-bearer="),
    ("cache-deception", "/home/x.css", "Welcome, Thessaly"),
    ("cache-cdn", "/api/results", "cdn-cache-control: max-age=300"),
    ("cache-none", "/records/history", "!cache-control: "),
    (
        "cache-no-cache",
        "/records/results/lipid",
        "cache-control: private, no-cache, must-revalidate",
    ),
    ("cache-json", "/api/results", "cache-control: private\n"),
    ("cache-pdf", "/records/letter.pdf", "cache-control: private, max-age=0"),
    ("url-mrn", "/records", "?mrn=MRN"),
    ("title-diagnosis", "/records/history", "<title>Zyblorosis"),
    ("local-storage-phi", "/records/results", "data-keep=\"local\""),
    ("session-storage-phi", "/records/results", "data-keep=\"session\""),
    ("cookie-phi", "/records", "set-cookie: __Host-summary=MRN"),
    ("beacon", "/records/results/x-ray", "/collect\""),
    ("pixel", "/records/results/lipid", "/count?page=result&amp;em="),
    ("mixed-image", "/records/letters", "src=\"http://localhost:"),
    ("framing-allowed", "/records/history", "!frame-ancestors"),
    ("note-box-scrolls", "/records/history", "<div class=\"note-box\">"),
    ("history-link-plain", "/records/history", "class=\"plain-link\""),
    ("medication-plan-boxes", "/records/history", "<div class=\"plan\">"),
    ("card-heading-plain", "/records", "<p class=\"like-heading\">"),
    ("place-label-unseen", "/appointments/find", "!<label for=\"place\">"),
    ("device-steps-reversed", "/visit", "<div class=\"upwards\">"),
    ("waiting-room-turned", "/visit/waiting", "class=\"narrow turned\""),
    ("waiting-room-list-typed", "/visit/waiting", "\u{2022} have your"),
    ("settings-said-open", "/visit/call", "aria-expanded=\"true\""),
    ("way-back-expanded", "/appointments/1/cancel", "aria-expanded=\"true\""),
    ("film-captions-missing", "/visit", "devices.webm"),
    ("waiting-room-music", "/visit/waiting", "autoplay loop"),
    ("language-unknown", "/visit/waiting", "<html lang=\"english\">"),
    ("home-link-generic", "/home", "Read more"),
    ("result-column-empty", "/records/results", "<th scope=\"col\">Trend</th>"),
    ("filter-label-key", "/records/results", "results.filter.to_label"),
    ("filter-error-hidden", "/records/results", "From date is not valid."),
    ("xray-file-name", "/records/results/x-ray", "alt=\"x-ray.svg\""),
    ("print-by-colour", "/records/results/x-ray", "press the white button"),
    ("notice-not-translated", "/records/history", "If you would rather read"),
    ("title-left-over", "/records/letters", "<title>React App"),
    ("letters-language-wrong", "/records/letters", "<html lang=\"es\">"),
    ("reach-links-alike", "/records/letters", "reach us"),
    ("hours-picture", "/records/letters", "Please bring this letter"),
    ("message-frames-alike", "/messages/new", "Nurses answer until six"),
    ("secret-js", "/static/letters.js", "secretAccessKey"),
    ("error-stack", "/no-such-page", "(Portal.java:212)"),
    ("error-phi", "/records/results/lipid'", "in the record MRN-7F3K"),
    ("signed-week", "/records/results/x-ray", "X-Amz-Expires=604800"),
    ("nosniff-missing", "/static/letters.js", "!x-content-type-options"),
    ("referrer-unsafe", "/messages", "referrer-policy: unsafe-url"),
    ("csp-inline", "/home", "script-src 'self' 'unsafe-inline'"),
    ("camera-for-anybody", "/messages/new", "camera=*"),
    ("opener-kept", "/records/results/x-ray", "!cross-origin-opener-policy"),
    ("letter-embeddable", "/records/letter.pdf", "!cross-origin-resource-policy"),
    ("socket-in-clear", "/visit/call", "data-chat=\"ws://localhost:"),
    ("hsts-missing", "/records", "!strict-transport-security"),
    ("url-session-id", "/records/history", "/records/letters?jsessionid="),
    ("picture-referrer", "/records/results/x-ray", "referrerpolicy=\"unsafe-url\""),
    ("picture-elsewhere", "/messages/new", "referrerpolicy=\"origin\""),
    ("tracker", "/records", "ev=PageView"),
    ("session-replay", "/messages", "recorder.js"),
    ("lock-overlay", "/home", "data-end=\"cover\""),
    ("timeout-blind", "/home", "data-end=\"stay\""),
    ("ws-egress", "/messages", "data-address=\"wss://"),
    ("logout-tab", "/home", "data-deaf=\"true\""),
    ("logout-stream", "/home", "updates.js"),
    ("download-silent", "/records/letters", "!saved on this device"),
    ("indexeddb-phi", "/messages", "keep-in-database.js"),
    ("put-delete", "/messages/new", "keep-for-a-moment.js"),
    ("cache-api-phi", "/records", "keep-page.js"),
    ("token-stored", "/records/results", "data-session="),
    ("token-phi", "/records/results", "data-bearer="),
    ("token-month", "/records/results", "data-bearer="),
    ("sign-out-missing", "/records/history", "!>Sign out</button>"),
    ("message-remembered", "/messages/new", "!name=\"text\" autocomplete=\"off\""),
];

/// Faults of which the other tests of this crate are the proof, or which need what is typed on the way.
const ELSEWHERE: [&str; 43] = [
    "framed-unguarded",
    "forgery-accepted",
    "session-kept",
    "session-adopted",
    "session-kept-at-code",
    "session-kept-at-step-up",
    "session-id-short",
    "session-id-counter",
    "half-session-reads",
    "record-by-number",
    "accounts-told",
    "disabled-signs-in",
    "single-sign-on-kept",
    "blob-public",
    "tls-one-zero",
    "tls-cbc",
    "cert-expiring",
    "plain-http",
    "insurance-trap",
    "intake-labels-missing",
    "error-reference-broken",
    "autocomplete-wrong",
    "insurance-question-loose",
    "optional-field-unmarked",
    "low-contrast",
    "field-pale",
    "contact-asked-twice",
    "booking-not-announced",
    "heading-number-only",
    "search-results-groups",
    "booking-card-item",
    "help-moved",
    "letter-public",
    "cookie-without-prefix",
    "cookie-not-secure",
    "cookie-script-readable",
    "cookie-lasting",
    "cookie-same-site-none",
    "idle-none",
    "idle-twenty",
    "logout-cookie-only",
    "back-forward-cache",
    "logout-keeps-storage",
];

#[tokio::test]
async fn each_fault_changes_its_page() {
    let clean = site(&[], 1).await;
    for (name, path, mark) in MARKS {
        let broken = site(&[name], 1).await;
        let (mark, expected) = mark.strip_prefix('!').map_or((mark, true), |mark| (mark, false));
        let (right, wrong) = (look(&clean.origin, path).await, look(&broken.origin, path).await);
        assert_eq!(wrong.contains(mark), expected, "{name} on {path}: {wrong}");
        assert_eq!(right.contains(mark), !expected, "no fault on {path}: {right}");
        broken.stop().await;
    }
    clean.stop().await;
}

#[test]
fn no_fault_is_without_a_test() {
    for fault in Fault::ALL {
        let marked = MARKS.iter().any(|(name, _, _)| *name == fault.name());
        let named = ELSEWHERE.contains(&fault.name()) || fault.name() == "back-http-cache";
        assert!(marked != named, "{}", fault.name());
    }
}

#[tokio::test]
async fn faults_of_the_wizard_are_on_its_pages() {
    let names = [
        "insurance-trap",
        "intake-labels-missing",
        "error-reference-broken",
        "autocomplete-wrong",
        "insurance-question-loose",
        "optional-field-unmarked",
        "low-contrast",
        "field-pale",
        "contact-asked-twice",
        "booking-not-announced",
        "heading-number-only",
        "search-results-groups",
        "booking-card-item",
    ];
    for (faults, expected) in [(&[][..], false), (&names[..], true)] {
        let site = site(faults, 1).await;
        let mut browser = Browser::new(&site.origin);
        let csrf = browser.sign_in(&ACCOUNT_ONE).await.csrf();
        let token = ("csrf", csrf.as_str());
        browser.post("/appointments/find", &[token, ("specialty", "Podiatry")]).await;
        let found = browser.get("/appointments/find").await.body;
        assert_eq!(found.contains(r#"<li class="card" role="group">"#), expected, "{found}");
        let slot = [token, ("clinician", "okafor"), ("day", "2027-01-12"), ("time", "10:15")];
        browser.post("/appointments/when", &slot).await;
        let details = browser.get("/appointments/details").await.body;
        for mark in [
            "insurance-trap.js",
            "<p class=\"legend\">Preferred name",
            "phone-hnit",
            "name=\"email\" autocomplete=\"name\"",
            "class=\"faint\"",
            "class=\"pale\"",
        ] {
            assert_eq!(details.contains(mark), expected, "{mark}: {details}");
        }
        let answers = [
            token,
            ("reason", "Pain"),
            ("insurance_changed", "No"),
            ("given_name", "Thessaly"),
            ("family_name", "Quillfeather"),
            ("email", "thessaly.q7f3k@mail.example"),
            ("phone", "+1 555 0142 773"),
            ("date_of_birth", "1984-03-17"),
        ];
        browser.post("/appointments/details", &answers).await;
        let review = browser.get("/appointments/review").await.body;
        assert_eq!(!review.contains("+1 555 0142 773"), expected, "{review}");
        assert_eq!(!review.contains(r#"id="status" role="status""#), expected, "{review}");
        browser.post("/appointments/review", &[token, ("phone", "+1 555 0142 773")]).await;
        let list = browser.get("/appointments").await.body;
        assert_eq!(list.contains("<h3>12</h3>"), expected, "{list}");
        assert_eq!(list.contains(r#"<div class="card" role="listitem">"#), expected, "{list}");
        site.stop().await;
    }
}

#[tokio::test]
async fn the_store_opens_only_with_its_fault() {
    for (faults, open) in [(&[][..], false), (&["blob-public"][..], true)] {
        let site = site(faults, 1).await;
        for (query, opens) in [("", open), ("?X-Amz-Signature=0", false)] {
            let path = format!("/records/x-ray.svg{query}");
            let answer = Browser::new(&site.origin).get(&path).await;
            assert_eq!((answer.status == 200, answer.body.contains("MRN-7F3K")), (opens, opens));
        }
        site.stop().await;
    }
}

#[tokio::test]
async fn help_moves_and_the_letter_opens_only_with_their_faults() {
    for (faults, moved) in [(&[][..], false), (&["help-moved", "letter-public"][..], true)] {
        let site = site(faults, 1).await;
        let mut browser = Browser::new(&site.origin);
        browser.sign_in(&ACCOUNT_ONE).await;
        let history = browser.get("/records/history").await.body;
        let help = history.find("Need help?").unwrap();
        assert_eq!(help < history.find("<nav").unwrap(), moved);
        let letter = Browser::new(&site.origin).get("/records/letter.pdf").await;
        assert_eq!((letter.status == 200, letter.body.contains("MRN-7F3K")), (moved, moved));
        site.stop().await;
    }
}

/// Headers and body of a page, one beneath the other.
async fn look(origin: &str, path: &str) -> String {
    let mut browser = Browser::new(origin);
    let Answer { headers, body, .. } = if path == "/second-factor" {
        browser.code_page(&ACCOUNT_ONE).await
    } else {
        browser.sign_in(&ACCOUNT_ONE).await;
        browser.get(path).await
    };
    let lines: Vec<String> = headers
        .iter()
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    format!("{}\n\n{body}", lines.join("\n"))
}
