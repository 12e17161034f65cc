//! The two ways in which no height is won or lost.
//!
//! ```text
//! g·u = 0 and ‖u‖ = 1:   u = ±(−g_y, g_x)/‖g‖
//! ```
//!
//! Either order of the two is right. (4, 8), (3, −4) and (−5, 12) lie in three quarters of the plane; the truth turns
//! the angle of g by a right one. Along the axes whoever divides by a component meets 0: that is a clause.

use crate::direction::{self, Direction};
use crate::{at_angle, points_somewhere};
use nabla_core::Field;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings, point_text};
use nabla_grading::{Exercise, Sketch, arrow, number_text, slip};
use nalgebra::{Rotation2, Vector2};
use std::f64::consts::{FRAC_PI_2, FRAC_PI_4};

type V2 = Vector2<f64>;
type Pair = Option<[V2; 2]>;

/// Where there are no two special ways.
const NOWHERE: Pair = None;

fn turned(g: V2) -> V2 {
    V2::new(-g.y, g.x)
}

fn both(u: V2) -> [V2; 2] {
    [u, -u]
}

/// The exercise `flat_directions`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new(
        "flat_directions",
        "the two directions of length 1 along which a hill with the gradient g is level; None on flat ground",
    )
    .parts([arrow("the first direction"), arrow("the second direction")])
    .probes(|ask| {
        for (x, y) in [(4.0, 8.0), (3.0, -4.0), (-5.0, 12.0), (0.3, -0.4)] {
            ask.at((V2::new(x, y),));
        }
        ask.random(24, |draw| (V2::new(draw.number_off_zero(-9.0, 9.0, 0.1), draw.number_off_zero(-9.0, 9.0, 0.1)),));
    })
    .truth(|g: V2| both(at_angle(g.y.atan2(g.x) + FRAC_PI_2)))
    .either_way()
    .clause(
        direction::zero(&[0], both(V2::x()))
            .called("None on flat ground")
            .says("On flat ground every way is level: there are no two special ones, and 0/0 is no direction."),
    )
    .clause(direction::any_length_but_zero(&[0]).called("gentle and steep slopes have level ways"))
    .clause(
        direction::along_an_axis()
            .at((V2::new(0.0, 2.0),))
            .at((V2::new(-5.0, 0.0),))
            .missed(
                "took the axes for none",
                |_: V2| NOWHERE,
                "g = (0, 2) climbs along y: only where both components are 0 the ground is flat.",
            )
            .missed(
                "divided by a component",
                |g: V2| both(V2::new(1.0, -g.x / g.y).normalize()),
                "By what do you divide where a component of g is 0? Level ways along the axes are ways, too.",
            ),
    )
    .clause(direction::not_finite(&[0]))
    .variant("the other one first", |g: V2| -> Pair { points_somewhere(g).then(|| both(-turned(g).normalize())) })
    .variant("by an angle", |g: V2| -> Pair { points_somewhere(g).then(|| both(at_angle(g.y.atan2(g.x) - FRAC_PI_2))) })
    .variant("a rotation matrix", |g: V2| -> Pair {
        points_somewhere(g).then(|| both(Rotation2::new(FRAC_PI_2) * (g / g.amax()).normalize()))
    })
    .hints([
        "The gradient crosses the contour at a right angle. You want to walk along the contour.",
        "Turn g by a right angle: exchange its components and flip one sign. Then make it 1 long. \
         The other way is its opposite.",
        "u = (−g.y, g.x)/‖g‖ is one of them. None when g is zero or not finite.",
    ])
    .figure(draw);
    mistakes(exercise)
}

/// How g is turned, how it becomes a direction, and what the second one is made of.
#[derive(Clone)]
struct Rules {
    turn: fn(V2) -> V2,
    direction: Direction,
    second: fn(V2) -> V2,
}

fn mistakes(exercise: Exercise) -> Exercise {
    let right = Rules { turn: turned, direction: Direction::right(), second: |u| -u };
    let run = |Rules { turn, direction, second }: Rules| {
        move |g: V2| {
            let u = direction.scaled(turn(g), g);
            [u, second(u)]
        }
    };
    let turns = TURNS.map(|(name, turn, says)| slip(name, move |rules: &mut Rules| rules.turn = turn, says));
    let seconds = SECONDS.map(|(name, second, says)| slip(name, move |rules: &mut Rules| rules.second = second, says));
    let lengths = direction::lengths(|rules: &mut Rules| &mut rules.direction);
    exercise.slips(right, run, turns.into_iter().chain(seconds).chain(lengths))
}

type Wrong = (&'static str, fn(V2) -> V2, &'static str);

