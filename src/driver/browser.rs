//! A browser of our own: started with an empty profile, ended without a trace.

use super::{Bidi, Context, DriverError, Installed, Tab, process::Driver};
use fantoccini::{Client, ClientBuilder, error::NewSessionError, wd::Capabilities};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::{
    path::{Path, PathBuf},
    time::Duration,
};
use tempfile::TempDir;
use tokio::time::{Instant, sleep, timeout};

/// The profile's folder, in the browser's home.
const PROFILE: &str = "profile";
/// The folder of what pages download, beside it.
const DOWNLOADS: &str = "downloads";
/// How a file is called while it is still coming.
const UNFINISHED: &str = ".crdownload";
/// How long a file that was answered may take until it is there.
const SAVING: Duration = Duration::from_secs(4);
const PATIENCE: Duration = Duration::from_secs(45);
const FAREWELL: Duration = Duration::from_secs(5);

/// How a browser is started.
#[derive(Debug, Clone)]
pub struct BrowserOptions {
    /// With a window.
    pub headed: bool,
    /// Base64 SHA-256 digests of public keys to trust, whatever their certificate says. A certificate error
    /// that is merely accepted makes Chromium keep nothing in its HTTP cache, and a search of it vacuous.
    pub pinned_keys: Vec<String>,
    /// The window's width in CSS pixels.
    pub width: u32,
    /// The window's height in CSS pixels.
    pub height: u32,
    /// Further switches, as on Chromium's command line: `--proxy-server=…`. One that makes it
    /// restore nothing (`--disable-back-forward-cache`) leaves the checks concerned without an answer. The flow has to
    /// stay in the browser's own context, so `--incognito` is none of them.
    pub switches: Vec<String>,
}

impl Default for BrowserOptions {
    fn default() -> Self {
        Self {
            headed: false,
            pinned_keys: Vec::new(),
            width: 1280,
            height: 900,
            switches: Vec::new(),
        }
    }
}

/// A running browser.
#[derive(Debug)]
pub struct Browser {
    /// The BiDi connection.
    pub bidi: Bidi,
    /// What is installed.
    pub installed: Installed,
    /// The switches it was started with.
    pub switches: Vec<String>,
    client: Client,
    driver: Driver,
    home: TempDir,
    options: BrowserOptions,
}

