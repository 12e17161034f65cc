//! One partial derivative of a function of any number of variables, by a central difference.
//!
//! ```text
//! ∂f/∂xᵢ ≈ [f(x + h·eᵢ) − f(x − h·eᵢ)] / 2h,        eᵢ = (0, …, 1, …, 0)
//! ```

use nabla_core::{Field, Tolerance, difference_rounding};
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role};
use nabla_grading::{Asked, Complaint, Exercise, ManyVariables, Sketch};
use nalgebra::DVector;

/// x with `by` added to coordinate `i`.
fn nudged(x: &DVector<f64>, i: usize, by: f64) -> DVector<f64> {
    let mut nudged = x.clone();
    nudged[i] += by;
    nudged
}

fn central(f: &ManyVariables, x: &DVector<f64>, i: usize, h: f64) -> f64 {
    (f.at(&nudged(x, i, h)) - f.at(&nudged(x, i, -h))) / (2.0 * h)
}

/// The exercise `partial`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("partial", "the central difference of f at x along coordinate i; None when there is no such coordinate")
        .probes(|ask| {
            let bowl = || Field::bowl(1.0, 4.0);
            let at = |x: &[f64]| DVector::from_column_slice(x);
            ask.at((bowl(), at(&[2.0, 3.0]), 0_usize, 0.1));
            ask.at((bowl(), at(&[2.0, 3.0]), 1_usize, 0.1));
            ask.at((bowl(), at(&[2.0, 3.0]), 2_usize, 0.1));
            ask.at((Field::example_1(), at(&[3.0, -4.0]), 0_usize, 0.25));
            ask.at((Field::example_2(), at(&[-2.0, -3.0, 3.0]), 2_usize, 0.1));
            ask.at((Field::example_2(), at(&[-2.0, -3.0, 3.0]), 7_usize, 0.1));
            ask.at((Field::curve(&[0.0, 0.0, 0.0, 1.0]), at(&[2.0]), 0_usize, 0.1));
            ask.at((Field::curve(&[0.0, 1.0]), at(&[]), 0_usize, 0.1));
            ask.random(24, |draw| {
                let variables = usize::try_from(draw.integer(2, 6)).unwrap_or(2);
                let i = usize::try_from(draw.integer(0, variables as i64 - 1)).unwrap_or(0);
                let (f, x) = (draw.field_of(variables), draw.numbers(variables, -2.0, 2.0));
                (f, DVector::from_vec(x), i, draw.number(0.02, 0.4))
            });
        })
        .truth(|f: Field, x: DVector<f64>, i: usize, h: f64| {
            let value = |by: f64| f.value(nudged(&x, i, by).as_slice());
            (i < x.len()).then(|| (value(h) - value(-h)) / (2.0 * h))
        })
        .tolerance(Tolerance::same_difference())
        .terms(|f: Field, x: DVector<f64>, i: usize, h: f64| {
            let size = |by: f64| f.size(nudged(&x, i, by).as_slice());
            if i < x.len() { difference_rounding(size(h) + size(-h), h) } else { 0.0 }
        })
        .property(others_stand_still)
        .hints([
            "It is the central difference again; only coordinate i of the point moves, all others keep their values.",
            "f takes a whole vector: make two copies of x and change one entry in each. First ask whether that entry exists.",
            "`let mut ahead = x.clone(); ahead[i] += h;` is one of the two; `if i >= x.len() { return None; }` comes before.",
        ])
        .figure(draw);
    variants(mistakes(exercise))
}

/// Wherever f was asked, only coordinate i had moved.
fn others_stand_still(asked: &Asked<'_>) -> Result<(), Complaint> {
    let (x, i): (DVector<f64>, usize) = (asked.argument(1), asked.argument(2));
    let moved =
        |point: &[f64]| point.len() != x.len() || point.iter().zip(&x).enumerate().any(|(j, (a, b))| j != i && a != b);
    let Some(astray) = asked.looked().find(|point| moved(point)) else { return Ok(()) };
    let place = nabla_grading::Value::Numbers(astray.to_vec());
    Err(Complaint::new(format!(
        "You looked at {place:.6}: coordinates other than {i} have moved too, so this is no partial slope."
    )))
}

