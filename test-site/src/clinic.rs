//! The clinicians, what they treat, and when they have time.

use crate::calendar::{Date, TODAY};

/// Somebody with whom an appointment can be booked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Clinician {
    /// Stands for the clinician in addresses.
    pub(crate) slug: &'static str,
    pub(crate) name: &'static str,
    pub(crate) specialty: &'static str,
    pub(crate) town: &'static str,
    pub(crate) about: &'static str,
}

/// What one can look for.
pub(crate) const SPECIALTIES: [&str; 4] =
    ["Dermatology", "General practice", "Physiotherapy", "Podiatry"];

/// Who also holds the video visit.
pub(crate) const OKAFOR: Clinician = Clinician {
    slug: "okafor",
    name: "Dr Imani Okafor",
    specialty: "Podiatry",
    town: "Wexcombe",
    about: "Feet, ankles and gait. Speaks English and Igbo.",
};

/// With whom everybody has an appointment already.
pub(crate) const PRYOR: Clinician = Clinician {
    slug: "pryor",
    name: "Dr Anselm Pryor",
    specialty: "Physiotherapy",
    town: "Tarrow",
    about: "Recovery after injuries and operations.",
};

static CLINICIANS: [&Clinician; 8] = [
    &OKAFOR,
    &PRYOR,
    &Clinician {
        slug: "ferrow",
        name: "Dr Lucian Ferrow",
        specialty: "Podiatry",
        town: "Tarrow",
        about: "Sports injuries of the foot. Step-free practice.",
    },
    &Clinician {
        slug: "vance",
        name: "Dr Petra Vance",
        specialty: "Podiatry",
        town: "Hallingmere",
        about: "Diabetic foot care. Evening hours on Thursdays.",
    },
    &Clinician {
        slug: "halden",
        name: "Dr Yusra Halden",
        specialty: "Dermatology",
        town: "Wexcombe",
        about: "Skin checks and chronic eczema.",
    },
    &Clinician {
        slug: "brightwater",
        name: "Dr Odile Brightwater",
        specialty: "Dermatology",
        town: "Hallingmere",
        about: "Skin of children and young people.",
    },
    &Clinician {
        slug: "castellane",
        name: "Dr Noor Castellane",
        specialty: "General practice",
        town: "Wexcombe",
        about: "Family doctor for every age.",
    },
    &Clinician {
        slug: "wren",
        name: "Dr Tobias Wren",
        specialty: "Physiotherapy",
        town: "Wexcombe",
        about: "Back, neck and shoulder.",
    },
];

/// The clinician of that slug.
pub(crate) fn clinician(slug: &str) -> Option<&'static Clinician> {
    CLINICIANS.into_iter().find(|clinician| clinician.slug == slug)
}

/// Those of a specialty, those in the town asked for first.
pub(crate) fn search(specialty: &str, place: &str) -> Vec<&'static Clinician> {
    let mut found: Vec<&'static Clinician> =
        CLINICIANS.into_iter().filter(|clinician| clinician.specialty == specialty).collect();
    found.sort_by_key(|clinician| !clinician.town.eq_ignore_ascii_case(place));
    found
}

/// The times of a day that can be booked. Each can be booked for ever: the demo clinic has rooms enough.
pub(crate) fn times(clinician: &Clinician, day: Date) -> Vec<&'static str> {
    const ALL: [&str; 6] = ["09:30", "10:15", "11:00", "13:45", "14:30", "15:15"];
    let ahead = day.to_days() - TODAY.to_days();
    // From tomorrow on for half a year, not on Wednesdays or at weekends.
    if !(1..=180).contains(&ahead) || matches!(day.weekday(), 2 | 5 | 6) {
        return Vec::new();
    }
    let offset = clinician.slug.len() + usize::from(day.day);
    ALL.into_iter()
        .enumerate()
        .filter(|(index, _)| *index < 2 || !(index + offset).is_multiple_of(3))
        .map(|(_, time)| time)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_of_the_scenarios_are_free() {
        for iso in ["2027-01-12", "2027-01-19"] {
            let free = times(&OKAFOR, Date::parse_iso(iso).unwrap());
            assert!(free.contains(&"09:30") && free.contains(&"10:15"), "{iso}: {free:?}");
        }
    }

    #[test]
    fn nobody_works_at_weekends_or_in_the_past() {
        for iso in ["2027-01-09", "2027-01-10", "2027-01-04", "2026-12-29", "2028-01-03"] {
            assert!(times(&OKAFOR, Date::parse_iso(iso).unwrap()).is_empty(), "{iso}");
        }
    }

    #[test]
    fn the_town_asked_for_comes_first() {
        let names: Vec<&str> =
            search("Podiatry", "tarrow").iter().map(|found| found.name).collect();
        assert_eq!(names, ["Dr Lucian Ferrow", "Dr Imani Okafor", "Dr Petra Vance"]);
        assert!(search("Astrology", "").is_empty());
    }
}
