//! The direction of a level curve, from the gradient.
//!
//! ```text
//! g · t = 0        ‖t‖ = 1
//! ```
//!
//! Two answers are right, t and −t, so nothing is compared: the length and the angle are measured. On an axis a swapped
//! gradient is a tangent by accident; (3, 4) and (−5, 12) tell every mistake apart.

use crate::known::{self, Known};
use crate::pictures::{bowl_panel, pair};
use nabla_grading::figure::{Figure, GAP, Layer, Mark, Role};
use nabla_grading::{Asked, Complaint, Exercise, Sketch, number_text};
use nalgebra::{Rotation2, Vector2};
use std::f64::consts::{FRAC_PI_2, TAU};

type V2 = Vector2<f64>;

const SWAPPED: Known = Known {
    name: "swapped the components",
    says: "Try it on g = (3, 4): multiply your t and g component by component and add up. A right angle gives 0.",
};
const ONE_SIGN: Known = Known {
    name: "changed a sign without swapping",
    says: "That mirrors the gradient. A quarter turn does two things to the pair (x, y): yours does one of them.",
};
const ALONG: Known = Known {
    name: "went along the gradient",
    says: "Walk a step along your arrow: the height changes as fast as it can. On a contour it does not change at all.",
};
const LONG: Known = Known {
    name: "left the length as it was",
    says: "The right angle is there. How long is your arrow for g = (3, 4), and how long should a unit vector be?",
};
const INVENTED: Known = Known {
    name: "invented a direction on flat ground",
    says: "At the bottom of a bowl the level curve is a single point. Which way does a point run? Your type can say `None`.",
};

