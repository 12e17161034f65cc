//! Slopes all the way round.
//!
//! ```text
//! aₖ = 2πk/n,   rₖ = [f(p + h·uₖ) − f(p − h·uₖ)] / 2h,   uₖ = (cos aₖ, sin aₖ),   k = 0 … n − 1
//! ```
//!
//! With an odd n no two directions are opposite, so that half a fan mirrored shows; with n = 4 it looks along the
//! axes. A pair is an angle and a slope: both are parts, and what is wrong with one is said without the other.

use crate::at_angle;
use crate::fans::{Fan, Rates, any_step, judged, made_of, of_right, round_panel, slips, standing_still, true_slopes};
use crate::measure::{central, wave};
use nabla_core::Field;
use nabla_grading::figure::{Figure, Layer, Mark, Role, Settings, decimals};
use nabla_grading::{Clause, Exercise, Sketch, Surface, list, number_text};
use nalgebra::Vector2;
use std::f64::consts::{PI, TAU};

mod judge;

type V2 = Vector2<f64>;

/// The exercise `fan`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new(
        "fan",
        "the slope in each of n directions, evenly spread over the whole circle, with its angle",
    )
    .parts_of_items([list("the angles"), list("the slopes")])
    .probes(|ask| {
        let p = V2::new(2.0, 1.0);
        ask.at((Field::example_1(), p, 5_usize, 0.1));
        ask.at((wave(), p, 6_usize, 0.1));
        // 7 does not divide 360.
        ask.at((Field::example_1(), p, 7_usize, 0.1));
        ask.at((Field::bowl(1.0, 4.0), p, 4_usize, 0.1));
        ask.at((Field::bowl(1.0, 4.0), p, 8_usize, 0.1));
        ask.random(16, |draw| {
            let p = V2::new(draw.number_off_zero(-2.0, 2.0, 0.2), draw.number_off_zero(-2.0, 2.0, 0.2));
            let n = usize::try_from(draw.integer(2, 12)).unwrap_or(2);
            (draw.surface(), p, n, draw.number(0.02, 0.1))
        });
    })
    .clause(
        Clause::new("any number of directions", "n may be 0, 1 or very large: your list has as many pairs as n says.")
            .probes(|ask| {
                for n in [0_usize, 1, 2, 101, 2101] {
                    ask.at((Field::example_1(), V2::new(2.0, 1.0), n, 0.25));
                }
            })
            .missed(
                "gave one for n = 0",
                |f: Surface, p: V2, n: usize, h: f64| Fan::right().rates(&f, p, n.max(1), h),
                "No directions were asked for, and your list has one: for n = 0 it is empty.",
            )
            .missed(
                "stopped at a hundred",
                of_right(|fan| fan.into_iter().take(100).collect::<Rates>()),
                "Your list ends before n: as many directions were asked for as n says, thousands too.",
            ),
    )
    .clause(any_step())
    .overall(judge::tells_a_mistake)
    .hints([
        "The whole circle is 2π. With n directions, how far apart are neighbours, and where does the first one point?",
        "The angle of direction k is 2πk/n, for k from 0 to n − 1; its vector is (cos, sin) of the angle.",
        "For each k: the central difference of f at p along that vector, paired with the angle; \
         collect the pairs in order.",
    ])
    .figure(draw);
    variants(mistakes(judged(exercise, |fan| fan)))
}

