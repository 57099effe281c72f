//! Digests of every file, checked before judging.

use super::{StoreError, place};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs::{self, File},
    io::{self, BufReader, Read, Write},
    path::Path,
};

/// The digest of each sealed file, by its path from the folder.
pub(super) type Digests = BTreeMap<String, String>;

/// The text of a seal: a digest, two spaces and a path a line.
pub(super) fn text(digests: &Digests) -> String {
    digests.iter().fold(String::new(), |mut text, (file, digest)| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{digest}  {file}");
        text
    })
}

/// The sealed files of a folder, after every one was compared with its digest.
pub(super) fn check(folder: &Path) -> Result<Digests, StoreError> {
    let sealed = sealed(folder)?;
    let there = files(folder)?;
    for file in &there {
        let Some(digest) = sealed.get(file) else {
            return Err(StoreError::Extra { folder: folder.to_owned(), file: file.clone() });
        };
        let path = folder.join(file);
        let found = digest_of_file(&path).map_err(|source| StoreError::Read { path, source })?;
        if found != *digest {
            return Err(StoreError::Altered { folder: folder.to_owned(), file: file.clone() });
        }
    }
    match sealed.keys().find(|file| there.binary_search(file).is_err()) {
        Some(file) => Err(StoreError::Missing { folder: folder.to_owned(), file: file.clone() }),
        None => Ok(sealed),
    }
}

/// SHA-256 of a text, in hexadecimal.
pub(super) fn digest(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// A writer that digests what passes through.
pub(super) struct Digesting<W> {
    inner: W,
    hash: Sha256,
}

impl<W: Write> Digesting<W> {
    pub(super) fn new(inner: W) -> Self {
        Self { inner, hash: Sha256::new() }
    }

    /// The digest of all that was written, in hexadecimal.
    pub(super) fn finish(mut self) -> io::Result<String> {
        self.inner.flush()?;
        Ok(hexadecimal(&self.hash.finalize()))
    }
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

fn sealed(folder: &Path) -> Result<Digests, StoreError> {
    let path = folder.join(place::SEAL);
    let text = fs::read_to_string(&path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => StoreError::Unsealed { folder: folder.to_owned() },
        io::ErrorKind::InvalidData => StoreError::BadSeal { folder: folder.to_owned(), line: 1 },
        _ => StoreError::Read { path, source },
    })?;
    let mut digests = Digests::new();
    for (index, line) in text.lines().enumerate() {
        let whole = line.split_once("  ").filter(|(digest, file)| {
            digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit()) && !file.is_empty()
        });
        let Some((digest, file)) = whole else {
            return Err(StoreError::BadSeal { folder: folder.to_owned(), line: index + 1 });
        };
        digests.insert(file.to_owned(), digest.to_owned());
    }
    Ok(digests)
}

/// Every file below the folder except the seal, sorted, with `/` between the parts.
fn files(folder: &Path) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    let mut todo = vec![String::new()];
    while let Some(inner) = todo.pop() {
        let path = folder.join(&inner);
        let failed = |source| StoreError::Read { path: path.clone(), source };
        for entry in fs::read_dir(&path).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = inner.clone() + &entry.file_name().to_string_lossy();
            let kind = entry.file_type().map_err(failed)?;
            if kind.is_dir() {
                todo.push(name + "/");
            } else if kind.is_file() {
                found.push(name);
            } else {
                // A link or a device is never written here, and what it leads to is not sealed.
                return Err(StoreError::Extra { folder: folder.to_owned(), file: name });
            }
        }
    }
    found.retain(|name| name != place::SEAL);
    found.sort();
    Ok(found)
}

fn digest_of_file(path: &Path) -> io::Result<String> {
    let mut file = BufReader::new(File::open(path)?);
    let mut hash = Sha256::new();
    let mut chunk = vec![0; 1 << 16];
    loop {
        match file.read(&mut chunk)? {
            0 => return Ok(hexadecimal(&hash.finalize())),
            length => hash.update(&chunk[..length]),
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
