//! Which way the loss climbs.
//!
//! ```text
//! ∂L/∂w = (2/n) Σ eᵢ·xᵢ        ∂L/∂b = (2/n) Σ eᵢ
//! ```
//!
//! The course's own three points cannot tell the mistakes apart: only the point with x = 1 is missed. Five others can,
//! and points with targets of some 10⁵, where differences of the loss lose their digits. The truth comes from the means
//! of x, y, x² and xy.

use crate::data::{
    Points, article, ask_of_few, ask_of_separating, ask_of_the_same_twice, drawn_with_line, separating, usable,
};
use crate::line::{self, Moments};
use crate::owing::{may_be_infinite, owing_of_a_line};
use crate::slips::{Gradient, slips_in_gradient};
use crate::valley::{self, Valley};
use nabla_core::DataError;
use nabla_grading::figure::{Figure, Layer, Mark, Role, Settings, point_text};
use nabla_grading::{Exercise, Sketch, Term, exact_formula, number, slip, term};

type Data = Vec<f64>;
type Pair = (f64, f64);
type Slopes = Result<Pair, DataError>;

/// The exercise `mse_gradient`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("mse_gradient", "the slopes of the mean squared error along w and b")
        .probes(|ask| {
            let (x, y) = article();
            ask.article((x, y, 2.0, 1.0), (-2.0 / 3.0, -2.0 / 3.0));
            ask_of_separating(ask);
            ask_of_the_same_twice(ask);
            ask_of_few(ask);
            ask.at((vec![2.0, 2.0, 2.0], vec![1.0, 5.0, -3.0], -3.0, 4.0));
            // Far from 1, where differences of the loss lose their digits.
            ask.at((vec![20.0, -30.0, 50.0, 70.0], vec![4e5, -9e5, 3e5, 6e5], 30.0, -400.0));
            ask.random(16, drawn_with_line);
        })
        .truth(|x: Data, y: Data, w: f64, b: f64| Moments::of(&x, &y).slopes(w, b))
        .size(|x: Data, y: Data, w: f64, b: f64| {
            let (along_w, along_b) = line::slope_terms(&x, &y, (w, b));
            along_w.max(along_b)
        })
        .parts([number("∂L/∂w"), number("∂L/∂b")])
        .overall(exact_formula)
        .terms_in(
            "∂L/∂w",
            vec![
                of_means("w·⟨x²⟩", |m, w, _| w * m.xx),
                of_means("b·⟨x⟩", |m, _, b| b * m.x),
                of_means("⟨xy⟩", |m, _, _| m.xy),
                of_means("w", |_, w, _| w),
            ],
        )
        .terms_in(
            "∂L/∂b",
            vec![of_means("w·⟨x⟩", |m, w, _| w * m.x), of_means("b", |_, _, b| b), of_means("⟨y⟩", |m, _, _| m.y)],
        )
        .hints([
            "What happens to one squared residual when w grows a little? And when b does?",
            "The derivative of e² is 2e times the derivative of e. \
             Along w that inner derivative is xᵢ, along b it is 1.",
            "∂L/∂b = (2/n) Σ eᵢ. For ∂L/∂w each residual is multiplied with its own xᵢ before adding up. \
             Mind that `2 / n` of integers is 0.",
        ])
        .figure(draw);
    let beyond = may_be_infinite(
        "a slope may be infinite",
        "An error speaks of the data alone, and these are sound: a slope too large for an f64 is ∞.",
    );
    variants(mistakes(owing_of_a_line(exercise, beyond)))
}

/// A term made of the means over the data, written ⟨…⟩.
fn of_means(name: &'static str, value: fn(&Moments, f64, f64) -> f64) -> Term {
    term(name, move |x: Data, y: Data, w: f64, b: f64| value(&Moments::of(&x, &y), w, b))
}

/// Another pair made of the right slopes and the data.
fn of_slopes(made: fn(Pair, &[f64], &[f64], Pair) -> Pair) -> impl Fn(Data, Data, f64, f64) -> Pair {
    move |x: Data, y: Data, w: f64, b: f64| made(line::slopes(&x, &y, (w, b)), &x, &y, (w, b))
}

