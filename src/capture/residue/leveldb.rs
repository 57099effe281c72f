//! The files of `LevelDB`, in which Chromium keeps what scripts store: what a search of their bytes does not find there.
//!
//! A log (`000003.log`) is blocks of 32 KiB of records, `checksum 4, length 2, type 1 | bytes`; what does not fit into a
//! block goes on in the next. Put together it is a batch of writes: `number 8, count 4`, then `1 key value` or `0 key`. A
//! table (`000005.ldb`) is blocks of entries, usually packed with Snappy, whose keys leave out how they begin like the one
//! before; the last 48 bytes lead to the block that names the others. Both keep what was deleted until they are rewritten.
//! See [the log][log] and [the table][table]. Checksums are not looked at: a value that is there can be read.
//!
//! [log]: https://github.com/google/leveldb/blob/main/doc/log_format.md
//! [table]: https://github.com/google/leveldb/blob/main/doc/table_format.md

use std::collections::BTreeSet;

/// What is unpacked of one file, at most.
const LONGEST: usize = 64 << 20;
const LOG_BLOCK: usize = 32 << 10;
const RECORD_HEAD: usize = 7;
/// Number and count.
const BATCH_HEAD: usize = 12;
const FOOT: usize = 48;
const TABLE_MAGIC: [u8; 8] = 0xdb47_7524_8b80_fb57_u64.to_le_bytes();
/// What a block is followed by: how it is packed, and its checksum.
const BLOCK_END: usize = 5;
/// What follows a key in a table: a number, and whether this is a value or the note that it was deleted.
const KEY_END: usize = 8;
/// Three bytes of Snappy stand for 64 at most.
const SNAPPY_RATIO: usize = 22;
/// Chromium's own mark of a value in `IndexedDB` that it packed with Snappy.
const PACKED: [u8; 3] = [0xff, 0x11, 0x02];
/// The mark stands behind a number of at most so many bytes.
const PACKED_WITHIN: usize = 10;

/// What stands in a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Records {
    /// Keys and values, unpacked and put together, a NUL behind each: the keys of `IndexedDB` are in UTF-16 of the other
    /// byte order, which then reads as the usual one.
    pub(super) bytes: Vec<u8>,
    /// How many there are.
    pub(super) count: u32,
    /// Whether all of the file could be read.
    pub(super) whole: bool,
    /// What may still be unpacked.
    left: usize,
}

/// Reads a file by its name; none if it is of another kind.
pub(super) fn records(name: &str, file: &[u8]) -> Option<Records> {
    let (number, ending) = name.rsplit_once('.')?;
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut records = Records { whole: true, left: LONGEST, ..Records::default() };
    match ending {
        "log" => records.log(file),
        "ldb" | "sst" => records.whole &= records.table(file).is_some(),
        _ => return None,
    }
    Some(records)
}

/// A value that Chromium packed before it stored it, unpacked.
pub(super) fn unpacked(value: &[u8]) -> Option<Vec<u8>> {
    let start = value.get(..value.len().min(PACKED_WITHIN + PACKED.len()))?;
    let at = start.windows(PACKED.len()).position(|three| three == PACKED)?;
    Some(snappy(value.get(at + PACKED.len()..)?, LONGEST)?.0)
}

impl Records {
    fn log(&mut self, file: &[u8]) {
        let mut open: Option<Vec<u8>> = None;
        for block in file.chunks(LOG_BLOCK) {
            let mut rest = block;
            while let Some((head, after)) = rest.split_at_checked(RECORD_HEAD) {
                let length = usize::from(u16::from_le_bytes([head[4], head[5]]));
                // Room that was set aside.
                if head[6] == 0 && length == 0 {
                    break;
                }
                let Some((part, after)) = after.split_at_checked(length) else {
                    self.lost(after);
                    break;
                };
                rest = after;
                // One that begins ends what was left open.
                if matches!(head[6], 1 | 2)
                    && let Some(cut) = open.take()
                {
                    self.lost(&cut);
                }
                match (head[6], &mut open) {
                    (1, _) => self.batch(part),
                    (2, _) => open = Some(part.to_vec()),
                    (3, Some(begun)) => begun.extend_from_slice(part),
                    (4, Some(begun)) => {
                        begun.extend_from_slice(part);
                        let whole = open.take().unwrap_or_default();
                        self.batch(&whole);
                    }
                    _ => self.lost(part),
                }
            }
        }
        if let Some(cut) = open {
            self.lost(&cut);
        }
    }

    fn batch(&mut self, batch: &[u8]) {
        let mut rest = batch.get(BATCH_HEAD..).unwrap_or_default();
        if rest.is_empty() && batch.len() != BATCH_HEAD {
            return self.lost(batch);
        }
        while !rest.is_empty() {
            let Some((key, value, after)) = write(rest) else { return self.lost(rest) };
            self.keep(key, value);
            rest = after;
        }
    }

    /// Keeps a part whose end is missing, or whose beginning: it is searched all the same.
    fn lost(&mut self, part: &[u8]) {
        self.whole = false;
        self.put(part);
    }

