//! A gradient taken apart: how steep, and which way.
//!
//! ```text
//! ‖∇f‖ = √(g_x² + g_y²),   u = ∇f / ‖∇f‖;        (7, 11): √170 ≈ 13.04 and (0.54, 0.84)
//! ```
//!
//! (3, 4) and (−5, 12) have whole lengths, and lie in both half planes, which an arc tangent of a quotient confuses. On
//! (6, −6) slopes of two signs cancel for whoever adds them, and leave no answer: that is asked with the edges. Flat
//! ground is a clause as well, for no way is the steepest there.

use crate::Table;
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, Settings, point_text, spread};
use nabla_grading::{Clause, Exercise, Sketch, arrow, number, number_text};
use nalgebra::Vector2;

type V2 = Vector2<f64>;
type Answer = Option<(f64, V2)>;

/// Where no way is the steepest.
const NOWHERE: Answer = None;

/// The exercise `steepest`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new(
        "steepest",
        "how steep the steepest way up is, and its direction of length 1; None on flat ground",
    )
    .parts([number("the steepness"), arrow("the direction")])
    .probes(|ask| {
        ask.article((V2::new(7.0, 11.0),), Some((13.038_404_8, V2::new(0.536_875, 0.843_661))));
        ask.at((V2::new(3.0, 4.0),));
        ask.at((V2::new(-5.0, 12.0),));
        // On the diagonal the root of 2 has many digits.
        ask.at((V2::new(6.0, 6.0),));
        ask.at((V2::new(0.3, -0.4),));
        ask.random(24, |draw| (V2::new(draw.number_off_zero(-9.0, 9.0, 0.1), draw.number_off_zero(-9.0, 9.0, 0.1)),));
    })
    // By way of the angle, which no solution needs.
    .truth(|g: V2| {
        let angle = g.y.atan2(g.x);
        (g.x.hypot(g.y), V2::new(angle.cos(), angle.sin()))
    })
    .hints([
        "How long is the arrow (3, 4)? The steepness is the length of the gradient.",
        "A direction is an arrow of length 1: divide the gradient by its length. When can you not divide?",
        "Test the components with `is_finite()` and the length against 0 first; both questions have the answer None.",
    ])
    .figure(draw);
    variants(clauses(mistakes(exercise)))
}

fn clauses(exercise: Exercise) -> Exercise {
    exercise
        .clause(
            Clause::new(
                "None on flat ground",
                "On flat ground, which way is up? The type of the answer can say that there is none.",
            )
            .at((V2::zeros(),))
            .gives(NOWHERE)
            .missed(
                "invented a way",
                |g: V2| (g.norm(), V2::x()),
                "On flat ground every way is equally flat: an arrow there claims something that is not so.",
            ),
        )
        .clause(
            Clause::only_zero_is_zero(&[0], &[1e-100, 1e-60, 1e-30, 1e-13, 1e7, 1e30, 1e98], NOWHERE)
                .at((V2::new(0.0, -2.0),))
                .at((V2::new(8.0, 0.0),))
                .at((V2::new(6.0, -6.0),))
                .called("a direction wherever it is not flat")
                .says(
                    "However gentle or steep, along one axis alone, and where x + y is 0: only a length of exactly 0 \
                     has no direction.",
                ),
        )
        .clause(
            Clause::not_finite(&[0])
                .gives(NOWHERE)
                .called("None where a slope is not finite")
                .says("Feed it a slope that is NaN or infinite: what would a direction be then?"),
        )
}

fn mistakes(exercise: Exercise) -> Exercise {
    let exercise = OF_THE_LENGTH
        .into_iter()
        .fold(exercise, |exercise, (name, code, says)| exercise.mistake_in("the steepness", name, code, says));
    OF_THE_DIRECTION
        .into_iter()
        .fold(exercise, |exercise, (name, code, says)| exercise.mistake_in("the direction", name, code, says))
}

const ONE_SQUARE: &str =
    "The root stands over y² alone in yours: a call binds before a sum. Brackets first, then `.sqrt()`.";

