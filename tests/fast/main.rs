//! Everything that needs no browser.

mod scenarios;
