//! Evidence and checks written by hand, for the tests of verdicts and reports.
//!
//! The checks are small stand-ins: what is tested here is what becomes of their answers.

use std::collections::BTreeMap;
use wardround_checks::{
    check::{Class, Entry, FlowCheck, Meta, Severity, StateCheck, Walk},
    derived::Page,
    evidence::{self, NodeId, Piece, Rect},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{hipaa, wcag22},
};

/// The checks, sorted by id.
pub(crate) const CHECKS: &[Entry] = &[
    Entry::state::<ButtonName>(),
    Entry::state::<CacheStorablePhi>(),
    Entry::flow::<ConsistentHelp>(),
    Entry::state::<FocusOrder>(),
    Entry::state::<HeadingsAndLabels>(),
    Entry::state::<IdleTimeoutServer>(),
    Entry::state::<PageTitled>(),
    Entry::state::<TargetSizeMinimum>(),
];

const SOURCE: &str = "//! A stand-in.
//!
//! # Requirement
//! One sentence.
//!
//! # Why it matters
//! A patient who sees little or uses a `switch` meets it first.
//!
//! - It costs them the appointment.
//! - It is read about at <https://www.w3.org/WAI/>.
//!
//! # How it is judged
//! By hand.
//!
//! # What it does not see
//! What comes after the snapshot.
//!
//! # Sources
//! None.
";

const fn meta(
    id: &'static str,
    title: &'static str,
    requires: &'static [wardround_checks::standards::Requirement],
    severity: Severity,
    class: Class,
) -> Meta {
    Meta { id, title, requires, act: &["97a4e1"], severity, class, source: SOURCE }
}

struct ButtonName;

impl StateCheck for ButtonName {
    const META: &'static Meta = &meta(
        "button-name",
        "Every button has a name",
        &[wcag22::NAME_ROLE_VALUE],
        Severity::Critical,
        Class::Accessibility,
    );
    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.tag() == "button")
            .map(|button| {
                let finding = Finding::new(
                    "The button has no name.",
                    "Say in its content or in aria-label what it does.",
                );
                button.subject().passes_unless(button.name().is_empty().then_some(finding))
            })
            .collect()
    }
}

struct TargetSizeMinimum;

impl StateCheck for TargetSizeMinimum {
    const META: &'static Meta = &meta(
        "target-size-minimum",
        "Every target is at least 24 by 24 CSS pixels",
        &[wcag22::TARGET_SIZE_MINIMUM],
        Severity::Serious,
        Class::Accessibility,
    );
    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| ["button", "a"].contains(&element.tag()))
            .filter_map(|target| {
                let size = target.bounds()?;
                let finding = Finding::new(
                    format!("The target is {} by {} CSS pixels.", size.width, size.height),
                    "Make it at least 24 by 24 CSS pixels.",
                );
                Some(match target.tag() {
                    "a" => target.subject().is(Outcome::Excepted("inline")),
                    _ => target.subject().passes_unless(
                        (size.width < 24.0 || size.height < 24.0).then_some(finding),
                    ),
                })
            })
            .collect()
    }
}

struct PageTitled;

impl StateCheck for PageTitled {
    const META: &'static Meta = &meta(
        "page-titled",
        "Every page has a title",
        &[wcag22::PAGE_TITLED],
        Severity::Moderate,
        Class::Accessibility,
    );
    type Reads<'e> = Page<'e>;

    fn judge(_: Page<'_>) -> Vec<Judgement> {
        vec![Subject::Document.is(Outcome::Passed)]
    }
}

struct CacheStorablePhi;

impl StateCheck for CacheStorablePhi {
    const META: &'static Meta = &meta(
        "cache-storable-phi",
        "No cache keeps a response with health data",
        &[hipaa::ACCESS_CONTROL],
        Severity::Critical,
        Class::Exposure,
    );
    type Reads<'e> = &'e evidence::Network;

    fn judge(network: &evidence::Network) -> Vec<Judgement> {
        network
            .exchanges
            .iter()
            .filter(|exchange| exchange.bears_phi())
            .map(|exchange| {
                let stored =
                    exchange.field("cache-control").is_none_or(|f| !f.contains("no-store"));
                let finding = Finding::new(
                    format!("`{}` holds health data and may be stored.", exchange.url),
                    "Send Cache-Control: no-store.",
                );
                Subject::Exchange(exchange.id).passes_unless(stored.then_some(finding))
            })
            .collect()
    }
}

struct FocusOrder;

impl StateCheck for FocusOrder {
    const META: &'static Meta = &meta(
        "focus-order",
        "The focus moves in an order that keeps the meaning",
        &[wcag22::FOCUS_ORDER],
        Severity::Moderate,
        Class::Accessibility,
    );
    type Reads<'e> = &'e evidence::FocusWalk;

    fn judge(walk: &evidence::FocusWalk) -> Vec<Judgement> {
        let stops = walk.forward.windows(2).filter_map(|two| {
            let (from, to) = (two[0].bounds?, two[1].bounds?);
            let finding = Finding::new(
                format!("The focus jumps up by {} pixels.", from.y - to.y),
                "Look whether the order still makes sense.",
            );
            let subject = two[1].node.map_or(Subject::Stop(two[1].selector.clone()), Subject::Node);
            Some(subject.is(if to.y < from.y {
                Outcome::CantTell(finding)
            } else {
                Outcome::Passed
            }))
        });
        stops.collect()
    }
}

