//! From slopes in some directions back to the gradient.
//!
//! ```text
//! minimise Σ (g·uₖ − rₖ)²:   UᵀU g = Uᵀr,        the rows of U are the directions uₖ
//! ```

use crate::at_angle;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, spread};
use nabla_grading::{Exercise, Sketch};
use nalgebra::{DMatrix, DVector, Matrix2, Vector2};
use std::f64::consts::TAU;

type V2 = Vector2<f64>;

/// The normal equations, given what stands on their diagonal and beside it.
fn normal(directions: &[V2], rates: &[f64]) -> (Matrix2<f64>, V2) {
    let pairs = directions.iter().zip(rates);
    pairs.fold((Matrix2::zeros(), V2::zeros()), |(matrix, right), (u, r)| (matrix + u * u.transpose(), right + u * *r))
}

fn usable(directions: &[V2], rates: &[f64]) -> bool {
    let finite = directions.iter().flat_map(V2::iter).chain(rates).all(|number| number.is_finite());
    directions.len() == rates.len() && finite && normal(directions, rates).0.determinant().abs() > 1e-9
}

fn solve(directions: &[V2], rates: &[f64]) -> Option<V2> {
    let (matrix, right) = normal(directions, rates);
    if usable(directions, rates) { matrix.lu().solve(&right) } else { None }
}

/// The exercise `gradient_from_slopes`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("gradient_from_slopes", "the gradient that fits measured slopes in given directions best; None when they do not determine it")
        .probes(|ask| {
            let v = |list: &[(f64, f64)]| list.iter().map(|(x, y)| V2::new(*x, *y)).collect::<Vec<V2>>();
            let mut at = |u: &[(f64, f64)], r: &[f64]| ask.at((v(u), r.to_vec()));
            at(&[(1.0, 0.0), (0.0, 1.0)], &[4.0, 8.0]);
            at(&[(0.6, 0.8), (0.8, -0.6)], &[8.8, -1.6]);
            at(&[(1.0, 0.0), (0.0, 1.0), (0.6, 0.8)], &[4.0, 8.0, 9.8]);
            at(&[(1.0, 0.0), (0.6, 0.8), (-0.8, 0.6), (0.0, 1.0)], &[3.0, 7.0, 2.0, 9.0]);
            at(&[(1.0, 0.0), (-1.0, 0.0)], &[4.0, -4.0]);
            at(&[(0.6, 0.8), (0.6, 0.8), (-0.6, -0.8)], &[1.0, 2.0, 3.0]);
            at(&[(0.6, 0.8)], &[8.8]);
            at(&[], &[]);
            at(&[(1.0, 0.0), (0.0, 1.0)], &[4.0]);
            at(&[(1.0, 0.0), (0.0, 1.0)], &[4.0, 8.0, 3.0]);
            at(&[(1.0, 0.0), (0.0, 1.0)], &[4.0, f64::NAN]);
            at(&[(1.0, f64::INFINITY), (0.0, 1.0)], &[4.0, 2.0]);
            ask.random(24, |draw| {
                let n = usize::try_from(draw.integer(3, 9)).unwrap_or(3);
                let start = draw.number(0.0, 6.0);
                let angles: Vec<f64> = (0..n).map(|k| start + k as f64 * draw.number(0.5, 0.9)).collect();
                let g = V2::new(draw.number_off_zero(-9.0, 9.0, 0.5), draw.number_off_zero(-9.0, 9.0, 0.5));
                let rates: Vec<f64> = angles.iter().map(|angle| g.dot(&at_angle(*angle)) + draw.number(-0.9, 0.9)).collect();
                (angles.into_iter().map(at_angle).collect::<Vec<V2>>(), rates)
            });
        })
        // By a singular value decomposition, which no solution needs.
        .truth(|u: Vec<V2>, r: Vec<f64>| -> Option<V2> {
            if !usable(&u, &r) {
                return None;
            }
            let rows = DMatrix::from_fn(u.len(), 2, |i, j| u[i][j]);
            let svd = rows.svd(true, true);
            svd.solve(&DVector::from_vec(r), 1e-12).ok().map(|g| V2::new(g[0], g[1]))
        })
        .terms(|_u: Vec<V2>, r: Vec<f64>| 100.0 * r.iter().fold(0.0_f64, |size, r| size.max(r.abs())))
        .hints([
            "Two directions give two equations g·u = r for the two components of g. More directions over-determine it: fit them.",
            "Least squares: multiply both sides by the directions and add up. That leaves a 2 × 2 system, UᵀU g = Uᵀr.",
            "The system has the sums of u.x², u.x·u.y and u.y². If its determinant is (nearly) 0 the directions lie on one line: None.",
        ])
        .figure(draw);
    variants(mistakes(exercise))
}

