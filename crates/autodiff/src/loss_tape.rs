//! The loss of a line as a tape of the learner's own.
//!
//! ```text
//! L(w, b) = (1/n) Σ (w·xᵢ + b − yᵢ)²        Input(0) = w, Input(1) = b, L = last node
//! ```
//!
//! There are many right tapes. Each is judged by what it computes at lines of the judge's choice; at the article's line
//! alone, numbers that were written down would pass.

mod judge;
mod multiplied_out;

use crate::graph::{Shown, graph, near};
use crate::recording::{self, RIGHT, Recording, push};
use crate::tape::{is_well_formed, values};
use judge::{by_a_factor, computed, computes_the_loss, same};
use nabla_core::Op;
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, Settings, spread};
use nabla_grading::{Clause, Exercise, FromValue, Sketch, number_text};

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
        .diagnosis(multiplied_out::by_its_terms)
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

/// The line whose values run through the tape, as it was moved.
fn moved(sketch: &mut Sketch<'_>) -> (f64, f64) {
    let w = sketch.slider("w", "the slope of the line: what runs through the tape on the right", 2.0, 0.4..=3.6);
    let b = sketch.slider("b", "the shift of the line: the curve on the left moves with it", 1.0, -4.0..=4.0);
    let both = |w: f64, b: f64| Settings::default().number("w", w).number("b", b);
    sketch.preset("the best line for all three points", both(1.5, 7.0 / 3.0));
    sketch.preset("through both points of the tape: no residual is left", both(2.5, -3.5));
    let (x, y) = article();
    let tape: Vec<Op> = sketch.value((x, y)).unwrap_or_default();
    let holds = is_well_formed(&tape, 2).then(|| values(&tape, &[2.0, 1.0]).pop()).flatten();
    sketch.predict(
        "What is the mean squared error of y = 2x + 1 at the points (1, 4), (2, 5) and (3, 7)?",
        holds.map_or("yours is no tape".to_owned(), |loss| format!("your tape holds {}", number_text(loss, Some(3)))),
    );
    (w, b)
}

/// The learner's loss over w, and the learner's own tape as a graph.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (x, y) = article();
    let (w, b) = moved(sketch);
    let tape: Vec<Op> = sketch.value((x.clone(), y.clone())).unwrap_or_default();
    let sound = is_well_formed(&tape, 2);
    let at = |w: f64| if sound { values(&tape, &[w, b]).pop().unwrap_or(f64::NAN) } else { f64::NAN };
    let across = spread(0.4, 3.6, 65);
    let truth: Vec<(f64, f64)> = across.iter().map(|w| (*w, loss(&x, &y, *w, b))).collect();
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
    let [weight, shift] = [w, b].map(|number| number_text(number, Some(3)));
    let curve = Panel::new(Axis::new(format!("w, with b = {shift}"), 0.4, 3.6), Axis::new("loss", -2.0, 15.0))
        .heading("what your tape computes")
        .layer(Layer::line(Role::Truth, "the loss", truth))
        .layer(Layer::line(Role::Learner, "your tape", yours));
    let small: Vec<Op> = sketch.value((vec![3.0, 5.0], vec![4.0, 9.0])).unwrap_or_default();
    let figure = Figure::new(title).panel(curve);
    if !is_well_formed(&small, 2) || small.len() > 40 {
        return figure;
    }
    let reckoned = values(&small, &[w, b]);
    let shown = Shown { tape: &small, values: &reckoned, adjoints: None, truth: &reckoned };
    figure.panel(graph(&shown).heading(format!("your tape for (3, 4) and (5, 9), at w = {weight}, b = {shift}")))
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
