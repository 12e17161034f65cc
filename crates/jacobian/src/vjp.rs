//! Blame pulled back.
//!
//! ```text
//! J'·u: how much each input is to blame when the outputs weigh u        ⟨u, J·v⟩ = ⟨J'·u, v⟩ for every nudge v
//! ```
//!
//! J has more rows than columns or fewer. The truth adds up rows.

use crate::Table;
use crate::maps::{DM, DV, count, matrix, vector};
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, Settings};
use nabla_grading::{Clause, Complaint, Exercise, Observation, Sketch, list, number_text};
use nalgebra::{dmatrix, dvector};

/// Where J and u do not fit.
const NOTHING: Option<DV> = None;

/// The exercise `vjp`.
pub(crate) fn exercise() -> Exercise {
    let fits = "u has an entry for each output, that is for each row: ask for its length before you multiply.";
    let exercise = Exercise::new("vjp", "J'·u: how much each input counts when the outputs weigh u")
        .probes(|ask| {
            ask.article((dmatrix![12.0, 4.0; 5.0, 6.0; 3.0, 2.0], dvector![1.0, -2.0, 3.0]), vec![11.0, -2.0]);
            ask.at((dmatrix![1.0, 2.0; 3.0, 4.0], dvector![2.0, 1.0]));
            ask.at((dmatrix![2.0, -1.0, 3.0], dvector![-2.0]));
            ask.random(20, |draw| {
                let (rows, columns) = (1 + count(draw, 4), count(draw, 4));
                (matrix(draw, rows, columns), vector(draw, rows))
            });
        })
        .truth(|j: DM, u: DV| (0..j.nrows()).fold(DV::zeros(j.ncols()), |sum, i| sum + u[i] * j.row(i).transpose()))
        .size(|j: DM, u: DV| j.amax() * u.lp_norm(1))
        .parts([list("the blame")])
        .property(both_ways_agree)
        .clause(
            Clause::new(
                "a u of 0, or a tiny one",
                "No blame, and nothing comes back; of half a tiny blame comes half as much.",
            )
            .at((dmatrix![12.0, 4.0; 5.0, 6.0; 3.0, 2.0], dvector![0.0, 0.0, 0.0]))
            .at((dmatrix![12.0, 4.0; 5.0, 6.0; 3.0, 2.0], dvector![1e-9, -2e-9, 3e-9]))
            .missed("took tiny blame for none", |j: DM, _: DV| Some(DV::zeros(j.ncols())), ""),
        )
        .clause(
            Clause::new("None for a u of another length", fits)
                .at((dmatrix![12.0, 4.0; 5.0, 6.0; 3.0, 2.0], dvector![1.0, -2.0]))
                .at((dmatrix![1.0, 2.0; 3.0, 4.0], dvector![2.0, 1.0, 5.0]))
                .at((dmatrix![2.0, -1.0, 3.0], dvector![4.0, 1.0, -2.0]))
                .gives(NOTHING)
                .missed(
                    "took as many as there are",
                    |j: DM, u: DV| -> Vec<f64> {
                        j.column_iter().map(|column| column.iter().zip(u.iter()).map(|(a, b)| a * b).sum()).collect()
                    },
                    "`zip` ends with the shorter one and says nothing of it: compare the lengths first.",
                ),
        )
        .variant("nalgebra's product", |j: DM, u: DV| (u.len() == j.nrows()).then(|| j.tr_mul(&u)))
        .variant("from the left", |j: DM, u: DV| (u.len() == j.nrows()).then(|| (u.transpose() * j).transpose()))
        .variant("the rows, scaled", |j: DM, u: DV| {
            let scaled = |i: usize| u[i] * j.row(i).transpose();
            (u.len() == j.nrows()).then(|| (0..j.nrows()).map(scaled).fold(DV::zeros(j.ncols()), |a, b| a + b))
        })
        .hints([
            "Row i of J says how output i hears the inputs. u weighs the outputs.",
            "The answer has an entry for each input: what it does to output 1, times u₁, plus what it does to output \
             2, times u₂, and so on.",
            "`j.tr_mul(&u)` is J'·u without a transpose being built, once you know that `u.len() == j.nrows()`.",
        ])
        .figure(draw);
    MISTAKES
        .into_iter()
        .fold(exercise, |exercise, (name, code, says)| exercise.mistake(name, move |j: DM, u: DV| code(&j, &u), says))
}

