//! Secure messages with the care team.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::faults::{session as session_fault, wcag};
use crate::html::{Field, escape};
use crate::layout::{Page, Section};
use crate::pages::in_page;
use crate::pages::sign_in::alert_box;
use crate::request::{Own, Patient, Submitted};

/// What was in the box before the patient signed in: day, sender, subject, text.
const RECEIVED: [(&str, &str, &str, &str); 6] = [
    (
        "30 December 2026",
        "Dr Imani Okafor",
        "Your X-ray",
        "The X-ray is in your records. I explain it at our video visit.",
    ),
    (
        "21 December 2026",
        "Wexcombe clinic",
        "Opening hours around New Year",
        "We are closed on 1 January and open again on 2 January.",
    ),
    (
        "14 December 2026",
        "Dr Imani Okafor",
        "Exercises for the ankle",
        "Ten circles each way, morning and evening, without pain.",
    ),
    (
        "3 December 2026",
        "Laboratory",
        "Your results are ready",
        "You find the lipid panel under Records, Test results.",
    ),
    (
        "26 November 2026",
        "Dr Anselm Pryor",
        "Before your first session",
        "Please bring the shoes that you wear most.",
    ),
    (
        "12 November 2026",
        "Marlowe Vale Health",
        "Welcome to the portal",
        "Here you book, read and write whenever it suits you.",
    ),
];

