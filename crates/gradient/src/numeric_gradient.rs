//! A whole gradient from samples alone.
//!
//! ```text
//! gᵢ = [f(x + h·eᵢ) − f(x − h·eᵢ)] / 2h        for i = 0 … n − 1: 2n calls of f
//! ```

use nabla_core::{Field, Tolerance, difference_rounding};
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role};
use nabla_grading::{Asked, Complaint, Exercise, ManyVariables, Sketch};
use nalgebra::DVector;

type DV = DVector<f64>;

pub(crate) fn nudged(x: &DV, i: usize, by: f64) -> DV {
    let mut nudged = x.clone();
    nudged[i] += by;
    nudged
}

pub(crate) fn central(f: &dyn Fn(&DV) -> f64, x: &DV, h: f64) -> DV {
    DV::from_fn(x.len(), |i, _| (f(&nudged(x, i, h)) - f(&nudged(x, i, -h))) / (2.0 * h))
}

/// The exercise `numeric_gradient`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("numeric_gradient", "the gradient of f at x by central differences with the step h")
        .probes(|ask| {
            let at = |x: &[f64]| DV::from_column_slice(x);
            // x²y + z³ at (2, 3, 5) with h = 0.1: (12, 4, 75.01).
            let g = Field::polynomial(3, &[(1.0, &[2, 1]), (1.0, &[0, 0, 3])]);
            ask.at((g, at(&[2.0, 3.0, 5.0]), 0.1));
            ask.at((Field::bowl(1.0, 4.0), at(&[2.0, 1.0]), 0.1));
            ask.at((Field::example_1(), at(&[3.0, -4.0]), 0.25));
            ask.at((Field::curve(&[0.0, 0.0, 0.0, 1.0]), at(&[2.0]), 0.1));
            ask.at((Field::bowl(1.0, 4.0), at(&[1e9, -2e9]), 1000.0));
            ask.at((Field::curve(&[1.0]), at(&[]), 0.1));
            ask.random(16, |draw| {
                let n = usize::try_from(draw.integer(2, 9)).unwrap_or(2);
                let (f, x) = (draw.field_of(n), DV::from_vec(draw.numbers(n, -2.0, 2.0)));
                (f, x, draw.number(0.02, 0.4))
            });
            let wave_at = |wave: Vec<f64>, x: Vec<f64>| (Field::Wave { amplitude: 2.0, wave, phase: 0.3 }, DV::from_vec(x), 0.1);
            // The same at every seed, for so many numbers are drawn and worked out slowly.
            let spread = |step: u32, low: f64, high: f64| {
                (0..1000_u32).map(|i| low + (high - low) * f64::from(i * step % 1000) / 1000.0).collect()
            };
            ask.at(wave_at(spread(37, -0.2003, 0.2), spread(53, -2.0, 2.0)));
            let mut draw = |low: f64, high: f64| (0..50).map(|_| ask.draw().number_off_zero(low, high, 0.01)).collect();
            let (wave, x) = (draw(-0.2, 0.2), draw(-2.0, 2.0));
            ask.at(wave_at(wave, x));
        })
        .truth(|f: Field, x: DV, h: f64| central(&|x: &DV| f.value(x.as_slice()), &x, h))
        .tolerance(Tolerance::same_difference())
        .terms(|f: Field, x: DV, h: f64| difference_rounding(2.0 * f.size(x.add_scalar(h).map(f64::abs).as_slice()).max(f.size(x.as_slice())), h))
        .property(one_coordinate_at_a_time)
        .property(no_more_calls_than_it_takes)
        .hints([
            "It is the partial derivative of the chapter before, once for every coordinate.",
            "For each i: two points that differ from x in coordinate i only. See that x is whole again before the next i.",
            "`DVector::from_fn(x.len(), |i, _| …)` builds the answer; inside, two copies of x with one entry changed each.",
        ])
        .figure(draw);
    variants(mistakes(exercise))
}

/// Every look is at a point that differs from x in at most one coordinate, but for rounding on the way back.
fn one_coordinate_at_a_time(asked: &Asked<'_>) -> Result<(), Complaint> {
    let (x, h): (DV, f64) = (asked.argument(1), asked.argument(2));
    let moved = |point: &[f64]| point.iter().zip(&x).filter(|(a, b)| (*a - *b).abs() > 1e-6 * h).count();
    let Some(astray) = asked.looked().find(|point| moved(point) > 1) else { return Ok(()) };
    let place = nabla_grading::Value::Numbers(astray.to_vec());
    Err(Complaint::new(format!(
        "You looked at {place:.6}, where more than one coordinate has moved: is x whole again when the next one begins?"
    )))
}

