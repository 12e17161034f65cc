//! Both partials of Example 1 in one vector.
//!
//! ```text
//! f(x, y) = x²y + 3xy² − 5y + 1        ∇f = (2xy + 3y², x² + 6xy − 5),   (7, 11) at (2, 1)
//! ```
//!
//! The points are those of `f_x` and `f_y`, where the mistakes give answers of their own; exchanged components are
//! wrong at all of them. The truth is by dual numbers.

use crate::{SWITCHED, Table, everywhere, switched};
use nabla_core::Field;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings, point_text};
use nabla_grading::{Exercise, Kind, Sketch, exact_formula, monomials, number, number_text};
use nalgebra::Vector2;

type V2 = Vector2<f64>;

fn f_x(x: f64, y: f64) -> f64 {
    2.0 * x * y + 3.0 * y * y
}

fn f_y(x: f64, y: f64) -> f64 {
    x * x + 6.0 * x * y - 5.0
}

/// The exercise `gradient_2d`.
pub(crate) fn exercise() -> Exercise {
    let truth = |p: V2| nabla_truth::gradient_2d(&Field::example_1(), p);
    let exercise = Exercise::new("gradient_2d", "the vector of both slopes of f(x, y) = x²y + 3xy² − 5y + 1")
        .probes(|ask| {
            ask.article((V2::new(2.0, 1.0),), V2::new(7.0, 11.0));
            // A difference quotient with a small step is off in the last two by more than a formula ever is.
            for (x, y) in [(3.0, -4.0), (-2.0, 5.0), (0.5, -1.5), (3.1e5, -4.3e5), (-2.9e6, 1.7e6)] {
                ask.at((V2::new(x, y),));
            }
            ask.random(32, |draw| (V2::from_fn(|_, _| draw.number_off_zero(-9.0, 9.0, 0.1)),));
        })
        .truth(truth)
        // Of all that a formula may add up on its way: (x + 3y)² − 9y² − 5 has terms in y² that cancel.
        .size(|p: V2| 9.0 * p.norm_squared() + 5.0)
        .parts([number("∂f/∂x"), number("∂f/∂y")])
        .kind(Kind::Arrow)
        .overall(exact_formula)
        .terms(monomials(&["x", "y"], 3))
        .clause(everywhere(&[[0.0; 2], [0.0, 3.0], [2.0, 0.0], [3e-4, 2e-4], [-4e9, 3e9], [3e12, 5e-3]]))
        .variant("factored", |p: V2| V2::new(p.y * (2.0 * p.x + 3.0 * p.y), p.x * (p.x + 6.0 * p.y) - 5.0))
        .variant("completed squares", |p: V2| {
            let (x, y) = (p.x, p.y);
            V2::new(3.0 * (y + x / 3.0).powi(2) - x * x / 3.0, (x + 3.0 * y).powi(2) - 9.0 * y * y - 5.0)
        })
        .variant("sum of the terms' gradients", |p: V2| {
            let (x, y) = (p.x, p.y);
            V2::new(2.0 * x * y, x * x) + 3.0 * V2::new(y * y, 2.0 * x * y) - V2::new(0.0, 5.0)
        })
        .variant("dual numbers", truth)
        .mistake_in("∂f/∂y", "dropped −5", |p: V2| f_y(p.x, p.y) + 5.0, "−5y does move when y moves.")
        .mistake_in("∂f/∂x", "kept −5", |p: V2| f_x(p.x, p.y) - 5.0, "−5y stands still when x moves.")
        .mistake_in("∂f/∂x", "took ^ for a power along x", |p: V2| 2.0 * p.x * p.y + 3.0 * switched(p.y), SWITCHED)
        .mistake_in("∂f/∂y", "took ^ for a power along y", |p: V2| switched(p.x) + 6.0 * p.x * p.y - 5.0, SWITCHED)
        .mistake("returned the point", |p: V2| p, "That is where you stand, not where it climbs.")
        .hints([
            "You have written both entries already, in the chapter on partial derivatives.",
            "The first entry is the slope along x with y held fixed, the second one the slope along y \
             with x held fixed.",
            "`Vector2::new(first, second)`, with first = 2xy + 3y²; find the second in the same way.",
        ])
        .figure(draw);
    MISTAKES.into_iter().fold(exercise, |exercise, (name, slopes, says)| {
        exercise.mistake(name, move |p: V2| V2::from(slopes(p.x, p.y)), says)
    })
}

