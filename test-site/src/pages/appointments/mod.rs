//! Appointments: the list, the way to a new one, and the changes to those that are booked.

pub(crate) mod change;
pub(crate) mod details;
pub(crate) mod find;
pub(crate) mod list;
pub(crate) mod picker;
pub(crate) mod review;
pub(crate) mod when;
