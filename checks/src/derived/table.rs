//! Tables as HTML forms them: which cell covers which slot, and which cells a header cell is for.
//!
//! HTML looks, from each cell, for its headers: up its columns and left along its rows. Here the same is asked the other
//! way round, from each header down and to the right until a header of the same place and width hides it, so that
//! a table of many rows is walked through once.

use super::Element;
use crate::evidence::NodeId;
use std::collections::{BTreeMap, BTreeSet};

/// More slots than this are not laid out: a `colspan` costs nothing to write.
const SLOTS: usize = 1_000_000;

/// A table that is formed.
#[derive(Debug)]
pub struct Table<'e> {
    /// Its cells, in the order of the page.
    pub cells: Vec<Cell<'e>>,
    slots: BTreeMap<(usize, usize), usize>,
    /// The ids of header cells that other cells name in their `headers`.
    named: BTreeSet<&'e str>,
    /// The rows and the columns with a cell that is no header.
    rows_with_data: BTreeSet<usize>,
    columns_with_data: BTreeSet<usize>,
    /// The slot after the last one in use, in each row and in each column.
    row_ends: BTreeMap<usize, usize>,
    column_ends: BTreeMap<usize, usize>,
    /// The column groups: the first column of each and the one after its last.
    column_groups: Vec<(usize, usize)>,
    /// Whether all of it was laid out, and no two cells overlap.
    pub is_regular: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, Copy)]
pub struct Cell<'e> {
    /// Its element.
    pub element: Element<'e>,
    x: usize,
    y: usize,
    width: usize,
    height: usize,
    group: Option<NodeId>,
}

/// What a header cell is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assigned {
    /// For at least one other cell.
    Some,
    /// For no cell.
    None,
    /// It cannot be told.
    Unclear,
}

impl<'e> Table<'e> {
    /// Forms the table of a `table` element.
    pub fn of(table: Element<'e>) -> Self {
        let mut formed = Self {
            cells: Vec::new(),
            slots: BTreeMap::new(),
            named: BTreeSet::new(),
            rows_with_data: BTreeSet::new(),
            columns_with_data: BTreeSet::new(),
            row_ends: BTreeMap::new(),
            column_ends: BTreeMap::new(),
            column_groups: column_groups(table),
            is_regular: true,
        };
        let mut y = 0;
        for (group, rows) in groups(table) {
            let last = y + rows.len();
            for row in rows {
                let mut x = 0;
                for element in row.children().filter(|child| child.is_any(&["td", "th"])) {
                    while formed.slots.contains_key(&(x, y)) {
                        x += 1;
                    }
                    let width = span(element, "colspan").clamp(1, 1000);
                    let height = match span(element, "rowspan") {
                        0 => last - y,
                        height => height.min(last - y),
                    };
                    formed.place(Cell { element, x, y, width, height, group });
                    x += width;
                }
                y += 1;
            }
        }
        for cell in formed.cells.iter().filter(|cell| is_cell(cell)) {
            let own = cell.element.attr("id");
            let others = cell.element.tokens("headers").filter(|id| Some(*id) != own);
            formed.named.extend(others);
        }
        formed
    }

    fn place(&mut self, cell: Cell<'e>) {
        let number = self.cells.len();
        self.cells.push(cell);
        if self.slots.len() + cell.width * cell.height > SLOTS {
            self.is_regular = false;
            return;
        }
        let (right, bottom) = (cell.x + cell.width, cell.y + cell.height);
        for y in cell.y..bottom {
            let end = self.row_ends.entry(y).or_default();
            *end = right.max(*end);
        }
        for x in cell.x..right {
            let end = self.column_ends.entry(x).or_default();
            *end = bottom.max(*end);
        }
        if !is_header(&cell) {
            self.rows_with_data.extend(cell.y..bottom);
            self.columns_with_data.extend(cell.x..right);
        }
        for y in cell.y..bottom {
            for x in cell.x..right {
                self.is_regular &= self.slots.insert((x, y), number).is_none();
            }
        }
    }

