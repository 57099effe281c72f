//! A folder or a few answers, served on loopback.

use std::{fs, path::PathBuf};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// Serves a folder's files for as long as the runtime lives; says at which origin.
pub(crate) async fn folder(folder: PathBuf) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let origin = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let folder = folder.clone();
            tokio::spawn(async move { answer(stream, folder).await });
        }
    });
    origin
}

async fn answer(mut stream: TcpStream, folder: PathBuf) -> Option<()> {
    let mut request = vec![0; 16_384];
    let length = stream.read(&mut request).await.ok()?;
    let head = String::from_utf8_lossy(&request[..length]).into_owned();
    let path =
        head.split_whitespace().nth(1)?.split('?').next()?.trim_start_matches('/').to_owned();
    let inside = !path.split('/').any(|part| part == "..");
    let body = inside.then(|| fs::read(folder.join(&path)).ok()).flatten();
    let kind = match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css",
        "png" => "image/png",
        _ => "application/octet-stream",
    };
    let (status, body) = body.map_or(("404 Not Found", Vec::new()), |body| ("200 OK", body));
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.ok()?;
    stream.write_all(&body).await.ok()
}
