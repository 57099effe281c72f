//! What is behind the links of a page.

use super::step;
use crate::evidence::{Destination, Step};

/// A page whose links lead to `/a` and `/b`, with where each of the two ends and the number of its content: 0 when that
/// is not known, below 0 when it has not a word in common with the other.
pub(crate) fn behind_links(html: &str, behind: &[(&str, i32); 2]) -> Step {
    let mut step = step(html);
    let address = |path: &str| format!("https://portal.test{path}");
    if let Some(page) = &mut step.page {
        let both = ["/a", "/b"].into_iter().zip(behind).zip([1, 0]);
        page.destinations = both
            .map(|((path, (end, content)), other)| Destination {
                address: address(path),
                end: Some(address(end)),
                content: u32::try_from(*content).ok().filter(|content| *content > 0),
                unlike: if *content < 0 { vec![other] } else { Vec::new() },
            })
            .collect();
    }
    step
}
