//! A gradient as long as you like: a chain in which every link pulls at its neighbours.
//!
//! ```text
//! f(x) = Σ xᵢ² + Σ xᵢ·xᵢ₊₁        ∂f/∂xᵢ = 2xᵢ + xᵢ₋₁ + xᵢ₊₁, without the neighbour that an end does not have
//! ```

use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role};
use nabla_grading::{Exercise, Sketch};
use nalgebra::DVector;

type DV = DVector<f64>;

fn neighbour(x: &DV, i: usize, step: isize) -> f64 {
    i.checked_add_signed(step).and_then(|j| x.get(j)).copied().unwrap_or(0.0)
}

fn slopes(x: &DV, slope: impl Fn(f64, f64, f64) -> f64) -> DV {
    DV::from_fn(x.len(), |i, _| slope(neighbour(x, i, -1), x[i], neighbour(x, i, 1)))
}

/// The exercise `chain_gradient`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("chain_gradient", "all slopes of f(x) = Σ xᵢ² + Σ xᵢ·xᵢ₊₁, for any number of inputs")
        .probes(|ask| {
            for x in [vec![3.0], vec![2.0, 5.0], vec![3.0, 4.0, -2.0], vec![2.0, 7.0, -3.0, 5.0], vec![]] {
                ask.at((DV::from_vec(x),));
            }
            ask.random(16, |draw| {
                let n = usize::try_from(draw.integer(1, 12)).unwrap_or(1);
                (DV::from_vec((0..n).map(|_| draw.number_off_zero(-9.0, 9.0, 0.1)).collect()),)
            });
            let long = ask.draw().numbers(1000, -3.0, 3.0);
            ask.at((DV::from_vec(long),));
        })
        // f is a quadratic form, so its gradient is the product with a matrix: 2 on the diagonal, 1 beside it.
        .truth(|x: DV| -> DV {
            let n = x.len();
            let mut gradient = 2.0 * &x;
            for i in 1..n {
                gradient[i] += x[i - 1];
                gradient[i - 1] += x[i];
            }
            gradient
        })
        .terms(|x: DV| 4.0 * x.iter().fold(0.0_f64, |size, x| size.max(x.abs())))
        .variant("index by index", |x: DV| slopes(&x, |left, own, right| left + 2.0 * own + right))
        .variant("padded with zeros", |x: DV| -> DV {
            let mut padded = vec![0.0];
            padded.extend(x.iter());
            padded.push(0.0);
            DV::from_iterator(x.len(), padded.windows(3).map(|w| w[0] + 2.0 * w[1] + w[2]))
        })
        .variant("pair by pair", |x: DV| -> DV {
            // xᵢ² + xᵢxᵢ₊₁ + … regrouped: each pair gives (xᵢ + xᵢ₊₁) to both of its ends, the ends get their own once more.
            let mut gradient = DV::zeros(x.len());
            for i in 1..x.len() {
                let pair = x[i - 1] + x[i];
                gradient[i - 1] += pair;
                gradient[i] += pair;
            }
            match x.len() {
                0 => {}
                1 => gradient[0] = 2.0 * x[0],
                n => {
                    gradient[0] += x[0];
                    gradient[n - 1] += x[n - 1];
                }
            }
            gradient
        })
        .hints([
            "Write the sum out for three inputs and mark every place at which x₁, the middle one, stands.",
            "xᵢ stands in xᵢ², in xᵢ₋₁·xᵢ and in xᵢ·xᵢ₊₁. The first and the last one have one neighbour only.",
            "2xᵢ plus the left neighbour if there is one plus the right neighbour if there is one; `x.get(i + 1)` is None at the end.",
        ])
        .figure(draw);
    mistakes(exercise)
}

