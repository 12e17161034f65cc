//! How a surface bends along a direction.
//!
//! ```text
//! v'Hv / ‖v‖²        H = [0, −3; −3, 0]: 0 along both axes, −3 along (1, 1), +3 along (1, −1)
//! ```
//!
//! No v of the probes is a unit vector, H has signs of both kinds, and up to five inputs. The truth adds the diagonal
//! and each pair of axes once, along a unit vector.

mod mistakes;

use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, Settings, decimals, spread};
use nabla_grading::{Clause, Exercise, Sketch, number, number_text};
use nalgebra::{DMatrix, DVector, dmatrix, dvector};
use std::f64::consts::TAU;

type DM = DMatrix<f64>;
type DV = DVector<f64>;

/// Where no direction is.
const NOWHERE: Option<f64> = None;

/// The exercise `curvature`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("curvature", "how f bends along v, from the matrix h of its second partials")
        .probes(|ask| {
            ask.article((dmatrix![0.0, -3.0; -3.0, 0.0], dvector![1.0, 1.0]), -3.0);
            ask.at((dmatrix![2.0, 3.0; 3.0, -1.0], dvector![3.0, 4.0]));
            ask.at((dmatrix![2.0, 3.0; 3.0, -1.0], dvector![-1.0, 2.0]));
            ask.at((dmatrix![1.0, 2.0, 0.0; 2.0, -1.0, 4.0; 0.0, 4.0, 3.0], dvector![1.0, 2.0, -1.0]));
            ask.random(24, |draw| {
                let n = usize::try_from(draw.integer(2, 5)).unwrap_or(2);
                let half = DM::from_fn(n, n, |_, _| draw.number_off_zero(-3.0, 3.0, 0.1));
                let h = DM::from_fn(n, n, |i, j| half[(i.min(j), i.max(j))]);
                (h, DV::from_fn(n, |_, _| draw.number_off_zero(-4.0, 4.0, 0.2)))
            });
        })
        .truth(|h: DM, v: DV| {
            let u = &v / v.norm();
            let pair =
                |i: usize, j: usize| if i == j { h[(i, i)] * u[i] * u[i] } else { 2.0 * h[(i, j)] * u[i] * u[j] };
            (0..v.len()).flat_map(|i| (0..=i).map(move |j| (i, j))).map(|(i, j)| pair(i, j)).sum::<f64>()
        })
        .size(|h: DM, _: DV| h.iter().map(|entry| entry.abs()).sum::<f64>())
        .parts([number("the bending")])
        .hints([
            "Walk along the line x + t·v. The bending is the slope of the slope: which numbers of H does it meet?",
            "For a v of length 1 it is v'Hv = Σ vᵢ·hᵢⱼ·vⱼ, over all pairs.",
            "Make v twice as long: v'Hv becomes four times as large, and the surface has not changed. Divide by ‖v‖², \
             which `v.norm_squared()` gives; `v.dot(&(h * v))` is v'Hv.",
        ])
        .figure(draw);
    let exercise = mistakes::MISTAKES.into_iter().fold(exercise, |exercise, (name, bending, says)| {
        exercise.mistake(name, move |h: DM, v: DV| bending(&h, &v), says)
    });
    variants(clauses(exercise)).mistake(
        "answered upward bendings only",
        |h: DM, v: DV| Some(v.dot(&(h * &v)) / v.norm_squared()).filter(|bending| *bending > 0.0),
        "A surface can bend down as well: a negative bending is an answer, and None says that there is none.",
    )
}

