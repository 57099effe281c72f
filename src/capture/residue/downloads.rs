//! What pages saved on the computer: files that stay when the browser is closed, whatever it clears.

use super::decode::decoded;
use crate::capture::Door;
use std::{fs, io, path::Path};
use wardround_checks::evidence::Saved;

/// A larger file is not read.
const LARGEST: u64 = 64 << 20;
const MOST: usize = 1_000;

/// Searches the folder of downloads; nothing where there is none, because the browser was not told of it.
pub fn downloads(folder: &Path, door: &Door) -> Option<Vec<Saved>> {
    let mut files: Vec<_> =
        fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.sort();
    files.truncate(MOST);
    Some(files.iter().map(|file| search(file, door)).collect())
}

fn search(file: &Path, door: &Door) -> Saved {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let mut saved = Saved { name: door.scrub(&name), ..Saved::default() };
    saved.hits = door.search(name.as_bytes(), "name");
    match read(file) {
        Ok(bytes) => {
            saved.length = bytes.len();
            for (place, part) in decoded(&bytes, None).0 {
                saved.hits.extend(door.search(&part, &place));
            }
        }
        Err(why) => saved.unread = Some(why.to_string()),
    }
    saved
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    let about = fs::symlink_metadata(file)?;
    if !about.is_file() || about.len() > LARGEST {
        return Err(io::Error::other("it is no file, or too long to be read"));
    }
    fs::read(file)
}

#[cfg(test)]
mod tests {
    use super::downloads;
    use crate::capture::Door;
    use std::fs;

    #[test]
    fn files_are_searched_by_name_and_content() {
        let home = tempfile::tempdir().expect("a folder");
        fs::write(home.path().join("a.txt"), "MRN-7F3K-0042-QX").expect("a file");
        fs::write(home.path().join("MRN-7F3K-0042-QX.txt"), "nothing").expect("a file");
        fs::create_dir(home.path().join("z")).expect("a folder");
        let mut door = Door::new(b"key");
        door.add_canary("mrn", "MRN-7F3K-0042-QX");
        let found = downloads(home.path(), &door).expect("a folder");
        let told: Vec<_> = found
            .iter()
            .map(|file| (file.hits.len(), file.length, file.unread.is_some()))
            .collect();
        assert_eq!(told, [(1, 7, false), (1, 16, false), (0, 0, true)]);
        assert!(!found[0].name.contains("7F3K"), "{}", found[0].name);
        assert_eq!(downloads(&home.path().join("gone"), &door), None);
    }
}
