//! Reports on disk: the only file of this room that touches files.

use super::{File, ReportError};
use std::{fs, path::Path};

/// Writes a report's files into a folder, which is made if need be.
pub fn write(folder: &Path, files: &[File]) -> Result<(), ReportError> {
    let failed = |path: &Path, source| ReportError::Write { path: path.to_owned(), source };
    fs::create_dir_all(folder).map_err(|source| failed(folder, source))?;
    for file in files {
        let path = folder.join(file.name);
        fs::write(&path, &file.text).map_err(|source| failed(&path, source))?;
    }
    Ok(())
}
