//! # Requirement
//!
//! Each header cell of a table is the header of at least one other cell.
//!
//! # Why it matters
//!
//! "5.8" means nothing. A screen reader says "Potassium, 12 March, 5.8" when the table's headers are bound to its cells;
//! a header that is bound to none is missing somewhere.
//!
//! # How it is judged
//!
//! - Each header cell that is seen and exposed, in a table that is exposed, is the header of at least one other cell:
//!   for `table`, as HTML forms tables and looks for headers; for ARIA tables and grids, by place in the row.
//! - What has another role than that of a cell does not count as one. In a table of nothing but headers, those fail that
//!   are not above or beside another.
//! - A header that is neither of a column nor of a row, cells that overlap, and cells owned from elsewhere are for
//!   a person to judge. Empty header cells are not judged.
//!
//! # What it does not see
//!
//! - Tables whose headers are not marked as such.
//! - Whether a header is the right one.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.3.1](https://www.w3.org/TR/WCAG22/#info-and-relationships)
//! - [ACT rule d0f69e](https://www.w3.org/WAI/standards-guidelines/act/rules/d0f69e/)
//! - [HTML, header and data cells](https://html.spec.whatwg.org/multipage/tables.html#header-and-data-cell-semantics)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{AriaTable, Assigned, Cell, Element, Page, Table},
    evidence::NodeId,
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};
use std::collections::BTreeMap;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct TableHeaderCells;

