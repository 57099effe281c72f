//! The list of pages while several windows work it off.

use super::Keeper;
use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// A browser is replaced after so many pages. It grows by 1 to 3 MB with each, most of it in the driver's own script:
/// 1.6 GB after 300 pages and 2.4 GB after 500 (Chromium 156, proportional set size), and starting anew takes 2 s.
const MOST_IN_A_ROUND: usize = 250;

/// A page to be visited.
pub(super) struct Errand {
    /// Its place in the list.
    pub(super) place: usize,
    /// Its address.
    pub(super) url: String,
    /// Who keeps its evidence, once it was begun.
    pub(super) keeper: Option<Box<dyn Keeper>>,
    /// Whether it was under way when a browser was lost.
    suspected: bool,
}

/// The pages that are left. When a browser is lost, each page that it showed may be the cause: they are visited once
/// more, one by one, and the one that ends a browser alone is known for it.
pub(super) struct Errands(Mutex<Left>);

#[derive(Default)]
struct Left {
    pages: VecDeque<Errand>,
    suspects: VecDeque<Errand>,
    /// Whether this round is the suspects'.
    alone: bool,
    /// How many pages this round has had.
    had: usize,
}

impl Errands {
    /// All of these.
    pub(super) fn new(urls: &[(usize, String)]) -> Self {
        let pages = urls.iter().map(|(place, url)| Errand {
            place: *place,
            url: url.clone(),
            keeper: None,
            suspected: false,
        });
        Self(Mutex::new(Left { pages: pages.collect(), ..Left::default() }))
    }

    /// Begins a round with a new browser; false when nothing is left to do.
    pub(super) fn begin_round(&self) -> bool {
        let mut left = self.lock();
        left.alone = !left.suspects.is_empty();
        left.had = 0;
        left.alone || !left.pages.is_empty()
    }

    /// How many windows the round can have at work.
    pub(super) fn windows(&self, wished: usize) -> usize {
        let left = self.lock();
        if left.alone { 1 } else { wished.min(left.pages.len()).max(1) }
    }

    /// The next page of the round.
    pub(super) fn next(&self) -> Option<Errand> {
        let mut left = self.lock();
        if left.had == MOST_IN_A_ROUND {
            return None;
        }
        left.had += 1;
        if left.alone { left.suspects.pop_front() } else { left.pages.pop_front() }
    }

    /// Puts a page aside that was under way when the browser was lost; gives it back if that is its own doing.
    pub(super) fn suspect(&self, mut errand: Errand) -> Option<Errand> {
        if errand.suspected {
            return Some(errand);
        }
        errand.suspected = true;
        self.lock().suspects.push_back(errand);
        None
    }

    fn lock(&self) -> MutexGuard<'_, Left> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Errands, MOST_IN_A_ROUND};

    fn pages(count: usize) -> Errands {
        Errands::new(
            &(0..count).map(|n| (n, format!("https://portal.test/{n}"))).collect::<Vec<_>>(),
        )
    }

    #[test]
    fn pages_of_a_lost_browser_are_visited_alone_before_the_others() {
        let errands = pages(4);
        assert!(errands.begin_round());
        assert_eq!(errands.windows(2), 2);
        let under_way = [errands.next(), errands.next()];
        for errand in under_way.into_iter().flatten() {
            assert!(errands.suspect(errand).is_none(), "it may be another's doing");
        }
        assert!(errands.begin_round());
        assert_eq!(errands.windows(2), 1);
        let first = errands.next().expect("a suspect");
        assert_eq!(first.place, 0);
        assert!(errands.suspect(first).is_some(), "alone, it is its own doing");
        assert!(errands.begin_round());
        assert_eq!(errands.next().map(|errand| errand.place), Some(1));
        assert!(errands.next().is_none(), "a round of suspects has nothing else");
        assert!(errands.begin_round());
        assert_eq!(errands.next().map(|errand| errand.place), Some(2));
        assert_eq!(errands.windows(9), 1, "no more windows than pages");
        assert_eq!(errands.next().map(|errand| errand.place), Some(3));
        assert!(!errands.begin_round());
    }

    #[test]
    fn a_browser_is_replaced_before_it_has_grown_large() {
        let errands = pages(MOST_IN_A_ROUND + 1);
        assert!(errands.begin_round());
        let first = std::iter::from_fn(|| errands.next());
        assert_eq!(first.count(), MOST_IN_A_ROUND);
        assert!(errands.begin_round());
        assert_eq!(errands.next().map(|errand| errand.place), Some(MOST_IN_A_ROUND));
        assert!(errands.next().is_none());
        assert!(!errands.begin_round());
    }
}
