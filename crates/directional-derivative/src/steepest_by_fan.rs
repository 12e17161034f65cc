//! The steepest way up, found by looking all the way round.
//!
//! ```text
//! the (aₖ, rₖ) of the fan with the largest rₖ;        rₖ ≤ ‖∇f‖, and at least ‖∇f‖·cos(π/n)
//! ```
//!
//! The steepest direction is the first, the last, one behind, and one of three tops of a monkey's saddle: who stops
//! at the first top, or begins with a slope of 0, is seen. Drawn planes keep clear of the border between two
//! directions.

mod either_way;

use crate::at_angle;
use crate::fans::{Angle, Fan, Wrong, any_step, judged, made_of, of_right, round_panel, slips, true_slopes};
use crate::measure::{central, wave};
use nabla_core::Field;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings, decimals, point_text};
use nabla_grading::{Clause, Exercise, Probes, Sketch, Surface, number, slip};
use nalgebra::Vector2;
use std::f64::consts::{PI, TAU};

type V2 = Vector2<f64>;
type Pair = (f64, f64);

/// How the fan is made, and which of its pairs is chosen.
#[derive(Clone)]
struct Rules {
    fan: Fan,
    choose: fn(&[Pair]) -> Pair,
}

/// The pair whose slope counts most, the first of equals.
fn most(fan: &[Pair], counts: fn(f64) -> f64) -> Pair {
    let better = |best: Pair, next: Pair| if counts(next.1) > counts(best.1) { next } else { best };
    fan.iter().copied().reduce(better).unwrap_or((0.0, f64::NEG_INFINITY))
}

fn steepest(fan: &[Pair]) -> Pair {
    most(fan, |slope| slope)
}

/// The exercise `steepest_by_fan`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new(
        "steepest_by_fan",
        "the angle and the slope of the steepest of n directions, evenly spread over the whole circle",
    )
    .parts([number("the angle"), number("the slope")])
    .probes(probes)
    .overall(either_way::up_or_down)
    .hints([
        "Look in every direction of the fan, and remember the steepest so far with its angle.",
        "Begin with the first direction, or with a slope that everything beats; \
         a slope of 0 is beaten by no downhill fan.",
        "`max_by(|a, b| a.1.total_cmp(&b.1))` on the pairs of the fan keeps the whole pair.",
    ])
    .figure(draw);
    variants(mistakes(clauses(judged(exercise, |fan| steepest(&fan)))))
}

fn probes(ask: &mut Probes) {
    let mut at = |f: Field, (x, y): (f64, f64), n: usize, h: f64| ask.at((f, V2::new(x, y), n, h));
    at(Field::example_1(), (2.0, 1.0), 7, 0.1);
    at(Field::example_1(), (-3.0, 0.5), 7, 0.1);
    at(wave(), (2.0, 1.0), 9, 0.1);
    at(Field::bowl(1.0, 4.0), (2.0, 1.0), 36, 0.1);
    at(Field::bowl(1.0, 4.0), (-2.0, -1.0), 36, 0.1);
    // The first direction, and the last one, is the steepest.
    at(Field::polynomial(2, &[(3.0, &[1, 0]), (0.5, &[0, 1])]), (2.0, 1.0), 8, 0.1);
    at(Field::polynomial(2, &[(3.0, &[1, 0]), (-2.0, &[0, 1])]), (2.0, 1.0), 8, 0.1);
    // Around a monkey's saddle every third of the circle has a top of its own.
    at(
        Field::polynomial(2, &[(25.0, &[3, 0]), (-75.0, &[1, 2]), (-0.05, &[1, 0]), (-0.1, &[0, 1])]),
        (0.0, 0.0),
        16,
        0.1,
    );
    // Planes with a steepest direction well inside the sector of one direction of the fan, so that no rounding
    // decides.
    ask.random(20, |draw| {
        let n = draw.integer(5, 40);
        let k = draw.integer(0, n - 1) as f64;
        let angle = TAU * (k + draw.number(-0.3, 0.3)) / n as f64;
        let steepness = draw.number(1.0, 9.0);
        let plane = Field::polynomial(2, &[(steepness * angle.cos(), &[1, 0]), (steepness * angle.sin(), &[0, 1])]);
        let p = V2::new(draw.number(-3.0, 3.0), draw.number(-3.0, 3.0));
        (plane, p, usize::try_from(n).unwrap_or(5), draw.number(0.02, 0.1))
    });
}

