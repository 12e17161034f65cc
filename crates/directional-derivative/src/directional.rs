//! The slope in any direction, from the gradient alone.
//!
//! ```text
//! D_u f = ∇f·u = ‖∇f‖·cos θ,   u = v/‖v‖;        x² + 4y² at (2, 1), v = (3, 4): 8.8
//! ```
//!
//! No v has the length 1, or forgetting to divide by it would not show; v and −v give opposite slopes. The truth goes
//! by way of both angles, ‖g‖·cos θ, which no solution needs.

use crate::direction::{self, Direction};
use crate::{at_angle, points_somewhere};
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings, decimals, spread};
use nabla_grading::{Clause, Exercise, Sketch, Term, number, number_text, slip, term};
use nalgebra::Vector2;

type V2 = Vector2<f64>;

/// Along what points nowhere there is no slope.
const NOWHERE: Option<f64> = None;

/// The exercise `directional`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new(
        "directional",
        "the slope in the direction of v where the gradient is g; None when v points nowhere",
    )
    .parts([number("the slope")])
    .probes(|ask| {
        for (g, v) in [
            ((4.0, 8.0), (3.0, 4.0)),
            ((4.0, 8.0), (-3.0, -4.0)),
            ((7.0, 11.0), (-5.0, 12.0)),
            ((7.0, 11.0), (0.3, -0.4)),
        ] {
            ask.at((V2::from(<[f64; 2]>::from(g)), V2::from(<[f64; 2]>::from(v))));
        }
        ask.random(32, |draw| {
            let mut vector = || V2::new(draw.number_off_zero(-9.0, 9.0, 0.1), draw.number_off_zero(-9.0, 9.0, 0.1));
            (vector(), vector())
        });
    })
    // ‖g‖·cos θ, by way of both angles.
    .truth(|g: V2, v: V2| g.x.hypot(g.y) * (g.y.atan2(g.x) - v.y.atan2(v.x)).cos())
    .size(|g: V2, _v: V2| g.norm())
    .terms(terms())
    .variant("a dot product", |g: V2, v: V2| points_somewhere(v).then(|| g.dot(&v.normalize())))
    .variant("divided last", |g: V2, v: V2| points_somewhere(v).then(|| (g.x * v.x + g.y * v.y) / v.norm()))
    .variant("length times cosine", |g: V2, v: V2| {
        let flat = g == V2::zeros();
        points_somewhere(v).then(|| if flat { 0.0 } else { g.norm() * (g.normalize().dot(&v.normalize())) })
    })
    .hints([
        "Along x the slope is the first component of g, along y the second one. In between it is a mixture: which?",
        "The mixture is the dot product of g with a vector of length 1. v may have any length, so make it 1 first.",
        "g.x·u.x + g.y·u.y, with u = v/‖v‖; None when v is zero or not finite, before you divide.",
    ])
    .figure(draw);
    clauses(mistakes(exercise))
}

/// Every component of g with every component of v: of length 1, as it came, and divided twice; and those of g alone.
fn terms() -> Vec<Term> {
    type Made = (&'static str, &'static str, fn(V2) -> V2);
    let made: [Made; 3] = [("u", "", |v| v.normalize()), ("v", "", |v| v), ("v", "/‖v‖²", |v| v / v.norm_squared())];
    let mut terms = Vec::new();
    for (i, of_g) in ["g.x", "g.y"].into_iter().enumerate() {
        terms.push(term(of_g, move |g: V2, _v: V2| g[i]));
        for (name, divided, made) in made {
            for (j, of_v) in ["x", "y"].into_iter().enumerate() {
                terms.push(term(format!("{of_g}·{name}.{of_v}{divided}"), move |g: V2, v: V2| g[i] * made(v)[j]));
            }
        }
    }
    terms
}