fn clauses(exercise: Exercise) -> Exercise {
    let h = || dmatrix![2.0, 3.0; 3.0, -1.0];
    exercise
        .clause(
            Clause::new(
                "None for a v without direction",
                "v = 0 points nowhere: your type can say that there is no answer.",
            )
            .at((h(), DV::zeros(2)))
            .at((DM::identity(3, 3), DV::zeros(3)))
            .gives(NOWHERE)
            .missed(
                "gave 0",
                |_: DM, _: DV| 0.0,
                "0 claims that f does not bend; v = 0 does not say along which way.",
            ),
        )
        .clause(
            Clause::new(
                "an entry of v may be 0",
                "(1, 0) is a direction like any other: only where all entries are 0 v points nowhere.",
            )
            .at((dmatrix![2.0, 3.0; 3.0, -1.0], dvector![4.0, 0.0]))
            .at((dmatrix![2.0, 3.0; 3.0, -1.0], dvector![0.0, -2.0]))
            .missed("took it for no direction", |_: DM, _: DV| NOWHERE, ""),
        )
        .clause(
            Clause::new("a bending of 0", "A direction along which f does not bend has an answer, and that is 0.")
                .at((dmatrix![4.0, 0.0; 0.0, -4.0], dvector![1.0, 1.0]))
                .at((dmatrix![2.0, 0.0; 0.0, -8.0], dvector![2.0, 1.0]))
                .missed(
                    "gave nothing for 0",
                    |h: DM, v: DV| Some(v.dot(&(h * &v)) / v.norm_squared()).filter(|bending| *bending != 0.0),
                    "v is a direction, and 0 is how f bends along it: None would say that there is no answer.",
                ),
        )
        .clause(
            Clause::only_zero_is_zero(&[1], &[1e-90, 1e-30, 1e-13, 1e7, 1e90], NOWHERE)
                .called("however short or long v is")
                .says("v gives a direction, whatever its length: only what is exactly 0 has none."),
        )
        .clause(
            Clause::new(
                "None for a v of another length",
                "How many entries must v have, so that each meets a row of H?",
            )
            .at((h(), dvector![1.0, 2.0, 3.0]))
            .at((h(), dvector![2.0]))
            .at((DM::identity(3, 3), dvector![2.0, 1.0]))
            .gives(NOWHERE)
            .missed(
                "took as many as there are",
                |h: DM, v: DV| {
                    let n = v.len().min(h.nrows());
                    let pairs = (0..n).flat_map(|i| (0..n).map(move |j| (i, j)));
                    pairs.map(|(i, j)| v[i] * h[(i, j)] * v[j]).sum::<f64>() / v.norm_squared()
                },
                "Where v and H do not fit, `zip` drops what is left over: compare the sizes before you begin.",
            ),
        )
        .clause(Clause::not_finite(&[1, 0]).gives(NOWHERE).called("None where a number is not finite"))
}

fn variants(exercise: Exercise) -> Exercise {
    let usable = |h: &DM, v: &DV| {
        h.is_square()
            && h.nrows() == v.len()
            && h.iter().chain(v.iter()).all(|number| number.is_finite())
            && v.iter().any(|x| *x != 0.0)
    };
    exercise
        .variant("a unit vector first", move |h: DM, v: DV| {
            usable(&h, &v).then(|| {
                let u = v.normalize();
                u.dot(&(h * &u))
            })
        })
        .variant("along the axes without twist", move |h: DM, v: DV| {
            usable(&h, &v).then(|| {
                let axes = h.symmetric_eigen();
                let shares = axes.eigenvectors.tr_mul(&v);
                axes.eigenvalues.dot(&shares.component_mul(&shares)) / v.norm_squared()
            })
        })
        .variant("two loops", move |h: DM, v: DV| {
            usable(&h, &v).then(|| {
                let n = v.len();
                let pairs = (0..n).flat_map(|i| (0..n).map(move |j| (i, j)));
                let length = v.norm();
                pairs.map(|(i, j)| v[i] / length * h[(i, j)] * (v[j] / length)).sum::<f64>()
            })
        })
}

