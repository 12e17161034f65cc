//! Sum, difference, product and quotient of numbers that carry their slopes.
//!
//! ```text
//! (x + pε) + (y + qε),  −,  ·,  /        slopes: p + q,  p − q,  py + xq,  (py − xq)/y²
//! ```
//!
//! (3, slope 2) and (4, slope 5) tell all mistakes apart; with slopes 1 and 0, or with a = b, half of them hide.

mod mistakes;

use crate::complex_step::{moving, seen};
use crate::graph::near;
use nabla_core::Dual;
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, Settings};
use nabla_grading::{Exercise, Sketch, Term, other, term};

/// The four results.
const PARTS: [&str; 4] = ["a + b", "a − b", "a · b", "a / b"];

/// Of the values x, y and the slopes p, q: what stands in one result.
type One = fn(x: f64, p: f64, y: f64, q: f64) -> (f64, f64);

fn at(value: f64, slope: f64) -> Dual {
    Dual { value, slope }
}

fn of(one: One) -> impl Fn(Dual, Dual) -> Dual {
    move |a, b| {
        let (value, slope) = one(a.value, a.slope, b.value, b.slope);
        at(value, slope)
    }
}

fn truth(a: Dual, b: Dual) -> [Dual; 4] {
    let (a, b) = (moving(a), moving(b));
    [a + b, a - b, a * b, a / b].map(seen)
}

/// The exercise `dual_arithmetic`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("dual_arithmetic", "a + b, a − b, a · b and a / b of numbers that carry their slopes")
        .probes(|ask| {
            ask.at((at(3.0, 2.0), at(4.0, 5.0)));
            ask.at((at(-1.5, 0.5), at(2.0, -3.0)));
            ask.at((at(0.5, 1.0), at(-0.25, 4.0)));
            // A number that does not move, and one that stands at 0.
            ask.at((at(3.0, 0.0), at(4.0, 5.0)));
            ask.at((at(3.0, 2.0), at(4.0, 0.0)));
            ask.at((at(0.0, 2.0), at(4.0, 5.0)));
            ask.random(24, |draw| {
                let mut number = || draw.number_off_zero(-5.0, 5.0, 0.2);
                (at(number(), number()), at(number(), number()))
            });
        })
        .truth(truth)
        .size(|a: Dual, b: Dual| {
            let (x, p, y, q) = (a.value.abs(), a.slope.abs(), b.value.abs(), b.slope.abs());
            x + y + p + q + x * y + p * y + x * q + (x + p) / y + x * q / (y * y)
        })
        .parts(PARTS.map(other))
        .hints([
            "a is the width of a rectangle and b its height. Both grow a little: which strips are added to the area?",
            "For the quotient z = a/b read z·b = a, and take the slopes of both sides by the rule for a product.",
            "With a = (x, p) and b = (y, q) the quotient z moves at (p − z·q)/y; the product at p·y + x·q.",
        ])
        .figure(draw);
    let exercise =
        PARTS.into_iter().zip(terms()).fold(exercise, |exercise, (part, terms)| exercise.terms_in(part, terms));
    let exercise = mistakes::mistakes(exercise);
    exercise
        .variant("reciprocal, then product", |a: Dual, b: Dual| {
            let inverse = at(1.0 / b.value, -b.slope / (b.value * b.value));
            let times = |a: Dual, b: Dual| at(a.value * b.value, a.slope * b.value + a.value * b.slope);
            [
                at(a.value + b.value, a.slope + b.slope),
                at(a.value - b.value, a.slope - b.slope),
                times(a, b),
                times(a, inverse),
            ]
        })
        .variant("the quotient from the product", |a: Dual, b: Dual| {
            let z = a.value / b.value;
            let negative = at(-b.value, -b.slope);
            let plus = |a: Dual, b: Dual| at(a.value + b.value, a.slope + b.slope);
            let product = at(a.value * b.value, a.value.mul_add(b.slope, b.value * a.slope));
            [plus(a, b), plus(a, negative), product, at(z, (a.slope - z * b.slope) / b.value)]
        })
}

