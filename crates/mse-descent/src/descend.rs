//! Down the loss, step by step, until there is a reason to stop.
//!
//! Every point of a path is judged by the point before it, so that rounding does not add up over a thousand steps, and the
//! reason to stop by the point where the path ends, with leeway where a threshold is met to the last digits.

use crate::data::{article, drawn, separating, unusable, usable};
use crate::line::{self, Moments};
use nabla_core::{DataError, DataSet, Descent};
use nabla_grading::Exercise;
use nabla_grading::Probes;

mod figure;
mod judge;
mod mistakes;
mod order;
mod rules;

pub(crate) use rules::{Rules, Task};

type Data = Vec<f64>;
type Point = (f64, f64);
type Path = Result<Descent, DataError>;

/// The exercise `descend`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("descend", "gradient descent from a start until it converges, diverges or runs out of steps")
        .probes(probes)
        .truth(|x: Data, y: Data, start: Point, eta: f64, tolerance: f64, max_steps: usize| -> Path {
            usable(&x, &y)?;
            Ok(Rules::right().descend(&Task { x: &x, y: &y, start, eta, tolerance, max_steps }))
        })
        .not_unique()
        .property(judge::is_a_descent)
        .hints([
            "Before the first step there is one point and one loss. What must be decided there, before you move?",
            "One loop: look at the newest point, and stop for one of three reasons, in the order of the statement; else step and push the new point and its loss.",
            "Keep the loss at the start for the test of divergence. `!loss.is_finite() || loss > 1e6 * first` is Diverged, `along_w.hypot(along_b) <= tolerance` Converged, `path.len() - 1 == max_steps` MaxSteps.",
        ])
        .figure(figure::draw);
    variants(mistakes::mistakes(exercise))
}

fn probes(ask: &mut Probes) {
    let (x, y) = article();
    let mut on_article = |start: Point, eta: f64, tolerance: f64, max_steps: usize| {
        ask.at((x.clone(), y.clone(), start, eta, tolerance, max_steps));
    };
    on_article((2.0, 1.0), 0.1, 1e-6, 1000);
    on_article((0.0, 0.0), 0.02, 0.01, 2);
    on_article((0.0, 0.0), 0.17, 0.01, 40);
    // Too fast by far, by little, uphill, nowhere at all.
    on_article((2.0, 3.0), 0.5, 0.01, 100);
    on_article((0.0, 0.0), 0.2, 0.01, 400);
    on_article((2.0, 3.0), -0.1, 0.01, 100);
    on_article((2.0, 3.0), f64::NAN, 0.01, 100);
    on_article((2.0, 3.0), 0.0, 0.01, 5);
    // No steps allowed; no step needed; a start beyond all bounds, and one that is no place.
    on_article((2.0, 3.0), 0.1, 0.01, 0);
    on_article((2.0, 3.0), 0.1, 1e3, 10);
    on_article((1.5, 7.0 / 3.0), 0.1, 1e-6, 0);
    on_article((1e200, 3.0), 0.1, 0.01, 10);
    on_article((1e200, 3.0), 0.1, 1e300, 10);
    on_article((f64::NAN, 3.0), 0.1, 0.01, 10);
    // Diverged, and converged, with the very last step.
    on_article((2.0, 3.0), 0.5, 0.01, 5);
    ask.at((vec![2.0], vec![7.0], (1.0, 3.0), 0.05, 0.01, 10_usize));
    // Too fast across the valley, but along it the loss falls at first.
    let (x, y) = article();
    ask.at((x, y, (0.5, 4.6), 0.2, 0.01, 200_usize));
    on_the_threshold(ask);
    // A small loss can be a million times larger and still be small.
    ask.at((vec![2.0, 3.0, 5.0], vec![7.0, 10.0, 16.0], (3.01, 1.0), 0.5, 1e-4, 100_usize));
    // A line that fits perfectly is at rest, with the loss 0 from the start.
    ask.at((vec![2.0, 3.0, 5.0], vec![7.0, 10.0, 16.0], (3.0, 1.0), 0.1, 0.01, 10_usize));
    let (x, y) = separating();
    ask.at((x.clone(), y.clone(), (0.7, -1.3), 0.05, 0.001, 300));
    ask.at((x, y, (0.7, -1.3), 0.1, 0.25, 300));
    // One point, equal inputs: a whole line of optima.
    ask.at((vec![2.0], vec![7.0], (1.0, 3.0), 0.05, 0.01, 200));
    ask.at((vec![2.0, 2.0, 2.0], vec![1.0, 5.0, 3.0], (1.0, 4.0), 0.05, 0.01, 200));
    // Real data: hopeless as they are, at once when standardised.
    let DataSet { x, y } = DataSet::hubble();
    ask.at((x.clone(), y.clone(), (0.0, 0.0), 0.1, 1e-3, 50));
    ask.at((x.clone(), y.clone(), (0.0, 0.0), 3e-6, 1e-3, 300));
    ask.at((crate::standardise::standardised(&x).values, y, (0.0, 0.0), 0.1, 1e-3, 300));
    for (x, y) in unusable() {
        ask.at((x, y, (3.0, 4.0), 0.1, 0.01, 10));
    }
    ask.random(8, |draw| {
        let (x, y) = drawn(draw);
        let start = (draw.number_off_zero(-3.0, 3.0, 0.2), draw.number_off_zero(-3.0, 3.0, 0.2));
        // Well below the largest stable rate or well above it.
        let part = if draw.integer(0, 3) == 0 { draw.number(1.2, 2.0) } else { draw.number(0.2, 0.85) };
        let eta = part * Moments::of(&x, &y).largest_rate();
        (x, y, start, (eta * 1e4).round() / 1e4, 0.01, usize::try_from(draw.integer(20, 120)).unwrap_or(20))
    });
}

