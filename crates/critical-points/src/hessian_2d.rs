//! All four second partials of one function.
//!
//! ```text
//! f(x, y) = x³ + y³ − 3xy        H = [f_xx, f_xy; f_yx, f_yy] = [6x, −3; −3, 6y]
//! ```
//!
//! Where x = y a mirrored answer is right, and at 1 no power shows; so only the text's point is such a place. The truth
//! is by dual numbers.

use crate::Table;
use crate::fields::twisted;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings, spread};
use nabla_grading::{Exercise, FromValue, Named, Observation, Sketch, monomials, number, number_text};
use nalgebra::Matrix2;

type M2 = Matrix2<f64>;

fn truth(x: f64, y: f64) -> M2 {
    M2::from_fn(|i, j| nabla_truth::second_partial(&twisted(), &[x, y], i, j))
}

/// The exercise `hessian_2d`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("hessian_2d", "the matrix of second partials of f(x, y) = x³ + y³ − 3xy")
        .probes(|ask| {
            ask.article((1.0, 1.0), M2::new(6.0, -3.0, -3.0, 6.0));
            ask.article((0.0, 0.0), M2::new(0.0, -3.0, -3.0, 0.0));
            // Second differences lose all their digits in the last one.
            for (x, y) in [(2.0, -1.0), (-1.0, 3.0), (0.5, -2.0), (3e5, -4e5)] {
                ask.at((x, y));
            }
            ask.random(32, |draw| (draw.number_off_zero(-9.0, 9.0, 0.1), draw.number_off_zero(-9.0, 9.0, 0.1)));
        })
        .truth(truth)
        .size(|x: f64, y: f64| 6.0 * x.abs().max(y.abs()) + 3.0)
        .parts([number("f_xx"), number("f_xy"), number("f_yx"), number("f_yy")])
        .terms(monomials(&["x", "y"], 3))
        .diagnosis(loses_its_digits)
        .variant("the sum of the terms' matrices", |x: f64, y: f64| {
            6.0 * x * M2::new(1.0, 0.0, 0.0, 0.0) + 6.0 * y * M2::new(0.0, 0.0, 0.0, 1.0)
                - 3.0 * M2::new(0.0, 1.0, 1.0, 0.0)
        })
        .variant("entry by entry", |x: f64, y: f64| M2::from_fn(|i, j| if i == j { 6.0 * [x, y][i] } else { -3.0 }))
        .variant("column by column", |x: f64, y: f64| {
            M2::from_columns(&[nalgebra::vector![6.0 * x, -3.0], nalgebra::vector![-3.0, 6.0 * y]])
        })
        .hints([
            "Begin with the gradient: f_x = 3x² − 3y, and f_y = 3y² − 3x.",
            "The first row is about f_x: how does it change when x moves, and how when y does?",
            "f_xx = 6x, and y stands in f_x as −3y. The second row is the same for f_y; `Matrix2::new` takes the \
             entries row by row.",
        ])
        .figure(draw);
    MISTAKES.into_iter().fold(exercise, |exercise, (name, entries, says)| {
        exercise.mistake(name, move |x: f64, y: f64| M2::from_row_slice(&entries(x, y)), says)
    })
}

/// Near the truth where x and y are small, and wrong far out: what a second difference is.
fn loses_its_digits(all: &[Observation<'_>]) -> Option<Named> {
    let is_far = |asked: &Observation<'_>| asked.argument::<f64>(0).abs().max(asked.argument::<f64>(1).abs()) > 1e3;
    let off = |asked: &Observation<'_>| {
        let (yours, right) = (asked.value::<M2>()?, M2::from_value(asked.expected)?);
        Some((yours - right).amax() / asked.size)
    };
    let off: Vec<(bool, f64)> = all.iter().map(|asked| Some((is_far(asked), off(asked)?))).collect::<Option<_>>()?;
    let near = off.iter().filter(|(is_far, _)| !is_far).all(|(_, off)| *off <= 1e-3);
    let lost = off.iter().any(|(is_far, off)| *is_far && *off > 1e-9);
    (near && lost).then(|| Named {
        name: "loses its digits far out".to_owned(),
        says: "Near 0 your entries are right, or nearly so, and far out they are not: a difference quotient loses its \
               digits there, and a formula does not."
            .to_owned(),
    })
}

