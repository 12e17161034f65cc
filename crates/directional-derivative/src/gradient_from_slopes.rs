//! From slopes in some directions back to the gradient.
//!
//! ```text
//! minimise Σ (g·uₖ − rₖ)²:   UᵀU g = Uᵀr,        the rows of U are the directions uₖ
//! ```
//!
//! No slopes fit exactly, so that a fit of two of them alone differs from the best one; drawn directions stand 0.5 to
//! 0.9 apart. The truth is by a QR decomposition, which no solution needs.

mod mistakes;

use crate::at_angle;
use nabla_core::Draw;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings, decimals, spread};
use nabla_grading::{Clause, Exercise, FromValue, Kind, Sketch, Term, Value, number, term};
use nalgebra::{DMatrix, DVector, Matrix2, Vector2};
use std::f64::consts::TAU;

type V2 = Vector2<f64>;
type M2 = Matrix2<f64>;
type Data = (Vec<V2>, Vec<f64>);

/// What does not determine a gradient gives none.
const NONE: Option<V2> = None;
/// Larger than any determinant that rounding leaves of 0, and smaller than any other.
const TINY: f64 = 1e-9;

/// The normal equations: the sums Σx², Σxy, Σy² over the directions, and Σxr, Σyr.
fn normal(directions: &[V2], rates: &[f64]) -> (M2, V2) {
    let pairs = directions.iter().zip(rates);
    pairs.fold((M2::zeros(), V2::zeros()), |(matrix, right), (u, r)| (matrix + u * u.transpose(), right + u * *r))
}

fn usable(directions: &[V2], rates: &[f64]) -> bool {
    let finite = directions.iter().flat_map(V2::iter).chain(rates).all(|number| number.is_finite());
    directions.len() == rates.len() && finite && normal(directions, rates).0.determinant() > TINY
}

/// Cramer's rule.
fn cramer(m: M2, b: V2) -> V2 {
    V2::new(m.m22 * b.x - m.m12 * b.y, m.m11 * b.y - m.m12 * b.x) / m.determinant()
}

/// By the QR decomposition of the directions, which no solution needs.
fn best(u: &[V2], r: &[f64]) -> V2 {
    let n = u.len().min(r.len());
    let qr = DMatrix::from_fn(n, 2, |i, j| u[i][j]).qr();
    let right = qr.q().transpose() * DVector::from_column_slice(&r[..n]);
    qr.r().solve_upper_triangular(&right).map_or(V2::repeat(f64::NAN), |g| V2::new(g[0], g[1]))
}

/// Whether each slope is near what the best gradient predicts.
fn fits(u: &[V2], r: &[f64]) -> bool {
    let g = best(u, r);
    u.iter().zip(r).all(|(u, r)| (g.dot(u) - r).abs() <= 3.0 * (1.0 + r.abs()))
}

/// Directions at these angles, with the slopes of one gradient along them, each of them a little wrong.
fn measured(draw: &mut Draw, angles: impl Iterator<Item = f64>) -> Data {
    let g = V2::new(draw.number_off_zero(-9.0, 9.0, 0.5), draw.number_off_zero(-9.0, 9.0, 0.5));
    angles.map(at_angle).map(|u| (u, g.dot(&u) + draw.number_off_zero(-0.9, 0.9, 0.02))).unzip()
}

