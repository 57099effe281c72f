//! Response headers: of everything that holds patient data, and of everything that does not.

use wardround_test_site::persona::ACCOUNT_ONE;

use crate::client::{Browser, site};

const PRIVATE: [&str; 19] = [
    "/home",
    "/appointments",
    "/appointments/find",
    "/appointments/when?clinician=okafor&day=2027-01-12",
    "/appointments/1/reschedule",
    "/appointments/1/cancel",
    "/visit",
    "/visit/waiting",
    "/visit/call",
    "/visit/left",
    "/records",
    "/records/results",
    "/records/results/lipid",
    "/records/x-ray.svg",
    "/records/history",
    "/records/letters",
    "/records/letter.pdf",
    "/api/results",
    "/messages",
];

#[tokio::test]
async fn nothing_with_patient_data_may_be_stored_or_framed() {
    let site = site(&[], 1).await;
    let mut browser = Browser::new(&site.origin);
    browser.sign_in(&ACCOUNT_ONE).await;
    for path in PRIVATE {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("cache-control"), "no-store, private", "{path}");
        assert_eq!(
            answer.header("strict-transport-security"),
            "max-age=31536000; includeSubDomains"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        let policy = answer.header("content-security-policy");
        assert!(
            policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"),
            "{policy}"
        );
        let camera = answer.header("permissions-policy").contains("camera=(self)");
        assert_eq!(camera, path.starts_with("/visit"), "{path}");
        assert!(!answer.body.contains(" style=\"") && !answer.body.contains("<script>"), "{path}");
        let mut stranger = Browser::new(&site.origin);
        assert!([303, 401].contains(&stranger.get(path).await.status), "{path} without a session");
    }
    site.stop().await;
}

#[tokio::test]
async fn public_pages_may_be_kept_and_set_no_cookie() {
    let site = site(&[], 1).await;
    let mut browser = Browser::new(&site.origin);
    for path in ["/", "/contact"] {
        let answer = browser.get(path).await;
        assert_eq!((answer.status, answer.header("cache-control")), (200, "public, max-age=60"));
        assert!(!answer.headers.contains_key("set-cookie"), "{path}");
        assert!(!answer.body.contains("/session.js"), "{path}");
    }
    assert_eq!(
        browser.get("/static/portal.css").await.header("cache-control"),
        "public, max-age=3600"
    );
    assert_eq!(browser.get("/nowhere").await.status, 404);
    site.stop().await;
}

#[tokio::test]
async fn plain_http_leads_to_https() {
    let site = site(&[], 1).await;
    let answer = Browser::new(&site.plain_origin).get("/records?page=2").await;
    assert_eq!((answer.status, answer.body.as_str()), (308, ""));
    assert_eq!(answer.location(), format!("{}/records?page=2", site.origin));
    site.stop().await;
}

#[tokio::test]
async fn the_session_cookie_has_every_attribute() {
    for (fault, line_end) in [
        (None, "; Path=/; Secure; HttpOnly; SameSite=Lax"),
        (Some("cookie-without-prefix"), "; Path=/; Secure; HttpOnly; SameSite=Lax"),
        (Some("cookie-not-secure"), "; Path=/; HttpOnly; SameSite=Lax"),
        (Some("cookie-script-readable"), "; Path=/; Secure; SameSite=Lax"),
        (Some("cookie-same-site-none"), "; Path=/; Secure; HttpOnly; SameSite=None"),
        (Some("cookie-lasting"), "; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Lax"),
    ] {
        let site = site(fault.as_slice(), 1).await;
        let mut browser = Browser::new(&site.origin);
        let first = browser.get("/sign-in").await;
        assert!(first.header("set-cookie").ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax"));
        let home = browser.sign_in(&ACCOUNT_ONE).await;
        assert_eq!(home.status, 200, "{fault:?}: the cookie opens the session");
        let csrf = home.csrf();
        let without = [Some("cookie-without-prefix"), Some("cookie-not-secure")].contains(&fault);
        assert_eq!(browser.cookies.contains_key("session"), without);
        assert_eq!(session_line(&site.origin).await, line_end, "{fault:?}");
        browser.post("/sign-out", &[("csrf", &csrf)]).await;
        assert_eq!(browser.get("/home").await.location(), "/sign-in", "{fault:?}");
        site.stop().await;
    }
}

#[tokio::test]
async fn a_frame_is_told_as_much_as_a_page() {
    for (fault, guarded) in [(None, true), (Some("framed-unguarded"), false)] {
        let site = site(fault.as_slice(), 1).await;
        let mut browser = Browser::new(&site.origin);
        browser.sign_in(&ACCOUNT_ONE).await;
        for (answer, guarded) in
            [(browser.get("/home").await, true), (browser.get_in_frame("/home").await, guarded)]
        {
            let policy = answer.header("content-security-policy");
            assert_eq!(policy.contains("frame-ancestors 'none'"), guarded, "{fault:?}");
            assert_eq!(answer.headers.contains_key("x-frame-options"), guarded, "{fault:?}");
        }
        site.stop().await;
    }
}

/// The attributes of the cookie that the second factor sets.
async fn session_line(origin: &str) -> String {
    let answer = Browser::new(origin).second_factor_answer(&ACCOUNT_ONE).await;
    let line = answer
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|line| line.to_str().unwrap())
        .find(|line| line.contains("session=") && !line.contains("Max-Age=0"))
        .unwrap();
    line[line.find(';').unwrap()..].to_owned()
}