fn clauses(exercise: Exercise) -> Exercise {
    let g = V2::new(4.0, 8.0);
    exercise
        .clause(direction::zero(&[1], 0.0))
        .clause(direction::any_length_but_zero(&[1]))
        .clause(direction::along_an_axis().at((g, V2::new(2.0, 0.0))).at((g, V2::new(0.0, -5.0))).missed(
            "took the axes for none",
            |_: V2, _: V2| NOWHERE,
            "Along (2, 0) the slope is that along x: only where both components are 0 there is none.",
        ))
        .clause(direction::not_finite(&[1]))
        .clause(
            Clause::new(
                "any gradient, flat or steep",
                "g may be zero, and as long as it likes: there is a slope along v all the same.",
            )
            .at((V2::zeros(), V2::new(3.0, 4.0)))
            .at((V2::new(4e6, 8e6), V2::new(3.0, 4.0)))
            .at((V2::new(4e98, 8e98), V2::new(3e98, 4e98)))
            .missed(
                "took flat ground for none",
                |g: V2, v: V2| (g != V2::zeros()).then(|| g.dot(&v.normalize())),
                "On flat ground the slope is 0 along every v: None is for a v that points nowhere.",
            )
            .missed(
                "divided by the steepness",
                |g: V2, v: V2| g.norm() * g.normalize().dot(&v.normalize()),
                "On flat ground you divide by the length of g, which is 0: the slope there is 0.",
            ),
        )
}

/// How v becomes a direction, and how the gradient is mixed along it.
#[derive(Clone)]
struct Rules {
    direction: Direction,
    mixed: fn(V2, V2) -> f64,
    /// Whether the mixture is divided in the place of v: where the length is 0, not the same comes out.
    divides_last: bool,
}

impl Rules {
    /// Both ways are as right, whatever is divided first.
    fn ways() -> [Self; 2] {
        [false, true].map(|divides_last| Self { direction: Direction::right(), mixed: |g, u| g.dot(&u), divides_last })
    }

    fn slope(&self, g: V2, v: V2) -> f64 {
        if self.divides_last {
            (self.mixed)(g, self.direction.divided(v)) / self.direction.length(v)
        } else {
            (self.mixed)(g, self.direction.of(v))
        }
    }
}

fn mistakes(exercise: Exercise) -> Exercise {
    let run = |rules: Rules| move |g: V2, v: V2| rules.slope(g, v);
    let of_direction = direction::slips(|rules: &mut Rules| &mut rules.direction);
    let mixed = |name, mixed: fn(V2, V2) -> f64, says| slip(name, move |rules: &mut Rules| rules.mixed = mixed, says);
    let mixtures = [
        mixed(
            "gave the cosine",
            |g, u| g.normalize().dot(&u),
            "That measures an angle; the steepness has vanished. On ground twice as steep your answer stays.",
        ),
        mixed("always the steepest", |g, _| g.norm(), "The same answer whichever way you look."),
        mixed("slopes without a sign", |g, u| g.dot(&u).abs(), "Turn around: up becomes…?"),
        mixed(
            "the length of the mixture",
            |g, u| g.component_mul(&u).norm(),
            "The two parts of the climb are added with their signs, not like the sides of a triangle.",
        ),
    ];
    exercise
        .slips_in(Rules::ways(), run, of_direction.into_iter().chain(mixtures))
        .mistake(
            "crossed instead of dotted",
            |g: V2, v: V2| (g.x * v.y - g.y * v.x) / v.norm(),
            "Try v along g: that is the steepest way, and your answer there is 0.",
        )
        .mistake(
            "took the sine for the cosine",
            |g: V2, v: V2| (g.y * v.x - g.x * v.y) / v.norm(),
            "Try v along g: there the angle is 0, and so is your slope, where it should be as steep as can be.",
        )
        .mistake(
            "took the sine of the angle between both",
            |g: V2, v: V2| g.perp(&v).abs() / v.norm(),
            "Try v along g: there the angle is 0, and so is your slope, where it should be as steep as can be.",
        )
        .mistake(
            "fed the angle between both to the cosine in degrees",
            |g: V2, v: V2| g.norm() * g.angle(&v).to_degrees().cos(),
            "`cos` takes radians, and `angle` gives them: no conversion is needed.",
        )
        .mistake(
            "divided by the wrong length",
            |g: V2, v: V2| g.dot(&v) / g.norm(),
            "You divided by the length of g; it is v that may have any length.",
        )
        .mistake(
            "divided the second term only",
            |g: V2, v: V2| g.x * v.x + g.y * v.y / v.norm(),
            "A division binds closer than a sum: only your second term is divided by the length.",
        )
}

/// The direction of (4, 8), in degrees.
const UPHILL: f64 = 63.435;