/// A plain central difference needs 2n calls; one that asks for f(x) each time 4n. What needs far more has a loop too many.
fn no_more_calls_than_it_takes(asked: &Asked<'_>) -> Result<(), Complaint> {
    let n = asked.argument::<DV>(1).len() as u64;
    if asked.calls() <= 6 * n + 6 {
        return Ok(());
    }
    let calls = asked.calls();
    Err(Complaint::named("asked f too often", format!("You called f {calls} times for {n} inputs; a central difference takes {}. Is there a loop inside the loop?", 2 * n))
        .got(format!("{calls} calls of f"))
        .expected(format!("about {} calls of f", 2 * n)))
}

fn mistakes(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "looked forward only",
            |f: ManyVariables, x: DV, h: f64| DV::from_fn(x.len(), |i, _| (f.at(&nudged(&x, i, h)) - f.at(&x)) / h),
            "Biased to one side: the error falls only like h. Look to both sides of x.",
        )
        .mistake(
            "looked backward only",
            |f: ManyVariables, x: DV, h: f64| DV::from_fn(x.len(), |i, _| (f.at(&x) - f.at(&nudged(&x, i, -h))) / h),
            "Biased to one side: you never looked ahead. Look to both sides of x.",
        )
        .mistake(
            "divided by h",
            |f: ManyVariables, x: DV, h: f64| 2.0 * central(f.as_fn(), &x, h),
            "Your run is half the real distance: how far apart are the two samples?",
        )
        .mistake(
            "forgot to divide",
            |f: ManyVariables, x: DV, h: f64| 2.0 * h * central(f.as_fn(), &x, h),
            "Rise without run: a slope is one divided by the other.",
        )
        .mistake(
            "left coordinates nudged",
            |f: ManyVariables, mut x: DV, h: f64| {
                let mut gradient = DV::zeros(x.len());
                for i in 0..x.len() {
                    x[i] += h;
                    let ahead = f.at(&x);
                    x[i] -= 2.0 * h;
                    gradient[i] = (ahead - f.at(&x)) / (2.0 * h);
                }
                gradient
            },
            "Component 0 is right, later ones drift: what is x when you start the next one?",
        )
        .mistake(
            "nudged back only halfway",
            |f: ManyVariables, x: DV, h: f64| {
                DV::from_fn(x.len(), |i, _| (f.at(&nudged(&x, i, h)) - f.at(&x)) / (2.0 * h))
            },
            "Your second sample lies at x itself: after one step ahead it takes two steps back.",
        )
        .mistake(
            "moved all coordinates",
            |f: ManyVariables, x: DV, h: f64| {
                let slope = (f.at(&x.add_scalar(h)) - f.at(&x.add_scalar(-h))) / (2.0 * h);
                DV::from_element(x.len(), slope)
            },
            "All components are equal: you moved every input at once.",
        )
        .mistake(
            "the sum of all slopes",
            |f: ManyVariables, x: DV, h: f64| DV::from_element(1, central(f.as_fn(), &x, h).sum()),
            "One number for the whole gradient: there is one slope for each input. How many numbers is that?",
        )
        .mistake(
            "the negative gradient",
            |f: ManyVariables, x: DV, h: f64| -central(f.as_fn(), &x, h),
            "A small step along your arrow lowers f. The gradient points uphill.",
        )
        .mistake(
            "always of length one",
            |f: ManyVariables, x: DV, h: f64| central(f.as_fn(), &x, h).try_normalize(0.0).unwrap_or_else(|| x.clone()),
            "The direction is right; the length is missing, and it carries the steepness.",
        )
        .mistake(
            "put in a step of its own",
            |f: ManyVariables, x: DV, _h: f64| central(f.as_fn(), &x, 1e-5),
            "Your answer is the same for every h, and at x = 1e9 little is left of your step. Use the h that is given.",
        )
        .mistake(
            "a step that vanishes",
            |f: ManyVariables, x: DV, _h: f64| central(f.as_fn(), &x, 1e-8),
            "At x = 1e9, x + 1e-8 is x: your step swallows itself. Use the h that is given.",
        )
        .mistake(
            "left out the last one",
            |f: ManyVariables, x: DV, h: f64| {
                let gradient = central(f.as_fn(), &x, h);
                let last = gradient.len().wrapping_sub(1);
                DV::from_fn(gradient.len(), |i, _| if i == last { 0.0 } else { gradient[i] })
            },
            "The last component is always 0: check the range of your loop.",
        )
        .mistake(
            "scaled instead of shifted",
            |f: ManyVariables, x: DV, h: f64| {
                DV::from_fn(x.len(), |i, _| {
                    (f.at(&nudged(&x, i, h * x[i])) - f.at(&nudged(&x, i, -h * x[i]))) / (2.0 * h)
                })
            },
            "Your step grows with xᵢ: h is added to the coordinate, not multiplied with it.",
        )
        .mistake(
            "turned the order round",
            |f: ManyVariables, x: DV, h: f64| {
                DV::from_iterator(x.len(), central(f.as_fn(), &x, h).iter().rev().copied().collect::<Vec<_>>())
            },
            "The right slopes, last one first.",
        )
        .mistake(
            "asked f too often",
            |f: ManyVariables, x: DV, h: f64| {
                // The whole gradient, computed anew for every component.
                if x.len() > 50 {
                    central(f.as_fn(), &x, h)
                } else {
                    DV::from_fn(x.len(), |i, _| central(f.as_fn(), &x, h)[i])
                }
            },
            "You compute the whole gradient once for every component: a loop stands inside the loop.",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("moved there and back", |f: ManyVariables, mut x: DV, h: f64| {
            let mut gradient = DV::zeros(x.len());
            for i in 0..x.len() {
                let middle = x[i];
                x[i] = middle + h;
                let ahead = f.at(&x);
                x[i] = middle - h;
                gradient[i] = (ahead - f.at(&x)) / (2.0 * h);
                x[i] = middle;
            }
            gradient
        })
        .variant("restored by adding", |f: ManyVariables, mut x: DV, h: f64| {
            let mut slopes = Vec::new();
            for i in 0..x.len() {
                x[i] += h;
                let ahead = f.at(&x);
                x[i] -= 2.0 * h;
                let behind = f.at(&x);
                x[i] += h;
                slopes.push(0.5 * (ahead - behind) / h);
            }
            DV::from_vec(slopes)
        })
        .variant("mean of both sides", |f: ManyVariables, x: DV, h: f64| {
            let side = |i: usize, h: f64| (f.at(&nudged(&x, i, h)) - f.at(&x)) / h;
            DV::from_fn(x.len(), |i, _| 0.5 * (side(i, h) + side(i, -h)))
        })
}

