//! A nudge pushed forward.
//!
//! ```text
//! J·v: where the outputs go when the inputs move by v        [12, 4; 5, 6; 3, 2]·(1, −2) = (4, −7, −1)
//! ```
//!
//! J has more rows than columns or fewer, and v is no unit vector. The truth adds up columns.

use crate::Table;
use crate::maps::{DM, DV, count, matrix, vector};
use nabla_core::Map;
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, Settings, point_text, spread};
use nabla_grading::{Clause, Exercise, Sketch, list, number_text};
use nalgebra::{dmatrix, dvector};
use std::f64::consts::TAU;

/// Where J and v do not fit.
const NOTHING: Option<DV> = None;

/// The exercise `jvp`.
pub(crate) fn exercise() -> Exercise {
    let fits = "v has an entry for each input, that is for each column: ask for its length before you multiply.";
    let exercise = Exercise::new("jvp", "J·v: how the outputs move when the inputs move by v")
        .probes(|ask| {
            ask.article((dmatrix![12.0, 4.0; 5.0, 6.0; 3.0, 2.0], dvector![1.0, -2.0]), vec![4.0, -7.0, -1.0]);
            ask.at((dmatrix![1.0, 2.0; 3.0, 4.0], dvector![2.0, 1.0]));
            ask.at((dmatrix![2.0, -1.0, 3.0], dvector![1.0, 4.0, -2.0]));
            ask.random(20, |draw| {
                let (rows, columns) = (count(draw, 4), 1 + count(draw, 4));
                (matrix(draw, rows, columns), vector(draw, columns))
            });
        })
        .truth(|j: DM, v: DV| (0..j.ncols()).fold(DV::zeros(j.nrows()), |sum, k| sum + v[k] * j.column(k)))
        .size(|j: DM, v: DV| j.amax() * v.lp_norm(1))
        .parts([list("the change of the outputs")])
        .clause(
            Clause::new("None for a v of another length", fits)
                .at((dmatrix![12.0, 4.0; 5.0, 6.0; 3.0, 2.0], dvector![1.0, -2.0, 3.0]))
                .at((dmatrix![1.0, 2.0; 3.0, 4.0], dvector![2.0]))
                .at((dmatrix![2.0, -1.0, 3.0], dvector![4.0]))
                .gives(NOTHING)
                .missed(
                    "took as many as there are",
                    |j: DM, v: DV| -> Vec<f64> {
                        j.row_iter().map(|row| row.iter().zip(v.iter()).map(|(a, b)| a * b).sum()).collect()
                    },
                    "`zip` ends with the shorter one and says nothing of it: compare the lengths first.",
                ),
        )
        .clause(
            Clause::new(
                "a v of 0, or a tiny one",
                "No nudge, no change; and half of a tiny nudge is half of its change.",
            )
            .at((dmatrix![12.0, 4.0; 5.0, 6.0; 3.0, 2.0], dvector![0.0, 0.0]))
            .at((dmatrix![12.0, 4.0; 5.0, 6.0; 3.0, 2.0], dvector![1e-9, -2e-9]))
            .missed("took a tiny nudge for none", |j: DM, _: DV| Some(DV::zeros(j.nrows())), ""),
        )
        .variant("nalgebra's product", |j: DM, v: DV| (v.len() == j.ncols()).then(|| j * v))
        .variant("row by row", |j: DM, v: DV| {
            (v.len() == j.ncols()).then(|| DV::from_fn(j.nrows(), |i, _| j.row(i).transpose().dot(&v)))
        })
        .variant("from the left, on its side", |j: DM, v: DV| {
            (v.len() == j.ncols()).then(|| (v.transpose() * j.transpose()).transpose())
        })
        .hints([
            "Column k of J is how the outputs move when input k alone moves by 1.",
            "Small moves add up: v₁ times column 1, plus v₂ times column 2, and so on.",
            "That sum is `j * v`, once you know that `v.len() == j.ncols()`.",
        ])
        .figure(draw);
    MISTAKES
        .into_iter()
        .fold(exercise, |exercise, (name, code, says)| exercise.mistake(name, move |j: DM, v: DV| code(&j, &v), says))
}

