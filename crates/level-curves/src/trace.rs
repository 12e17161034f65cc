//! A level curve as a walk: predict along the tangent, correct along the gradient.
//!
//! ```text
//! q = p + step · t,  ∇f · t = 0        p ← q + (level − f(q)) · ∇f / ‖∇f‖², a few times
//! ```
//!
//! Many paths are right. The judge measures each: distance from the level, length of the steps, no turning back, one
//! return. Its own lap is found by Runge and Kutta's steps.

use crate::fields::{bowl, exponential, hessian, slope_point, tilted_bowl, wave, with_gradient};
use nabla_core::{Draw, Field, GradientField};
use nabla_grading::{Clause, Exercise, Gradient2, Probes, Surface, Value, other};
use nalgebra::Vector2;

mod figure;
mod judge;
mod rules;
mod variants;
mod walk;

use rules::{Rules, slips};

type V2 = Vector2<f64>;

/// The exercise `trace`.
pub(crate) fn exercise() -> Exercise {
    let exercise =
        Exercise::new("trace", "the level curve of f through `start`, once round, as points about `step` apart")
            .parts([other("the path")])
            .probes(probes)
            .truth(|f: Field, _: GradientField, start: V2, step: f64, most: usize| lap(&f, start, step, most))
            .not_unique()
            .property(judge::is_a_level_curve)
            .slips_in(
                Rules::ways(),
                |rules| {
                    move |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
                        rules.path(&f, &d, start, step, most)
                    }
                },
                slips(),
            );
    variants::variants(any_length(no_way_on(exercise)))
        .hints([
            "Which way keeps the height? Take a step of length `step` that way. \
             It leaves the curve a little: which way leads back?",
            "Predict: p + step · t with the unit tangent t at p. \
             Correct: a few Newton steps along the gradient to the level of the start, as in `to_level`.",
            "After each new point: is it nearer to the start than `step`? Then you are back, unless you have only \
             just left. Stop too when `max_points` are there, or when there is no tangent.",
        ])
        .figure(figure::draw)
}

fn probes(ask: &mut Probes) {
    let at = |ask: &mut Probes, start: (f64, f64), step: f64, max_points: usize| {
        let (f, gradient) = bowl();
        ask.at((f, gradient, V2::new(start.0, start.1), step, max_points));
    };
    // Paths that are cut, and laps of two levels.
    at(ask, (2.0, 1.0), 0.1, 5);
    at(ask, (2.0, 1.0), 0.1, 12);
    at(ask, (-1.0, 2.0), 0.25, 300);
    // A lap is not a whole number of steps: about 0.2 and 0.8 of one are left over, so that an end that comes too
    // early or too late shows at every seed.
    at(ask, (2.0, 1.0), 0.22, 200);
    at(ask, (2.0, 1.0), 0.28, 200);
    at(ask, (2.0, 1.0), 0.1, 400);
    for max_points in 1..4 {
        at(ask, (-2.0, -1.5), 0.1, max_points);
    }
    ask.random(4, |draw| {
        let (f, start, step) = round_bowl(draw);
        let (f, gradient) = with_gradient(f);
        (f, gradient, start, step, 600_usize)
    });
    ask.random(1, |draw| {
        let (f, gradient) = with_gradient(flattened_bowl(draw));
        let start = slope_point(draw, &f, 4.0);
        (f, gradient, start, 0.05, 2000_usize)
    });
    for line in [wave, exponential] {
        ask.random(1, |draw| {
            let (f, gradient) = with_gradient(line(draw));
            let start = slope_point(draw, &f, 1.0);
            (f, gradient, start, 0.2, 30_usize)
        });
    }
}

/// Where there is no way on, or hardly any.
fn no_way_on(exercise: Exercise) -> Exercise {
    let start_alone = |_: Surface, _: Gradient2, start: V2, _: f64, _: usize| vec![start];
    let on_bowl = |start: V2, max_points: usize| (bowl().0, bowl().1, start, 0.1, max_points);
    let gentle = with_gradient(Field::Exponential { amplitude: 1e-13, rates: vec![0.3, 0.5] });
    exercise
        .clause(
            Clause::new("no point for `max_points` = 0", "With `max_points` = 0 not even the start fits.")
                .at(on_bowl(V2::new(0.0, -2.0), 0))
                .missed(
                    "gave the start",
                    start_alone,
                    "With `max_points` = 0 not even the start fits: the path is empty.",
                ),
        )
        .clause(
            Clause::new(
                "the start alone on flat ground",
                "Where the gradient is zero there is no tangent to follow: \
                 the start, which lies on the level, is the whole path.",
            )
            .at(on_bowl(V2::zeros(), 50))
            .gives_by(|_: Field, _: GradientField, start: V2, _: f64, _: usize| vec![start])
            .missed(
                "gave an empty path",
                |_: Surface, _: Gradient2, _: V2, _: f64, _: usize| Vec::<V2>::new(),
                "On flat ground there is no way on, but the start is on the level: the path holds at least that.",
            ),
        )
        .clause(
            Clause::new(
                "one of the slopes may be 0",
                "Where f climbs along one axis alone the curve leads on along the other: only where both slopes are 0 it \
                 is flat.",
            )
            .at(on_bowl(V2::new(0.0, -2.0), 3))
            .at(on_bowl(V2::new(4.0, 0.0), 3))
            .missed("took it for flat ground", start_alone, ""),
        )
        .clause(
            Clause::new(
                "gentle ground is not flat",
                "A very small gradient still has a tangent: only a gradient of 0 has none.",
            )
            .at((gentle.0, gentle.1, V2::new(1.0, 1.0), 0.2, 20_usize))
            .missed(
                "took it for flat",
                start_alone,
                "A small gradient is not zero, and the level curve leads on: only exactly 0 is flat.",
            ),
        )
}

