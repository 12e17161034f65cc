//! The tangent plane: what a surface does near a point, told by its two slopes there.
//!
//! ```text
//! L(q) = f(p) + f_x(p)·(q_x − p_x) + f_y(p)·(q_y − p_y),        f(q) − L(q) = O(‖q − p‖²)
//! ```
//!
//! Example 1 at (2, 1) has the height 6 and the slopes 7 and 11, which lead to 8.9 at (2.1, 1.2); at p itself the
//! plane has the height of f. Elsewhere p is off the axes and far from q, so that a forgotten p, or a distance for a
//! step, shows.

use crate::stencil::{Change, slips};
use nabla_core::Field;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings};
use nabla_grading::{Clause, Exercise, Sketch, Term, number, number_text, term};
use nalgebra::Vector2;

type V2 = Vector2<f64>;

/// The exercise `linear_model`.
pub(crate) fn exercise() -> Exercise {
    Exercise::new(
        "linear_model",
        "the height at q of the plane that touches a surface of slopes f_x, f_y and height f0 at p",
    )
    .probes(|ask| {
        // Example 1 at (2, 1): height 6, slopes 7 and 11.
        ask.at((6.0, 7.0, 11.0, V2::new(2.0, 1.0), V2::new(2.1, 1.2)));
        ask.at((6.0, 7.0, 11.0, V2::new(2.0, 1.0), V2::new(2.0, 1.0)));
        ask.at((5.0, 2.0, 3.0, V2::new(1.0, 4.0), V2::new(3.0, 9.0)));
        ask.at((0.0, 2.0, -3.0, V2::new(4.0, -2.0), V2::new(7.0, 2.0)));
        ask.random(32, |draw| {
            let mut number = || draw.number_off_zero(-5.0, 5.0, 0.2);
            (number(), number(), number(), V2::new(number(), number()), V2::new(number(), number()))
        });
    })
    // The height over p solves for the plane's constant first, which no solution does.
    .truth(|f0: f64, f_x: f64, f_y: f64, p: V2, q: V2| {
        let constant = f0 - V2::new(f_x, f_y).dot(&p);
        constant + V2::new(f_x, f_y).dot(&q)
    })
    .size(|f0: f64, f_x: f64, f_y: f64, p: V2, q: V2| {
        f0.abs() + f_x.abs() * (p.x.abs() + q.x.abs()) + f_y.abs() * (p.y.abs() + q.y.abs())
    })
    .parts([number("the height")])
    .terms(terms())
    .slips(
        Rules { step: |p, q| q - p, slopes: V2::new, height: |f0, climbs| f0 + climbs.sum() },
        |r| {
            move |f0: f64, a: f64, b: f64, p: V2, q: V2| (r.height)(f0, (r.slopes)(a, b).component_mul(&(r.step)(p, q)))
        },
        slips(&[&SLIPS], |rules| rules),
    )
    .mistake(
        "forgot the brackets",
        |f0: f64, f_x: f64, f_y: f64, p: V2, q: V2| f0 + f_x * q.x - p.x + f_y * q.y - p.y,
        "A product binds more tightly than a difference: only q is multiplied in yours.",
    )
    .clause(
        Clause::new(
            "any slopes, any step",
            "The plane may be level along x or y, and q may lie very near to p or far from it.",
        )
        .at((5.0, 2.0, 0.0, V2::new(1.0, 4.0), V2::new(3.0, 9.0)))
        .at((5.0, 0.0, -3.0, V2::new(1.0, 4.0), V2::new(3.0, 9.0)))
        .at((5.0, 0.0, 0.0, V2::new(1.0, 4.0), V2::new(3.0, 9.0)))
        .at((5.0, 2.0, 3.0, V2::new(1.0, 4.0), V2::new(1.0002, 3.9999)))
        .at((-5.0, 2000.0, 300.0, V2::new(1.0, 4.0), V2::new(-700.0, 900.0)))
        .at((5.0, 2.0, 3.0, V2::new(1.0, 4.0), V2::new(-7e8, 2e9)))
        .at((5.0, 2.0, 3.0, V2::new(1.0, 4.0), V2::new(3e20, 2e20)))
        .at((0.0, 2.0, 3.0, V2::zeros(), V2::new(3e-10, -4e-10)))
        .at((0.0, 2.0, 3.0, V2::zeros(), V2::new(-3e-100, 4e-100)))
        .missed("divided by a slope", |_: f64, _: f64, _: f64, _: V2, _: V2| f64::NAN, "")
        .missed(
            "stayed at p for tiny steps",
            |f0: f64, a: f64, b: f64, p: V2, q: V2| {
                if (q - p).norm() < 1e-9 { f0 } else { f0 + V2::new(a, b).dot(&(q - p)) }
            },
            "",
        )
        .missed(
            "stayed at p for huge steps",
            |f0: f64, a: f64, b: f64, p: V2, q: V2| {
                if (q - p).norm() > 1e5 { f0 } else { f0 + V2::new(a, b).dot(&(q - p)) }
            },
            "",
        ),
    )
    .variant("a dot product", |f0: f64, f_x: f64, f_y: f64, p: V2, q: V2| f0 + V2::new(f_x, f_y).dot(&(q - p)))
    .variant("fused", |f0: f64, f_x: f64, f_y: f64, p: V2, q: V2| f_x.mul_add(q.x - p.x, f_y.mul_add(q.y - p.y, f0)))
    .hints([
        "Start at the known height f0 and walk from p to q: how far do you go along x, and how far along y?",
        "Walking Δx along x on a plane of slope f_x changes the height by f_x·Δx. The same along y; add both.",
        "Δx is where you arrive minus where you started, q.x − p.x. Three terms are added in all.",
    ])
    .figure(draw)
}

