//! The 55 criteria as a matrix, and the requirements that a check cites.

use super::links::{Link, Links, cause_anchor, criterion_anchor, web};
use crate::{
    audit::verdict::{Check, Criterion, Status},
    report::headline::{status, status_name},
};
use serde::Serialize;

/// A requirement that a check cites.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Cited {
    pub(super) standard: String,
    /// `2.5.8 Target Size (Minimum) (AA)`.
    pub(super) text: String,
    pub(super) url: Option<String>,
    pub(super) is_law: bool,
}

/// How many criteria stand in one way.
#[derive(Debug, Serialize)]
pub(super) struct Standing {
    mark: &'static str,
    name: &'static str,
    number: usize,
}

/// A principle of WCAG, with its criteria.
#[derive(Debug, Serialize)]
pub(super) struct Principle {
    caption: String,
    criteria: Vec<Row>,
}

/// A criterion in the matrix.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    anchor: String,
    num: String,
    title: String,
    level: String,
    url: Option<String>,
    mark: &'static str,
    status: &'static str,
    why: String,
    causes: Vec<Link>,
}

const ORDER: [Status; 5] =
    [Status::Failed, Status::Review, Status::Passed, Status::Inapplicable, Status::Untested];

/// How many criteria stand in which way.
pub(super) fn standings(links: &Links<'_>) -> Vec<Standing> {
    ORDER
        .into_iter()
        .map(|each| Standing {
            mark: mark(each),
            name: status_name(each),
            number: status(links.verdict, each),
        })
        .collect()
}

/// The criteria by principle.
pub(super) fn principles(links: &Links<'_>) -> Vec<Principle> {
    [("1", "Perceivable"), ("2", "Operable"), ("3", "Understandable"), ("4", "Robust")]
        .into_iter()
        .map(|(number, name)| {
            let criteria: Vec<_> = links
                .verdict
                .criteria
                .iter()
                .filter(|criterion| criterion.num.split('.').next() == Some(number))
                .map(|criterion| row(links, criterion))
                .collect();
            let caption = format!("{number} {name}: {} criteria", criteria.len());
            Principle { caption, criteria }
        })
        .collect()
}

fn row(links: &Links<'_>, criterion: &Criterion) -> Row {
    let roots = links.verdict.roots.iter().enumerate();
    let of_it = roots.filter(|(_, root)| root.open > 0 && criterion.checks.contains(&root.check));
    let causes = of_it.map(|(place, root)| Link {
        href: format!("#{}", cause_anchor(place)),
        text: format!("{}, {}", links.title(&root.check), root.component),
    });
    Row {
        anchor: criterion_anchor(&criterion.num),
        num: criterion.num.clone(),
        title: criterion.title.clone(),
        level: criterion.level.clone(),
        url: web(&criterion.url),
        mark: mark(criterion.status),
        status: status_name(criterion.status),
        why: criterion.why.clone(),
        causes: causes.collect(),
    }
}

/// The requirements that a check cites.
pub(super) fn cited(check: &Check) -> Vec<Cited> {
    check
        .requirements
        .iter()
        .map(|requirement| {
            let level = match requirement.level.as_str() {
                "" => String::new(),
                level => format!(" ({level})"),
            };
            Cited {
                standard: requirement.standard.clone(),
                text: format!("{} {}{level}", requirement.number, requirement.title),
                url: web(&requirement.url),
                is_law: requirement.is_law,
            }
        })
        .collect()
}

const fn mark(status: Status) -> &'static str {
    match status {
        Status::Failed => "failed",
        Status::Review => "review",
        Status::Passed => "nothing-found",
        Status::Inapplicable => "inapplicable",
        Status::Untested => "untested",
    }
}
