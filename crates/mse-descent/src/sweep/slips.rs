//! The wrong sweeps that people write: slips in what is done with each rate, and in the descent itself.

use super::{Data, Point, Run};
use crate::descend::{Rules, Task, of_descents};
use crate::slips::{Other, table};
use nabla_core::{Descent, Status};
use nabla_grading::{Exercise, slip};

/// What is reported of a descent, also by its losses and the steps that were allowed.
type Entry = fn(Run, (&[f64], usize)) -> Run;
/// What is made of all entries.
type List = fn(Vec<Run>) -> Vec<Run>;

/// How the rates are gone through, and what is reported.
#[derive(Clone, Copy)]
pub(super) struct Sweep {
    pub(super) descent: Rules,
    /// The rate that is used, of all of them and the one whose turn it is.
    pub(super) rate: fn(&[f64], f64) -> f64,
    /// Where a descent begins: of the start and the end of the one before.
    pub(super) from: fn(Point, Point) -> Point,
    /// The steps that it may make: of those allowed and those that the others before have made.
    pub(super) allowed: fn(usize, usize) -> usize,
    pub(super) entry: Entry,
    pub(super) list: List,
    pub(super) order: List,
}

impl Sweep {
    pub(super) fn right() -> Self {
        Self {
            descent: Rules::right(),
            rate: |_, eta| eta,
            from: |start, _| start,
            allowed: |max_steps, _| max_steps,
            entry: |run, _| run,
            list: |runs| runs,
            order: |runs| runs,
        }
    }
}

/// The sweep by these rules.
pub(super) fn by(rules: Sweep) -> impl Fn(Data, Data, Point, Data, f64, usize) -> Vec<Run> {
    move |x: Data, y: Data, start: Point, etas: Data, tolerance: f64, max_steps: usize| {
        let (mut end, mut made) = (start, 0);
        let run = |&given: &f64| {
            let (start, max_steps) = ((rules.from)(start, end), (rules.allowed)(max_steps, made));
            let eta = (rules.rate)(&etas, given);
            let Descent { path, losses, status } =
                rules.descent.descend(&Task { x: &x, y: &y, start, eta, tolerance, max_steps });
            let steps = path.len().saturating_sub(1);
            (end, made) = (path.last().copied().unwrap_or(start), made + steps);
            (rules.entry)((given, status, steps), (&losses, max_steps))
        };
        (rules.order)((rules.list)(etas.iter().map(run).collect()))
    }
}

fn only(runs: Vec<Run>, kept: fn(Status) -> bool) -> Vec<Run> {
    runs.into_iter().filter(|run| kept(run.1)).collect()
}

/// The runs before the first that diverges, and so many from there on.
fn until_divergence(mut runs: Vec<Run>, more: usize) -> Vec<Run> {
    let end = runs.iter().position(|run| run.1 == Status::Diverged).map_or(runs.len(), |first| first + more);
    runs.truncate(end);
    runs
}

pub(super) fn slips(exercise: Exercise) -> Exercise {
    let slip = |name, change: fn(&mut Sweep), says| slip(name, change, says);
    let from_rate_to_rate = [
        slip(
            "went on where the last one ended",
            |r| r.from = |_, end| end,
            "The second rate starts where the first one ended: each of them should start at the start.",
        ),
        slip(
            "used the first rate for all",
            |r| r.rate = |etas, _| etas[0],
            "All rates end like the first one: which one do you hand on?",
        ),
        slip(
            "shared the steps among the rates",
            |r| r.allowed = |most, made| most.saturating_sub(made),
            "The steps that one rate has made are missing for the next: each of them may make as many.",
        ),
    ];
    let of_sweeps = table(ENTRIES, |r: &mut Sweep, other| r.entry = other)
        .chain(table(LISTS, |r: &mut Sweep, other| r.list = other))
        .chain(table(ORDERS, |r: &mut Sweep, other| r.order = other))
        .chain(table(PARTS, |r: &mut Sweep, other| r.list = other))
        .chain(from_rate_to_rate);
    exercise.slips(Sweep::right(), by, of_sweeps.chain(of_descents(|sweep: &mut Sweep| &mut sweep.descent)))
}

