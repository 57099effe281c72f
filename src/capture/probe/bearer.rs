//! Bearer tokens by themselves: whether one opens the door, and still does when its session is over.

use super::{Answer, Client, Repeats, Request, replay};
use crate::capture::{Door, token};
use std::time::{SystemTime, UNIX_EPOCH};
use wardround_checks::evidence::{Liveness, Replay};

/// A request that a token alone answers with health data.
#[derive(Debug, Clone)]
pub struct Bearer {
    url: String,
    authorization: String,
}

/// As many requests as are tried for one that a token alone opens.
const MOST: usize = 3;

impl Bearer {
    /// The first recorded request that its `Authorization` field alone opens; the tries are added to the replays.
    pub async fn find(
        client: &Client,
        repeats: &Repeats,
        door: &Door,
        replays: &mut Vec<Replay>,
    ) -> Option<Self> {
        // The newest first: an older one may have ended by itself.
        let addresses = repeats.interfaces_first().into_iter().rev();
        let with_tokens = addresses.filter_map(|address| {
            let authorization = address.authorization.clone()?;
            Some(Self { url: address.url.clone(), authorization })
        });
        for bearer in with_tokens.take(MOST) {
            let answer = bearer.ask(client, "token before sign-out", door).await;
            replays.push(bearer.replay("token-control", &answer, -1, door));
            if answer.session() == Liveness::Alive {
                return Some(bearer);
            }
        }
        None
    }

    /// Asks once more after sign-out.
    pub async fn again(&self, client: &Client, after_ms: i64, door: &Door) -> Replay {
        let answer = self.ask(client, "token after sign-out", door).await;
        self.replay("token-signed-out", &answer, after_ms, door)
    }

    async fn ask(&self, client: &Client, purpose: &str, door: &Door) -> Answer {
        let fields = [("authorization", self.authorization.as_str())];
        client.send(&Request::get(&self.url, &fields, "bearer", purpose), door).await
    }

    fn replay(&self, kind: &str, answer: &Answer, after_ms: i64, door: &Door) -> Replay {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs());
        let now = i64::try_from(now).unwrap_or(i64::MAX);
        let token = token::read(door, &self.authorization, "authorization").pop();
        let expires_in_s = token.and_then(|token| token.expires).map(|end| end - now);
        Replay { expires_in_s, ..replay(kind, &self.url, "bearer", answer, after_ms, door) }
    }
}
