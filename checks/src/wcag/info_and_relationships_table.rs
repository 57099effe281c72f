//! # Requirement
//!
//! What looks like a table is one.
//!
//! # Why it matters
//!
//! "131, 48, 4 May." A screen reader reads boxes in a row, one after the other; in a table it says which value is
//! the LDL and which the HDL, and lets the patient compare down a column.
//!
//! # How it is judged
//!
//! - Judged is what lays out boxes with text in at least two columns and four rows, the first one with bold letters in
//!   each box and the others not: rows one under the other with as many boxes each, every column at one edge.
//! - It passes when it is exposed as a table or grid with rows. Lists of terms, and boxes with controls in them, are none.
//! - It fails when nothing in it has a role that says more than that it is a text, there are at least three columns, most of
//!   the boxes below the first row and right of the first column hold a number, and none of these is named in another way:
//!   what they are is told by their place alone. Otherwise it is for a person to judge.
//!
//! # What it does not see
//!
//! - Tables without a row of headers, and with headers that are not bold.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.3.1](https://www.w3.org/TR/WCAG22/#info-and-relationships)
//! - [H51: tables](https://www.w3.org/WAI/WCAG22/Techniques/html/H51)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page},
    evidence::{Property, Rect},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

/// How many rows make a table, the one of the headers counted.
const ROWS: usize = 4;
/// How far from each other edges are that lie at one place.
const EDGE: f64 = 2.0;
/// How many boxes are looked at, at most.
const BOXES: usize = 2_000;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct InfoAndRelationshipsTable;

impl StateCheck for InfoAndRelationshipsTable {
    const META: &'static Meta = &Meta {
        id: "info-and-relationships-table",
        title: "What looks like a table is one",
        requires: &[wcag22::INFO_AND_RELATIONSHIPS],
        act: &[],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("info_and_relationships_table.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.is_html() && element.is_visible() && element.is_exposed())
            .filter_map(|element| Some(element.subject().is(outcome(element)?)))
            .collect()
    }
}

fn outcome(element: Element<'_>) -> Option<Outcome> {
    if element.role().is_any(&["grid", "table", "treegrid"]) {
        let rows =
            element.descendants().filter(|row| row.role().is_any(&["row"]) && row.is_exposed());
        return (rows.take(ROWS).count() == ROWS).then_some(Outcome::Passed);
    }
    if element.child_ids().len() < ROWS || says_what_it_is(element) {
        return None;
    }
    let rows = rows(element)?;
    let columns = rows[0].len();
    let bold = |cell: &Element<'_>| letters(*cell).all(|weight| weight >= 600.0);
    let plain = |row: &Vec<Element<'_>>| !row[1..].iter().any(bold);
    let cells = || rows.iter().flatten();
    if !rows[0].iter().all(bold)
        || !rows[1..].iter().all(plain)
        || cells().any(|cell| is_used(*cell))
    {
        return None;
    }
    let body = || rows[1..].iter().flat_map(|row| &row[1..]);
    let numbers = body().filter(|cell| cell.text().chars().any(|c| c.is_ascii_digit())).count();
    let finding = Finding {
        what: format!(
            "{} rows of {columns} boxes look like a table with headers, and are none.",
            rows.len()
        ),
        fix: "Make it a table whose headers are th.".to_owned(),
        related: rows[0].iter().map(|cell| cell.subject()).collect(),
    };
    let unnamed = !cells().any(|cell| is_named(*cell));
    let silent = rows.iter().flatten().all(|cell| is_silent(*cell, element));
    let certain = columns > 2 && numbers * 2 > body().count() && unnamed && silent;
    Some(if certain { Outcome::Failed(finding) } else { Outcome::CantTell(finding) })
}

