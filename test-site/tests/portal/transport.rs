//! Faults that come before TLS, on a connection without a TLS library.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::client::{Browser, site};

/// What a portal with these faults says to these first bytes.
async fn said(faults: &[&str], words: &[u8]) -> Vec<u8> {
    let site = site(faults, 1).await;
    let (address, words) = (site.origin.replace("https://", ""), words.to_vec());
    let said = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(&words).unwrap();
        let mut said = Vec::new();
        drop(stream.read_to_end(&mut said));
        said
    });
    let said = said.await.unwrap();
    site.stop().await;
    said
}

/// A `ClientHello` that offers this version and suite and has no extensions.
fn hello(version: u8, suite: [u8; 2]) -> Vec<u8> {
    let mut record = vec![22, 3, 1, 0, 45, 1, 0, 0, 41, 3, version];
    record.extend([7; 32]);
    record.extend([0, 0, 2, suite[0], suite[1], 1, 0]);
    record
}

#[tokio::test]
async fn what_is_weak_is_taken_only_with_its_fault() {
    let (alert, taken) = (21, 22);
    for (fault, words) in
        [("tls-one-zero", hello(1, [0xc0, 0x13])), ("tls-cbc", hello(3, [0xc0, 0x13]))]
    {
        assert_eq!(said(&[], &words).await.first(), Some(&alert), "{fault}");
        let answer = said(&[fault], &words).await;
        assert_eq!((answer.first(), answer.get(5)), (Some(&taken), Some(&2)), "{fault}");
    }
    // The fault of one is not the fault of the other.
    let old = hello(1, [0xc0, 0x13]);
    assert_eq!(said(&["tls-cbc"], &old).await.first(), Some(&alert));
    let rsa = hello(3, [0, 0x2f]);
    assert_eq!(said(&["tls-cbc"], &rsa).await.first(), Some(&alert));
}

#[tokio::test]
async fn a_page_without_tls_comes_only_with_its_fault() {
    let words = b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n";
    assert!(!said(&[], words).await.starts_with(b"HTTP/"));
    let page = String::from_utf8(said(&["plain-http"], words).await).unwrap();
    assert!(page.starts_with("HTTP/1.1 200") && page.ends_with("portal</h1>"), "{page}");
    let (head, body) = page.split_once("\r\n\r\n").unwrap();
    assert!(head.contains(&format!("content-length: {}\r\n", body.len())), "{head}");
}

#[tokio::test]
async fn tls_goes_on_behind_the_faults() {
    let site = site(&["tls-one-zero", "tls-cbc", "plain-http", "cert-expiring"], 1).await;
    assert_eq!(Browser::new(&site.origin).get("/").await.status, 200);
    site.stop().await;
}
