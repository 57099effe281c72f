//! Folders served on free ports of the loopback interface, and those of the data that is kept beside the checkout.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// What is served, by the ending of its name.
const TYPES: &[(&str, &str)] = &[
    ("css", "text/css"),
    ("gif", "image/gif"),
    ("html", "text/html; charset=utf-8"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("vtt", "text/vtt"),
    ("webm", "video/webm"),
    ("xhtml", "application/xhtml+xml"),
    ("xml", "application/xml"),
];

/// A folder of the shared data, which belongs to no commit; says so where it is not.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    if !folder.is_dir() {
        say(&format!("NOT TESTED: there is no {}", folder.display()));
        return None;
    }
    Some(folder)
}

/// Says something that a test that passes would keep to itself.
pub(crate) fn say(words: &str) {
    // Whether anybody reads it is not the test's business.
    drop(writeln!(io::stderr(), "{words}"));
}

/// Serves a folder below a path until the runtime ends; gives the origin.
pub(crate) async fn serve(folder: PathBuf, below: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream, folder.clone(), below));
        }
    });
    format!("http://{address}")
}

async fn answer(mut stream: TcpStream, folder: PathBuf, below: &str) -> io::Result<()> {
    let mut lines = BufReader::new(&mut stream).lines();
    let first = lines.next_line().await?.unwrap_or_default();
    while lines.next_line().await?.is_some_and(|line| !line.is_empty()) {}
    let path = first.split(' ').nth(1).unwrap_or_default();
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let file = path.strip_prefix(below).unwrap_or_default().trim_start_matches('/');
    let kind = Path::new(file)
        .extension()
        .and_then(|ending| TYPES.iter().find(|(known, _)| ending == *known).map(|(_, kind)| *kind));
    let body = fs::read(folder.join(file)).ok().filter(|_| kind.is_some() && !path.contains(".."));
    let status = if body.is_some() { "200 OK" } else { "404 Not Found" };
    let body = body.unwrap_or_default();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {}\r\nX-Content-Type-Options: nosniff\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        kind.unwrap_or("text/plain"),
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(&body).await?;
    stream.shutdown().await
}