/// Turns of g by something else than a right angle.
const TURNS: [Wrong; 10] = [
    ("went up and down", |g| g, "Your arrows climb and fall as fast as they can; you want the ways that do neither."),
    (
        "swapped without turning",
        |g| V2::new(g.y, g.x),
        "Exchanged components mirror an arrow: flip one sign, not none or both.",
    ),
    ("flipped a sign without swapping", |g| V2::new(-g.x, g.y), "One flipped sign mirrors an arrow: exchange, too."),
    ("turned by half a right angle", |g| Rotation2::new(FRAC_PI_4) * g, "Your ways are 45° from uphill, not 90°."),
    ("turned by 90 radians", |g| Rotation2::new(90.0) * g, "A right angle is π/2 in radians, not 90."),
    ("turned in place", |g| -g.norm() * V2::repeat(g.y).normalize(), "When y has its turn, x is overwritten already."),
    ("took the x of g twice", |g| V2::new(-g.x, g.x), "Both components of yours are made of g.x: where is g.y?"),
    (
        "lost the sign of g.y",
        |g| V2::new(-g.y.abs(), g.x),
        "Where the ground falls along y you walk up or down: a root has no sign.",
    ),
    (
        "divided one component only",
        |g| V2::new(-g.y, g.x * g.norm()),
        "One component is divided by the length, the other is not.",
    ),
    ("along x", |g| g.norm() * V2::x(), "The x-axis is level only where the gradient happens to lie along y."),
];

/// Second directions, made of the first one.
const SECONDS: [Wrong; 3] = [
    ("the same direction twice", |u| u, "There are two ways along a contour, and you give one of them twice."),
    (
        "turned on for the second",
        turned,
        "A right angle further the second way leads straight up or down: turn it round.",
    ),
    ("flipped one sign for the second", |u| V2::new(-u.x, u.y), "The second is the opposite in both components."),
];

/// The first place, as it was moved.
fn moved(sketch: &mut Sketch<'_>) -> (f64, f64) {
    let p = sketch.point("p", "where a level direction is wanted", (2.0, 1.0), -4.0..=4.0, -2.5..=2.5);
    sketch.preset("at the bottom: no direction is the level one", Settings::default().point("p", (0.0, 0.0)));
    sketch.preset("on an axis: straight across", Settings::default().point("p", (3.0, 0.0)));
    let pair: Option<Pair> = sketch.value((V2::new(4.0, 8.0),));
    let tips = pair.flatten().map(|pair| pair.map(|u| point_text((2.0 + u.x, 1.0 + u.y))));
    let came_out = tips.map_or("you have none".to_owned(), |tips| format!("yours end at {}", tips.join(" and ")));
    let question =
        "From (2, 1) on x² + 4y², where do the level directions of length 1 end? Click on one of their tips.";
    sketch.predict_in(0, question, came_out);
    p
}

/// The learner's directions on the contours of the bowl.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = Field::bowl(1.0, 4.0);
    let first = moved(sketch);
    let places = [first, (-2.0, 1.0), (0.0, -1.414), (2.6, -0.55)].map(|(x, y)| V2::new(x, y));
    let g = |p: V2| V2::new(2.0 * p.x, 8.0 * p.y);
    let yours: Vec<Option<Pair>> = sketch.values(places.map(|p| (g(p),)));
    let arrows: Vec<(V2, V2)> = places
        .iter()
        .zip(&yours)
        .filter_map(|(p, pair)| Some((*p, (*pair)??)))
        .flat_map(|(p, pair)| pair.map(|u| (p, u)))
        .collect();
    let from_level = |(p, u): &(V2, V2)| (u.angle(&g(*p)).to_degrees() - 90.0).abs();
    let title = match arrows.iter().max_by(|a, b| from_level(a).total_cmp(&from_level(b))) {
        _ if sketch.is_right() => "Your arrows run along the contours, 90° from uphill".to_owned(),
        None => "You gave no directions".to_owned(),
        Some(worst) if from_level(worst) > 0.5 => {
            let ((p, _), off) = (worst, from_level(worst));
            let [x, y] = [p.x, p.y].map(|number| number_text(number, Some(4)));
            format!("At ({x}, {y}) your arrow cuts the contour, {off:.0}° off")
        }
        Some(_) if arrows.iter().any(|(_, u)| (u.norm() - 1.0).abs() > 1e-3) => {
            "Your arrows run along the contours; their length is not 1".to_owned()
        }
        Some(_) => "Level and of length 1, but not two opposite ways".to_owned(),
    };
    let (x, y) = (Axis::new("x", -4.0, 4.0), Axis::new("y", -2.5, 2.5));
    let uphill = places.map(|p| ((p.x, p.y), (p.x + 0.1 * g(p).x, p.y + 0.1 * g(p).y)));
    let panel = Panel::new(x.clone(), y.clone())
        .equal()
        .layer(Layer::map(&x, &y, (97, 61), &[4.0, 8.0, 12.0], |x, y| f.value(&[x, y])))
        .layer(Layer::arrows(Role::Guide, "uphill", uphill))
        .layer(Layer::arrows(
            Role::Learner,
            "your level directions",
            arrows.iter().map(|(p, u)| ((p.x, p.y), (p.x + u.x, p.y + u.y))),
        ))
        .layer(Layer::points(Role::Given, Mark::Dot, "", places.map(|p| (p.x, p.y))));
    Figure::new(title).panel(panel)
}
