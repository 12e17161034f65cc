//! The loss of a line as a tape of the learner's own.
//!
//! ```text
//! L(w, b) = (1/n) Σ (w·xᵢ + b − yᵢ)²        Input(0) = w, Input(1) = b, L = last node
//! ```
//!
//! There are many right tapes. Each is judged by what it computes at lines of the judge's choice; at the article's line
//! alone, numbers that were written down would pass.

use crate::graph::{Shown, graph, near};
use crate::recording::{self, RIGHT, Recording, push};
use crate::tape::{is_well_formed, values};
use nabla_core::{Op, Tolerance};
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, spread};
use nabla_grading::{Clause, Complaint, Exercise, FromValue, Observation, Sketch, number_text};

/// The lines (w, b) at which a tape is evaluated.
const LINES: [[f64; 2]; 5] = [[2.0, 1.0], [0.5, -3.0], [-1.25, 0.75], [3.0, 0.0], [0.0, 2.0]];

/// The three points of the course's text, and five that tell mistakes apart.
pub(crate) fn article() -> (Vec<f64>, Vec<f64>) {
    (vec![1.0, 2.0, 3.0], vec![4.0, 5.0, 7.0])
}

pub(crate) fn separating() -> (Vec<f64>, Vec<f64>) {
    (vec![-1.5, 0.5, 2.0, 3.5, -4.0], vec![2.0, -1.0, 4.5, 0.25, 3.0])
}

/// (1/n) Σ (w·xᵢ + b − yᵢ)²
pub(crate) fn loss(x: &[f64], y: &[f64], w: f64, b: f64) -> f64 {
    x.iter().zip(y).map(|(x, y)| (w * x + b - y).powi(2)).sum::<f64>() / x.len() as f64
}

/// Two to five points, no two inputs equal.
pub(crate) fn drawn(draw: &mut nabla_core::Draw) -> (Vec<f64>, Vec<f64>) {
    let n = draw.integer(2, 5);
    let x = (0..n).map(|i| (i - 2) as f64 + draw.number_off_zero(-0.45, 0.45, 0.05)).collect();
    (x, (0..n).map(|_| draw.number_off_zero(-5.0, 5.0, 0.3)).collect())
}

pub(crate) fn many(n: usize) -> (Vec<f64>, Vec<f64>) {
    let x: Vec<f64> = (0..n).map(|i| (i * 37 % 101) as f64 / 25.0 - 1.5).collect();
    let y = x.iter().enumerate().map(|(i, x)| 3.0 * x - 1.0 + (i * 17 % 13) as f64 / 5.0).collect();
    (x, y)
}

/// What a tape computes at each line; `None` where it is none.
fn computed(tape: &[Op]) -> Option<Vec<f64>> {
    is_well_formed(tape, 2).then(|| LINES.iter().filter_map(|line| values(tape, line).pop()).collect())
}

