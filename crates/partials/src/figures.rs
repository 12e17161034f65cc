//! Panels that more than one exercise of the chapter draws.

use nabla_core::Field;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, spread};
use nabla_grading::{Sketch, number_text};

/// How many points a curve is drawn with: enough that no corner shows at any size.
const SAMPLES: usize = 160;

/// A point on a curve, and the two slopes through it.
pub(crate) struct Touch<'a> {
    /// What the horizontal axis measures.
    pub(crate) variable: &'a str,
    /// What the vertical axis measures.
    pub(crate) height: &'a str,
    /// The heading of the panel.
    pub(crate) heading: String,
    /// Where the line is laid against the curve.
    pub(crate) at: f64,
    /// How far the panel reaches to both sides.
    pub(crate) reach: f64,
    /// The learner's slope.
    pub(crate) slope: f64,
    /// The true slope.
    pub(crate) truth: f64,
}

/// A curve with a line of the learner's slope through one of its points: a tangent touches, anything else crosses.
pub(crate) fn touch_panel(touch: &Touch<'_>, curve: impl Fn(f64) -> f64) -> Panel {
    let Touch { at, reach, .. } = *touch;
    let (from, to) = (at - reach, at + reach);
    let graph: Vec<(f64, f64)> = spread(from, to, SAMPLES).into_iter().map(|x| (x, curve(x))).collect();
    let line = |slope: f64| [from, to].map(|x| (x, curve(at) + slope * (x - at)));
    let heights = graph.iter().map(|point| point.1).chain(line(touch.truth).map(|point| point.1));
    Panel::new(Axis::new(touch.variable, from, to), Axis::around(touch.height, heights))
        .heading(touch.heading.clone())
        .layer(Layer::line(Role::Given, "the slice", graph))
        .layer(Layer::line(Role::Truth, "the true slope", line(touch.truth)))
        .layer(Layer::line(Role::Learner, "your slope", line(touch.slope)))
        .layer(Layer::points(Role::Given, Mark::Dot, "", [(at, curve(at))]))
}

/// The title over panels with a curve and a line each: which of these slopes the eye cannot tell from the true ones.
fn touch_title(is_right: bool, slopes: &[(f64, f64)]) -> String {
    let touching = slopes.iter().filter(|(slope, truth)| (slope - truth).abs() <= 0.02 * truth.abs().max(1.0)).count();
    match slopes.len() - touching {
        0 if is_right => {
            format!("Your line touches the slice at {} points", if slopes.len() == 2 { "both" } else { "all" })
        }
        0 => "Your line seems to touch the slice here, and is not right everywhere".to_owned(),
        crossing if touching > 0 => format!("Your line crosses the slice at {crossing} of {} points", slopes.len()),
        _ => "Your line crosses the slice instead of touching it".to_owned(),
    }
}

/// The slices of x²y + 3xy² − 5y + 1 along variable `moving`, through the worked example (2, 1) and through (3, −4),
/// each with a line of the learner's slope.
pub(crate) fn slices_figure(sketch: &mut Sketch<'_>, moving: usize) -> Figure {
    const NAMES: [&str; 2] = ["x", "y"];
    let (variable, held) = (NAMES[moving], NAMES[1 - moving]);
    let mut slopes = Vec::new();
    let panels = [[2.0, 1.0], [3.0, -4.0]].map(|point| {
        let (at, still) = (point[moving], point[1 - moving]);
        let (slope, truth) = (sketch.number((point[0], point[1])), sketch.truth::<f64>((point[0], point[1])));
        slopes.push((slope, truth));
        let text = number_text(slope, Some(4));
        let heading = format!("{held} held at {still}: your slope at {variable} = {at} is {text}");
        let touch = Touch { variable, height: "f", heading, at, reach: 3.0, slope, truth };
        touch_panel(&touch, |along| {
            let mut there = point;
            there[moving] = along;
            Field::example_1().value(&there)
        })
    });
    panels.into_iter().fold(Figure::new(touch_title(sketch.is_right(), &slopes)), Figure::panel)
}

/// A curve with a line of the learner's slope laid through the points that were to be joined.
///
/// `joins` holds the places of the samples; the line is drawn through the first of them.
pub(crate) fn secant_figure(sketch: &mut Sketch<'_>, at: f64, h: f64, joins: &[f64]) -> Figure {
    let f = Field::curve(&[1.0, 0.0, -1.0, 0.5]);
    let height = |x: f64| f.value(&[x]);
    let (slope, truth): (f64, f64) = (sketch.number((f.clone(), at, h)), sketch.truth((f.clone(), at, h)));
    let (from, to) = (0.4, 3.6);
    let graph: Vec<(f64, f64)> = spread(from, to, SAMPLES).into_iter().map(|x| (x, height(x))).collect();
    let foot = joins.first().copied().unwrap_or(at);
    let line = |slope: f64| [from, to].map(|x| (x, height(foot) + slope * (x - foot)));
    let title = if sketch.is_right() {
        format!("Your line joins both points: it climbs {} for each unit of x", number_text(slope, Some(4)))
    } else if (slope - truth).abs() <= 0.01 * truth.abs() {
        "Your line joins both points here; for other curves or steps it does not".to_owned()
    } else if truth != 0.0 && slope.is_finite() {
        format!("Your line misses the second point: it is {} times as steep", number_text(slope / truth, Some(3)))
    } else {
        "Your line misses the second point".to_owned()
    };
    let panel = Panel::new(Axis::new("x", from, to), Axis::around("f", graph.iter().map(|point| point.1)))
        .layer(Layer::line(Role::Given, "f", graph))
        .layer(Layer::line(Role::Truth, "the secant that was asked for", line(truth)))
        .layer(Layer::line(Role::Learner, "a line of your slope", line(slope)))
        .layer(Layer::points(Role::Given, Mark::Dot, "the points to join", joins.iter().map(|x| (*x, height(*x)))));
    Figure::new(title).panel(panel)
}