/// Other numbers than the length of the gradient.
const OF_THE_LENGTH: Table<fn(V2) -> f64, 7> = [
    ("added the components", |g| g.lp_norm(1), "Your length of (3, 4) is 7. As the crow flies it should be 5."),
    ("forgot the root", |g| g.norm_squared(), "Your length of (3, 4) is 25: that is the square of a length."),
    ("took the largest component", |g| g.amax(), "Your length of (3, 4) is 4: the other component counts too."),
    ("added with their signs", |g| g.sum(), "Your length of (−3, −4) is −7: no length is negative."),
    ("took the size of the sum", |g| g.sum().abs(), "Your length of (6, −6) is 0: slopes of two signs do not cancel."),
    (
        "subtracted the squares",
        |g| (g.x * g.x - g.y * g.y).abs().sqrt(),
        "Your length of (6, −6) is 0: under the root the squares are added.",
    ),
    ("drew the root of one square only", |g| g.x * g.x + g.y.abs(), ONE_SQUARE),
];

/// Other arrows than the gradient divided by its length.
const OF_THE_DIRECTION: Table<fn(V2) -> V2, 13> = [
    ("left it as long as it was", |g| g, "Your direction of (3, 4) is 5 long, but a direction has the length 1."),
    ("left a short one short", |g| g.cap_magnitude(1.0), "Your direction of (0.3, −0.4) is 0.5 long: it should be 1."),
    ("divided by the sum", |g| g / g.lp_norm(1), "Your direction of (3, 4) is (3/7, 4/7): what is its length?"),
    (
        "divided by the signed sum",
        |g| g / g.sum(),
        "Yours is the same for (3, 4) and (−3, −4): a signed sum is no length.",
    ),
    (
        "divided by a length that was cut to a whole number",
        |g| g / g.norm().trunc(),
        "Your direction of (1, 1) has the length √2: a length has digits behind the point, and counts with them.",
    ),
    ("divided by the largest", |g| g / g.amax(), "Your direction of (3, 4) is (3/4, 1): what is its length?"),
    (
        "divided by the square",
        |g| g / g.norm_squared(),
        "Steeper ground makes your direction shorter: one length too many.",
    ),
    (
        "divided by a length that had changed",
        |g| {
            let x = g.x / g.norm();
            V2::new(x, g.y / x.hypot(g.y))
        },
        "When y has its turn, x is changed already, and the length too: keep the length before you divide.",
    ),
    ("pointed downhill", |g| -g.normalize(), "That is the way of steepest descent. The gradient itself points up."),
    (
        "swapped its components",
        |g| g.yx().normalize(),
        "Your direction is mirrored: the x of the gradient belongs first.",
    ),
    (
        "lost the left half plane",
        |g| g.normalize() * g.x.signum(),
        "Yours all point to the right: `atan` of a quotient cannot tell (−3, −4) from (3, 4).",
    ),
    (
        "took degrees for radians",
        |g| {
            let degrees = g.y.atan2(g.x).to_degrees();
            V2::new(degrees.cos(), degrees.sin())
        },
        "`cos` and `sin` take radians; yours are fed with degrees.",
    ),
    ("divided by the root of one square only", |g| g / (g.x * g.x + g.y.abs()), ONE_SQUARE),
];

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("nalgebra's own", |g: V2| -> Answer {
            let finite = g.iter().all(|slope| slope.is_finite());
            let norm = g.norm();
            (finite && norm > 0.0).then(|| (norm, g / norm))
        })
        .variant("hypot", |g: V2| -> Answer {
            let norm = g.x.hypot(g.y);
            (norm > 0.0 && norm.is_finite()).then(|| (norm, V2::new(g.x / norm, g.y / norm)))
        })
        .variant("by way of the angle", |g: V2| -> Answer {
            let angle = g.y.atan2(g.x);
            let norm = g.x.hypot(g.y);
            (norm > 0.0 && norm.is_finite()).then(|| (norm, V2::new(angle.cos(), angle.sin())))
        })
        .variant("scaled by the largest", |g: V2| -> Answer {
            let largest = g.amax();
            if !(largest.is_finite() && g.sum().is_finite() && largest > 0.0) {
                return None;
            }
            let scaled = g / largest;
            Some((largest * scaled.norm(), scaled.normalize()))
        })
}

