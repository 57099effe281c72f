//! What an evidence folder lacks.

use std::{io, path::PathBuf};

/// What an evidence folder lacks.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk refused a write.
    #[error("cannot write {}", .path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The disk refused a read.
    #[error("cannot read {}", .path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file is not what its name promises.
    #[error("cannot understand {}", .path.display())]
    Shape {
        /// The file.
        path: PathBuf,
        /// Where reading stopped, and why.
        source: serde_json::Error,
    },
    /// Something that is not evidence lies where evidence should go.
    #[error("cannot clear {}: {stranger} in it is not evidence of ours", .folder.display())]
    Stranger {
        /// The folder.
        folder: PathBuf,
        /// The name of what lies there.
        stranger: String,
    },
    /// No evidence lies below the folder.
    #[error("cannot find evidence in {}", .folder.display())]
    Nothing {
        /// The folder.
        folder: PathBuf,
    },
    /// The recording was never finished.
    #[error("cannot trust {}: it has no seal", .folder.display())]
    Unsealed {
        /// The folder.
        folder: PathBuf,
    },
    /// The seal is not one of ours.
    #[error("cannot trust {}: line {line} of its seal is not a digest and a path", .folder.display())]
    BadSeal {
        /// The folder.
        folder: PathBuf,
        /// The line, counted from one.
        line: usize,
    },
    /// A file changed after it was sealed.
    #[error("cannot trust {}: {file} changed after it was sealed", .folder.display())]
    Altered {
        /// The folder.
        folder: PathBuf,
        /// The file, from the folder.
        file: String,
    },
    /// A sealed file is gone.
    #[error("cannot trust {}: {file} is missing", .folder.display())]
    Missing {
        /// The folder.
        folder: PathBuf,
        /// The file, from the folder.
        file: String,
    },
    /// A file came after the seal.
    #[error("cannot trust {}: {file} is not in its seal", .folder.display())]
    Extra {
        /// The folder.
        folder: PathBuf,
        /// The file, from the folder.
        file: String,
    },
    /// The folder was written in a layout that this version does not know.
    #[error("cannot read schema {found} of {}; known are: {}", .path.display(), list(.known))]
    Schema {
        /// The file that says so.
        path: PathBuf,
        /// What it says.
        found: u64,
        /// What this version can read.
        known: &'static [u64],
    },
}

fn list(numbers: &[u64]) -> String {
    numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(", ")
}