/// The boxes of each row, when the element lays boxes out in rows and columns.
fn rows(element: Element<'_>) -> Option<Vec<Vec<Element<'_>>>> {
    let children = shown(element);
    if children.len() < ROWS {
        return None;
    }
    let mut rows: Vec<Vec<_>> = children.iter().map(|child| shown(*child)).collect();
    let is_grid = element.style(Property::Display).ends_with("grid");
    if is_grid && rows.iter().any(|row| row.len() < 2) {
        rows = Vec::new();
        for child in children {
            let top = child.bounds()?.y;
            let same = rows.last().and_then(|row: &Vec<Element<'_>>| row[0].bounds());
            match rows
                .last_mut()
                .filter(|_| same.is_some_and(|first| (first.y - top).abs() <= EDGE))
            {
                Some(row) => row.push(child),
                None => rows.push(vec![child]),
            }
        }
    }
    let columns = rows[0].len();
    (rows.len() >= ROWS && columns > 1 && is_aligned(&rows)).then_some(rows)
}

fn shown(outer: Element<'_>) -> Vec<Element<'_>> {
    let inner = outer.children().filter(|inner| inner.is_visible() && inner.is_html());
    inner.take(BOXES).collect()
}

/// Whether all rows have as many boxes, under one another, each column at one edge.
fn is_aligned(rows: &[Vec<Element<'_>>]) -> bool {
    let places: Option<Vec<Vec<Rect>>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| cell.bounds()).collect::<Option<Vec<_>>>())
        .collect();
    let Some(places) = places else { return false };
    let first = &places[0];
    let beside = |row: &Vec<Rect>| row.windows(2).all(|pair| pair[1].x >= pair[0].right() - EDGE);
    let under = |pair: &[Vec<Rect>]| {
        let bottom = pair[0].iter().map(|cell| cell.bottom()).fold(f64::MIN, f64::max);
        pair[1].iter().all(|cell| cell.y >= bottom - EDGE)
    };
    let edges = |row: &Vec<Rect>| {
        row.iter().zip(first).all(|(cell, head)| {
            (cell.x - head.x).abs() <= EDGE || (cell.right() - head.right()).abs() <= EDGE
        })
    };
    places.iter().all(|row| row.len() == first.len() && beside(row) && edges(row))
        && places.windows(2).all(under)
}

/// How heavy the letters of a box are.
fn letters(cell: Element<'_>) -> impl Iterator<Item = f64> {
    let texts = cell.texts().filter(|text| text.is_visible());
    let weights = texts.filter_map(|text| text.parent()?.style(Property::FontWeight).parse().ok());
    // A box without text is bold in no way.
    let mut weights = weights.peekable();
    let none = weights.peek().is_none().then_some(0.0);
    none.into_iter().chain(weights)
}

/// Whether the element or one around it is of a kind that relates its parts in another way.
fn says_what_it_is(element: Element<'_>) -> bool {
    element.lineage().any(|outer| {
        outer.is_widget()
            || outer.is_any(&["dl", "pre"])
            || outer.role().is_any(&[
                "figure",
                "grid",
                "img",
                "list",
                "navigation",
                "row",
                "table",
                "treegrid",
            ])
    })
}

/// Whether a box is operated.
fn is_used(cell: Element<'_>) -> bool {
    let used = |element: Element<'_>| {
        element.is_widget()
            || element.is_any(&["canvas", "img", "svg"])
            || element.style(Property::Cursor) == "pointer"
    };
    used(cell) || cell.descendants().any(used)
}

/// Whether something says what is in a box that is not seen in it.
fn is_named(cell: Element<'_>) -> bool {
    let says = |element: Element<'_>| {
        ["aria-label", "aria-labelledby", "aria-describedby", "title"]
            .into_iter()
            .any(|name| element.attr(name).is_some())
            || element.recorded.before.is_some()
    };
    says(cell)
        || cell.descendants().any(says)
        || cell
            .texts()
            .any(|text| text.is_exposed() && !text.is_visible() && !text.text().trim().is_empty())
}

/// Whether nothing from a box up to what lays it out has a role that says more than text.
fn is_silent(cell: Element<'_>, around: Element<'_>) -> bool {
    let plain = |element: Element<'_>| {
        element.role().is_any(&["", "generic", "none", "paragraph", "strong", "emphasis"])
    };
    cell.descendants().all(plain)
        && cell.lineage().take_while(|outer| outer.id != around.id).all(plain)
}

