//! The error against the step, on the diagonal and off it.

use super::{DM, DV};
use nabla_core::Field;
use nabla_grading::Sketch;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings};

/// What is drawn in the place of an error of 0.
const LEAST: f64 = 1e-13;

/// Two log-log panels: an error that falls like h² and then rises like 1/h².
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = Field::Wave { amplitude: 2.0, wave: vec![1.2, -0.7], phase: 0.4 };
    let x = moved(sketch);
    let steps: Vec<f64> = (0..29).map(|k| 0.3 * 10_f64.powf(-0.25 * f64::from(k))).collect();
    let yours: Vec<Option<DM>> = sketch.values(steps.iter().map(|h| (f.clone(), x.clone(), *h)));
    let right = super::Rules::right();
    let best: Vec<DM> = steps.iter().map(|h| right.hessian(&|p: &DV| f.value(p.as_slice()), &x, *h)).collect();
    let exact: DM = sketch.truth((f, x, 0.1));
    let error = |h: &DM, (i, j): (usize, usize)| {
        if h.shape() == (2, 2) { (h[(i, j)] - exact[(i, j)]).abs().max(LEAST) } else { f64::NAN }
    };
    let mut figure = Figure::new(if sketch.is_right() {
        "The error falls like h²; below h ≈ 10⁻⁴ rounding, divided by h², takes over"
    } else {
        "Your error does not fall like h² in both panels"
    });
    for (place, heading) in [((0, 0), "On the diagonal: f_xx"), ((0, 1), "Off the diagonal: f_xy")] {
        let curve = |h: &[DM]| steps.iter().copied().zip(h.iter().map(|h| error(h, place))).collect::<Vec<_>>();
        let missing = DM::zeros(0, 0);
        let measured: Vec<DM> = yours.iter().map(|h| h.clone().unwrap_or_else(|| missing.clone())).collect();
        let points = curve(&measured);
        figure = figure.panel(
            Panel::new(Axis::log("step h", 1e-8, 1.0), Axis::log("|error|", 1e-13, 1e4))
                .heading(heading)
                .layer(Layer::line(Role::Guide, "", [(1e-4, 1e-9), (1.0, 1e-1)]))
                .layer(Layer::line(Role::Guide, "", [(1e-8, 1e-8), (1.0, 1.0)]))
                .layer(Layer::text(Role::Guide, (2e-2, 4e-5), "falls like h²"))
                .layer(Layer::text(Role::Guide, (1e-6, 1e-6), "falls like h"))
                .layer(Layer::line(Role::Truth, "a central difference", curve(&best)))
                .layer(Layer::line(Role::Learner, "yours", points.clone()))
                .layer(Layer::points(Role::Learner, Mark::Dot, "", points)),
        );
    }
    figure
}

/// Where the second slopes of the wave are measured, as it was moved.
fn moved(sketch: &mut Sketch<'_>) -> DV {
    let x = sketch.slider("x", "where the second slopes are measured, along x", 0.5, -2.0..=2.0);
    let y = sketch.slider("y", "where they are measured, along y", 0.9, -2.0..=2.0);
    sketch.preset("on a crest: the wave bends most", Settings::default().number("x", 1.5).number("y", 0.9));
    sketch.preset("half way down: it hardly bends", Settings::default().number("x", 0.2).number("y", 0.9));
    let f = Field::Wave { amplitude: 2.0, wave: vec![1.2, -0.7], phase: 0.4 };
    let rest = DV::from_vec(vec![0.5, 0.9]);
    let decades: Vec<f64> = (1..9).map(|k| 10_f64.powi(-k)).collect();
    let exact: DM = sketch.truth((f.clone(), rest.clone(), 0.1));
    let measured: Vec<Option<DM>> = sketch.values(decades.iter().map(|h| (f.clone(), rest.clone(), *h)));
    let miss = |h: &Option<DM>| h.as_ref().and_then(|h| h.get((0, 0))).map_or(f64::NAN, |h| (h - exact[(0, 0)]).abs());
    let best = decades.iter().zip(&measured).min_by(|a, b| miss(a.1).total_cmp(&miss(b.1)));
    sketch.predict(
        "A second difference divides by h². Of the steps 0.1, 0.01, … 1e-8: which one misses f_xx least?",
        best.map_or("none of yours does".to_owned(), |(h, _)| format!("of yours it is {h:.0e}")),
    );
    DV::from_vec(vec![x, y])
}
