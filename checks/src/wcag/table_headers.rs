//! # Requirement
//!
//! What a cell of a table names as its headers are cells of that table.
//!
//! # Why it matters
//!
//! "5.8" means nothing. A screen reader says "Potassium, 12 March, 5.8" when the table's headers are bound to its cells.
//!
//! # How it is judged
//!
//! - A cell's `headers` names, by id, cells of the same table and not the cell itself. Judged when the table is
//!   seen, exposed, and a table by its role.
//!
//! # What it does not see
//!
//! - Whether a header is the right one. Header cells without cells: see `table-header-cells`.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.3.1](https://www.w3.org/TR/WCAG22/#info-and-relationships)
//! - [ACT rule a25f45](https://www.w3.org/WAI/standards-guidelines/act/rules/a25f45/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page, Table, TextNode},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};
use std::collections::BTreeSet;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct TableHeaders;

impl StateCheck for TableHeaders {
    const META: &'static Meta = &Meta {
        id: "table-headers",
        title: "The headers that a cell names are cells of its table",
        requires: &[wcag22::INFO_AND_RELATIONSHIPS],
        act: &["a25f45"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("table_headers.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.is_any(&["table"]))
            .filter(|table| is_data_table(*table) && shows_anything(*table))
            .flat_map(|table| of_references(&Table::of(table)))
            .collect()
    }
}

fn shows_anything(table: Element<'_>) -> bool {
    table.is_painted()
        || table.texts().any(TextNode::is_visible)
        || table.descendants().any(Element::is_painted)
}

fn is_data_table(table: Element<'_>) -> bool {
    table.is_exposed() && table.role().is_any(&["table", "grid", "treegrid"])
}

fn of_references(table: &Table<'_>) -> Vec<Judgement> {
    let ids: BTreeSet<_> = table.cells.iter().filter_map(|cell| cell.element.attr("id")).collect();
    let fix = "Name the ids of header cells of the same table in the headers attribute.";
    table
        .cells
        .iter()
        .map(|cell| cell.element)
        .filter(|cell| cell.tokens("headers").next().is_some())
        .map(|cell| {
            let itself = cell.tokens("headers").find(|token| cell.attr("id") == Some(token));
            let stranger = cell.tokens("headers").find(|token| !ids.contains(token));
            let what = match (itself, stranger) {
                (Some(_), _) => "The cell's headers attribute names the cell itself.".to_owned(),
                (None, Some(id)) => {
                    format!("The cell's headers attribute names \"{id}\", which is no cell of the table.")
                }
                (None, None) => return cell.subject().is(Outcome::Passed),
            };
            cell.subject().is(Outcome::Failed(Finding::new(what, fix)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::TableHeaders;
    use crate::testing::{failed, outcomes, step};

    /// Each clause about `headers`, on both sides of its line.
    #[test]
    fn references() {
        for (clause, html, expected) in [
            ("a header", "<table><tr><th id=h>Test<tr><td id=a headers=h>5</table>", ""),
            ("a data cell", "<table><tr><td id=h>Test<tr><td id=a headers=h>5</table>", ""),
            ("two", "<table><tr><th id=h>T<th id=i>U<tr><td id=a headers='h i'>5<td>6</table>", ""),
            ("itself", "<table><tr><th>Test<tr><td id=a headers=a>5</table>", "a"),
            ("nothing", "<table><tr><th>Test<tr><td id=a headers=h>5</table>", "a"),
            (
                "what is in a cell",
                "<table><tr><td><b id=h>T</b><tr><td id=a headers=h>5</table>",
                "a",
            ),
            (
                "another table",
                "<table><tr><th id=h>T<td>4</table><table><tr><td id=a headers=h>5</table>",
                "a",
            ),
            (
                "a table in a cell",
                "<table><tr><th id=h>T<tr><td><table><tr><td id=a headers=h>5</table></table>",
                "a",
            ),
            ("a layout table", "<table role=presentation><tr><td id=a headers=h>5</table>", ""),
            ("a hidden table", "<table aria-hidden=true><tr><td id=a headers=h>5</table>", ""),
        ] {
            let said = failed::<TableHeaders>(&step(html));
            let said: Vec<_> = said.into_iter().filter(|id| id == "a").collect();
            assert_eq!(said.join(" "), expected, "{clause}");
        }
    }

    #[test]
    fn wording() {
        let step = step("<table><tr><th>T<th id=a>U<tr><td id=b headers=c>5</table>");
        assert_eq!(
            outcomes::<TableHeaders>(&step)[0],
            "b: failed: The cell's headers attribute names \"c\", which is no cell of the table."
        );
    }
}
