//! Both partials of Example 1 in one vector.
//!
//! ```text
//! f(x, y) = x²y + 3xy² − 5y + 1        ∇f = (2xy + 3y², x² + 6xy − 5),   (7, 11) at (2, 1)
//! ```

use nabla_core::Field;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role};
use nabla_grading::{Exercise, Sketch};
use nalgebra::Vector2;

type V2 = Vector2<f64>;

fn f_x(p: V2) -> f64 {
    2.0 * p.x * p.y + 3.0 * p.y * p.y
}

fn f_y(p: V2) -> f64 {
    p.x * p.x + 6.0 * p.x * p.y - 5.0
}

/// The exercise `gradient_2d`.
pub(crate) fn exercise() -> Exercise {
    let truth = |p: V2| nabla_truth::gradient_2d(&Field::example_1(), p);
    let exercise = Exercise::new("gradient_2d", "the vector of both slopes of f(x, y) = x²y + 3xy² − 5y + 1")
        .probes(|ask| {
            ask.article((V2::new(2.0, 1.0),), V2::new(7.0, 11.0));
            for (x, y) in [(3.0, -4.0), (-2.0, 5.0), (0.5, -1.5), (0.0, 0.0), (3e6, -4e6)] {
                ask.at((V2::new(x, y),));
            }
            ask.random(32, |draw| (V2::new(draw.number(-9.0, 9.0), draw.number(-9.0, 9.0)),));
        })
        .truth(truth)
        .terms(|p: V2| 6.0 * p.norm_squared() + 5.0)
        .variant("factored", |p: V2| V2::new(p.y * (2.0 * p.x + 3.0 * p.y), p.x * (p.x + 6.0 * p.y) - 5.0))
        .variant("from a column", |p: V2| V2::from_column_slice(&[f_x(p), f_y(p)]))
        .variant("sum of the terms' gradients", |p: V2| {
            let (x, y) = (p.x, p.y);
            V2::new(2.0 * x * y, x * x) + 3.0 * V2::new(y * y, 2.0 * x * y) - V2::new(0.0, 5.0)
        })
        .variant("dual numbers", truth)
        .hints([
            "You have written both entries already, in the chapter on partial derivatives.",
            "The first entry is the slope along x with y held fixed, the second one the slope along y with x held fixed.",
            "`Vector2::new(first, second)`, with first = 2xy + 3y²; find the second in the same way.",
        ])
        .figure(draw);
    mistakes(exercise)
}

fn mistakes(exercise: Exercise) -> Exercise {
    exercise
        .mistake("swapped the components", |p: V2| V2::new(f_y(p), f_x(p)), "Right numbers, wrong slots: the slope along x comes first.")
        .mistake(
            "pointed downhill",
            |p: V2| -V2::new(f_x(p), f_y(p)),
            "A small step along your arrow lowers f. The gradient points uphill; descent is what one does with it later.",
        )
        .mistake(
            "always of length one",
            |p: V2| V2::new(f_x(p), f_y(p)).normalize(),
            "The direction is right; the length is missing, and it carries the steepness.",
        )
        .mistake(
            "the sum in both slots",
            |p: V2| V2::repeat(f_x(p) + f_y(p)),
            "Both components are equal: you added the slopes. A gradient keeps one number for each input.",
        )
        .mistake(
            "the slope along x twice",
            |p: V2| V2::repeat(f_x(p)),
            "Both components are the slope along x. Who speaks for y?",
        )
        .mistake("the slope along y twice", |p: V2| V2::repeat(f_y(p)), "Both components are the slope along y. Who speaks for x?")
        .mistake(
            "dropped −5",
            |p: V2| V2::new(f_x(p), f_y(p) + 5.0),
            "Look at the second slope: −5y does move when y moves.",
        )
        .mistake(
            "kept −5 along x",
            |p: V2| V2::new(f_x(p) - 5.0, f_y(p)),
            "Look at the first slope: −5y stands still when x moves.",
        )
        .mistake(
            "kept the exponent",
            |p: V2| V2::new(2.0 * p.x * p.x * p.y + 3.0 * p.y * p.y, p.x * p.x + 6.0 * p.x * p.y * p.y - 5.0),
            "The coefficients came down; check the powers that are left behind.",
        )
        .mistake(
            "forgot the factor of the power rule",
            |p: V2| V2::new(p.x * p.y + 3.0 * p.y * p.y, p.x * p.x + 3.0 * p.x * p.y - 5.0),
            "Powers went down, and nothing came down with them: what is the derivative of x²?",
        )
        .mistake("flipped one sign", |p: V2| V2::new(f_x(p), -f_y(p)), "Along y your arrow points the wrong way.")
        .mistake(
            "turned by a right angle",
            |p: V2| V2::new(-f_y(p), f_x(p)),
            "Your arrow runs along the contour instead of across it: no height is won along it.",
        )
        .mistake(
            "one minus in the wrong place",
            |p: V2| V2::new(f_y(p), -f_x(p)),
            "Your arrow runs along the contour, with the slopes exchanged and one sign turned.",
        )
        .mistake("memorised the example", |_p: V2| V2::new(7.0, 11.0), "(7, 11) is correct at (2, 1) only: what is it elsewhere?")
        .mistake("returned the point", |p: V2| p, "That is where you stand, not where it climbs.")
}