/// The Hessian, as it was moved.
fn moved(sketch: &mut Sketch<'_>) -> DMatrix<f64> {
    let a = sketch.slider("f_xx", "how f bends along x", 2.0, -4.0..=4.0);
    let b = sketch.slider("f_xy", "how it twists", 3.0, -4.0..=4.0);
    let c = sketch.slider("f_yy", "how f bends along y", -1.0, -4.0..=4.0);
    let all = |a: f64, b: f64, c: f64| Settings::default().number("f_xx", a).number("f_xy", b).number("f_yy", c);
    sketch.preset("a bowl: never below 0", all(2.0, 1.0, 2.0));
    sketch.preset("a trough: 0 along one way", all(1.0, 1.0, 1.0));
    sketch.preset("a round bowl: no wave at all", all(2.0, 0.0, 2.0));
    sketch.preset("a twist alone: a saddle", all(0.0, 3.0, 0.0));
    let diagonal: Option<Option<f64>> = sketch.value((dmatrix![2.0, 3.0; 3.0, -1.0], dvector![1.0, 1.0]));
    sketch.predict(
        "H = [2, 3; 3, −1]. How strongly does f bend along the diagonal (1, 1)? Mind its length.",
        format!("your bending is {}", number_text(diagonal.flatten().unwrap_or(f64::NAN), Some(3))),
    );
    dmatrix![a, b; b, c]
}

/// Bending against the angle, between the two bounds that the eigenvalues set.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let h = moved(sketch);
    let angles = spread(0.0, TAU, 73);
    // Twice as long as a unit vector, so that a length that was left in shows.
    let along = |t: &f64| (h.clone(), dvector![2.0 * t.cos(), 2.0 * t.sin()]);
    let yours: Vec<f64> = sketch
        .values(angles.iter().map(along))
        .into_iter()
        .map(|bending| bending.flatten().unwrap_or(f64::NAN))
        .collect();
    let truth: Vec<f64> = angles.iter().map(|t| sketch.truth::<f64>(along(t))).collect();
    let (low, high) = {
        let bounds = h.clone().symmetric_eigenvalues();
        (bounds.min(), bounds.max())
    };
    let most = yours.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let least = yours.iter().copied().fold(f64::INFINITY, f64::min);
    let title = if sketch.is_right() && high - low < 0.01 {
        "Both eigenvalues are the same: it bends alike whichever way one looks".to_owned()
    } else if sketch.is_right() {
        "A wave between the two eigenvalues: the extremes of bending".to_owned()
    } else if most == f64::NEG_INFINITY {
        "You have no bending along any way".to_owned()
    } else if most - least < 1e-9 {
        format!("Your bending is {} whichever way you look", decimals(most, 2))
    } else if most > high + 1e-9 || least < low - 1e-9 {
        let text = |number| number_text(number, Some(3));
        format!("Yours bends from {} to {}, beyond the eigenvalues {low:.2} and {high:.2}", text(least), text(most))
    } else {
        "Your wave is not the true one".to_owned()
    };
    let degrees =
        |values: &[f64]| angles.iter().map(|t| t.to_degrees()).zip(values.iter().copied()).collect::<Vec<_>>();
    let across = |height: f64| [(0.0, height), (360.0, height)];
    let [a, b, c] = [h[(0, 0)], h[(0, 1)], h[(1, 1)]].map(|entry| number_text(entry, Some(3)).replace('-', "−"));
    let heading = format!("H = [{a}, {b}; {b}, {c}]");
    let panel = Panel::new(
        Axis::new("angle of v in degrees", 0.0, 360.0),
        Axis::around(
            "bending along v, with ‖v‖ = 2",
            yours.iter().chain(&truth).copied().chain([low - 0.4, high + 0.8]),
        ),
    )
    .heading(heading)
    .layer(Layer::line(Role::Guide, "the eigenvalues", across(low)))
    .layer(Layer::line(Role::Guide, "", across(high)))
    .layer(Layer::line(Role::Truth, "true", degrees(&truth)))
    .layer(Layer::line(Role::Learner, "yours", degrees(&yours)));
    Figure::new(title).panel(panel)
}