const MISTAKES: Table<fn(&DM, &DV) -> Option<DV>, 17> = [
    (
        "pulled back",
        |j, v| (v.len() == j.nrows()).then(|| j.tr_mul(v)),
        "You have taken J'·v, which speaks of inputs. Where do the outputs go?",
    ),
    (
        "multiplied by J' as it is",
        |j, v| Some(j.tr_mul(v)),
        "J'·v needs an entry of v for each row of J, and v has one for each column: it is J itself that takes v.",
    ),
    (
        "asked for an entry for each row",
        |j, v| (v.len() == j.nrows()).then(|| j * v),
        "v has an entry for each input, and so for each column of J: you compare its length with the rows.",
    ),
    (
        "left the last input out",
        |j, v| Some(j.columns(0, j.ncols() - 1) * v.rows(0, v.len() - 1)),
        "The last input never counts in yours: how far does your inner loop run?",
    ),
    (
        "left the first input out",
        |j, v| Some(j.columns(1, j.ncols() - 1) * v.rows(1, v.len() - 1)),
        "The first input never counts in yours: where does your inner loop begin?",
    ),
    (
        "made the change one long",
        |j, v| Some((j * v).normalize()),
        "A nudge twice as long moves the outputs twice as far: yours are always as far.",
    ),
    (
        "made the nudge one long",
        |j, v| Some(j * v.normalize()),
        "Halve v: your answer stays the same. A nudge has a length, which a direction has not.",
    ),
    (
        "moved every input by 1",
        |j, v| Some(j * v.map(|_| 1.0)),
        "Your answer does not listen to v: every input moves by 1 in it.",
    ),
    (
        "read rows where columns are stored",
        |j, v| Some(DM::from_row_slice(j.nrows(), j.ncols(), j.as_slice()) * v),
        "Your matrix has the right entries in other places: `as_slice` runs down the columns, not along the rows.",
    ),
    (
        "stopped at the diagonal",
        |j, v| Some(j.lower_triangle() * v),
        "Above the diagonal nothing counts in yours: the inner loop should run over all columns.",
    ),
    (
        "let each output hear one input",
        |j, v| Some(DV::from_fn(j.nrows(), |i, _| j[(i, i % j.ncols())] * v[i % j.ncols()])),
        "An output moves with every input of its row; yours looks at a single entry.",
    ),
    ("lost the signs", |j, v| Some((j * v).abs()), "−v should give the opposite answer; yours is never negative."),
    (
        "moved by the signs only",
        |j, v| Some(j * v.map(f64::signum)),
        "How far each input moves has got lost; which way is still there.",
    ),
    (
        "took the mean",
        |j, v| Some(j * v / v.len() as f64),
        "Moves of two inputs come on top of each other: with a mean half of it gets lost.",
    ),
    (
        "heard the last input only",
        |j, v| Some(j.column(j.ncols() - 1) * v[v.len() - 1]),
        "Each input overwrites the one before in yours: add them up.",
    ),
    (
        "took the largest part",
        |j, v| {
            let largest = |i: usize| (0..v.len()).map(|k| j[(i, k)] * v[k]).fold(f64::NEG_INFINITY, f64::max);
            Some(DV::from_fn(j.nrows(), |i, _| largest(i)))
        },
        "Of all inputs you hear the strongest one: changes add up.",
    ),
    (
        "scaled the columns",
        |j, v| Some(DV::from_fn(j.nrows(), |i, _| (0..v.len()).map(|k| j[(i, k)] * v[k].abs()).sum())),
        "An input that moves back moves its outputs back: where is the sign of v?",
    ),
];