/// f0, each slope times each coordinate of the step q − p and of p, and what bends: products of two steps.
fn terms() -> Vec<Term> {
    let products = ["f_x·Δx", "f_x·Δy", "f_x·p.x", "f_x·p.y", "f_y·Δx", "f_y·Δy", "f_y·p.x", "f_y·p.y"];
    let product = |(index, name): (usize, &str)| {
        term(name, move |_: f64, f_x: f64, f_y: f64, p: V2, q: V2| {
            [f_x, f_y][index / 4] * [q.x - p.x, q.y - p.y, p.x, p.y][index % 4]
        })
    };
    let f0 = term("f0", |f0: f64, _: f64, _: f64, _: V2, _: V2| f0);
    products.into_iter().enumerate().map(product).chain([f0]).chain(BENT.map(bent)).collect()
}

/// A term of second order: its name, and its value with the slopes and the step.
type Bent = (&'static str, fn(V2, V2) -> f64);

const BENT: [Bent; 6] = [
    ("Δx²", |_, step| step.x * step.x),
    ("Δy²", |_, step| step.y * step.y),
    ("Δx·Δy", |_, step| step.x * step.y),
    ("f_x·Δx²", |slopes, step| slopes.x * step.x * step.x),
    ("f_y·Δy²", |slopes, step| slopes.y * step.y * step.y),
    ("f_x·f_y·Δx·Δy", |slopes, step| slopes.x * slopes.y * step.x * step.y),
];

fn bent((name, value): Bent) -> Term {
    term(name, move |_: f64, f_x: f64, f_y: f64, p: V2, q: V2| value(V2::new(f_x, f_y), q - p))
}

/// The plane as a procedure.
#[derive(Clone)]
struct Rules {
    step: fn(V2, V2) -> V2,
    slopes: fn(f64, f64) -> V2,
    /// What is made of f0 and the climbs along x and y.
    height: fn(f64, V2) -> f64,
}

const SLIPS: [Change<Rules>; 16] = [
    ("forgot the height at p", |r| r.height = |_, up| up.sum(), "At q = p your plane has the height 0, not f0."),
    ("walked backward", |r| r.step = |p, q| p - q, "You walk from p to q: on a slope of 1, to the right is up."),
    ("measured from the origin", |r| r.step = |_, q| q, "At q = p the height should be f0: distances count from p."),
    ("walked from 0 to p", |r| r.step = |p, _| p, "Your height is the same for every q: the step goes from p to q."),
    ("swapped the slopes", |r| r.slopes = |a, b| V2::new(b, a), "Walk along x only: f_x tells how you climb."),
    ("used the distance", |r| r.step = |p, q| V2::repeat((q - p).norm()), "Left or right, yours climbs the same."),
    ("took absolute steps", |r| r.step = |p, q| (q - p).abs(), "A plane that climbs forward goes down backward."),
    ("normalised the step", |r| r.step = |p, q| (q - p).normalize(), "Walk twice as far: yours climbs no more."),
    ("squared the steps", |r| r.step = |p, q| (q - p).map(|d| d * d), "Twice as far is twice as high on a plane."),
    ("cut the steps", |r| r.step = |p, q| (q - p).map(f64::trunc), "`as i64` cuts decimals off: you built stairs."),
    ("multiplied the climbs", |r| r.height = |f0, up| f0 + up.x * up.y, "Walk along x only: one factor is 0."),
    ("subtracted the climb along x", |r| r.height = |f0, up| f0 - up.x + up.y, "Along x yours falls instead."),
    ("subtracted one climb", |r| r.height = |f0, up| f0 + up.x - up.y, "Along y yours falls where it should climb."),
    ("multiplied by f0", |r| r.height = |f0, up| f0 * up.sum(), "Lift p by 1: all of the plane rises by 1."),
    (
        "never walked back",
        |r| r.step = |p, q| (q - p).sup(&V2::zeros()),
        "To the left and down counts, too: with a minus.",
    ),
    (
        "took the whole steepness",
        |r| {
            r.slopes = |a, b| V2::new(a.hypot(b), 0.0);
            r.step = |p, q| V2::new((q - p).norm(), 0.0);
        },
        "Yours climbs the steepest way, whichever way q lies: along x and y the slopes are f_x and f_y.",
    ),
];

/// The part of a gap that is left, as 1 over the ratio of the gap before to the gap after.
fn part_left(ratio: f64) -> String {
    if ratio.is_finite() { format!("1/{}", number_text(ratio, Some(2))) } else { "?".to_owned() }
}

/// How far the learner's plane is from the surface around p, and how that shrinks on the way to p.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = Field::example_1();
    let (p, tilt) = moved(sketch, &f);
    let slopes = f.gradient(p.as_slice());
    let plane = |q: &V2| (f.value(&[p.x, p.y]), slopes[0] + tilt, slopes[1], p, *q);
    let gap = |q: &V2, height: f64| (f.value(&[q.x, q.y]) - height).abs();
    let (x, y) = (Axis::new("x", 1.5, 2.5), Axis::new("y", 0.5, 1.5));
    let side = 41;
    let grid: Vec<V2> = (0..side * side)
        .map(|index| V2::new(1.5 + f64::from(index % side) / 40.0, 0.5 + f64::from(index / side) / 40.0))
        .collect();
    let heights = sketch.numbers(grid.iter().map(plane));
    let values = grid.iter().zip(&heights).map(|(q, height)| gap(q, *height)).collect();
    let levels = vec![0.1, 0.5, 1.0, 2.0, 4.0, 8.0];
    let map = Layer::Map { columns: 41, values, levels, coloured: true, label: "gap".to_owned() };
    let along: Vec<(f64, V2)> = (0..8).map(|k| 0.5_f64.powi(k)).map(|s| (s, p + s * V2::new(0.8, 0.6))).collect();
    let yours = sketch.numbers(along.iter().map(|(_, q)| plane(q)));
    let gaps: Vec<(f64, f64)> = along.iter().zip(&yours).map(|((s, q), height)| (*s, gap(q, *height))).collect();
    let touching = |q: &V2| sketch.truth::<f64>((f.value(&[p.x, p.y]), slopes[0], slopes[1], p, *q));
    let truth: Vec<(f64, f64)> = along.iter().map(|(s, q)| (*s, gap(q, touching(q)))).collect();
    let ratio = gaps[6].1 / gaps[7].1;
    let above = Panel::new(x, y)
        .heading("How far your plane is from the surface")
        .equal()
        .layer(map)
        .layer(Layer::points(Role::Given, Mark::Dot, "p, where they should touch", [(p.x, p.y)]));
    let beside = Panel::new(Axis::log("distance from p", 5e-3, 1.5), Axis::log("gap", 1e-5, 30.0))
        .heading(format!("Half the distance: {}", compared(ratio)))
        .layer(Layer::line(Role::Truth, "the touching plane", truth))
        .layer(Layer::line(Role::Learner, "your plane", gaps.clone()))
        .layer(Layer::points(Role::Learner, Mark::Dot, "", gaps));
    let title = title(sketch.is_right(), tilt, ratio);
    Figure::new(title).panel(above).panel(beside)
}