fn mistakes(exercise: Exercise) -> Exercise {
    type Point = DVector<f64>;
    exercise
        .mistake(
            "divided by h",
            |f: ManyVariables, x: Point, i: usize, h: f64| (i < x.len()).then(|| 2.0 * central(&f, &x, i, h)),
            "Exactly double: how far apart are your two samples?",
        )
        .mistake(
            "looked forward only",
            |f: ManyVariables, x: Point, i: usize, h: f64| {
                (i < x.len()).then(|| (f.at(&nudged(&x, i, h)) - f.at(&x)) / h)
            },
            "Biased to one side: look to both sides of x along coordinate i.",
        )
        .mistake(
            "moved all coordinates",
            |f: ManyVariables, x: Point, i: usize, h: f64| {
                (i < x.len()).then(|| (f.at(&x.add_scalar(h)) - f.at(&x.add_scalar(-h))) / (2.0 * h))
            },
            "A partial slope moves one coordinate: you moved every input at once.",
        )
        .mistake(
            "always moved the first coordinate",
            |f: ManyVariables, x: Point, i: usize, h: f64| (i < x.len()).then(|| central(&f, &x, 0, h)),
            "Your answer does not depend on i: which coordinate do you nudge?",
        )
        .mistake(
            "counted from one",
            |f: ManyVariables, x: Point, i: usize, h: f64| {
                (i < x.len()).then(|| central(&f, &x, i.saturating_sub(1), h))
            },
            "You nudge the coordinate before the one that was asked for: the first one has the index 0.",
        )
        .mistake(
            "never said None",
            |f: ManyVariables, x: Point, i: usize, h: f64| Some(if i < x.len() { central(&f, &x, i, h) } else { 0.0 }),
            "What is the slope along a coordinate that does not exist? It is not 0: there is none.",
        )
        .mistake(
            "ran past the end",
            |f: ManyVariables, x: Point, i: usize, h: f64| Some(central(&f, &x, i, h)),
            "When i is no index of x there is nothing to nudge: ask before you reach into the vector.",
        )
        .mistake(
            "left out the last coordinate",
            |f: ManyVariables, x: Point, i: usize, h: f64| (i + 1 < x.len()).then(|| central(&f, &x, i, h)),
            "You answer None for the last coordinate, and it does exist: check the comparison.",
        )
        .mistake(
            "let in one index too many",
            |f: ManyVariables, x: Point, i: usize, h: f64| (i <= x.len()).then(|| central(&f, &x, i, h)),
            "The indices of n coordinates run from 0 to n − 1: check the comparison.",
        )
        .mistake(
            "nudged back only halfway",
            |f: ManyVariables, mut x: Point, i: usize, h: f64| {
                (i < x.len()).then(|| {
                    x[i] += h;
                    let ahead = f.at(&x);
                    x[i] -= h;
                    (ahead - f.at(&x)) / (2.0 * h)
                })
            },
            "After the first sample you take h away once: where are you then, and where should the second sample lie?",
        )
        .mistake(
            "forgot to divide",
            |f: ManyVariables, x: Point, i: usize, h: f64| (i < x.len()).then(|| 2.0 * h * central(&f, &x, i, h)),
            "That is the rise. A slope is rise over run.",
        )
        .mistake(
            "scaled instead of shifted",
            |f: ManyVariables, x: Point, i: usize, h: f64| {
                (i < x.len()).then(|| {
                    let step = h * x[i];
                    (f.at(&nudged(&x, i, step)) - f.at(&nudged(&x, i, -step))) / (2.0 * h)
                })
            },
            "Your step grows with xᵢ and vanishes where xᵢ is 0: h is added to the coordinate, not multiplied with it.",
        )
        .mistake(
            "put in a step of its own",
            |f: ManyVariables, x: Point, i: usize, _h: f64| (i < x.len()).then(|| central(&f, &x, i, 1e-5)),
            "Your answer is the same for every h: the step is given, and it may be large.",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    type Point = DVector<f64>;
    exercise
        .variant("one copy, moved there and back", |f: ManyVariables, mut x: Point, i: usize, h: f64| {
            let middle = *x.get(i)?;
            x[i] = middle + h;
            let ahead = f.at(&x);
            x[i] = middle - h;
            Some((ahead - f.at(&x)) / (2.0 * h))
        })
        .variant("a unit vector", |f: ManyVariables, x: Point, i: usize, h: f64| {
            let step = DVector::from_fn(x.len(), |j, _| if j == i { h } else { 0.0 });
            (i < x.len()).then(|| (f.at(&(&x + &step)) - f.at(&(&x - &step))) / (2.0 * h))
        })
        .variant("mean of both sides", |f: ManyVariables, x: Point, i: usize, h: f64| {
            x.get(i)?;
            let here = f.at(&x);
            let slope = |h: f64| (f.at(&nudged(&x, i, h)) - here) / h;
            Some(0.5 * (slope(h) + slope(-h)))
        })
}

/// Where the learner's function looked, on the contours of the function that it was given.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = Field::bowl(1.0, 4.0);
    let (x, y) = (Axis::new("x₀", 0.0, 4.0), Axis::new("x₁", -0.5, 2.5));
    let levels = [1.0, 2.0, 4.0, 12.0, 16.0, 24.0, 32.0];
    let at = DVector::from_vec(vec![2.0, 1.0]);
    let mut astray = 0;
    let panels = [0_usize, 1].map(|i| {
        let map = Layer::map(&x, &y, (81, 61), &levels, |x, y| f.value(&[x, y]));
        let answer = sketch.answer((f.clone(), at.clone(), i, 0.6));
        let looks = answer.map(|answer| answer.looks.kept).unwrap_or_default();
        let points: Vec<(f64, f64)> =
            looks.iter().filter_map(|look| Some((*look.at.first()?, *look.at.get(1)?))).collect();
        astray += points.iter().filter(|(a, b)| if i == 0 { *b != 1.0 } else { *a != 2.0 }).count();
        let axis = if i == 0 { [(0.0, 1.0), (4.0, 1.0)] } else { [(2.0, -0.5), (2.0, 2.5)] };
        Panel::new(x.clone(), y.clone())
            .heading(format!("Asked for the slope along x{}", if i == 0 { "₀" } else { "₁" }))
            .equal()
            .layer(map)
            .layer(Layer::line(Role::Truth, "the line to stay on", axis))
            .layer(Layer::points(Role::Given, Mark::Ring, "the point", [(2.0, 1.0)]))
            .layer(Layer::points(Role::Learner, Mark::Dot, "where you looked", points))
    });
    let title = match (sketch.is_right(), astray) {
        (true, _) => "You looked to both sides along one coordinate, and nowhere else".to_owned(),
        (false, 0) => "You stayed on the line; what you made of the heights is not the slope".to_owned(),
        (false, count) => format!("You left the line of the coordinate that was asked for, at {count} of your looks"),
    };
    panels.into_iter().fold(Figure::new(title), Figure::panel)
}
