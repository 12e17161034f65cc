//! The direction of a level curve, from the gradient.
//!
//! ```text
//! g · t = 0        ‖t‖ = 1
//! ```
//!
//! Two answers are right, t and −t. On an axis a swapped gradient is a tangent by accident; (3, 4) tells every
//! mistake apart.

mod figure;

use nabla_grading::{Clause, Complaint, Exercise, Observation, arrow, number_text, slip};
use nalgebra::{Rotation2, Vector2};
use std::f64::consts::FRAC_PI_2;

type V2 = Vector2<f64>;
type Turn = fn(V2) -> V2;
type Length = fn(V2) -> f64;

/// How an arrow is made of g: turned, then divided by a length.
#[derive(Clone, Copy)]
struct Rules {
    turn: Turn,
    length: Length,
}

fn quarter(g: V2) -> V2 {
    V2::new(-g.y, g.x)
}

/// The exercise `tangent`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("tangent", "a unit vector along the level curve, at a right angle to the gradient g")
        .parts([arrow("the tangent")])
        .probes(|ask| {
            for (x, y) in [(4.0, 8.0), (3.0, 4.0), (-5.0, 12.0), (8.0, -6.0), (0.3, -0.4)] {
                ask.at((V2::new(x, y),));
            }
            ask.random(24, |draw| (V2::new(draw.number_off_zero(-9.0, 9.0, 0.1), draw.number(-9.0, 9.0)),));
        })
        .truth(|g: V2| Rotation2::new(FRAC_PI_2) * g.normalize())
        .either_way()
        .property(is_a_unit_tangent)
        .overall(tells_a_mistake)
        .clause(
            Clause::new(
                "None on flat ground",
                "At the bottom of a bowl the level curve is a single point. Which way does a point run? \
                 Your type can say `None`.",
            )
            .at((V2::zeros(),))
            .gives(None::<V2>),
        )
        .clause(
            Clause::new(
                "one component may be 0",
                "A gradient along an axis is as good as any: only where both components are 0 there is no direction.",
            )
            .at((V2::new(0.0, 5.0),))
            .at((V2::new(-3.0, 0.0),))
            .missed("took the axes for none", |_: V2| None::<V2>, "")
            .missed(
                "used the slope of the curve",
                |g: V2| V2::new(1.0, -g.x / g.y).normalize(),
                "Rise over run: what is the run for g = (−3, 0)?",
            )
            .missed(
                "turned x and y upside down",
                |g: V2| V2::new(-1.0 / g.x, 1.0 / g.y).normalize(),
                "You divide by x and y of g: what of (−3, 0)?",
            ),
        )
        .clause(
            Clause::only_zero_is_zero(&[0], &[1e-13, 1e-100], None::<V2>)
                .called("a gentle slope is not flat ground")
                .says("A very short gradient has a direction like any other; only a length of exactly 0 has none."),
        )
        .clause(
            Clause::not_finite(&[0])
                .gives(None::<V2>)
                .called("None where a slope is not finite")
                .says("Where a slope is NaN or infinite, nothing is known of the curve: `is_finite` finds both."),
        )
        .hints([
            "On the level curve the height does not change. So how much of your arrow may point along g?",
            "Draw g = (3, 4) on squared paper and turn it by a quarter. Where does its tip land? \
             Look at both numbers and both signs.",
            "A quarter turn swaps the two components and changes the sign of one. \
             Then divide by the length; ask before you divide by 0.",
        ])
        .figure(figure::draw);
    variants(mistakes(exercise))
}

/// Wrong turns.
const TURNS: [(&str, Turn, &str); 4] = [
    ("swapped the components", |g| V2::new(g.y, g.x), "For g = (3, 4), is the sum of the products with t 0?"),
    ("changed a sign without swapping", |g| V2::new(-g.x, g.y), "A quarter turn does two things: yours does one."),
    ("went along the gradient", |g| g, "A step along your arrow changes the height as fast as can be."),
    ("kept only the signs", |g| V2::new(-g.y.signum(), g.x.signum()), "What tells (1, 9) from (9, 1)?"),
];

/// Wrong lengths to divide by.
const LENGTHS: [(&str, Length, &str); 8] = [
    ("left the length as it was", |_| 1.0, "How long is your arrow for g = (3, 4), and how long should it be?"),
    ("left short ones short", |t| t.norm().max(1.0), "How long is your arrow for g = (0.3, −0.4)? It should be 1."),
    ("divided by the sum of sizes", |t| t.lp_norm(1), "As the crow flies (3, 4) is 5 long, not 7."),
    ("divided by the sum", |t| t.y - t.x, "You divide by x + y of g: (3, −4) is 5 long, not −1."),
    ("cut the length to a whole number", |t| t.norm().trunc(), "How long is (1, 1)? √2, and every digit of it counts."),
    ("divided by the largest component", |t| t.amax(), "(3, 4) is longer than 4: the other component counts too."),
    ("divided by the squared length", |t| t.norm_squared(), "The steeper, the shorter your arrow: is a root missing?"),
    (
        "drew the root of one square only",
        |t| t.y * t.y + t.x.abs(),
        "The root stands over y² alone in yours: brackets first, then `.sqrt()`.",
    ),
];