/// The exercise `loss_tape`.
pub(crate) fn exercise() -> Exercise {
    let by = |rules: Recording| move |x: Vec<f64>, y: Vec<f64>| rules.tape(&x, &y);
    let asks = "a tape for the loss (1/n) Σ (w·xᵢ + b − yᵢ)²; w is Input(0), b is Input(1), the loss the last node";
    let exercise = Exercise::new("loss_tape", asks)
        .probes(|ask| {
            ask.at(article());
            ask.at(separating());
            ask.at((vec![2.0, -1.0], vec![1.0, 5.0]));
            ask.at((vec![3.0], vec![-2.0]));
            ask.random(8, drawn);
        })
        .truth(by(RIGHT))
        .not_unique()
        .alike(|_, a, b| match (Vec::from_value(a), Vec::from_value(b)) {
            (Some(a), Some(b)) => same(computed(&a).as_deref(), computed(&b).as_deref()),
            _ => a == b,
        })
        .property(computes_the_loss)
        .overall(by_a_factor)
        .clause(
            Clause::any_length(&[1, 2, 10, 300], |_, n| many(n))
                .called("any number of points")
                .says("One point or three hundred: each has its own steps, and the mean is over all of them."),
        )
        .slips(RIGHT, by, recording::slips(|rules: &mut Recording| rules))
        .hints([
            "A tape is a list that you push on. Whatever you push lies at the place `tape.len() - 1`: remember it.",
            "For each point: its x as a Constant, a Mul with w, an Add of b, its y as a Constant, a Sub, a Powi.",
            "Collect the places of the n squares in a Vec, and push `Op::Mean(squares)` last.",
        ])
        .figure(draw);
    variants(exercise)
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("each miss times itself", |x: Vec<f64>, y: Vec<f64>| {
            Recording { of_one: |tape, miss| push(tape, Op::Mul(miss, miss)), ..RIGHT }.tape(&x, &y)
        })
        .variant("w and b recorded anew for each point, y less the prediction", |x: Vec<f64>, y: Vec<f64>| {
            let miss: fn(&mut Vec<Op>, [usize; 4]) -> usize = |tape, [w, x, b, y]| {
                let steep = push(tape, Op::Mul(x, w));
                let predicted = push(tape, Op::Add(b, steep));
                push(tape, Op::Sub(y, predicted))
            };
            Recording { anew: true, miss, ..RIGHT }.tape(&x, &y)
        })
        .variant("a sum times 1/n", |x: Vec<f64>, y: Vec<f64>| {
            let n = x.len() as f64;
            let together: fn(&mut Vec<Op>, Vec<usize>) -> usize =
                |tape, all| all[1..].iter().fold(all[0], |before, place| push(tape, Op::Add(before, *place)));
            let mut tape = Recording { together, ..RIGHT }.tape(&x, &y);
            let (total, part) = (tape.len() - 1, push(&mut tape, Op::Constant(1.0 / n)));
            push(&mut tape, Op::Mul(total, part));
            tape
        })
        .variant("as a polynomial in w and b", |x: Vec<f64>, y: Vec<f64>| {
            let mean =
                |f: &dyn Fn(f64, f64) -> f64| x.iter().zip(&y).map(|(x, y)| f(*x, *y)).sum::<f64>() / x.len() as f64;
            let factors =
                [mean(&|x, _| x * x), 2.0 * mean(&|x, _| x), 1.0, -2.0 * mean(&|x, y| x * y), -2.0 * mean(&|_, y| y)];
            let mut tape = vec![Op::Input(0), Op::Input(1), Op::Mul(0, 0), Op::Mul(0, 1), Op::Mul(1, 1)];
            let mut total = push(&mut tape, Op::Constant(mean(&|_, y| y * y)));
            for (node, factor) in [2, 3, 4, 0, 1].into_iter().zip(factors) {
                let factor = push(&mut tape, Op::Constant(factor));
                let product = push(&mut tape, Op::Mul(node, factor));
                total = push(&mut tape, Op::Add(total, product));
            }
            tape
        })
}

const TOLERANCE: Tolerance = Tolerance { relative: 1e-9, absolute: 1e-11 };

/// Whether two tapes compute the same at every line; two that are no tapes are alike.
fn same(a: Option<&[f64]>, b: Option<&[f64]>) -> bool {
    let size = |numbers: &[f64]| numbers.iter().fold(1.0_f64, |size, number| size.max(number.abs()));
    match (a, b) {
        (Some(a), Some(b)) => a.iter().zip(b).all(|(a_at, b_at)| TOLERANCE.accepts(*a_at, *b_at, size(a).max(size(b)))),
        (a, b) => a.is_none() && b.is_none(),
    }
}

fn computes_the_loss(asked: &Observation<'_>) -> Result<(), Complaint> {
    let (x, y): (Vec<f64>, Vec<f64>) = (asked.argument(0), asked.argument(1));
    let Some(tape) = asked.value::<Vec<Op>>() else { return Err(Complaint::new("That is no tape.")) };
    let Some(computed) = computed(&tape) else {
        return Err(Complaint::named(
            "no tape that can be evaluated",
            "Every operand must stand on the tape before the step that uses it, \
             only Input(0) and Input(1) exist, a mean needs \
             something to average, and the last node is the loss.",
        ));
    };
    let most = 20 * x.len() + 20;
    if tape.len() > most {
        return Err(Complaint::named(
            "far more nodes than it takes",
            "Each point takes a handful of steps: does a loop run inside a loop?",
        )
        .got(format!("{} nodes", tape.len()))
        .expected(format!("at most {most} nodes")));
    }
    for ([w, b], yours) in LINES.into_iter().zip(computed) {
        let right = loss(&x, &y, w, b);
        let size =
            x.iter().zip(&y).map(|(x, y)| (w * x).abs() + b.abs() + y.abs()).map(|term| term * term).sum::<f64>();
        if !TOLERANCE.accepts(yours, right, size) {
            let says = "Your tape can be evaluated, and what it computes is another number than this loss.";
            let loss = |loss: f64| format!("a loss of {} at w = {w}, b = {b}", number_text(loss, Some(6)));
            return Err(Complaint::new(says).got(loss(yours)).expected(loss(right)));
        }
    }
    Ok(())
}

