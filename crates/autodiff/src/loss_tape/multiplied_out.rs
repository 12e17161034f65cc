//! The loss multiplied out, term by term: whatever a tape looks like, it computes a polynomial of w and b.
//!
//! ```text
//! L = w²·mean(x²) + 2wb·mean(x) + b² − 2w·mean(xy) − 2b·mean(y) + mean(y²)
//! ```

use crate::tape::{is_well_formed, values};
use nabla_core::Op;
use nabla_grading::{Named, Observation};

const TERMS: [&str; 6] =
    ["the term in w²", "the term in wb", "the term in b²", "the term in w", "the term in b", "the constant term"];

/// The factors of the six terms, with the size of what each is made of; `None` where there are others.
fn multiplied_out(tape: &[Op]) -> Option<[f64; 6]> {
    let at = |w: f64, b: f64| values(tape, &[w, b]).pop().unwrap_or(f64::NAN);
    let c = at(0.0, 0.0);
    let (even, odd) = (|plus: f64, minus: f64| 0.5 * (plus + minus) - c, |plus: f64, minus: f64| 0.5 * (plus - minus));
    let (ww, w) = (even(at(1.0, 0.0), at(-1.0, 0.0)), odd(at(1.0, 0.0), at(-1.0, 0.0)));
    let (bb, b) = (even(at(0.0, 1.0), at(0.0, -1.0)), odd(at(0.0, 1.0), at(0.0, -1.0)));
    let wb = at(1.0, 1.0) - (ww + bb + w + b + c);
    // Of higher powers these know nothing.
    let is_all = [(2.0, -3.0), (-1.5, 0.5), (0.25, 2.5)].into_iter().all(|(x, y)| {
        let terms = [ww * x * x, wb * x * y, bb * y * y, w * x, b * y, c];
        let size = terms.iter().fold(1.0, |size: f64, term| size.max(term.abs()));
        (at(x, y) - terms.iter().sum::<f64>()).abs() <= 1e-9 * size
    });
    is_all.then_some([ww, wb, bb, w, b, c])
}

fn right(x: &[f64], y: &[f64]) -> [f64; 6] {
    let mean = |f: fn(f64, f64) -> f64| x.iter().zip(y).map(|(x, y)| f(*x, *y)).sum::<f64>() / x.len() as f64;
    [
        mean(|x, _| x * x),
        2.0 * mean(|x, _| x),
        1.0,
        -2.0 * mean(|x, y| x * y),
        -2.0 * mean(|_, y| y),
        mean(|_, y| y * y),
    ]
}

/// The terms that are wrong somewhere, where others are right everywhere; or that another line changes nothing.
pub(super) fn by_its_terms(all: &[Observation<'_>]) -> Option<Named> {
    let (mut wrong, mut flat) = ([false; 6], true);
    for asked in all {
        let (x, y): (Vec<f64>, Vec<f64>) = (asked.argument(0), asked.argument(1));
        let tape: Vec<Op> = asked.value().filter(|tape: &Vec<Op>| is_well_formed(tape, 2))?;
        let (yours, right) = (multiplied_out(&tape)?, right(&x, &y));
        let size = yours.iter().chain(&right).fold(1.0, |size: f64, factor| size.max(factor.abs()));
        for (wrong, (yours, right)) in wrong.iter_mut().zip(yours.iter().zip(right)) {
            *wrong |= (yours - right).abs() > 1e-9 * size;
        }
        flat &= yours[..5].iter().all(|factor| factor.abs() <= 1e-9 * size);
    }
    if flat {
        return Some(Named {
            name: "the same loss for every line".to_owned(),
            says: "Another w or b changes nothing: on the way to your last node neither of them counts.".to_owned(),
        });
    }
    let off: Vec<&str> = (0..6).filter(|term| wrong[*term]).map(|term| TERMS[term]).collect();
    let how_many = match off.len() {
        1 => "one",
        2 => "two",
        // Where most of it is wrong, the terms are not what went wrong.
        _ => return None,
    };
    let off = off.join(" and ");
    Some(Named {
        name: format!("wrong in {off} only"),
        says: format!("Multiplied out, all terms of your loss are right but {how_many}: look at {off}."),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loss_tape::separating;
    use crate::recording::RIGHT;

    #[test]
    fn the_terms_of_a_recording_are_those_of_the_formula() {
        let (x, y) = separating();
        let terms = multiplied_out(&RIGHT.tape(&x, &y)).expect("it is a polynomial");
        assert!(terms.iter().zip(right(&x, &y)).all(|(a, b)| (a - b).abs() < 1e-12), "{terms:?}");
        assert_eq!(multiplied_out(&[Op::Input(0), Op::Powi(0, 3)]), None);
    }
}
