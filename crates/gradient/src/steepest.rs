//! A gradient taken apart: how steep, and which way.
//!
//! ```text
//! ‖∇f‖ = √(g_x² + g_y²),   u = ∇f / ‖∇f‖;        (7, 11): √170 ≈ 13.04 and (0.54, 0.84)
//! ```

use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, spread};
use nabla_grading::{Exercise, Sketch};
use nalgebra::Vector2;

type V2 = Vector2<f64>;
type Answer = Option<(f64, V2)>;

/// The exercise `steepest`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new(
        "steepest",
        "how steep the steepest way up is, and its direction of length 1; None on flat ground",
    )
    .probes(|ask| {
        ask.article((V2::new(7.0, 11.0),), Some((13.038_404_8, V2::new(0.536_875, 0.843_661))));
        ask.at((V2::new(3.0, 4.0),));
        ask.at((V2::new(-5.0, 12.0),));
        ask.at((V2::new(0.0, -2.0),));
        ask.at((V2::new(8.0, 0.0),));
        ask.at((V2::zeros(),));
        ask.at((V2::new(3e-100, -4e-100),));
        ask.at((V2::new(-3e100, 4e100),));
        for odd in [(f64::NAN, 1.0), (2.0, f64::INFINITY), (f64::NEG_INFINITY, f64::NAN)] {
            ask.at((V2::new(odd.0, odd.1),));
        }
        ask.random(24, |draw| (V2::new(draw.number_off_zero(-9.0, 9.0, 0.1), draw.number_off_zero(-9.0, 9.0, 0.1)),));
    })
    // By way of the angle, which no solution needs.
    .truth(|g: V2| -> Answer {
        if !g.iter().all(|slope| slope.is_finite()) || g == V2::zeros() {
            return None;
        }
        let angle = g.y.atan2(g.x);
        let direction = V2::new(angle.cos(), angle.sin());
        let tidy = direction.map(|part| if part.abs() < 1e-15 { 0.0 } else { part });
        Some((g.x.hypot(g.y), tidy))
    })
    // Lengths and directions are of different size, so each number is compared with itself alone.
    .terms(|_g: V2| 0.0)
    .variant("nalgebra's own", |g: V2| -> Answer {
        let finite = g.iter().all(|slope| slope.is_finite());
        let norm = g.norm();
        (finite && norm > 0.0).then(|| (norm, g / norm))
    })
    .variant("hypot", |g: V2| -> Answer {
        let norm = g.x.hypot(g.y);
        (norm > 0.0 && norm.is_finite()).then(|| (norm, V2::new(g.x / norm, g.y / norm)))
    })
    .variant("scaled by the largest", |g: V2| -> Answer {
        let largest = g.amax();
        if !(largest.is_finite() && g.sum().is_finite() && largest > 0.0) {
            return None;
        }
        let scaled = g / largest;
        Some((largest * scaled.norm(), scaled.normalize()))
    })
    .hints([
        "How long is the arrow (3, 4)? The steepness is the length of the gradient.",
        "A direction is an arrow of length 1: divide the gradient by its length. When can you not divide?",
        "Test the components with `is_finite()` and the length against 0 first; both questions have the answer None.",
    ])
    .figure(draw);
    mistakes(exercise)
}

fn usable(g: V2) -> bool {
    g.iter().all(|slope| slope.is_finite()) && g != V2::zeros()
}

