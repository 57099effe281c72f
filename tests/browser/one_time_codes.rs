//! A portal that takes each one-time code once: whoever signs in twice in half a minute waits for the next one.

use crate::{
    small_portal::{Request, begun, over, page, read, to},
    stage,
};
use std::{
    collections::BTreeSet,
    io,
    sync::{Arc, Mutex},
};
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
};
use wardround::{
    driver::BrowserOptions,
    replay::{Codes, Pace, Probes, WalkOptions},
    scenario::{self, Located, Secret},
};

const SCENARIO: &str = r#"
title: A portal that asks for a code
start: /sign-in
target:
  base: "http://127.0.0.1:1"
  hosts: ["127.0.0.1"]
  environment: test
patient:
  mrn: MRN-7F3K-0042-QX
secrets:
  authenticator: CODE_SEED
steps:
  - name: sign-in
    act:
      - fill: { field: Code, with: totp:authenticator }
      - click: { button: Sign in }
    expect:
      - path: /home
      - shows: patient.mrn
      - session: begun
  - name: sign-out
    act:
      - click: { button: Sign out }
    expect:
      - path: /signed-out
      - session: over
"#;

const SIGN_IN: &str = "<h1>Sign in</h1><form method=post action=/sign-in><label>Code <input name=code></label><button>Sign in</button></form>";
const HOME: &str = "<h1>Record</h1><p>MRN-7F3K-0042-QX</p><form method=post action=/sign-out><button>Sign out</button></form>";

#[test]
fn a_code_that_was_typed_before_is_not_the_end_of_a_flow() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let _place = stage::place().await;
        let (origin, refused) = serve().await;
        let mut scenario = scenario::parse("codes.yaml", SCENARIO)
            .unwrap_or_else(|error| panic!("{}", error.mistake()));
        scenario.target.base = Located::new(origin);
        let options = WalkOptions {
            browser: BrowserOptions::default(),
            keyed_elsewhere: 0,
            pace: Pace::at_once(),
            codes: Codes::default(),
            probes: Probes::None,
            time_scale: 1,
            key: b"the tests' own key".to_vec(),
        };
        let seed = Secret::new("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned());
        let secrets = [("authenticator".to_owned(), seed)].into();
        // The second one signs in with the code of the first, if half a minute is not over by chance.
        for _ in 0..2 {
            let walked = stage::walk(&scenario, &options, &secrets).await;
            assert!(walked.stopped.is_none(), "{:?}", walked.stopped);
            assert_eq!(walked.flow.steps[0].acts.len(), 2, "what was refused is left out");
        }
        assert!(*refused.lock().expect("a number") <= 1, "a code is refused once");
    });
}

/// Serves it until the runtime ends; gives the origin, and how many codes it refused.
async fn serve() -> (String, Arc<Mutex<u32>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (known, refused) =
        (Arc::<Mutex<BTreeSet<String>>>::default(), Arc::<Mutex<u32>>::default());
    let counted = Arc::clone(&refused);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream, Arc::clone(&known), Arc::clone(&counted)));
        }
    });
    (format!("http://{address}"), refused)
}

async fn answer(
    mut stream: TcpStream,
    known: Arc<Mutex<BTreeSet<String>>>,
    refused: Arc<Mutex<u32>>,
) -> io::Result<()> {
    let Request { method, path, body, signed_in } = read(&mut stream).await?;
    let bytes = match (method.as_str(), path.as_str()) {
        ("POST", "/sign-in") => {
            if known.lock().expect("codes").insert(body) {
                to("/home", &begun())
            } else {
                *refused.lock().expect("a number") += 1;
                page(&format!("<p role=alert>This code was used already.</p>{SIGN_IN}"))
            }
        }
        ("GET", "/sign-in") => page(SIGN_IN),
        ("GET", "/home") if signed_in => page(HOME),
        ("POST", "/sign-out") => to("/signed-out", &over()),
        ("GET", "/signed-out") => page("<h1>You are signed out</h1>"),
        _ => to("/sign-in", ""),
    };
    stream.write_all(&bytes).await?;
    stream.shutdown().await
}
