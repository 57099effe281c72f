//! Evidence to disk, step by step.
//!
//! Nothing of a flow is held in memory but the digests of its files. [`Step`] and [`Flow`] are taken apart
//! without `..`, so that a new piece of evidence does not compile until it has its place here.

use super::{
    About, RunRecord, StepPlace, StoreError, Tool, place,
    record::{SCHEMA, StepRecord},
    seal::{self, Digesting, Digests},
};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};
use wardround_checks::evidence::{Flow, Network, Piece, Step};

/// The evidence folder of a flow that is being recorded.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    digests: Digests,
    scenario: Option<String>,
    steps: BTreeMap<usize, StepPlace>,
}

/// An evidence folder that this process has finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The folder.
    pub folder: PathBuf,
    /// SHA-256 of its seal, in hexadecimal: one value that stands for the whole folder.
    pub digest: String,
}

/// Removes the evidence of earlier runs from an output folder; anything else that lies there is refused.
pub fn clear(out: &Path) -> Result<(), StoreError> {
    let evidence = out.join(place::EVIDENCE);
    if !evidence.is_dir() {
        return Ok(());
    }
    let flows = list(&evidence)?;
    for flow in &flows {
        let folder = evidence.join(flow);
        let inside = if folder.is_dir() { list(&folder)? } else { vec![flow.clone()] };
        if let Some(stranger) = inside.into_iter().find(|name| !place::is_ours(name)) {
            return Err(StoreError::Stranger { folder, stranger });
        }
    }
    flows.into_iter().map(|flow| evidence.join(flow)).try_for_each(|path| {
        fs::remove_dir_all(&path).map_err(|source| StoreError::Write { path, source })
    })
}

