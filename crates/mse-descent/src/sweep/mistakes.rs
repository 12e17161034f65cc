//! The wrong sweeps that people write.

use super::{Data, Point, Run, Runs, runs};
use crate::data::{CARELESS, usable};
use crate::descend::{Rules, Task};
use nabla_core::{DataError, Status};
use nabla_grading::Exercise;

/// Something else made of all the right runs.
fn made_of_right(made: fn(Vec<Run>) -> Vec<Run>) -> impl Fn(Data, Data, Point, Data, f64, usize) -> Runs {
    move |x: Data, y: Data, start: Point, etas: Data, tolerance: f64, max_steps: usize| {
        usable(&x, &y)?;
        Ok(made(runs(&Rules::right(), &x, &y, start, &etas, tolerance, max_steps)))
    }
}

pub(super) fn mistakes(exercise: Exercise) -> Exercise {
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
            "called every rise a divergence",
            |x: Data, y: Data, start: Point, etas: Data, tolerance: f64, max_steps: usize| -> Runs {
                usable(&x, &y)?;
                let run = |&eta: &f64| {
                    let descent = Rules::right().descend(&Task { x: &x, y: &y, start, eta, tolerance, max_steps });
                    let steps = descent.path.len() - 1;
                    let rose = descent.losses[steps] > descent.losses[0];
                    (eta, if rose { Status::Diverged } else { descent.status }, steps)
                };
                Ok(etas.iter().map(run).collect())
            },
            "You call it divergence when the last loss is above the first; a descent can also run out of steps on its way up.",
        )
        .mistake(
            "left out rates that are not positive",
            made_of_right(|mut runs| {
                runs.retain(|run| run.0 > 0.0);
                runs
            }),
            "A rate of 0 or below leads nowhere good, and the list says so: each rate has its entry.",
        )
        .mistake(
            "called data without rates unusable",
            |x: Data, y: Data, start: Point, etas: Data, tolerance: f64, max_steps: usize| -> Runs {
                usable(&x, &y)?;
                if etas.is_empty() {
                    return Err(DataError::Empty);
                }
                Ok(runs(&Rules::right(), &x, &y, start, &etas, tolerance, max_steps))
            },
            "`Empty` is about the data; no rates make an empty list.",
        )
        .mistake(
            "noticed the divergence only at infinity",
            |x: Data, y: Data, start: Point, etas: Data, tolerance: f64, max_steps: usize| -> Runs {
                usable(&x, &y)?;
                let rules = Rules { diverged: |here| !here.loss.is_finite(), ..Rules::right() };
                Ok(runs(&rules, &x, &y, start, &etas, tolerance, max_steps))
            },
            "Your descents go on until the loss is infinite; a million times that of the start is the end.",
        )
}
