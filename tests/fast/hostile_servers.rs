//! Servers that never end, lie about lengths or send bombs: requests of our own stay bounded, and what was not read is
//! said, for half an answer without health data would look like a session that is dead.

use std::time::{Duration, Instant};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::{sleep, timeout},
};
use wardround::capture::{Answer, Client, Door, Pace, Scope};
use wardround_checks::evidence::Liveness;

const MRN: &str = "MRN-7F3K-0042-QX";
const OK: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n";

/// What a server does with a request, once it has read it. Each ends when nobody listens any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Answers as one should.
    Well,
    /// A field, and another, and another.
    EndlessFields,
    /// A body without an end.
    EndlessBody,
    /// A byte every now and then.
    SlowBytes,
    /// Hangs up in the middle of what it promised.
    HalfABody,
    /// Compressed, though nobody asked for that.
    Encoded,
    /// A megabyte that is a gigabyte.
    Bomb,
    /// Compressed by a name that nobody knows.
    UnknownEncoding,
    /// Ten thousand cookies.
    ManyCookies,
    /// Nothing at all.
    Silence,
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_hostile_server_sends_is_bounded_and_never_taken_for_a_dead_session() {
    use Manner::{
        Bomb, Encoded, EndlessBody, EndlessFields, HalfABody, ManyCookies, Silence, SlowBytes,
        UnknownEncoding, Well,
    };
    let asked = [
        (Well, Liveness::Alive),
        (Encoded, Liveness::Alive),
        (EndlessFields, Liveness::Unknown),
        (EndlessBody, Liveness::Unknown),
        (SlowBytes, Liveness::Unknown),
        (HalfABody, Liveness::Unknown),
        (Bomb, Liveness::Unknown),
        (UnknownEncoding, Liveness::Unknown),
        (ManyCookies, Liveness::Unknown),
        (Silence, Liveness::Unknown),
    ];
    let mut asking = tokio::task::JoinSet::new();
    for (manner, expected) in asked {
        asking.spawn(async move { (manner, expected, ask(manner).await) });
    }
    while let Some(asked) = asking.join_next().await {
        let (manner, expected, (answer, took)) = asked.expect("an answer");
        assert_eq!(answer.session(), expected, "{manner:?}: {answer:?}");
        assert_eq!(answer.error.is_some(), expected == Liveness::Unknown, "{manner:?}: {answer:?}");
        assert!(took < Duration::from_secs(30), "{manner:?} took {took:?}");
    }
}

async fn ask(manner: Manner) -> (Answer, Duration) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    let serving = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream, manner));
        }
    });
    let mut door = Door::new(b"key");
    door.add_canary("mrn", MRN);
    let scope =
        Scope { hosts: vec!["127.0.0.1".to_owned(), "localhost".to_owned()], allowed: Vec::new() };
    let client = Client::new(false, scope, Pace::at_once()).expect("a client");
    let start = Instant::now();
    let answer =
        timeout(Duration::from_secs(60), client.get(&url, None, "a hostile server", &door));
    let answer = answer.await.expect("an end");
    serving.abort();
    (answer, start.elapsed())
}

/// An error means that the client has gone, which is what the test is about.
async fn answer(mut stream: TcpStream, manner: Manner) {
    let mut request = [0; 1024];
    let _ = stream.read(&mut request).await;
    let gzip = |plain: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        std::io::Write::write_all(&mut encoder, plain).expect("memory");
        encoder.finish().expect("memory")
    };
    let whole = |fields: &str, body: &[u8]| {
        let head = format!("{OK}{fields}content-length: {}\r\n\r\n", body.len());
        [head.as_bytes(), body].concat()
    };
    let once = match manner {
        Manner::Well => whole("", MRN.as_bytes()),
        Manner::Encoded => whole("content-encoding: gzip\r\n", &gzip(MRN.as_bytes())),
        Manner::Bomb => whole("content-encoding: gzip\r\n", &gzip(&vec![0; 200 << 20])),
        Manner::UnknownEncoding => whole("content-encoding: rot13\r\n", b"ZEA"),
        Manner::HalfABody => format!("{OK}content-length: 1000\r\n\r\nHello").into_bytes(),
        Manner::ManyCookies => {
            let cookies: String =
                (0..10_000).map(|n| format!("set-cookie: c{n}=1; Path=/\r\n")).collect();
            whole(&cookies, b"Hello")
        }
        Manner::EndlessFields => OK.as_bytes().to_vec(),
        Manner::EndlessBody | Manner::SlowBytes => format!("{OK}\r\n").into_bytes(),
        Manner::Silence => Vec::new(),
    };
    let (more, pause) = match manner {
        Manner::EndlessFields => (b"x-more: and more\r\n".repeat(64), Duration::ZERO),
        Manner::EndlessBody => (vec![b' '; 1 << 16], Duration::ZERO),
        Manner::SlowBytes => (b" ".to_vec(), Duration::from_millis(200)),
        Manner::Silence => (Vec::new(), Duration::from_millis(200)),
        _ => {
            let _ = stream.write_all(&once).await;
            return;
        }
    };
    let mut sent = stream.write_all(&once).await;
    while sent.is_ok() {
        sleep(pause).await;
        sent = stream.write_all(&more).await;
        if stream.writable().await.is_err() {
            return;
        }
    }
}