/// The exercise `tangent`.
pub(crate) fn exercise() -> Exercise {
    let quarter = |g: V2| V2::new(-g.y, g.x);
    let known = |g: V2| g.iter().all(|slope| slope.is_finite());
    let somewhere = move |g: V2| known(g) && g != V2::zeros();
    Exercise::new("tangent", "a unit vector along the level curve, at a right angle to the gradient g")
        .probes(|ask| {
            for (x, y) in [(4.0, 8.0), (3.0, 4.0), (-5.0, 12.0), (8.0, -6.0), (0.0, 5.0), (-3.0, 0.0)] {
                ask.at((V2::new(x, y),));
            }
            // Short and long gradients, and places where there is no direction at all.
            for (x, y) in [(3e-12, 4e-12), (-3e100, 4e100), (0.0, 0.0), (-0.0, 0.0)] {
                ask.at((V2::new(x, y),));
            }
            for (x, y) in [(f64::NAN, 1.0), (1.0, f64::INFINITY), (f64::NEG_INFINITY, f64::NEG_INFINITY)] {
                ask.at((V2::new(x, y),));
            }
            ask.random(24, |draw| (V2::new(draw.number_off_zero(-9.0, 9.0, 0.1), draw.number(-9.0, 9.0)),));
        })
        .truth(move |g: V2| somewhere(g).then(|| Rotation2::new(FRAC_PI_2) * g.normalize()))
        .not_unique()
        .overall(|asked| {
            known::judge(
                asked,
                is_a_unit_tangent,
                &[
                    (ALONG, |asked| along(asked, |g| g)),
                    (SWAPPED, |asked| along(asked, |g| V2::new(g.y, g.x))),
                    (ONE_SIGN, |asked| along(asked, |g| V2::new(g.x, -g.y))),
                    (LONG, |asked| Some(along(asked, |g| V2::new(-g.y, g.x))? && as_long_as_g(asked))),
                ],
            )
        })
        .mistake(SWAPPED.name, move |g: V2| somewhere(g).then(|| V2::new(g.y, g.x).normalize()), SWAPPED.says)
        .mistake(ONE_SIGN.name, move |g: V2| somewhere(g).then(|| V2::new(-g.x, g.y).normalize()), ONE_SIGN.says)
        .mistake(ALONG.name, move |g: V2| somewhere(g).then(|| g.normalize()), ALONG.says)
        .mistake(LONG.name, move |g: V2| somewhere(g).then(|| quarter(g)), LONG.says)
        .mistake(
            "divided by the sum of the components",
            move |g: V2| somewhere(g).then(|| quarter(g) / (g.x.abs() + g.y.abs())),
            "Your arrows are of different lengths: (3, 4) is 5 long, not 7. Measure it as the crow flies.",
        )
        .mistake(
            "divided by the squared length",
            move |g: V2| somewhere(g).then(|| quarter(g) / g.norm_squared()),
            "The steeper the slope, the shorter your arrow. Does the length still hold a square when you divide by it?",
        )
        .mistake(
            "kept only the signs",
            move |g: V2| somewhere(g).then(|| V2::new(-g.y.signum(), g.x.signum()).normalize()),
            "Your arrows know four directions only. What tells (1, 9) from (9, 1)?",
        )
        .mistake(
            "used the slope of the curve",
            move |g: V2| somewhere(g).then(|| V2::new(1.0, -g.x / g.y).normalize()),
            "Rise over run fails where the curve stands upright: what is your run for g = (−3, 0)?",
        )
        .mistake(
            INVENTED.name,
            move |g: V2| known(g).then(|| quarter(g).try_normalize(0.0).unwrap_or_else(V2::x)),
            INVENTED.says,
        )
        .mistake(
            "divided by 0 on flat ground",
            move |g: V2| known(g).then(|| quarter(g).normalize()),
            "On flat ground your answer holds NaN: look at what you divide by there, and ask before you divide.",
        )
        .mistake(
            "let what is not finite through",
            move |g: V2| (g != V2::zeros()).then(|| quarter(g).normalize()),
            "For a gradient with NaN or an infinity in it your arrow holds NaN. Nothing is known there: say so.",
        )
        .mistake(
            "took a short gradient for none",
            move |g: V2| somewhere(g).then(|| quarter(g).try_normalize(1e-9)).flatten(),
            "(3e-12, 4e-12) is a gentle slope, but a slope: it still has a direction.",
        )
        .mistake(
            "no answer on the axes",
            move |g: V2| (somewhere(g) && g.x != 0.0 && g.y != 0.0).then(|| quarter(g).normalize()),
            "A gradient along an axis is as good as any: only when both components are 0 is there no direction.",
        )
        .variant("the other way round", move |g: V2| somewhere(g).then(|| V2::new(g.y, -g.x).normalize()))
        .variant("by its angle", move |g: V2| {
            let angle = g.y.atan2(g.x) + FRAC_PI_2;
            somewhere(g).then(|| V2::new(angle.cos(), angle.sin()))
        })
        .variant("always upwards", move |g: V2| {
            let t = V2::new(-g.y, g.x) / g.x.hypot(g.y);
            somewhere(g).then(|| if t.y < 0.0 { -t } else { t })
        })
        .variant("what is left of an axis", move |g: V2| {
            // Take the axis that g leans away from, and remove from it what lies along g.
            let n = g.try_normalize(0.0).filter(|_| somewhere(g))?;
            let axis = if n.x.abs() < n.y.abs() { V2::x() } else { V2::y() };
            Some((axis - axis.dot(&n) * n).normalize())
        })
        .hints([
            "On the level curve the height does not change. So how much of your arrow may point along g?",
            "Draw g = (3, 4) on squared paper and turn it by a quarter. Where does its tip land? Look at both numbers and both signs.",
            "A quarter turn swaps the two components and changes the sign of one. Then divide by the length; ask before you divide by 0.",
        ])
        .figure(draw)
}

fn is_a_unit_tangent(asked: &Asked<'_>) -> Result<(), Complaint> {
    let (g, answer) = (asked.argument::<V2>(0), asked.value::<Option<V2>>().flatten());
    let somewhere = asked.expected.components().len() == 2;
    let Some(t) = answer.filter(|_| somewhere) else {
        return match (answer, somewhere) {
            (Some(_), _) => Err(Complaint::new(
                "There is no direction here: the gradient is zero, or not known. Your type can say `None`.",
            )),
            (None, true) => Err(Complaint::new("This gradient has a direction, so its level curve has one too.")
                .expected("a unit vector at a right angle to g")),
            (None, false) => Ok(()),
        };
    };
    let (length, off) = (t.norm(), t.dot(&g.normalize()));
    let complain = |says: String, got: String| {
        Err(Complaint::new(says).got(got).expected("a vector of length 1 at 90° to g, either way round"))
    };
    let shown = format!("({}, {})", number_text(t.x, Some(5)), number_text(t.y, Some(5)));
    if !length.is_finite() {
        return complain("Your arrow holds NaN or an infinity: look for a division by zero.".to_owned(), shown);
    }
    if (length - 1.0).abs() > 1e-9 {
        // As many digits as it takes to see that it is not 1.
        let digits = if (length - 1.0).abs() < 1e-3 { 12 } else { 4 };
        let length = number_text(length, Some(digits));
        return complain(format!("Your arrow is {length} long; a unit vector is 1 long."), shown);
    }
    if off.abs() > 1e-9 {
        let angle = number_text(off.clamp(-1.0, 1.0).acos().to_degrees(), Some(4));
        let says =
            format!("Your arrow meets the gradient at {angle}°. On a contour nothing climbs: which angle is that?");
        return complain(says, format!("{shown}, at {angle}° to g"));
    }
    Ok(())
}