fn clauses(exercise: Exercise) -> Exercise {
    exercise
        .clause(
            Clause::new(
                "a single direction, even downhill",
                "With n = 1 there is one direction, along x: its slope is the steepest, whatever it is.",
            )
            .at((Field::bowl(1.0, 4.0), V2::new(-2.0, -1.0), 1_usize, 0.1))
            .at((Field::example_1(), V2::new(2.0, 1.0), 1_usize, 0.25))
            .missed(
                "began with the slope 0",
                of_right(|fan| (0.0, steepest(&fan).1.max(0.0))),
                "A slope of 0 is beaten by no descent: begin with the first direction, or with −∞.",
            ),
        )
        .clause(
            Clause::new(
                "very many directions",
                "n may be as large as it likes: look in every one of the n directions.",
            )
            .at((Field::example_1(), V2::new(-2.0, 1.0), 2101_usize, 0.25))
            .missed(
                "looked at the first thousand",
                of_right(|fan| steepest(&fan[..1000])),
                "You do not look at all of the n directions: the steepest may be the last one.",
            ),
        )
        .clause(any_step())
}

const EITHER_WAY: &str = "steepest either way";
const DOWN_COUNTS: &str = "A steep way down is not a climb: keep the signs.";

fn mistakes(exercise: Exercise) -> Exercise {
    let run = |Rules { fan, choose }: Rules| made_of(fan, move |fan| choose(&fan));
    let choose =
        |name, choose: fn(&[Pair]) -> Pair, says| slip(name, move |rules: &mut Rules| rules.choose = choose, says);
    let choices = [
        choose("found the steepest descent", |fan| most(fan, |slope| -slope), "That is the way down."),
        choose(EITHER_WAY, |fan| most(fan, f64::abs), DOWN_COUNTS),
        choose("always the first direction", |fan| most(fan, |_| 0.0), "You always answer with the direction along x."),
        choose("kept −∞", |_| (0.0, f64::NEG_INFINITY), "No slope of yours ever replaces the first one, −∞."),
        choose(
            "stopped at the first top",
            |fan| fan.windows(2).find(|pair| pair[0].1 > pair[1].1).map_or(fan[0], |pair| pair[0]),
            "You stop where the slope first falls again: the steepest may come later.",
        ),
    ];
    let angle = |exercise: Exercise, (name, told, says): Wrong<Angle>| {
        let told =
            move |f: Surface, p: V2, n: usize, h: f64| told(steepest(&Fan::right().rates(&f, p, n, h)).0, n as f64);
        exercise.mistake_in("the angle", name, told, says)
    };
    let exercise = exercise
        .slips(
            Rules { fan: Fan::right(), choose: steepest },
            run,
            slips(|rules: &mut Rules| &mut rules.fan).into_iter().chain(choices),
        )
        .mistake(
            "exchanged angle and slope",
            of_right(|fan| {
                let (a, r) = steepest(&fan);
                (r, a)
            }),
            "The angle comes first, then the slope.",
        )
        .mistake(
            "gave the last direction",
            of_right(|fan| fan[fan.len() - 1]),
            "That is the direction with the largest angle: it is the slope that has to be the largest.",
        )
        .mistake(
            "took the gradient itself",
            |f: Surface, p: V2, _n: usize, h: f64| {
                let g = V2::new(central(f.as_fn(), p, V2::x(), h), central(f.as_fn(), p, V2::y(), h));
                (g.y.atan2(g.x).rem_euclid(TAU), g.norm())
            },
            "Your direction lies between two of the fan: the steepest of the n directions was asked for.",
        );
    ANGLES.into_iter().fold(exercise, angle)
}

/// Wrong angles, made of the right one and n.
const ANGLES: [Wrong<Angle>; 5] = [
    ("gave degrees", |angle, _| angle.to_degrees(), "The angle is to be in radians."),
    (
        "gave the number of the direction",
        |angle, n| (angle * n / TAU).round(),
        "You give which direction of the fan it is; its angle was asked for.",
    ),
    ("gave the angle of the next one", |angle, n| angle + TAU / n, "Your angle is one gap too far: count k from 0."),
    (
        "gave the angle of the last one",
        |_, n| TAU * (n - 1.0) / n,
        "Your angle is that of the last direction: keep it together with its slope.",
    ),
    (
        "gave angles below 0",
        |angle, _| if angle > PI { angle - TAU } else { angle },
        "Your angles go from −π to π; those of the fan go from 0 to 2π.",
    ),
];

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("max_by", of_right(|fan| fan.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0.0, 0.0))))
        .variant("a loop that begins with the first", |f: Surface, p: V2, n: usize, h: f64| {
            let mut best = (0.0, central(f.as_fn(), p, V2::x(), h));
            for k in 1..n {
                let angle = k as f64 * TAU / n as f64;
                let rate = central(f.as_fn(), p, at_angle(angle), h);
                if rate > best.1 {
                    best = (angle, rate);
                }
            }
            best
        })
}