#[cfg(test)]
mod tests {
    use super::InfoAndRelationshipsTable;
    use crate::testing::{outcomes, outcomes_of, step};

    /// Boxes in rows, each 100 by 20.
    fn boxes(rows: &[&[&str]], style: &str, head: &str) -> String {
        let row = |(y, row): (usize, &&[&str])| {
            let style = if y == 0 { head } else { style };
            let cells = row.iter().enumerate().map(|(x, text)| {
                format!("<span {style} box='{},{} 100x20'>{text}</span>", x * 100, y * 20)
            });
            let cells: String = cells.collect();
            format!("<div box='0,{} 300x20'>{cells}</div>", y * 20)
        };
        let rows: String = rows.iter().enumerate().map(row).collect();
        format!("<div id=a>{rows}</div>")
    }

    const VALUES: &[&[&str]] = &[
        &["Day", "LDL", "HDL"],
        &["4 May", "131", "48"],
        &["5 May", "130", "47"],
        &["6 May", "129", "46"],
    ];
    const BOLD: &str = "style='font-weight: 700'";

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        let narrow: Vec<_> = VALUES.iter().map(|row| &row[..2]).collect();
        let words: Vec<&[&str]> = vec![
            &["Day", "Who", "Where"],
            &["4 May", "Ann", "here"],
            &["5 May", "Bo", "here"],
            &["6 May", "Cy", "there"],
        ];
        for (clause, html, expected) in [
            ("boxes", boxes(VALUES, "", BOLD), "failed"),
            ("two columns", boxes(&narrow, "", BOLD), "can't tell"),
            ("three rows", boxes(&VALUES[..3], "", BOLD), ""),
            ("words", boxes(&words, "", BOLD), "can't tell"),
            ("no headers", boxes(VALUES, "", ""), ""),
            ("all of it bold", boxes(VALUES, BOLD, BOLD), ""),
            ("named boxes", boxes(VALUES, "aria-label=x", BOLD), "can't tell"),
            ("buttons", boxes(VALUES, "role=button tabindex=0", BOLD), ""),
            ("headings", boxes(VALUES, "", "style='font-weight: 700' role=heading"), "can't tell"),
            ("out of line", boxes(VALUES, "", BOLD).replacen("box='100,20", "box='110,20", 1), ""),
            ("a list", boxes(VALUES, "", BOLD).replacen("<div", "<div role=list", 1), ""),
            (
                "a grid",
                boxes(VALUES, "", BOLD)
                    .replacen("<div", "<div role=table", 1)
                    .replace("<div box", "<div role=row box"),
                "passed",
            ),
            (
                "a table",
                "<table><tr><th>Day<tr><td>4 May<tr><td>5 May<tr><td>6 May</table>".to_owned(),
                "passed",
            ),
            (
                "laid out by grid",
                boxes(VALUES, "", BOLD)
                    .replacen("<div id=a>", "<div style='display: grid' id=a>", 1)
                    .replace("<div box='0,0 300x20'>", "")
                    .replace("</div><div box='0,20 300x20'>", "")
                    .replace("</div><div box='0,40 300x20'>", "")
                    .replace("</div><div box='0,60 300x20'>", "")
                    .replacen("</div></div>", "</div>", 1),
                "failed",
            ),
        ] {
            let said = outcomes_of::<InfoAndRelationshipsTable>(&step(&html));
            assert_eq!(said.join(" "), expected, "{clause}");
        }
    }

    #[test]
    fn only_what_is_exposed_is_judged() {
        let html = boxes(VALUES, "", BOLD).replacen("<div", "<div aria-hidden=true", 1);
        assert!(outcomes::<InfoAndRelationshipsTable>(&step(&html)).is_empty());
    }

    #[test]
    fn wording() {
        let step = step(&boxes(VALUES, "", BOLD));
        insta::assert_snapshot!(outcomes::<InfoAndRelationshipsTable>(&step).join("\n"), @"a: failed: 4 rows of 3 boxes look like a table with headers, and are none.");
    }
}