/// The finite arrow for a gradient off the axes, where mistakes differ.
fn arrow(asked: &Asked<'_>) -> Option<(V2, V2)> {
    let g = asked.argument::<V2>(0);
    let telling = g.norm().is_finite() && g.x != 0.0 && g.y != 0.0 && g.x.abs() != g.y.abs();
    asked.value::<Option<V2>>().flatten().filter(|t| telling && t.norm() > 0.0).map(|t| (g, t))
}

fn along(asked: &Asked<'_>, direction: fn(V2) -> V2) -> Option<bool> {
    arrow(asked).map(|(g, t)| direction(g).normalize().perp(&t.normalize()).abs() < 1e-9)
}

fn as_long_as_g(asked: &Asked<'_>) -> bool {
    arrow(asked).is_some_and(|(g, t)| (t.norm() / g.norm() - 1.0).abs() < 1e-9)
}

/// The learner's arrows round the level 8, and at the bottom, where there should be none.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let round = |k: u8| TAU * (f64::from(k) / 9.0 + 0.125);
    let mut feet = vec![V2::new(2.0, 1.0)];
    feet.extend((1..9).map(round).map(|t| 8_f64.sqrt() * V2::new(t.cos(), t.sin() / 2.0)));
    feet.push(V2::zeros());
    let slope = |p: &V2| V2::new(2.0 * p.x, 8.0 * p.y);
    let arrows: Vec<Option<V2>> = sketch.values(feet.iter().map(|p| (slope(p),)));
    let title = title(sketch.is_right(), slope(&feet[0]), arrows[0], arrows[9]);

    let unit = |p: &V2| slope(p).try_normalize(0.0).unwrap_or_default();
    let uphill = feet.iter().map(|p| (pair(*p), pair(p + 0.55 * unit(p))));
    let tangents = feet.iter().flat_map(|p| {
        let reach = 0.9 * V2::new(-unit(p).y, unit(p).x);
        [pair(p - reach), pair(p + reach), GAP]
    });
    let learner = feet.iter().zip(&arrows).filter_map(|(p, t)| t.map(|t| (pair(*p), pair(p + 0.9 * t))));
    let panel = bowl_panel((-4.2, 4.2), (-2.7, 2.7))
        .layer(Layer::line(Role::Truth, "the tangents", tangents))
        .layer(Layer::arrows(Role::Guide, "uphill", uphill))
        .layer(Layer::arrows(Role::Learner, "your arrows", learner))
        .layer(Layer::points(Role::Given, Mark::Dot, "", feet.iter().map(|p| pair(*p))));
    Figure::new(title).panel(panel)
}

fn title(right: bool, g: V2, arrow: Option<V2>, bottom: Option<V2>) -> String {
    let Some(t) = arrow else { return "No arrow at (2, 1), where the level curve has a direction".to_owned() };
    let (length, angle) = (t.norm(), g.angle(&t).to_degrees());
    let (length_text, angle_text) = (number_text(length, Some(3)), number_text(angle, Some(3)));
    if right {
        "Your arrows run along the contour, 90° from uphill".to_owned()
    } else if (angle - 90.0).abs() > 1e-6 {
        format!("At (2, 1) your arrow is {angle_text}° from uphill: it leaves the contour")
    } else if (length - 1.0).abs() > 1e-6 {
        format!("At (2, 1) your arrow is {length_text} long instead of 1")
    } else if bottom.is_some() {
        "At the bottom there is no direction, and your function gives one".to_owned()
    } else {
        "Right at these points; some other gradient goes wrong".to_owned()
    }
}