/// Thresholds that are met exactly, by numbers that no order of operations rounds: the gradient (3, 4), of length 5, and a
/// loss of 1 that becomes a million.
fn on_the_threshold(ask: &mut Probes) {
    for tolerance in [5.0, 4.96] {
        ask.at((vec![0.75], vec![4.0], (4.0, 3.0), 0.25, tolerance, 3_usize));
    }
    ask.at((vec![1.0], vec![3.0], (1.0, 1.0), 250.25, 0.25, 5_usize));
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant(
            "a loop over the steps",
            |x: Data, y: Data, start: Point, eta: f64, tolerance: f64, max_steps: usize| -> Path {
                use nabla_core::Status;
                usable(&x, &y)?;
                let moments = Moments::of(&x, &y);
                let mut descent = Descent { path: vec![], losses: vec![], status: Status::MaxSteps };
                let (mut w, mut b) = start;
                for _ in 0..=max_steps {
                    let loss = line::mean(line::residuals(&x, &y, w, b).into_iter().map(|error| error * error));
                    descent.path.push((w, b));
                    descent.losses.push(loss);
                    let (along_w, along_b) = moments.slopes(w, b);
                    if !loss.is_finite() || loss > 1e6 * descent.losses[0] {
                        descent.status = Status::Diverged;
                        break;
                    }
                    if (along_w * along_w + along_b * along_b).sqrt() <= tolerance {
                        descent.status = Status::Converged;
                        break;
                    }
                    (w, b) = (w - eta * along_w, b - eta * along_b);
                }
                Ok(descent)
            },
        )
        .variant(
            "all steps first, then cut",
            |x: Data, y: Data, start: Point, eta: f64, tolerance: f64, max_steps: usize| -> Path {
                use nabla_core::Status;
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
                use nabla_core::Status;
                usable(&x, &y)?;
                let moments = Moments::of(&x, &y);
                let (mut path, mut losses) = (vec![start], vec![moments.loss(start.0, start.1)]);
                let status = loop {
                    let ((w, b), loss) = (path[path.len() - 1], losses[losses.len() - 1]);
                    let (along_w, along_b) = moments.slopes(w, b);
                    if !loss.is_finite() || loss > 1e6 * losses[0] {
                        break Status::Diverged;
                    }
                    if along_w.hypot(along_b) <= tolerance {
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
    use nabla_core::Status;

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
        let (x, y) = article();
        assert_eq!(ends(&x, &y, 0.18, 10_000), Status::Converged);
        assert_eq!(ends(&x, &y, 0.181, 10_000), Status::Diverged);
        let task = Task { x: &x, y: &y, start: (2.0, 1.0), eta: 0.1, tolerance: 1e-6, max_steps: 1000 };
        let path = Rules::right().descend(&task).path;
        assert!(path[1].0 > 2.06 && path[1..].windows(2).all(|pair| pair[1].0 < pair[0].0));
        assert_eq!(path.len(), 525);
    }
}
