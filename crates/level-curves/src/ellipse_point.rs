//! A level curve of x² + 4y² as a moving point.
//!
//! ```text
//! x² + 4y² = level        for example x = √level · cos t,  y = √level / 2 · sin t
//! ```
//!
//! Any way of moving round counts, so each point is put into x² + 4y², and all points of a lap together must go round.

use crate::known::{self, Known, Sign, within};
use crate::pictures::{LEVELS, bowl_panel, pair, spread, true_ellipses};
use nabla_grading::figure::{Figure, Layer, Mark, Role};
use nabla_grading::{Exercise, Sketch, number_text};
use nalgebra::Vector2;
use std::f64::consts::TAU;

mod judge;

use judge::{goes_round_once, height, lies_on_the_level, on};

type V2 = Vector2<f64>;

const CIRCLE: Known = Known {
    name: "drew a circle",
    says: "Your points lie on x² + y² = level. How far does the curve reach along x, where y = 0, and how far along y?",
};
const TALL: Known = Known {
    name: "exchanged the axes",
    says: "The right size, turned: your ellipse stands upright. Which direction climbs faster in x² + 4y², and is therefore shorter?",
};
const QUARTER: Known = Known {
    name: "divided by 4 where its root belongs",
    says: "Put x = 0: 4y² = level. Solve that for y, and look at what becomes of the 4.",
};
const STRETCHED: Known = Known {
    name: "stretched where it should squeeze",
    says: "The 4 makes the ground steeper along y. Is the level reached sooner or later there?",
};
const NO_ROOT: Known =
    Known { name: "forgot the root", says: "Your curve for the level 8 reaches x = 8. What is x² + 4y² at (8, 0)?" };
const UPPER_HALF: Known = Known {
    name: "walked the upper half only",
    says: "No point of yours lies below the x axis. A root is never negative; the curve has a lower half as well.",
};

/// The times of one lap, a tenth apart.
const LAP: u8 = 63;

fn time(tenths: u8) -> f64 {
    f64::from(tenths) / 10.0
}

