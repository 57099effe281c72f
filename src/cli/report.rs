//! `report`: verdict to any format again.

use super::{
    args,
    conclude::{failed, publish},
};
use crate::{
    failure::{Exit, Failure},
    report::read_json,
};
use std::fs;

/// Writes a verdict in other formats.
pub(super) fn report(args: &args::Report) -> Result<Exit, Failure> {
    let path = args.folder.join("verdict.json");
    let text = fs::read_to_string(&path).map_err(|error| {
        Failure::new(Exit::Wrong, format!("cannot read {}", path.display()))
            .because(error.to_string())
            .help("`wardround judge` writes it")
    })?;
    let verdict = read_json(&text).map_err(|error| failed(&error))?;
    let out = args.out.as_ref().unwrap_or(&args.folder);
    publish(&verdict, out, &args.folder.join("evidence"), &args.format, args.strict)?;
    Ok(Exit::Clean)
}
