//! The pages, one file each.

pub(crate) mod appointments;
pub(crate) mod errors;
pub(crate) mod home;
pub(crate) mod in_page;
pub(crate) mod messages;
pub(crate) mod public;
pub(crate) mod records;
pub(crate) mod second_factor;
pub(crate) mod session;
pub(crate) mod sharing;
pub(crate) mod sign_in;
pub(crate) mod sign_out;
pub(crate) mod staff;
pub(crate) mod visit;