fn mistakes(exercise: Exercise) -> Exercise {
    let angles = |n: usize| (0..n).map(move |k| TAU * k as f64 / n as f64);
    exercise
        .slips(
            Fan::right(),
            |fan| made_of(fan, |fan| fan),
            slips(|fan| fan).into_iter().chain([standing_still(|fan| fan)]),
        )
        .mistake_in(
            "the angles",
            "counted in degrees",
            move |_: Field, _: V2, n: usize, _: f64| angles(n).map(f64::to_degrees).collect::<Vec<f64>>(),
            "The angles are to be in radians.",
        )
        .mistake_in(
            "the angles",
            "gave the numbers of the directions",
            |_: Field, _: V2, n: usize, _: f64| (0..n).map(|k| k as f64).collect::<Vec<f64>>(),
            "You give which direction of the fan it is; its angle was asked for.",
        )
        .mistake_in(
            "the slopes",
            "mirrored the first half of them",
            |f: Surface, p: V2, n: usize, h: f64| {
                let rate = |k: usize| central(f.as_fn(), p, at_angle(TAU * k as f64 / n as f64), h);
                (0..n)
                    .map(|k| if k >= n / 2 && k - n / 2 < n / 2 { -rate(k - n / 2) } else { rate(k) })
                    .collect::<Vec<f64>>()
            },
            "Opposite directions have opposite slopes, but where n is odd no two directions of the fan are opposite.",
        )
        .mistake(
            "one direction too many",
            |f: Surface, p: V2, n: usize, h: f64| {
                let first = (TAU, central(f.as_fn(), p, V2::x(), h));
                Fan::right().rates(&f, p, n, h).into_iter().chain([first]).collect::<Rates>()
            },
            "n directions were asked for; count yours.",
        )
        .mistake(
            "mirrored half of the fan",
            |f: Surface, p: V2, n: usize, h: f64| {
                let half: Rates = Fan::right().rates(&f, p, n, h).into_iter().take(n / 2).collect();
                let behind = half.iter().map(|(angle, slope)| (angle + PI, -slope));
                half.iter().copied().chain(behind).collect::<Rates>()
            },
            "Opposite directions have opposite slopes, but where n is odd no two directions of the fan are opposite.",
        )
        .mistake(
            "exchanged angle and slope",
            of_right(|fan| fan.into_iter().map(|(a, r)| (r, a)).collect::<Rates>()),
            "The angle comes first in each pair, then the slope.",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("a loop", |f: Surface, p: V2, n: usize, h: f64| {
            let mut fan = Vec::with_capacity(n);
            for k in 0..n {
                let angle = k as f64 * (TAU / n as f64);
                let (sin, cos) = angle.sin_cos();
                let rise = f.at(p.x + h * cos, p.y + h * sin) - f.at(p.x - h * cos, p.y - h * sin);
                fan.push((angle, rise / (2.0 * h)));
            }
            fan
        })
        .variant("a rotation matrix", |f: Surface, p: V2, n: usize, h: f64| -> Rates {
            (0..n)
                .map(|k| {
                    let angle = 2.0 * PI / n as f64 * k as f64;
                    (angle, central(f.as_fn(), p, nalgebra::Rotation2::new(angle) * V2::x(), h))
                })
                .collect()
        })
        .variant(
            "halves of the rise",
            of_right(|fan| fan.into_iter().map(|(a, r)| (a, 0.5 * r + 0.5 * r)).collect::<Rates>()),
        )
}

/// The place, the number of directions and the step, as they were moved.
fn moved(sketch: &mut Sketch<'_>) -> (V2, usize, f64) {
    let n = sketch.count("n", "how many directions the fan has", 24, 1..=72);
    let x = sketch.slider("x", "where one stands, along x", 2.0, -3.0..=3.0);
    let y = sketch.slider("y", "where one stands, along y", 1.0, -1.5..=1.5);
    let h = sketch.log_slider("h", "the step with which slopes are measured", 0.1, 1e-15..=1.0);
    sketch.preset("three directions: hardly a cosine", Settings::default().number("n", 3.0));
    sketch.preset("at the minimum: all are level", Settings::default().number("x", 0.0).number("y", 0.0));
    sketch.preset("h too small: rounding", Settings::default().number("h", 3e-15));
    let rates: Rates = sketch.value((Field::bowl(1.0, 4.0), V2::new(2.0, 1.0), 24_usize, 0.1)).unwrap_or_default();
    sketch.predict(
        "Look in 24 directions, all the way round from (2, 1) on x² + 4y². How many of them lead down?",
        format!("{} of yours do", rates.iter().filter(|(_, rate)| *rate < 0.0).count()),
    );
    (V2::new(x, y), n, h)
}

/// The learner's fan on the cosine of the true slopes.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (p, n, h) = moved(sketch);
    let mut yours: Rates = sketch.value((Field::bowl(1.0, 4.0), p, n, h)).unwrap_or_default();
    // Of a fan that goes on and on, the beginning is enough.
    yours.truncate(400);
    let top = yours.iter().map(|(_, rate)| *rate).fold(f64::NEG_INFINITY, f64::max);
    let bottom = yours.iter().map(|(_, rate)| *rate).fold(f64::INFINITY, f64::min);
    let reach = yours.iter().map(|(angle, _)| *angle).fold(0.0, f64::max);
    let g = V2::new(2.0 * p.x, 8.0 * p.y);
    let off = yours.iter().map(|(angle, rate)| (rate - g.dot(&at_angle(*angle))).abs()).fold(0.0, f64::max);
    let highest = decimals(top, 2);
    let all_round = (1.3 * PI).min(TAU * (n as f64 - 1.5) / n as f64);
    let title = if sketch.is_right() && off >= 0.05 {
        let h = number_text(h, Some(2));
        format!("With h = {h} rounding lifts your slopes off the cosine, by up to {}", decimals(off, 2))
    } else if sketch.is_right() && g == V2::zeros() {
        "On flat ground every direction is level".to_owned()
    } else if sketch.is_right() && n < 12 {
        format!("The steepest of {n}: {highest}; the top of the cosine is ‖∇f‖ = {:.2}", g.norm())
    } else if sketch.is_right() {
        format!("All the way round: from {} to {highest}, and ∇f points at the top", decimals(bottom, 2))
    } else if yours.is_empty() {
        "Your fan is empty".to_owned()
    } else if reach < all_round {
        "Your fan does not go all the way round".to_owned()
    } else if off < 0.05 {
        "Your fan lies on the cosine here; something else is not right".to_owned()
    } else {
        "Your fan does not lie on the cosine of the true slopes".to_owned()
    };
    let panel =
        true_slopes(round_panel(14.0), g, 14.0).layer(Layer::points(Role::Learner, Mark::Dot, "your fan", yours));
    Figure::new(title).panel(panel)
}