/// What the value and the slope of each result may be made of.
fn terms() -> [Vec<Term>; 4] {
    let make = |list: &[(&'static str, One)]| list.iter().map(|(name, one)| term(*name, of(*one))).collect();
    let values: [(&str, One); 2] =
        [("a in the value", |x, _, _, _| (x, 0.0)), ("b in the value", |_, _, y, _| (y, 0.0))];
    let plain: Vec<(&str, One)> = [
        ("p in the slope", (|_, p, _, _| (0.0, p)) as One),
        ("q in the slope", |_, _, _, q| (0.0, q)),
        ("pq in the slope", |_, p, _, q| (0.0, p * q)),
    ]
    .into_iter()
    .chain(values)
    .collect();
    let product: [(&str, One); 6] = [
        ("ab in the value", |x, _, y, _| (x * y, 0.0)),
        ("py in the slope", |_, p, y, _| (0.0, p * y)),
        ("xq in the slope", |x, _, _, q| (0.0, x * q)),
        ("px in the slope", |x, p, _, _| (0.0, x * p)),
        ("qy in the slope", |_, _, y, q| (0.0, y * q)),
        ("pq in the slope", |_, p, _, q| (0.0, p * q)),
    ];
    let quotient: [(&str, One); 7] = [
        ("a/b in the value", |x, _, y, _| (x / y, 0.0)),
        ("p/y in the slope", |_, p, y, _| (0.0, p / y)),
        ("xq/y² in the slope", |x, _, y, q| (0.0, x * q / (y * y))),
        ("xq/y in the slope", |x, _, y, q| (0.0, x * q / y)),
        ("q/y in the slope", |_, _, y, q| (0.0, q / y)),
        ("p in the slope", |_, p, _, _| (0.0, p)),
        ("pq/y² in the slope", |_, p, y, q| (0.0, p * q / (y * y))),
    ];
    [make(&plain), make(&plain), make(&product), make(&quotient)]
}

/// Both numbers, with their slopes as they were moved.
fn moved(sketch: &mut Sketch<'_>) -> (Dual, Dual) {
    let a = sketch.slider("slope of a", "how fast a moves", 2.0, -3.0..=6.0);
    let b = sketch.slider("slope of b", "how fast b moves", 5.0, -4.0..=8.0);
    let both = |a: f64, b: f64| Settings::default().number("slope of a", a).number("slope of b", b);
    sketch.preset("b stands still: one strip", both(2.0, 0.0));
    sketch.preset("a shrinks while b grows", both(-3.0, 4.0));
    sketch.preset("both grow in proportion: the quotient stands still", both(3.0, 4.0));
    let all: Option<[Dual; 4]> = sketch.value((at(3.0, 2.0), at(4.0, 5.0)));
    let slope = all.map_or(f64::NAN, |all| all[2].slope);
    sketch.predict(
        "a is 3 and moves at 2, b is 4 and moves at 5. How fast does a·b move?",
        format!("by yours at {}", nabla_grading::number_text(slope, Some(3))),
    );
    (at(3.0, a), at(4.0, b))
}

/// The strips that the learner's product gains on each side, and all four slopes.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    const TIME: f64 = 0.2;
    let (a, b) = moved(sketch);
    let mut product = |a: Dual, b: Dual| sketch.value::<[Dual; 4]>((a, b)).map_or(f64::NAN, |all| all[2].slope * TIME);
    let strips = [product(a, at(b.value, 0.0)) / b.value, product(at(a.value, 0.0), b) / a.value];
    let right = [a.slope * TIME, b.slope * TIME];
    let block = |(left, low): (f64, f64), (wide, high): (f64, f64)| {
        vec![(left, low), (left + wide, low), (left + wide, low + high), (left, low + high)]
    };
    let area =
        |corners: Vec<(f64, f64)>, role: Role, label: &str| Layer::Area { corners, role, label: label.to_owned() };
    let outline = |mut corners: Vec<(f64, f64)>, label: &str| {
        corners.push(corners[0]);
        Layer::line(Role::Truth, label, corners)
    };
    let rectangle = Panel::new(Axis::new("a", 0.0, 4.4), Axis::new("b", 0.0, 5.8))
        .equal()
        .heading("what a·b gains while a moves, and b")
        .layer(area(block((0.0, 0.0), (a.value, b.value)), Role::Given, "a · b"))
        .layer(outline(block((a.value, 0.0), (right[0], b.value)), "what it gains"))
        .layer(outline(block((0.0, b.value), (a.value, right[1])), ""))
        .layer(area(block((a.value, 0.0), (strips[0], b.value)), Role::Learner, "by your slopes"))
        .layer(area(block((0.0, b.value), (a.value, strips[1])), Role::Learner, ""));
    let yours = sketch.value::<[Dual; 4]>((a, b)).map_or([f64::NAN; 4], |all| all.map(|dual| dual.slope));
    let slopes = truth(a, b).map(|dual| dual.slope);
    let bars = |heights: [f64; 4], width: f64, role: Role, label: &str| Layer::Bars {
        bars: (0..4_u32).map(f64::from).zip(heights).collect(),
        width,
        base: 0.0,
        role,
        label: label.to_owned(),
    };
    let lowest = slopes.iter().map(|slope| 1.15 * slope).fold(-11.0, f64::min);
    let highest = slopes.iter().map(|slope| 1.15 * slope).fold(27.0, f64::max);
    let text = |number: f64| nabla_grading::number_text(number, Some(2));
    let panel = Panel::new(Axis::named("result", PARTS), Axis::new("slope", lowest, highest))
        .heading(format!("the four slopes for (3, slope {}) and (4, slope {})", text(a.slope), text(b.slope)))
        .layer(bars(slopes, 0.8, Role::Truth, "right"))
        .layer(bars(yours, 0.4, Role::Learner, "yours"));
    let off = |index: usize| !near(yours[index], slopes[index]);
    let wrong: Vec<&str> = (0..4).filter(|index| off(*index)).map(|index| PARTS[index]).collect();
    let title = match wrong.as_slice() {
        _ if sketch.is_right() => "A product gains one strip on each side, and all four slopes are right".to_owned(),
        [] => "The slopes are right here, but not everywhere".to_owned(),
        wrong => format!("Your slope is not right for {}", wrong.join(", ")),
    };
    Figure::new(title).panel(rectangle).panel(panel)
}
