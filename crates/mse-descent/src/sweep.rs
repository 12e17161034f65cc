//! Which learning rate?
//!
//! ```text
//! L = ½ vᵀHv + c with H = 2·[[⟨x²⟩, ⟨x⟩], [⟨x⟩, 1]]:        stable for η < 2/λₘₐₓ
//! ```
//!
//! For the course's three points 2/λₘₐₓ is 0.1803. Just below it a descent takes thousands of steps, just above it none arrives.

use crate::data::{CARELESS, article, drawn, separating, unusable, usable};
use crate::descend::{Rules, Task};
use crate::line::Moments;
use nabla_core::{DataError, Status};
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role};
use nabla_grading::{Asked, Complaint, Exercise, FromValue, Probes, Sketch};

type Data = Vec<f64>;
type Point = (f64, f64);
type Run = (f64, Status, usize);
type Runs = Result<Vec<Run>, DataError>;

/// The exercise `sweep`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("sweep", "for each learning rate how its descent ends, and after how many steps")
        .probes(probes)
        .truth(|x: Data, y: Data, start: Point, etas: Data, tolerance: f64, max_steps: usize| -> Runs {
            usable(&x, &y)?;
            Ok(runs(&Rules::right(), &x, &y, start, &etas, tolerance, max_steps))
        })
        .not_unique()
        .property(each_rate_ends_so)
        .hints([
            "One descent for each rate, and each of them from the same start.",
            "Your `descend` says how it ended. How many steps has a path of 10 points?",
            "`etas.iter().map(|&eta| …).collect()` turns many Results into one Result of many; the last entry of each is `path.len() - 1`.",
        ])
        .figure(draw);
    variants(mistakes(exercise))
}

fn probes(ask: &mut Probes) {
    let (x, y) = article();
    // Both sides of the cliff at 0.1803, then a few rates from slow to hopeless, not in order.
    ask.at((x.clone(), y.clone(), (0.0, 0.0), vec![0.17, 0.18, 0.181, 0.19], 0.001, 5000_usize));
    ask.at((x.clone(), y.clone(), (2.0, 3.0), vec![0.1, 0.5, 0.02, 0.0, -0.1, 0.17], 0.01, 300_usize));
    ask.at((x.clone(), y.clone(), (2.0, 3.0), vec![0.1], 0.01, 0_usize));
    ask.at((x.clone(), y.clone(), (2.0, 3.0), vec![0.1, 0.2], 1000.0, 7_usize));
    ask.at((x, y, (2.0, 3.0), Vec::<f64>::new(), 0.01, 10_usize));
    let (x, y) = separating();
    ask.at((x, y, (0.7, -1.3), vec![0.05, 0.1, 0.3, 0.02], 0.01, 60_usize));
    for (x, y) in unusable() {
        ask.at((x, y, (3.0, 4.0), vec![0.1, 0.2], 0.01, 10_usize));
    }
    ask.random(6, |draw| {
        let (x, y) = drawn(draw);
        let largest = Moments::of(&x, &y).largest_rate();
        let mut rate = |low: f64, high: f64| (draw.number(low, high) * largest * 1e4).round() / 1e4;
        let etas = vec![rate(0.5, 0.9), rate(1.2, 1.9), rate(0.1, 0.4), rate(0.4, 0.8)];
        (x, y, (1.0, -2.0), etas, 0.01, 150_usize)
    });
}

/// What the rules make of each rate.
fn runs(rules: &Rules, x: &[f64], y: &[f64], start: Point, etas: &[f64], tolerance: f64, max_steps: usize) -> Vec<Run> {
    let run = |&eta: &f64| {
        let descent = rules.descend(&Task { x, y, start, eta, tolerance, max_steps });
        (eta, descent.status, descent.path.len() - 1)
    };
    etas.iter().map(run).collect()
}

