//! `judge`: evidence to verdict, no browser.

use super::{args, conclude::conclude};
use crate::{
    failure::{Exit, Failure},
    store,
};

/// Judges recorded evidence and writes a report.
pub(super) fn judge(args: &args::Judge) -> Result<Exit, Failure> {
    let folder = &args.folder;
    // A report beside `run.json` would break the seal of the very evidence it is about.
    if args.out.is_none() && store::folders(folder)?.contains(folder) {
        return Err(Failure::new(
            Exit::Wrong,
            format!("cannot write a report into {}: it is sealed evidence", folder.display()),
        )
        .help("`--out` names another folder"));
    }
    conclude(folder, args.out.as_ref().unwrap_or(folder), &args.judging, Exit::Clean)
}
