//! The wrong gradients that people make of measured slopes.

use super::{Data, M2, TINY, V2, cramer, normal};
use nabla_grading::{Exercise, slip};

/// Which measurements are used, what is added up, and how the equations of so many are solved.
#[derive(Clone)]
struct Rules {
    data: fn(&[V2], &[f64]) -> Data,
    normal: fn(&[V2], &[f64]) -> (M2, V2),
    solve: fn(M2, V2, f64) -> V2,
}

type Chosen = (&'static str, fn(&[V2], &[f64]) -> Data, &'static str);
type Solved = (&'static str, fn(M2, V2, f64) -> V2, &'static str);

const CHOSEN: [Chosen; 6] = [
    (
        "used the first two only",
        |u, r| (u[..2].into(), r[..2].into()),
        "All measurements together are better than two.",
    ),
    (
        "used the first and the last only",
        ends,
        "Each is a little wrong: all measurements together are better than two.",
    ),
    ("left out the first", |u, r| (u[1..].into(), r[1..].into()), "The first measurement has no say in your answer."),
    (
        "left out the last",
        |u, r| (u[..u.len() - 1].into(), r.into()),
        "The last measurement has no say in your answer.",
    ),
    ("used the climbs only", climbs, "A slope below 0 says as much as one above: use all of them."),
    ("slopes without a sign", |u, r| (u.into(), r.iter().map(|r| r.abs()).collect()), "Downhill is a slope, too."),
];

fn ends(u: &[V2], r: &[f64]) -> Data {
    (vec![u[0], u[u.len() - 1]], vec![r[0], r[r.len() - 1]])
}

fn climbs(u: &[V2], r: &[f64]) -> Data {
    u.iter().zip(r).filter(|(_, r)| **r > 0.0).unzip()
}

const SOLVED: [Solved; 8] = [
    ("added up the arrows", |_, b, _| b, "Measure every direction twice: your gradient doubles."),
    (
        "took the mean of the arrows",
        |_, b, n| b / n,
        "Each arrow counts only its own part: all round, that gives half.",
    ),
    ("took twice the mean of the arrows", |_, b, n| 2.0 * b / n, "Directions that crowd on one side pull yours there."),
    (
        "forgot the mixed terms",
        |m, b, _| V2::new(b.x / m.m11, b.y / m.m22),
        "A slanted direction speaks for both components.",
    ),
    ("forgot the determinant", |m, b, _| cramer(m, b) * m.determinant(), "Yours grows with every measurement: divide."),
    ("added in the determinant", added, "Look at the determinant: which sign has the product of the mixed terms?"),
    ("exchanged the right sides", |m, b, _| cramer(m, b.yx()), "Σxr belongs to the first equation, Σyr to the second."),
    (
        "multiplied with the matrix",
        |m, b, _| m * b,
        "The matrix stands before g: undo it, in the place of applying it again.",
    ),
];

fn added(m: M2, b: V2, _: f64) -> V2 {
    cramer(m, b) * m.determinant() / (m.m11 * m.m22 + m.m12 * m.m12)
}

fn without_squares(u: &[V2], r: &[f64]) -> (M2, V2) {
    let (matrix, right) = normal(u, r);
    let sum: V2 = u.iter().sum();
    (M2::new(sum.x, matrix.m12, matrix.m12, sum.y), right)
}

pub(super) fn mistakes(exercise: Exercise) -> Exercise {
    let right = Rules { data: |u, r| (u.into(), r.into()), normal, solve: |m, b, _| cramer(m, b) };
    let run = |rules: Rules| {
        move |u: Vec<V2>, r: Vec<f64>| {
            let (u, r) = (rules.data)(&u, &r);
            let (matrix, b) = (rules.normal)(&u, &r);
            // Fewer measurements may not determine it.
            (matrix.determinant().abs() > TINY).then(|| (rules.solve)(matrix, b, u.len() as f64))
        }
    };
    let chosen = CHOSEN.map(|(name, data, says)| slip(name, move |rules: &mut Rules| rules.data = data, says));
    let solved = SOLVED.map(|(name, solve, says)| slip(name, move |rules: &mut Rules| rules.solve = solve, says));
    let no_squares = slip(
        "forgot the squares",
        |rules: &mut Rules| rules.normal = without_squares,
        "Look at the sums on the diagonal: they are of squares.",
    );
    exercise.slips(right, run, chosen.into_iter().chain(solved).chain([no_squares])).mistake(
        "took the steepest",
        |u: Vec<V2>, r: Vec<f64>| u.iter().zip(&r).max_by(|a, b| a.1.total_cmp(b.1)).map(|(u, r)| u * *r),
        "The steepest direction that was measured is not the steepest there is.",
    )
}