/// The rules with thresholds met a little early, and a little late: where rounding decides, both ends are right.
fn leeway() -> [Rules; 2] {
    let right = Rules::right();
    [
        Rules {
            converged: |here, task| here.slopes.0.hypot(here.slopes.1) <= task.tolerance * (1.0 + 1e-6),
            diverged: |here| !here.loss.is_finite() || here.loss > 0.999_999e6 * here.first,
            ..right
        },
        Rules {
            converged: |here, task| here.slopes.0.hypot(here.slopes.1) <= task.tolerance * (1.0 - 1e-6),
            diverged: |here| !here.loss.is_finite() || here.loss > 1.000_001e6 * here.first,
            ..right
        },
    ]
}

fn each_rate_ends_so(asked: &Asked<'_>) -> Result<(), Complaint> {
    let (Some(yours), Some(truth)) = (asked.value::<Runs>(), Runs::from_value(asked.expected)) else {
        return Err(Complaint::new("The answer is no list of (rate, status, steps)."));
    };
    let (yours, truth) = match (yours, truth) {
        (Ok(yours), Ok(truth)) => (yours, truth),
        (Err(yours), Err(truth)) if yours == truth => return Ok(()),
        (Err(_), Ok(_)) => return Err(Complaint::new("These data can be used: each rate has an end to report.")),
        (_, Err(_)) => {
            return Err(Complaint::new("These data cannot be used, and the type has a word for the reason."));
        }
    };
    if yours.len() != truth.len() {
        return Err(Complaint::new(format!("{} rates need as many entries; there are {}.", truth.len(), yours.len())));
    }
    let (x, y): (Data, Data) = (asked.argument(0), asked.argument(1));
    let bounds = leeway().map(|rules| {
        runs(&rules, &x, &y, asked.argument(2), &asked.argument::<Data>(3), asked.argument(4), asked.argument(5))
    });
    for (index, (yours, truth)) in yours.iter().zip(&truth).enumerate() {
        let (early, late) = (bounds[0][index], bounds[1][index]);
        let ends = yours.1 == truth.1 || yours.1 == early.1 || yours.1 == late.1;
        let steps = (early.2.min(late.2)..=early.2.max(late.2)).contains(&yours.2);
        if !nabla_core::Tolerance::closed_form().accepts(yours.0, truth.0, 0.0) {
            return Err(Complaint::new(format!(
                "Entry {index} is about the rate {}, and {} stands there in the list of rates.",
                yours.0, truth.0
            )));
        }
        if !ends || !steps {
            return Err(Complaint::new(format!("The rate {} ends otherwise: follow this one descent.", truth.0))
                .got(said(yours))
                .expected(said(truth)));
        }
    }
    Ok(())
}

fn said((eta, status, steps): &Run) -> String {
    format!("{status:?} after {steps} steps with the rate {eta}")
}

/// Something else made of all the right runs.
fn made_of_right(made: fn(Vec<Run>) -> Vec<Run>) -> impl Fn(Data, Data, Point, Data, f64, usize) -> Runs {
    move |x: Data, y: Data, start: Point, etas: Data, tolerance: f64, max_steps: usize| {
        usable(&x, &y)?;
        Ok(made(runs(&Rules::right(), &x, &y, start, &etas, tolerance, max_steps)))
    }
}

