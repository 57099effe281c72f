//! What was recorded: plain data, as it lies on disk.
//!
//! These types are the contract between the part that drives a browser and the part that judges.
//! They hold facts only; whatever follows from the facts is in [`derived`](crate::derived). No canary
//! value and no secret is ever in them: canaries are tokens (`⟦mrn⟧`), secrets are keyed hashes.

mod act;
mod after;
mod call;
mod console;
mod destination;
mod disclosure;
mod element;
mod flow;
mod focus;
mod forgery;
mod framing;
mod idle;
mod media;
mod network;
mod offline;
mod orientation;
mod page;
mod rect;
mod residue;
mod sensors;
mod sent;
mod sign_ins;
mod step_up;
mod storage;
mod style;
mod token;
mod transport;

pub use act::{Act, Field, Operation, Paste, Target, Verb};
pub use after::{After, Back, Cause, Channel, Liveness, OtherTab, Provoked, Reentry, Replay};
pub use call::{Call, Peer, Transport};
pub use console::{Console, Entry as ConsoleEntry};
pub use destination::Destination;
pub use disclosure::{Disclosure, DisclosureKind};
pub use element::{Backdrop, Element, Frame, Natural, Node, Pseudo, State, Text};
pub use flow::{Flow, Held, Phase, Piece, Policy, Rest, Step};
pub use focus::{Cover, Escape, FocusWalk, Indicator, Stop, WalkEnd};
pub use forgery::{Attempt, Forgery};
pub use framing::{Framed, FramingTrial, InFrame};
pub use idle::{Idle, Kit, KitKind, Moment, Screen, Warning};
pub use media::{Duration, Media, Track};
pub use network::{Body, CacheUse, Exchange, ExchangeId, Hit, Messages, Network, Party};
pub use offline::{Offer, Offline, Worker};
pub use orientation::{Orientation, Turn};
pub use page::{Document, NodeId, Page, Scope, ScopeKind, View};
pub use rect::Rect;
pub use residue::{Kept, Residue, Saved, Store, Trace};
pub use sensors::Sensors;
pub use sent::Sent;
pub use sign_ins::{Identifiers, Refusal, Refusals, SignIn, SignInKind, SignInStage, SignIns};
pub use step_up::{Renewal, StepUp};
pub use storage::{Area, Cookie, SameSite, Storage, Stored};
pub use style::{PROPERTIES, Property};
pub use token::Token;
pub use transport::{
    Certificate, Chain, Endpoint, Greeting, Handshake, Plain, PlainAnswer, Suites, TlsVersion,
    TransportSecurity,
};
