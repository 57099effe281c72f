//! The summary a person reads first, in a terminal: problem first, then where to look.

use super::{
    headline::{Word, is_overdue, keeps_out, open, reach, sentence, status, status_name, word},
    words::{count, plain},
};
use crate::audit::{
    Verdict,
    verdict::{Check, Finding, Mark, Outcome, Root, Severity, Status},
};
use std::{collections::BTreeSet, iter};

/// Causes that are shown of each kind; the report has them all.
const SHOWN: usize = 8;

/// The summary, with a line feed at its end. Without `colour` it has no control characters at all.
pub fn terminal(verdict: &Verdict, colour: bool) -> String {
    let mut page = Sheet { colour, lines: Vec::new() };
    let paint = match word(verdict) {
        Word::Failed => Paint::Red,
        Word::Incomplete => Paint::Yellow,
        Word::NothingFailed => Paint::Bold,
    };
    page.painted(paint, &sentence(verdict));
    page.stopped(verdict);
    let failed: Vec<_> = open(verdict).filter(|(root, _)| root.outcome == Mark::Failed).collect();
    let (stops, lets): (Vec<_>, Vec<_>) =
        failed.iter().copied().partition(|(_, check)| keeps_out(check.class));
    page.causes("What stops patients", &stops, verdict);
    page.causes("What lets others in", &lets, verdict);
    page.review(verdict);
    page.gaps(verdict);
    page.notes(verdict);
    page.criteria(verdict);
    page.lines.join("\n") + "\n"
}

struct Sheet {
    colour: bool,
    lines: Vec<String>,
}

#[derive(Clone, Copy)]
enum Paint {
    Red,
    Yellow,
    Bold,
    Dim,
}

impl Sheet {
    fn line(&mut self, indent: usize, text: &str) {
        self.lines.push(format!("{}{}", " ".repeat(indent), plain(text)));
    }

    fn painted(&mut self, paint: Paint, text: &str) {
        let text = plain(text);
        self.lines.push(self.paint(paint, &text));
    }

    fn heading(&mut self, text: &str) {
        self.lines.push(String::new());
        self.painted(Paint::Bold, text);
    }

    fn paint(&self, paint: Paint, text: &str) -> String {
        if !self.colour {
            return text.to_owned();
        }
        let code = match paint {
            Paint::Red => "1;31",
            Paint::Yellow => "1;33",
            Paint::Bold => "1",
            Paint::Dim => "2",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    fn stopped(&mut self, verdict: &Verdict) {
        let stopped: Vec<_> =
            verdict.flows.iter().filter_map(|flow| Some((flow, flow.stopped.as_ref()?))).collect();
        if stopped.is_empty() {
            return;
        }
        self.heading("What could not be finished");
        for (flow, why) in stopped {
            self.line(2, &format!("{} ({}): {why}", flow.scenario, flow.engine));
        }
    }

    fn causes(&mut self, heading: &str, causes: &[(&Root, &Check)], verdict: &Verdict) {
        if causes.is_empty() {
            return;
        }
        self.heading(heading);
        for (root, check) in causes.iter().take(SHOWN) {
            self.cause(root, check, verdict);
        }
        if let Some(more) = causes.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            self.line(2, &format!("and {} more", count(more, "cause", "causes")));
        }
    }

    fn cause(&mut self, root: &Root, check: &Check, verdict: &Verdict) {
        let severity = self.paint(severity_paint(root.severity), root.severity.name());
        let late = if is_overdue(root, verdict.judged) { "overdue since" } else { "due" };
        let names: Vec<_> = iter::once(&check.id).chain(&check.criteria).cloned().collect();
        let pad = " ".repeat(9_usize.saturating_sub(root.severity.name().len()));
        self.lines.push(format!("  {severity}{pad}{}", plain(&check.title)));
        let law = format!("{} · {} · {late} {}", names.join(", "), reach(root), root.due);
        let law = self.paint(Paint::Dim, &plain(&law));
        self.lines.push(format!("           {law}"));
        if let Some(finding) = first(verdict, root) {
            self.line(11, &finding.what);
            self.line(11, &finding.fix);
            let subject = &finding.subject;
            let place = if subject.selector.is_empty() { &subject.name } else { &subject.selector };
            self.line(11, &format!("at {}: {place}", finding.state));
        }
    }

    fn review(&mut self, verdict: &Verdict) {
        let causes: Vec<_> =
            open(verdict).filter(|(root, _)| root.outcome == Mark::CantTell).collect();
        let asked = verdict.questions.len();
        if causes.is_empty() && asked == 0 {
            return;
        }
        let things = count(verdict.exit.cant_tell, "thing", "things");
        self.heading(&format!("What a person has to look at: {things}"));
        for (root, check) in causes.iter().take(SHOWN) {
            self.line(2, &format!("{}: {} ({})", check.id, check.title, reach(root)));
        }
        if let Some(more) = causes.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            self.line(2, &format!("and {} more", count(more, "doubt", "doubts")));
        }
        if asked > 0 {
            let questions = count(asked, "question", "questions");
            self.line(2, &format!("{questions} where nothing looks wrong, in the report"));
        }
    }

