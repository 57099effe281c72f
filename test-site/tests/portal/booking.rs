//! An appointment from the first question to its end, without scripts.

use wardround_test_site::persona::{ACCOUNT_ONE, PATIENT_ONE};

use crate::client::{Browser, site};

#[tokio::test]
async fn an_appointment_is_booked_moved_and_cancelled_by_forms_alone() {
    let site = site(&[], 1).await;
    let mut browser = Browser::new(&site.origin);
    let csrf = browser.sign_in(&ACCOUNT_ONE).await.csrf();
    let token = ("csrf", csrf.as_str());

    let search = [token, ("specialty", "Podiatry"), ("place", PATIENT_ONE.postal_code)];
    let answer = browser.post("/appointments/find", &search).await;
    assert_eq!(answer.location(), "/appointments/find", "the postcode is not in the address");
    let found = browser.get("/appointments/find").await.body;
    assert!(found.contains("3 clinicians found") && found.contains("Choose Dr Imani Okafor"));

    let slot = [token, ("clinician", "okafor"), ("day", "2027-01-12"), ("time", "10:15")];
    assert_eq!(browser.post("/appointments/when", &slot[..3]).await.status, 422);
    assert_eq!(browser.post("/appointments/when", &slot).await.location(), "/appointments/details");

    let mut details = vec![token, ("reason", "Stiff <ankle>"), ("insurance_changed", "No")];
    let answer = browser.post("/appointments/details", &details).await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.body.matches(r#"class="error""#).count(), 5, "{}", answer.body);
    details.extend([
        ("given_name", PATIENT_ONE.given_name),
        ("family_name", PATIENT_ONE.family_name),
        ("email", PATIENT_ONE.email),
        ("phone", PATIENT_ONE.phone),
        ("date_of_birth", PATIENT_ONE.date_of_birth),
    ]);
    let answer = browser.post("/appointments/details", &details).await;
    assert_eq!(answer.location(), "/appointments/review");
    let review = browser.get("/appointments/review").await.body;
    for shown in ["Tuesday 12 January 2027, 10:15", "Stiff &lt;ankle&gt;", "17 March 1984"] {
        assert!(review.contains(shown), "{shown}: {review}");
    }
    assert!(review.contains(&format!(r#"value="{}""#, PATIENT_ONE.phone)), "offered, not asked");
    let booked = browser.post("/appointments/review", &[token, ("phone", PATIENT_ONE.phone)]).await;
    assert!(booked.body.contains("Your appointment is booked"));

    let list = browser.get("/appointments").await.body;
    assert!(list.contains("<h3>Tuesday 12 January 2027, 10:15</h3>"), "{list}");
    let moved = [token, ("day", "2027-01-19"), ("time", "09:30")];
    let answer = browser.post("/appointments/2/reschedule", &moved).await;
    assert!(answer.body.contains("Your appointment was moved"));
    let list = browser.get("/appointments").await.body;
    assert!(list.contains("<h3>Tuesday 19 January 2027, 09:30</h3>"), "{list}");
    let answer = browser.post("/appointments/2/cancel", &[token]).await;
    assert!(answer.body.contains("Your appointment is cancelled"));
    assert!(!browser.get("/appointments").await.body.contains("19 January"));

    let mut again = Browser::new(&site.origin);
    again.sign_in(&ACCOUNT_ONE).await;
    let list = again.get("/appointments").await.body;
    assert!(list.contains("22 January 2027, 14:15"), "each sign-in starts from the same state");
    site.stop().await;
}

#[tokio::test]
async fn a_wizard_cannot_be_entered_in_the_middle() {
    let site = site(&[], 1).await;
    let mut browser = Browser::new(&site.origin);
    let csrf = browser.sign_in(&ACCOUNT_ONE).await.csrf();
    for path in ["/appointments/details", "/appointments/review", "/appointments/when"] {
        assert_eq!(browser.get(path).await.location(), "/appointments/find", "{path}");
    }
    let confirm = [("csrf", csrf.as_str()), ("phone", PATIENT_ONE.phone)];
    let answer = browser.post("/appointments/review", &confirm).await;
    assert_eq!(answer.location(), "/appointments/find");
    site.stop().await;
}