fn mistakes(exercise: Exercise) -> Exercise {
    let mut exercise = exercise;
    for careless in CARELESS {
        exercise = exercise.mistake(
            careless.name,
            move |x: Data, y: Data, start: Point, etas: Data, tolerance: f64, max_steps: usize| -> Runs {
                (careless.usable)(&x, &y)?;
                Ok(runs(&Rules::right(), &x, &y, start, &etas, tolerance, max_steps))
            },
            careless.says,
        );
    }
    let each = |change: fn(Run) -> Run| {
        move |x: Data, y: Data, start: Point, etas: Data, tolerance: f64, max_steps: usize| -> Runs {
            usable(&x, &y)?;
            let right = runs(&Rules::right(), &x, &y, start, &etas, tolerance, max_steps);
            Ok(right.into_iter().map(change).collect())
        }
    };
    exercise
        .mistake(
            "counted points instead of steps",
            each(|(eta, status, steps)| (eta, status, steps + 1)),
            "You count the points of the path; the start is not a step.",
        )
        .mistake(
            "dropped what diverged",
            made_of_right(|mut runs| {
                runs.retain(|run| run.1 != Status::Diverged);
                runs
            }),
            "A rate that diverges is a result as well, and the most important one here.",
        )
        .mistake(
            "kept only what converged",
            made_of_right(|mut runs| {
                runs.retain(|run| run.1 == Status::Converged);
                runs
            }),
            "A rate that does not arrive is a result as well.",
        )
        .mistake(
            "stopped at the first divergence",
            made_of_right(|runs| {
                let end = runs.iter().position(|run| run.1 == Status::Diverged).map_or(runs.len(), |k| k + 1);
                runs[..end].to_vec()
            }),
            "The rates after the first one that diverges are missing.",
        )
        .mistake(
            "sorted the rates",
            made_of_right(|mut runs| {
                runs.sort_by(|a, b| a.0.total_cmp(&b.0));
                runs
            }),
            "The entries are right; their order is that of the rates in the list.",
        )
        .mistake(
            "turned the order round",
            made_of_right(|mut runs| {
                runs.reverse();
                runs
            }),
            "The entries are right, last one first.",
        )
        .mistake(
            "took divergence for running out of steps",
            each(|(eta, status, steps)| {
                (eta, if status == Status::Diverged { Status::MaxSteps } else { status }, steps)
            }),
            "A rate that runs away has not just run out of steps: report how it ends.",
        )
        .mistake(
            "called everything converged",
            each(|(eta, _, steps)| (eta, Status::Converged, steps)),
            "Every rate converges in your list, even those that run away.",
        )
        .mistake(
            "went on where the last one ended",
            |x: Data, y: Data, start: Point, etas: Data, tolerance: f64, max_steps: usize| -> Runs {
                usable(&x, &y)?;
                let mut from = start;
                let run = |eta: f64| {
                    let descent =
                        Rules::right().descend(&Task { x: &x, y: &y, start: from, eta, tolerance, max_steps });
                    from = descent.path[descent.path.len() - 1];
                    (eta, descent.status, descent.path.len() - 1)
                };
                Ok(etas.iter().copied().map(run).collect())
            },
            "The first entry is right; the others start where the one before them ended, not at the start.",
        )
        .mistake(
            "used the first rate for all",
            |x: Data, y: Data, start: Point, etas: Data, tolerance: f64, max_steps: usize| -> Runs {
                usable(&x, &y)?;
                let first = vec![etas.first().copied().unwrap_or(0.0); etas.len()];
                let runs = runs(&Rules::right(), &x, &y, start, &first, tolerance, max_steps);
                Ok(runs.into_iter().zip(etas).map(|((_, status, steps), eta)| (eta, status, steps)).collect())
            },
            "All rates end like the first one: which one do you hand on?",
        )
        .mistake(
            "started at the origin",
            |x: Data, y: Data, _start: Point, etas: Data, tolerance: f64, max_steps: usize| -> Runs {
                usable(&x, &y)?;
                Ok(runs(&Rules::right(), &x, &y, (0.0, 0.0), &etas, tolerance, max_steps))
            },
            "You start at (0, 0), whatever start is given.",
        )
        .mistake(
            "gave the budget as the steps",
            |x: Data, y: Data, start: Point, etas: Data, tolerance: f64, max_steps: usize| -> Runs {
                usable(&x, &y)?;
                let right = runs(&Rules::right(), &x, &y, start, &etas, tolerance, max_steps);
                Ok(right.into_iter().map(|(eta, status, _)| (eta, status, max_steps)).collect())
            },
            "That is how many steps were allowed. How many were made?",
        )
        .mistake(
            "gave the best rate only",
            made_of_right(|runs| {
                runs.into_iter().filter(|run| run.1 == Status::Converged).min_by_key(|run| run.2).into_iter().collect()
            }),
            "You give the fastest rate alone; all of them are asked for.",
        )
        .mistake(
            "looked no further than the budget for divergence",
            |x: Data, y: Data, start: Point, etas: Data, tolerance: f64, max_steps: usize| -> Runs {
                usable(&x, &y)?;
                let rules = Rules { diverged: |here| !here.loss.is_finite(), ..Rules::right() };
                Ok(runs(&rules, &x, &y, start, &etas, tolerance, max_steps))
            },
            "Your descents go on until the loss is infinite; a million times that of the start is the end.",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("a loop", |x: Data, y: Data, start: Point, etas: Data, tolerance: f64, max_steps: usize| -> Runs {
            usable(&x, &y)?;
            let mut all = Vec::new();
            for eta in etas {
                all.extend(runs(&Rules::right(), &x, &y, start, &[eta], tolerance, max_steps));
            }
            Ok(all)
        })
        .variant(
            "sums in another order",
            |x: Data, y: Data, start: Point, etas: Data, tolerance: f64, max_steps: usize| -> Runs {
                usable(&x, &y)?;
                let (x, y): (Data, Data) = (x.into_iter().rev().collect(), y.into_iter().rev().collect());
                Ok(runs(&Rules::right(), &x, &y, start, &etas, tolerance, max_steps))
            },
        )
}

/// Steps against the learning rate, with the cliff.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    const MOST: usize = 2000;
    let (x, y) = article();
    let cliff = Moments::of(&x, &y).largest_rate();
    let etas = vec![
        0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.14, 0.16, 0.17, 0.175, 0.178, 0.181, 0.184, 0.19, 0.2, 0.22,
    ];
    let arguments = (x, y, (0.0, 0.0), etas, 0.01, MOST);
    let yours: Vec<Run> = sketch.value::<Runs>(arguments.clone()).and_then(Result::ok).unwrap_or_default();
    let truth: Vec<Run> = sketch.truth::<Runs>(arguments).unwrap_or_default();
    let ended = |runs: &[Run], status: Status| -> Vec<(f64, f64)> {
        runs.iter().filter(|run| run.1 == status).map(|run| (run.0, (run.2 as f64).max(1.0))).collect()
    };
    let beyond = yours.iter().filter(|run| run.1 == Status::Converged && run.0 > cliff).count();
    let title = if sketch.is_right() {
        "Larger rates arrive sooner, until at 0.1803 none arrives any more".to_owned()
    } else if yours.len() != truth.len() {
        format!("{} rates were given; you report {}", truth.len(), yours.len())
    } else if beyond > 0 {
        format!("{beyond} of your descents converge beyond the cliff at {cliff:.4}, where none can")
    } else if yours == truth {
        "These rates are right; others go wrong".to_owned()
    } else {
        let off = yours.iter().zip(&truth).filter(|(a, b)| a != b).count();
        format!("{off} of {} rates end otherwise", truth.len())
    };
    let panel = Panel::new(Axis::new("learning rate η", 0.0, 0.23), Axis::log("steps", 1.0, 1e4))
        .layer(Layer::line(Role::Guide, "2/λₘₐₓ = 0.1803", [(cliff, 1.0), (cliff, 1e4)]))
        .layer(Layer::line(Role::Truth, "true", ended(&truth, Status::Converged)))
        .layer(Layer::line(Role::Truth, "", ended(&truth, Status::Diverged)))
        .layer(Layer::points(Role::Learner, Mark::Dot, "converged", ended(&yours, Status::Converged)))
        .layer(Layer::points(Role::Learner, Mark::Ring, "ran out of steps", ended(&yours, Status::MaxSteps)))
        .layer(Layer::points(Role::Learner, Mark::Cross, "diverged", ended(&yours, Status::Diverged)));
    Figure::new(title).panel(panel)
}
