//! The exchanges of a flow, one after the other.

use crate::evidence::{Exchange, Flow};

/// Every exchange of a flow, with the place of its step.
pub fn exchanges(flow: &Flow) -> impl Iterator<Item = (usize, &Exchange)> {
    flow.steps.iter().enumerate().flat_map(|(place, step)| {
        let exchanges = step.network.iter().flat_map(|network| &network.exchanges);
        exchanges.map(move |exchange| (place, exchange))
    })
}

/// Whether the page's own Content Security Policy stopped a request, so that it never left.
pub fn stopped_by_policy(exchange: &Exchange) -> bool {
    let error = exchange.error.as_deref().unwrap_or_default().to_ascii_lowercase();
    error.contains("blocked_by_csp") || error.contains("blocked:csp")
}