    /// What a `th` of the table is for.
    pub fn assigned(&self, header: &Cell<'e>) -> Assigned {
        let element = header.element;
        let named = element.attr("id").is_some_and(|id| {
            let first = element.page.by_id(element.recorded.scope, id);
            self.named.contains(id) && first.is_some_and(|first| first.id == element.id)
        });
        let scope = element.attr("scope").unwrap_or_default().to_ascii_lowercase();
        let no_data = |lanes: &BTreeSet<usize>, start: usize, size: usize| {
            lanes.range(start..start + size).next().is_none()
        };
        let answer = match &*scope {
            "row" => self.along(header, false),
            "col" => self.along(header, true),
            "rowgroup" => {
                self.in_group(header, |cell| header.group.is_some() && cell.group == header.group)
            }
            "colgroup" => {
                let of = |cell: &Cell<'e>| {
                    let holds = |group: &&(usize, usize)| (group.0..group.1).contains(&cell.x);
                    self.column_groups.iter().find(holds)
                };
                let group = of(header);
                self.in_group(header, |cell| group.is_some() && of(cell) == group)
            }
            _ if no_data(&self.rows_with_data, header.y, header.height) => self.along(header, true),
            _ if no_data(&self.columns_with_data, header.x, header.width) => {
                self.along(header, false)
            }
            // A header of neither a column nor a row: browsers differ in what they make of it.
            _ => Assigned::Unclear,
        };
        match answer {
            _ if named => Assigned::Some,
            _ if !self.is_regular => Assigned::Unclear,
            answer => answer,
        }
    }

    /// Whether another cell of the header's group lies below or to the right of where the header begins.
    fn in_group(&self, header: &Cell<'e>, shares: impl Fn(&Cell<'e>) -> bool) -> Assigned {
        let found = self.cells.iter().any(|cell| {
            cell.element.id != header.element.id
                && cell.x + cell.width > header.x
                && cell.y + cell.height > header.y
                && looks_for_headers(cell)
                && shares(cell)
        });
        if found { Assigned::Some } else { Assigned::None }
    }

    /// Whether a cell below (or else to the right) finds the header on its way up (or to the left).
    fn along(&self, header: &Cell<'e>, down: bool) -> Assigned {
        let (across, length) =
            if down { (header.x, header.width) } else { (header.y, header.height) };
        for lane in across..across + length {
            let mut at = if down { header.y + header.height } else { header.x + header.width };
            let mut data_between = false;
            loop {
                let slot = if down { (lane, at) } else { (at, lane) };
                let Some(cell) = self.slots.get(&slot).and_then(|number| self.cells.get(*number))
                else {
                    // A hole is passed over; beyond the last cell of the lane there is nothing.
                    let ends = if down { &self.column_ends } else { &self.row_ends };
                    if at >= ends.get(&lane).copied().unwrap_or_default() {
                        break;
                    }
                    at += 1;
                    continue;
                };
                let (start, size) = if down { (cell.x, cell.width) } else { (cell.y, cell.height) };
                let hides = is_header(cell) && data_between && (start, size) == (across, length);
                if hides {
                    break;
                }
                if looks_for_headers(cell) {
                    return Assigned::Some;
                }
                data_between |= !is_header(cell);
                at = if down { cell.y + cell.height } else { cell.x + cell.width };
            }
        }
        Assigned::None
    }
}

fn rows(group: Element<'_>) -> Vec<Element<'_>> {
    group.children().filter(|child| child.is_any(&["tr"])).collect()
}

/// The rows of a table, by row group: heads first, feet last, as they are laid out.
fn groups(table: Element<'_>) -> Vec<(Option<NodeId>, Vec<Element<'_>>)> {
    let mut body = Vec::new();
    let mut feet = Vec::new();
    for child in table.children() {
        if child.is_any(&["tr"]) {
            body.push((None, vec![child]));
        } else if child.is_any(&["thead", "tbody"]) {
            body.push((Some(child.id), rows(child)));
        } else if child.is_any(&["tfoot"]) {
            feet.push((Some(child.id), rows(child)));
        }
    }
    // Rows without a group are one block for a cell that spans rows.
    let mut merged: Vec<(Option<NodeId>, Vec<Element<'_>>)> = Vec::new();
    for (group, rows) in body.into_iter().chain(feet) {
        match merged.last_mut() {
            Some((None, last)) if group.is_none() => last.extend(rows),
            _ => merged.push((group, rows)),
        }
    }
    merged
}

/// The column groups of a table: the first column of each and the one after its last.
fn column_groups(table: Element<'_>) -> Vec<(usize, usize)> {
    let mut groups = Vec::new();
    let mut next = 0;
    for group in table.children().filter(|child| child.is_any(&["colgroup"])) {
        let columns = |element| span(element, "span").clamp(1, 1000);
        let mut cols = group.children().filter(|child| child.is_any(&["col"])).peekable();
        let width = match cols.peek() {
            Some(_) => cols.map(columns).sum(),
            None => columns(group),
        };
        groups.push((next, next + width));
        next += width;
    }
    groups
}

/// Whether it is a cell to assistive technology.
fn is_cell(cell: &Cell<'_>) -> bool {
    cell.element.role().is_any(&["cell", "columnheader", "gridcell", "rowheader"])
}

/// Whether the headers of a cell are those that stand in its lanes and groups.
fn looks_for_headers(cell: &Cell<'_>) -> bool {
    is_cell(cell) && cell.element.attr("headers").is_none()
}

fn is_header(cell: &Cell<'_>) -> bool {
    cell.element.is_any(&["th"])
}

fn span(cell: Element<'_>, name: &str) -> usize {
    let digits = cell.attr(name).unwrap_or("1").trim_ascii_start();
    let digits = digits.strip_prefix('+').unwrap_or(digits);
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    digits[..length].parse().unwrap_or(1).min(65_534)
}
