//! Down the loss, step by step, until there is a reason to stop.
//!
//! ```text
//! (w, b) ← (w, b) − η·∇L        until ‖∇L‖ ≤ tolerance, or L > 10⁶·L₀ or is not finite, or max_steps are made
//! ```
//!
//! Every point of a path is judged by the point before it, so that rounding does not add up over a thousand steps,
//! and the reason to stop by the point where the path ends, with leeway where a threshold is met to the last digits.

use crate::data::{drawn, usable};
use crate::line::{self, Moments};
use crate::owing::owing;
use nabla_core::{DataError, DataSet, Descent, Status};
use nabla_grading::{Exercise, Probes};

mod calls;
mod figure;
mod judge;
mod rules;
mod slips;

pub(crate) use calls::{Call, Calls};
pub(crate) use rules::{Rules, Task};
pub(crate) use slips::of_descents;

type Data = Vec<f64>;
type Point = (f64, f64);
type Path = Result<Descent, DataError>;

const CALL: Call<(Data, Data, Point, f64, f64, usize)> =
    |x, y, start, eta, tolerance, max_steps| (x, y, start, eta, tolerance, max_steps);

/// The exercise `descend`.
pub(crate) fn exercise() -> Exercise {
    let exercise =
        Exercise::new("descend", "gradient descent from a start until it converges, diverges or runs out of steps")
            .probes(probes)
            .truth(by(Rules::right()))
            .not_unique()
            .property(judge::is_a_descent)
            .slips(Rules::right(), by, of_descents(|rules| rules).into_iter().chain(slips::of_what_is_kept()))
            .hints([
                "Before the first step there is one point and one loss. What must be decided there, before you move?",
                "One loop: look at the newest point, and stop for one of three reasons, in the order of the statement; \
                 else step and push the new point and its loss.",
                "Keep the loss at the start for the test of divergence. `!loss.is_finite() || loss > 1e6 * first` is \
                 Diverged, `along_w.hypot(along_b) <= tolerance` Converged, `path.len() - 1 == max_steps` MaxSteps.",
            ])
            .figure(figure::draw);
    let exercise = owing(exercise, &[1, 2, 10, 1500], |x, y| CALL(x, y, (0.5, 0.25), 0.1, 0.01, 2));
    variants(Calls(CALL).clauses(exercise, by))
}

/// The descent by these rules.
fn by(rules: Rules) -> impl Fn(Data, Data, Point, f64, f64, usize) -> Descent {
    move |x: Data, y: Data, start: Point, eta: f64, tolerance: f64, max_steps: usize| {
        rules.descend(&Task { x: &x, y: &y, start, eta, tolerance, max_steps })
    }
}

