//! Everything that needs a browser.