struct HeadingsAndLabels;

impl StateCheck for HeadingsAndLabels {
    const META: &'static Meta = &meta(
        "headings-and-labels",
        "Headings describe what follows them",
        &[wcag22::HEADINGS_AND_LABELS],
        Severity::Moderate,
        Class::Accessibility,
    );
    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let question =
            Finding::new("The headings are as they are.", "Read whether they say what follows.");
        let asked = page.elements().next().map(|_| Subject::Document);
        asked.map(|subject| subject.is(Outcome::Question(question))).into_iter().collect()
    }
}

struct IdleTimeoutServer;

impl StateCheck for IdleTimeoutServer {
    const META: &'static Meta = &meta(
        "idle-timeout-server",
        "The server ends an idle session in time",
        &[hipaa::AUTOMATIC_LOGOFF],
        Severity::Critical,
        Class::Identity,
    );
    type Reads<'e> = &'e evidence::Idle;

    fn judge(idle: &evidence::Idle) -> Vec<Judgement> {
        let late = idle.kits.iter().filter(|kit| {
            kit.kind == evidence::KitKind::Probed
                && kit.idle_s > idle.limit_s
                && kit.session == evidence::Liveness::Alive
        });
        late.map(|kit| {
            let what = format!("The session is alive after {} seconds.", kit.idle_s);
            let finding = Finding::new(what, "End it on the server in time.");
            Subject::Thing(format!("session {}", kit.name)).is(Outcome::Failed(finding))
        })
        .collect()
    }
}

struct ConsistentHelp;

impl FlowCheck for ConsistentHelp {
    const META: &'static Meta = &meta(
        "consistent-help",
        "Help stands in the same place on every page",
        &[wcag22::CONSISTENT_HELP],
        Severity::Minor,
        Class::Accessibility,
    );
    const NEEDS: &'static [Piece] = &[Piece::Page];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let last = walk.states.len() - 1;
        let help = |page: Page<'_>| page.elements().find(|e| e.tag() == "a").map(|e| e.id);
        walk.states[last]
            .page()
            .and_then(help)
            .map(|id| Subject::Node(id).is(Outcome::Passed).at(last))
            .into_iter()
            .collect()
    }
}

/// A page that is drawn element by element.
#[derive(Default)]
pub(crate) struct Drawing {
    page: evidence::Page,
    strings: BTreeMap<String, u32>,
}

impl Drawing {
    /// A page with `html` and `body`, 1280 by 720 CSS pixels.
    pub(crate) fn new(title: &str) -> Self {
        let mut drawing = Self::default();
        let document = &mut drawing.page.document;
        "https://portal.test/appointments".clone_into(&mut document.url);
        title.clone_into(&mut document.title);
        document.has_title = true;
        drawing.page.view = evidence::View {
            width: 1280.0,
            height: 720.0,
            page_width: 1280.0,
            page_height: 720.0,
            pixel_ratio: 1.0,
            ..evidence::View::default()
        };
        let kind = evidence::ScopeKind::Document;
        drawing.page.scopes.push(evidence::Scope { kind, host: None, url: None });
        let style = vec![drawing.string("visible"); evidence::PROPERTIES.len()];
        drawing.page.styles.push(style);
        let html = drawing.element(None, "html", &[], [0.0, 0.0, 1280.0, 720.0]);
        drawing.element(Some(html), "body", &[], [0.0, 0.0, 1280.0, 720.0]);
        drawing
    }

    /// The `body`.
    pub(crate) const BODY: Option<NodeId> = Some(NodeId(1));

    /// Adds an element.
    pub(crate) fn element(
        &mut self,
        parent: Option<NodeId>,
        tag: &str,
        attributes: &[(&str, &str)],
        bounds: [f64; 4],
    ) -> NodeId {
        let id = NodeId(u32::try_from(self.page.nodes.len()).unwrap());
        let mut element = evidence::Element {
            parent,
            tag: self.string(tag),
            bounds: Some(Rect::from(bounds)),
            style: Some(0),
            states: evidence::State::Rendered as u32,
            ..evidence::Element::default()
        };
        for (name, value) in attributes {
            let pair = [self.string(name), self.string(value)];
            element.attributes.extend(pair);
        }
        self.page.nodes.push(evidence::Node::Element(Box::new(element)));
        id
    }

    /// Adds an element with a text in it.
    pub(crate) fn words(
        &mut self,
        parent: Option<NodeId>,
        tag: &str,
        attributes: &[(&str, &str)],
        bounds: [f64; 4],
        text: &str,
    ) -> NodeId {
        let parent = self.element(parent, tag, attributes, bounds);
        let text = self.string(text);
        let lines = vec![Rect::from(bounds)];
        self.page.nodes.push(evidence::Node::Text(evidence::Text {
            parent,
            scope: 0,
            text,
            lines,
            ..evidence::Text::default()
        }));
        parent
    }

    /// The page.
    pub(crate) fn page(self) -> evidence::Page {
        self.page
    }

    fn string(&mut self, text: &str) -> u32 {
        if let Some(place) = self.strings.get(text) {
            return *place;
        }
        let place = u32::try_from(self.page.strings.len()).unwrap();
        self.page.strings.push(text.to_owned());
        self.strings.insert(text.to_owned(), place);
        place
    }
}