/// The exercise `gradient_from_slopes`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new(
        "gradient_from_slopes",
        "the gradient that fits measured slopes in given directions best; None when they do not determine it",
    )
    .parts([number("∂f/∂x"), number("∂f/∂y")])
    .kind(Kind::Arrow)
    .probes(|ask| {
        ask.at((vec![V2::x(), V2::y(), V2::new(0.6, 0.8)], vec![4.0, 8.0, 9.8]));
        ask.at((vec![V2::x(), V2::new(0.6, 0.8), V2::new(-0.8, 0.6), V2::y()], vec![3.0, 7.0, 2.0, 9.0]));
        // None of its numbers is 0.
        ask.at((vec![V2::new(0.6, 0.8), V2::new(0.8, 0.6), V2::new(-0.8, 0.6)], vec![7.0, 3.0, 2.0]));
        ask.random(32, |draw| {
            let (start, gap, n) = (draw.number(0.0, 6.0), draw.number(0.5, 0.9), draw.integer(3, 9));
            measured(draw, (0..n).map(|k| start + gap * k as f64))
        });
    })
    .truth(|u: Vec<V2>, r: Vec<f64>| best(&u, &r))
    .size(|_u: Vec<V2>, r: Vec<f64>| 100.0 * r.iter().fold(0.0_f64, |size, r| size.max(r.abs())))
    .terms_in("∂f/∂x", terms(["Σy²·Σxr/D", "Σxy·Σyr/D", "Σxr/Σx²", "Σxr"], 0))
    .terms_in("∂f/∂y", terms(["Σx²·Σyr/D", "Σxy·Σxr/D", "Σyr/Σy²", "Σyr"], 1))
    .hints([
        "Two directions give two equations g·u = r for the two components of g. \
         More directions over-determine it: fit them.",
        "Least squares: multiply both sides by the directions and add up. That leaves a 2 × 2 system, UᵀU g = Uᵀr.",
        "The system has the sums of u.x², u.x·u.y and u.y². \
         If its determinant is (nearly) 0 the directions lie on one line: None.",
    ])
    .figure(draw);
    variants(with_an_answer(without_an_answer(mistakes::mistakes(exercise))))
}