/// The mailbox.
pub(crate) async fn page(Own(patient, _): Own) -> Response {
    let portal = &patient.portal;
    let (sent, all_read) = portal
        .sessions
        .with_chart(&patient.id, |chart| (chart.messages.clone(), chart.all_read))
        .unwrap_or_default();
    let mut items = String::new();
    for message in sent.iter().rev() {
        let attached = message.attachment.as_ref().map_or(String::new(), |file| {
            format!(
                r#"<p><a href="/messages/attachment/{}">Attachment {}</a></p>"#,
                message.id,
                escape(&file.file_name)
            )
        });
        items += &format!(
            r#"<li class="card"><h3>{}</h3><p class="hint">Sent by you, 4 January 2027</p><p>{}</p>{attached}</li>"#,
            escape(&message.subject),
            escape(&message.text)
        );
    }
    for (number, (day, sender, subject, _)) in RECEIVED.iter().enumerate() {
        let new = if number < 2 && !all_read { r#" <span class="flag">New</span>"# } else { "" };
        items += &format!(
            r#"<li class="card"><h3><a href="/messages/read/{number}">{subject}</a>{new}</h3><p class="hint">From {sender}, {day}</p></li>"#
        );
    }
    let pinned = if portal.has(wcag::STICKY_BANNER_OBSCURES) { " pinned" } else { "" };
    let records = portal.has(session_fault::SESSION_REPLAY);
    let main = format!(
        r#"<h1>Messages</h1>
<p class="actions spaced"><a class="button" href="/messages/new">Write a message</a></p>
{menu}
<div class="status" id="status" role="status"></div>
<h2>Mailbox</h2><ul class="plain mail">{items}</ul>
<div class="band{pinned}"><h2>New: quiet hours</h2><p>Between 22:00 and 07:00 we send you no notifications. Messages still arrive, and nothing is lost.</p></div>{recorder}"#,
        menu = menu(&patient),
        recorder = if records {
            format!(
                r#"<div id="recorder" data-address="{}/collect" hidden></div>"#,
                portal.third_party
            )
        } else if portal.has(session_fault::WS_EGRESS) {
            let server = portal.third_party.replacen("https:", "wss:", 1);
            format!(r#"<div id="socket" data-address="{server}/socket" hidden></div>"#)
        } else {
            String::new()
        },
    );
    let mut page = Page::of(&patient, Section::Messages, "Messages", main).script("mail.js");
    if records {
        page.scripts.push("recorder.js");
    }
    if portal.has(session_fault::WS_EGRESS) {
        page.scripts.push("socket.js");
    }
    if portal.has(session_fault::INDEXEDDB_PHI) {
        page.scripts.push("keep-in-database.js");
    }
    page.into_response()
}

fn menu(patient: &Patient) -> String {
    let name = if patient.portal.has(wcag::MENU_ITEM_UNNAMED) {
        ""
    } else {
        r#" aria-label="Show this page again""#
    };
    format!(
        r#"<form class="menu-form" method="post" action="/messages/read-all" id="mailbox">{csrf}
<div role="menu" aria-label="Mailbox" aria-orientation="horizontal" class="menu">
<button class="second" role="menuitem" id="mark">Mark all as read</button>
<button class="second" type="button" role="menuitem" tabindex="-1" id="unread">Show new messages only</button>
<button class="second" type="button" role="menuitem" tabindex="-1" id="again"{name}><svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false"><path d="M20 12a8 8 0 11-3-6M18 2v5h-5" fill="none" stroke="currentColor" stroke-width="2"/></svg></button>
</div></form>"#,
        csrf = patient.csrf_field()
    )
}

/// Marks everything as read.
pub(crate) async fn read_all(submitted: Submitted) -> Response {
    let patient = &submitted.patient;
    patient.portal.sessions.with_chart(&patient.id, |chart| chart.all_read = true);
    in_page::done(&submitted, Section::Messages, "All messages are marked as read")
}

/// One message.
pub(crate) async fn read(Own(patient, record): Own, Path(number): Path<usize>) -> Response {
    let Some((day, sender, subject, text)) = RECEIVED.get(number) else {
        return crate::pages::errors::missing(&patient.portal);
    };
    let main = format!(
        r#"<h1>{subject}</h1><p class="hint">From {sender}, {day}</p>
<div class="card form"><p>Dear {} {},</p><p>{text}</p><p>Kind regards<br>{sender}</p></div>
<p class="actions"><a class="button second" href="/messages">Back to messages</a></p>"#,
        record.given_name, record.family_name
    );
    Page::of(&patient, Section::Messages, "Message", main).into_response()
}

/// The form for a new message.
pub(crate) async fn compose(Own(patient, _): Own) -> Response {
    form(&patient, "", "", &[])
}

/// Sends it.
pub(crate) async fn send(submitted: Submitted) -> Response {
    let fields = &submitted.fields;
    let (subject, text) = (fields.text("subject"), fields.text("text"));
    let mut errors = Vec::new();
    if subject.is_empty() {
        errors.push(("subject", "Say in a few words what it is about."));
    }
    if text.is_empty() {
        errors.push(("text", "Write your message."));
    }
    if !errors.is_empty() {
        return form(&submitted.patient, subject, text, &errors);
    }
    let patient = &submitted.patient;
    patient.portal.sessions.with_chart(&patient.id, |chart| {
        chart.send(subject.to_owned(), text.to_owned(), fields.upload.clone());
    });
    in_page::done(&submitted, Section::Messages, "Your message was sent")
}

/// A file that the patient sent.
pub(crate) async fn attachment(Own(patient, _): Own, Path(id): Path<u32>) -> Response {
    let file = patient.portal.sessions.with_chart(&patient.id, |chart| {
        chart.messages.iter().find(|message| message.id == id)?.attachment.clone()
    });
    match file.flatten() {
        Some(file) => {
            let name: String = file
                .file_name
                .chars()
                .map(
                    |letter| {
                        if letter.is_ascii_alphanumeric() || letter == '.' { letter } else { '_' }
                    },
                )
                .collect();
            let headers = [
                (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
                (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
            ];
            (headers, file.bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The frame that says how the form is protected against automatic messages.
pub(crate) async fn guard() -> Response {
    let html = r#"<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Protection against automatic messages</title>
<link rel="stylesheet" href="/static/portal.css"></head><body><p class="guard">Protected: only people can send this form. There is nothing for you to solve.</p></body></html>"#;
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
}

fn form(patient: &Patient, subject: &str, text: &str, errors: &[(&str, &str)]) -> Response {
    let error_of =
        |name: &str| errors.iter().find(|(field, _)| *field == name).map(|(_, text)| *text);
    let subject = Field {
        name: "subject",
        label: "Subject",
        kind: "text",
        autocomplete: "off",
        value: subject,
        required: true,
        error: error_of("subject"),
        ..Field::default()
    };
    let text = Field {
        name: "text",
        label: "Message",
        hint: "Not for emergencies. We answer within two working days.",
        kind: "textarea",
        autocomplete: if patient.portal.has(session_fault::MESSAGE_REMEMBERED) {
            ""
        } else {
            "off"
        },
        value: text,
        required: true,
        error: error_of("text"),
        ..Field::default()
    };
    let title = if patient.portal.has(wcag::CAPTCHA_FRAME_UNNAMED) {
        ""
    } else {
        r#" title="Protection against automatic messages""#
    };
    let alert = if errors.is_empty() {
        ""
    } else {
        "Your message is not complete. What is missing is marked below."
    };
    let main = format!(
        r#"<h1>Write a message</h1>{alert}
<form class="stack card form" method="post" action="/messages/new" enctype="multipart/form-data" novalidate data-in-page="again">{csrf}
<p>To your care team at Marlowe Vale Health</p>
{subject}{text}
<div class="field"><label for="attachment">Attachment</label><p class="hint" id="attachment-hint">Optional. One file of at most one megabyte.</p>
<input type="file" id="attachment" name="attachment" aria-describedby="attachment-hint"></div>
<iframe class="guard-frame" src="/messages/guard"{title}></iframe>{nurses}
<div class="actions"><button>Send message</button></div>
</form>
<div class="status" id="status" role="status"></div>
<p class="actions" id="after" hidden><a class="button second" href="/messages">Back to messages</a></p>{picture}"#,
        picture = if patient.portal.has(session_fault::PICTURE_ELSEWHERE) {
            format!(
                r#"<img src="{}/count" referrerpolicy="origin" alt="" width="1" height="1">"#,
                patient.portal.third_party
            )
        } else {
            String::new()
        },
        nurses = if patient.portal.has(wcag::MESSAGE_FRAMES_ALIKE) {
            r#"<iframe class="guard-frame" title="Protection against automatic messages" srcdoc="&lt;p&gt;Nurses answer until six&lt;/p&gt;"></iframe>"#
        } else {
            ""
        },
        alert = alert_box(alert),
        csrf = patient.csrf_field(),
        subject = subject.html(),
        text = text.html(),
    );
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut page = Page::of(patient, Section::Messages, "Write a message", main)
        .status(status)
        .script("in-page.js");
    if patient.portal.has(session_fault::PUT_DELETE) {
        page.scripts.push("keep-for-a-moment.js");
    }
    page.into_response()
}