fn mistakes(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "added the components",
            |g: V2| -> Answer { usable(g).then(|| (g.lp_norm(1), g.normalize())) },
            "Your length of (3, 4) is 7. As the crow flies it should be 5.",
        )
        .mistake(
            "forgot the root",
            |g: V2| -> Answer { usable(g).then(|| (g.norm_squared(), g.normalize())) },
            "Your length of (3, 4) is 25: that is the square of a length.",
        )
        .mistake(
            "took the largest component",
            |g: V2| -> Answer { usable(g).then(|| (g.amax(), g.normalize())) },
            "Your length of (3, 4) is 4: the other component counts too.",
        )
        .mistake(
            "left the direction as long as it was",
            |g: V2| -> Answer { usable(g).then(|| (g.norm(), g)) },
            "The length is right; the direction should have length 1, whatever the steepness.",
        )
        .mistake(
            "divided by the sum",
            |g: V2| -> Answer { usable(g).then(|| (g.norm(), g / g.lp_norm(1))) },
            "Your direction of (3, 4) is not of length 1: what is its length?",
        )
        .mistake(
            "divided by the square",
            |g: V2| -> Answer { usable(g).then(|| (g.norm(), g / g.norm_squared())) },
            "Steeper ground makes your direction shorter: you divided by the length twice.",
        )
        .mistake(
            "pointed downhill",
            |g: V2| -> Answer { usable(g).then(|| (g.norm(), -g.normalize())) },
            "That is the way of steepest descent. The gradient itself points up.",
        )
        .mistake(
            "divided by zero on flat ground",
            |g: V2| -> Answer { g.iter().all(|slope| slope.is_finite()).then(|| (g.norm(), g / g.norm())) },
            "On flat ground, which way is up? The type of the answer can say that there is none.",
        )
        .mistake(
            "invented a way on flat ground",
            |g: V2| -> Answer {
                let finite = g.iter().all(|slope| slope.is_finite());
                finite.then(|| g.try_normalize(0.0).map_or((0.0, V2::x()), |u| (g.norm(), u)))
            },
            "On flat ground every way is equally flat: an arrow there claims something that is not so.",
        )
        .mistake(
            "let what is not finite through",
            |g: V2| -> Answer { (g != V2::zeros()).then(|| (g.norm(), g / g.norm())) },
            "Feed it a slope that is NaN or infinite: what would a direction be then?",
        )
        .mistake(
            "took a gentle slope for flat ground",
            |g: V2| -> Answer { (usable(g) && g.norm() > 1e-12).then(|| (g.norm(), g.normalize())) },
            "A very small gradient still has a direction; only a length of exactly 0 has none.",
        )
        .mistake(
            "took the diagonal for flat ground",
            |g: V2| -> Answer { (usable(g) && g.x != 0.0 && g.y != 0.0).then(|| (g.norm(), g.normalize())) },
            "Ground that climbs along one axis only is not flat: one component may be 0.",
        )
        .mistake(
            "swapped the direction's components",
            |g: V2| -> Answer { usable(g).then(|| (g.norm(), V2::new(g.y, g.x) / g.norm())) },
            "Your direction is mirrored: the x of the gradient belongs first.",
        )
        .mistake(
            "forgot the signs",
            |g: V2| -> Answer { usable(g).then(|| (g.norm(), g.abs() / g.norm())) },
            "Your directions all point up and to the right, even where the ground falls that way.",
        )
}

/// Heads of the learner's directions: right ones end on the unit circle, on the ray of their gradient.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let gradients = [(7.0, 11.0), (-5.0, 3.0), (-2.0, -6.0), (4.0, -1.0), (0.5, 2.5)].map(|(x, y)| V2::new(x, y));
    let yours: Vec<Option<Answer>> = sketch.values(gradients.map(|g| (g,)));
    let arrow = |u: V2| ((0.0, 0.0), (u.x, u.y));
    let arrows: Vec<_> = yours.iter().flatten().flatten().map(|(_, u)| arrow(*u)).collect();
    let rays: Vec<_> = gradients.iter().filter_map(|g| sketch.truth::<Answer>((*g,))).map(|(_, u)| arrow(u)).collect();
    let circle = spread(0.0, std::f64::consts::TAU, 181).into_iter().map(|t| (t.cos(), t.sin()));
    let length = yours[0].flatten().map_or(f64::NAN, |(_, u)| u.norm());
    let title = if sketch.is_right() {
        "All your directions end on the unit circle".to_owned()
    } else if (length - 1.0).abs() > 1e-9 {
        format!("Your direction for (7, 11) has the length {length:.3}, not 1")
    } else {
        "Your directions end on the unit circle; something else is not right".to_owned()
    };
    let panel = Panel::new(Axis::new("x", -1.6, 1.6), Axis::new("y", -1.3, 1.3))
        .equal()
        .layer(Layer::line(Role::Given, "unit circle", circle))
        .layer(Layer::arrows(Role::Truth, "steepest ascent", rays))
        .layer(Layer::arrows(Role::Learner, "your directions", arrows));
    let (measured, true_ones): (Vec<_>, Vec<_>) = gradients
        .iter()
        .zip(&yours)
        .zip(1u32..)
        .map(|((g, yours), place)| {
            let place = f64::from(place);
            ((place, yours.flatten().map_or(f64::NAN, |(norm, _)| norm)), (place, g.norm()))
        })
        .unzip();
    let highest = true_ones.iter().map(|bar| bar.1).fold(0.0, f64::max);
    let bars = Panel::new(Axis::new("gradient", 0.4, 5.6), Axis::new("steepness", 0.0, 1.2 * highest))
        .layer(Layer::Bars {
            bars: true_ones,
            width: 0.7,
            base: 0.0,
            role: Role::Truth,
            label: "length of the gradient".to_owned(),
        })
        .layer(Layer::Bars { bars: measured, width: 0.35, base: 0.0, role: Role::Learner, label: "yours".to_owned() });
    Figure::new(title).panel(panel).panel(bars)
}