/// What Cramer's rule adds up for component i, D being the determinant, and what is shorter than that.
fn terms(names: [&'static str; 4], i: usize) -> Vec<Term> {
    let values = move |u: Vec<V2>, r: Vec<f64>| {
        let (m, b) = normal(&u, &r);
        [m[(1 - i, 1 - i)] * b[i] / m.determinant(), m.m12 * b[1 - i] / m.determinant(), b[i] / m[(i, i)], b[i]]
    };
    (0..4).map(|k| term(names[k], move |u: Vec<V2>, r: Vec<f64>| values(u, r)[k])).collect()
}

/// The two lists that are among the arguments.
fn data(values: &[Value]) -> Data {
    Vec::from_value(&values[0]).zip(Vec::from_value(&values[1])).unwrap_or_default()
}

/// What does not determine a gradient.
fn without_an_answer(exercise: Exercise) -> Exercise {
    let more_slopes = |values: &[Value]| {
        let (u, r) = data(values);
        r.len() > u.len()
    };
    let not_quite_zero = |values: &[Value]| {
        let (u, r) = data(values);
        normal(&u, &r).0.determinant() != 0.0
    };
    exercise
        .clause(
            Clause::new(
                "None where the lists differ in length",
                "`zip` stops silently at the shorter list: when the lengths differ, something is wrong with the data.",
            )
            .at((vec![V2::x(), V2::y()], vec![4.0]))
            .at((vec![V2::x(), V2::y()], vec![4.0, 8.0, 3.0]))
            .gives(NONE)
            .missed_where(
                "looked for too few slopes only",
                more_slopes,
                "There may be more slopes than directions, too.",
            ),
        )
        .clause(
            Clause::not_finite(&[0, 1])
                .gives(NONE)
                .called("None where a number is not finite")
                .says("One number that is not finite spoils every sum: look at the directions and at the slopes."),
        )
        .clause(
            Clause::new(
                "None where the directions lie on one line",
                "Directions on one line say nothing about the slope across it; nor does one direction alone, or none.",
            )
            .at((vec![V2::x(), -V2::x()], vec![4.0, -4.0]))
            .at((vec![V2::new(0.6, 0.8)], vec![8.8]))
            .at((Vec::<V2>::new(), Vec::<f64>::new()))
            .probes(|ask| {
                for angle in ask.draw().numbers(9, 0.1, 1.5) {
                    ask.at((vec![at_angle(angle), at_angle(angle), -at_angle(angle)], vec![1.0, 2.0, 3.0]));
                }
            })
            .gives(NONE)
            .missed_where(
                "asked for exactly 0",
                not_quite_zero,
                "Rounding leaves a determinant that is nearly 0: ask whether it is very small.",
            ),
        )
}

/// What determines a gradient, and is refused or cut short.
fn with_an_answer(exercise: Exercise) -> Exercise {
    exercise
        .clause(
            Clause::new(
                "two directions are enough, even close ones",
                "Two directions that do not lie on one line determine the gradient, \
                 at however small an angle they stand.",
            )
            .at((vec![V2::x(), V2::y()], vec![4.0, 8.0]))
            .at((vec![V2::x(), at_angle(0.05)], vec![4.0, 4.4]))
            .at((vec![V2::x(), at_angle(0.05), at_angle(0.1)], vec![4.0, 4.4, 4.7]))
            .missed(
                "wanted three",
                |u: Vec<V2>, r: Vec<f64>| (u.len() > 2).then(|| best(&u, &r)),
                "Two directions are enough for two unknowns.",
            )
            .missed(
                "took close directions for one line",
                |u: Vec<V2>, r: Vec<f64>| (normal(&u, &r).0.determinant() > 0.05).then(|| best(&u, &r)),
                "Directions close to each other determine the gradient, too: \
                 your bound for the determinant is too large.",
            ),
        )
        .clause(Clause::any_length(&[3, 11, 17, 70, 300, 1100], |draw, n| {
            measured(draw, (0..n).map(|k| 0.7 * k as f64))
        }))
        .clause(
            Clause::new(
                "slopes may contradict one another",
                "However badly the slopes fit together, one gradient fits them best: give that one.",
            )
            .at((vec![V2::x(), V2::y(), V2::x(), V2::y()], vec![4.0, 8.0, -6.0, 1.0]))
            .at((vec![V2::x(), V2::x(), V2::y()], vec![10.0, 0.0, 0.0]))
            .at((vec![V2::x(), V2::x(), V2::y(), V2::y()], vec![4e6, -4e6, 3e6, 1.0]))
            .missed("gave up", |_: Vec<V2>, _: Vec<f64>| NONE, "")
            .missed(
                "gave up on bad fits",
                |u: Vec<V2>, r: Vec<f64>| fits(&u, &r).then(|| best(&u, &r)),
                "",
            ),
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("sums and Cramer's rule", |u: Vec<V2>, r: Vec<f64>| {
            let sum = |term: &dyn Fn(&V2, f64) -> f64| u.iter().zip(&r).map(|(u, r)| term(u, *r)).sum::<f64>();
            let (a, b, c) = (sum(&|u, _| u.x * u.x), sum(&|u, _| u.x * u.y), sum(&|u, _| u.y * u.y));
            let (d, e) = (sum(&|u, r| u.x * r), sum(&|u, r| u.y * r));
            let determinant = a * c - b * b;
            let g = V2::new((d * c - b * e) / determinant, (a * e - b * d) / determinant);
            (u.len() == r.len() && determinant > TINY && g.iter().all(|slope| slope.is_finite())).then_some(g)
        })
        .variant("a singular value decomposition", |u: Vec<V2>, r: Vec<f64>| {
            usable(&u, &r).then_some(())?;
            let svd = DMatrix::from_fn(u.len(), 2, |i, j| u[i][j]).svd(true, true);
            svd.solve(&DVector::from_vec(r), 1e-12).ok().map(|g| V2::new(g[0], g[1]))
        })
        .variant("Cholesky", |u: Vec<V2>, r: Vec<f64>| {
            let (matrix, right) = normal(&u, &r);
            if usable(&u, &r) { matrix.cholesky().map(|factor| factor.solve(&right)) } else { None }
        })
}

/// Slopes that were measured in seven directions.
const MEASURED: [(f64, f64); 7] = [(0.2, 5.9), (0.7, 8.1), (1.3, 8.4), (1.6, 8.2), (2.2, 3.9), (2.6, 1.2), (4.9, -7.5)];

/// As many of the measured slopes as were set, with one of them moved.
fn moved(sketch: &mut Sketch<'_>) -> Vec<(f64, f64)> {
    let n = sketch.count("n", "how many of the slopes are known", 7, 1..=7);
    let error = sketch.slider("error", "adds to the slope at 1.3, which was measured badly", 0.0, -12.0..=4.0);
    sketch
        .preset("one slope is measured badly: all of the cosine gives way", Settings::default().number("error", -12.0));
    sketch.preset("two slopes are enough", Settings::default().number("n", 2.0));
    sketch.preset("one slope alone tells nothing", Settings::default().number("n", 1.0));
    let known = |n: usize| {
        let (angles, rates): (Vec<f64>, Vec<f64>) = MEASURED.into_iter().take(n).unzip();
        (angles.into_iter().map(at_angle).collect::<Vec<V2>>(), rates)
    };
    let gradients: Vec<Option<Option<V2>>> = sketch.values((1..=3).map(known));
    let enough = gradients.iter().position(|gradient| gradient.flatten().is_some());
    sketch.predict(
        "In how many different directions must slopes be known before they tell the gradient?",
        enough.map_or("three are not enough for yours".to_owned(), |before| format!("yours needs {}", before + 1)),
    );
    let mut measured = MEASURED.to_vec();
    measured[2].1 += error;
    measured.truncate(n);
    measured
}

/// The measured slopes on the cosine that the learner's gradient predicts.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let measured = moved(sketch);
    let u: Vec<V2> = measured.iter().map(|(angle, _)| at_angle(*angle)).collect();
    let r: Vec<f64> = measured.iter().map(|(_, rate)| *rate).collect();
    let yours = sketch.value::<Option<V2>>((u.clone(), r.clone())).flatten();
    let best = if u.len() > 1 { sketch.truth::<Option<V2>>((u.clone(), r.clone())) } else { None };
    let truth = best.unwrap_or(V2::zeros());
    let g = yours.unwrap_or(V2::repeat(f64::NAN));
    let wave = |g: V2| {
        spread(0.0, TAU, 181).into_iter().map(move |angle| (angle, g.dot(&at_angle(angle)))).collect::<Vec<_>>()
    };
    let miss = |g: V2| (u.iter().zip(&r).map(|(u, r)| (g.dot(u) - r).powi(2)).sum::<f64>() / r.len() as f64).sqrt();
    let title = match yours {
        None if sketch.is_right() => "Slopes along one line alone tell no gradient".to_owned(),
        None => "You gave no gradient for these slopes".to_owned(),
        Some(_) if sketch.is_right() => {
            format!("Your cosine is {} off on average, as near as any can be", decimals(miss(g), 2))
        }
        Some(_) if miss(g) - miss(truth) < 0.005 => "Your cosine fits these slopes; others it does not".to_owned(),
        Some(_) => {
            let [yours, least] = [g, truth].map(|g| decimals(miss(g), 2));
            format!("Your cosine is {yours} off on average; {least} is possible")
        }
    };
    // Whoever rightly gives no gradient predicts nothing.
    let predicted = if yours.is_none() && sketch.is_right() { Vec::new() } else { wave(g) };
    let panel = Panel::new(Axis::new("angle, in radians", 0.0, TAU), Axis::new("slope", -13.0, 13.0))
        .layer(Layer::line(Role::Truth, "best fit", best.map(wave).unwrap_or_default()))
        .layer(Layer::line(Role::Learner, "slopes that your gradient predicts", predicted))
        .layer(Layer::points(Role::Given, Mark::Dot, "measured slopes", measured));
    Figure::new(title).panel(panel)
}
