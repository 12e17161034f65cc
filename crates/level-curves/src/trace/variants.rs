//! Other right laps: round the other way, by other steps, corrected by other means.

use super::{V2, runge_kutta};
use nabla_grading::{Exercise, Gradient2, Surface};

pub(super) fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("the other way round", |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
            let level = f.at(start.x, start.y);
            walk(start, step, most, |p| Some(corrected(&f, &d, p - step * tangent(&d, p)?, level, 4)))
        })
        .variant("Runge–Kutta, then corrected", |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
            let level = f.at(start.x, start.y);
            let ahead = |p| tangent(&d, p).unwrap_or_default();
            walk(start, step, most, |p| {
                tangent(&d, p).map(|_| corrected(&f, &d, runge_kutta(ahead, p, step), level, 2))
            })
        })
        .variant("the start once more at the end", |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
            let level = f.at(start.x, start.y);
            let mut path = walk(start, step, most, |p| Some(corrected(&f, &d, p + step * tangent(&d, p)?, level, 4)));
            if path.len() > 3 && path.len() < most {
                path.push(start);
            }
            path
        })
        .variant("corrected by secants", |f: Surface, d: Gradient2, start: V2, step: f64, most: usize| {
            // A search on the line along the gradient without asking for it again.
            let level = f.at(start.x, start.y);
            walk(start, step, most, |p| {
                let q = p + step * tangent(&d, p)?;
                let (line, off) = (d.at(q).normalize(), |s: V2| f.at(s.x, s.y) - level);
                let (mut a, mut b) = (0.0, -off(q) / d.at(q).norm());
                for _ in 0..6 {
                    let (at_a, at_b) = (off(q + a * line), off(q + b * line));
                    if at_b.abs() < 1e-11 || at_a == at_b {
                        break;
                    }
                    (a, b) = (b, b - at_b * (b - a) / (at_b - at_a));
                }
                Some(q + b * line)
            })
        })
}

/// A walk from `start` from point to point, until it is back or there is no way on.
fn walk(start: V2, step: f64, max_points: usize, advance: impl Fn(V2) -> Option<V2>) -> Vec<V2> {
    let mut path = Vec::new();
    let mut next = Some(start);
    while let Some(p) = next.filter(|_| path.len() < max_points) {
        path.push(p);
        if path.len() > 3 && (p - start).norm() < step {
            break;
        }
        next = advance(p);
    }
    path
}

fn tangent(d: &Gradient2, p: V2) -> Option<V2> {
    let g = d.at(p);
    V2::new(-g.y, g.x).try_normalize(0.0)
}

/// `times` Newton steps towards the level.
fn corrected(f: &Surface, d: &Gradient2, p: V2, level: f64, times: u8) -> V2 {
    (0..times).fold(p, |p, _| p + (level - f.at(p.x, p.y)) / d.at(p).norm_squared() * d.at(p))
}
