//! Small evidence, written by hand, for the tests of checks.

mod deed;
mod destination;
mod drawing;
mod frame;
mod kept;
mod player;
mod said;
mod server;
mod wire;

pub(crate) use deed::{by_id, click, field, fill, indicator, operation, stop, walked};
pub(crate) use destination::behind_links;
pub(crate) use drawing::{page, step};
pub(crate) use frame::framed;
pub(crate) use kept::{
    back, cookie, flow, idle, replay, screen, sign_in, signed_in_twice, storage, stored, trace,
};
pub(crate) use said::{failed, flow_outcomes, outcomes, outcomes_of};
pub(crate) use server::{answers, answers_suites, asked, server};
pub(crate) use wire::{Wire, hit};

/// What one line of a clause table changes.
pub(crate) type Change<T> = fn(&mut T);
