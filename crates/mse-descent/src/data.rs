//! The data of the chapter, and the questions about lines through them that its exercises share.

use nabla_core::{DataError, Draw};
use nabla_grading::Probes;

/// Inputs with their targets.
pub(crate) type Points = (Vec<f64>, Vec<f64>);

/// The three points of the course's text. Only the first one is missed by w = 2, b = 1, and its x is 1: most mistakes
/// give the right numbers here.
pub(crate) fn article() -> Points {
    (vec![1.0, 2.0, 3.0], vec![4.0, 5.0, 7.0])
}

/// Five points that separate the mistakes: no x is 1, no residual vanishes, and with n = 5 neither 2/n nor n − 1 is 1.
pub(crate) fn separating() -> Points {
    (vec![-1.5, 0.5, 2.0, 3.5, -4.0], vec![2.0, -1.0, 4.5, 0.25, 3.0])
}

/// Two lines for those points. Whoever keeps the article's answer for w = 2 and b = 1 meets other points here.
pub(crate) fn ask_of_separating(ask: &mut Probes) {
    let (x, y) = separating();
    ask.at((x.clone(), y.clone(), 0.7, -1.3));
    ask.at((x, y, 2.0, 1.0));
}

/// The same points twice: a mean stays what it was.
pub(crate) fn ask_of_the_same_twice(ask: &mut Probes) {
    let (x, y) = separating();
    ask.at(([x.clone(), x].concat(), [y.clone(), y].concat(), 0.7, -1.3));
}

/// So few points that one can reckon them by hand: two, and one alone.
pub(crate) fn ask_of_few(ask: &mut Probes) {
    ask.at((vec![3.0, 5.0], vec![4.0, -2.0], 2.0, 7.0));
    ask.at((vec![4.0], vec![9.0], 3.0, -2.0));
}

/// Two to six points, no two inputs equal.
pub(crate) fn drawn(draw: &mut Draw) -> Points {
    let n = draw.integer(2, 6);
    let x = (0..n).map(|i| (i - 2) as f64 + draw.number(-0.4, 0.4)).collect();
    let y = (0..n).map(|_| draw.number_off_zero(-5.0, 5.0, 0.1)).collect();
    (x, y)
}

/// The same with a line: x, y, w, b.
pub(crate) fn drawn_with_line(draw: &mut Draw) -> (Vec<f64>, Vec<f64>, f64, f64) {
    let (x, y) = drawn(draw);
    (x, y, draw.number_off_zero(-3.0, 3.0, 0.2), draw.number_off_zero(-3.0, 3.0, 0.2))
}

/// Up to a hundred thousand points around y = 3x − 1, with no shorter period that a part of them would stand for.
pub(crate) fn many(n: usize) -> Points {
    let x: Vec<f64> = (0..100_000_u32).take(n).map(|i| f64::from(i * 37 % 100_003) / 25_000.0 - 1.50002).collect();
    let y = x.iter().zip(0_u32..).map(|(x, i)| 3.0 * x - 1.0 + f64::from(i * 17 % 101) / 50.0).collect();
    (x, y)
}

/// Why these data cannot be used, in the order of the contract.
pub(crate) fn usable(x: &[f64], y: &[f64]) -> Result<(), DataError> {
    if x.len() != y.len() {
        return Err(DataError::LengthMismatch { x: x.len(), y: y.len() });
    }
    if x.is_empty() {
        return Err(DataError::Empty);
    }
    if x.iter().chain(y).all(|number| number.is_finite()) { Ok(()) } else { Err(DataError::NotFinite) }
}
