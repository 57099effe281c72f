//! A portal in a few lines, over plain HTTP, for what the demo portal cannot do: answer at great length, and go down.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

pub(crate) const MRN: &str = "MRN-7F3K-0042-QX";
const SESSION: &str = "sid=quiet-heron-lamp-42-quiet-heron";
/// Longer than any body that is read.
const LONG: usize = 17 << 20;

/// Its way through: sign in, read the record, sign out.
pub(crate) const SCENARIO: &str = r#"
title: A small portal
start: /sign-in
target:
  base: "http://127.0.0.1:1"
  hosts: ["127.0.0.1"]
  environment: test
patient:
  username: rowan.7fk2
  mrn: MRN-7F3K-0042-QX
steps:
  - name: sign-in
    act:
      - fill: { field: Username, with: patient.username }
      - click: { button: Sign in }
    expect:
      - path: /home
      - shows: patient.mrn
      - text: All results are there
      - session: begun
  - name: sign-out
    act:
      - click: { button: Sign out }
    expect:
      - path: /signed-out
      - session: over
"#;

const SIGN_IN: &str = "<h1>Sign in</h1><form method=post action=/sign-in><label>Username <input name=user></label><button>Sign in</button></form>";
const HOME: &str = "<h1>Record</h1><p>MRN-7F3K-0042-QX</p><p id=told></p><form method=post action=/sign-out><button>Sign out</button></form>
<script>fetch('/results').then((answer) => answer.text()).then(() => { told.textContent = 'All results are there'; });</script>";
const SIGNED_OUT: &str = "<h1>You are signed out</h1>";

/// Serves it on a free port until the runtime ends; gives the origin. It goes down when a patient has signed out: every
/// connection after that is closed without a word.
pub(crate) async fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let down = Arc::new(AtomicBool::new(false));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            if !down.load(Ordering::SeqCst) {
                tokio::spawn(answer(stream, Arc::clone(&down)));
            }
        }
    });
    format!("http://{address}")
}

async fn answer(mut stream: TcpStream, down: Arc<AtomicBool>) -> io::Result<()> {
    let Request { method, path, signed_in, .. } = read(&mut stream).await?;
    let bytes = match (method.as_str(), path.as_str()) {
        ("GET", "/sign-in") => page(SIGN_IN),
        ("POST", "/sign-in") => to("/home", &begun()),
        ("GET", "/home") if signed_in => page(HOME),
        ("GET", "/results") if signed_in => {
            // Nothing forbids to store it.
            ok("text/plain", "", format!("{}{MRN}", " ".repeat(LONG)).as_bytes())
        }
        ("POST", "/sign-out") => to("/signed-out", &over()),
        ("GET", "/signed-out") => page(SIGNED_OUT),
        _ => to("/sign-in", ""),
    };
    // Before the answer: whoever has it may ask again at once.
    down.fetch_or((method, path) == ("GET".into(), "/signed-out".into()), Ordering::SeqCst);
    stream.write_all(&bytes).await?;
    stream.shutdown().await
}

/// What a portal has to know of a request.
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) body: String,
    pub(crate) signed_in: bool,
}

/// Reads a request to its end.
pub(crate) async fn read(stream: &mut TcpStream) -> io::Result<Request> {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while reader.read_line(&mut head).await? > 2 {}
    let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: "));
    let length: u64 = length.and_then(|length| length.trim().parse().ok()).unwrap_or(0);
    let mut body = String::new();
    reader.take(length).read_to_string(&mut body).await?;
    let mut words = head.split(' ').map(str::to_owned);
    let mut word = || words.next().unwrap_or_default();
    let (method, path) = (word(), word());
    Ok(Request { method, path, body, signed_in: head.contains(SESSION) })
}

/// A page that forbids to be stored.
pub(crate) fn page(body: &str) -> Vec<u8> {
    let body = format!("<!doctype html><html lang=en><title>Small</title>{body}");
    ok("text/html", "Cache-Control: no-store\r\n", body.as_bytes())
}

/// A redirect.
pub(crate) fn to(path: &str, fields: &str) -> Vec<u8> {
    format!("HTTP/1.1 303 See Other\r\nLocation: {path}\r\n{fields}Content-Length: 0\r\nConnection: close\r\n\r\n")
        .into_bytes()
}

/// The field that begins a session.
pub(crate) fn begun() -> String {
    format!("Set-Cookie: {SESSION}; Path=/; HttpOnly; SameSite=Lax\r\n")
}

/// The field that ends it in the browser.
pub(crate) fn over() -> String {
    "Set-Cookie: sid=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax\r\n".to_owned()
}

/// An answer.
pub(crate) fn ok(kind: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{fields}Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}
