//! A patient portal that is right by default, with faults to switch on by name.
