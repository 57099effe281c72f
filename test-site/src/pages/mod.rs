//! The pages, one file each.

pub(crate) mod errors;
pub(crate) mod home;
pub(crate) mod public;
pub(crate) mod second_factor;
pub(crate) mod session;
pub(crate) mod sign_in;
pub(crate) mod sign_out;
pub(crate) mod staff;
