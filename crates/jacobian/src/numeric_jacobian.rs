//! A whole Jacobian from values alone.
//!
//! ```text
//! column j = [f(x + h·eⱼ) − f(x − h·eⱼ)] / 2h        m × n, and 2n calls of f
//! ```
//!
//! No output holds more than the square of an input, so that a central difference is exact whatever h is, and every
//! finer way gives the same. m and n differ. The truth is by dual numbers.

mod slips;

use crate::maps::{DM, DV, count, map, quadratics, vector};
use nabla_core::{Field, Map, Tolerance, difference_rounding};
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, Settings};
use nabla_grading::{Clause, Complaint, Exercise, MapN, Observation, Probes, Sketch, number_text, slip};
use slips::{Rules, nudged};

/// For this many inputs the calls are counted.
const COUNTED: usize = 10;

const MANY: &str = "As many rows as f(x) has entries, as many columns as x: any number of either.";

/// The exercise `numeric_jacobian`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("numeric_jacobian", "the Jacobian of f at x by central differences with the step h")
        .probes(probes)
        .truth(|f: Map, x: DV, _: f64| nabla_truth::jacobian(&f, x.as_slice()))
        .tolerance(Tolerance::same_difference())
        .size(|f: Map, x: DV, h: f64| difference_rounding(2.0 * f.size(x.map(|x| x.abs() + h).as_slice()).max(1.0), h))
        .property(no_more_calls_than_it_takes)
        .overall(uses_the_step)
        .overall(asks_where_h_leads)
        .clause(
            Clause::new(
                "at most 4n + 4 calls of f",
                "One call gives all outputs at once, a whole column: is there a call for each entry?",
            )
            .at((waves(COUNTED, 12), spread(COUNTED), 0.01)),
        )
        .clause(
            Clause::new("a hundred outputs of eighty inputs", MANY)
                .at((waves(80, 100), spread(80), 0.005)),
        )
        .hints([
            "One input moves, and all outputs answer: that is a column.",
            "f(x + h·eⱼ) − f(x − h·eⱼ) is a vector with an entry for each output. Divide it by the distance.",
            "How many rows there are says `f(x).len()`, or the first column. `DMatrix::from_columns(&columns)` puts the \
             columns side by side.",
        ])
        .figure(draw);
    let by = |rules: Rules| move |f: MapN, x: DV, h: f64| rules.jacobian(f.as_fn(), &x, h);
    let slips = slips::SLIPS.map(|(name, change, says)| slip(name, change, says));
    // Not a slip: its numbers are right.
    let halved = by(slips::another_step(|h| 0.5 * h));
    let exercise = exercise.slips_in(Rules::ways(), by, slips).mistake(slips::ASTRAY, halved, slips::ASTRAY_SAYS);
    variants(exercise.mistake(
        "forgot the brackets",
        |f: MapN, x: DV, h: f64| {
            let column = |j: usize| f.at(&nudged(&x, j, h)) - f.at(&nudged(&x, j, -h)) / (2.0 * h);
            DM::from_columns(&(0..x.len()).map(column).collect::<Vec<DV>>())
        },
        "Only what f gives behind x is divided: division binds more tightly than subtraction.",
    ))
}

fn probes(ask: &mut Probes) {
    let f = || map(2, &[&[(1.0, &[2, 1])], &[(5.0, &[1]), (1.0, &[0, 2])], &[(1.0, &[1, 1])]]);
    let at = |x: &[f64]| DV::from_column_slice(x);
    ask.article((f(), at(&[2.0, 3.0]), 0.1), nalgebra::dmatrix![12.0, 4.0; 5.0, 6.0; 3.0, 2.0]);
    ask.at((f(), at(&[2.0, 3.0]), 0.2));
    let g = map(3, &[&[(1.0, &[1, 0, 1]), (-1.0, &[0, 2])], &[(1.0, &[2]), (3.0, &[0, 0, 1])]]);
    ask.at((g, at(&[1.0, -2.0, 4.0]), 0.1));
    ask.at((map(3, &[&[(1.0, &[1, 1, 1]), (1.0, &[0, 0, 2])]]), at(&[3.0, 2.0, -1.0]), 0.1));
    ask.random(16, |draw| {
        let (n, m) = (count(draw, 4), count(draw, 4));
        let f = quadratics(draw, n, if m == n { m + 1 } else { m });
        (f, vector(draw, n), draw.number(0.06, 0.2))
    });
}

