//! Everything that needs no browser.