fn mistakes(exercise: Exercise) -> Exercise {
    type Directions = Vec<V2>;
    type Rates = Vec<f64>;
    exercise
        .mistake("added up the arrows", |u: Directions, r: Rates| usable(&u, &r).then(|| normal(&u, &r).1), "Measure every direction twice: your gradient doubles.")
        .mistake("took the mean of the arrows", |u: Directions, r: Rates| usable(&u, &r).then(|| normal(&u, &r).1 / u.len() as f64), "For directions spread over the circle this gives half of the gradient: each arrow counts only its own part.")
        .mistake("took twice the mean of the arrows", |u: Directions, r: Rates| usable(&u, &r).then(|| 2.0 * normal(&u, &r).1 / u.len() as f64), "Right for an even fan only: when directions crowd on one side, they pull your answer there.")
        .mistake("used the first two only", |u: Directions, r: Rates| if usable(&u, &r) { solve(&u[..2], &r[..2]) } else { None }, "The other slopes have no say in your answer; every measurement is a little wrong, and all of them together are better.")
        .mistake("took the steepest", |u: Directions, r: Rates| {
            let best = u.iter().zip(&r).max_by(|a, b| a.1.total_cmp(b.1)).map(|(u, r)| u * *r);
            if usable(&u, &r) { best } else { None }
        }, "The steepest direction that was measured is not the steepest there is.")
        .mistake("swapped the components", |u: Directions, r: Rates| solve(&u, &r).map(|g| V2::new(g.y, g.x)), "Slopes along x should give the first component.")
        .mistake("the negative gradient", |u: Directions, r: Rates| solve(&u, &r).map(|g| -g), "Your arrow points downhill.")
        .mistake("forgot the mixed terms", |u: Directions, r: Rates| {
            let (m, right) = normal(&u, &r);
            usable(&u, &r).then(|| V2::new(right.x / m[(0, 0)], right.y / m[(1, 1)]))
        }, "Right when the directions are the axes; a slanted direction speaks for both components at once.")
        .mistake("always of length one", |u: Directions, r: Rates| solve(&u, &r).map(|g| g.normalize()), "The direction is right; the length carries the steepness.")
        .mistake("cut the longer list", |u: Directions, r: Rates| {
            let n = u.len().min(r.len());
            solve(&u[..n], &r[..n])
        }, "`zip` stops silently at the shorter list: when the lengths differ, something is wrong with the data.")
        .mistake("guessed when it was not determined", |u: Directions, r: Rates| {
            let sound = u.len() == r.len() && u.iter().flat_map(V2::iter).chain(&r).all(|number| number.is_finite());
            let (m, right) = normal(&u, &r);
            if sound { Some(solve(&u, &r).unwrap_or_else(|| right / m.trace().max(1.0))) } else { None }
        }, "Directions on one line say nothing about the slope across it: there is no answer to give.")
        .mistake("let NaN through", |u: Directions, r: Rates| {
            let (m, right) = normal(&u, &r);
            let determined = u.len() == r.len() && (m.determinant().is_nan() || m.determinant().abs() > 1e-9);
            if determined { Some(m.try_inverse().map_or(V2::repeat(f64::NAN), |inverse| inverse * right)) } else { None }
        }, "One slope that is NaN makes the whole answer NaN: test the data first.")
        .mistake("gave up on noisy slopes", |u: Directions, r: Rates| {
            let g = solve(&u, &r)?;
            u.iter().zip(&r).all(|(u, r)| (g.dot(u) - r).abs() < 1e-6).then_some(g)
        }, "Slopes that were measured never fit exactly: the best fit is asked for, not a perfect one.")
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("sums and Cramer's rule", |u: Vec<V2>, r: Vec<f64>| {
            if u.len() != r.len() {
                return None;
            }
            let sum = |term: &dyn Fn(&V2, f64) -> f64| u.iter().zip(&r).map(|(u, r)| term(u, *r)).sum::<f64>();
            let (a, b, c) = (sum(&|u, _| u.x * u.x), sum(&|u, _| u.x * u.y), sum(&|u, _| u.y * u.y));
            let (d, e) = (sum(&|u, r| u.x * r), sum(&|u, r| u.y * r));
            let determinant = a * c - b * b;
            let g = V2::new((d * c - b * e) / determinant, (a * e - b * d) / determinant);
            (determinant > 1e-9 && g.iter().all(|slope| slope.is_finite())).then_some(g)
        })
        .variant("QR of the directions", |u: Vec<V2>, r: Vec<f64>| {
            if !usable(&u, &r) {
                return None;
            }
            let qr = DMatrix::from_fn(u.len(), 2, |i, j| u[i][j]).qr();
            let right = qr.q().transpose() * DVector::from_vec(r);
            let g = qr.r().solve_upper_triangular(&right)?;
            Some(V2::new(g[0], g[1]))
        })
        .variant("Cholesky", |u: Vec<V2>, r: Vec<f64>| {
            let (matrix, right) = normal(&u, &r);
            if usable(&u, &r) { matrix.cholesky().map(|factor| factor.solve(&right)) } else { None }
        })
}

