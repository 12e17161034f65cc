//! Panels that more than one exercise of the chapter draws.

use nabla_core::Field;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings, spread};
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
    /// From where to where the panel reaches.
    pub(crate) window: (f64, f64),
    /// The learner's slope.
    pub(crate) slope: f64,
    /// The true slope.
    pub(crate) truth: f64,
}

/// A curve with a line of the learner's slope through one of its points: a tangent touches, anything else crosses.
pub(crate) fn touch_panel(touch: &Touch<'_>, curve: impl Fn(f64) -> f64) -> Panel {
    let Touch { at, window: (from, to), .. } = *touch;
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

/// The height of x²y + 3xy² − 5y + 1 along variable `moving`, the other one being held still.
fn slice(moving: usize, still: f64) -> impl Fn(f64) -> f64 + Copy {
    move |along| {
        let mut there = [still; 2];
        there[moving] = along;
        Field::example_1().value(&there)
    }
}

/// What may be moved of both slices: the points at which they are touched, and where the first one is cut. The places, as
/// (along, held).
fn touched(sketch: &mut Sketch<'_>, moving: usize, held: &str) -> [(f64, f64); 2] {
    let [first, second] = [[2.0, 1.0], [3.0, -4.0]].map(|point: [f64; 2]| (point[moving], point[1 - moving]));
    let still = sketch.slider(held, "which slice is cut, on the left", first.1, -4.0..=4.0);
    let says = "where your line is laid against the slice";
    let mut along = |panel, name, (at, still): (f64, f64)| {
        sketch.point_on(panel, name, says, at, at - 3.0..=at + 3.0, slice(moving, still))
    };
    let first = (along(0, "p", (first.0, still)), still);
    let second = (along(1, "q", second), second.1);
    let presets = match moving {
        0 => [("y = 0: a level slice", 2.0, 0.0), ("on level ground: the slope is 0", 1.5, -1.0)],
        _ => [("x = 0: a straight slice", 1.0, 0.0), ("at the bottom of the slice: the slope is 0", 1.0 / 12.0, 2.0)],
    };
    for (name, at, still) in presets {
        let there = (at, slice(moving, still)(at));
        sketch.preset(name, Settings::default().number(held, still).point("p", there));
    }
    [first, second]
}

/// The slices of x²y + 3xy² − 5y + 1 along variable `moving`, through the worked example (2, 1) and through (3, −4),
/// each with a line of the learner's slope.
pub(crate) fn slices_figure(sketch: &mut Sketch<'_>, moving: usize) -> Figure {
    const NAMES: [&str; 2] = ["x", "y"];
    let (variable, held) = (NAMES[moving], NAMES[1 - moving]);
    let mut slopes = Vec::new();
    let windows = [[2.0, 1.0], [3.0, -4.0]].map(|point| (point[moving] - 3.0, point[moving] + 3.0));
    let [first, second] = touched(sketch, moving, held);
    let panels = [(first, windows[0]), (second, windows[1])].map(|((at, still), window)| {
        let point = if moving == 0 { (at, still) } else { (still, at) };
        let (slope, truth) = (sketch.number(point), sketch.truth::<f64>(point));
        slopes.push((slope, truth));
        let [text, at_text, still_text] = [(slope, 4), (at, 3), (still, 3)].map(|(x, n)| number_text(x, Some(n)));
        let heading = format!("{held} held at {still_text}: your slope at {variable} = {at_text} is {text}");
        let touch = Touch { variable, height: "f", heading, at, window, slope, truth };
        touch_panel(&touch, slice(moving, still))
    });
    let predicted = sketch.number((2.0, 1.0));
    sketch.predict(
        &format!("f(x, y) = x²y + 3xy² − 5y + 1. How steep is its slice along {variable} at (2, 1)?"),
        format!("your slope there is {}", number_text(predicted, Some(4))),
    );
    panels.into_iter().fold(Figure::new(touch_title(sketch.is_right(), &slopes)), Figure::panel)
}

/// A curve with a line of the learner's slope laid through the points that were to be joined, at x + `behind`·h and x + h;
/// moved, with the tangent, and the error against h beside it.
pub(crate) fn secant_figure(sketch: &mut Sketch<'_>, behind: f64) -> Figure {
    let f = Field::curve(&[1.0, 0.0, -1.0, 0.5]);
    let height = |x: f64| f.value(&[x]);
    let (at, h) = secant_controls(sketch, &f, behind);
    let joins = [at + behind * h, at + h];
    let steepness = nabla_truth::partial(&f, &[at], 0);
    let (slope, truth): (f64, f64) = (sketch.number((f.clone(), at, h)), sketch.truth((f.clone(), at, h)));
    let (from, to) = (0.4, 3.6);
    let graph: Vec<(f64, f64)> = spread(from, to, SAMPLES).into_iter().map(|x| (x, height(x))).collect();
    let foot = joins[0];
    let line = |slope: f64| [from, to].map(|x| (x, height(foot) + slope * (x - foot)));
    let title = if joins[0] == joins[1] {
        format!("So small an h changes nothing: both points are one, and your slope is {}", short(slope))
    } else if sketch.is_right() && h < 1e-9 && (slope - steepness).abs() > 0.01 {
        format!("Both heights are rounded: your slope is {}, and f climbs by {}", short(slope), short(steepness))
    } else if sketch.is_right() {
        format!("Your line joins both points: it climbs {} for each unit of x", number_text(slope, Some(4)))
    } else if (slope - truth).abs() <= 0.01 * truth.abs() {
        "Your line joins both points here; for other curves or steps it does not".to_owned()
    } else if truth != 0.0 && slope.is_finite() {
        format!("Your line misses the second point: it is {} times as steep", number_text(slope / truth, Some(3)))
    } else {
        "Your line misses the second point".to_owned()
    };
    let mut panel = Panel::new(Axis::new("x", from, to), Axis::around("f", graph.iter().map(|point| point.1)))
        .layer(Layer::line(Role::Given, "f", graph))
        .layer(Layer::line(Role::Truth, "the secant that was asked for", line(truth)))
        .layer(Layer::line(Role::Learner, "a line of your slope", line(slope)))
        .layer(Layer::points(Role::Given, Mark::Dot, "the points to join", joins.map(|x| (x, height(x)))));
    if (at, h) == SECANT {
        return Figure::new(title).panel(panel);
    }
    let tangent = [from, to].map(|x| (x, height(at) + steepness * (x - at)));
    panel = panel.layer(Layer::line(Role::Guide, "the tangent at x", tangent));
    Figure::new(title).panel(panel).panel(error_panel(sketch, &f, (at, h), steepness))
}

/// x and h of the secant that is drawn by itself.
const SECANT: (f64, f64) = (2.0, 0.8);

/// x and h, as they were moved, of a secant from x + behind·h to x + h.
fn secant_controls(sketch: &mut Sketch<'_>, f: &Field, behind: f64) -> (f64, f64) {
    let at = sketch.slider("x", "where the slope is wanted", SECANT.0, 1.6..=2.4);
    let h = sketch.log_slider("h", "the step: how far apart the points lie", SECANT.1, 1e-16..=1.2);
    let best = if behind == 0.0 { 1e-8 } else { 1e-5 };
    for (name, h) in [
        ("h too large: the line cuts a corner", 1.2),
        ("h at its best: the line is the tangent", best),
        ("h too small: rounding tilts the line", 6e-16),
        ("h so small that both points are one", 1e-16),
    ] {
        sketch.preset(name, Settings::default().number("h", h));
    }
    let predicted = sketch.number((f.clone(), SECANT.0, SECANT.1));
    let from = short(SECANT.0 + behind * SECANT.1);
    sketch.predict(
        &format!("f(x) = 0.5x³ − x² + 1. How steep is the line from its point at x = {from} to that at x = 2.8?"),
        format!("your slope is {}", short(predicted)),
    );
    (at, h)
}

/// How far the learner's quotient is from the slope of f, for many steps, with the step that is drawn.
fn error_panel(sketch: &mut Sketch<'_>, f: &Field, (at, h): (f64, f64), steepness: f64) -> Panel {
    let steps: Vec<f64> = (0..=48).map(|k| 10_f64.powf(-f64::from(k) / 3.0)).collect();
    let arguments = |h: f64| (f.clone(), at, h);
    let error = |slope: f64| (slope - steepness).abs();
    let slopes = sketch.numbers(steps.iter().map(|h| arguments(*h)));
    let here = error(sketch.number(arguments(h)));
    let truth = steps.iter().map(|h| (*h, error(sketch.truth(arguments(*h)))));
    Panel::new(Axis::log("step h", 1e-16, 2.0), Axis::log("error", 1e-13, 100.0))
        .heading(format!("With h = {} your slope is {} off that of f", short(h), number_text(here, Some(2))))
        .layer(Layer::line(Role::Truth, "true errors", truth))
        .layer(Layer::line(
            Role::Learner,
            "your errors",
            steps.iter().zip(&slopes).map(|(h, slope)| (*h, error(*slope))),
        ))
        .layer(Layer::points(Role::Learner, Mark::Dot, "the step that is drawn", [(h, here)]))
}

/// A number with three digits.
fn short(number: f64) -> String {
    number_text(number, Some(3))
}
