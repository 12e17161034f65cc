//! How exact a gradient is, and at what price.

use nabla_core::Field;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings};
use nabla_grading::{Sketch, number_text};

/// The error of differences against their step, with the learner's beside it; and the calls of f against the number of
/// inputs.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = Field::Growth;
    let (x, h) = moved(sketch);
    let truth: Vec<f64> = nabla_truth::gradient(&f, &x);
    let error = |slopes: &[f64]| {
        let largest = slopes.iter().zip(&truth).map(|(a, b)| ((a - b) / b).abs()).fold(0.0, f64::max);
        let counted = slopes.len() == truth.len() && slopes.iter().all(|slope| slope.is_finite());
        if counted { largest.clamp(1e-17, 30.0) } else { 30.0 }
    };
    let yours = error(&sketch.value::<Vec<f64>>((f.clone(), x.clone())).unwrap_or_default());
    let measured = |h: f64| -> f64 {
        let at = |i: usize, by: f64| {
            let mut x = x.clone();
            x[i] += by;
            f.value(&x)
        };
        error(&[0, 1].map(|i| (at(i, h) - at(i, -h)) / (2.0 * h)))
    };
    let steps: Vec<f64> = (0..=48).map(|k| 10_f64.powf(-12.0 + f64::from(k) / 4.0)).collect();
    let mut errors = Panel::new(Axis::log("step h", 1e-12, 1.0), Axis::log("relative error", 1e-18, 100.0))
        .heading("how exact")
        .layer(Layer::line(Role::Given, "differences", steps.iter().map(|h| (*h, measured(*h)))))
        .layer(Layer::line(Role::Learner, "yours, without a step", [(1e-12, yours), (1.0, yours)]));
    if let Some(h) = h {
        let miss = measured(h);
        let heading =
            format!("with h = {} a difference is {} off", number_text(h, Some(2)), number_text(miss, Some(2)));
        errors = errors.heading(heading).layer(Layer::points(Role::Given, Mark::Ring, "that step", [(h, miss)]));
    }
    let counts: Vec<f64> = (1..=8_u32)
        .map(|n| {
            let arguments =
                (Field::Wave { amplitude: 1.0, wave: vec![0.5; n as usize], phase: 0.3 }, vec![0.2; n as usize]);
            sketch.answer(arguments).map_or(f64::NAN, |answer| answer.looks.calls as f64)
        })
        .collect();
    let calls = (1..=8_u32).map(f64::from).zip(counts);
    let along = |times: f64, plus: f64| [(1.0, times + plus), (8.0, 8.0 * times + plus)];
    let cost = Panel::new(Axis::whole("inputs", 1, 8), Axis::new("passes", 0.0, 18.0))
        .heading("at what price")
        .layer(Layer::line(Role::Given, "differences: 2n", along(2.0, 0.0)))
        .layer(Layer::line(Role::Truth, "forward: n", along(1.0, 0.0)))
        .layer(Layer::line(Role::Guide, "a sweep back: 1", along(0.0, 1.0)))
        .layer(Layer::points(Role::Learner, Mark::Dot, "yours", calls));
    let title = match yours {
        _ if sketch.is_right() => "Differences err in a U; your slopes lie on the floor, for one pass an input",
        error if error < 1e-12 => "Right here, and not everywhere, or not in one pass an input",
        error if error < 1e-3 => "Your slopes carry the error of a difference",
        _ => "Your slopes lie far above the floor: they are not those of f",
    };
    Figure::new(title).panel(errors).panel(cost)
}

/// The point, and the step of a difference where somebody has set one.
fn moved(sketch: &mut Sketch<'_>) -> (Vec<f64>, Option<f64>) {
    const STEP: f64 = 1e-5;
    let x = sketch.slider("x", "where the gradient of x·exp(xy) is asked for, along x", 0.7, 0.2..=2.0);
    let y = sketch.slider("y", "where it is asked for, along y", 1.1, 0.2..=2.0);
    let h = sketch.log_slider("h", "the step of a difference: yours has none", STEP, 1e-12..=1.0);
    for (name, h) in [("h too large: the bend of f", 0.5), ("h too small: rounding", 1e-11)] {
        sketch.preset(name, Settings::default().number("h", h));
    }
    let inputs = 8;
    let wide = Field::Wave { amplitude: 1.0, wave: vec![0.5; inputs], phase: 0.3 };
    let passes = sketch.answer((wide, vec![0.2; inputs])).map_or(0, |answer| answer.looks.calls);
    sketch.predict(
        "How many passes through f does the forward way take for the gradient at 8 inputs?",
        format!("yours took {passes}"),
    );
    (vec![x, y], (h != STEP).then_some(h))
}