fn probes(ask: &mut Probes) {
    Calls(CALL).telling(ask);
    // Real data: hopeless as they are, at once when standardised.
    let DataSet { x, y } = DataSet::hubble();
    ask.at((x.clone(), y.clone(), (0.0, 0.0), 0.1, 1e-3, 50_usize));
    ask.at((x.clone(), y.clone(), (0.0, 0.0), 3e-6, 1e-3, 100_usize));
    ask.at((crate::standardise::standardised(&x).values, y, (0.0, 0.0), 0.1, 1e-3, 150_usize));
    ask.random(8, |draw| {
        let (x, y) = drawn(draw);
        let start = (draw.number_off_zero(-3.0, 3.0, 0.2), draw.number_off_zero(-3.0, 3.0, 0.2));
        // Well below the largest stable rate or well above it.
        let part = if draw.integer(0, 3) == 0 { draw.number(1.2, 2.0) } else { draw.number(0.2, 0.85) };
        let eta = part * Moments::of(&x, &y).largest_rate();
        (x, y, start, (eta * 1e4).round() / 1e4, 0.01, usize::try_from(draw.integer(20, 120)).unwrap_or(20))
    });
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant(
            "all steps first, then cut",
            |x: Data, y: Data, start: Point, eta: f64, tolerance: f64, max_steps: usize| -> Path {
                usable(&x, &y)?;
                let next = |p: &Point| {
                    let (along_w, along_b) = line::slopes(&x, &y, *p);
                    Some((p.0 - eta * along_w, p.1 - eta * along_b))
                };
                let path: Vec<Point> = std::iter::successors(Some(start), next).take(max_steps + 1).collect();
                let losses: Data = path.iter().map(|p| line::loss(&x, &y, p.0, p.1)).collect();
                let status = |k: usize| {
                    let (along_w, along_b) = line::slopes(&x, &y, path[k]);
                    if !losses[k].is_finite() || losses[k] > 1e6 * losses[0] {
                        Some(Status::Diverged)
                    } else {
                        (along_w.powi(2) + along_b.powi(2) <= tolerance.powi(2)).then_some(Status::Converged)
                    }
                };
                let end = (0..=max_steps).find_map(|k| Some((k, status(k)?)));
                let (last, status) = end.unwrap_or((max_steps, Status::MaxSteps));
                Ok(Descent { path: path[..=last].to_vec(), losses: losses[..=last].to_vec(), status })
            },
        )
        .variant(
            "sums of x², xy and y²",
            |x: Data, y: Data, start: Point, eta: f64, tolerance: f64, max_steps: usize| -> Path {
                usable(&x, &y)?;
                let moments = Moments::of(&x, &y);
                let (mut path, mut losses) = (vec![start], vec![moments.loss(start.0, start.1)]);
                let status = loop {
                    let ((w, b), loss) = (path[path.len() - 1], losses[losses.len() - 1]);
                    let (along_w, along_b) = moments.slopes(w, b);
                    if !loss.is_finite() || loss > 1e6 * losses[0] {
                        break Status::Diverged;
                    }
                    if (along_w * along_w + along_b * along_b).sqrt() <= tolerance {
                        break Status::Converged;
                    }
                    if path.len() > max_steps {
                        break Status::MaxSteps;
                    }
                    path.push((w - eta * along_w, b - eta * along_b));
                    losses.push(moments.loss(w - eta * along_w, b - eta * along_b));
                };
                Ok(Descent { path, losses, status })
            },
        )
        .variant(
            "the other way round in every sum",
            |x: Data, y: Data, start: Point, eta: f64, tolerance: f64, max_steps: usize| -> Path {
                usable(&x, &y)?;
                let (x, y): (Data, Data) = (x.into_iter().rev().collect(), y.into_iter().rev().collect());
                Ok(Rules::right().descend(&Task { x: &x, y: &y, start, eta, tolerance, max_steps }))
            },
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(x: &[f64], y: &[f64], eta: f64, max_steps: usize) -> Status {
        Rules::right().descend(&Task { x, y, start: (0.0, 0.0), eta, tolerance: 1e-3, max_steps }).status
    }

    /// No rate brings the raw velocities to rest in ten thousand steps; standardised, a usual one does in a hundred.
    #[test]
    fn real_data_must_be_standardised() {
        let DataSet { x, y } = DataSet::hubble();
        for exponent in -9..1 {
            for digit in [1.0, 2.0, 5.0] {
                assert_ne!(ends(&x, &y, digit * 10_f64.powi(exponent), 10_000), Status::Converged);
            }
        }
        let z = crate::standardise::standardised(&x).values;
        assert_eq!(ends(&z, &y, 0.1, 100), Status::Converged);
    }

    /// What the course's text does not say: 0.18 converges, 0.181 does not; w rises at first, and then comes back.
    #[test]
    fn the_cliff_is_where_the_hessian_puts_it() {
        let (x, y) = crate::data::article();
        assert_eq!(ends(&x, &y, 0.18, 10_000), Status::Converged);
        assert_eq!(ends(&x, &y, 0.181, 10_000), Status::Diverged);
        let task = Task { x: &x, y: &y, start: (2.0, 1.0), eta: 0.1, tolerance: 1e-6, max_steps: 1000 };
        let path = Rules::right().descend(&task).path;
        assert!(path[1].0 > 2.06 && path[1..].windows(2).all(|pair| pair[1].0 < pair[0].0));
        assert_eq!(path.len(), 525);
    }
}