/// The measured slopes on the cosine that the learner's gradient predicts.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let measured = [(0.2, 5.9), (0.7, 8.1), (1.3, 8.4), (1.6, 8.2), (2.2, 3.9), (2.6, 1.2), (4.9, -7.5)];
    let u: Vec<V2> = measured.iter().map(|(angle, _)| at_angle(*angle)).collect();
    let r: Vec<f64> = measured.iter().map(|(_, rate)| *rate).collect();
    let yours = sketch.value::<Option<V2>>((u.clone(), r.clone())).flatten();
    let truth = sketch.truth::<Option<V2>>((u.clone(), r.clone())).unwrap_or(V2::zeros());
    let g = yours.unwrap_or(V2::repeat(f64::NAN));
    let wave = |g: V2| {
        spread(0.0, TAU, 181).into_iter().map(move |angle| (angle, g.dot(&at_angle(angle)))).collect::<Vec<_>>()
    };
    let miss = |g: V2| (u.iter().zip(&r).map(|(u, r)| (g.dot(u) - r).powi(2)).sum::<f64>() / r.len() as f64).sqrt();
    let title = match yours {
        None => "You gave no gradient for these slopes".to_owned(),
        Some(_) if sketch.is_right() => {
            format!("Your cosine passes the measured slopes at {:.2} on average, as near as any can", miss(g))
        }
        Some(_) => format!(
            "Your cosine misses the measured slopes by {:.2} on average; {:.2} is possible",
            miss(g),
            miss(truth)
        ),
    };
    let panel = Panel::new(Axis::new("angle, in radians", 0.0, TAU), Axis::new("slope", -13.0, 13.0))
        .layer(Layer::line(Role::Truth, "best fit", wave(truth)))
        .layer(Layer::line(Role::Learner, "slopes that your gradient predicts", wave(g)))
        .layer(Layer::points(Role::Given, Mark::Dot, "measured slopes", measured));
    Figure::new(title).panel(panel)
}
