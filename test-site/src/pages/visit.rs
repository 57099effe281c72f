//! The video visit: device test, waiting room, call, goodbye.

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::faults::{session as session_fault, wcag};
use crate::layout::{Page, Section};
use crate::request::{Own, Polling};

/// The style sheet that some faults need.
const FAULTS: &str = r#"<link rel="stylesheet" href="/static/faults.css">"#;

/// Tries camera and microphone before anybody waits.
pub(crate) async fn devices(Own(patient, _): Own) -> Response {
    let steps = if patient.portal.has(wcag::DEVICE_STEPS_REVERSED) {
        format!(
            r#"{FAULTS}<div class="upwards"><p>3. Join the waiting room.</p><p>2. Start the device test.</p><p>1. Close other programs that use the camera.</p></div>"#
        )
    } else {
        String::new()
    };
    let film = if patient.portal.has(wcag::FILM_CAPTIONS_MISSING) {
        r#"<section class="card"><h2>How a video visit works</h2>
<video controls src="/static/devices.webm" width="320" height="240" aria-label="How a video visit works"></video></section>"#
    } else {
        ""
    };
    let main = format!(
        r#"<h1>Check your devices</h1>
<p class="lead">Your video visit with Dr Imani Okafor is today at 15:00.</p>{steps}
<div class="cards two">
<section class="card"><h2>Camera</h2>
<div class="screen"><video id="preview" playsinline muted aria-label="Preview of your camera"></video><canvas id="still" hidden role="img" aria-label="The picture that your camera took"></canvas></div></section>
<section class="card"><h2>Microphone</h2>
<p><label for="level">Loudness</label> <meter id="level" min="0" max="100" value="0">0</meter></p>
<p>Say a few words. The bar moves when we hear you. We switch camera and microphone off again after the test.</p>
<div class="actions"><button type="button" id="start">Start device test</button></div>
<div class="status" id="status" role="status"></div>
<div id="problem" role="alert"></div></section>
{film}</div>
<form method="get" action="/visit/waiting"><div class="actions"><button>Join waiting room</button></div></form>"#
    );
    Page::of(&patient, Section::Visit, "Check your devices", main)
        .script("devices.js")
        .script("register.js")
        .into_response()
}

/// Where one waits until the clinician is ready.
pub(crate) async fn waiting(Own(patient, _): Own) -> Response {
    let (sheet, turned) =
        if patient.portal.has(wcag::WAITING_ROOM_TURNED) { (FAULTS, " turned") } else { ("", "") };
    let meanwhile = if patient.portal.has(wcag::WAITING_ROOM_LIST_TYPED) {
        "<p>While you wait:<br>\u{2022} have your insurance card ready<br>\u{2022} write down what you want to ask<br>\u{2022} put your medicines on the table</p>"
    } else {
        ""
    };
    let music = if patient.portal.has(wcag::WAITING_ROOM_MUSIC) {
        r#"<audio src="/static/waiting.ogg" autoplay loop></audio>"#
    } else {
        ""
    };
    let main = format!(
        r#"{sheet}<div class="narrow{turned}"><h1>Waiting room</h1>
<div class="card"><p>You are in the right place. Your visit is at 15:00; people before you may take a little longer.</p>
<div class="status" id="status" role="status"></div>
<form method="get" action="/visit/call" id="join" hidden><div class="actions"><button>Join call</button></div></form>
<noscript><p>A video visit needs scripts. Please switch them on, or call us and we will ring you back.</p></noscript></div>
{meanwhile}<p>You can leave at any time. Nobody sees or hears you yet.</p>{music}</div>"#
    );
    let mut page = Page::of(&patient, Section::Visit, "Waiting room", main).script("waiting.js");
    if patient.portal.has(wcag::LANGUAGE_MISSING) {
        page.language = None;
    } else if patient.portal.has(wcag::LANGUAGE_UNKNOWN) {
        page.language = Some("english");
    }
    page.reloads_after = patient.portal.has(wcag::WAITING_ROOM_RELOADS).then_some(1800);
    page.into_response()
}

/// Whether the clinician is ready. The page asks, not the person: it prolongs nothing.
pub(crate) async fn status(Polling(_): Polling) -> Response {
    Json(json!({ "ready": true, "text": "Dr Imani Okafor is ready for you" })).into_response()
}