    fn table(&mut self, file: &[u8]) -> Option<()> {
        let (rest, foot) = file.split_at_checked(file.len().checked_sub(FOOT)?)?;
        if !foot.ends_with(&TABLE_MAGIC) {
            return None;
        }
        let (_, foot) = handle(foot)?;
        let (index, _) = handle(foot)?;
        let index = self.block(rest, index)?;
        let mut seen = BTreeSet::new();
        each(&index, |_, place| {
            let block = handle(place).and_then(|(place, _)| {
                // One that is named again has been read.
                if !seen.insert(place) {
                    return None;
                }
                self.block(rest, place)
            });
            let read = block.is_some_and(|block| {
                each(&block, |key, value| {
                    let key = key.get(..key.len().saturating_sub(KEY_END)).unwrap_or(key);
                    self.keep(key, value);
                })
            });
            self.whole &= read;
        })
        .then_some(())
    }

    /// A block, unpacked; one that breaks off as far as it goes.
    fn block(&mut self, file: &[u8], (start, length): (usize, usize)) -> Option<Vec<u8>> {
        let end = start.checked_add(length)?;
        let packing = *file.get(end..end.checked_add(BLOCK_END)?)?.first()?;
        let block = file.get(start..end)?;
        // Blocks that overlap could be read for ever.
        self.left = self.left.checked_sub(length)?;
        match packing {
            0 => Some(block.to_vec()),
            1 => {
                let (block, whole) = snappy(block, self.left)?;
                self.left -= block.len();
                self.whole &= whole;
                Some(block)
            }
            _ => None,
        }
    }

    fn keep(&mut self, key: &[u8], value: &[u8]) {
        self.count = self.count.saturating_add(1);
        self.put(key);
        self.put(value);
        if let Some(value) = unpacked(value) {
            self.put(&value);
        }
    }

    fn put(&mut self, part: &[u8]) {
        if self.bytes.len() + part.len() >= LONGEST {
            self.whole = false;
            return;
        }
        self.bytes.extend_from_slice(part);
        self.bytes.push(0);
    }
}

/// An entry of a block.
struct Entry<'b> {
    /// How much of its key is that of the one before.
    shared: usize,
    /// The rest of its key.
    own: &'b [u8],
    value: &'b [u8],
    /// What follows it.
    after: &'b [u8],
}

/// Goes through the entries of a block; says whether it came to the end.
fn each(block: &[u8], mut see: impl FnMut(&[u8], &[u8])) -> bool {
    let Some(mut rest) = entries(block) else { return false };
    let mut key = Vec::new();
    while !rest.is_empty() {
        let Some(entry) = entry(rest).filter(|entry| entry.shared <= key.len()) else {
            return false;
        };
        key.truncate(entry.shared);
        key.extend_from_slice(entry.own);
        see(&key, entry.value);
        rest = entry.after;
    }
    true
}

/// The entries of a block; where it is no list of places of whole keys, and how many, follows.
fn entries(block: &[u8]) -> Option<&[u8]> {
    let (rest, count) = block.split_last_chunk::<4>()?;
    let places = usize::try_from(u32::from_le_bytes(*count)).ok()?.checked_mul(4)?;
    rest.get(..rest.len().checked_sub(places)?)
}

fn entry(bytes: &[u8]) -> Option<Entry<'_>> {
    let (shared, rest) = varint(bytes)?;
    let (own, rest) = varint(rest)?;
    let (length, rest) = varint(rest)?;
    let (own, rest) = rest.split_at_checked(own)?;
    let (value, after) = rest.split_at_checked(length)?;
    Some(Entry { shared, own, value, after })
}

/// The first write of a batch: key, value, what follows.
fn write(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let (kind, rest) = bytes.split_first()?;
    let (key, rest) = counted(rest)?;
    match kind {
        0 => Some((key, &[], rest)),
        1 => counted(rest).map(|(value, rest)| (key, value, rest)),
        _ => None,
    }
}

fn counted(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = varint(bytes)?;
    rest.split_at_checked(length)
}

/// Where a block begins and how long it is.
fn handle(bytes: &[u8]) -> Option<((usize, usize), &[u8])> {
    let (start, rest) = varint(bytes)?;
    let (length, rest) = varint(rest)?;
    Some(((start, length), rest))
}

/// A number with seven bits in each byte, the lowest first, and what follows.
fn varint(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut number = 0_u64;
    for (place, byte) in bytes.iter().enumerate().take(9) {
        number |= u64::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some((usize::try_from(number).ok()?, &bytes[place + 1..]));
        }
    }
    None
}

/// What Snappy packed, as far as it can be unpacked, and whether that is all; none where that would be too much.
fn snappy(bytes: &[u8], most: usize) -> Option<(Vec<u8>, bool)> {
    let length = snap::raw::decompress_len(bytes).ok()?;
    if length > most || length > bytes.len().saturating_mul(SNAPPY_RATIO) {
        return None;
    }
    let mut out = vec![0; length];
    let whole = snap::raw::Decoder::new().decompress(bytes, &mut out).is_ok();
    Some((out, whole))
}

#[cfg(test)]
pub(super) mod tests;