/// The gradient with its direction, the direction in which one looks, and a length of v, as they were moved.
fn moved(sketch: &mut Sketch<'_>) -> (V2, f64, f64, f64) {
    let along_x = sketch.slider("∂f/∂x", "the slope along x", 4.0, -9.0..=9.0);
    let along_y = sketch.slider("∂f/∂y", "the slope along y", 8.0, -9.0..=9.0);
    let length = sketch.log_slider("length", "how long v is: the slope does not depend on it", 1.0, 0.01..=100.0);
    let g = V2::new(along_x, along_y);
    let cosine = |angle: f64| g.dot(&at_angle(angle.to_radians()));
    let looks = sketch.point_on(0, "v", "the direction in which one looks", UPHILL, 0.0..=360.0, cosine);
    for (name, angle) in [("along the contour: no slope", 153.435), ("straight down: the lowest", 243.435)] {
        sketch.preset(name, Settings::default().point("v", (angle, cosine(angle))));
    }
    sketch.preset("flat ground: level all round", Settings::default().number("∂f/∂x", 0.0).number("∂f/∂y", 0.0));
    sketch.preset("a very long v: nothing changes", Settings::default().number("length", 100.0));
    let predicted: Option<Option<f64>> = sketch.value((V2::new(4.0, 8.0), V2::new(3.0, 4.0)));
    sketch.predict(
        "∇f = (4, 8). How steep is f along v = (3, 4)?",
        format!("your slope is {}", number_text(predicted.flatten().unwrap_or(f64::NAN), Some(3))),
    );
    let toward = if g == V2::new(4.0, 8.0) { UPHILL } else { g.y.atan2(g.x).to_degrees().rem_euclid(360.0) };
    (g, toward, looks, length)
}

/// The slope against the direction: a cosine whose top is the length of the gradient.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (g, toward, looks, length) = moved(sketch);
    let angles = spread(0.0, 360.0, 181);
    // A length that differs from 1 and changes with the direction, as a v may.
    let v = |angle: f64| length * (1.6 + 0.8 * (3.0 * angle.to_radians()).sin()) * at_angle(angle.to_radians());
    let yours: Vec<Option<Option<f64>>> = sketch.values(angles.iter().map(|angle| (g, v(*angle))));
    let points = angles.iter().zip(&yours).map(|(angle, slope)| (*angle, slope.flatten().unwrap_or(f64::NAN)));
    let points: Vec<(f64, f64)> = points.collect();
    let truth: Vec<(f64, f64)> = angles.iter().map(|angle| (*angle, g.dot(&at_angle(angle.to_radians())))).collect();
    let off = points.iter().zip(&truth).map(|(yours, truth)| (yours.1 - truth.1).abs()).fold(0.0, f64::max);
    let top = points.iter().map(|point| point.1).fold(f64::NEG_INFINITY, f64::max);
    let highest = decimals(top, 2);
    let title = if sketch.is_right() {
        format!("Your slopes follow a cosine; the largest is {highest}, the length of the gradient")
    } else if top > g.norm() + 0.01 {
        format!("Your slopes reach {highest}, more than the steepest slope {:.2}", g.norm())
    } else if off < 0.1 {
        "Your slopes come near the cosine; something is not right".to_owned()
    } else {
        "Your slopes do not follow the cosine".to_owned()
    };
    let panel = Panel::new(Axis::new("direction of v, in degrees", 0.0, 360.0), Axis::new("slope", -14.0, 14.0))
        .layer(Layer::line(Role::Guide, "±‖∇f‖", [(0.0, g.norm()), (360.0, g.norm())]))
        .layer(Layer::line(Role::Guide, "±‖∇f‖", [(0.0, -g.norm()), (360.0, -g.norm())]))
        .layer(Layer::line(Role::Given, "direction of ∇f", [(toward, -14.0), (toward, 14.0)]))
        .layer(Layer::line(Role::Truth, "true slopes", truth))
        .layer(Layer::line(Role::Learner, "your slopes", points));
    if looks == UPHILL {
        return Figure::new(title).panel(panel);
    }
    let slope = sketch.value::<Option<f64>>((g, v(looks))).flatten().unwrap_or(f64::NAN);
    let heading = format!("{looks:.0}° round, your slope is {}", decimals(slope, 2));
    let mark = Layer::points(Role::Learner, Mark::Dot, "the slope along v", [(looks, slope)]);
    Figure::new(title).panel(panel.heading(heading).layer(mark))
}
