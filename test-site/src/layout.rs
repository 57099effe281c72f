//! The frame of every page: head, header, navigation, main, help.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::faults::{session as session_fault, wcag};
use crate::html::escape;
use crate::request::Patient;

/// Where in the portal a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Home,
    Appointments,
    Visit,
    Records,
    Messages,
}

const NAVIGATION: [(Section, &str, &str); 5] = [
    (Section::Home, "/home", "Home"),
    (Section::Appointments, "/appointments", "Appointments"),
    (Section::Visit, "/visit", "Visit"),
    (Section::Records, "/records", "Records"),
    (Section::Messages, "/messages", "Messages"),
];

const LOGO: &str = r#"<svg class="logo" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false"><path class="logo-hill" d="M2 34c6-16 11-22 16-22 4 0 7 5 10 11 2-3 4-4 5-4 2 0 4 6 5 15z"/><path class="logo-line" d="M2 34h8l3-8 5 13 4-9 2 4h14" fill="none"/></svg>"#;

/// A page on its way to becoming a response.
pub(crate) struct Page {
    /// What the document is called; no health information.
    pub(crate) title: String,
    /// The inside of `main`.
    pub(crate) main: String,
    /// Scripts beside the ones that every page has.
    pub(crate) scripts: Vec<&'static str>,
    pub(crate) status: StatusCode,
    /// Allows enlarging; a page of a patient portal does.
    pub(crate) zoom: bool,
    /// The language that it says it is in, if it says so.
    pub(crate) language: Option<&'static str>,
    /// Its title ends with the name of the portal.
    pub(crate) signs_title: bool,
    /// The seconds after which it reloads itself; a page does not.
    pub(crate) reloads_after: Option<u32>,
    /// Has the help line in the footer, where it is everywhere.
    pub(crate) help_in_footer: bool,
    /// Has the button to sign out, as every page of somebody who is signed in.
    pub(crate) signs_out: bool,
    frame: Frame,
}

enum Frame {
    Public,
    SignedIn { patient: Patient, section: Option<Section> },
}

impl Page {
    /// A page that anybody may see.
    pub(crate) fn public(title: &str, main: String) -> Self {
        Self {
            title: title.to_owned(),
            main,
            scripts: Vec::new(),
            status: StatusCode::OK,
            zoom: true,
            language: Some("en"),
            signs_title: true,
            reloads_after: None,
            help_in_footer: true,
            signs_out: true,
            frame: Frame::Public,
        }
    }

    /// A page of somebody who is signed in.
    pub(crate) fn of(patient: &Patient, section: Section, title: &str, main: String) -> Self {
        let frame = Frame::SignedIn { patient: patient.clone(), section: Some(section) };
        Self { frame, ..Self::public(title, main) }
    }

    /// A page of staff: signed in, but without the patients' navigation.
    pub(crate) fn of_staff(staff: &Patient, title: &str, main: String) -> Self {
        let frame = Frame::SignedIn { patient: staff.clone(), section: None };
        Self { frame, ..Self::public(title, main) }
    }

    /// Adds a script.
    pub(crate) fn script(mut self, name: &'static str) -> Self {
        self.scripts.push(name);
        self
    }

