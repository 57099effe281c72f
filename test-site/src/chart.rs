//! The chart that a session works on: its own copy of the patient's bookings and messages.
//!
//! Each sign-in starts from the same state, so that flows can be repeated for ever and side by side without meeting. A real
//! portal keeps one chart for a patient; a test tenant that is reset at each sign-in is the same thing to a flow.

use crate::calendar::Date;
use crate::clinic::{Clinician, PRYOR};
use crate::multipart::Upload;

/// The copy.
#[derive(Debug)]
pub(crate) struct Chart {
    pub(crate) bookings: Vec<Booking>,
    pub(crate) draft: Draft,
    /// Specialty and place that were looked for last. Kept here, because addresses are written down in too many places.
    pub(crate) search: Option<(String, String)>,
    pub(crate) messages: Vec<Message>,
    pub(crate) all_read: bool,
    last_id: u32,
}

/// An appointment.
#[derive(Debug, Clone)]
pub(crate) struct Booking {
    pub(crate) id: u32,
    pub(crate) clinician: &'static Clinician,
    pub(crate) day: Date,
    pub(crate) time: &'static str,
    /// Booked in this session.
    pub(crate) new: bool,
}

/// An appointment on its way through the wizard.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    pub(crate) slot: Option<(&'static Clinician, Date, &'static str)>,
    pub(crate) details: Details,
}

/// What the wizard asks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Details {
    pub(crate) reason: String,
    pub(crate) preferred_name: String,
    pub(crate) given_name: String,
    pub(crate) family_name: String,
    pub(crate) email: String,
    pub(crate) phone: String,
    pub(crate) date_of_birth: String,
    /// Yes or No.
    pub(crate) insurance_changed: String,
}

/// A message that the patient wrote in this session.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub(crate) id: u32,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) attachment: Option<Upload>,
}

impl Default for Chart {
    fn default() -> Self {
        let booked = Booking {
            id: 1,
            clinician: &PRYOR,
            day: Date { year: 2027, month: 1, day: 22 },
            time: "14:15",
            new: false,
        };
        Self {
            bookings: vec![booked],
            draft: Draft::default(),
            search: None,
            messages: Vec::new(),
            all_read: false,
            last_id: 1,
        }
    }
}

impl Chart {
    /// Books what the wizard collected; `false` when it has not come that far.
    pub(crate) fn book(&mut self) -> bool {
        let Some((clinician, day, time)) = self.draft.slot else { return false };
        if self.draft.details.reason.is_empty() {
            return false;
        }
        let id = self.new_id();
        self.bookings.push(Booking { id, clinician, day, time, new: true });
        self.bookings.sort_by_key(|booking| (booking.day, booking.time));
        self.draft = Draft::default();
        true
    }

    /// The appointment of that number.
    pub(crate) fn booking(&self, id: u32) -> Option<Booking> {
        self.bookings.iter().find(|booking| booking.id == id).cloned()
    }

    /// Gives an appointment another time.
    pub(crate) fn move_booking(&mut self, id: u32, day: Date, time: &'static str) {
        for booking in self.bookings.iter_mut().filter(|booking| booking.id == id) {
            (booking.day, booking.time) = (day, time);
        }
        self.bookings.sort_by_key(|booking| (booking.day, booking.time));
    }

    /// Takes an appointment out.
    pub(crate) fn cancel(&mut self, id: u32) {
        self.bookings.retain(|booking| booking.id != id);
    }

    /// Keeps a message that was sent.
    pub(crate) fn send(&mut self, subject: String, text: String, attachment: Option<Upload>) {
        let id = self.new_id();
        self.messages.push(Message { id, subject, text, attachment });
    }

    fn new_id(&mut self) -> u32 {
        self.last_id += 1;
        self.last_id
    }
}
