//! Service workers: targets of Chromium's own protocol that are no tabs.

use super::{Bidi, DriverError};
use serde_json::{Value, json};

/// A running service worker, and a session of our own with it. What is set there ends with the session.
#[derive(Debug)]
pub struct Worker {
    bidi: Bidi,
    session: String,
}

impl Worker {
    /// Opens a session with the worker of this target.
    pub async fn attach(bidi: &Bidi, target: &str) -> Result<Self, DriverError> {
        const METHOD: &str = "Target.attachToTarget";
        let params = json!({ "targetId": target, "flatten": true });
        let params = json!({ "method": METHOD, "params": params });
        let answer = bidi.call("goog:cdp.sendCommand", params).await?;
        let session = answer["result"]["sessionId"]
            .as_str()
            .ok_or_else(|| DriverError::Answer { during: METHOD.to_owned() })?;
        Ok(Self { bidi: bidi.clone(), session: session.to_owned() })
    }

    /// A command of Chromium's own protocol.
    pub async fn devtools(&self, method: &str, params: Value) -> Result<Value, DriverError> {
        let params = json!({ "method": method, "params": params, "session": self.session });
        let answer = self.bidi.call("goog:cdp.sendCommand", params).await?;
        Ok(answer["result"].clone())
    }

    /// Ends the session.
    pub async fn detach(self) -> Result<(), DriverError> {
        let params = json!({ "sessionId": self.session });
        let params = json!({ "method": "Target.detachFromTarget", "params": params });
        self.bidi.call("goog:cdp.sendCommand", params).await.map(drop)
    }
}