fn mistakes(exercise: Exercise) -> Exercise {
    let mut slips = slips_in_gradient(|rules: &mut Gradient| rules);
    slips.push(slip(
        "flipped the residual",
        |rules: &mut Gradient| rules.outer = |e| -2.0 * e,
        "A step along minus your gradient raises the loss. Which way round is the residual?",
    ));
    slips.push(slip(
        "exchanged the slopes",
        |rules: &mut Gradient| std::mem::swap(&mut rules.inner_w, &mut rules.inner_b),
        "Right numbers, exchanged: w comes first.",
    ));
    exercise
        .slips(Gradient::RIGHT, |rules| move |x: Data, y: Data, w: f64, b: f64| rules.slopes(&x, &y, (w, b)), slips)
        .mistake(
            "paired every residual with every x",
            of_slopes(|(_, along_b), x, _, _| (along_b * line::mean(x.iter().copied()), along_b)),
            "Along w each residual meets only its own xᵢ, not the mean of all.",
        )
        .mistake(
            "forgot the square altogether",
            of_slopes(|_, x, _, _| (line::mean(x.iter().copied()), 1.0)),
            "Your slopes do not change with w and b: you differentiated the residual, and the loss has its square.",
        )
        .mistake(
            "made it of length 1",
            of_slopes(|(p, q), _, _, _| (p / p.hypot(q), q / p.hypot(q))),
            "Your gradient always has the length 1: how steep it is has been lost.",
        )
        .mistake(
            "differentiated the root",
            of_slopes(|(p, q), x, y, (w, b)| {
                let root = 2.0 * line::loss(x, y, w, b).sqrt();
                (p / root, q / root)
            }),
            "Those are the slopes of the root of the mean squared error; without the root it was asked for.",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("one loop", |x: Data, y: Data, w: f64, b: f64| -> Slopes {
            usable(&x, &y)?;
            Ok((0..x.len()).fold((0.0, 0.0), |(along_w, along_b), i| {
                let error = 2.0 * (w.mul_add(x[i], b) - y[i]) / x.len() as f64;
                (along_w + error * x[i], along_b + error)
            }))
        })
        .variant("sums of x² and xy", |x: Data, y: Data, w: f64, b: f64| -> Slopes {
            usable(&x, &y)?;
            Ok(Moments::of(&x, &y).slopes(w, b))
        })
        .variant("matrices", |x: Data, y: Data, w: f64, b: f64| -> Slopes {
            usable(&x, &y)?;
            let n = x.len();
            let design = nalgebra::DMatrix::from_fn(n, 2, |i, j| if j == 0 { x[i] } else { 1.0 });
            let errors = &design * nalgebra::DVector::from_vec(vec![w, b]) - nalgebra::DVector::from_vec(y);
            let slopes = design.transpose() * errors * (2.0 / n as f64);
            Ok((slopes[0], slopes[1]))
        })
        .variant("from the last point on", |x: Data, y: Data, w: f64, b: f64| -> Slopes {
            usable(&x, &y)?;
            let (x, y): (Data, Data) = (x.into_iter().rev().collect(), y.into_iter().rev().collect());
            Ok(line::slopes(&x, &y, (w, b)))
        })
}

/// The tip of the arrow at a point with these slopes: 25 units of slope are drawn one unit long.
fn downhill(foot: (f64, f64), slope: (f64, f64)) -> (f64, f64) {
    let scale = 0.04;
    (foot.0 - scale * slope.0, foot.1 - scale * slope.1)
}

/// The first of the places, as it was moved.
fn moved(sketch: &mut Sketch<'_>, points: &Points, bottom: (f64, f64), rest: (f64, f64)) -> (f64, f64) {
    let (w, b) = bottom;
    let p = sketch.point("p", "the line whose gradient is asked for", rest, w - 1.6..=w + 1.6, b - 1.6..=b + 1.6);
    sketch.preset("at the bottom: no arrow", Settings::default().point("p", bottom));
    sketch.preset("above the bottom: the arrow misses it", Settings::default().point("p", (w, b + 1.4)));
    let slope: Option<(f64, f64)> = sketch.value((points.0.clone(), points.1.clone(), rest.0, rest.1));
    let tip = slope.map_or("you have no gradient there".to_owned(), |slope| {
        format!("yours ends at {}", point_text(downhill(rest, slope)))
    });
    let question = format!("Where does the arrow −∇L at {} end? Click on its tip.", point_text(rest));
    sketch.predict_in(0, &question, tip);
    p
}

/// The learner's −gradient as arrows in the valley of the loss.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let points: Points = separating();
    let valley = Valley::around(&points, 1.6);
    let mut places: Vec<(f64, f64)> =
        [(-1.0, -0.7), (-0.8, 0.9), (-0.35, 0.2), (0.1, -1.1), (0.4, 1.0), (0.75, -0.2), (1.1, 0.6)]
            .map(|(right, up)| valley.place(right, up))
            .into();
    places[0] = moved(sketch, &points, valley.bottom, places[0]);
    let asked: Vec<_> = places.iter().map(|(w, b)| (points.0.clone(), points.1.clone(), *w, *b)).collect();
    let yours: Vec<Option<(f64, f64)>> = sketch.values(asked.clone());
    let truth: Vec<(f64, f64)> = asked.into_iter().map(|arguments| sketch.truth(arguments)).collect();
    let arrow = |(foot, slope): (&(f64, f64), (f64, f64))| (*foot, downhill(*foot, slope));
    let off = |(a, b): (&Option<(f64, f64)>, &(f64, f64))| {
        a.is_none_or(|a| !valley::near(a.0, b.0) || !valley::near(a.1, b.1))
    };
    let wrong = yours.iter().zip(&truth).filter(|pair| off(*pair)).count();
    let title = if sketch.is_right() {
        "Your arrows lead straight down, and most of them miss the bottom".to_owned()
    } else if wrong == 0 {
        "Right on these data; others go wrong".to_owned()
    } else {
        let uphill = yours.iter().zip(&truth).filter(|(a, b)| a.is_some_and(|a| a.0 * b.0 + a.1 * b.1 < 0.0)).count();
        let way = if uphill > 0 { format!(", {uphill} of them lead up") } else { String::new() };
        format!("{wrong} of your {} arrows are not the steepest way down{way}", places.len())
    };
    let panel = valley
        .panel("Arrows: 25 units of slope are drawn one unit long")
        .layer(Layer::points(Role::Given, Mark::Dot, "", places.iter().copied()))
        .layer(Layer::arrows(Role::Truth, "−∇L", places.iter().zip(truth.iter().copied()).map(arrow)))
        .layer(Layer::arrows(
            Role::Learner,
            "minus your gradient",
            places.iter().zip(&yours).filter_map(|(foot, slope)| Some(arrow((foot, (*slope)?)))),
        ))
        .layer(Layer::points(Role::Given, Mark::Cross, "the bottom", [valley.bottom]));
    Figure::new(title).panel(panel)
}