/// Gentle waves, so that what a central difference leaves out is far below the tolerance.
fn waves(inputs: usize, outputs: usize) -> Map {
    let wave = |i: usize| Field::Wave {
        amplitude: 2.0,
        wave: (0..inputs).map(|j| (1 + (3 * i + 7 * j) % 10) as f64 / 1000.0).collect(),
        phase: (30 + i) as f64 / 100.0,
    };
    Map::Components((0..outputs).map(wave).collect())
}

fn spread(n: usize) -> DV {
    DV::from_fn(n, |j, _| ((j * 3 % 11) as f64 - 5.0) / 5.0)
}

/// Two looks an input are enough, and one at x; who asks more finely takes twice as many.
fn no_more_calls_than_it_takes(asked: &Observation<'_>) -> Result<(), Complaint> {
    let (n, calls) = (asked.argument::<DV>(1).len(), asked.calls());
    if n != COUNTED || calls <= (4 * n + 4) as u64 {
        return Ok(());
    }
    Err(Complaint::new("").got(format!("{calls} calls of f")).expected(format!("about {} calls of f", 2 * n)))
}

/// With another step f is asked elsewhere.
fn uses_the_step(all: &[Observation<'_>]) -> Result<(), (usize, Complaint)> {
    let deaf = all.windows(2).position(|pair| {
        let same = pair[0].arguments[..2] == pair[1].arguments[..2] && pair[0].arguments[2] != pair[1].arguments[2];
        same && pair[0].looked().next().is_some() && pair[0].looked().eq(pair[1].looked())
    });
    deaf.map_or(Ok(()), |index| Err((index, Complaint::named("put in a step of its own", slips::OWN_STEP))))
}

/// Half a step gives right numbers as well, and so does a double one, and neither is the step that was given.
fn asks_where_h_leads(all: &[Observation<'_>]) -> Result<(), (usize, Complaint)> {
    let strays = all.iter().enumerate().find_map(|(index, asked)| Some((index, astray(asked)?)));
    strays.map_or(Ok(()), |(index, place)| {
        let got = format!("f asked at {:.6}", nabla_core::Value::Numbers(place));
        Err((index, Complaint::named(slips::ASTRAY, slips::ASTRAY_SAYS).got(got).expected("f asked h away")))
    })
}

/// A place at which an input has moved by something else than h; by h/2 or 2h it may besides, as finer differences do.
fn astray(asked: &Observation<'_>) -> Option<Vec<f64>> {
    let (x, h): (DV, f64) = (asked.argument(1), asked.argument(2));
    let is = |by: f64, steps: f64| (by.abs() - steps * h).abs() <= 1e-6 * h;
    let moved = |place: &[f64], by: &dyn Fn(f64) -> bool| place.iter().zip(x.iter()).any(|(a, b)| by(a - b));
    let by_one = asked.looked().any(|place| moved(place, &|by| is(by, 1.0)));
    let steps: &[f64] = if by_one { &[0.0, 0.5, 1.0, 2.0] } else { &[0.0] };
    let strays = |place: &&[f64]| moved(place, &|by| !steps.iter().any(|steps| is(by, *steps)));
    asked.looked().find(strays).map(<[f64]>::to_vec)
}

fn variants(exercise: Exercise) -> Exercise {
    let column = |f: &MapN, x: &DV, j: usize, h: f64| (f.at(&nudged(x, j, h)) - f.at(&nudged(x, j, -h))) / (2.0 * h);
    exercise
        .variant("column by column", |f: MapN, x: DV, h: f64| Rules::right().jacobian(f.as_fn(), &x, h))
        .variant("entries of kept values", |f: MapN, x: DV, h: f64| {
            let both: Vec<(DV, DV)> =
                (0..x.len()).map(|j| (f.at(&nudged(&x, j, h)), f.at(&nudged(&x, j, -h)))).collect();
            DM::from_fn(f.at(&x).len(), x.len(), |i, j| 0.5 * (both[j].0[i] - both[j].1[i]) / h)
        })
        .variant("rows of the other one", move |f: MapN, x: DV, h: f64| {
            let rows: Vec<_> = (0..x.len()).map(|j| column(&f, &x, j, h).transpose()).collect();
            DM::from_rows(&rows).transpose()
        })
        .variant("with two steps", move |f: MapN, x: DV, h: f64| {
            let columns: Vec<DV> =
                (0..x.len()).map(|j| (4.0 * column(&f, &x, j, h / 2.0) - column(&f, &x, j, h)) / 3.0).collect();
            DM::from_columns(&columns)
        })
}

/// The point and the step, as they were moved.
fn moved(sketch: &mut Sketch<'_>, f: &Map) -> (DV, f64) {
    let x = sketch.slider("x", "the first input", 2.0, -3.0..=3.0);
    let y = sketch.slider("y", "the second input", 3.0, -3.0..=3.0);
    let h = sketch.log_slider("h", "the step with which slopes are measured", 0.1, 1e-15..=1.0);
    sketch.preset("x = 0: two outputs do not see y", Settings::default().number("x", 0.0));
    sketch.preset("h too small: rounding", Settings::default().number("h", 1e-15));
    let rest: Option<DM> = sketch.value((f.clone(), DV::from_vec(vec![2.0, 3.0]), 0.1));
    let slope = rest.and_then(|j| j.get((1, 0)).copied()).unwrap_or(f64::NAN);
    sketch.predict(
        "The second output is 5x + y². What stands in row 2, column 1 of J at (2, 3)?",
        format!("yours has {} there", number_text(slope, Some(3))),
    );
    (DV::from_vec(vec![x, y]), h)
}

/// A panel for each output, with a pair of bars for each input.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = map(2, &[&[(1.0, &[2, 1])], &[(5.0, &[1]), (1.0, &[0, 2])], &[(1.0, &[1, 1])]]);
    let (x, h) = moved(sketch, &f);
    let miss = |j: &DM| {
        let exact = nabla_truth::jacobian(&f, x.as_slice());
        if j.shape() == exact.shape() { (j - exact).amax() } else { f64::NAN }
    };
    let arguments = (f.clone(), x.clone(), h);
    let yours: DM = sketch.value(arguments.clone()).unwrap_or_else(|| DM::zeros(0, 0));
    let truth: DM = sketch.truth(arguments);
    let title = if sketch.is_right() && miss(&yours) > 1e-3 {
        let [h, miss] = [h, miss(&yours)].map(|number| number_text(number, Some(2)));
        format!("With h = {h} rounding puts your slopes up to {miss} off those of f")
    } else if sketch.is_right() {
        "Three outputs, three rows; two inputs, two columns".to_owned()
    } else if yours.shape() != truth.shape() {
        format!("3 outputs of 2 inputs have a 3 × 2 matrix; yours is {} × {}", yours.nrows(), yours.ncols())
    } else {
        let off = yours.iter().zip(truth.iter()).filter(|(a, b)| (*a - *b).abs() > 1e-6 || a.is_nan()).count();
        format!("{off} of 6 slopes are not met")
    };
    let names = ["x²y", "5x + y²", "xy", "no output"];
    let most = yours.iter().chain(truth.iter()).copied().filter(|entry| entry.is_finite()).fold(12.0, f64::max);
    let least = yours.iter().chain(truth.iter()).copied().filter(|entry| entry.is_finite()).fold(0.0, f64::min);
    let bars = |j: &DM, i: usize, width: f64, role: Role, label: &str| {
        let row = if i < j.nrows() { j.row(i).iter().copied().collect() } else { Vec::new() };
        let bars = row.into_iter().zip(1_u32..).map(|(slope, k)| (f64::from(k), slope)).collect();
        Layer::Bars { bars, width, base: 0.0, role, label: label.to_owned() }
    };
    let panels = truth.nrows().max(yours.nrows()).min(4);
    (0..panels).fold(Figure::new(title), |figure, i| {
        let wide = truth.ncols().max(yours.ncols()).min(6) as u32;
        let axis = Axis::new("slope", 1.1 * least, 1.1 * most);
        let panel = Panel::new(Axis::whole("input", 1, wide), axis)
            .heading(format!("Row {}: {}", i + 1, names[i]))
            .layer(bars(&truth, i, 0.8, Role::Truth, "right"))
            .layer(bars(&yours, i, 0.4, Role::Learner, "yours"));
        figure.panel(panel)
    })
}
