//! The rows of an `SQLite` file that are too long for one page: the rest of such a row lies on other pages, anywhere.
//!
//! A search of the file's bytes finds every value that lies on one page, deleted ones included. Only these rows have to be
//! put together, by the [file format](https://www.sqlite.org/fileformat2.html#b_tree_pages).

use std::collections::BTreeSet;

const MAGIC: &[u8] = b"SQLite format 3\0";
/// The head of the file, which stands on the first page before the page's own.
const FILE_HEAD: usize = 100;
const LEAF_OF_TABLE: u8 = 0x0d;
const LEAF_OF_INDEX: u8 = 0x0a;
const INSIDE_INDEX: u8 = 0x02;
/// What is put together of one file, at most.
const LONGEST: usize = 64 << 20;

/// The rows that go on on other pages, each as one run of bytes; none for a file of another kind. Says besides whether
/// all of them could be put together: a file that is still being written, or damaged, has pages that lead nowhere.
pub(super) fn overflowing(file: &[u8]) -> (Vec<Vec<u8>>, bool) {
    let Some(pages) = Pages::of(file) else { return (Vec::new(), true) };
    let (mut rows, mut whole, mut left) = (Vec::new(), true, LONGEST);
    let free = pages.free();
    for number in (1..=pages.count()).filter(|number| !pages.is_map(*number)) {
        for cell in pages.cells(number) {
            match pages.row(&cell, left) {
                Row::Short => {}
                Row::Long(bytes) => {
                    left -= bytes.len();
                    rows.push(bytes);
                }
                // A page that is free holds what was deleted, whose rest may be overwritten.
                Row::Broken => whole &= free.contains(&number),
            }
        }
    }
    (rows, whole)
}

/// A row, by where it lies.
enum Row {
    /// On its page alone.
    Short,
    /// On several pages.
    Long(Vec<u8>),
    /// On pages that are not there, or too many.
    Broken,
}

/// A row's beginning.
struct Cell<'f> {
    /// From its first byte to the end of its page.
    bytes: &'f [u8],
    kind: u8,
}

struct Pages<'f> {
    file: &'f [u8],
    size: usize,
    /// The bytes of a page that are used.
    usable: usize,
}

impl<'f> Pages<'f> {
    fn of(file: &'f [u8]) -> Option<Self> {
        let size = match file.strip_prefix(MAGIC)?.get(..2)? {
            [0, 1] => 1 << 16,
            [high, low] => usize::from(u16::from_be_bytes([*high, *low])),
            _ => return None,
        };
        let usable = size.checked_sub(usize::from(*file.get(20)?))?;
        // The format allows no smaller ones.
        (size.is_power_of_two() && usable >= 480).then_some(Self { file, size, usable })
    }

    fn count(&self) -> usize {
        self.file.len() / self.size
    }

    fn page(&self, number: usize) -> Option<&'f [u8]> {
        let start = number.checked_sub(1)?.checked_mul(self.size)?;
        self.file.get(start..start.checked_add(self.usable)?)
    }

    /// The pages that are free: a chain of lists.
    fn free(&self) -> BTreeSet<usize> {
        let mut free = BTreeSet::new();
        let mut next = quad(self.file, 32).unwrap_or(0);
        while let Some(list) = self.page(next).filter(|_| free.insert(next)) {
            let count = quad(list, 4).unwrap_or(0);
            free.extend((0..count).map_while(|place| quad(list, 8 + 4 * place)));
            next = quad(list, 0).unwrap_or(0);
        }
        free
    }

    /// Whether a page only says who refers to others, as some do in a file that shrinks by itself.
    fn is_map(&self, number: usize) -> bool {
        let shrinks = quad(self.file, 52).is_some_and(|root| root != 0);
        shrinks && number >= 2 && (number - 2).is_multiple_of(self.usable / 5 + 1)
    }

    fn cells(&self, number: usize) -> Vec<Cell<'f>> {
        let Some(page) = self.page(number) else { return Vec::new() };
        let head = if number == 1 { FILE_HEAD } else { 0 };
        let kind = page[head];
        let list = match kind {
            LEAF_OF_TABLE | LEAF_OF_INDEX => head + 8,
            INSIDE_INDEX => head + 12,
            _ => return Vec::new(),
        };
        let count = pair(page, head + 3).unwrap_or(0);
        (0..count)
            .map_while(|place| pair(page, list + 2 * place))
            .filter_map(|at| Some(Cell { bytes: page.get(at..)?, kind }))
            .collect()
    }

    fn row(&self, cell: &Cell<'f>, left: usize) -> Row {
        self.joined(cell, left).unwrap_or(Row::Broken)
    }

    fn joined(&self, cell: &Cell<'f>, left: usize) -> Option<Row> {
        // The page of the smaller keys comes first.
        let start = if cell.kind == INSIDE_INDEX { 4 } else { 0 };
        let (length, rest) = varint(cell.bytes.get(start..)?)?;
        let rest = if cell.kind == LEAF_OF_TABLE { varint(rest)?.1 } else { rest };
        let length = usize::try_from(length).ok()?;
        let here = self.here(length, cell.kind);
        if here == length {
            return Some(Row::Short);
        }
        if length > left.min(self.file.len()) {
            return None;
        }
        let mut bytes = rest.get(..here)?.to_vec();
        let (mut next, mut seen) = (quad(rest, here)?, BTreeSet::new());
        while bytes.len() < length {
            let page = self.page(next)?;
            if !seen.insert(next) {
                return None;
            }
            let more = page.get(4..)?;
            bytes.extend_from_slice(&more[..more.len().min(length - bytes.len())]);
            next = quad(page, 0)?;
        }
        Some(Row::Long(bytes))
    }

    /// How much of a row of this length lies on its own page.
    fn here(&self, length: usize, kind: u8) -> usize {
        let share = |part: usize| (self.usable - 12) * part / 255 - 23;
        let most = if kind == LEAF_OF_TABLE { self.usable - 35 } else { share(64) };
        if length <= most {
            return length;
        }
        let least = share(32);
        let even = least + (length - least) % (self.usable - 4);
        if even <= most { even } else { least }
    }
}