/// ⟨u, J·v⟩ = ⟨J'·u, v⟩, for a v of round numbers.
fn both_ways_agree(asked: &Observation<'_>) -> Result<(), Complaint> {
    let (j, u): (DM, DV) = (asked.argument(0), asked.argument(1));
    let Some(Some(yours)) = asked.value::<Option<DV>>() else { return Ok(()) };
    if yours.len() != j.ncols() || u.len() != j.nrows() {
        return Ok(());
    }
    let v = DV::from_fn(j.ncols(), |k, _| [1.0, -2.0, 3.0][k % 3] * (1 + k / 3) as f64);
    let (forward, back) = (u.dot(&(&j * &v)), yours.dot(&v));
    if asked.tolerance.accepts(back, forward, asked.size * v.lp_norm(1)) {
        return Ok(());
    }
    let text = |number| number_text(number, Some(5));
    let v = format!("v = {:.5}", nabla_grading::Value::Numbers(v.as_slice().to_vec()));
    let list = |x: &[f64]| format!("{:.5}", nabla_grading::Value::Numbers(x.to_vec()));
    Err(Complaint::new(
        "Push a nudge forward and weigh it, or pull the weights back first: both must come to the same.",
    )
    .got(format!("{}, and ⟨yours, v⟩ = {} for {v}", list(yours.as_slice()), text(back)))
    .expected(format!("{:.5}, and ⟨u, J·v⟩ = {}", asked.expected, text(forward))))
}

const MISTAKES: Table<fn(&DM, &DV) -> Option<DV>, 15> = [
    (
        "pushed forward",
        |j, u| (u.len() == j.ncols()).then(|| j * u),
        "Yours has an entry for each output. u is about outputs already: what is left to tell is about inputs.",
    ),
    (
        "multiplied by J as it is",
        |j, u| Some(j * u),
        "J·u needs an entry of u for each column of J, and u has one for each row: it is J' that takes u.",
    ),
    (
        "asked for an entry for each column",
        |j, u| (u.len() == j.ncols()).then(|| j.tr_mul(u)),
        "u has an entry for each output, and so for each row of J: you compare its length with the columns.",
    ),
    (
        "left the last output out",
        |j, u| Some(j.rows(0, j.nrows() - 1).tr_mul(&u.rows(0, u.len() - 1))),
        "The last output is never blamed in yours: how far does your loop run?",
    ),
    (
        "left the first output out",
        |j, u| Some(j.rows(1, j.nrows() - 1).tr_mul(&u.rows(1, u.len() - 1))),
        "The first output is never blamed in yours: where does your loop begin?",
    ),
    (
        "made the weights one long",
        |j, u| Some(j.tr_mul(&u.normalize())),
        "Weights twice as large make blame twice as large: u is no direction.",
    ),
    (
        "gave every output the weight 1",
        |j, u| Some(j.tr_mul(&u.map(|_| 1.0))),
        "In yours all outputs weigh alike, whatever u is.",
    ),
    (
        "took the mean",
        |j, u| Some(j.tr_mul(u) / u.len() as f64),
        "A second output with the same row should double the blame; with a mean it does not.",
    ),
    (
        "heard the last output only",
        |j, u| Some(j.row(j.nrows() - 1).transpose() * u[u.len() - 1]),
        "Each output overwrites the one before in yours: add them up.",
    ),
    (
        "lost the signs of the weights",
        |j, u| Some(j.tr_mul(&u.abs())),
        "An output that is to fall weighs against its inputs: where is the sign of u?",
    ),
    (
        "undid the map",
        |j, u| if j.is_square() { Some(j.clone().try_inverse()? * u) } else { None },
        "The inverse finds the inputs that would give u; it is the transpose that shares u out among them.",
    ),
    (
        "lost all signs",
        |j, u| Some(j.tr_mul(u).abs()),
        "Blame can be negative: such an input works against what you want.",
    ),
    (
        "read rows where columns are stored",
        |j, u| Some(DM::from_row_slice(j.nrows(), j.ncols(), j.as_slice()).tr_mul(u)),
        "The right numbers in a muddle: nalgebra stores one column after the other.",
    ),
    (
        "weighed each input by one output",
        |j, u| Some(DV::from_fn(j.ncols(), |k, _| j[(k % j.nrows(), k)] * u[k % j.nrows()])),
        "Each input is heard by all outputs, not by one of them.",
    ),
    (
        "stopped at the diagonal",
        |j, u| Some(j.lower_triangle().tr_mul(u)),
        "Some outputs never reach the later inputs: how far does your inner loop run?",
    ),
];

