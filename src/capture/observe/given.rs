//! What service workers gave, and other answers of which nothing passed over the wire.
//!
//! To BiDi what a service worker gives is from the cache, or from the network (Chromium 156).

use super::ledger::Ledger;
use serde_json::{Value, json};
use wardround_checks::evidence::CacheUse;

impl Ledger {
    /// `Network.responseReceived`.
    pub(super) fn given(&mut self, params: &Value) {
        let (id, response) = (&params["requestId"], &params["response"]);
        self.final_fields(id, response, &params["hasExtraInfo"]);
        if let (Some(request), true) = (id.as_str(), response["fromServiceWorker"] == true) {
            // What it only passes on is not its own.
            let from = match response["serviceWorkerResponseSource"].as_str() {
                Some("network") => CacheUse::Network,
                Some("http-cache") => CacheUse::Cache,
                _ => CacheUse::ServiceWorker,
            };
            self.given.insert(request.to_owned(), from);
        }
    }

    /// `Network.requestWillBeSent`: an answer that leads elsewhere.
    pub(super) fn led_on(&mut self, params: &Value) {
        let (response, extra) = (&params["redirectResponse"], &params["redirectHasExtraInfo"]);
        self.final_fields(&params["requestId"], response, extra);
    }

    /// Fields of an answer that no other event tells: through a worker, and of a worker's own script.
    fn final_fields(&mut self, id: &Value, response: &Value, extra: &Value) {
        if response.is_object() && (*extra == false || response["fromServiceWorker"] == true) {
            let (status, headers) = (&response["status"], &response["headers"]);
            self.fields.add(&json!({ "requestId": id, "statusCode": status, "headers": headers }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Ledger;
    use crate::capture::{Door, Scope};
    use serde_json::{Value, json};
    use wardround_checks::evidence::{CacheUse, Exchange};

    fn seen(response: &Value) -> Exchange {
        let mut ledger = Ledger::new(Door::new(b"key"), Scope::default());
        let request = json!({ "request": "7", "url": "https://portal.example/", "method": "GET" });
        ledger.sent(&json!({ "request": request }));
        ledger.given(&json!({ "requestId": "7", "response": response }));
        let response = json!({ "status": 200, "fromCache": true, "headers": [] });
        ledger.completed(&json!({ "request": request, "response": response }));
        ledger.take().remove(0)
    }

    #[test]
    fn what_a_worker_keeps_is_its_own_and_what_it_passes_on_is_not() {
        for (source, expected) in [
            ("cache-storage", CacheUse::ServiceWorker),
            ("fallback-code", CacheUse::ServiceWorker),
            ("http-cache", CacheUse::Cache),
            ("network", CacheUse::Network),
        ] {
            let headers = json!({ "Cache-Control": "no-store" });
            let response = json!({
                "fromServiceWorker": true,
                "serviceWorkerResponseSource": source,
                "status": 200,
                "headers": headers,
            });
            let exchange = seen(&response);
            assert_eq!(exchange.cache, expected, "{source}");
            assert!(exchange.true_fields, "{source}");
            assert_eq!(exchange.field("cache-control").as_deref(), Some("no-store"), "{source}");
        }
    }

    #[test]
    fn what_no_other_event_tells_is_true() {
        let mut ledger = Ledger::new(Door::new(b"key"), Scope::default());
        let request = json!({ "request": "7", "url": "https://portal.example/", "method": "POST" });
        let asked = |hop: u32| json!({ "request": request, "redirectCount": hop });
        let answered = |hop: u32, status: u32| {
            let response = json!({ "status": status, "headers": [] });
            json!({ "request": request, "redirectCount": hop, "response": response })
        };
        ledger.sent(&asked(0));
        ledger.completed(&answered(0, 303));
        let told =
            |status: u32| json!({ "status": status, "headers": { "A": status.to_string() } });
        let led = json!({ "requestId": "7", "redirectResponse": told(303), "redirectHasExtraInfo": false });
        ledger.led_on(&led);
        ledger.sent(&asked(1));
        ledger.given(&json!({ "requestId": "7", "response": told(200), "hasExtraInfo": true }));
        ledger.completed(&answered(1, 200));
        let seen = ledger.take();
        assert_eq!((seen[0].true_fields, seen[1].true_fields), (true, false));
        assert_eq!(seen[0].field("a").as_deref(), Some("303"));
    }

    #[test]
    fn without_a_worker_it_is_as_bidi_tells_it() {
        let exchange = seen(&json!({ "fromServiceWorker": false, "status": 200, "headers": {} }));
        assert_eq!(exchange.cache, CacheUse::Cache);
    }
}