/// What becomes of a gap that is `ratio` times as large at twice the distance.
fn compared(ratio: f64) -> String {
    match ratio {
        _ if !ratio.is_finite() || ratio == 0.0 => "no gap to compare".to_owned(),
        _ if (ratio - 1.0).abs() < 0.05 => "the same gap".to_owned(),
        _ if ratio > 1.0 => format!("1/{} of the gap", number_text(ratio, Some(2))),
        _ => format!("{} times the gap", number_text(1.0 / ratio, Some(2))),
    }
}

/// Where the plane touches, and how wrong its slope along x is made, as both were moved.
fn moved(sketch: &mut Sketch<'_>, f: &Field) -> (V2, f64) {
    let at = sketch.point("p", "where the plane touches", (2.0, 1.0), 1.5..=2.5, 0.5..=1.5);
    let tilt = sketch.slider("tilt", "adds to f_x, and makes it wrong", 0.0, -3.0..=3.0);
    sketch.preset("a wrong slope: the gap only halves", Settings::default().number("tilt", 1.0));
    let gaps_there = [0.02, 0.01]
        .map(|s| V2::new(2.0 + 0.8 * s, 1.0 + 0.6 * s))
        .map(|q| (f.value(&[q.x, q.y]) - sketch.number((6.0, 7.0, 11.0, V2::new(2.0, 1.0), q))).abs());
    sketch.predict(
        "At q, 0.02 from p = (2, 1), plane and surface are a little apart. What part of this gap is left half way to p?",
        format!("with your plane {}", part_left(gaps_there[0] / gaps_there[1])),
    );
    (V2::new(at.0, at.1), tilt)
}

fn title(right: bool, tilt: f64, ratio: f64) -> String {
    if !right {
        return if (ratio - 4.0).abs() < 0.2 {
            "Your plane touches here; elsewhere it does not".to_owned()
        } else {
            "Your plane does not touch the surface at p: its gap does not quarter when the distance halves".to_owned()
        };
    }
    if tilt != 0.0 {
        let tilt = number_text(tilt, Some(2));
        format!("With f_x off by {tilt} it touches no more: half the distance, {} of the gap", part_left(ratio))
    } else if (ratio - 4.0).abs() < 0.5 {
        "Your plane touches: the gap quarters when the distance halves".to_owned()
    } else {
        format!("Your plane touches: half the distance leaves {} of the gap", part_left(ratio))
    }
}