/// Steps and paths as long and as short as they come, where level curves are straight lines.
fn any_length(exercise: Exercise) -> Exercise {
    let on_waves = |step: f64, max_points: usize| {
        let (f, gradient) = with_gradient(Field::Wave { amplitude: 2.0, wave: vec![0.6, 0.7], phase: 0.5 });
        (f, gradient, V2::new(1.0, 1.0), step, max_points)
    };
    exercise
        .clause(
            Clause::new("any step", "The step that you were given is the one to use, however small or large.")
                .at(on_waves(1e-3, 20))
                .at(on_waves(3.0, 20))
                .missed_at(
                    "kept the step within bounds of its own",
                    |arguments| {
                        let mut arguments = arguments.to_vec();
                        arguments[3] =
                            Value::Number(arguments[3].components().first().map_or(0.0, |step| step.clamp(0.05, 0.3)));
                        arguments
                    },
                    "You cut large steps or raise small ones: the step that you were given is the one to use.",
                ),
        )
        .clause(
            Clause::new(
                "a path of any length",
                "A curve that does not close is followed for `max_points` points, however many those are.",
            )
            .at(on_waves(0.1, 6000))
            .once_right(),
        )
}

/// A tilted bowl, a start on it, and a step of less than a fifth of the sharpest bend's radius.
fn round_bowl(draw: &mut Draw) -> (Field, V2, f64) {
    loop {
        let field = tilted_bowl(draw);
        let start = slope_point(draw, &field, 2.0);
        let curvature = hessian(&field, start);
        let to_start = curvature.try_inverse().unwrap_or_default() * nabla_truth::gradient_2d(&field, start);
        // f − fₘᵢₙ = ½ dᵀHd, and the half axes of the level curve are √(2(f − fₘᵢₙ)/λ).
        let depth = to_start.dot(&(curvature * to_start));
        let half_axes = curvature.symmetric_eigenvalues().map(|eigenvalue| (depth / eigenvalue).sqrt());
        let sharpest = half_axes.min().powi(2) / half_axes.max();
        let step = (18.0 * sharpest).floor() / 100.0;
        if (0.05..=0.3).contains(&step) {
            return (field, start, step);
        }
    }
}

/// A bowl that steepens to the sides: its level curves are no ellipses.
fn flattened_bowl(draw: &mut Draw) -> Field {
    let (a, b, c) = (draw.number(0.05, 0.2), draw.number(-0.8, 0.8), draw.number(1.0, 2.0));
    let d = draw.number(-1.0, 1.0);
    Field::polynomial(2, &[(a, &[4, 0]), (1.0, &[2, 0]), (b, &[1, 1]), (c, &[0, 2]), (d, &[1, 0])])
}

/// A lap from `start`, or as much of it as is allowed, by Runge and Kutta's steps along the tangent.
fn lap(field: &Field, start: V2, step: f64, max_points: usize) -> Vec<V2> {
    let straight = match field {
        Field::Wave { wave: rates, .. } | Field::Exponential { rates, .. } => {
            Some(V2::new(-rates[1], rates[0]).normalize())
        }
        _ => None,
    };
    let level = field.value(start.as_slice());
    let gradient = |p: V2| nabla_truth::gradient_2d(field, p);
    let tangent = |p: V2| V2::new(-gradient(p).y, gradient(p).x).normalize();
    let curved = |p: V2| {
        let q = (0..2).fold(p, |p, _| runge_kutta(tangent, p, 0.5 * step));
        q + (level - field.value(q.as_slice())) * gradient(q) / gradient(q).norm_squared()
    };
    let mut path = Vec::new();
    let mut p = start;
    while path.len() < max_points {
        path.push(p);
        if straight.is_none() && path.len() > 3 && (p - start).norm() < step {
            break;
        }
        p = straight.map_or_else(|| curved(p), |along| start + path.len() as f64 * step * along);
    }
    path
}

/// One step of length h along `ahead`.
fn runge_kutta(ahead: impl Fn(V2) -> V2, p: V2, h: f64) -> V2 {
    let k1 = ahead(p);
    let k2 = ahead(p + 0.5 * h * k1);
    let k3 = ahead(p + 0.5 * h * k2);
    let k4 = ahead(p + h * k3);
    p + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
}
