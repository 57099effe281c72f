//! What comes before TLS: faults of a server that answers to what it should refuse.
//!
//! The first bytes of a connection are looked at and left where they are. If they are what a fault answers to, an answer
//! is sent and the connection ends; no cipher is needed to say yes to one.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;

use axum_server::accept::Accept;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::faults::session as fault;
use crate::portal::Portal;

/// A `ClientHello` is shorter than this.
const LONGEST: usize = 2048;
/// Suites with ephemeral keys and AES in CBC mode.
const CBC: [u16; 14] = [
    0xc009, 0xc00a, 0xc013, 0xc014, 0xc023, 0xc024, 0xc027, 0xc028, 0x0033, 0x0039, 0x0067, 0x006b,
    0x0032, 0x0038,
];
const PAGE: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 72\r\nconnection: close\r\n\r\n\
    <!doctype html><title>Marlowe Vale Health</title><h1>Patient portal</h1>";

/// Looks at the first bytes of each connection, if a fault wants to.
#[derive(Clone)]
pub(crate) struct FirstBytes(pub(crate) Arc<Portal>);

impl<S: Send + 'static> Accept<TcpStream, S> for FirstBytes {
    type Stream = TcpStream;
    type Service = S;
    type Future = Pin<Box<dyn Future<Output = io::Result<(TcpStream, S)>> + Send>>;

    fn accept(&self, mut stream: TcpStream, service: S) -> Self::Future {
        let portal = Arc::clone(&self.0);
        Box::pin(async move {
            let faults = [fault::TLS_ONE_ZERO, fault::TLS_CBC, fault::PLAIN_HTTP];
            if !faults.into_iter().any(|fault| portal.has(fault)) {
                return Ok((stream, service));
            }
            let mut bytes = [0; LONGEST];
            let count = stream.peek(&mut bytes).await?;
            let Some(answer) = answer(&portal, &bytes[..count]) else {
                return Ok((stream, service));
            };
            // What is left unread at the end would take the answer back with it.
            let _ = stream.read(&mut bytes).await?;
            stream.write_all(&answer).await?;
            stream.shutdown().await?;
            Err(io::Error::other("a fault answered"))
        })
    }
}

fn answer(portal: &Portal, bytes: &[u8]) -> Option<Vec<u8>> {
    if portal.has(fault::PLAIN_HTTP) && bytes.starts_with(b"GET ") {
        return Some(PAGE.into());
    }
    let (version, suites) = offer(bytes)?;
    if portal.has(fault::TLS_ONE_ZERO) && version == 0x0301 {
        return Some(server_hello(version, *suites.first()?));
    }
    let weak = !suites.is_empty() && suites.iter().all(|suite| CBC.contains(suite));
    (portal.has(fault::TLS_CBC) && version == 0x0303 && weak)
        .then(|| server_hello(version, suites[0]))
}

/// The version and the suites of a `ClientHello`.
fn offer(bytes: &[u8]) -> Option<(u16, Vec<u16>)> {
    let (22, 1) = (*bytes.first()?, *bytes.get(5)?) else { return None };
    let version = u16::from_be_bytes([*bytes.get(9)?, *bytes.get(10)?]);
    let session = usize::from(*bytes.get(43)?);
    let rest = bytes.get(44 + session..)?;
    let (length, rest) = rest.split_first_chunk::<2>()?;
    let suites = rest.get(..usize::from(u16::from_be_bytes(*length)))?;
    Some((
        version,
        suites.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
    ))
}

/// A `ServerHello` that takes this version and suite.
fn server_hello(version: u16, suite: u16) -> Vec<u8> {
    let mut record = vec![22, 3, 1, 0, 42, 2, 0, 0, 38];
    record.extend(version.to_be_bytes());
    record.extend([1; 32]);
    record.push(0);
    record.extend(suite.to_be_bytes());
    record.push(0);
    record
}