/// The learner's arrows on the contours of f: uphill arrows cross them at right angles.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = Field::example_1();
    let (x, y) = (Axis::new("x", -0.5, 3.5), Axis::new("y", -0.5, 2.5));
    let places: Vec<V2> =
        [(0.3, 1.7), (1.0, 0.5), (2.0, 1.0), (3.0, 0.3), (1.3, 1.4), (2.6, -0.1)].map(|(x, y)| V2::new(x, y)).into();
    let yours: Vec<Option<V2>> = sketch.values(places.iter().map(|p| (*p,)));
    // One scale for all arrows: 30 units of slope are one unit of length.
    let scale = 1.0 / 30.0;
    let arrow = |p: &V2, g: V2| ((p.x, p.y), (p.x + scale * g.x, p.y + scale * g.y));
    let truth: Vec<_> = places.iter().map(|p| arrow(p, sketch.truth((*p,)))).collect();
    let arrows: Vec<_> = places.iter().zip(&yours).filter_map(|(p, g)| Some(arrow(p, (*g)?))).collect();
    let angle = yours[2].map(|g| g.angle(&sketch.truth::<V2>((places[2],))).to_degrees());
    let length = yours[2].map_or(f64::NAN, |g| g.norm() / sketch.truth::<V2>((places[2],)).norm());
    let title = match angle {
        _ if sketch.is_right() => "Your arrows cross the contours at right angles, uphill".to_owned(),
        Some(angle) if angle > 1.0 => format!("At (2, 1) your arrow points {angle:.0}° away from uphill"),
        Some(_) if (length - 1.0).abs() > 0.01 => {
            format!("At (2, 1) your arrow points uphill, and is {length:.2} times as long as the steepness")
        }
        _ => "Right at (2, 1), but not at the other points".to_owned(),
    };
    let levels = [-8.0, -4.0, 0.0, 5.0, 10.0, 20.0, 40.0, 60.0];
    let panel = Panel::new(x.clone(), y.clone())
        .heading("Arrows: 30 units of slope are drawn one unit long")
        .equal()
        .layer(Layer::map(&x, &y, (81, 61), &levels, |x, y| f.value(&[x, y])))
        .layer(Layer::arrows(Role::Truth, "∇f", truth))
        .layer(Layer::arrows(Role::Learner, "your arrows", arrows))
        .layer(Layer::points(Role::Given, Mark::Dot, "", places.iter().map(|p| (p.x, p.y))));
    Figure::new(title).panel(panel)
}
