//! The two ways in which no height is won or lost.
//!
//! ```text
//! g·u = 0 and ‖u‖ = 1:   u = ±(−g_y, g_x)/‖g‖
//! ```

use crate::points_somewhere;
use nabla_core::Field;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role};
use nabla_grading::{Asked, Complaint, Exercise, Sketch};
use nalgebra::Vector2;

type V2 = Vector2<f64>;
type Pair = Option<[V2; 2]>;

fn turned(g: V2) -> V2 {
    V2::new(-g.y, g.x)
}

fn both(u: V2) -> [V2; 2] {
    [u, -u]
}

/// The exercise `flat_directions`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("flat_directions", "the two directions of length 1 along which a hill with the gradient g is level; None on flat ground")
        .probes(|ask| {
            for (x, y) in [(4.0, 8.0), (3.0, -4.0), (0.0, 2.0), (-5.0, 0.0), (0.0, 0.0), (3e-100, 4e-100), (3e100, -4e100)] {
                ask.at((V2::new(x, y),));
            }
            for (x, y) in [(f64::NAN, 1.0), (1.0, f64::NEG_INFINITY)] {
                ask.at((V2::new(x, y),));
            }
            ask.random(24, |draw| (V2::new(draw.number_off_zero(-9.0, 9.0, 0.1), draw.number_off_zero(-9.0, 9.0, 0.1)),));
        })
        .truth(|g: V2| -> Pair { points_somewhere(g).then(|| both(crate::at_angle(g.y.atan2(g.x) + std::f64::consts::FRAC_PI_2))) })
        .not_unique()
        .property(level_opposite_and_of_length_one)
        .variant("the other one first", |g: V2| -> Pair { points_somewhere(g).then(|| both(-turned(g).normalize())) })
        .variant("by an angle", |g: V2| -> Pair {
            let angle = g.y.atan2(g.x) - std::f64::consts::FRAC_PI_2;
            points_somewhere(g).then(|| both(crate::at_angle(angle)))
        })
        .variant("a rotation matrix", |g: V2| -> Pair {
            points_somewhere(g).then(|| both(nalgebra::Rotation2::new(std::f64::consts::FRAC_PI_2) * (g / g.amax()).normalize()))
        })
        .hints([
            "The gradient crosses the contour at a right angle. You want to walk along the contour.",
            "Turn g by a right angle: exchange its components and flip one sign. Then make it 1 long. The other way is its opposite.",
            "u = (−g.y, g.x)/‖g‖ is one of them. None when g is zero or not finite.",
        ])
        .figure(draw);
    mistakes(exercise)
}

fn level_opposite_and_of_length_one(asked: &Asked<'_>) -> Result<(), Complaint> {
    let g: V2 = asked.argument(0);
    let Some(yours) = asked.value::<Pair>() else { return Err(Complaint::new("The answer is no pair of vectors.")) };
    let [u, v] = match (points_somewhere(g), yours) {
        (false, None) => return Ok(()),
        (true, Some(pair)) => pair,
        (false, Some(_)) if g == V2::zeros() => {
            return Err(Complaint::new("On flat ground every direction is level: there are no two special ones.")
                .expected("None"));
        }
        (false, Some(_)) => {
            return Err(Complaint::new("This g is no gradient: it is not finite. There is no direction to name.")
                .expected("None"));
        }
        (true, None) => return Err(Complaint::new("There are two level directions here.").expected("two directions")),
    };
    let two = "two opposite directions of length 1, at right angles to g";
    if !(u + v).iter().chain((u - v).iter()).all(|part| part.is_finite()) {
        return Err(Complaint::new("A component of your directions is not a finite number.").expected(two));
    }
    let steep = g.normalize();
    if [u, v].iter().any(|u| steep.dot(u).abs() > 1e-9 * u.norm().max(1.0)) {
        let climb = u.norm().max(f64::MIN_POSITIVE);
        let angle = (steep.dot(&u) / climb).clamp(-1.0, 1.0).acos().to_degrees();
        return Err(Complaint::new(format!("Walk along your first direction: it is {angle:.0}° from uphill, so the height changes. Level ground is at 90°.")).expected(two));
    }
    if [u, v].iter().any(|u| (u.norm() - 1.0).abs() > 1e-9) {
        return Err(
            Complaint::named("not of length 1", "Both directions are level; a direction has length 1.").expected(two)
        );
    }
    if (u + v).norm() > 1e-9 {
        return Err(Complaint::named(
            "the same direction twice",
            "There are two ways along a contour, and you give one of them twice.",
        )
        .expected(two));
    }
    Ok(())
}

