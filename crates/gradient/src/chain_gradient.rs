//! A gradient as long as you like: a chain in which every link pulls at its neighbours.
//!
//! ```text
//! f(x) = Σ xᵢ² + Σ xᵢ·xᵢ₊₁        ∂f/∂xᵢ = 2xᵢ + xᵢ₋₁ + xᵢ₊₁, without the neighbour that an end does not have
//! ```
//!
//! Two inputs are two ends: (2, 5) gives (9, 12). From three on there is a middle with two neighbours, and (3, 4, −2)
//! gives (10, 9, 0). All inputs differ, so that a neighbour from the wrong side, or a chain closed to a ring, shows.

use crate::{Table, bounded};
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, Settings};
use nabla_grading::{Clause, Exercise, Sketch, Term, list, term};
use nalgebra::DVector;

type DV = DVector<f64>;

/// One input with its neighbours, 0 where there is none, and its place in the chain.
struct Link<'a> {
    left: f64,
    own: f64,
    right: f64,
    x: &'a [f64],
    i: usize,
}

impl Link<'_> {
    fn slope(&self) -> f64 {
        self.left + 2.0 * self.own + self.right
    }

    /// A number that counts at the first link, at the last one, at both.
    fn first(&self, number: f64) -> f64 {
        if self.i == 0 { number } else { 0.0 }
    }

    fn last(&self, number: f64) -> f64 {
        if self.i + 1 == self.x.len() { number } else { 0.0 }
    }

    fn ends(&self, number: f64) -> f64 {
        if self.x.len() == 1 { number } else { self.first(number) + self.last(number) }
    }
}

fn away(x: &[f64], i: usize, step: isize) -> f64 {
    i.checked_add_signed(step).and_then(|j| x.get(j)).copied().unwrap_or(0.0)
}

