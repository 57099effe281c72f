//! WAI-ARIA 1.2 as data: roles, states and properties.
