//! A client with a cookie jar, as small as one portal needs.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use reqwest::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, LOCATION, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder};
use wardround_test_site::persona::Account;
use wardround_test_site::{Fault, Options, Site, one_time_code};

/// A portal with these faults.
pub(crate) async fn site(faults: &[&str], time_scale: u32) -> Site {
    let faults = faults.iter().map(|name| Fault::parse(name).unwrap()).collect();
    Site::start(Options { faults, time_scale, port: 0 }).await.unwrap()
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn location(&self) -> &str {
        self.header(LOCATION.as_str())
    }

    /// The token of the first form.
    pub(crate) fn csrf(&self) -> String {
        let rest = self.body.split(r#"name="csrf" value=""#).nth(1).expect("a form with a token");
        rest.split('"').next().unwrap().to_owned()
    }
}

/// One browser.
#[derive(Clone)]
pub(crate) struct Browser {
    client: Client,
    origin: String,
    pub(crate) cookies: BTreeMap<String, String>,
}

impl Browser {
    pub(crate) fn new(origin: &str) -> Self {
        // Every test may be the first; the second to come finds it done.
        drop(rustls::crypto::ring::default_provider().install_default());
        let client = Client::builder()
            .redirect(Policy::none())
            .tls_danger_accept_invalid_certs(true)
            .build()
            .unwrap();
        Self { client, origin: origin.to_owned(), cookies: BTreeMap::new() }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        let request = self.request(Method::GET, path);
        self.send(request).await
    }

    /// As a frame asks.
    pub(crate) async fn get_in_frame(&mut self, path: &str) -> Answer {
        let request = self.request(Method::GET, path).header("sec-fetch-dest", "iframe");
        self.send(request).await
    }

    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let request = self
            .request(Method::POST, path)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body.join("&"));
        self.send(request).await
    }

    /// As a script of the portal asks.
    pub(crate) async fn ask(&mut self, method: Method, path: &str, csrf: &str) -> Answer {
        let request = self
            .request(method, path)
            .header(ACCEPT, "application/json")
            .header("x-csrf-token", csrf);
        self.send(request).await
    }

    /// Signs in with both factors and returns the first page.
    pub(crate) async fn sign_in(&mut self, account: &Account) -> Answer {
        let answer = self.second_factor_answer(account).await;
        let landing = answer.location().to_owned();
        self.get(&landing).await
    }

    /// The page that asks for the code.
    pub(crate) async fn code_page(&mut self, account: &Account) -> Answer {
        let csrf = self.get("/sign-in").await.csrf();
        let fields = [
            ("csrf", csrf.as_str()),
            ("username", account.username),
            ("password", account.password),
        ];
        let answer = self.post("/sign-in", &fields).await;
        assert_eq!((answer.status, answer.location()), (303, "/second-factor"));
        self.get("/second-factor").await
    }

    /// Signs in and returns the answer that begins the session.
    pub(crate) async fn second_factor_answer(&mut self, account: &Account) -> Answer {
        let csrf = self.code_page(account).await.csrf();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
        let code = one_time_code(account.totp, now).unwrap();
        let answer = self.post("/second-factor", &[("csrf", &csrf), ("code", &code)]).await;
        assert_eq!(answer.status, 303);
        answer
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        self.client
            .request(method, format!("{}{path}", self.origin))
            .header(COOKIE, cookies.join("; "))
    }

    async fn send(&mut self, request: RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        for line in headers.get_all(SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Answer { status, headers, body: response.text().await.unwrap() }
    }
}

fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |encoded, byte| encoded + &format!("%{byte:02X}"))
}