/// The same factor at every line and for all points.
fn by_a_factor(all: &[Observation<'_>]) -> Result<(), (usize, Complaint)> {
    let ratios = |asked: &Observation<'_>| -> Option<Vec<f64>> {
        let (x, y): (Vec<f64>, Vec<f64>) = (asked.argument(0), asked.argument(1));
        let computed = computed(&asked.value::<Vec<Op>>()?)?;
        Some(LINES.iter().zip(computed).map(|([w, b], yours)| yours / loss(&x, &y, *w, *b)).collect())
    };
    let Some(ratios) = all.iter().map(ratios).collect::<Option<Vec<_>>>() else { return Ok(()) };
    let ratios: Vec<f64> = ratios.into_iter().flatten().filter(|ratio| !ratio.is_nan()).collect();
    let first = ratios.first().copied().unwrap_or(1.0);
    let one_factor = ratios.iter().all(|ratio| (ratio - first).abs() <= 1e-9 * first.abs());
    if !one_factor || first == 0.0 || (first - 1.0).abs() < 1e-6 {
        return Ok(());
    }
    let says = format!(
        "What your tape computes is {} times this loss, whatever the points and the line.",
        number_text(first, Some(4))
    );
    let texts = |factor: f64| format!("{} times the loss", number_text(factor, Some(4)));
    Err((0, Complaint::named("the loss times a factor", says).got(texts(first)).expected(texts(1.0))))
}

/// The learner's loss over w, and the learner's own tape as a graph.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (x, y) = article();
    let tape: Vec<Op> = sketch.value((x.clone(), y.clone())).unwrap_or_default();
    let sound = is_well_formed(&tape, 2);
    let at = |w: f64| if sound { values(&tape, &[w, 1.0]).pop().unwrap_or(f64::NAN) } else { f64::NAN };
    let across = spread(0.4, 3.6, 65);
    let truth: Vec<(f64, f64)> = across.iter().map(|w| (*w, loss(&x, &y, *w, 1.0))).collect();
    let yours: Vec<(f64, f64)> = across.iter().map(|w| (*w, at(*w))).collect();
    let off = truth.iter().zip(&yours).any(|(a, b)| !near(b.1, a.1));
    let flat = yours.windows(2).all(|pair| (pair[0].1 - pair[1].1).abs() < 1e-12);
    let title = match (off, flat) {
        _ if sketch.is_right() => "Your tape holds the loss of every line, and not of one alone",
        _ if !sound => "Your list is no tape: an operand is missing, or comes too late",
        (true, true) => "Your loss is flat: w changes nothing on your tape",
        (true, false) => "Your tape computes another loss",
        (false, _) => "Right for these three points, and not for others",
    };
    let curve = Panel::new(Axis::new("w, with b = 1", 0.4, 3.6), Axis::new("loss", -2.0, 15.0))
        .heading("what your tape computes")
        .layer(Layer::line(Role::Truth, "the loss", truth))
        .layer(Layer::line(Role::Learner, "your tape", yours));
    let small: Vec<Op> = sketch.value((vec![3.0, 5.0], vec![4.0, 9.0])).unwrap_or_default();
    let figure = Figure::new(title).panel(curve);
    if !is_well_formed(&small, 2) || small.len() > 40 {
        return figure;
    }
    let reckoned = values(&small, &[2.0, 1.0]);
    let shown = Shown { tape: &small, values: &reckoned, adjoints: None, truth: &reckoned };
    figure.panel(graph(&shown).heading("your tape for (3, 4) and (5, 9), at w = 2, b = 1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_recording_has_the_article_s_loss() {
        let (x, y) = article();
        let at = |line: [f64; 2]| values(&RIGHT.tape(&x, &y), &line).pop().expect("there is a last node");
        assert!((at([2.0, 1.0]) - 1.0 / 3.0).abs() < 1e-12 && (at([0.5, -3.0]) - 54.5).abs() < 1e-12);
        assert!(!same(None, Some(&[1.0])) && same(None, None));
    }
}