impl Browser {
    /// Starts driver and browser with an empty profile.
    pub async fn start(installed: Installed, options: BrowserOptions) -> Result<Self, DriverError> {
        let home = tempfile::Builder::new()
            .prefix("wardround-")
            .tempdir()
            .map_err(|source| DriverError::File { path: std::env::temp_dir(), source })?;
        let driver = Driver::start(&installed.driver, home.path()).await?;
        let switches = switches(&options, &home.path().join(PROFILE));
        let capabilities = capabilities(&installed, &switches);
        let address = format!("http://127.0.0.1:{}/", driver.port);
        let session = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&address)
            .await;
        let client = match session {
            Ok(client) => client,
            Err(error) => {
                driver.stop().await;
                return Err(DriverError::Session { said: said(error) });
            }
        };
        let socket = client
            .capabilities()
            .and_then(|given| given.get("webSocketUrl"))
            .and_then(|url| url.as_str())
            .map(ToOwned::to_owned);
        let bidi = match socket {
            Some(url) => Bidi::connect(&url).await,
            None => Err(DriverError::Socket { said: "the driver offers none".to_owned() }),
        };
        match bidi {
            Ok(bidi) => Ok(Self { bidi, installed, switches, client, driver, home, options }),
            Err(error) => {
                let _ = timeout(FAREWELL, client.close()).await;
                driver.stop().await;
                Err(error)
            }
        }
    }

    /// The browser's own context: its cookies, caches and storage are in the profile.
    pub fn default_context(&self) -> Context {
        Context::new(self.bidi.clone(), "default".to_owned(), self.view())
    }

    /// A new context with cookies, caches and storage of its own.
    pub async fn new_context(&self) -> Result<Context, DriverError> {
        let answer = self.bidi.call("browser.createUserContext", json!({})).await?;
        let id = answer["userContext"].as_str().unwrap_or_default().to_owned();
        Ok(Context::new(self.bidi.clone(), id, self.view()))
    }

    /// Lets the browser save what pages download without a question, into a folder of its home.
    pub async fn take_downloads(&self) -> Result<(), DriverError> {
        let path = self.home.path().join(DOWNLOADS);
        let made = tokio::fs::create_dir_all(&path).await;
        made.map_err(|source| DriverError::File { path: path.clone(), source })?;
        let behavior = json!({ "type": "allowed", "destinationFolder": path });
        let params = json!({ "downloadBehavior": behavior });
        let told = self.bidi.call("browser.setDownloadBehavior", params).await;
        if told.is_err() {
            // An empty folder would say that nothing was downloaded.
            let _ = tokio::fs::remove_dir(&path).await;
        }
        told.map(drop)
    }

    /// The names of the files that were downloaded so far, of which there should be so many: what is on its way is waited
    /// for, as long as it may take.
    pub async fn downloaded_all(&self, count: usize) -> Vec<String> {
        let start = Instant::now();
        loop {
            let names = self.downloaded().await;
            if names.len() >= count || start.elapsed() > SAVING {
                return names;
            }
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// The names of the files that were downloaded so far.
    async fn downloaded(&self) -> Vec<String> {
        let mut names = Vec::new();
        if let Ok(mut files) = tokio::fs::read_dir(self.home.path().join(DOWNLOADS)).await {
            while let Ok(Some(file)) = files.next_entry().await {
                names.push(file.file_name().to_string_lossy().into_owned());
            }
        }
        names.retain(|name| !name.ends_with(UNFINISHED));
        names.sort();
        names
    }

    /// The tab that the browser opened with.
    pub async fn first_tab(&self) -> Result<Tab, DriverError> {
        let tree = self.bidi.call("browsingContext.getTree", json!({ "maxDepth": 0 })).await?;
        let id = tree["contexts"][0]["context"]
            .as_str()
            .ok_or_else(|| DriverError::Answer { during: "browsingContext.getTree".to_owned() })?;
        let tab = Tab::new(self.bidi.clone(), id.to_owned());
        let (width, height) = self.view();
        tab.set_viewport(width, height).await?;
        Ok(tab)
    }

    /// Ends session, driver and browser, and removes the profile.
    pub async fn close(self) {
        drop(self.quit().await);
    }

    /// Ends session, driver and browser, and leaves the profile to be looked at.
    pub async fn quit(self) -> Profile {
        // A page that hangs can hold up the farewell; the signal that follows does not ask the page.
        let asked = timeout(FAREWELL, self.client.close()).await;
        let profile = Profile { quit: matches!(asked, Ok(Ok(()))), home: self.home };
        if profile.quit {
            profile.wait().await;
        }
        self.driver.stop().await;
        profile
    }

    /// The profile's folder, while the browser writes in it.
    pub fn profile(&self) -> PathBuf {
        self.home.path().join(PROFILE)
    }

    fn view(&self) -> (u32, u32) {
        (self.options.width, self.options.height)
    }
}

/// What a browser left behind when it ended; removed when it is dropped.
#[derive(Debug)]
pub struct Profile {
    home: TempDir,
    /// Whether the browser ended of its own accord. One that was killed has not written everything.
    pub quit: bool,
}

impl Profile {
    /// The profile's folder.
    pub fn path(&self) -> PathBuf {
        self.home.path().join(PROFILE)
    }

    /// The folder of what was downloaded.
    pub fn downloads(&self) -> PathBuf {
        self.home.path().join(DOWNLOADS)
    }

    /// Waits until the browser has written its last: then it takes its lock away.
    async fn wait(&self) {
        let lock = self.path().join("SingletonLock");
        let gone = async {
            while tokio::fs::symlink_metadata(&lock).await.is_ok() {
                sleep(Duration::from_millis(20)).await;
            }
        };
        let _ = timeout(FAREWELL, gone).await;
    }
}

fn switches(options: &BrowserOptions, profile: &Path) -> Vec<String> {
    let mut switches: Vec<String> = [
        // Media starts by itself as it does for a patient whose browser has learnt to allow it on this site.
        "--autoplay-policy=no-user-gesture-required",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-quic",
        "--disable-sync",
        "--force-color-profile=srgb",
        // The driver's own script leaves a megabyte behind with each page, and its engine sees no need to collect that
        // before it fills 512 MB.
        "--js-flags=--initial-old-space-size=64",
        "--no-default-browser-check",
        "--no-first-run",
        // Twenty pictures a second, encoded and decoded without hardware, slow every other flow down by an eighth.
        "--use-fake-device-for-media-stream=fps=5",
        "--use-fake-ui-for-media-stream",
    ]
    .map(str::to_owned)
    .into();
    // Containers give 64 MB of shared memory, which a few tabs fill; files in its place are slower.
    if !has_shared_memory() {
        switches.push("--disable-dev-shm-usage".to_owned());
    }
    if !options.headed {
        switches.push("--headless=new".to_owned());
    }
    // Chromium refuses to run as root in its sandbox; containers and CI run as root.
    if nix::unistd::geteuid().is_root() {
        switches.push("--no-sandbox".to_owned());
    }
    switches.push(format!("--window-size={},{}", options.width, options.height));
    switches.push(format!("--user-data-dir={}", profile.display()));
    if !options.pinned_keys.is_empty() {
        let keys = options.pinned_keys.join(",");
        switches.push(format!("--ignore-certificate-errors-spki-list={keys}"));
    }
    switches.extend(options.switches.iter().cloned());
    switches
}

/// Whether there is room in shared memory for the pictures of all tabs.
fn has_shared_memory() -> bool {
    const ENOUGH: u64 = 1 << 30;
    nix::sys::statvfs::statvfs("/dev/shm")
        .is_ok_and(|room| room.blocks_available().saturating_mul(room.fragment_size()) >= ENOUGH)
}

fn capabilities(installed: &Installed, switches: &[String]) -> Capabilities {
    let wanted = json!({
        "browserName": "chrome",
        "webSocketUrl": true,
        "unhandledPromptBehavior": { "default": "dismiss", "beforeUnload": "accept" },
        "timeouts": { "pageLoad": u64::try_from(PATIENCE.as_millis()).unwrap_or(u64::MAX) },
        "goog:chromeOptions": {
            "binary": installed.browser,
            "args": switches,
            // Forms are remembered as a patient's browser does; passwords would be asked about in a window of its own.
            "prefs": { "credentials_enable_service": false },
        },
    });
    wanted.as_object().cloned().unwrap_or_default()
}

/// The driver's words, out of the three shapes that fantoccini gives them in.
fn said(error: NewSessionError) -> String {
    match error {
        NewSessionError::NotW3C(json) => json["message"]
            .as_str()
            .or_else(|| json["value"]["message"].as_str())
            .map_or_else(|| json.to_string(), ToOwned::to_owned),
        NewSessionError::SessionNotCreated(error) => error.message.to_string(),
        other => other.to_string(),
    }
    .lines()
    .next()
    .unwrap_or_default()
    .to_owned()
}
