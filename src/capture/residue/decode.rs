//! What encodings hide from a search: bodies that came compressed, the streams of PDF files, and Firefox's own packing.

use flate2::read::{MultiGzDecoder, ZlibDecoder};
use std::io::{Cursor, Read};

/// What is decoded of one body, at most: a bomb is cut short, and what came out of it is searched.
const LONGEST: u64 = 64 << 20;
/// So many streams of a PDF file are decoded, and no more of it than a body.
const MOST_STREAMS: usize = 2_000;
/// How Firefox begins a file that it packed: LZ4 follows, after its length.
const MOZ_LZ4: &[u8] = b"mozLz40\0";
/// A byte of LZ4 stands for so many at most.
const LZ4_RATIO: usize = 255;

/// The `content-encoding` in the fields of a cached response, which stand there with NUL between them.
pub(super) fn encoding(head: &[u8]) -> Option<String> {
    const NAME: &[u8] = b"content-encoding:";
    head.split(|byte| *byte == 0)
        .find(|line| line.get(..NAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(NAME)))
        .map(|line| String::from_utf8_lossy(&line[NAME.len()..]).trim().to_ascii_lowercase())
}

/// A body as it is and as its encodings leave it, each with the way there: `body`, `body, gzip`; and the encoding that
/// could not be undone to its end, if there is one.
pub(in crate::capture) fn decoded<'n>(
    body: &[u8],
    encoding: Option<&'n str>,
) -> (Vec<(String, Vec<u8>)>, Option<&'n str>) {
    let mut left = None;
    let mut layers = vec![("body".to_owned(), body.to_vec())];
    // The last encoding was applied last.
    for name in encoding.into_iter().flat_map(|names| names.rsplit(',')).map(str::trim) {
        let Some((place, inner)) = layers.last() else { break };
        if name == "identity" {
            continue;
        }
        let (outer, whole) = undo(name, inner);
        if !outer.is_empty() {
            layers.push((format!("{place}, {name}"), outer));
        }
        if !whole {
            left = Some(name);
            break;
        }
    }
    if let Some((place, packed)) = layers.last()
        && let Some((plain, whole)) = moz_lz4(packed)
    {
        layers.push((format!("{place}, mozLz4"), plain));
        left = left.or((!whole).then_some("mozLz4"));
    }
    let streams = layers.last().and_then(|(place, plain)| {
        let text = pdf_streams(plain)?;
        Some((format!("{place}, PDF"), text))
    });
    layers.extend(streams);
    (layers, left)
}

/// Undoes an encoding; says whether that was possible to the end.
fn undo(name: &str, bytes: &[u8]) -> (Vec<u8>, bool) {
    if bytes.is_empty() {
        return (Vec::new(), true);
    }
    match name {
        "gzip" | "x-gzip" => all(MultiGzDecoder::new(bytes)),
        "deflate" => all(ZlibDecoder::new(bytes)),
        "br" => all(brotli_decompressor::Decompressor::new(bytes, 4096)),
        "zstd" => match ruzstd::decoding::StreamingDecoder::new(Cursor::new(bytes)) {
            Ok(decoder) => all(decoder),
            Err(_) => (Vec::new(), false),
        },
        _ => (Vec::new(), false),
    }
}

/// What can be read, up to an error or the limit, and whether that is all.
fn all(reader: impl Read) -> (Vec<u8>, bool) {
    let mut out = Vec::new();
    // What came before a fault in the data was decoded rightly.
    let read = reader.take(LONGEST).read_to_end(&mut out);
    let whole = read.is_ok() && u64::try_from(out.len()).is_ok_and(|length| length < LONGEST);
    (out, whole)
}

/// What Firefox packed, as far as it can be unpacked, and whether that is all.
fn moz_lz4(bytes: &[u8]) -> Option<(Vec<u8>, bool)> {
    let (length, packed) = bytes.strip_prefix(MOZ_LZ4)?.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    // A length that cannot be true is no reason to take so much memory.
    let most = packed.len().saturating_mul(LZ4_RATIO).min(usize::try_from(LONGEST).ok()?);
    let mut plain = vec![0; length.min(most)];
    let whole =
        lz4_flex::block::decompress_into(packed, &mut plain).is_ok_and(|read| read == length);
    Some((plain, whole))
}

