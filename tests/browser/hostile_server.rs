//! A server that floods a browser: what the recorder takes of it stays bounded, and nothing passes on what was not read.

use crate::{
    program::World,
    small_portal::{self, MRN, Request, begun, ok, over, page, read, to},
    stage,
};
use std::{
    fs, io,
    path::Path,
    process::Stdio,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    time::sleep,
};

/// As much memory as our own process may take, whatever comes.
const MOST_MEMORY_KB: u64 = 400_000;

/// The documents that a visit asks for, each hostile in its own way; the last is as it should be.
const DOCUMENTS: [&str; 6] = ["bomb", "field", "cookies", "drip", "circle", "plain"];

const SIGN_IN: &str = "<h1>Sign in</h1><form method=post action=/sign-in><label>Username <input name=user></label><button>Sign in</button></form>";
/// A page of the patient's that asks for all of that at once.
const HOME: &str = "<h1>Record</h1><p>MRN-7F3K-0042-QX</p><p id=told></p><form method=post action=/sign-out><button>Sign out</button></form>
<script>
const ask = (path) => fetch(path).then((answer) => answer.text()).catch(() => '');
const small = Array.from({ length: 100 }, (_, number) => ask('/small/' + number));
Promise.all([ask('/bomb'), ask('/field'), ask('/circle'), ...small]).then(() => { told.textContent = 'All results are there'; });
</script>";

#[test]
fn a_flood_of_answers_is_bounded_and_passes_nothing() {
    stage::installed();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let _place = runtime.block_on(stage::place());
    let origin = runtime.block_on(serve());
    let world = World::new();
    let file = world.folder.path().join("flood.yaml");
    fs::write(&file, small_portal::SCENARIO).expect("a file");
    let (file, out) = (file.to_string_lossy().into_owned(), world.out());
    let out_text = out.to_string_lossy().into_owned();
    let words = ["run", &file, "--base-url", &origin, "--probes", "none", "--format", "json"];
    let words = [&words[..], &["--out", &out_text]].concat();
    let (code, memory) = bounded(&world, &words, Duration::from_secs(240));
    assert!(memory < MOST_MEMORY_KB, "{memory} kB");
    assert_ne!(code, Some(70));
    let verdict = verdict(&out);
    let doubts = counts(&verdict, "cache-storable-phi", "cantTell");
    let passes = counts(&verdict, "cache-storable-phi", "passed");
    assert!(doubts > 0, "{doubts} in doubt, {passes} passed");
    assert_eq!(world.left_behind(), Vec::<String>::new());
}

#[test]
fn documents_that_flood_are_each_a_state() {
    stage::installed();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let _place = runtime.block_on(stage::place());
    let origin = runtime.block_on(serve());
    let world = World::new();
    let urls: Vec<_> = DOCUMENTS.iter().map(|name| format!("{origin}/{name}")).collect();
    let list = world.folder.path().join("urls.txt");
    fs::write(&list, urls.join("\n")).expect("a file");
    let (list, out) = (list.to_string_lossy().into_owned(), world.out());
    let out_text = out.to_string_lossy().into_owned();
    let words =
        ["audit", "--urls", &list, "--probes", "none", "--format", "json", "--out", &out_text];
    let (code, memory) = bounded(&world, &words, Duration::from_secs(240));
    assert!(memory < MOST_MEMORY_KB, "{memory} kB");
    assert_ne!(code, Some(70));
    let verdict = verdict(&out);
    let states = verdict["states"].as_array().expect("states");
    let seen: Vec<_> =
        states.iter().map(|state| state["step"].as_str().unwrap_or_default()).collect();
    assert_eq!(seen, urls, "one state for each line, in order");
    assert_eq!(world.left_behind(), Vec::<String>::new());
}

/// Runs the program to its end; gives its code and the most memory that it ever had, in kB.
fn bounded(world: &World, words: &[&str], limit: Duration) -> (Option<i32>, u64) {
    let mut program = world
        .command(words)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    let (start, mut memory) = (Instant::now(), 0);
    loop {
        let status =
            fs::read_to_string(format!("/proc/{}/status", program.id())).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|peak| peak.trim().trim_end_matches("kB").trim().parse().ok());
        memory = memory.max(peak.unwrap_or(0));
        if let Some(ended) = program.try_wait().expect("a child") {
            return (ended.code(), memory);
        }
        assert!(start.elapsed() < limit, "it does not end");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn verdict(out: &Path) -> serde_json::Value {
    let verdict = fs::read_to_string(out.join("verdict.json")).expect("a verdict");
    serde_json::from_str(&verdict).expect("JSON")
}

/// How many of a check's judgements have this outcome.
fn counts(verdict: &serde_json::Value, check: &str, outcome: &str) -> u64 {
    let outcomes = verdict["outcomes"].as_array().into_iter().flatten();
    outcomes
        .filter(|known| known["check"] == check)
        .filter_map(|known| known[outcome].as_u64())
        .sum()
}

/// Serves it until the runtime ends; gives the origin.
async fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let bomb = Arc::new(bomb());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream, Arc::clone(&bomb)));
        }
    });
    format!("http://{address}")
}

/// 64 MB with health data at their end, in a few kB: more than is read of any body.
fn bomb() -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let part = vec![b' '; 1 << 20];
    for _ in 0..64 {
        io::Write::write_all(&mut encoder, &part).expect("memory");
    }
    io::Write::write_all(&mut encoder, MRN.as_bytes()).expect("memory");
    encoder.finish().expect("memory")
}

/// An error means that the browser has gone, which is its right.
async fn answer(mut stream: TcpStream, bomb: Arc<Vec<u8>>) -> io::Result<()> {
    let Request { method, path, signed_in, .. } = read(&mut stream).await?;
    let bytes = match (method.as_str(), path.as_str()) {
        ("GET", "/sign-in") => page(SIGN_IN),
        ("POST", "/sign-in") => to("/home", &begun()),
        ("GET", "/home") if signed_in => page(HOME),
        ("POST", "/sign-out") => to("/signed-out", &over()),
        ("GET", "/signed-out") => page("<h1>You are signed out</h1>"),
        (_, "/bomb") => ok("text/html", "Content-Encoding: gzip\r\n", &bomb),
        // More than Chromium takes, which is 256 kB.
        (_, "/field") => ok("text/html", &format!("X-More: {}\r\n", "x".repeat(1 << 20)), b""),
        (_, "/cookies") => {
            let cookies: String =
                (0..10_000).map(|number| format!("Set-Cookie: c{number}=1\r\n")).collect();
            ok("text/html", &cookies, b"<title>Cookies</title><p>Many")
        }
        (_, "/circle") => to("/circle", ""),
        (_, "/plain") => page("<h1>Plain</h1>"),
        (_, path) if path.starts_with("/small/") => ok("text/plain", "", b"small"),
        (_, "/drip") => return drip(stream).await,
        _ => to("/sign-in", ""),
    };
    stream.write_all(&bytes).await?;
    stream.shutdown().await
}

/// A byte a second, without an end.
async fn drip(mut stream: TcpStream) -> io::Result<()> {
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n").await?;
    loop {
        stream.write_all(b" ").await?;
        sleep(Duration::from_secs(1)).await;
    }
}