const MISTAKES: Table<fn(f64, f64) -> [f64; 4], 13> = [
    (
        "held y still for good",
        |x, y| [6.0 * x, 0.0, 0.0, 6.0 * y],
        "The other variable rests during one derivative only. When y moves, does 3x² − 3y stay what it is?",
    ),
    (
        "flipped the sign of the twist",
        |x, y| [6.0 * x, 3.0, 3.0, 6.0 * y],
        "Off the diagonal the sizes are right. With which sign does xy stand in f?",
    ),
    (
        "differentiated once off the diagonal",
        |x, y| [6.0 * x, -3.0 * y, -3.0 * x, 6.0 * y],
        "Off the diagonal you have differentiated once: a second time is due, along the other axis.",
    ),
    (
        "differentiated once on the diagonal",
        |x, y| [3.0 * x * x, -3.0, -3.0, 3.0 * y * y],
        "On the diagonal you have differentiated once: a slope is there, and its change is asked.",
    ),
    (
        "gave slopes of f",
        |x, y| [3.0 * x * x - 3.0 * y, 3.0 * y * y - 3.0 * x, 3.0 * x * x - 3.0 * y, 3.0 * y * y - 3.0 * x],
        "These are slopes of f. How do they change from place to place?",
    ),
    (
        "kept −3 on the diagonal",
        |x, y| [6.0 * x - 3.0, -3.0, -3.0, 6.0 * y - 3.0],
        "Along x alone −3xy is a straight line. How much does its slope change on the way?",
    ),
    (
        "swapped the diagonal",
        |x, y| [6.0 * y, -3.0, -3.0, 6.0 * x],
        "6x and 6y stand in each other's place: the first entry is about x twice.",
    ),
    (
        "kept the exponents",
        |x, y| [6.0 * x * x, -3.0, -3.0, 6.0 * y * y],
        "The factors came down twice, the power only once: what becomes of 3x²?",
    ),
    (
        "left the lower corner empty",
        |x, y| [6.0 * x, -3.0, 0.0, 6.0 * y],
        "f_yx is missing: in which order one differentiates makes no difference here.",
    ),
    (
        "counted the twist twice",
        |x, y| [6.0 * x, -6.0, -6.0, 6.0 * y],
        "xy has the slope y along x, and y changes by 1 for each unit: where does the 2 come from?",
    ),
    (
        "forgot the first factor",
        |x, y| [2.0 * x, -3.0, -3.0, 2.0 * y],
        "Cubes have left a 3 behind at the first derivative; it stays as a factor at the second one.",
    ),
    (
        "multiplied the slopes",
        |x, y| {
            let (a, b) = (3.0 * x * x - 3.0 * y, 3.0 * y * y - 3.0 * x);
            [a * a, a * b, a * b, b * b]
        },
        "These are products of slopes. A second partial says how a slope changes.",
    ),
    (
        "wrote x for y",
        |x, _| [6.0 * x, -3.0, -3.0, 6.0 * x],
        "Your answer does not listen to y: along y it is y that decides how f bends.",
    ),
];

const AT: [f64; 2] = [0.7, 0.3];
const STEP: f64 = 0.6;
const NAMES: [[&str; 2]; 2] = [["f_xx", "f_xy"], ["f_yx", "f_yy"]];