impl StateCheck for TableHeaderCells {
    const META: &'static Meta = &Meta {
        id: "table-header-cells",
        title: "The header cells of a table are bound to its cells",
        requires: &[wcag22::INFO_AND_RELATIONSHIPS],
        act: &["d0f69e"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("table_header_cells.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let formed: Vec<_> =
            page.elements().filter(|element| element.is_any(&["table"])).map(Table::of).collect();
        let mut cells: BTreeMap<NodeId, (&Table<'_>, &Cell<'_>)> = BTreeMap::new();
        for table in &formed {
            cells.extend(table.cells.iter().map(|cell| (cell.element.id, (table, cell))));
        }
        let aria = AriaTable::all(page);
        page.elements()
            .filter(|element| element.role().is_any(&["columnheader", "rowheader"]))
            .filter(|header| header.is_visible() && header.is_exposed() && !is_empty(*header))
            .filter_map(|header| {
                let table = header.ancestors().find(|outer| is_table_or_grid(*outer))?;
                let by_html = cells.get(&header.id).filter(|_| header.is_any(&["th"]));
                let assigned = match by_html {
                    Some((table, cell)) => table.assigned(cell),
                    None => aria.get(&table.id)?.assigned(header),
                };
                table.is_exposed().then(|| header.subject().is(of_header(assigned)))
            })
            .collect()
    }
}

fn is_table_or_grid(element: Element<'_>) -> bool {
    element.role().is_any(&["table", "grid"])
}

fn is_empty(header: Element<'_>) -> bool {
    header.children().next().is_none() && header.text().trim().is_empty()
}

fn of_header(assigned: Assigned) -> Outcome {
    let fix = "Put it where its cells are, give it a scope, or make it an ordinary cell.";
    match assigned {
        Assigned::Some => Outcome::Passed,
        Assigned::None => {
            Outcome::Failed(Finding::new("The header cell is the header of no other cell.", fix))
        }
        Assigned::Unclear => Outcome::CantTell(Finding::new(
            "It cannot be told which cells the header cell is for.",
            fix,
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::TableHeaderCells;
    use crate::testing::{outcomes, outcomes_of, step};

    /// Each clause about header cells of HTML tables, on both sides of its line.
    #[test]
    fn header_cells() {
        for (clause, html, expected) in [
            ("above a cell", "<table><tr><th id=a>T<tr><td>5</table>", "passed"),
            ("beside a cell", "<table><tr><th id=a>T<td>5</table>", "passed"),
            ("above nothing", "<table><tr><th>T<th id=a>U<tr><td>5</table>", "failed"),
            (
                "above a wide cell",
                "<table><tr><th>T<th id=a>U<tr><td colspan=2>5</table>",
                "passed",
            ),
            (
                "above a tall cell",
                "<table><tr><td rowspan=2>4<th scope=col id=a>U<tr><td>5</table>",
                "passed",
            ),
            (
                "named from elsewhere",
                "<table><tr><th>T<th id=a>U<tr><td headers=a>5</table>",
                "passed",
            ),
            (
                "all below have other headers",
                "<table><tr><th id=h>T<th id=a>U<tr><td>4<td headers=h>5</table>",
                "failed",
            ),
            ("over a hole", "<table><tr><th>T<th id=a>U<tr><td>4<tr><td>6<td>7</table>", "passed"),
            (
                "hidden by another",
                "<table><tr><th id=a>T<tr><td headers=x>5<tr><th>U<tr><td>6</table>",
                "failed",
            ),
            ("nothing but headers", "<table><tr><th id=a>T</table>", "failed"),
            ("above a header", "<table><tr><th id=a>T<tr><th>U</table>", "passed"),
            (
                "named by itself",
                "<table><tr><th id=a headers=a>T<th>U<tr><td headers=x>5<td>6</table>",
                "failed",
            ),
            ("above no cell", "<table><tr><th id=a>T<tr><td role=none>5</table>", "failed"),
            (
                "named by no cell",
                "<table><tr><td headers=a role=none>5<tr><th id=a>T</table>",
                "failed",
            ),
            ("scope of a row", "<table><tr><th id=a scope=row>T<tr><td>5</table>", "failed"),
            (
                "without its group",
                "<table><tr><th id=a scope=colgroup>T<tr><td>5</table>",
                "failed",
            ),
            (
                "of a group of columns",
                "<table><colgroup span=2><tr><th id=a scope=colgroup>T<td headers=x>4<tr><td headers=x>5<td>6</table>",
                "passed",
            ),
            (
                "beside its group of columns",
                "<table><colgroup><col></colgroup><tr><th id=a scope=colgroup>T<td>4<tr><td headers=x>5<td>6</table>",
                "failed",
            ),
            (
                "of a group of rows",
                "<table><tr><th id=a scope=rowgroup>T<tr><td>5</table>",
                "passed",
            ),
            (
                "above its group of rows",
                "<table><thead><tr><th id=a scope=rowgroup>T<tbody><tr><td>5</table>",
                "failed",
            ),
            (
                "of a group of cells with other headers",
                "<table><tr><th id=a scope=rowgroup>T<td headers>5</table>",
                "failed",
            ),
            (
                "of neither",
                "<table><tr><td>T<th id=a>U<td>V<tr><td>5<td>6<td>7</table>",
                "can't tell",
            ),
            (
                "overlapping",
                "<table><tr><td>1<td rowspan=2>2<tr><th colspan=2 id=a scope=col>T</table>",
                "can't tell",
            ),
            ("empty", "<table><tr><td>T<tr><td>5<th id=a></th></table>", ""),
            ("a cell by role", "<table><tr><th role=cell id=a>T</table>", ""),
        ] {
            let step = step(html);
            let said: Vec<_> = outcomes::<TableHeaderCells>(&step)
                .iter()
                .filter_map(|said| said.strip_prefix("a: ")?.split(": ").next().map(str::to_owned))
                .collect();
            assert_eq!(said.join(" "), expected, "{clause}");
        }
    }

    /// Each clause about ARIA tables and grids, on both sides of its line.
    #[test]
    fn aria_tables() {
        let grid = |rows: &str| {
            let rows = rows
                .replace("<r>", "<div role=row>")
                .replace("</r>", "</div>")
                .replace("<h>", "<i role=columnheader>H</i>")
                .replace("<c>", "<i role=gridcell>5</i>")
                .replace("<s>", "<i role=rowheader>S</i>");
            outcomes_of::<TableHeaderCells>(&step(&format!("<div role=grid>{rows}</div>")))
                .join(" ")
        };
        for (clause, rows, expected) in [
            ("above a cell", "<r><h></r><r><c></r>", "passed"),
            ("above nothing", "<r><h><h></r><r><c></r>", "passed failed"),
            ("beside a cell", "<r><s><c></r>", "passed"),
            ("beside nothing", "<r><s></r><r><c></r>", "failed"),
            ("nothing but headers", "<r><h></r>", "failed"),
            ("above a header", "<r><h></r><r><h></r>", "passed passed"),
        ] {
            assert_eq!(grid(rows), expected, "{clause}");
        }
    }

    #[test]
    fn only_header_cells_of_exposed_tables_are_judged() {
        for html in [
            "<table><tr><td>4<tr><td>5</table>",
            "<table aria-hidden=true><tr><th>T<th>U<tr><td>5</table>",
            "<table role=none><tr><th>T<th>U<tr><td>5</table>",
        ] {
            assert!(outcomes::<TableHeaderCells>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step("<table><tr><th id=a>T<th id=b>U<tr><td>5</table>");
        insta::assert_snapshot!(outcomes::<TableHeaderCells>(&step).join("\n"), @r"
        a: passed
        b: failed: The header cell is the header of no other cell.
        ");
    }
}