const MISTAKES: Table<fn(f64, f64) -> [f64; 2], 11> = [
    ("swapped the components", |x, y| [f_y(x, y), f_x(x, y)], "Wrong slots: the slope along x comes first."),
    ("swapped x and y", |x, y| [f_x(y, x), f_y(y, x)], "x and y change places before you begin: `p.x` is x."),
    ("pointed downhill", |x, y| [-f_x(x, y), -f_y(x, y)], "Along your arrow f falls: the gradient points uphill."),
    ("the sum in both slots", |x, y| [f_x(x, y) + f_y(x, y); 2], "A gradient keeps one slope for each input."),
    (
        "kept the exponents",
        |x, y| [2.0 * x * x * y + 3.0 * x * y * y, x * x * y + 6.0 * x * y * y - 5.0 * y],
        "The right coefficients, but no power went down: what is left of a square after differentiating?",
    ),
    (
        "kept the exponents of the squares",
        |x, y| [2.0 * x * x * y + 3.0 * y * y, x * x + 6.0 * x * y * y - 5.0],
        "The coefficients came down; check the powers that are left behind.",
    ),
    (
        "forgot the power rule",
        |x, y| [x * x * y + 3.0 * y * y, x * x + 3.0 * x * y * y - 5.0],
        "A square of the moving variable is still there: should a slope grow like one?",
    ),
    (
        "forgot the factor of the power rule",
        |x, y| [x * y + 3.0 * y * y, x * x + 3.0 * x * y - 5.0],
        "Powers went down, and nothing came down with them: what is the derivative of x²?",
    ),
    (
        "differentiated both variables",
        |x, y| [2.0 * x + 6.0 * y, 2.0 * x + 6.0 * y - 5.0],
        "Only one variable moves; the other is a number that you do not know, and stays as a factor.",
    ),
    ("differentiated twice", |x, y| [2.0 * y, 6.0 * x], "That is how the slopes change: once is enough."),
    ("wrote x for y", |x, _| [f_x(x, x), f_y(x, x)], "Your answer ignores y: `p.x` stands where `p.y` belongs."),
];

/// The point of the third arrow, as it was moved.
fn moved(sketch: &mut Sketch<'_>) -> (f64, f64) {
    let p = sketch.point("p", "where the gradient is asked for", (2.0, 1.0), -0.5..=3.5, -0.5..=2.5);
    sketch.preset("on nearly level ground", Settings::default().point("p", (0.85, 0.4)));
    sketch.preset("on steep ground", Settings::default().point("p", (3.0, 1.2)));
    let at_p: Option<V2> = sketch.value((V2::new(2.0, 1.0),));
    let came_out = match at_p {
        Some(g) => {
            let [x, y] = [g.x, g.y].map(|slope| number_text(slope, Some(3)));
            format!("yours is ({x}, {y}): its tip is drawn at {}", point_text((2.0 + g.x / 30.0, 1.0 + g.y / 30.0)))
        }
        None => "you have no gradient there".to_owned(),
    };
    sketch.predict_in(0, "Which way does ∇f point at (2, 1)? Click where its tip may lie.", came_out);
    p
}

/// The learner's arrows on the contours of f: uphill arrows cross them at right angles.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = Field::example_1();
    let (x, y) = (Axis::new("x", -0.5, 3.5), Axis::new("y", -0.5, 2.5));
    let p = moved(sketch);
    let places: Vec<V2> =
        [(0.3, 1.7), (0.6, 0.2), p, (3.0, 0.3), (1.3, 1.4), (0.2, 1.1)].map(|(x, y)| V2::new(x, y)).into();
    let yours: Vec<Option<V2>> = sketch.values(places.iter().map(|p| (*p,)));
    // One scale for all arrows: 30 units of slope are one unit of length.
    let scale = 1.0 / 30.0;
    let arrow = |p: &V2, g: V2| ((p.x, p.y), (p.x + scale * g.x, p.y + scale * g.y));
    let truth: Vec<_> = places.iter().map(|p| arrow(p, sketch.truth((*p,)))).collect();
    let arrows: Vec<_> = places.iter().zip(&yours).filter_map(|(p, g)| Some(arrow(p, (*g)?))).collect();
    let uphill: V2 = sketch.truth((places[2],));
    let yours_here = yours[2].unwrap_or(V2::repeat(f64::NAN));
    let (angle, length) = (yours_here.angle(&uphill).to_degrees(), yours_here.norm() / uphill.norm());
    let here = point_text(p);
    let title = if sketch.is_right() {
        "Your arrows cross the contours at right angles, uphill".to_owned()
    } else if length.is_nan() || length == 0.0 {
        format!("At {here} you have no arrow that points anywhere")
    } else if angle > 1.0 {
        format!("At {here} your arrow points {angle:.0}° away from uphill")
    } else if (length - 1.0).abs() > 0.01 {
        format!("At {here} your arrow points uphill, and is {length:.2} times as long as the steepness")
    } else {
        format!("Right at {here}, but not everywhere")
    };
    let levels = [-8.0, -4.0, 0.0, 5.0, 10.0, 20.0, 40.0, 60.0];
    let panel = Panel::new(x.clone(), y.clone())
        .heading("Arrows: 30 units of slope are drawn one unit long")
        .equal()
        .layer(Layer::map(&x, &y, (81, 61), &levels, |x, y| f.value(&[x, y])))
        .layer(Layer::points(Role::Given, Mark::Dot, "", places.iter().map(|p| (p.x, p.y))))
        .layer(Layer::arrows(Role::Truth, "∇f", truth))
        .layer(Layer::arrows(Role::Learner, "your arrows", arrows));
    Figure::new(title).panel(panel)
}