/// Where the nudges begin, how long they are, and which of 48 is the first with an arrow, as they were moved.
fn moved(sketch: &mut Sketch<'_>) -> ([f64; 2], f64, usize) {
    let p = sketch.point("p", "where the nudges begin", (2.0, 0.6), 1.3..=2.7, -0.1..=1.3);
    let radius = sketch.slider("length", "how long the nudges are", 0.4, 0.05..=0.7);
    let first = sketch.count("nudge", "which way the first arrow points", 0, 0..=47);
    sketch.preset(
        "longer nudges land farther away, in proportion",
        Settings::default().number("length", 0.7).number("nudge", 6.0),
    );
    sketch.preset("a nudge of the angle alone", Settings::default().number("nudge", 12.0));
    sketch.preset("far out: a turn moves more", Settings::default().point("p", (2.6, 0.4)));
    let pushed: Option<Option<Vec<f64>>> =
        sketch.value((nabla_truth::jacobian(&Map::Polar, &[2.0, 0.6]), dvector![0.0, 0.4]));
    let came_out = match pushed.flatten().as_deref() {
        Some([x, y]) => format!("yours lands at {}", point_text((2.0 * 0.6_f64.cos() + x, 2.0 * 0.6_f64.sin() + y))),
        _ => "you have no answer".to_owned(),
    };
    let question =
        "At r = 2, t = 0.6 the angle alone is nudged by 0.4. Where in (x, y) does that lead, by J? Click there.";
    sketch.predict_in(1, question, came_out);
    ([p.0, p.1], radius, first)
}

/// A ring of nudges, and where the learner's answers put them.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (p, radius, first) = moved(sketch);
    let j = nabla_truth::jacobian(&Map::Polar, &p);
    let angles = spread(0.0, TAU, 49);
    let nudge = |t: &f64| dvector![radius * t.cos(), radius * t.sin()];
    let yours: Vec<Option<Option<Vec<f64>>>> = sketch.values(angles.iter().map(|t| (j.clone(), nudge(t))));
    let at = [p[0] * p[1].cos(), p[0] * p[1].sin()];
    let end = |v: &[f64]| if let [x, y] = *v { (at[0] + x, at[1] + y) } else { (f64::NAN, f64::NAN) };
    let ring: Vec<(f64, f64)> =
        yours.iter().map(|v| v.as_ref().and_then(Option::as_ref).map_or((f64::NAN, f64::NAN), |v| end(v))).collect();
    let right: Vec<(f64, f64)> = angles.iter().map(|t| end((&j * nudge(t)).as_slice())).collect();
    let met = ring.iter().zip(&right).filter(|(a, b)| (a.0 - b.0).hypot(a.1 - b.1) < 1e-9).count();
    let off = ring.len() - met;
    let title = match off {
        // At r = 1 it turns and stretches nothing.
        0 if sketch.is_right() && (p[0] - 1.0).abs() < 0.02 => "A ring of nudges becomes a ring: J turns it".to_owned(),
        0 if sketch.is_right() => "A ring of nudges becomes an ellipse: J turns and stretches it".to_owned(),
        0 => "Right for this J, but not for every one".to_owned(),
        _ => format!("{off} of {} nudges land elsewhere than J puts them", ring.len()),
    };
    // Three of the nudges as arrows, so that a turn of the whole ring shows.
    let some = [0, 6, 15].map(|k| (k + first) % 48);
    let arrows = |ends: &[(f64, f64)]| some.map(|k| ((at[0], at[1]), ends[k]));
    let inner = |t: &f64| (p[0] + radius * t.cos(), p[1] + radius * t.sin());
    let inside = Panel::new(Axis::new("r", 1.3, 2.7), Axis::new("t", -0.1, 1.3))
        .heading(format!("Nudges of the inputs, {} long", number_text(radius, Some(2))))
        .equal()
        .layer(Layer::line(Role::Given, "", angles.iter().map(inner)))
        .layer(Layer::arrows(Role::Given, "three of them", some.map(|k| ((p[0], p[1]), inner(&angles[k])))));
    let outside = Panel::new(Axis::new("x", 0.3, 3.0), Axis::new("y", -0.1, 2.4))
        .heading("What becomes of them on the polar map")
        .equal()
        .layer(Layer::line(Role::Truth, "J·v", right.clone()))
        .layer(Layer::arrows(Role::Truth, "", arrows(&right)))
        .layer(Layer::line(Role::Learner, "yours", ring.clone()))
        .layer(Layer::arrows(Role::Learner, "", arrows(&ring)));
    Figure::new(title).panel(inside).panel(outside)
}
