//! Tabs, and the contexts of cookies and storage that they belong to.

use super::{Bidi, Chord, DriverError, actions};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use std::{path::Path, time::Duration};

/// The name of the isolated world that our scripts run in.
const SANDBOX: &str = "wardround";

/// Cookies, caches and storage that tabs share.
#[derive(Debug, Clone)]
pub struct Context {
    bidi: Bidi,
    /// Its id: `default` is the profile's own.
    pub id: String,
    view: (u32, u32),
}

impl Context {
    pub(super) fn new(bidi: Bidi, id: String, view: (u32, u32)) -> Self {
        Self { bidi, id, view }
    }

    /// Opens a tab.
    pub async fn new_tab(&self) -> Result<Tab, DriverError> {
        self.create("tab").await
    }

    /// Opens a window: what is in it stays visible when another tab comes to the front, and its timers are
    /// not slowed down.
    pub async fn new_window(&self) -> Result<Tab, DriverError> {
        self.create("window").await
    }

    async fn create(&self, kind: &str) -> Result<Tab, DriverError> {
        let params = json!({ "type": kind, "userContext": self.id });
        let answer = self.bidi.call("browsingContext.create", params).await?;
        let id = answer["context"]
            .as_str()
            .ok_or_else(|| DriverError::Answer { during: "browsingContext.create".to_owned() })?;
        let tab = Tab::new(self.bidi.clone(), id.to_owned());
        tab.set_viewport(self.view.0, self.view.1).await?;
        Ok(tab)
    }

    /// Every cookie, as the browser keeps them: values included, so never to be written down.
    pub async fn cookies(&self) -> Result<Vec<Value>, DriverError> {
        let partition = json!({ "type": "storageKey", "userContext": self.id });
        let answer =
            self.bidi.call("storage.getCookies", json!({ "partition": partition })).await?;
        Ok(answer["cookies"].as_array().cloned().unwrap_or_default())
    }

    /// Puts a cookie there, as a site of this host would that sends it over TLS: `Secure`, `HttpOnly`, for the whole host.
    pub async fn set_cookie(
        &self,
        name: &str,
        value: &str,
        host: &str,
        secure: bool,
    ) -> Result<(), DriverError> {
        let cookie = json!({
            "name": name,
            "value": { "type": "string", "value": value },
            "domain": host,
            "path": "/",
            "secure": secure,
            "httpOnly": true,
            "sameSite": "lax",
        });
        let partition = json!({ "type": "storageKey", "userContext": self.id });
        let params = json!({ "cookie": cookie, "partition": partition });
        self.bidi.call("storage.setCookie", params).await.map(drop)
    }

    /// Ends the context and its tabs. The default one stays.
    pub async fn remove(self) -> Result<(), DriverError> {
        if self.id == "default" {
            return Ok(());
        }
        let params = json!({ "userContext": self.id });
        self.bidi.call("browser.removeUserContext", params).await.map(drop)
    }
}

/// A tab. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Tab {
    /// The connection.
    pub bidi: Bidi,
    /// Its browsing context.
    pub id: String,
}

impl Tab {
    pub(super) fn new(bidi: Bidi, id: String) -> Self {
        Self { bidi, id }
    }

    /// Opens an address and waits until the document is complete.
    pub async fn navigate(&self, url: &str, limit: Duration) -> Result<(), DriverError> {
        let params = json!({ "context": self.id, "url": url, "wait": "complete" });
        self.bidi.call_within(limit, "browsingContext.navigate", params).await.map(drop)
    }

    /// Loads the page anew, as a person does: its document is asked for at the server, whatever the cache holds.
    pub async fn reload(&self, limit: Duration) -> Result<(), DriverError> {
        let params = json!({ "context": self.id, "wait": "complete" });
        self.bidi.call_within(limit, "browsingContext.reload", params).await.map(drop)
    }

    /// Steps back (negative) or forward in the history.
    pub async fn traverse(&self, delta: i32) -> Result<(), DriverError> {
        let params = json!({ "context": self.id, "delta": delta });
        self.bidi.call("browsingContext.traverseHistory", params).await.map(drop)
    }

    /// Brings the tab to the front.
    pub async fn activate(&self) -> Result<(), DriverError> {
        self.bidi.call("browsingContext.activate", json!({ "context": self.id })).await.map(drop)
    }

    /// Closes the tab.
    pub async fn close(&self) -> Result<(), DriverError> {
        self.bidi.call("browsingContext.close", json!({ "context": self.id })).await.map(drop)
    }

    /// Sets the size of the viewport in CSS pixels.
    pub async fn set_viewport(&self, width: u32, height: u32) -> Result<(), DriverError> {
        let viewport = json!({ "width": width, "height": height });
        let params = json!({ "context": self.id, "viewport": viewport, "devicePixelRatio": 1.0 });
        self.bidi.call("browsingContext.setViewport", params).await.map(drop)
    }

    /// The address of the document, as the browser knows it.
    pub async fn url(&self) -> Result<String, DriverError> {
        let params = json!({ "root": self.id, "maxDepth": 0 });
        let tree = self.bidi.call("browsingContext.getTree", params).await?;
        Ok(tree["contexts"][0]["url"].as_str().unwrap_or_default().to_owned())
    }

    /// Calls a function in the isolated world. `what` names it in errors. Arguments and result are JSON;
    /// a promise is waited for.
    pub async fn call(
        &self,
        what: &str,
        function: &str,
        arguments: &Value,
        limit: Duration,
    ) -> Result<Value, DriverError> {
        let target = json!({ "context": self.id, "sandbox": SANDBOX });
        self.call_in(target, what, function, arguments, limit).await
    }