/// The place and the number of directions, as they were moved.
fn moved(sketch: &mut Sketch<'_>) -> (V2, usize) {
    let n = sketch.count("n", "how many directions the fan has", 72, 1..=180);
    let p = sketch.point_in(1, "p", "where one stands", (-2.0, -1.0), -3.6..=0.6, -2.2..=0.6);
    sketch.preset("five directions: the steepest is missed", Settings::default().number("n", 5.0));
    sketch.preset("at the minimum: none is the steepest", Settings::default().point("p", (0.0, 0.0)));
    sketch.preset("on an axis", Settings::default().point("p", (-3.0, 0.0)));
    let found: Option<Pair> = sketch.value((Field::bowl(1.0, 4.0), V2::new(-2.0, -1.0), 72_usize, 0.1));
    let tip = found.map(|(angle, _)| V2::new(-2.0, -1.0) + at_angle(angle));
    let came_out =
        tip.map_or("you have none".to_owned(), |tip| format!("yours ends at {}", point_text((tip.x, tip.y))));
    let question = "From (−2, −1) on x² + 4y², where does the steepest way up lead? Click one unit away, on the map.";
    sketch.predict_in(1, question, came_out);
    (V2::new(p.0, p.1), n)
}

/// What the learner found, on the cosine of the true slopes.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (p, n) = moved(sketch);
    let g = V2::new(2.0 * p.x, 8.0 * p.y);
    let (angle, rate): Pair = sketch.value((Field::bowl(1.0, 4.0), p, n, 0.1)).unwrap_or((f64::NAN, f64::NAN));
    let toward = g.y.atan2(g.x).rem_euclid(TAU);
    let off = (angle - toward + PI).rem_euclid(TAU) - PI;
    let slope = decimals(rate, 2);
    let title = if sketch.is_right() && g == V2::zeros() {
        "On flat ground no direction is steeper than another".to_owned()
    } else if sketch.is_right() && (rate - g.norm()).abs() > 0.01 * g.norm() {
        format!(
            "The steepest of {n} is {:.1}° from ∇f: its slope is {slope}, and ‖∇f‖ = {:.2}",
            off.to_degrees().abs(),
            g.norm()
        )
    } else if sketch.is_right() {
        format!(
            "The steepest of {n} directions is {:.1}° from ∇f, and as steep as ‖∇f‖ = {:.2}",
            off.to_degrees().abs(),
            g.norm()
        )
    } else if rate > g.norm() + 1e-6 {
        format!("Your steepest slope, {slope}, exceeds ‖∇f‖ = {:.2}", g.norm())
    } else if off.abs() < 0.05 {
        format!("Your direction is right here, with the slope {slope}; ‖∇f‖ = {:.2}", g.norm())
    } else {
        format!("Your steepest direction is {:.0}° from ∇f", off.to_degrees().abs())
    };
    let steepness = Layer::line(Role::Guide, "‖∇f‖", [(-0.2, g.norm()), (TAU + 0.2, g.norm())]);
    let curve = true_slopes(round_panel(20.0).layer(steepness), g, 20.0).layer(Layer::points(
        Role::Learner,
        Mark::Dot,
        "your steepest",
        [(angle, rate)],
    ));
    let (x, y) = (Axis::new("x", -3.6, 0.6), Axis::new("y", -2.6, 0.6));
    let field = Field::bowl(1.0, 4.0);
    let head = p + at_angle(angle);
    let above = Panel::new(x.clone(), y.clone())
        .heading("From above")
        .equal()
        .layer(Layer::map(&x, &y, (81, 65), &[2.0, 4.0, 8.0, 12.0, 20.0, 28.0], |x, y| field.value(&[x, y])))
        .layer(Layer::arrows(
            Role::Truth,
            "direction of ∇f",
            (g != V2::zeros()).then(|| ((p.x, p.y), (p.x + g.x / g.norm(), p.y + g.y / g.norm()))),
        ))
        .layer(Layer::arrows(Role::Learner, "your steepest", [((p.x, p.y), (head.x, head.y))]))
        .layer(Layer::points(Role::Given, Mark::Dot, "", [(p.x, p.y)]));
    Figure::new(title).panel(curve).panel(above)
}