/// Other entries for a rate.
const ENTRIES: [Other<Entry>; 6] = [
    (
        "counted points instead of steps",
        |(eta, status, steps), _| (eta, status, steps + 1),
        "You count the points of the path; the start is not a step.",
    ),
    (
        "counted one step too few",
        |(eta, status, steps), _| (eta, status, steps.saturating_sub(1)),
        "Your number of steps is one too small: a path of 10 points has made 9.",
    ),
    (
        "gave the budget as the steps",
        |(eta, status, _), (_, most)| (eta, status, most),
        "You report the steps that were allowed, not those that were made.",
    ),
    (
        "gave the budget as the steps of what diverged",
        |(eta, status, steps), (_, most)| (eta, status, if status == Status::Diverged { most } else { steps }),
        "A descent that runs away has made so many steps, too: report those, not the ones that were allowed.",
    ),
    (
        "called every loss that rose a divergence",
        |(eta, status, steps), (losses, _)| {
            (eta, if losses.last() > losses.first() { Status::Diverged } else { status }, steps)
        },
        "You call it divergence when the last loss is above the first; \
         a descent can also run out of steps on its way up.",
    ),
    (
        "rounded the rates",
        |(eta, status, steps), _| ((eta * 1e4).round() / 1e4, status, steps),
        "The rates in your list are rounded: give them as they were given.",
    ),
];

/// Other lists than one entry for each rate.
const LISTS: [Other<List>; 7] = [
    (
        "numbered the rates",
        |runs| (0_u32..).zip(runs).map(|(k, (_, status, steps))| (f64::from(k), status, steps)).collect(),
        "Where the rate belongs your entries have their number: give the rate itself.",
    ),
    (
        "added up the steps",
        |mut runs| {
            let mut sum = 0;
            for run in &mut runs {
                sum += run.2;
                run.2 = sum;
            }
            runs
        },
        "Your steps hold those of the rates before as well: each descent is counted for itself.",
    ),
    (
        "kept the end of the rate before",
        |mut runs| {
            for k in 1..runs.len() {
                if runs[k].1 == Status::MaxSteps {
                    runs[k].1 = runs[k - 1].1;
                }
            }
            runs
        },
        "A rate that runs out of steps is reported like the one before it: is its end set anew for each rate?",
    ),
    (
        "dropped what diverged",
        |runs| only(runs, |end| end != Status::Diverged),
        "A rate that diverges is a result as well, and the most important one here.",
    ),
    (
        "kept only what converged",
        |runs| only(runs, |end| end == Status::Converged),
        "A rate that does not arrive is a result as well.",
    ),
    (
        "stopped at the first divergence",
        |runs| until_divergence(runs, 1),
        "The rates after the first one that diverges are missing.",
    ),
    (
        "stopped before the first divergence",
        |runs| until_divergence(runs, 0),
        "The first rate that diverges is missing, and so are all after it.",
    ),
];

/// Other orders than that of the rates.
const ORDERS: [Other<List>; 2] = [
    (
        "sorted the rates",
        |mut runs| {
            runs.sort_by(|a, b| a.0.total_cmp(&b.0));
            runs
        },
        "Your entries are sorted; their order is that of the rates in the list.",
    ),
    (
        "turned the order round",
        |mut runs| {
            runs.reverse();
            runs
        },
        "Your list begins with the last rate.",
    ),
];

/// A part of the entries.
const PARTS: [Other<List>; 3] = [
    (
        "left the first rate out",
        |runs| runs.into_iter().skip(1).collect(),
        "The first rate has no entry: counting starts at 0 in Rust.",
    ),
    (
        "left the last rate out",
        |mut runs| {
            runs.pop();
            runs
        },
        "The last rate has no entry.",
    ),
    (
        "gave the first entry only",
        |mut runs| {
            runs.truncate(1);
            runs
        },
        "There is an entry for the first rate only: does the loop return in its first round?",
    ),
];
