//! Tables made of roles: rows of cells, each in a column by its place or by `aria-colindex`.

use super::{Assigned, Element, Page};
use crate::evidence::NodeId;
use std::collections::BTreeMap;

/// A table or grid made of roles.
#[derive(Debug, Default)]
pub struct AriaTable {
    /// The place of each cell: its row, its first column and how many it covers.
    places: BTreeMap<NodeId, (NodeId, usize, usize)>,
    /// The first row with a cell in a column, and whether there is another.
    columns: BTreeMap<usize, (NodeId, bool)>,
    /// How many cells a row has.
    rows: BTreeMap<NodeId, usize>,
    /// Whether something in it owns cells from elsewhere.
    owns: bool,
}

impl AriaTable {
    /// Every table and grid of a page.
    pub fn all(page: Page<'_>) -> BTreeMap<NodeId, Self> {
        let mut tables: BTreeMap<NodeId, Self> = BTreeMap::new();
        // Parents stand before their children, so one pass hands down the table and the row that hold an element.
        let mut holders: Vec<(Option<NodeId>, Option<NodeId>)> =
            vec![(None, None); page.recorded.nodes.len()];
        let mut next_column: BTreeMap<NodeId, usize> = BTreeMap::new();
        for element in page.elements() {
            let (mut table, mut row) =
                element.parent().map_or((None, None), |parent| holders[parent.id.index()]);
            if element.role().is_any(&["table", "grid", "treegrid"]) {
                (table, row) = (Some(element.id), None);
                tables.insert(element.id, Self::default());
            } else if element.role().is_any(&["row"]) {
                row = Some(element.id);
            }
            holders[element.id.index()] = (table, row);
            let Some(found) = table.and_then(|table| tables.get_mut(&table)) else { continue };
            found.owns |= element.attr("aria-owns").is_some();
            if let Some(row) = row.filter(|_| is_cell(element)) {
                let next = next_column.entry(row).or_insert(1);
                let number = |name| element.attr(name)?.trim().parse::<usize>().ok();
                let first = number("aria-colindex").filter(|first| *first > 0).unwrap_or(*next);
                let span = number("aria-colspan").or_else(|| number("colspan"));
                let width = span.unwrap_or(1).clamp(1, 1000);
                *next = first + width;
                found.add(element, row, first, width);
            }
        }
        tables
    }

    fn add(&mut self, cell: Element<'_>, row: NodeId, first: usize, width: usize) {
        self.places.insert(cell.id, (row, first, width));
        *self.rows.entry(row).or_default() += 1;
        for column in first..first + width {
            let entry = self.columns.entry(column).or_insert((row, false));
            entry.1 |= entry.0 != row;
        }
    }

    /// What a header cell of the table is for.
    pub fn assigned(&self, header: Element<'_>) -> Assigned {
        let Some((row, first, width)) = self.places.get(&header.id) else {
            return Assigned::Unclear;
        };
        let found = if header.role().is_any(&["rowheader"]) {
            self.rows.get(row).is_some_and(|cells| *cells > 1)
        } else {
            (*first..first + width).any(|column| {
                self.columns.get(&column).is_some_and(|(other, more)| *more || other != row)
            })
        };
        match found {
            true => Assigned::Some,
            false if self.owns => Assigned::Unclear,
            false => Assigned::None,
        }
    }
}

fn is_cell(element: Element<'_>) -> bool {
    element.role().is_any(&["cell", "columnheader", "gridcell", "rowheader"])
}