fn mistakes(exercise: Exercise) -> Exercise {
    let right = Rules { turn: quarter, length: |t| t.norm() };
    let turns = TURNS.map(|(name, turn, says)| slip(name, move |rules: &mut Rules| rules.turn = turn, says));
    let lengths = LENGTHS.map(|(name, length, says)| slip(name, move |rules: &mut Rules| rules.length = length, says));
    let run = |Rules { turn, length }: Rules| move |g: V2| turn(g) / length(turn(g));
    exercise
        .slips(right, run, turns.into_iter().chain(lengths))
        .mistake(
            "took x after it had changed",
            |g: V2| V2::new(-g.y / g.norm(), -g.y / g.norm_squared()),
            "Your y is made of an x that has changed already: keep both components of g until the arrow is made.",
        )
        .mistake(
            "divided x only",
            |g: V2| V2::new(-g.y / g.norm(), g.x),
            "Your x is divided by the length, your y is not: a vector is shortened as a whole.",
        )
        .mistake(
            "divided y only",
            |g: V2| V2::new(-g.y, g.x / g.norm()),
            "Your y is divided by the length, your x is not: a vector is shortened as a whole.",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    let somewhere = |g: V2| g.iter().all(|slope| slope.is_finite()) && g != V2::zeros();
    exercise
        .variant("the other way round", move |g: V2| somewhere(g).then(|| V2::new(g.y, -g.x).normalize()))
        .variant("by its angle", move |g: V2| {
            let angle = g.y.atan2(g.x) + FRAC_PI_2;
            somewhere(g).then(|| V2::new(angle.cos(), angle.sin()))
        })
        .variant("always upwards", move |g: V2| {
            let t = quarter(g) / g.x.hypot(g.y);
            somewhere(g).then(|| if t.y < 0.0 { -t } else { t })
        })
        .variant("what is left of an axis", move |g: V2| {
            // Take the axis that g leans away from, and remove from it what lies along g.
            let n = g.try_normalize(0.0).filter(|_| somewhere(g))?;
            let axis = if n.x.abs() < n.y.abs() { V2::x() } else { V2::y() };
            Some((axis - axis.dot(&n) * n).normalize())
        })
}

/// Says of a wrong arrow what is to be seen: its length, and its angle to g.
fn is_a_unit_tangent(asked: &Observation<'_>) -> Result<(), Complaint> {
    let (g, Some(t)) = (asked.argument::<V2>(0), asked.value::<V2>()) else { return Ok(()) };
    let (length, angle) = (t.norm(), degrees(g, t));
    if !length.is_finite() || ((length - 1.0).abs() < 1e-9 && (angle - 90.0).abs() < 1e-6) {
        return Ok(());
    }
    let text = |number: f64| number_text(number, Some(8));
    Err(Complaint::new(
        "On a contour nothing climbs, and a unit vector is 1 long: look at the length and the angle of yours.",
    )
    .got(format!("({}, {}), {} long, at {}° to g", text(t.x), text(t.y), text(length), text(angle)))
    .expected("a vector of length 1 at 90° to g, either way round"))
}

/// The angle between g and t; it tells right angles better than a cosine's inverse does.
fn degrees(g: V2, t: V2) -> f64 {
    let g = g.normalize();
    g.perp(&t).abs().atan2(g.dot(&t)).to_degrees()
}

/// What all arrows have in common, where that is a mistake.
fn tells_a_mistake(asked: &[Observation<'_>]) -> Result<(), (usize, Complaint)> {
    let arrow = |asked: &Observation<'_>| (asked.argument(0), asked.value().unwrap_or(V2::repeat(f64::NAN)));
    let arrows: Vec<(V2, V2)> = asked.iter().map(arrow).collect();
    // On an axis a wrong arrow may have no length, or none that is finite.
    let off: Vec<(V2, V2)> = arrows.iter().copied().filter(|(g, _)| g.product() != 0.0).collect();
    let all = |arrows: &[(V2, V2)], holds: &dyn Fn(V2, V2) -> bool| arrows.iter().all(|(g, t)| holds(*g, *t));
    let is_unit = |_: V2, t: V2| (t.norm() - 1.0).abs() < 1e-9;
    let is_right = |g: V2, t: V2| is_unit(g, t) && (degrees(g, t) - 90.0).abs() < 1e-6;
    if all(&arrows, &is_right) || all(&off, &|_, t| t == off[0].1) {
        return Ok(());
    }
    // Of an arrow that points the other way it is the angle to its opposite that counts.
    let turned = |g: V2, t: V2| 90.0 - (90.0 - degrees(g, t)).abs();
    let angle = turned(off[0].0, off[0].1);
    let (name, says) = if all(&off, &|_, t| (t.x.abs() - t.y.abs()).abs() < 1e-9 * t.amax()) {
        (
            "used one component twice",
            "Both components of your arrow have one size: is one of g's overwritten too early?".to_owned(),
        )
    } else if all(&off, &is_unit) && all(&off, &|g, t| (turned(g, t) - angle).abs() < 1e-6) {
        let angle = number_text(angle, Some(3));
        (
            "turned by another angle",
            format!("Your arrows meet g at {angle}°, always. Do `cos` and `sin` count in degrees?"),
        )
    } else if all(&off, &is_unit) {
        ("not at a right angle", "Your arrows are of length 1, but g · t is not 0: they leave the contour.".to_owned())
    } else {
        return Ok(());
    };
    Err((1, Complaint::named(name, says)))
}
