//! `capture`: scenario to evidence.

use super::{args, plan::Plan, progress::Progress, terminal::say, walk::walk};
use crate::failure::{Exit, Failure};

/// Walks scenarios and leaves the evidence for `judge`.
pub(super) fn capture(args: &args::Capture) -> Result<Exit, Failure> {
    let plan = Plan::of_flows(&args.flows, &args.browsing, &args.recording)?;
    let walked = walk(&plan, Progress::start())?;
    say(&format!("{}\n", plan.out.display()))?;
    Ok(walked)
}
