//! The exchanges of a flow, one after the other.

use crate::evidence::{Exchange, Flow};

/// Every exchange of a flow, with the place of its step.
pub fn exchanges(flow: &Flow) -> impl Iterator<Item = (usize, &Exchange)> {
    flow.steps.iter().enumerate().flat_map(|(place, step)| {
        let exchanges = step.network.iter().flat_map(|network| &network.exchanges);
        exchanges.map(move |exchange| (place, exchange))
    })
}
