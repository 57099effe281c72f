//! Between the replay room, which records, and the store, which keeps.

use crate::{
    failure::Failure,
    replay::{Desk, Keeper, ReplayError},
    store::{About, Folder, StoreError, utc},
};
use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};
use wardround_checks::evidence::{Flow, Step};

/// The folder of a flow that is being walked.
#[derive(Debug)]
pub(super) struct Shelf {
    /// The folder.
    pub(super) folder: Folder,
    about: About,
}

impl Shelf {
    /// A shelf for a flow that begins now.
    pub(super) fn new(folder: Folder, about: About) -> Self {
        Self { folder, about: About { started: utc(SystemTime::now()), ..about } }
    }

    /// Seals what was kept.
    pub(super) fn finish(self, flow: &Flow) -> Result<(), StoreError> {
        let about = About { ended: utc(SystemTime::now()), ..self.about };
        self.folder.finish(flow, &about).map(drop)
    }
}

impl Keeper for Shelf {
    fn keep(
        &mut self,
        place: usize,
        step: &Step,
        pictures: &[(String, Vec<u8>)],
    ) -> Result<(), ReplayError> {
        self.folder.step(place, step, pictures).map_err(lost)
    }
}

/// Where the evidence of pages goes: each page has a folder of its own, numbered as the list is.
#[derive(Debug)]
pub(super) struct Pages {
    /// The output folder.
    pub(super) out: PathBuf,
    /// What is known of every page.
    pub(super) about: About,
    open: BTreeMap<usize, (String, Shared)>,
}

/// The replay room fills a page's shelf while the desk waits to seal it.
#[derive(Debug, Clone)]
struct Shared(Arc<Mutex<Option<Shelf>>>);

impl Pages {
    /// A desk without pages.
    pub(super) fn new(out: PathBuf, about: About) -> Self {
        Self { out, about, open: BTreeMap::new() }
    }

    /// Seals the pages that were begun and not finished, for this reason.
    pub(super) fn close(&mut self, why: &str) -> Result<(), StoreError> {
        for (url, shared) in std::mem::take(&mut self.open).into_values() {
            let flow = Flow {
                scenario: "audit".to_owned(),
                title: url,
                engine: "chromium".to_owned(),
                stopped: Some(why.to_owned()),
                ..Flow::default()
            };
            if let Some(kept) = shared.take() {
                kept.finish(&flow)?;
            }
        }
        Ok(())
    }
}

impl Desk for Pages {
    fn keeper(&mut self, place: usize, url: &str) -> Result<Box<dyn Keeper>, ReplayError> {
        let folder = Folder::create(&self.out, &format!("audit-{:04}", place + 1)).map_err(lost)?;
        let about = About { target: url.to_owned(), ..self.about.clone() };
        let shared = Shared(Arc::new(Mutex::new(Some(Shelf::new(folder, about)))));
        self.open.insert(place, (url.to_owned(), shared.clone()));
        Ok(Box::new(shared))
    }

    fn done(&mut self, place: usize, flow: &Flow) -> Result<(), ReplayError> {
        match self.open.remove(&place).and_then(|(_, shared)| shared.take()) {
            Some(kept) => kept.finish(flow).map_err(lost),
            None => Ok(()),
        }
    }
}

impl Shared {
    fn take(&self) -> Option<Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Keeper for Shared {
    fn keep(
        &mut self,
        place: usize,
        step: &Step,
        pictures: &[(String, Vec<u8>)],
    ) -> Result<(), ReplayError> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match open.as_mut() {
            Some(open) => open.keep(place, step, pictures),
            None => {
                Err(ReplayError::Keep { said: "the page's folder is sealed already".to_owned() })
            }
        }
    }
}

fn lost(error: StoreError) -> ReplayError {
    ReplayError::Keep { said: Failure::from(error).in_a_line() }
}

#[cfg(test)]
mod tests {
    use super::{About, Desk, Flow, Pages, Step};
    use crate::store;

    #[test]
    fn each_page_has_a_sealed_folder_of_its_own_in_the_order_of_the_list() {
        let room = tempfile::tempdir().expect("a folder");
        let mut desk = Pages::new(room.path().to_owned(), About::default());
        // Two workers, out of step.
        for place in [10, 0, 1] {
            let url = format!("https://portal.test/{place}");
            let mut keeper = desk.keeper(place, &url).expect("a keeper");
            let step = Step { name: url.clone(), ..Step::default() };
            keeper.keep(0, &step, &[]).expect("kept");
            let flow = Flow { title: url, steps: vec![step.clone()], ..Flow::default() };
            desk.done(place, &flow).expect("sealed");
            assert!(keeper.keep(0, &step, &[]).is_err(), "nothing is kept behind a seal");
        }
        desk.keeper(20, "https://portal.test/20").expect("a keeper");
        desk.close("interrupted").expect("sealed");
        let read = store::folders(room.path()).expect("folders").into_iter();
        let read: Vec<_> = read.map(|folder| store::read(&folder).expect("sealed")).collect();
        let urls: Vec<_> = read.iter().map(|(flow, _)| flow.title.as_str()).collect();
        assert_eq!(
            urls,
            [
                "https://portal.test/0",
                "https://portal.test/1",
                "https://portal.test/10",
                "https://portal.test/20"
            ]
        );
        let stopped: Vec<_> = read.iter().map(|(flow, _)| flow.stopped.as_deref()).collect();
        assert_eq!(stopped, [None, None, None, Some("interrupted")]);
        for (flow, record) in &read {
            assert_eq!(record.about.target, flow.title);
            assert!(
                record.about.started.starts_with("20")
                    && record.about.ended >= record.about.started
            );
        }
    }
}