    /// Calls a function in the page's own world, where the page can interfere: only for what our own hooks
    /// keep there.
    pub async fn call_in_page(
        &self,
        what: &str,
        function: &str,
        arguments: &Value,
        limit: Duration,
    ) -> Result<Value, DriverError> {
        self.call_in(json!({ "context": self.id }), what, function, arguments, limit).await
    }

    async fn call_in(
        &self,
        target: Value,
        what: &str,
        function: &str,
        arguments: &Value,
        limit: Duration,
    ) -> Result<Value, DriverError> {
        // One JSON text in and out: BiDi's own value encoding costs many times as much.
        let declaration = format!(
            "async (json) => JSON.stringify(await ({function})(...JSON.parse(json))) ?? 'null'"
        );
        let params = json!({
            "functionDeclaration": declaration,
            "arguments": [{ "type": "string", "value": arguments.to_string() }],
            "awaitPromise": true,
            "target": target,
            "userActivation": false,
        });
        let answer = self.bidi.call_within(limit, "script.callFunction", params).await?;
        if answer["type"] == "success" {
            answer["result"]["value"]
                .as_str()
                .and_then(|json| serde_json::from_str(json).ok())
                .ok_or_else(|| DriverError::Answer { during: what.to_owned() })
        } else {
            let said = answer["exceptionDetails"]["text"].as_str().unwrap_or("it threw");
            Err(DriverError::Script { what: what.to_owned(), said: said.to_owned() })
        }
    }

    /// A screenshot as PNG: of the whole document, or of what the window shows.
    pub async fn screenshot(&self, whole: bool) -> Result<Vec<u8>, DriverError> {
        self.capture(json!({ "origin": if whole { "document" } else { "viewport" } })).await
    }

    /// A screenshot as PNG of a part of the window, in CSS pixels from its corner.
    pub async fn screenshot_of(
        &self,
        x: f64,
        y: f64,
        width: f64,
        height: f64,
    ) -> Result<Vec<u8>, DriverError> {
        let clip = json!({ "type": "box", "x": x, "y": y, "width": width, "height": height });
        self.capture(json!({ "origin": "viewport", "clip": clip })).await
    }

    /// A screenshot as PNG of a part of the document, in CSS pixels from its corner.
    pub async fn screenshot_of_page(
        &self,
        x: f64,
        y: f64,
        width: f64,
        height: f64,
    ) -> Result<Vec<u8>, DriverError> {
        let clip = json!({ "type": "box", "x": x, "y": y, "width": width, "height": height });
        self.capture(json!({ "origin": "document", "clip": clip })).await
    }

    async fn capture(&self, mut params: Value) -> Result<Vec<u8>, DriverError> {
        params["context"] = json!(self.id);
        params["format"] = json!({ "type": "image/png" });
        let answer = self.bidi.call("browsingContext.captureScreenshot", params).await?;
        answer["data"]
            .as_str()
            .and_then(|data| STANDARD.decode(data).ok())
            .ok_or_else(|| DriverError::Answer { during: "captureScreenshot".to_owned() })
    }

    /// Clicks at a point of the viewport with a mouse.
    pub async fn click(&self, x: f64, y: f64) -> Result<(), DriverError> {
        self.perform(actions::click(x, y)).await
    }

    /// Presses keys together and lets go of them.
    pub async fn press(&self, chord: &Chord) -> Result<(), DriverError> {
        self.perform(actions::press(chord)).await
    }

    /// Does that many times, as fast as the browser takes it.
    pub async fn press_often(&self, chord: &Chord, times: usize) -> Result<(), DriverError> {
        self.perform(actions::press_often(chord, times)).await
    }

    /// Types text key by key.
    pub async fn type_text(&self, text: &str) -> Result<(), DriverError> {
        self.perform(actions::type_text(text)).await
    }

    async fn perform(&self, sources: Value) -> Result<(), DriverError> {
        let params = json!({ "context": self.id, "actions": sources });
        self.bidi.call("input.performActions", params).await.map(drop)
    }

    /// Puts a file into the file field that a function of the isolated world returns.
    pub async fn attach(
        &self,
        function: &str,
        argument: &Value,
        file: &Path,
    ) -> Result<(), DriverError> {
        let params = json!({
            "functionDeclaration": format!("(json) => ({function})(...JSON.parse(json))"),
            "arguments": [{ "type": "string", "value": argument.to_string() }],
            "awaitPromise": true,
            "resultOwnership": "root",
            "target": { "context": self.id, "sandbox": SANDBOX },
        });
        let answer = self.bidi.call("script.callFunction", params).await?;
        let element = &answer["result"]["sharedId"];
        let files = json!([std::path::absolute(file).unwrap_or_else(|_| file.to_owned())]);
        let params =
            json!({ "context": self.id, "element": { "sharedId": element }, "files": files });
        self.bidi.call("input.setFiles", params).await.map(drop)
    }

    /// A command of Chromium's own protocol, over the same socket.
    pub async fn devtools(&self, method: &str, params: Value) -> Result<Value, DriverError> {
        let session = self.bidi.call("goog:cdp.getSession", json!({ "context": self.id })).await?;
        let params = json!({ "method": method, "params": params, "session": session["session"] });
        let answer = self.bidi.call("goog:cdp.sendCommand", params).await?;
        Ok(answer["result"].clone())
    }
}
