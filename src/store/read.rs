//! Evidence from disk, after its seal was checked.

use super::{
    RunRecord, Sealed, StepPlace, StoreError, place,
    record::{KNOWN, StepRecord},
    seal,
};
use serde::{Deserialize, de::DeserializeOwned};
use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};
use wardround_checks::evidence::{Flow, Network, Piece, Step};

/// A flow and the record of its run. A folder that was altered, added to or never finished is refused.
pub fn read(folder: &Path) -> Result<(Flow, RunRecord), StoreError> {
    let sealed = seal::check(folder)?;
    assemble(folder, &|file| sealed.contains_key(file))
}

/// The same from a folder that this process has just sealed, without digesting it all again.
pub fn read_back(sealed: &Sealed) -> Result<(Flow, RunRecord), StoreError> {
    assemble(&sealed.folder, &|_| true)
}

/// Exactly what was replayed; nothing for pages without a scenario.
pub fn scenario(folder: &Path) -> Result<Option<String>, StoreError> {
    let path = folder.join(place::SCENARIO);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(StoreError::Read { path, source }),
    }
}

/// SHA-256 of a folder's seal, in hexadecimal: one value that stands for the whole folder.
pub fn digest(folder: &Path) -> Result<String, StoreError> {
    let path = folder.join(place::SEAL);
    let seal = fs::read(&path).map_err(|source| StoreError::Read { path, source })?;
    Ok(seal::digest(&seal))
}

/// The width and height of a PNG, in its own pixels; nothing when it is none.
pub fn picture_size(path: &Path) -> Option<(u32, u32)> {
    let mut head = [0; 24];
    fs::File::open(path).ok()?.read_exact(&mut head).ok()?;
    let number = |at: usize| Some(u32::from_be_bytes(head.get(at..at + 4)?.try_into().ok()?));
    // The signature, the length of the first chunk, its name; then width and height.
    (head.starts_with(b"\x89PNG\r\n\x1a\n") && &head[12..16] == b"IHDR")
        .then_some((number(16)?, number(20)?))
}

/// The evidence folders at or below a folder, in the order they were made where names repeat: itself, those in its `evidence`, or those in it.
pub fn folders(start: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let is_flow = |path: &Path| path.join(place::SEAL).is_file() || path.join(place::RUN).is_file();
    if is_flow(start) {
        return Ok(vec![start.to_owned()]);
    }
    let evidence = start.join(place::EVIDENCE);
    let room = if evidence.is_dir() { evidence } else { start.to_owned() };
    let failed = |source| StoreError::Read { path: room.clone(), source };
    let mut found = Vec::new();
    for entry in fs::read_dir(&room).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        // A recording that crashed has no seal, and says so when it is read, rather than being passed over.
        if path.is_dir() && (is_flow(&path) || room.ends_with(place::EVIDENCE)) {
            found.push(path);
        }
    }
    if found.is_empty() {
        return Err(StoreError::Nothing { folder: start.to_owned() });
    }
    found.sort_by_cached_key(|path| numbered(&path.to_string_lossy()));
    Ok(found)
}

/// A name before its number, so that `audit-10` comes after `audit-2`.
fn numbered(name: &str) -> (String, u64) {
    let number = name.rsplit_once('-').and_then(|(stem, n)| Some((stem, n.parse().ok()?)));
    number.map_or((name.to_owned(), 1), |(stem, number)| (stem.to_owned(), number))
}

/// The pictures of each step, in the order of the steps, from the flow's folder: `03-confirm/screenshot.png`.
pub fn pictures(record: &RunRecord) -> Vec<Vec<String>> {
    let paths = |StepPlace { folder, pictures }: &StepPlace| {
        pictures.iter().map(|picture| format!("{folder}/{picture}")).collect()
    };
    record.steps.iter().map(paths).collect()
}

fn assemble(
    folder: &Path,
    is_sealed: &dyn Fn(&str) -> bool,
) -> Result<(Flow, RunRecord), StoreError> {
    let shelf = Shelf { folder, is_sealed };
    let record = run(&shelf)?;
    let steps = record.steps.iter().map(|place| step(&shelf, place)).collect::<Result<_, _>>()?;
    let sent = if record.requests > 0 { shelf.lines(place::REQUESTS)? } else { Vec::new() };
    let RunRecord { scenario, title, engine, policy, canaries, hosts, stopped, .. } =
        record.clone();
    Ok((Flow { scenario, title, engine, policy, canaries, hosts, steps, stopped, sent }, record))
}

fn run(shelf: &Shelf<'_>) -> Result<RunRecord, StoreError> {
    #[derive(Deserialize)]
    struct Version {
        schema: u64,
    }
    // The version first: another one's fields would only be called unknown.
    let Version { schema } = shelf.json(place::RUN)?;
    if !KNOWN.contains(&schema) {
        let path = shelf.folder.join(place::RUN);
        return Err(StoreError::Schema { path, found: schema, known: KNOWN });
    }
    shelf.json(place::RUN)
}

fn step(shelf: &Shelf<'_>, at: &StepPlace) -> Result<Step, StoreError> {
    let file = |name: &str| format!("{}/{name}", at.folder);
    let StepRecord { name, phase, acts, held, navigated, rest, effect, downloads, pieces } =
        shelf.json(&file(place::STEP))?;
    let mut step =
        Step { name, phase, acts, held, navigated, rest, effect, downloads, ..Step::default() };
    for piece in pieces {
        let file = file(place::file(piece));
        match piece {
            // Sensors are recorded with the page.
            Piece::Acts | Piece::Sensors => {}
            Piece::Page => step.page = Some(shelf.json(&file)?),
            Piece::Network => step.network = Some(Network { exchanges: shelf.lines(&file)? }),
            Piece::Storage => step.storage = Some(shelf.json(&file)?),
            Piece::Console => step.console = Some(shelf.json(&file)?),
            Piece::Focus => step.focus = Some(shelf.json(&file)?),
            Piece::Call => step.call = Some(shelf.json(&file)?),
            Piece::Idle => step.idle = Some(shelf.json(&file)?),
            Piece::After => step.after = Some(shelf.json(&file)?),
            Piece::Residue => step.residue = Some(shelf.json(&file)?),
            Piece::SignIns => step.sign_ins = Some(shelf.json(&file)?),
            Piece::StepUp => step.step_up = Some(shelf.json(&file)?),
            Piece::Transport => step.transport = Some(shelf.json(&file)?),
        }
    }
    Ok(step)
}

/// A folder of which only sealed files are read, whatever the files themselves name.
struct Shelf<'f> {
    folder: &'f Path,
    is_sealed: &'f dyn Fn(&str) -> bool,
}

impl Shelf<'_> {
    fn json<T: DeserializeOwned>(&self, file: &str) -> Result<T, StoreError> {
        let bytes = self.bytes(file)?;
        serde_json::from_slice(&bytes)
            .map_err(|source| StoreError::Shape { path: self.folder.join(file), source })
    }

    fn lines<T: DeserializeOwned>(&self, file: &str) -> Result<Vec<T>, StoreError> {
        let bytes = self.bytes(file)?;
        bytes
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
            .map(serde_json::from_slice)
            .collect::<Result<_, _>>()
            .map_err(|source| StoreError::Shape { path: self.folder.join(file), source })
    }

    fn bytes(&self, file: &str) -> Result<Vec<u8>, StoreError> {
        if !(self.is_sealed)(file) {
            let folder = self.folder.to_owned();
            return Err(StoreError::Missing { folder, file: file.to_owned() });
        }
        let path = self.folder.join(file);
        fs::read(&path).map_err(|source| StoreError::Read { path, source })
    }
}