    fn gaps(&mut self, verdict: &Verdict) {
        let not_seen = |gap: bool| -> BTreeSet<_> {
            let fits = |line: &&Outcome| line.outcome == Mark::NotSeen && line.gap == gap;
            verdict.outcomes.iter().filter(fits).map(|line| line.check.as_str()).collect()
        };
        let ran = |check: &&str| {
            verdict
                .outcomes
                .iter()
                .any(|line| line.check == *check && line.outcome != Mark::NotSeen)
        };
        let missing = not_seen(true);
        let unasked: BTreeSet<_> =
            not_seen(false).into_iter().filter(|check| !ran(check)).collect();
        let list = |checks: BTreeSet<&str>| checks.into_iter().collect::<Vec<_>>().join(", ");
        if !missing.is_empty() {
            self.heading("What was not seen, though it should have been");
            self.line(2, &list(missing));
        }
        if !unasked.is_empty() {
            self.heading("What was not seen, because no step of any flow asked for it");
            self.line(2, &list(unasked));
        }
    }

    fn notes(&mut self, verdict: &Verdict) {
        if verdict.exit.waived > 0 || !verdict.notes.is_empty() {
            self.heading("Waivers");
        }
        if verdict.exit.waived > 0 {
            let findings = count(verdict.exit.waived, "finding is", "findings are");
            self.line(2, &format!("{findings} waived and not counted."));
        }
        for note in &verdict.notes {
            self.line(2, note);
        }
    }

    fn criteria(&mut self, verdict: &Verdict) {
        let parts: Vec<_> = [
            Status::Failed,
            Status::Review,
            Status::Passed,
            Status::Inapplicable,
            Status::Untested,
        ]
        .into_iter()
        .map(|each| format!("{} {}", status(verdict, each), status_name(each)))
        .collect();
        self.heading("The 55 criteria of WCAG 2.2 A and AA");
        self.line(2, &parts.join(", "));
        let engines: Vec<_> = verdict
            .run
            .engines
            .iter()
            .map(|engine| format!("{} {}", engine.name, engine.version).trim().to_owned())
            .collect();
        let within =
            if engines.is_empty() { String::new() } else { format!(" in {}", engines.join(", ")) };
        self.line(
            2,
            &format!(
                "{} over {} of {}{within}",
                count(verdict.checks.len(), "check", "checks"),
                count(verdict.states.len(), "state", "states"),
                count(verdict.flows.len(), "flow", "flows"),
            ),
        );
    }
}

fn first<'v>(verdict: &'v Verdict, root: &Root) -> Option<&'v Finding> {
    verdict.findings.iter().find(|finding| finding.root == root.id && finding.waived.is_none())
}

const fn severity_paint(severity: Severity) -> Paint {
    match severity {
        Severity::Critical | Severity::Serious => Paint::Red,
        Severity::Moderate | Severity::Minor => Paint::Yellow,
    }
}