/// The first gradient, as it was moved.
fn moved(sketch: &mut Sketch<'_>) -> (f64, f64) {
    let along_x = sketch.slider("∂f/∂x", "the slope along x of the first gradient", 7.0, -12.0..=12.0);
    let along_y = sketch.slider("∂f/∂y", "its slope along y", 11.0, -12.0..=12.0);
    let both = |x: f64, y: f64| Settings::default().number("∂f/∂x", x).number("∂f/∂y", y);
    sketch.preset("flat ground: no way is the steepest", both(0.0, 0.0));
    sketch.preset("hardly a slope: the direction is as long as any", both(0.012, -0.024));
    sketch.preset("level along y", both(9.0, 0.0));
    let answer: Option<Answer> = sketch.value((V2::new(7.0, 11.0),));
    let came_out = match answer.flatten() {
        Some((_, u)) => format!("yours ends at {}", point_text((u.x, u.y))),
        None => "you have no direction for it".to_owned(),
    };
    let question = "The gradient is (7, 11). Where does the direction of steepest ascent end? Click on its tip.";
    sketch.predict_in(0, question, came_out);
    (along_x, along_y)
}

/// Heads of the learner's directions: right ones end on the unit circle, on the ray of their gradient.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let first = moved(sketch);
    let gradients = [first, (-5.0, 3.0), (-2.0, -6.0), (4.0, -1.0), (0.5, 2.5)].map(|(x, y)| V2::new(x, y));
    let yours: Vec<Option<Answer>> = sketch.values(gradients.map(|g| (g,)));
    let arrow = |u: V2| ((0.0, 0.0), (u.x, u.y));
    let arrows: Vec<_> = yours.iter().flatten().flatten().map(|(_, u)| arrow(*u)).collect();
    let rays: Vec<_> = gradients.iter().filter_map(|g| sketch.truth::<Answer>((*g,))).map(|(_, u)| arrow(u)).collect();
    let circle = spread(0.0, std::f64::consts::TAU, 181).into_iter().map(|t| (t.cos(), t.sin()));
    let steepness = gradients[0].norm();
    let here = point_text(first);
    let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
    let title = match yours[0].flatten() {
        _ if sketch.is_right() => "All your directions end on the unit circle".to_owned(),
        None => format!("You have no direction for {here}"),
        Some((_, u)) if !near(u.norm(), 1.0) => {
            format!("Your direction for {here} has the length {:.3}, not 1", u.norm())
        }
        Some((norm, _)) if !near(norm, steepness) => {
            format!("Your steepness for {here} is {norm:.2}, not {steepness:.2}")
        }
        Some((_, u)) if u.angle(&gradients[0]) > 1e-3 => {
            format!("Your direction for {here} is {:.0}° off the steepest one", u.angle(&gradients[0]).to_degrees())
        }
        Some(_) => format!("Right for {here}, but not for every gradient"),
    };
    let panel = Panel::new(Axis::new("x", -1.6, 1.6), Axis::new("y", -1.3, 1.3))
        .equal()
        .layer(Layer::line(Role::Given, "unit circle", circle))
        .layer(Layer::arrows(Role::Truth, "steepest ascent", rays))
        .layer(Layer::arrows(Role::Learner, "your directions", arrows));
    let placed = |lengths: [f64; 5]| (0..5_u32).map(f64::from).zip(lengths).collect();
    let bars = |lengths: [f64; 5], width: f64, role: Role, label: &str| Layer::Bars {
        bars: placed(lengths),
        width,
        base: 0.0,
        role,
        label: label.to_owned(),
    };
    let longest = gradients[0].norm().max(gradients[2].norm());
    let measured: [f64; 5] = std::array::from_fn(|j| yours[j].flatten().map_or(f64::NAN, |(norm, _)| norm));
    // (7, 11) is the longest of them, and a moved one may be longer; what is far beyond would make the others flat.
    let highest = measured.iter().copied().filter(|length| length.is_finite()).fold(longest, f64::max);
    let names = Axis::named(
        "gradient",
        gradients.map(|g| format!("({}, {})", number_text(g.x, Some(3)), number_text(g.y, Some(3)))),
    );
    let bars = Panel::new(names, Axis::new("steepness", 0.0, 1.2 * highest.min(2.0 * longest)))
        .layer(bars(gradients.map(|g| g.norm()), 0.7, Role::Truth, "length of the gradient"))
        .layer(bars(measured, 0.35, Role::Learner, "yours"));
    Figure::new(title).panel(panel).panel(bars)
}