impl Folder {
    /// A new folder for a flow, `OUT/evidence/<flow>`, or `<flow>-2` when another flow has that name.
    pub fn create(out: &Path, flow: &str) -> Result<Self, StoreError> {
        let evidence = out.join(place::EVIDENCE);
        make(&evidence)?;
        loop {
            let name = place::free(&place::slug(flow), |name| evidence.join(name).exists());
            let path = evidence.join(name);
            match fs::create_dir(&path) {
                Ok(()) => {
                    let (digests, steps) = (Digests::new(), BTreeMap::new());
                    return Ok(Self { path, digests, scenario: None, steps });
                }
                // Another worker was faster.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(source) => return Err(StoreError::Write { path, source }),
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Keeps the scenario, exactly as it is replayed.
    pub fn scenario(&mut self, text: &str) -> Result<(), StoreError> {
        self.scenario = Some(seal::digest(text.as_bytes()));
        self.put(place::SCENARIO, |file| file.write_all(text.as_bytes()))
    }

    /// Writes a step with its pictures (name, PNG): at once, so that a crash loses no step that is done.
    /// A step that is written again replaces what was there.
    pub fn step(
        &mut self,
        index: usize,
        step: &Step,
        pictures: &[(String, Vec<u8>)],
    ) -> Result<(), StoreError> {
        let Step {
            name,
            phase,
            acts,
            held,
            navigated,
            rest,
            effect,
            page,
            network,
            storage,
            console,
            focus,
            call,
            idle,
            after,
            downloads,
            residue,
            sign_ins,
            step_up,
            transport,
        } = step;
        self.forget(index)?;
        let folder = place::step(index, name);
        make(&self.path.join(&folder))?;
        let mut pieces = vec![Piece::Acts];
        let mut put = |piece: Piece, say: &dyn Fn(&mut dyn Write) -> io::Result<()>| {
            pieces.push(piece);
            self.put(&format!("{folder}/{}", place::file(piece)), say)
        };
        if let Some(page) = page {
            put(Piece::Page, &|file| compact(file, page))?;
        }
        if let Some(Network { exchanges }) = network {
            put(Piece::Network, &|file| {
                exchanges.iter().try_for_each(|exchange| compact(file, exchange))
            })?;
        }
        if let Some(storage) = storage {
            put(Piece::Storage, &|file| pretty(file, storage))?;
        }
        if let Some(console) = console {
            put(Piece::Console, &|file| pretty(file, console))?;
        }
        if let Some(focus) = focus {
            put(Piece::Focus, &|file| pretty(file, focus))?;
        }
        if let Some(call) = call {
            put(Piece::Call, &|file| pretty(file, call))?;
        }
        if let Some(idle) = idle {
            put(Piece::Idle, &|file| pretty(file, idle))?;
        }
        if let Some(after) = after {
            put(Piece::After, &|file| pretty(file, after))?;
        }
        if let Some(residue) = residue {
            put(Piece::Residue, &|file| pretty(file, residue))?;
        }
        if let Some(sign_ins) = sign_ins {
            put(Piece::SignIns, &|file| pretty(file, sign_ins))?;
        }
        if let Some(step_up) = step_up {
            put(Piece::StepUp, &|file| pretty(file, step_up))?;
        }
        if let Some(transport) = transport {
            put(Piece::Transport, &|file| pretty(file, transport))?;
        }
        let record = StepRecord {
            name: name.clone(),
            phase: *phase,
            acts: acts.clone(),
            held: held.clone(),
            navigated: *navigated,
            rest: rest.clone(),
            effect: effect.clone(),
            downloads: downloads.clone(),
            pieces,
        };
        let pictures = self.pictures(&folder, pictures)?;
        self.put(&format!("{folder}/{}", place::STEP), |file| pretty(file, &record))?;
        self.steps.insert(index, StepPlace { folder, pictures });
        Ok(())
    }

    /// Writes down who recorded what, and seals the folder. The steps of `flow` are on disk already.
    pub fn finish(mut self, flow: &Flow, about: &About) -> Result<Sealed, StoreError> {
        let Flow { scenario, title, engine, policy, canaries, hosts, steps: _, stopped, sent } =
            flow;
        if !sent.is_empty() {
            self.put(place::REQUESTS, |file| sent.iter().try_for_each(|sent| compact(file, sent)))?;
        }
        let record = RunRecord {
            schema: SCHEMA,
            tool: Tool::this(),
            scenario: scenario.clone(),
            title: title.clone(),
            scenario_sha256: self.scenario.clone(),
            engine: engine.clone(),
            about: about.clone(),
            policy: policy.clone(),
            canaries: canaries.clone(),
            hosts: hosts.clone(),
            stopped: stopped.clone(),
            requests: sent.len(),
            steps: self.steps.values().cloned().collect(),
        };
        self.put(place::RUN, |file| pretty(file, &record))?;
        let seal = seal::text(&self.digests);
        write(&self.path.join(place::SEAL), |file| file.write_all(seal.as_bytes()))?;
        Ok(Sealed { folder: self.path, digest: seal::digest(seal.as_bytes()) })
    }

    fn pictures(
        &mut self,
        folder: &str,
        pictures: &[(String, Vec<u8>)],
    ) -> Result<Vec<String>, StoreError> {
        let mut names: Vec<String> = Vec::new();
        for (name, png) in pictures {
            let stem = name.strip_suffix(place::PICTURE).unwrap_or(name);
            let name = place::free(&place::slug(stem), |name| {
                names.contains(&(name.to_owned() + place::PICTURE))
            }) + place::PICTURE;
            self.put(&format!("{folder}/{name}"), |file| file.write_all(png))?;
            names.push(name);
        }
        Ok(names)
    }

    /// Removes a step that is about to be written again.
    fn forget(&mut self, index: usize) -> Result<(), StoreError> {
        let Some(StepPlace { folder, pictures: _ }) = self.steps.remove(&index) else {
            return Ok(());
        };
        let inside = folder.clone() + "/";
        self.digests.retain(|file, _| !file.starts_with(&inside));
        let path = self.path.join(folder);
        fs::remove_dir_all(&path).map_err(|source| StoreError::Write { path, source })
    }

    fn put(
        &mut self,
        file: &str,
        say: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), StoreError> {
        let digest = write(&self.path.join(file), say)?;
        self.digests.insert(file.to_owned(), digest);
        Ok(())
    }
}

/// Writes a file beside its place, moves it there, and answers with its digest: it is whole or not there.
fn write(
    path: &Path,
    say: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<String, StoreError> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(place::PART);
    let beside = PathBuf::from(beside);
    let written = || {
        let mut file = Digesting::new(BufWriter::new(File::create(&beside)?));
        say(&mut file)?;
        let digest = file.finish()?;
        fs::rename(&beside, path)?;
        Ok(digest)
    };
    written().map_err(|source| StoreError::Write { path: path.to_owned(), source })
}

fn compact(file: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *file, value)?;
    file.write_all(b"\n")
}

fn pretty(file: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *file, value)?;
    file.write_all(b"\n")
}

fn make(path: &Path) -> Result<(), StoreError> {
    fs::create_dir_all(path).map_err(|source| StoreError::Write { path: path.to_owned(), source })
}

fn list(folder: &Path) -> Result<Vec<String>, StoreError> {
    let failed = |source| StoreError::Read { path: folder.to_owned(), source };
    fs::read_dir(folder)
        .map_err(failed)?
        .map(|entry| Ok(entry.map_err(failed)?.file_name().to_string_lossy().into_owned()))
        .collect()
}
