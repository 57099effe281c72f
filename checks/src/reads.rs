//! What a check may read, declared by the type of its argument.
//!
//! A check that takes a `&Page` cannot look at the network, and is never called without a page. The list
//! of needs shown to people and the check's signature are one thing, so they cannot drift.

use crate::{
    derived::{Facts, Page},
    evidence::{self, Piece, Step},
};
use std::cell::OnceCell;

/// A state of a flow as checks see it: what was recorded, and what follows from it, worked out once.
#[derive(Debug)]
pub struct State<'e> {
    /// What was recorded.
    pub step: &'e Step,
    facts: OnceCell<Facts>,
}

impl<'e> State<'e> {
    /// The state at the end of a step.
    pub fn new(step: &'e Step) -> Self {
        Self { step, facts: OnceCell::new() }
    }

    /// The recorded page and what follows from it.
    pub fn page(&'e self) -> Option<Page<'e>> {
        let page = self.step.page.as_ref()?;
        Some(Page::new(page, self.facts.get_or_init(|| Facts::of(page))))
    }
}

/// A piece of evidence that the state does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing(pub Piece);

/// Something that can be read from the evidence of one state.
pub trait Reads<'e>: Sized {
    /// The recorded pieces it is made from.
    const NEEDS: &'static [Piece];

    /// Reads it, or names the piece that was not recorded.
    fn read(state: &'e State<'e>) -> Result<Self, Missing>;
}

impl<'e> Reads<'e> for Page<'e> {
    const NEEDS: &'static [Piece] = &[Piece::Page];

    fn read(state: &'e State<'e>) -> Result<Self, Missing> {
        state.page().ok_or(Missing(Piece::Page))
    }
}

/// The listeners to the motion of the device, which are recorded with the page where they were watched.
impl<'e> Reads<'e> for &'e evidence::Sensors {
    const NEEDS: &'static [Piece] = &[Piece::Sensors];

    fn read(state: &'e State<'e>) -> Result<Self, Missing> {
        let page = state.step.page.as_ref().ok_or(Missing(Piece::Page))?;
        page.sensors.as_ref().ok_or(Missing(Piece::Sensors))
    }
}

/// What was done and expected in the state, and where it stands in the session. Never missing.
impl<'e> Reads<'e> for &'e Step {
    const NEEDS: &'static [Piece] = &[Piece::Acts];

    fn read(state: &'e State<'e>) -> Result<Self, Missing> {
        Ok(state.step)
    }
}

macro_rules! pieces {
    ($($kind:ident $field:ident $piece:ident,)+) => {$(
        impl<'e> Reads<'e> for &'e evidence::$kind {
            const NEEDS: &'static [Piece] = &[Piece::$piece];

            fn read(state: &'e State<'e>) -> Result<Self, Missing> {
                state.step.$field.as_ref().ok_or(Missing(Piece::$piece))
            }
        }
    )+};
}

pieces! {
    Network network Network,
    Storage storage Storage,
    Console console Console,
    FocusWalk focus Focus,
    Call call Call,
    Idle idle Idle,
    After after After,
    Residue residue Residue,
    SignIns sign_ins SignIns,
    StepUp step_up StepUp,
    TransportSecurity transport Transport,
}

// Two or three pieces together; each is read from one recorded piece.
macro_rules! together {
    ($($name:ident)+) => {
        impl<'e, $($name: Reads<'e>),+> Reads<'e> for ($($name,)+) {
            const NEEDS: &'static [Piece] = &[$($name::NEEDS[0]),+];

            fn read(state: &'e State<'e>) -> Result<Self, Missing> {
                Ok(($($name::read(state)?,)+))
            }
        }
    };
}

together!(A B);
together!(A B C);