/// The call.
pub(crate) async fn call(Own(patient, _): Own) -> Response {
    let settings = if patient.portal.has(wcag::CALL_BUTTONS_UNNAMED) {
        ""
    } else {
        r#" aria-label="Settings""#
    };
    let button = |id: &str, name: &str, path: &str| {
        format!(
            r#"<button type="button" class="tool" id="{id}" aria-pressed="false">{}<span>{name}</span></button>"#,
            icon(path)
        )
    };
    let plain = patient.portal.has(session_fault::SOCKET_IN_CLEAR);
    let server = if plain {
        let origin = patient.portal.plain_origin.replacen("http:", "ws:", 1);
        format!(r#"<div id="chat-server" data-chat="{origin}/visit/chat" hidden></div>"#)
    } else {
        String::new()
    };
    let main = format!(
        r#"{server}<h1>Visit with Dr Imani Okafor</h1>
<div class="status" id="status" role="status"></div>
<div id="problem" role="alert"></div>
<div class="call">
<div class="stage">
<video id="remote" playsinline autoplay muted aria-label="Dr Imani Okafor"></video>
<video id="local" playsinline autoplay muted aria-label="You"></video>
</div>
<section class="card chat" aria-labelledby="chat-title"><h2 id="chat-title">Chat</h2>
<div id="log" role="log" aria-labelledby="chat-title" tabindex="0"></div>
<form class="stack" id="chat"><div class="field"><label for="line">Message to clinician</label>
<input type="text" id="line" autocomplete="off"></div><div class="actions"><button class="second">Send</button></div></form></section>
</div>
<div class="card" id="captions" role="region" aria-label="Live captions" hidden><p id="caption-text"></p></div>
<div class="tools">{mute}{camera}{captions}
<button type="button" class="tool icon-only" id="settings" aria-expanded="{open}" aria-controls="settings-panel"{settings}>{cog}</button>
<button type="button" class="leave" id="leave">Leave visit</button></div>
<div class="card" id="settings-panel" hidden><h2>Settings</h2><dl class="facts">
<div><dt>Camera</dt><dd id="camera-name">Not in use</dd></div><div><dt>Microphone</dt><dd id="microphone-name">Not in use</dd></div></dl></div>"#,
        open = patient.portal.has(wcag::SETTINGS_SAID_OPEN),
        mute = button(
            "mute",
            "Mute microphone",
            "M9 4h6v9H9zM6 11v2a6 6 0 0012 0v-2M12 19v3M4 3l16 18"
        ),
        camera = button("camera", "Turn camera off", "M3 7h12v10H3zM15 11l6-3v8l-6-3M3 4l18 17"),
        captions = button("caption", "Captions", "M3 5h18v14H3zM7 14h4M13 14h4M7 10h6"),
        cog = icon(
            "M12 8a4 4 0 100 8 4 4 0 000-8zM12 2v4M12 18v4M2 12h4M18 12h4M5 5l3 3M16 16l3 3M19 5l-3 3M8 16l-3 3"
        ),
    );
    let mut page = Page::of(&patient, Section::Visit, "Video visit", main).script("call.js");
    if plain {
        page.scripts.push("chat-in-clear.js");
    }
    page.into_response()
}

/// After the call.
pub(crate) async fn left(Own(patient, _): Own) -> Response {
    let dialog = patient.portal.has(wcag::SURVEY_DIALOG_UNFOCUSED);
    let (class, role) = if dialog {
        ("card survey floating", r#" role="dialog" aria-modal="true""#)
    } else {
        ("card survey", "")
    };
    let well = if patient.portal.has(wcag::SURVEY_PICTURE_UNNAMED) {
        r#"<input type="image" src="/static/thumb.svg" width="44" height="44" name="answer" value="well">"#
    } else {
        r#"<button class="second" name="answer" value="well">It went well</button>"#
    };
    let main = format!(
        r#"<h1>You left the visit</h1>
<p class="lead">Camera and microphone are off.</p>
<p>Dr Imani Okafor writes a summary, which you find under Records by tomorrow.</p>
<section class="{class}"{role} aria-labelledby="survey-title"><h2 id="survey-title">How was your visit?</h2>
<form method="post" action="/visit/survey" data-in-page="once">{csrf}
<p>One tap is enough. Your answer goes to the clinic without your name.</p>
<div class="actions">{well}<button class="second" name="answer" value="badly">It did not go well</button></div></form>
<div class="status" id="status" role="status"></div></section>"#,
        csrf = patient.csrf_field()
    );
    Page::of(&patient, Section::Visit, "Visit ended", main).script("in-page.js").into_response()
}

/// Takes the answer to the survey.
pub(crate) async fn survey(submitted: crate::request::Submitted) -> Response {
    crate::pages::in_page::done(&submitted, Section::Visit, "Thank you for your answer")
}

fn icon(path: &str) -> String {
    format!(
        r#"<svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false"><path d="{path}" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round"/></svg>"#
    )
}
