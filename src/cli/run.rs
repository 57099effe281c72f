//! `run`: capture, judge and report in one go.

use super::{args, conclude::conclude, plan::Plan, progress::Progress, walk::walk};
use crate::failure::{Exit, Failure};

/// Walks scenarios, judges what was recorded, and writes a report.
pub(super) fn run(args: &args::Run) -> Result<Exit, Failure> {
    let plan = Plan::of_flows(&args.flows, &args.browsing, &args.recording)?;
    let walked = walk(&plan, Progress::start())?;
    conclude(&plan.out, &plan.out, &args.judging, walked)
}
