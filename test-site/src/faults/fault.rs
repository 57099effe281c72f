//! One fault, and the way from its name to it.

use super::{session, wcag};

/// A defect that the portal has when asked to.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    pub(super) name: &'static str,
    pub(super) checks: &'static [&'static str],
    pub(super) scenario: &'static str,
    pub(super) step: &'static str,
    pub(super) summary: &'static str,
}

impl PartialEq for Fault {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Fault {}

const COUNT: usize = wcag::LIST.len() + session::LIST.len();

const JOINED: [Fault; COUNT] = {
    let mut all = [wcag::LIST[0]; COUNT];
    let mut index = 0;
    while index < COUNT {
        all[index] = if index < wcag::LIST.len() {
            wcag::LIST[index]
        } else {
            session::LIST[index - wcag::LIST.len()]
        };
        index += 1;
    }
    all
};

impl Fault {
    /// Every fault: accessibility first, then session safety.
    pub const ALL: &'static [Self] = &JOINED;

    /// The name that switches it on, kebab-case.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Ids of the checks that must notice; normally one.
    pub fn checks(&self) -> &'static [&'static str] {
        self.checks
    }

    /// File stem of the scenario in which it shows.
    pub fn scenario(&self) -> &'static str {
        self.scenario
    }

    /// The step at whose end it can be seen, or whose own actions or expectations meet it.
    pub fn step(&self) -> &'static str {
        self.step
    }

    /// What is wrong while it is on.
    pub fn summary(&self) -> &'static str {
        self.summary
    }

    /// The fault of that name.
    pub fn parse(name: &str) -> Result<Self, UnknownFault> {
        Self::ALL
            .iter()
            .find(|fault| fault.name == name)
            .copied()
            .ok_or_else(|| UnknownFault { name: name.to_owned(), near: near(name) })
    }
}

/// A name that no fault has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot switch on fault \"{name}\": there is none of that name{}", suggestion(.near))]
pub struct UnknownFault {
    name: String,
    near: Vec<&'static str>,
}

fn suggestion(near: &[&str]) -> String {
    if near.is_empty() { String::new() } else { format!("; near to it: {}", near.join(", ")) }
}

/// Up to three names that a typing mistake or a remembered word leads to, nearest first.
fn near(name: &str) -> Vec<&'static str> {
    let mut ranked: Vec<(usize, &'static str)> = Fault::ALL
        .iter()
        .map(|fault| (distance(name, fault.name), fault.name))
        .filter(|(distance, candidate)| {
            *distance <= 3 || candidate.split('-').any(|word| word.len() > 3 && name.contains(word))
        })
        .collect();
    ranked.sort_unstable();
    ranked.into_iter().take(3).map(|(_, candidate)| candidate).collect()
}

/// How many letters must be put in, taken out or changed.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, letter) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, other) in right.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[right.len()]
}

/// Writes a list of faults: a constant for each, and `LIST` with all of them.
macro_rules! faults {
    ($($constant:ident: $name:literal, [$($check:literal),+], $scenario:literal, $step:literal,
        $summary:literal;)+) => {
        $(
            pub(crate) const $constant: $crate::faults::Fault = $crate::faults::Fault {
                name: $name,
                checks: &[$($check),+],
                scenario: $scenario,
                step: $step,
                summary: $summary,
            };
        )+
        pub(super) const LIST: &[$crate::faults::Fault] = &[$($constant),+];
    };
}
pub(super) use faults;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_unique_and_kebab_case() {
        let names: BTreeSet<&str> = Fault::ALL.iter().map(Fault::name).collect();
        assert_eq!(names.len(), Fault::ALL.len());
        for name in names {
            let words = name.split('-').all(|word| {
                !word.is_empty() && word.bytes().all(|letter| letter.is_ascii_lowercase())
            });
            assert!(words, "{name}");
        }
    }

    #[test]
    fn each_says_who_must_notice_and_where() {
        for fault in Fault::ALL {
            assert!(!fault.checks().is_empty(), "{}", fault.name());
            assert!(
                ["appointment", "telehealth", "records", "sign-out"].contains(&fault.scenario()),
                "{}",
                fault.name()
            );
            assert!(!fault.step().is_empty() && fault.summary().ends_with('.'), "{}", fault.name());
        }
    }

    #[test]
    fn a_name_leads_back_to_its_fault() {
        for fault in Fault::ALL {
            assert_eq!(Fault::parse(fault.name()), Ok(*fault));
        }
    }

    #[test]
    fn an_unknown_name_is_answered_with_near_ones() {
        let message = Fault::parse("cache-nome").unwrap_err().to_string();
        assert_eq!(
            message,
            "cannot switch on fault \"cache-nome\": there is none of that name; near to it: cache-none, cache-cdn, cache-json"
        );
        let message = Fault::parse("zzz").unwrap_err().to_string();
        assert_eq!(message, "cannot switch on fault \"zzz\": there is none of that name");
    }
}