fn mistakes(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "forgot the left neighbour",
            |x: DV| slopes(&x, |_, own, right| 2.0 * own + right),
            "xᵢ also stands in xᵢ₋₁·xᵢ: each link pulls at both of its neighbours.",
        )
        .mistake(
            "forgot the right neighbour",
            |x: DV| slopes(&x, |left, own, _| 2.0 * own + left),
            "xᵢ also stands in xᵢ·xᵢ₊₁: each link pulls at both of its neighbours.",
        )
        .mistake(
            "forgot both neighbours",
            |x: DV| slopes(&x, |_, own, _| 2.0 * own),
            "The products have left no trace in your answer. Does f change through xᵢ·xᵢ₊₁ when xᵢ moves?",
        )
        .mistake(
            "forgot the squares",
            |x: DV| slopes(&x, |left, _, right| left + right),
            "The squares have left no trace in your answer.",
        )
        .mistake(
            "forgot the power rule",
            |x: DV| slopes(&x, |left, own, right| left + own + right),
            "What is the derivative of xᵢ²?",
        )
        .mistake(
            "kept the squares",
            |x: DV| slopes(&x, |left, own, right| left + own * own + right),
            "A square is still there: should a slope grow like xᵢ²?",
        )
        .mistake(
            "counted neighbours twice",
            |x: DV| slopes(&x, |left, own, right| 2.0 * (left + own + right)),
            "Each product stands in the sum once: is a neighbour worth its own value or twice that?",
        )
        .mistake(
            "subtracted the neighbours",
            |x: DV| slopes(&x, |left, own, right| 2.0 * own - left - right),
            "The products are added in f, and so are their slopes.",
        )
        .mistake(
            "closed the chain to a ring",
            |x: DV| {
                let n = x.len();
                DV::from_fn(n, |i, _| 2.0 * x[i] + x[(i + n - 1) % n] + x[(i + 1) % n])
            },
            "Your first and last link hold each other: this chain is open, its ends have one neighbour each.",
        )
        .mistake(
            "left the ends at zero",
            |x: DV| {
                let n = x.len();
                DV::from_fn(n, |i, _| if i == 0 || i + 1 == n { 0.0 } else { x[i - 1] + 2.0 * x[i] + x[i + 1] })
            },
            "The inside is right. The ends have slopes too, with one neighbour less.",
        )
        .mistake(
            "forgot the neighbours of the ends",
            |x: DV| {
                let n = x.len();
                DV::from_fn(n, |i, _| if i == 0 || i + 1 == n { 2.0 * x[i] } else { x[i - 1] + 2.0 * x[i] + x[i + 1] })
            },
            "The inside is right. An end has no neighbour on one side, but it has one on the other.",
        )
        .mistake(
            "ran past the end",
            |x: DV| DV::from_fn(x.len(), |i, _| 2.0 * x[i] + if i > 0 { x[i - 1] } else { 0.0 } + x[i + 1]),
            "The last link has no right neighbour: ask before you reach for it.",
        )
        .mistake(
            "gave the terms of f",
            |x: DV| slopes(&x, |_, own, right| own * own + own * right),
            "These are the terms that add up to f, one an input; a slope is how each input changes the sum.",
        )
}

/// One stem an input: the learner's slopes over the true ones.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let x = DV::from_fn(24, |i, _| (0.45 * i as f64).sin() + 1.2);
    let yours: Vec<f64> = sketch.value((x.clone(),)).unwrap_or_default();
    let truth: Vec<f64> = sketch.truth((x,));
    let stems = |slopes: &[f64]| slopes.iter().enumerate().map(|(i, slope)| (i as f64, *slope)).collect::<Vec<_>>();
    let off = yours.iter().zip(&truth).enumerate().filter(|(_, (a, b))| (*a - *b).abs() > 1e-9 || a.is_nan());
    let off: Vec<usize> = off.map(|(i, _)| i).collect();
    let title = match off[..] {
        _ if yours.len() != truth.len() => format!("24 inputs have 24 slopes; you gave {}", yours.len()),
        [] if sketch.is_right() => "Every link has its slope, the two ends included".to_owned(),
        [] => "Right for this chain of 24, but not for every chain".to_owned(),
        [0, 23] => "The inside is right; only the two ends differ".to_owned(),
        [23] | [0] => "Only one end differs".to_owned(),
        _ => format!("{} of 24 slopes differ", off.len()),
    };
    let highest = truth.iter().copied().fold(0.0, f64::max);
    let panel = Panel::new(Axis::new("input i", -1.0, 24.0), Axis::new("slope", -0.1 * highest, 1.25 * highest))
        .layer(Layer::Bars {
            bars: stems(&truth),
            width: 0.7,
            base: 0.0,
            role: Role::Truth,
            label: "true slopes".to_owned(),
        })
        .layer(Layer::Stems { stems: stems(&yours), base: 0.0, role: Role::Learner, label: "your slopes".to_owned() });
    Figure::new(title).panel(panel)
}