/// How much each output counts, as it was moved.
fn moved(sketch: &mut Sketch<'_>) -> DV {
    let u = [("u₁", 1.0), ("u₂", -2.0), ("u₃", 3.0)];
    let u = u.map(|(name, rest)| sketch.slider(name, "how much this output counts", rest, -3.0..=3.0));
    let all = |u: [f64; 3]| Settings::default().number("u₁", u[0]).number("u₂", u[1]).number("u₃", u[2]);
    sketch.preset("the first output alone: its row", all([1.0, 0.0, 0.0]));
    sketch.preset("all outputs alike: sums of columns", all([1.0, 1.0, 1.0]));
    let rest = (dmatrix![12.0, 4.0; 5.0, 6.0; 3.0, 2.0], dvector![1.0, -2.0, 3.0]);
    let blame = sketch.value::<Option<Vec<f64>>>(rest).flatten().and_then(|blame| blame.first().copied());
    sketch.predict(
        "J = [12, 4; 5, 6; 3, 2] and u = (1, −2, 3). What blame comes back to the first input?",
        format!("yours is {}", number_text(blame.unwrap_or(f64::NAN), Some(3))),
    );
    DV::from_column_slice(&u)
}

/// A bar for each input, and beside it how far pushing forward and pulling back agree.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (j, u) = (dmatrix![12.0, 4.0; 5.0, 6.0; 3.0, 2.0], moved(sketch));
    let yours: Vec<f64> = sketch.value::<Option<Vec<f64>>>((j.clone(), u.clone())).flatten().unwrap_or_default();
    let square: Option<Vec<f64>> =
        sketch.value::<Option<Vec<f64>>>((dmatrix![1.0, 2.0; 3.0, 4.0], dvector![2.0, 1.0])).flatten();
    let truth: Vec<f64> = j.tr_mul(&u).as_slice().to_vec();
    let near = |a: &[f64], b: &[f64]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-9);
    let title = if sketch.is_right() {
        "One bar an input: what it does to all outputs, weighed by u".to_owned()
    } else if yours.is_empty() {
        "For three outputs and two inputs you give nothing".to_owned()
    } else if yours.len() != truth.len() {
        format!("Two inputs have two bars; you give {}", yours.len())
    } else if near(&yours, &truth) {
        "Right for this J, but not for every one".to_owned()
    } else {
        "Your bars are not the blame of the inputs".to_owned()
    };
    let text = u.iter().map(|part| number_text(*part, Some(3)).replace('-', "−")).collect::<Vec<_>>();
    let heading = format!("J = [12, 4; 5, 6; 3, 2], u = ({})", text.join(", "));
    let bars = |values: &[f64], width: f64, role: Role, label: &str| {
        // Of a list that goes on and on, the beginning is enough.
        let bars = values.iter().zip(1_u32..=12).map(|(blame, k)| (f64::from(k), *blame)).collect();
        Layer::Bars { bars, width, base: 0.0, role, label: label.to_owned() }
    };
    let panel = |heading: &str, truth: &[f64], yours: &[f64]| {
        let last = truth.len().max(yours.len()).min(12) as u32;
        Panel::new(
            Axis::whole("input", 1, last),
            Axis::around("blame", truth.iter().chain(yours).copied().chain([0.0])),
        )
        .heading(heading)
        .layer(bars(truth, 0.8, Role::Truth, "J'·u"))
        .layer(bars(yours, 0.4, Role::Learner, "yours"))
    };
    Figure::new(title).panel(panel(&heading, &truth, &yours)).panel(panel(
        "J = [1, 2; 3, 4], u = (2, 1)",
        &[5.0, 8.0],
        &square.unwrap_or_default(),
    ))
}