/// The exercise `ellipse_point`.
pub(crate) fn exercise() -> Exercise {
    let possible = |level: f64, t: f64| level >= 0.0 && level.is_finite() && t.is_finite();
    let stretched = |level: f64, t: f64, a: f64, b: f64| V2::new(a * t.cos(), b * t.sin()) * level.sqrt();
    Exercise::new("ellipse_point", "the point for t on the level curve x² + 4y² = level, once round as t grows from 0 to 2π")
        .probes(|ask| {
            let seeded = ask.draw().number(20.0, 90.0);
            for level in [8.0, seeded] {
                (0..LAP).for_each(|tenths| ask.at((level, time(tenths))));
            }
            ask.at((4.0, 2.0));
            ask.at((12.0, 3.5));
            for level in [2e-12, 5e12, 0.0, -8.0, -1e-12] {
                ask.at((level, 2.5));
            }
            for (level, t) in [(f64::NAN, 1.0), (f64::INFINITY, 1.0), (8.0, f64::NAN), (8.0, f64::INFINITY)] {
                ask.at((level, t));
            }
            for _ in 0..12 {
                let (level, t) = (ask.draw().number(0.5, 60.0), ask.draw().number(-9.0, 9.0));
                ask.at((level, t));
                ask.at((level, t + TAU));
            }
        })
        .truth(move |level: f64, t: f64| possible(level, t).then(|| stretched(level, t, 1.0, 0.5)))
        .not_unique()
        .overall(|asked| {
            let conics: [(Known, Sign); 5] = [
                (CIRCLE, |asked| on(asked, 1.0, 1.0, |level| level)),
                (TALL, |asked| on(asked, 4.0, 1.0, |level| level)),
                (QUARTER, |asked| on(asked, 1.0, 16.0, |level| level)),
                (STRETCHED, |asked| on(asked, 1.0, 0.25, |level| level)),
                (NO_ROOT, |asked| on(asked, 1.0, 4.0, |level| level * level)),
            ];
            known::judge(asked, lies_on_the_level, &conics)?;
            goes_round_once(asked)
        })
        .mistake(CIRCLE.name, move |c: f64, t: f64| possible(c, t).then(|| stretched(c, t, 1.0, 1.0)), CIRCLE.says)
        .mistake(TALL.name, move |c: f64, t: f64| possible(c, t).then(|| stretched(c, t, 0.5, 1.0)), TALL.says)
        .mistake(QUARTER.name, move |c: f64, t: f64| possible(c, t).then(|| stretched(c, t, 1.0, 0.25)), QUARTER.says)
        .mistake(STRETCHED.name, move |c: f64, t: f64| possible(c, t).then(|| stretched(c, t, 1.0, 2.0)), STRETCHED.says)
        .mistake(
            NO_ROOT.name,
            move |c: f64, t: f64| possible(c, t).then(|| V2::new(c * t.cos(), c / 2.0 * t.sin())),
            NO_ROOT.says,
        )
        .mistake(
            UPPER_HALF.name,
            move |c: f64, t: f64| {
                let x = c.sqrt() * t.cos();
                possible(c, t).then(|| V2::new(x, ((c - x * x).max(0.0) / 4.0).sqrt()))
            },
            UPPER_HALF.says,
        )
        .mistake(
            "took t for x",
            move |c: f64, t: f64| (possible(c, t) && t * t <= c).then(|| V2::new(t, ((c - t * t) / 4.0).sqrt())),
            "A curve that comes back is no graph over x. Let t be the time of a walk, not a coordinate.",
        )
        .mistake(
            "used the same wave twice",
            move |c: f64, t: f64| possible(c, t).then(|| V2::new(c.sqrt() * t.cos(), c.sqrt() / 2.0 * t.cos())),
            "Your points lie on a straight line: x and y rise and fall together. When x is at its largest, where should y be?",
        )
        .mistake(
            "counted t in degrees",
            move |c: f64, t: f64| possible(c, t).then(|| stretched(c, t.to_radians(), 1.0, 0.5)),
            "From t = 0 to t = 6 your point hardly moves. In which unit do cos and sin of Rust take their argument?",
        )
        .mistake(
            "counted t in turns",
            move |c: f64, t: f64| possible(c, t).then(|| stretched(c, TAU * t, 1.0, 0.5)),
            "Your point is back after t = 1 already. Once round is asked for t from 0 to 2π.",
        )
        .mistake(
            "ignored the sign of the level",
            move |c: f64, t: f64| possible(c.abs(), t).then(|| stretched(c.abs(), t, 1.0, 0.5)),
            "Is there any point where x² + 4y² = −8? Squares have something to say about it.",
        )
        .mistake(
            "took the root of a negative level",
            move |c: f64, t: f64| (c.is_finite() && t.is_finite()).then(|| stretched(c, t, 1.0, 0.5)),
            "Below 0 your point holds NaN. Nothing lies there: ask before you take the root.",
        )
        .mistake(
            "let what is not finite through",
            move |c: f64, t: f64| (c.is_nan() || c >= 0.0).then(|| stretched(c, t, 1.0, 0.5)),
            "A level or a time that is NaN or infinite gives a point that is none. Note that `NaN < 0.0` is false.",
        )
        .mistake(
            "found nothing on the level 0",
            move |c: f64, t: f64| (possible(c, t) && c > 0.0).then(|| stretched(c, t, 1.0, 0.5)),
            "There is a place where x² + 4y² = 0. Only one, but it is there.",
        )
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
        .hints([
            "Look at the two ends first: where does the curve meet the x axis (put y = 0), and where the y axis?",
            "(cos t, sin t) runs once round a circle of radius 1. Stretch it along x and along y until it has the right ends.",
            "Stretch x by √level. Along y the reach solves 4y² = level. Before the root: what if the level is below 0, or NaN?",
        ])
        .figure(draw)
}

/// The learner's laps on the three levels over the contours.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let times = spread(0.0, TAU, 73);
    let mut panel = true_ellipses(bowl_panel((-4.6, 4.6), (-3.0, 3.0)));
    for level in LEVELS {
        let answers: Vec<Option<V2>> = sketch.values(times.iter().map(|&t| (level, t)));
        let lap: Vec<(f64, f64)> = answers.iter().map(|p| p.map_or((f64::NAN, f64::NAN), pair)).collect();
        let label = |words: &str| if level == LEVELS[0] { words.to_owned() } else { String::new() };
        let every_third: Vec<(f64, f64)> = lap.iter().copied().step_by(3).collect();
        panel = panel
            .layer(Layer::line(Role::Learner, label("your points, t from 0 to 2π"), lap))
            .layer(Layer::points(Role::Learner, Mark::Dot, "", every_third));
    }
    let at_one: Option<V2> = sketch.value((8.0, 1.0));
    let title = match at_one.map(height) {
        _ if sketch.is_right() => "Your points run once round each level curve".to_owned(),
        None => "Your function finds no point on level 8 at t = 1".to_owned(),
        Some(height) if !within(height - 8.0, 1e-6) => {
            format!("Your point for level 8, t = 1 lies on level {}", number_text(height, Some(3)))
        }
        Some(_) => "On the level at t = 1, but something else goes wrong".to_owned(),
    };
    Figure::new(title).panel(panel)
}