/// The decoded streams of a PDF file, one after another.
fn pdf_streams(bytes: &[u8]) -> Option<Vec<u8>> {
    if !bytes.starts_with(b"%PDF-") {
        return None;
    }
    let mut out = Vec::new();
    let mut rest = bytes;
    for _ in 0..MOST_STREAMS {
        let Some(at) = find(rest, b"stream") else { break };
        rest = &rest[at + b"stream".len()..];
        let start = rest.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(0);
        let stream = &rest[start..find(rest, b"endstream").unwrap_or(rest.len()).max(start)];
        out.extend(all(ZlibDecoder::new(stream)).0);
        out.push(b'\n');
        let length = u64::try_from(out.len()).unwrap_or(LONGEST);
        if length >= LONGEST {
            break;
        }
        rest = rest.get(start + stream.len() + b"endstream".len()..).unwrap_or_default();
    }
    (!out.is_empty()).then_some(out)
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

#[cfg(test)]
pub(super) mod tests {
    use super::{decoded, encoding};
    use flate2::{
        Compression,
        write::{GzEncoder, ZlibEncoder},
    };
    use proptest::prelude::*;
    use std::io::Write;

    /// The text as the usual programs encode it.
    pub(crate) const BROTLI: &[u8] = b"\x0b\x10\x80MRN-7F3K-0042-QX MRN-7F3K-0042-QX\x03";
    pub(crate) const ZSTD: &[u8] =
        b"(\xb5/\xfd\x04X\xbd\x00\x00\x88MRN-7F3K-0042-QX \x01\x00\x09\x99K.#\x80\x19";
    pub(crate) const MOZ_LZ4: &[u8] =
        b"mozLz40\0\x21\0\0\0\xf7\x02MRN-7F3K-0042-QX \x11\0\x5042-QX";
    const TEXT: &[u8] = b"MRN-7F3K-0042-QX MRN-7F3K-0042-QX";

    pub(crate) fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).expect("memory");
        encoder.finish().expect("memory")
    }

    pub(crate) fn zlib(text: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).expect("memory");
        encoder.finish().expect("memory")
    }

    fn last(body: &[u8], encoding: &str) -> (String, Vec<u8>) {
        decoded(body, Some(encoding)).0.pop().expect("the body itself")
    }

    #[test]
    fn each_encoding_is_undone() {
        for (name, body) in
            [("gzip", &gzip(TEXT)[..]), ("deflate", &zlib(TEXT)), ("br", BROTLI), ("zstd", ZSTD)]
        {
            let (place, plain) = last(body, name);
            assert_eq!((place, &plain[..]), (format!("body, {name}"), TEXT));
        }
        let (place, plain) = last(&gzip(&zlib(TEXT)), "deflate, gzip");
        assert_eq!((place.as_str(), &plain[..]), ("body, gzip, deflate", TEXT));
        assert_eq!(last(TEXT, "rot13").0, "body");
        assert_eq!(decoded(TEXT, Some("rot13")).1, Some("rot13"));
        assert_eq!(decoded(&gzip(TEXT)[..20], Some("gzip")).1, Some("gzip"));
        assert_eq!(decoded(&gzip(TEXT), Some("gzip")).1, None);
    }

    #[test]
    fn the_encoding_is_read_from_the_fields() {
        let head = b"\x08\0HTTP/1.1 200 OK\0Content-Encoding: BR\0vary: *\0\0";
        assert_eq!(encoding(head).as_deref(), Some("br"));
        assert_eq!(encoding(b"HTTP/1.1 200 OK\0"), None);
    }

    #[test]
    fn streams_of_a_pdf_file_are_read() {
        let mut file = b"%PDF-1.7\n1 0 obj <</Filter /FlateDecode>> stream\r\n".to_vec();
        file.extend(zlib(TEXT));
        file.extend(b"\r\nendstream endobj stream\nnot compressed\nendstream");
        let (place, plain) = decoded(&file, None).0.pop().expect("the body itself");
        assert_eq!(place, "body, PDF");
        assert!(plain.starts_with(TEXT), "{plain:?}");
    }

    #[test]
    fn what_firefox_packed_is_unpacked() {
        let packed = MOZ_LZ4;
        let (layers, left) = decoded(packed, None);
        let (place, plain) = layers.last().expect("the body itself");
        assert_eq!((place.as_str(), &plain[..], left), ("body, mozLz4", TEXT, None));
        let (layers, left) = decoded(&packed[..packed.len() - 6], None);
        assert!(layers[1].1.starts_with(&TEXT[..28]), "{layers:?}");
        assert_eq!(left, Some("mozLz4"));
        // Four gigabytes in five bytes.
        let (layers, left) = decoded(b"mozLz40\0\xff\xff\xff\xff\x50abcd", None);
        assert!(layers[1].1.len() < 2_000 && left == Some("mozLz4"));
        assert_eq!(decoded(b"mozLz40\0\0", None).0.len(), 1);
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_unpacking(
            body in prop::collection::vec(any::<u8>(), 0..300),
            length in 0_u32..5_000,
        ) {
            let bytes = [&b"mozLz40\0"[..], &length.to_le_bytes(), &body].concat();
            let (layers, _) = decoded(&bytes, None);
            prop_assert!(layers.iter().all(|(_, layer)| layer.len() <= 5_000));
        }

        #[test]
        fn no_bytes_break_a_decoder(
            body in prop::collection::vec(any::<u8>(), 0..300),
            name in prop::sample::select(vec!["gzip", "deflate", "br", "zstd", "br, gzip"]),
            pdf: bool,
            at in 0_usize..80,
        ) {
            let mut bytes = if pdf { b"%PDF-1.7 stream\n".to_vec() } else { gzip(TEXT) };
            let _ = decoded(&body, Some(name));
            bytes.truncate(at);
            bytes.extend(body);
            let _ = decoded(&bytes, Some(name));
        }
    }
}