/// Four panels like the four entries: slices with tangents whose slopes grow as the learner's entry says.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let here = controls(sketch);
    // A slope that is a quadratic changes over a step by the entry in the middle of the step, times the step.
    let middles = [0, 1].map(|j| [-1.0, 1.0].map(|side| moved(here, j, 0.5 * side * STEP)));
    let asked = middles.iter().flatten().map(|p| (p[0], p[1]));
    let yours: Vec<Option<M2>> = sketch.values(asked);
    let mut figure = Figure::new("");
    let mut first_wrong = None;
    for (i, j) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
        let entry = |k: usize| yours[2 * j + k].map_or(f64::NAN, |h| h[(i, j)]);
        let right = |k: usize| truth(middles[j][k][0], middles[j][k][1])[(i, j)];
        if (0..2).any(|k| (entry(k) - right(k)).abs() > 1e-9 || entry(k).is_nan()) && first_wrong.is_none() {
            first_wrong = Some((NAMES[i][j], entry(0) == 0.0 && entry(1) == 0.0));
        }
        figure = figure.panel(panel(here, i, j, [entry(0), entry(1)]));
    }
    figure.title = match first_wrong {
        None if sketch.is_right() => {
            "Tangents turn as the slices do, along both axes and from slice to slice".to_owned()
        }
        None => "Right here, but not everywhere".to_owned(),
        Some((name, true)) => format!("By your {name} all tangents are parallel; the slices are not"),
        Some((name, false)) => format!("By your {name} the tangents cross the slices"),
    };
    figure
}

/// A point with coordinate `j` moved.
fn moved(mut p: [f64; 2], j: usize, by: f64) -> [f64; 2] {
    p[j] += by;
    p
}

/// The point of the picture, where somebody has set it.
fn controls(sketch: &mut Sketch<'_>) -> [f64; 2] {
    let x = sketch.slider("x", "where the tangents are laid, along x", AT[0], -1.5..=1.5);
    let y = sketch.slider("y", "where they are laid, along y", AT[1], -1.5..=1.5);
    sketch.preset("at the saddle: f_xx and f_yy are 0", Settings::default().number("x", 0.0).number("y", 0.0));
    sketch.preset("at the minimum", Settings::default().number("x", 1.0).number("y", 1.0));
    let at_rest: Option<M2> = sketch.value((AT[0], AT[1]));
    sketch.predict(
        "f(x, y) = x³ + y³ − 3xy. How large is f_xy?",
        format!("yours is {}", number_text(at_rest.map_or(f64::NAN, |h| h[(0, 1)]), Some(3))),
    );
    [x, y]
}

/// Slices along axis `i`, and how their slopes change as coordinate `j` moves.
fn panel(here: [f64; 2], i: usize, j: usize, entries: [f64; 2]) -> Panel {
    let f = twisted();
    let axis = ["x", "y"];
    let slope = nabla_truth::partial(&f, &here, i);
    let reach = 0.25;
    let places = [
        (moved(here, j, -STEP), slope - STEP * entries[0]),
        (here, slope),
        (moved(here, j, STEP), slope + STEP * entries[1]),
    ];
    let (from, to) = (here[i] - 1.1, here[i] + 1.1);
    let at = |through: [f64; 2], t: f64| {
        let mut p = through;
        p[i] = t;
        f.value(&p)
    };
    let slices = if i == j { vec![here] } else { places.map(|(p, _)| p).to_vec() };
    let heights = slices.iter().flat_map(|slice| spread(from, to, 12).into_iter().map(|t| at(*slice, t)));
    let up = if here == AT { Axis::new("f", -1.9, 2.6) } else { Axis::around("f", heights) };
    let mut panel = Panel::new(Axis::new(axis[i], from, to), up).heading(if i == j {
        format!("{}: along {}, from place to place", NAMES[i][j], axis[i])
    } else {
        format!("{}: along {}, on three slices", NAMES[i][j], axis[i])
    });
    for slice in slices {
        let curve = spread(from, to, 81).into_iter().map(|t| (t, at(slice, t)));
        panel = panel.layer(Layer::line(Role::Given, "f along the slice", curve));
    }
    for (p, slope) in places {
        let (t, height) = (p[i], f.value(&p));
        let ends = [-reach, reach].map(|by| (t + by, height + slope * by));
        panel = panel.layer(Layer::line(Role::Learner, "tangents that turn by your entry", ends));
    }
    panel.layer(Layer::points(Role::Given, Mark::Dot, "", places.map(|(p, _)| (p[i], f.value(&p)))))
}
