//! The slope of a short secant with x in its middle.
//!
//! ```text
//! D(h) = [f(x + h) − f(x − h)] / 2h  =  f'(x) + O(h²), exact for lines and parabolas
//! ```
//!
//! On x³ the answer is 3x² + h², 12.0625 at 2 with h = 0.25; on x² and on lines it is the slope itself, which tells a
//! central difference from a forward one. The places where f was asked are looked at, too.

use crate::figures::secant_figure;
use crate::stencil::{Quotient, any_step, any_x, central_slips, placed, terms};
use nabla_core::{Field, Tolerance, difference_rounding};
use nabla_grading::{Curve, Exercise, number};

/// The exercise `central_difference`.
pub(crate) fn exercise() -> Exercise {
    Exercise::new("central_difference", "the slope of the secant of f from x − h to x + h")
        .probes(|ask| {
            ask.at((Field::curve(&[0.0, 0.0, 1.0]), 3.0, 0.1));
            ask.at((Field::curve(&[0.0, 0.0, 0.0, 1.0]), 2.0, 0.25));
            ask.at((Field::curve(&[1.0, 0.0, 2.0, 1.0]), -2.0, 0.1));
            ask.at((Field::curve(&[5.0, 2.0]), 4.0, 0.1));
            ask.random(28, |draw| (draw.curve(), draw.number(-3.0, 3.0), draw.number(0.02, 0.45)));
        })
        .truth(|f: Field, x: f64, h: f64| (f.value(&[x + h]) - f.value(&[x - h])) / (2.0 * h))
        .tolerance(Tolerance::same_difference())
        .size(|f: Field, x: f64, h: f64| difference_rounding(f.size(&[x - h]) + f.size(&[x + h]), h))
        .parts([number("the slope")])
        .terms(terms([1.0, -1.0]))
        .slips(
            Quotient::CENTRAL,
            |quotient| move |f: Curve, x: f64, h: f64| quotient.of(|x| f.at(x), x, h),
            central_slips(|quotient| quotient),
        )
        .overall(|asked| placed(asked, 1, [1.0, -1.0]))
        .clause(any_step())
        .clause(any_x())
        .variant("mean of both sides", |f: Curve, x: f64, h: f64| {
            let (ahead, behind) = ((f.at(x + h) - f.at(x)) / h, (f.at(x) - f.at(x - h)) / h);
            0.5 * (ahead + behind)
        })
        .variant("half first", |f: Curve, x: f64, h: f64| 0.5 * (f.at(x + h) - f.at(x - h)) / h)
        .variant("the run as it was rounded", |f: Curve, x: f64, h: f64| {
            let (left, right) = (x - h, x + h);
            (f.at(right) - f.at(left)) / (right - left)
        })
        .variant("a signed sum", |f: Curve, x: f64, h: f64| {
            [-1.0, 1.0].iter().map(|side| side * f.at(x + side * h)).sum::<f64>() / (2.0 * h)
        })
        .hints([
            "Look to both sides of x by the same distance, and lay a line through the two points.",
            "The rise is f at the right end minus f at the left end. How far apart are these ends?",
            "From x − h to x + h it is 2h. Mind the brackets: `/ 2.0 * h` divides by 2 and then multiplies by h.",
        ])
        .figure(|sketch| secant_figure(sketch, -1.0))
}
