//! The slope of a short secant with x in its middle.
//!
//! ```text
//! D(h) = [f(x + h) − f(x − h)] / 2h  =  f'(x) + O(h²), exact for lines and parabolas
//! ```

use crate::figures::secant_figure;
use nabla_core::{Field, Tolerance, difference_rounding};
use nabla_grading::{Curve, Exercise};

/// The exercise `central_difference`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("central_difference", "the slope of the secant of f from x − h to x + h")
        .probes(|ask| {
            ask.at((Field::curve(&[0.0, 0.0, 1.0]), 3.0, 0.1));
            ask.at((Field::curve(&[0.0, 0.0, 0.0, 1.0]), 2.0, 0.25));
            ask.at((Field::curve(&[1.0, 0.0, 2.0, 1.0]), -2.0, 0.1));
            ask.at((Field::curve(&[5.0, 2.0]), 4.0, 0.1));
            ask.random(28, |draw| (draw.curve(), draw.number(-3.0, 3.0), draw.number(0.02, 0.45)));
        })
        .truth(|f: Field, x: f64, h: f64| (f.value(&[x + h]) - f.value(&[x - h])) / (2.0 * h))
        .tolerance(Tolerance::same_difference())
        .terms(|f: Field, x: f64, h: f64| difference_rounding(f.size(&[x - h]) + f.size(&[x + h]), h))
        .hints([
            "Look to both sides of x by the same distance, and lay a line through the two points.",
            "The rise is f at the right end minus f at the left end. How far apart are these ends?",
            "From x − h to x + h it is 2h. Mind the brackets: `/ 2.0 * h` divides by 2 and then multiplies by h.",
        ])
        .figure(|sketch| secant_figure(sketch, 2.0, 0.8, &[1.2, 2.8]));
    variants(mistakes(exercise))
}

fn mistakes(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "divided by h",
            |f: Curve, x: f64, h: f64| (f.at(x + h) - f.at(x - h)) / h,
            "Exactly double: how far apart are your two samples?",
        )
        .mistake(
            "looked forward only",
            |f: Curve, x: f64, h: f64| (f.at(x + h) - f.at(x)) / h,
            "Biased to one side: on x² your answer is off by h. Look to both sides of x.",
        )
        .mistake(
            "looked backward only",
            |f: Curve, x: f64, h: f64| (f.at(x) - f.at(x - h)) / h,
            "Biased to one side: you never looked beyond x. Look to both sides of it.",
        )
        .mistake(
            "forgot to divide",
            |f: Curve, x: f64, h: f64| f.at(x + h) - f.at(x - h),
            "That is the rise. A slope is rise over run.",
        )
        .mistake(
            "divided by 2 and multiplied by h",
            |f: Curve, x: f64, h: f64| (f.at(x + h) - f.at(x - h)) / 2.0 * h,
            "Division and multiplication go from left to right: what does `/ 2.0 * h` do with h?",
        )
        .mistake(
            "subtracted the wrong way round",
            |f: Curve, x: f64, h: f64| (f.at(x - h) - f.at(x + h)) / (2.0 * h),
            "Try f(x) = x: it climbs. Does your answer say so?",
        )
        .mistake(
            "stepped half as far",
            |f: Curve, x: f64, h: f64| (f.at(x + h / 2.0) - f.at(x - h / 2.0)) / h,
            "A central difference, of another step: here the samples are to lie h to each side of x.",
        )
        .mistake(
            "added the heights",
            |f: Curve, x: f64, h: f64| (f.at(x + h) + f.at(x - h)) / (2.0 * h),
            "Lift the curve by 100: its slope stays, your answer does not.",
        )
        .mistake(
            "forgot the brackets",
            |f: Curve, x: f64, h: f64| f.at(x + h) - f.at(x - h) / (2.0 * h),
            "Only one of your two heights is divided: division binds more tightly than subtraction.",
        )
        .mistake(
            "put in a step of its own",
            |f: Curve, x: f64, _h: f64| (f.at(x + 1e-5) - f.at(x - 1e-5)) / 2e-5,
            "Your answer is the same for every h: the step is given, and it may be large.",
        )
        .mistake(
            "a step too small to see",
            |f: Curve, x: f64, _h: f64| (f.at(x + f64::EPSILON) - f.at(x - f64::EPSILON)) / (2.0 * f64::EPSILON),
            "h is so small that x + h barely differs from x, if at all; what is left is rounding. Use the h that is given.",
        )
        .mistake(
            "returned the height",
            |f: Curve, x: f64, _h: f64| f.at(x),
            "That is how high the curve is at x, not how fast it climbs.",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
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
}
