//! What a session works on: its own copy of the patient's bookings and messages.
//!
//! Each sign-in starts from the same state, so that flows can be repeated for ever and side by side without meeting. A real
//! portal keeps one chart for a patient; a test tenant that is reset at each sign-in is the same thing to a flow.

/// The copy.
#[derive(Debug, Default)]
pub(crate) struct Chart {}
