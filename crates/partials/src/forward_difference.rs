//! The slope of a short secant that starts at x.
//!
//! ```text
//! D₊(h) = [f(x + h) − f(x)] / h  =  f'(x) + O(h)
//! ```
//!
//! On x² the answer is 2x + h, so its step shows: 6.1 at 3 with h = 0.1. A line has the same slope with every step, and
//! is asked because a wrong run shows there at once. Curves are seeded, and the places where f was asked are looked at.

use crate::figures::secant_figure;
use crate::stencil::{Quotient, any_step, any_x, forward_slips, placed, terms};
use nabla_core::{Field, Tolerance, difference_rounding};
use nabla_grading::{Curve, Exercise, number};

/// The exercise `forward_difference`.
pub(crate) fn exercise() -> Exercise {
    Exercise::new("forward_difference", "the slope of the secant of f from x to x + h")
        .probes(|ask| {
            ask.at((Field::curve(&[0.0, 0.0, 1.0]), 3.0, 0.1));
            ask.at((Field::curve(&[0.0, 0.0, 1.0]), 2.0, 0.25));
            ask.at((Field::curve(&[1.0, 0.0, 0.0, 1.0]), -2.0, 0.1));
            ask.at((Field::curve(&[5.0, 2.0]), 4.0, 0.1));
            ask.random(28, |draw| (draw.curve(), draw.number(-3.0, 3.0), draw.number(0.02, 0.45)));
        })
        .truth(|f: Field, x: f64, h: f64| (f.value(&[x + h]) - f.value(&[x])) / h)
        .tolerance(Tolerance::same_difference())
        .size(|f: Field, x: f64, h: f64| difference_rounding(f.size(&[x]) + f.size(&[x + h]), h))
        .parts([number("the slope")])
        .terms(terms([1.0, 0.0]))
        .slips(
            Quotient::FORWARD,
            |quotient| move |f: Curve, x: f64, h: f64| quotient.of(|x| f.at(x), x, h),
            forward_slips(),
        )
        .overall(|asked| placed(asked, 1, [1.0, 0.0]))
        .clause(any_step())
        .clause(any_x())
        .variant("a mapped pair", |f: Curve, x: f64, h: f64| {
            let [here, ahead] = [x, x + h].map(|x| f.at(x));
            (ahead - here) / h
        })
        .variant("the run as it was rounded", |f: Curve, x: f64, h: f64| {
            let ahead = x + h;
            (f.at(ahead) - f.at(x)) / (ahead - x)
        })
        .variant("two quotients", |f: Curve, x: f64, h: f64| f.at(x + h) / h - f.at(x) / h)
        .variant("negated twice", |f: Curve, x: f64, h: f64| (f.at(x) - f.at(x + h)) / -h)
        .hints([
            "Rise over run: how much higher is f a little further on, and how far is that?",
            "Two values of f are needed, at the two ends of the step. The step is h long.",
            "The rise is the value at the far end minus the value at x; divide it by the length of the step.",
        ])
        .figure(|sketch| secant_figure(sketch, 0.0))
}