fn pair(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

fn quad(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()
}

/// A number of one to nine bytes, seven bits in each but the ninth, and what follows.
fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0;
    for (place, byte) in bytes.iter().enumerate().take(9) {
        if place == 8 {
            return Some((number << 8 | u64::from(*byte), &bytes[9..]));
        }
        number = number << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((number, &bytes[place + 1..]));
        }
    }
    None
}

#[cfg(test)]
pub(super) mod tests {
    use super::{LEAF_OF_TABLE, MAGIC, overflowing};
    use proptest::prelude::*;

    const SIZE: usize = 512;

    /// A file of three pages, and its one row.
    fn file(length: usize) -> (Vec<u8>, Vec<u8>) {
        let row: Vec<u8> =
            (0..length).map(|at| b'a' + u8::try_from(at % 23).unwrap_or(0)).collect();
        (written(&row), row)
    }

    /// A file of three pages, whose first has one row that goes on on the third and then on the second.
    pub(crate) fn written(row: &[u8]) -> Vec<u8> {
        let length = row.len();
        let (least, most, chunk) = ((SIZE - 12) * 32 / 255 - 23, SIZE - 35, SIZE - 4);
        let even = least + (length - least) % chunk;
        let here = if length <= most {
            length
        } else if even <= most {
            even
        } else {
            least
        };
        let mut pages = vec![vec![0; SIZE]; 3];
        pages[0][..MAGIC.len()].copy_from_slice(MAGIC);
        pages[0][16..18].copy_from_slice(&512_u16.to_be_bytes());
        let byte = |number: usize| u8::try_from(number).expect("a byte");
        let mut cell = vec![0x80 | byte(length >> 7), byte(length & 0x7f), 1];
        cell.extend(&row[..here]);
        let rest = &row[here..];
        if !rest.is_empty() {
            cell.extend(3_u32.to_be_bytes());
            let first = rest.len().min(chunk);
            pages[2][4..4 + first].copy_from_slice(&rest[..first]);
            let last = &rest[first..];
            if !last.is_empty() {
                pages[2][..4].copy_from_slice(&2_u32.to_be_bytes());
                pages[1][4..4 + last.len()].copy_from_slice(last);
            }
        }
        let at = SIZE - cell.len();
        pages[0][at..].copy_from_slice(&cell);
        pages[0][100] = LEAF_OF_TABLE;
        pages[0][104] = 1;
        pages[0][108..110].copy_from_slice(&u16::try_from(at).expect("in a page").to_be_bytes());
        pages.concat()
    }

    #[test]
    fn a_row_on_several_pages_is_put_together() {
        for length in [600, 900, 1100] {
            let (file, row) = file(length);
            assert_eq!(overflowing(&file), (vec![row], true), "{length}");
        }
    }

    #[test]
    fn a_row_on_one_page_is_left_to_the_search_of_the_bytes() {
        assert_eq!(overflowing(&file(200).0), (vec![], true));
        assert_eq!(overflowing(b"no database"), (vec![], true));
        assert_eq!(overflowing(b""), (vec![], true));
    }

    #[test]
    fn a_row_whose_rest_is_lost_is_said_to_be_unless_it_was_deleted() {
        let (mut file, _) = file(1100);
        file.truncate(2 * SIZE);
        assert_eq!(overflowing(&file), (vec![], false));
        // The list of free pages is the second, and names the first.
        file[32..36].copy_from_slice(&2_u32.to_be_bytes());
        file[SIZE..SIZE + 12].copy_from_slice(&[0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
        assert_eq!(overflowing(&file), (vec![], true));
    }

    #[test]
    fn a_chain_that_runs_in_a_circle_ends() {
        let (mut file, _) = file(1100);
        file[2 * SIZE..2 * SIZE + 4].copy_from_slice(&3_u32.to_be_bytes());
        assert_eq!(overflowing(&file), (vec![], false));
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_reader(
            changes in prop::collection::vec((0_usize..3 * SIZE, any::<u8>()), 0..12),
            end in 0_usize..4 * SIZE,
        ) {
            let (mut file, _) = file(1100);
            for (at, byte) in changes {
                file[at] = byte;
            }
            file.truncate(end);
            let _ = overflowing(&file);
        }
    }
}
