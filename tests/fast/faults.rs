//! No check without a fault that it must notice, no fault without a check that notices it.

use std::collections::BTreeSet;
use wardround_checks::registry::CHECKS;
use wardround_test_site::Fault;

/// Checks that no fault of a page can set off, each with the reason.
const WITHOUT_FAULT: &[(&str, &str)] = &[
    ("audio-description-or-media-alternative-prerecorded", WORDS),
    ("audio-description-prerecorded", "only who plays the film can say"),
    ("audio-only-prerecorded", WORDS),
    ("concurrent-sessions", "how many there may be is the scenario's to say, and not the portal's"),
    ("link-identical", BEYOND),
    ("link-purpose-link-only", BEYOND),
    ("interruptions-refresh", BEYOND),
    ("contrast-enhanced", BEYOND),
    ("media-alternative-prerecorded", WORDS),
    ("motion-actuation", "only who moves the device can say"),
    ("video-only-prerecorded", WORDS),
    ("webrtc-transport", "no browser on loopback can be made to send media in the clear"),
];
const BEYOND: &str = "level AAA gives no finding unless it is asked for";
const WORDS: &str =
    "a portal's page has words and links, and whether they say it is asked of a person";

#[test]
fn every_fault_has_a_check_that_must_notice() {
    let ids: BTreeSet<_> = CHECKS.iter().map(|check| check.meta.id).collect();
    for fault in Fault::ALL {
        assert!(!fault.checks().is_empty(), "{} names no check", fault.name());
        for check in fault.checks() {
            assert!(ids.contains(check), "{} names {check}, which is no check", fault.name());
        }
    }
}

#[test]
fn every_check_has_a_fault_that_it_must_notice() {
    let noticed: BTreeSet<_> = Fault::ALL.iter().flat_map(Fault::checks).collect();
    let excused: BTreeSet<_> = WITHOUT_FAULT.iter().map(|(check, _)| *check).collect();
    let unproved: Vec<_> = CHECKS
        .iter()
        .map(|check| check.meta.id)
        .filter(|id| !noticed.contains(id) && !excused.contains(id))
        .collect();
    assert!(unproved.is_empty(), "no fault sets off {unproved:?}");
    for (check, reason) in WITHOUT_FAULT {
        assert!(!noticed.contains(check), "a fault sets off {check} now, though {reason}");
    }
}
