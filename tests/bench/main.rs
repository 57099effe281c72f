//! How long it takes, beside axe-core on the same pages, in the same browser, in one run: `cargo bench`.
//!
//! Only ratios are worth reading: the times are those of this machine at this moment, and nothing here asserts one.
//! `cargo bench -- 283 26000` takes other sizes. axe-core comes from the npm registry into a folder that is removed again.

mod axe;
mod judging;
mod memory;
mod record_page;
mod served;

use judging::Judged;
use std::{
    error::Error,
    io::{self, Write},
    iter,
    process::ExitCode,
    time::{Duration, Instant},
};
use wardround::{
    capture::Collector,
    driver::{Browser, BrowserOptions, Tab, locate},
};
use wardround_checks::evidence::{Node, Step};

const SIZES: [usize; 5] = [283, 1_323, 5_223, 26_023, 104_023];
/// Pages of fewer elements are measured more than once, and the best time counts.
const LARGE: usize = 10_000;
const ROUNDS: usize = 3;
const LIMIT: Duration = Duration::from_secs(120);
/// How many checks are named of the largest page.
const NAMED: usize = 8;

type Broken = Box<dyn Error>;

/// What was measured of one page.
struct Row {
    elements: usize,
    capture: Duration,
    judged: Judged,
    axe: Duration,
    peak: Option<u64>,
}

fn main() -> ExitCode {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
    let sizes = if sizes.is_empty() { SIZES.to_vec() } else { sizes };
    let mut rows = Vec::new();
    let measured = tokio::runtime::Runtime::new()
        .map_err(Broken::from)
        .and_then(|runtime| runtime.block_on(measure(&sizes, &mut rows)));
    // What was measured before something broke is worth reading all the same.
    let told = tell(&rows, &mut io::stdout().lock()).map_err(Broken::from);
    match measured.and(told) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let first: &(dyn Error + 'static) = &*error;
            let causes = iter::successors(Some(first), |&error| error.source());
            let said: Vec<_> = causes.map(ToString::to_string).collect();
            let _ = writeln!(io::stderr(), "{}", said.join(": "));
            ExitCode::FAILURE
        }
    }
}

async fn measure(sizes: &[usize], rows: &mut Vec<Row>) -> Result<(), Broken> {
    let axe = axe::source()?;
    let origin = served::start().await?;
    let browser = Browser::start(locate()?, BrowserOptions::default()).await?;
    let measured = pages(&browser, &origin, &axe, sizes, rows).await;
    browser.close().await;
    measured
}

async fn pages(
    browser: &Browser,
    origin: &str,
    axe: &str,
    sizes: &[usize],
    rows: &mut Vec<Row>,
) -> Result<(), Broken> {
    Collector::watch(&browser.bidi).await?;
    let tab = browser.first_tab().await?;
    for size in sizes {
        let rounds = if *size < LARGE { ROUNDS } else { 1 };
        let mut best: Option<Row> = None;
        let url = format!("{origin}/{size}");
        // One page of each size that nobody measures: the browser's first is slower than its second.
        open(&tab, &url).await?;
        for _ in 0..rounds {
            let row = once(&tab, &url, axe).await?;
            best = Some(match best {
                Some(best) => best.better(row),
                None => row,
            });
        }
        let Some(row) = best else { continue };
        writeln!(io::stderr(), "{} elements measured", row.elements)?;
        rows.push(row);
    }
    Ok(())
}

async fn once(tab: &Tab, url: &str, axe: &str) -> Result<Row, Broken> {
    open(tab, url).await?;
    memory::forget_peak();
    let started = Instant::now();
    let mut page = Collector::page(tab).await?;
    Collector::listeners(tab, &mut page).await;
    let capture = started.elapsed();
    let elements = page.nodes.iter().filter(|node| matches!(node, Node::Element(_))).count();
    if let Some(why) = &page.truncated {
        return Err(format!("the page of {elements} elements was cut: {why}").into());
    }
    let judged = judging::judge(Step { page: Some(page), ..Step::default() });
    let peak = memory::peak();
    open(tab, url).await?;
    let axe = axe::run(tab, axe).await?;
    Ok(Row { elements, capture, judged, axe, peak })
}

impl Row {
    /// The better time of each.
    fn better(self, other: Self) -> Self {
        let judged =
            if other.judged.whole < self.judged.whole { other.judged } else { self.judged };
        Self {
            elements: self.elements,
            capture: self.capture.min(other.capture),
            axe: self.axe.min(other.axe),
            peak: self.peak.max(other.peak),
            judged,
        }
    }
}

async fn open(tab: &Tab, url: &str) -> Result<(), Broken> {
    tab.navigate(url, LIMIT).await?;
    Collector::rest(tab, LIMIT).await?;
    Ok(())
}

fn tell(rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "{:>9}{:>10}{:>10}{:>10}{:>10}{:>12}{:>14}{:>10}",
        "elements",
        "capture",
        "judging",
        "together",
        "axe-core",
        "axe / ours",
        "judge / capt.",
        "peak"
    )?;
    for row in rows {
        let together = row.capture + row.judged.whole;
        writeln!(
            out,
            "{:>9}{:>10}{:>10}{:>10}{:>10}{:>12.1}{:>14.2}{:>10}",
            row.elements,
            seconds(row.capture),
            seconds(row.judged.whole),
            seconds(together),
            seconds(row.axe),
            ratio(row.axe, together),
            ratio(row.judged.whole, row.capture),
            row.peak.map_or_else(|| "?".to_owned(), |kilobytes| format!("{} MB", kilobytes / 1024)),
        )?;
    }
    writeln!(out, "\nGrowth from size to size (1 is linear, 2 is quadratic):")?;
    for pair in rows.windows(2) {
        let [before, after] = pair else { continue };
        let growth = |of: fn(&Row) -> Duration| {
            ratio(of(after), of(before)).ln() / fraction(after.elements, before.elements).ln()
        };
        writeln!(
            out,
            "{:>9} to {:>7}: capture {:.2}, judging {:.2}, axe-core {:.2}",
            before.elements,
            after.elements,
            growth(|row| row.capture),
            growth(|row| row.judged.whole),
            growth(|row| row.axe),
        )?;
    }
    let Some(last) = rows.last() else { return Ok(()) };
    writeln!(out, "\nWhat judging {} elements is made of:", last.elements)?;
    for (name, time) in last.judged.parts.iter().take(NAMED) {
        let share = 100.0 * ratio(*time, last.judged.whole);
        writeln!(out, "{share:>5.0} %  {name}")?;
    }
    Ok(())
}

fn seconds(time: Duration) -> String {
    format!("{:.3} s", time.as_secs_f64())
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64().max(f64::EPSILON)
}

fn fraction(one: usize, other: usize) -> f64 {
    let float = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    float(one) / float(other)
}