fn mistakes(exercise: Exercise) -> Exercise {
    let unit = |g: V2, u: V2| -> Pair { points_somewhere(g).then(|| both(u.normalize())) };
    exercise
        .mistake(
            "went up and down",
            move |g: V2| unit(g, g),
            "Walk along your arrow: the height changes as fast as it can. You want the ways in which it does not.",
        )
        .mistake(
            "swapped without turning",
            move |g: V2| unit(g, V2::new(g.y, g.x)),
            "Exchanging the components mirrors an arrow; a right angle takes a flipped sign too.",
        )
        .mistake(
            "flipped a sign without swapping",
            move |g: V2| unit(g, V2::new(-g.x, g.y)),
            "Flipping one sign mirrors an arrow; a right angle exchanges the components too.",
        )
        .mistake(
            "flipped both signs",
            move |g: V2| unit(g, V2::new(-g.y, -g.x)),
            "Two flipped signs cancel: turn only one of them.",
        )
        .mistake(
            "not of length 1",
            |g: V2| -> Pair { points_somewhere(g).then(|| both(turned(g))) },
            "Both directions are level; a direction has length 1.",
        )
        .mistake(
            "the same direction twice",
            |g: V2| -> Pair { points_somewhere(g).then(|| [turned(g).normalize(); 2]) },
            "There are two ways along a contour, and you give one of them twice.",
        )
        .mistake(
            "along the axes",
            |g: V2| -> Pair { points_somewhere(g).then(|| [V2::x(), V2::y()]) },
            "The axes are level only where the gradient happens to lie along one of them.",
        )
        .mistake(
            "one level and one uphill",
            |g: V2| -> Pair { points_somewhere(g).then(|| [turned(g).normalize(), g.normalize()]) },
            "Your first direction is level, your second one is the steepest of all.",
        )
        .mistake(
            "divided by zero",
            |g: V2| -> Pair { g.iter().all(|part| part.is_finite()).then(|| both(turned(g) / g.norm())) },
            "On flat ground every way is level: there are no two special ones, and 0/0 is NaN.",
        )
        .mistake(
            "chose a way on flat ground",
            |g: V2| -> Pair {
                g.iter().all(|part| part.is_finite()).then(|| both(turned(g).try_normalize(0.0).unwrap_or(V2::x())))
            },
            "On flat ground every way is level: there are no two special ones.",
        )
        .mistake(
            "let what is not finite through",
            |g: V2| -> Pair { (g != V2::zeros()).then(|| both(turned(g) / g.norm())) },
            "Feed it NaN or an infinity: what comes out is no direction.",
        )
        .mistake(
            "divided by the sum",
            |g: V2| -> Pair { points_somewhere(g).then(|| both(turned(g) / g.lp_norm(1))) },
            "Both directions are level; is their length 1?",
        )
}

/// The learner's directions on the contours of the bowl.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = Field::bowl(1.0, 4.0);
    let places = [(2.0, 1.0), (-2.0, 1.0), (0.0, -1.414), (2.6, -0.55)].map(|(x, y)| V2::new(x, y));
    let g = |p: V2| V2::new(2.0 * p.x, 8.0 * p.y);
    let yours: Vec<Option<Pair>> = sketch.values(places.map(|p| (g(p),)));
    let pairs = places.iter().zip(&yours).filter_map(|(p, pair)| Some((p, (*pair)??)));
    let arrows: Vec<_> = pairs.flat_map(|(p, pair)| pair.map(|u| ((p.x, p.y), (p.x + u.x, p.y + u.y)))).collect();
    let angle = yours[0].flatten().map(|[u, _]| u.angle(&g(places[0])).to_degrees());
    let title = match angle {
        _ if sketch.is_right() => "Your arrows run along the contours, 90° from uphill".to_owned(),
        Some(angle) if (angle - 90.0).abs() > 0.5 => {
            format!("At (2, 1) your arrow cuts the contour: it is {angle:.0}° from uphill, not 90°")
        }
        _ => "Level at (2, 1); length, number or edge cases are not right yet".to_owned(),
    };
    let (x, y) = (Axis::new("x", -4.0, 4.0), Axis::new("y", -2.5, 2.5));
    let uphill = places.map(|p| ((p.x, p.y), (p.x + 0.1 * g(p).x, p.y + 0.1 * g(p).y)));
    let panel = Panel::new(x.clone(), y.clone())
        .equal()
        .layer(Layer::map(&x, &y, (97, 61), &[4.0, 8.0, 12.0], |x, y| f.value(&[x, y])))
        .layer(Layer::arrows(Role::Guide, "uphill", uphill))
        .layer(Layer::arrows(Role::Learner, "your level directions", arrows))
        .layer(Layer::points(Role::Given, Mark::Dot, "", places.map(|p| (p.x, p.y))));
    Figure::new(title).panel(panel)
}