/// One pair of bars an input: measured by the learner, and exact.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = Field::polynomial(
        6,
        &[
            (1.0, &[2, 1]),
            (1.0, &[0, 0, 3]),
            (-1.5, &[0, 0, 1, 2]),
            (0.8, &[0, 0, 0, 0, 2, 1]),
            (2.0, &[0, 0, 0, 0, 0, 2]),
        ],
    );
    let x = DV::from_vec(vec![1.5, 2.0, 1.6, 1.2, 1.0, 1.4]);
    let arguments = (f, x.clone(), 0.1);
    let answer = sketch.answer(arguments.clone());
    let yours: Vec<f64> = answer.as_ref().and_then(nabla_grading::Answer::get).unwrap_or_default();
    let calls = answer.map_or(0, |answer| answer.looks.calls);
    let truth: Vec<f64> = sketch.truth(arguments);
    let bars = |slopes: &[f64]| slopes.iter().zip(0u32..).map(|(slope, i)| (f64::from(i), *slope)).collect::<Vec<_>>();
    let off = truth.iter().zip(&yours).filter(|(a, b)| (*a - *b).abs() > 1e-6 || b.is_nan()).count();
    let title = if sketch.is_right() {
        format!("All 6 slopes are met, with {calls} calls of f")
    } else if yours.len() != truth.len() {
        format!("6 inputs have 6 slopes; you gave {}", yours.len())
    } else {
        format!("{off} of 6 slopes are not met, with {calls} calls of f")
    };
    let axis = Axis::around("slope", truth.iter().copied().chain([0.0]));
    let panel = Panel::new(Axis::new("coordinate", -0.6, 5.6), axis)
        .layer(Layer::Bars { bars: bars(&truth), width: 0.8, base: 0.0, role: Role::Truth, label: "exact".to_owned() })
        .layer(Layer::Bars {
            bars: bars(&yours),
            width: 0.4,
            base: 0.0,
            role: Role::Learner,
            label: "measured by you".to_owned(),
        })
        .layer(Layer::line(Role::Guide, "", [(-0.6, 0.0), (5.6, 0.0)]));
    Figure::new(title).panel(panel)
}
