//! A level curve of x² + 4y² as a moving point.
//!
//! ```text
//! x² + 4y² = level        for example x = √level · cos t,  y = √level / 2 · sin t
//! ```
//!
//! Any way of moving round counts, so each point is put into x² + 4y², and all points of a lap together must go round.
//! Two levels are walked round in steps of a tenth: one alone could be written down.

use crate::fields::within;
use crate::pictures::{LEVELS, bowl_panel, pair, spread, true_ellipses};
use nabla_grading::figure::{Figure, Layer, Mark, Role, Settings, point_text};
use nabla_grading::{Clause, Exercise, Sketch, number_text};
use nalgebra::Vector2;
use std::f64::consts::TAU;

mod judge;
mod mistakes;

use judge::{goes_round_once, height, lies_on_the_level};

type V2 = Vector2<f64>;

/// How many times of one lap are asked for: a tenth apart, and 2π at last.
const LAP: usize = 64;

/// The exercise `ellipse_point`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new(
        "ellipse_point",
        "the point for t on the level curve x² + 4y² = level, once round as t grows from 0 to 2π",
    )
    .probes(|ask| {
        for level in [8.0, ask.draw().number(20.0, 90.0)] {
            (0..63).map(|tenths| f64::from(tenths) / 10.0).chain([TAU]).for_each(|t| ask.at((level, t)));
        }
        ask.random(16, |draw| (draw.number(0.5, 60.0), draw.number(0.0, TAU)));
    })
    .truth(|level: f64, t: f64| level.sqrt() * V2::new(t.cos(), t.sin() / 2.0))
    .not_unique()
    .property(lies_on_the_level)
    .overall(goes_round_once)
    .hints([
        "Look at the two ends first: where does the curve meet the x axis (put y = 0), and where the y axis?",
        "(cos t, sin t) runs once round a circle of radius 1. \
         Stretch it along x and along y until it has the right ends.",
        "Stretch x by √level. Along y the reach solves 4y² = level. \
         Before the root: what if the level is below 0, or NaN?",
    ])
    .figure(draw);
    variants(clauses(mistakes::add(exercise)))
}

fn clauses(exercise: Exercise) -> Exercise {
    let anywhere = Clause::new(
        "any level from 0 up, and any t",
        "A level may be low or high, or 0, where one point is left; t may lie before 0 or after 2π. There is a point.",
    );
    let asked = [(8.0, -3.0), (8.0, 7.0), (8.0, 1e6), (1e-100, 2.5), (2e-12, 2.5), (1e100, 2.5), (0.0, 2.5)];
    exercise
        .clause(asked.into_iter().fold(anywhere, Clause::at).missed("found none", |_: f64, _: f64| None::<V2>, ""))
        .clause(
            Clause::new("None below 0", "Where is x² + 4y² = −8? Squares have something to say about it.")
                .at((-8.0, 2.5))
                .at((-1e-12, 2.5))
                .gives(None::<V2>),
        )
        .clause(
            Clause::not_finite(&[0, 1])
                .gives(None::<V2>)
                .called("None where an argument is not finite")
                .says("A level or a time that is NaN or infinite gives no point. Note that `NaN < 0.0` is false."),
        )
}

fn variants(exercise: Exercise) -> Exercise {
    let possible = |level: f64, t: f64| level >= 0.0 && level.is_finite() && t.is_finite();
    exercise
        .variant("from the top, clockwise", move |c: f64, t: f64| {
            possible(c, t).then(|| V2::new(c.sqrt() * t.sin(), (c / 4.0).sqrt() * t.cos()))
        })
        .variant("by the angle at the centre", move |c: f64, t: f64| {
            let reach = (c / (t.cos().powi(2) + 4.0 * t.sin().powi(2))).sqrt();
            possible(c, t).then(|| V2::new(reach * t.cos(), reach * t.sin()))
        })
        .variant("without cos and sin", move |c: f64, t: f64| {
            let u = (t / 2.0).tan();
            possible(c, t).then(|| V2::new(1.0 - u * u, u) * (c.sqrt() / (1.0 + u * u)))
        })
        .variant("an upper half and a lower half", move |c: f64, t: f64| {
            let x = c.sqrt() * t.cos();
            possible(c, t).then(|| V2::new(x, ((c - x * x).max(0.0) / 4.0).sqrt().copysign(t.sin())))
        })
}

/// The level between the lowest and the highest, and a time, as they were moved.
fn moved(sketch: &mut Sketch<'_>) -> (f64, f64) {
    let level = sketch.slider("level", "the level of the curve between the other two", 8.0, 0.0..=20.0);
    let t = sketch.slider("t", "how far round the point has gone", 1.0, 0.0..=TAU);
    sketch.preset("level 0: one point is left", Settings::default().number("level", 0.0));
    sketch.preset("half way round", Settings::default().number("t", TAU / 2.0));
    let at_quarter: Option<V2> = sketch.value((8.0, TAU / 4.0));
    let came_out =
        at_quarter.map_or("you have no point there".to_owned(), |p| format!("yours is {}", point_text(pair(p))));
    sketch.predict_in(0, "Where on the level curve 8 is your point for t = π/2? Click there.", came_out);
    (level, t)
}

/// The learner's laps on the three levels over the contours.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let times = spread(0.0, TAU, 73);
    let (level, t) = moved(sketch);
    let levels = [LEVELS[0], level, LEVELS[2]];
    let mut panel = true_ellipses(bowl_panel((-4.6, 4.6), (-3.0, 3.0)), &levels);
    for level in levels {
        let answers: Vec<Option<V2>> = sketch.values(times.iter().map(|&t| (level, t)));
        let lap: Vec<(f64, f64)> = answers.iter().map(|p| p.map_or((f64::NAN, f64::NAN), pair)).collect();
        let label = |words: &str| if level == LEVELS[0] { words.to_owned() } else { String::new() };
        let every_third: Vec<(f64, f64)> = lap.iter().copied().step_by(3).collect();
        panel = panel
            .layer(Layer::line(Role::Learner, label("your points, t from 0 to 2π"), lap))
            .layer(Layer::points(Role::Learner, Mark::Dot, "", every_third));
    }
    let at_t: Option<V2> = sketch.value((level, t));
    let [level_text, t_text] = [level, t].map(|number| number_text(number, Some(3)));
    if t != 1.0 {
        let heading = at_t.map_or("no point".to_owned(), |p| point_text(pair(p)));
        let mark = Layer::points(Role::Learner, Mark::Ring, "your point at t", at_t.map(pair));
        panel = panel.heading(format!("Level {level_text} at t = {t_text}: {heading}")).layer(mark);
    }
    let title = match at_t.map(height) {
        _ if sketch.is_right() => "Your points run once round each level curve".to_owned(),
        None => format!("Your function finds no point on level {level_text} at t = {t_text}"),
        Some(height) if !within(height - level, 1e-6) => {
            format!("Your point for level {level_text}, t = {t_text} lies on level {}", number_text(height, Some(3)))
        }
        Some(_) => format!("On the level at t = {t_text}, but this is not one steady lap"),
    };
    Figure::new(title).panel(panel)
}