    /// Answers with another status than 200.
    pub(crate) fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    fn html(&self) -> String {
        let language =
            self.language.map_or(String::new(), |language| format!(" lang=\"{language}\""));
        let reload = self.reloads_after.map_or(String::new(), |seconds| {
            format!("<meta http-equiv=\"refresh\" content=\"{seconds}\">\n")
        });
        let zoom = if self.zoom { "" } else { ", maximum-scale=1" };
        let title = if self.title.is_empty() {
            String::new()
        } else if !self.signs_title {
            format!("<title>{}</title>", escape(&self.title))
        } else {
            format!("<title>{} – Marlowe Vale Health</title>", escape(&self.title))
        };
        let scripts: String = self
            .scripts
            .iter()
            .map(|name| format!(r#"<script type="module" src="/static/{name}"></script>"#))
            .collect();
        let (body_attributes, header, own_scripts, end) = match &self.frame {
            Frame::Public => (String::new(), public_header(), "", String::new()),
            Frame::SignedIn { patient, section } => (
                session_attributes(patient),
                signed_in_header(patient, *section, self.help_in_footer, self.signs_out),
                r#"<script type="module" src="/static/session.js"></script>"#,
                timeout_dialog(patient),
            ),
        };
        let help = if self.help_in_footer { HELP } else { "" };
        let visit = matches!(self.frame, Frame::SignedIn { section: Some(Section::Visit), .. });
        let call_style =
            if visit { r#"<link rel="stylesheet" href="/static/call.css">"# } else { "" };
        format!(
            r##"<!doctype html>
<html{language}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1{zoom}">
{reload}{title}
<link rel="stylesheet" href="/static/portal.css">
<link rel="stylesheet" href="/static/parts.css">
<link rel="stylesheet" href="/static/forms.css">
<link rel="stylesheet" href="/static/pages.css">
{call_style}
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
{own_scripts}{scripts}
</head>
<body{body_attributes}>
<a class="skip" href="#main">Skip to main content</a>
{header}
<main id="main" tabindex="-1">
{main}
</main>
<footer class="bottom"><div class="bottom-inner">
{help}
<p>A demonstration portal. Everybody in it is invented.</p>
</div></footer>
{end}
</body>
</html>
"##,
            main = self.main
        )
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        (self.status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], self.html())
            .into_response()
    }
}

const HELP: &str = r#"<p class="help">Need help? Call <a href="tel:+15550100199">+1 555 0100 199</a>, day and night.</p>"#;

fn public_header() -> String {
    format!(
        r#"<header class="top"><div class="top-inner">
<a class="brand" href="/">{LOGO}<span>Marlowe Vale <b>Health</b></span></a>
</div></header>
<nav class="sections" aria-label="Main"><ul>
<li><a href="/sign-in">Sign in</a></li>
<li><a href="/contact">Contact</a></li>
</ul></nav>"#
    )
}

fn signed_in_header(
    patient: &Patient,
    section: Option<Section>,
    help_in_footer: bool,
    signs_out: bool,
) -> String {
    // The form stays: the page's script takes its token from there.
    let sign_out = if signs_out { r#"<button class="quiet">Sign out</button>"# } else { "" };
    let who = match patient.record() {
        Some(record) => format!(
            r#"<p class="who"><span class="who-name">{} {}</span> <span class="who-number">{}</span></p>"#,
            record.given_name, record.family_name, record.mrn
        ),
        None => r#"<p class="who"><span class="who-name">Staff</span></p>"#.to_owned(),
    };
    let home = if section.is_some() { "/home" } else { "/staff" };
    let navigation = section.map_or(String::new(), |section| {
        let items: String = NAVIGATION
            .iter()
            .map(|(each, href, name)| {
                let current = if *each == section { r#" aria-current="true""# } else { "" };
                format!(r#"<li><a href="{href}"{current}>{name}</a></li>"#)
            })
            .collect();
        format!(r#"<nav class="sections" aria-label="Main"><ul>{items}</ul></nav>"#)
    });
    let help = if help_in_footer { "" } else { HELP };
    let keep = if patient.portal.has(session_fault::LOGOUT_KEEPS_STORAGE) {
        r#" data-remember="true""#
    } else {
        ""
    };
    format!(
        r#"<header class="top"><div class="top-inner">
<a class="brand" href="{home}">{LOGO}<span>Marlowe Vale <b>Health</b></span></a>
{who}
<form class="sign-out" method="post" action="/sign-out"{keep}>{csrf}{sign_out}</form>
</div></header>
{help}{navigation}"#,
        csrf = patient.csrf_field()
    )
}

/// What `session.js` has to know: times, and whether it may ask the server.
fn session_attributes(patient: &Patient) -> String {
    let portal = &patient.portal;
    let remaining = portal.sessions.remaining(portal, &patient.id).as_millis();
    let warning = portal.warning().map_or(0, |warning| warning.as_millis());
    let lazy =
        portal.has(session_fault::BACK_FORWARD_CACHE) || portal.has(session_fault::BACK_HTTP_CACHE);
    let check = if lazy { "late" } else { "at-once" };
    let unload =
        if portal.has(session_fault::BACK_HTTP_CACHE) { r#" data-unload="true""# } else { "" };
    let end = if portal.has(session_fault::LOCK_OVERLAY) {
        r#" data-end="cover""#
    } else if portal.has(session_fault::TIMEOUT_BLIND) {
        r#" data-end="stay""#
    } else {
        ""
    };
    let deaf = portal.has(session_fault::LOGOUT_TAB) || portal.has(session_fault::LOGOUT_STREAM);
    let deaf = if deaf { r#" data-deaf="true""# } else { "" };
    format!(
        r#" data-remaining="{remaining}" data-warning="{warning}" data-check="{check}"{unload}{end}{deaf}"#
    )
}

fn timeout_dialog(patient: &Patient) -> String {
    if patient.portal.has(wcag::TIMEOUT_WARNING_NONE) {
        return String::new();
    }
    r#"<dialog id="timeout" role="alertdialog" aria-labelledby="timeout-title" aria-describedby="timeout-text">
<h2 id="timeout-title">Are you still there?</h2>
<p id="timeout-text">To protect your health information we sign you out soon. Choose “Stay signed in” to go on where you are.</p>
<p class="countdown" aria-hidden="true"><span id="timeout-seconds"></span></p>
<div class="actions"><button id="timeout-stay" type="button">Stay signed in</button></div>
</dialog>"#
        .to_owned()
}
