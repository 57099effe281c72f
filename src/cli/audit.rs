//! `audit`: pages without a scenario.

use super::{args, conclude::conclude, plan::Plan, progress::Progress, walk::walk};
use crate::failure::{Exit, Failure};

/// Visits pages, judges what was recorded, and writes a report.
pub(super) fn audit(args: &args::Audit) -> Result<Exit, Failure> {
    let plan = Plan::of_pages(args)?;
    let walked = walk(&plan, Progress::start())?;
    conclude(&plan.out, &plan.out, &args.judging, walked)
}
