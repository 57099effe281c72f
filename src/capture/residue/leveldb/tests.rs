//! Files of `LevelDB`, written as it writes them, and what is read in them.

use super::{LOG_BLOCK, RECORD_HEAD, Records, TABLE_MAGIC, records, unpacked};
use proptest::prelude::*;

/// A write of a batch: a key and what is stored under it, or that it is deleted.
pub(crate) type Write<'w> = (&'w [u8], Option<&'w [u8]>);

fn number(mut value: usize) -> Vec<u8> {
    let mut out = Vec::new();
    while value >= 0x80 {
        out.push(u8::try_from(value & 0x7f).expect("seven bits") | 0x80);
        value >>= 7;
    }
    out.push(u8::try_from(value).expect("seven bits"));
    out
}

fn counted(bytes: &[u8]) -> Vec<u8> {
    [number(bytes.len()), bytes.to_vec()].concat()
}

/// A log as `LevelDB` writes it, each batch a record.
pub(crate) fn log(batches: &[&[Write<'_>]]) -> Vec<u8> {
    let mut file = Vec::new();
    for writes in batches {
        let mut batch = vec![0; 12];
        for (key, value) in *writes {
            batch.push(u8::from(value.is_some()));
            batch.extend(counted(key));
            batch.extend(value.iter().flat_map(|value| counted(value)));
        }
        let (mut rest, mut begun) = (&batch[..], false);
        loop {
            let room = LOG_BLOCK - file.len() % LOG_BLOCK;
            if room < RECORD_HEAD {
                file.extend(vec![0; room]);
                continue;
            }
            let (part, after) = rest.split_at(rest.len().min(room - RECORD_HEAD));
            let kind = match (begun, after.is_empty()) {
                (false, true) => 1,
                (false, false) => 2,
                (true, false) => 3,
                (true, true) => 4,
            };
            file.extend([7; 4]);
            file.extend(u16::try_from(part.len()).expect("a block").to_le_bytes());
            file.push(kind);
            file.extend(part);
            (rest, begun) = (after, true);
            if rest.is_empty() {
                break;
            }
        }
    }
    file
}

fn block(entries: &[(Vec<u8>, Vec<u8>)], packed: bool) -> Vec<u8> {
    let (mut plain, mut last) = (Vec::new(), Vec::new());
    for (key, value) in entries {
        let shared = key.iter().zip(&last).take_while(|(one, other)| one == other).count();
        plain.extend([number(shared), number(key.len() - shared), number(value.len())].concat());
        plain.extend(&key[shared..]);
        plain.extend(value);
        last.clone_from(key);
    }
    plain.extend([0, 0, 0, 0, 1, 0, 0, 0]);
    let bytes = if packed {
        snap::raw::Encoder::new().compress_vec(&plain).expect("memory")
    } else {
        plain
    };
    [bytes, vec![u8::from(packed), 0, 0, 0, 0]].concat()
}

/// A table as `LevelDB` writes it, two entries a block.
pub(crate) fn table(entries: &[(&[u8], &[u8])], packed: bool) -> Vec<u8> {
    let (mut file, mut index) = (Vec::new(), Vec::new());
    let place = |start: usize, block: &[u8]| [number(start), number(block.len() - 5)].concat();
    for two in entries.chunks(2) {
        let keyed: Vec<_> = two
            .iter()
            .map(|(key, value)| ([*key, &[1, 0, 0, 0, 0, 0, 0, 0]].concat(), value.to_vec()))
            .collect();
        let bytes = block(&keyed, packed);
        index.push((keyed[keyed.len() - 1].0.clone(), place(file.len(), &bytes)));
        file.extend(bytes);
    }
    let mut foot = Vec::new();
    for entries in [&[][..], &index] {
        let bytes = block(entries, packed);
        foot.extend(place(file.len(), &bytes));
        file.extend(bytes);
    }
    foot.resize(40, 0);
    [file, foot, TABLE_MAGIC.to_vec()].concat()
}

fn said(name: &str, file: &[u8]) -> (Vec<u8>, u32, bool) {
    let Records { bytes, count, whole, .. } = records(name, file).expect("a file of LevelDB");
    (bytes, count, whole)
}

/// Long enough for three blocks.
fn long() -> Vec<u8> {
    (0..70_000).map(|at| b'a' + u8::try_from(at % 23).expect("a letter")).collect()
}

const ENTRIES: [(&[u8], &[u8]); 3] =
    [(b"name/family", b"Quill"), (b"name/given", b"Thes"), (b"visit", b"")];

#[test]
fn writes_of_a_log_are_read_and_deleted_ones_stay() {
    let file = log(&[&[(b"key", Some(b"one")), (b"other", None)], &[], &[(b"key", None)]]);
    assert_eq!(said("000003.log", &file), (b"key\0one\0other\0\0key\0\0".to_vec(), 3, true));
    assert_eq!(said("000003.log", b""), (vec![], 0, true));
}

#[test]
fn a_value_on_several_blocks_is_put_together() {
    let value = long();
    let file = log(&[&[(b"a", Some(&value))], &[(b"b", Some(b"two"))]]);
    let expected = [b"a\0", &value[..], b"\0b\0two\0"].concat();
    assert_eq!(said("7.log", &file), (expected, 2, true));
    let shown = file.windows(value.len()).any(|window| window == value);
    assert!(!shown, "its bytes do not show it");
    // What a block has no room for begins in the next.
    for length in LOG_BLOCK - 40..LOG_BLOCK - 10 {
        let file = log(&[&[(b"a", Some(&value[..length]))], &[(b"b", Some(b"two"))]]);
        let (bytes, count, whole) = said("7.log", &file);
        assert!(bytes.ends_with(b"\0b\0two\0") && count == 2 && whole, "{length}");
    }
}

#[test]
fn a_log_that_breaks_off_is_read_as_far_as_it_goes() {
    let value = long();
    let file = log(&[&[(b"a", Some(b"one"))], &[(b"b", Some(&value))]]);
    let (bytes, count, whole) = said("7.log", &file[..40_000]);
    assert!(bytes.starts_with(b"a\0one\0") && count == 1 && !whole);
    assert!(bytes.windows(1_000).any(|window| window == &value[..1_000]));
    // The first of its parts is gone.
    let (bytes, count, whole) = said("7.log", &file[LOG_BLOCK..]);
    assert!(bytes.windows(1_000).any(|window| window == &value[69_000..]) && count == 0 && !whole);
}

#[test]
fn entries_of_a_table_are_read_with_their_whole_keys() {
    let expected = b"name/family\0Quill\0name/given\0Thes\0visit\0\0".to_vec();
    for packed in [false, true] {
        let file = table(&ENTRIES, packed);
        assert_eq!(said("000005.ldb", &file), (expected.clone(), 3, true));
        assert!(!said("000005.ldb", &file[1..]).2);
        assert!(!said("000005.ldb", &file[..file.len() - 1]).2);
    }
    assert_eq!(said("000005.ldb", b""), (vec![], 0, false));
}

#[test]
fn a_key_in_utf_16_of_either_order_ends_in_a_nul() {
    let key: Vec<u8> = "MRN".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let usual: Vec<u8> = "MRN".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, file) in
        [("1.log", log(&[&[(&key, Some(b"1"))]])), ("1.ldb", table(&[(&key, b"1")], true))]
    {
        let bytes = said(name, &file).0;
        assert!(bytes.windows(usual.len()).any(|window| window == usual), "{bytes:?}");
    }
}

#[test]
fn a_value_that_was_packed_is_unpacked() {
    let text = b"MRN-7F3K-0042-QX, MRN-7F3K-0042-QX";
    let snappy = snap::raw::Encoder::new().compress_vec(text).expect("memory");
    let value = [&[3, 0xff, 0x11, 2], &snappy[..]].concat();
    assert_eq!(unpacked(&value).as_deref(), Some(&text[..]));
    let bytes = said("1.log", &log(&[&[(b"a", Some(&value))]])).0;
    assert!(bytes.ends_with(&[text, &b"\0"[..]].concat()));
    for other in [&b""[..], b"\xff\x11", text, b"\xff\x11\x02\xff\xff\xff\xff\x0f"] {
        assert_eq!(unpacked(other), None);
    }
}

#[test]
fn other_files_are_left_alone() {
    for name in ["LOG", "MANIFEST-000001", "CURRENT", "a.log", ".log", "1.txt", "1"] {
        assert_eq!(records(name, b"anything"), None, "{name}");
    }
}

#[test]
fn a_block_that_says_it_is_huge_is_not_unpacked() {
    let mut file = table(&ENTRIES, true);
    // Four gigabytes.
    file.splice(..5, [0xff, 0xff, 0xff, 0xff, 0x0f]);
    let (bytes, count, whole) = said("1.ldb", &file);
    assert_eq!((bytes, count, whole), (b"visit\0\0".to_vec(), 1, false));
}

proptest! {
    #[test]
    fn no_bytes_break_the_reader(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        packed: bool,
    ) {
        for name in ["1.log", "1.ldb"] {
            let _ = records(name, &bytes);
        }
        let _ = unpacked(&[&[0xff, 0x11, 2], &bytes[..]].concat());
        let mut file = table(&ENTRIES, packed);
        file.splice(..0, bytes);
        let _ = records("1.ldb", &file);
    }

    #[test]
    fn what_is_changed_is_read_within_bounds(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        end: prop::sample::Index,
        packed: bool,
    ) {
        let value = long();
        let log = log(&[&[(b"a", Some(&value))], &[(b"b", None)]]);
        for (name, mut file) in [("1.log", log), ("1.ldb", table(&ENTRIES, packed))] {
            for (at, byte) in &changes {
                let at = at.index(file.len());
                file[at] = *byte;
            }
            file.truncate(end.index(file.len()) + 1);
            let found = records(name, &file).expect("its name says so");
            prop_assert!(found.bytes.len() <= 64 * file.len() + 64);
        }
    }

    #[test]
    fn what_is_whole_is_found(
        values in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..20_000), 1..6),
        packed: bool,
    ) {
        let entries: Vec<(&[u8], &[u8])> = values.iter().map(|value| (&b"key"[..], &value[..])).collect();
        let writes: Vec<_> = entries.iter().map(|(key, value)| [(*key, Some(*value))]).collect();
        let batches: Vec<&[Write<'_>]> = writes.iter().map(|batch| &batch[..]).collect();
        for (name, file) in [("1.log", log(&batches)), ("1.ldb", table(&entries, packed))] {
            let (bytes, count, whole) = said(name, &file);
            prop_assert!(whole);
            prop_assert_eq!(usize::try_from(count).expect("a few"), values.len());
            let mut rest = &bytes[..];
            for value in &values {
                let expected = [b"key\0", &value[..], b"\0"].concat();
                prop_assert!(rest.starts_with(&expected));
                rest = &rest[expected.len()..];
                // A value may look like a packed one.
                if let Some(more) = unpacked(value) {
                    rest = &rest[more.len() + 1..];
                }
            }
        }
    }
}
