//! The documents that a portal sent in a flow, each with the pages that were made of it.

use super::{Address, Amount, Canaries, Page};
use crate::evidence::{Body, Exchange, Flow, Party, Phase, Step};

/// A document that the portal sent.
#[derive(Debug)]
pub struct Document<'e> {
    /// The place of the step in which it was asked for.
    pub step: usize,
    /// The request and its response.
    pub exchange: &'e Exchange,
    /// The pages that were recorded of it, in order; none when it was left before the end of the step, or is a frame's.
    pub pages: Vec<Page<'e>>,
    phase: Phase,
}

impl<'e> Document<'e> {
    /// Those of a flow, given the page at the end of each step.
    pub fn all(flow: &'e Flow, page_at: impl Fn(usize) -> Option<Page<'e>>) -> Vec<Self> {
        let mut all = Vec::new();
        for (place, step) in flow.steps.iter().enumerate() {
            let exchanges = step.network.iter().flat_map(|network| &network.exchanges);
            for exchange in exchanges.filter(|exchange| is_document(exchange)) {
                let mut pages = Vec::new();
                if is_shown(exchange, step) {
                    // Until a new document is loaded, later steps show what scripts made of this one.
                    let later = flow.steps.iter().skip(place + 1);
                    let stays = later.take_while(|step| !step.navigated).count();
                    pages.extend((place..=place + stays).filter_map(&page_at));
                }
                all.push(Self { step: place, exchange, pages, phase: step.phase });
            }
        }
        all
    }

    /// Whether it was asked for in a step at whose end the patient was signed in.
    pub fn is_signed_in(&self) -> bool {
        self.phase == Phase::During
    }

    /// Whether it holds health data, or a page that scripts made of it shows some.
    pub fn shows_phi(&self, canaries: &Canaries<'_>) -> bool {
        self.exchange.bears_phi()
            || self.pages.iter().any(|page| {
                // Most texts hold no token at all, and a long page has many.
                let strings = page.recorded.strings.iter().filter(|text| text.contains('⟦'));
                let names: Vec<_> = strings.flat_map(|text| canaries.tokens(text)).collect();
                canaries.amount(&names) != Amount::Nothing
            })
    }

    /// Whether nobody looked into it: its body was not read, and no page was recorded of it.
    pub fn is_unread(&self) -> bool {
        self.pages.is_empty() && matches!(self.exchange.body, Body::Unread(_))
    }

    /// Whether it stands in a frame of another document.
    pub fn is_framed(&self) -> bool {
        self.exchange.destination != "document"
    }
}

/// Whether it is HTML of the portal that is shown, not saved.
fn is_document(exchange: &Exchange) -> bool {
    let address = Address::parse(&exchange.url);
    let fetched = address.is_some_and(|address| address.is_secure() || address.is_plain());
    let html = exchange
        .field("content-type")
        .is_none_or(|kind| kind.to_ascii_lowercase().contains("html"));
    let asked = matches!(exchange.destination.as_str(), "document" | "iframe" | "frame");
    let answered = matches!(exchange.status, Some(200..=203 | 206..=299 | 400..));
    let disposition = exchange.field("content-disposition").unwrap_or_default();
    let saved = disposition.trim_start().to_ascii_lowercase().starts_with("attachment");
    fetched && html && asked && answered && !saved && exchange.party == Party::First
}

/// Whether the page at the end of the step is this document: by its address, or, where scripts changed that, as the last.
fn is_shown(exchange: &Exchange, step: &Step) -> bool {
    let Some(shown) = step.page.as_ref().and_then(|page| Address::parse(&page.document.url)) else {
        return false;
    };
    let exchanges = step.network.iter().flat_map(|network| &network.exchanges);
    let loaded: Vec<_> = exchanges
        .filter(|exchange| is_document(exchange) && exchange.destination == "document")
        .collect();
    let same = |exchange: &Exchange| {
        Address::parse(&exchange.url).is_some_and(|address| address.is_same_resource(&shown))
    };
    if loaded.iter().any(|exchange| same(exchange)) {
        return exchange.destination == "document" && same(exchange);
    }
    loaded.last().is_some_and(|last| last.id == exchange.id)
}

#[cfg(test)]
mod tests {
    use super::Document;
    use crate::{
        derived::Canaries,
        evidence::{Exchange, Flow, Party, Step},
        reads::State,
        testing::{Change, Wire, flow, page},
    };

    const URL: &str = "https://portal.example/records";

    fn shown(url: &str, html: &str) -> Step {
        let mut page = page(html);
        url.clone_into(&mut page.document.url);
        Step { page: Some(page), ..Step::default() }
    }

    fn loaded(urls: &[&str], step: Step) -> Step {
        let wire = urls.iter().fold(Wire::new(), |wire, url| wire.response(url, &[], &[]));
        Step { network: wire.step().network, navigated: true, ..step }
    }

    /// Each document's address, its pages, and `!` if one of them shows health data.
    fn said(flow: &Flow) -> Vec<String> {
        let states: Vec<_> = flow.steps.iter().map(State::new).collect();
        let canaries = Canaries::of(flow);
        Document::all(flow, |step| states[step].page())
            .iter()
            .map(|document| {
                let phi = if document.shows_phi(&canaries) { "!" } else { "" };
                let path = document.exchange.url.rsplit('/').next().unwrap_or_default();
                format!("{path} {}{phi}", document.pages.len())
            })
            .collect()
    }

    #[test]
    fn which_responses_are_documents() {
        let cases: [(&str, Change<Exchange>, bool); 11] = [
            ("no kind", |_| {}, true),
            ("HTML", |e| e.fields.push(("content-type".into(), "text/HTML; x".into())), true),
            ("a picture", |e| e.fields.push(("content-type".into(), "image/png".into())), false),
            (
                "a download",
                |e| e.fields.push(("content-disposition".into(), "Attachment".into())),
                false,
            ),
            ("a frame", |e| "iframe".clone_into(&mut e.destination), true),
            ("an interface", |e| "fetch".clone_into(&mut e.destination), false),
            ("an error", |e| e.status = Some(500), true),
            ("a redirect", |e| e.status = Some(303), false),
            ("nothing", |e| e.status = Some(204), false),
            ("another's", |e| e.party = Party::Allowed, false),
            ("inline data", |e| "data:text/html,x".clone_into(&mut e.url), false),
        ];
        for (clause, change, expected) in cases {
            let flow = flow(vec![Wire::new().response(URL, &[], &[]).but(change).step()]);
            assert_eq!(!said(&flow).is_empty(), expected, "{clause}");
        }
    }

    #[test]
    fn which_pages_are_made_of_a_document() {
        const OTHER: &str = "https://portal.example/letters";
        let same = loaded(&[URL, OTHER], shown(&format!("{OTHER}#top"), "<p>"));
        assert_eq!(said(&flow(vec![same.clone()])), ["records 0", "letters 1"]);
        let moved = loaded(&[URL, OTHER], shown("https://portal.example/#/7", "<p>"));
        assert_eq!(said(&flow(vec![moved])), ["records 0", "letters 1"]);
        let later = shown("https://portal.example/#/8", "<p>⟦mrn⟧ ⟦name⟧</p>");
        assert_eq!(said(&flow(vec![same.clone(), later.clone()])), ["records 0", "letters 2!"]);
        let new = loaded(&[URL], shown(URL, "<p>"));
        assert_eq!(said(&flow(vec![same, new, later])), ["records 0", "letters 1", "records 2!"]);
    }
}