/// All slopes, each made of its link.
fn slopes(slope: fn(&Link<'_>) -> f64) -> impl Fn(Vec<f64>) -> Vec<f64> {
    move |x| {
        let link = |i| Link { left: away(&x, i, -1), own: x[i], right: away(&x, i, 1), x: &x, i };
        (0..x.len()).map(|i| slope(&link(i))).collect()
    }
}

/// The exercise `chain_gradient`.
pub(crate) fn exercise() -> Exercise {
    let says = "An input may be 0, tiny or huge: its slope is made of it in the same way.";
    let sizes = [[0.0, 3.0, 0.0, 0.0, -2.0], [3e-9, -2e-9, 5e-9, 7e-9, -4e-9], [4e7, -3e7, 5e7, 2e7, -6e7]]
        .into_iter()
        .fold(Clause::new("inputs of any size", says), |clause, x| clause.at((x.to_vec(),)));
    let exercise = Exercise::new("chain_gradient", "all slopes of f(x) = Σ xᵢ² + Σ xᵢ·xᵢ₊₁, for any number of inputs")
        .probes(|ask| {
            for x in [vec![2.0, 5.0], vec![3.0, 4.0, -2.0], vec![2.0, 7.0, -3.0, 5.0]] {
                ask.at((DV::from_vec(x),));
            }
            ask.random(24, |draw| {
                let n = usize::try_from(draw.integer(2, 12)).unwrap_or(2);
                (DV::from_fn(n, |_, _| draw.number_off_zero(-9.0, 9.0, 0.1)),)
            });
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
        .size(|x: DV| 4.0 * x.iter().fold(0.0_f64, |size, x| size.max(x.abs())))
        .parts([list("the slopes")])
        .terms(terms())
        .clause(
            // None of them is 0, which is asked below.
            Clause::any_length(&[0, 1, 2, 3, 10, 3000], |draw, n| {
                (DV::from_fn(n, |_, _| draw.number_off_zero(-3.0, 3.0, 0.1)),)
            })
            .called("any number of inputs, or none")
            .says("It should work for no inputs, for one input that is alone, for two, and for very many."),
        )
        .clause(bounded(sizes, 1e3, 1e-6))
        .variant("index by index", slopes(|k| k.left + 2.0 * k.own + k.right))
        .variant("padded with zeros", |x: Vec<f64>| -> Vec<f64> {
            let padded = [vec![0.0], x, vec![0.0]].concat();
            padded.windows(3).map(|w| w[0] + 2.0 * w[1] + w[2]).collect()
        })
        .hints([
            "Write the sum out for three inputs and mark every place at which x₁, the middle one, stands.",
            "xᵢ stands in xᵢ², in xᵢ₋₁·xᵢ and in xᵢ·xᵢ₊₁. The first and the last one have one neighbour only.",
            "2xᵢ plus the left neighbour if there is one plus the right neighbour if there is one; \
             `x.get(i + 1)` is None at the end.",
        ])
        .figure(draw);
    mistakes(exercise)
}

/// What a slope may be made of.
fn terms() -> Vec<Term> {
    type Part = fn(&Link<'_>) -> f64;
    let parts: [(&str, Part); 7] = [
        ("xᵢ", |k| k.own),
        ("xᵢ₋₁", |k| k.left),
        ("xᵢ₊₁", |k| k.right),
        ("xᵢ²", |k| k.own * k.own),
        ("xᵢ₋₁·xᵢ", |k| k.left * k.own),
        ("xᵢ·xᵢ₊₁", |k| k.own * k.right),
        ("1", |_| 1.0),
    ];
    parts.map(|(name, part)| term(name, slopes(part))).into()
}

const MISTAKES: Table<fn(&Link<'_>) -> f64, 18> = [
    ("forgot the left neighbour", |k| 2.0 * k.own + k.right, "xᵢ stands in xᵢ₋₁·xᵢ, too: each link pulls both ways."),
    ("forgot the right neighbour", |k| k.left + 2.0 * k.own, "xᵢ stands in xᵢ·xᵢ₊₁, too: each link pulls both ways."),
    ("forgot the power rule", |k| k.left + k.own + k.right, "What is the derivative of xᵢ²?"),
    ("kept xᵢ in the products", |k| k.own * (2.0 + k.left + k.right), "xᵢ₋₁·xᵢ is a line in xᵢ: what is its slope?"),
    ("multiplied the neighbours", |k| 2.0 * k.own + k.left * k.right, "Each of the two products leaves a summand."),
    ("gave the terms of f", |k| k.own * (k.own + k.right), "These add up to f: how does xᵢ change the sum?"),
    ("gave all terms with xᵢ", |k| k.own * (k.left + k.own + k.right), "How fast do these terms change with xᵢ?"),
    ("summed all inputs", |k| k.own + k.x.iter().sum::<f64>(), "In f each input meets its neighbours alone."),
    ("took the next but one", |k| away(k.x, k.i, -2) + 2.0 * k.own + away(k.x, k.i, 2), "They are two places away."),
    ("closed the chain to a ring", |k| k.slope() + k.first(tail(k)) + k.last(k.x[0]), "Its ends are free."),
    ("tied the first to the last", |k| k.slope() + k.first(tail(k)), "Nothing stands to the left of the first link."),
    ("tied the last to the first", |k| k.slope() + k.last(k.x[0]), "Nothing stands to the right of the last link."),
    ("left the ends at zero", |k| k.slope() - k.ends(k.slope()), "The ends have slopes too, with one neighbour less."),
    ("forgot the neighbours of the ends", |k| k.slope() - k.ends(k.left + k.right), "An end has one neighbour."),
    ("forgot the 2 at the ends", |k| k.slope() - k.ends(k.own), "At the ends, too, xᵢ² has a slope."),
    ("made ends their own neighbours", |k| k.slope() + k.ends(k.own), "A neighbour that is missing adds nothing."),
    ("forgot the first one's neighbour", |k| k.slope() - k.first(k.right), "Look at your first slope."),
    ("reached past an end", |k| k.x[k.i - 1] + 2.0 * k.own + k.x[k.i + 1], "An end has one neighbour: ask first."),
];

fn tail(link: &Link<'_>) -> f64 {
    link.x[link.x.len() - 1]
}

fn mistakes(exercise: Exercise) -> Exercise {
    MISTAKES
        .into_iter()
        .fold(exercise, |exercise, (name, slope, says)| exercise.mistake(name, slopes(slope), says))
        .mistake(
            "subtracted inside",
            slopes(|k| 2.0 * k.own + (2.0 * k.ends(1.0) - 1.0) * (k.left + k.right)),
            "Inside, too, products are added in f, and so are their slopes.",
        )
        .mistake(
            "began with the left neighbours one too late",
            slopes(|k| if k.i == 1 { 2.0 * k.own + k.right } else { k.left + 2.0 * k.own + k.right }),
            "The second input has a left neighbour, too, the first one: from which index on do you look to the left?",
        )
        .mistake(
            "ended with the right neighbours one too early",
            slopes(|k| if k.i + 2 == k.x.len() { k.left + 2.0 * k.own } else { k.left + 2.0 * k.own + k.right }),
            "The last input but one has a right neighbour, too: up to which index do you look to the right?",
        )
        .mistake(
            "added a slope for a neighbour",
            |x: Vec<f64>| {
                let mut slopes = slopes(|k| 2.0 * k.own + k.right)(x);
                (1..slopes.len()).for_each(|i| slopes[i] += slopes[i - 1]);
                slopes
            },
            "The left neighbour is an input; yours is the slope that was made for it.",
        )
}

/// The inputs, as many as was set, with one of them moved.
fn moved(sketch: &mut Sketch<'_>) -> DV {
    let inputs = |n: usize| DV::from_fn(n, |i, _| (0.45 * i as f64).sin() + 1.2);
    let n = sketch.count("n", "how many links the chain has", 24, 1..=60);
    let kick = sketch.slider("kick", "adds to the input in the middle: look which slopes move", 0.0, -3.0..=3.0);
    let mut x = inputs(n);
    x[n / 2] += kick;
    sketch.preset("one input moves: three slopes do", Settings::default().number("kick", 2.0));
    sketch.preset("two links, two ends", Settings::default().number("n", 2.0));
    sketch.preset("a chain of one", Settings::default().number("n", 1.0));
    let mut pulled = inputs(24);
    pulled[12] += 1.0;
    let slopes: Vec<Option<Vec<f64>>> = sketch.values([(inputs(24),), (pulled,)]);
    let changed = match &slopes[..] {
        [Some(before), Some(after)] => before.iter().zip(after).filter(|(a, b)| a != b).count(),
        _ => 0,
    };
    sketch.predict(
        "f(x) = Σ xᵢ² + Σ xᵢ·xᵢ₊₁ with 24 inputs. One input in the middle grows: how many of the 24 slopes change?",
        format!("{changed} of yours do"),
    );
    x
}

/// One stem an input: the learner's slopes over the true ones.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let x = moved(sketch);
    let n = x.len();
    let yours: Vec<f64> = sketch.value((x.clone(),)).unwrap_or_default();
    let truth: Vec<f64> = sketch.truth((x,));
    let stems = |slopes: &[f64]| slopes.iter().enumerate().map(|(i, slope)| (i as f64, *slope)).collect::<Vec<_>>();
    let off = yours.iter().zip(&truth).enumerate().filter(|(_, (a, b))| (*a - *b).abs() > 1e-9 || a.is_nan());
    let off: Vec<usize> = off.map(|(i, _)| i).collect();
    let title = match off[..] {
        _ if yours.len() != truth.len() => format!("{n} inputs have {n} slopes; you gave {}", yours.len()),
        [] if sketch.is_right() => "Every link has its slope, the two ends included".to_owned(),
        [] => format!("Right for this chain of {n}, but not for every chain"),
        [0, last] if last + 1 == n => "The inside is right; only the two ends differ".to_owned(),
        [end] if end == 0 || end + 1 == n => "Only one end differs".to_owned(),
        _ => format!("{} of {n} slopes differ", off.len()),
    };
    // Of a list that goes on and on, the beginning is enough.
    let seen = &yours[..yours.len().min(n + 9)];
    let label = "true slopes".to_owned();
    let bars = Layer::Bars { bars: stems(&truth), width: 0.7, base: 0.0, role: Role::Truth, label };
    let highest = truth.iter().copied().fold(1.0, f64::max);
    let lowest = truth.iter().copied().fold(-0.08 * highest, f64::min);
    let panel = Panel::new(Axis::whole("input i", 0, n as u32 - 1), Axis::new("slope", 1.25 * lowest, 1.25 * highest))
        .layer(bars)
        .layer(Layer::Stems { stems: stems(seen), base: 0.0, role: Role::Learner, label: "your slopes".to_owned() });
    Figure::new(title).panel(panel)
}
