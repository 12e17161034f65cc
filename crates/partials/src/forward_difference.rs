//! The slope of a short secant that starts at x.
//!
//! ```text
//! D₊(h) = [f(x + h) − f(x)] / h  =  f'(x) + O(h)
//! ```

use crate::figures::secant_figure;
use nabla_core::{Field, Tolerance, difference_rounding};
use nabla_grading::{Curve, Exercise};

/// The exercise `forward_difference`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("forward_difference", "the slope of the secant of f from x to x + h")
        .probes(|ask| {
            ask.at((Field::curve(&[0.0, 0.0, 1.0]), 3.0, 0.1));
            ask.at((Field::curve(&[0.0, 0.0, 1.0]), 2.0, 0.25));
            ask.at((Field::curve(&[1.0, 0.0, 0.0, 1.0]), -2.0, 0.1));
            ask.at((Field::curve(&[5.0, 2.0]), 4.0, 0.1));
            ask.random(28, |draw| (draw.curve(), draw.number(-3.0, 3.0), draw.number(0.02, 0.45)));
        })
        .truth(|f: Field, x: f64, h: f64| (f.value(&[x + h]) - f.value(&[x])) / h)
        .tolerance(Tolerance::same_difference())
        .terms(|f: Field, x: f64, h: f64| difference_rounding(f.size(&[x]) + f.size(&[x + h]), h))
        .hints([
            "Rise over run: how much higher is f a little further on, and how far is that?",
            "Two values of f are needed, at the two ends of the step. The step is h long.",
            "The rise is the value at the far end minus the value at x; divide it by the length of the step.",
        ])
        .figure(|sketch| secant_figure(sketch, 2.0, 0.8, &[2.0, 2.8]));
    variants(mistakes(exercise))
}

fn mistakes(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "looked backward",
            |f: Curve, x: f64, h: f64| (f.at(x) - f.at(x - h)) / h,
            "Your step goes from x − h to x. A forward difference looks ahead: you never looked beyond x.",
        )
        .mistake(
            "looked to both sides",
            |f: Curve, x: f64, h: f64| (f.at(x + h) - f.at(x - h)) / (2.0 * h),
            "That is the central difference, which comes next. This one starts at x and looks ahead only.",
        )
        .mistake(
            "forgot to divide",
            |f: Curve, x: f64, h: f64| f.at(x + h) - f.at(x),
            "That is the rise. A slope is rise over run: make h ten times smaller and see your answer shrink with it.",
        )
        .mistake(
            "multiplied by h",
            |f: Curve, x: f64, h: f64| (f.at(x + h) - f.at(x)) * h,
            "Rise times run is an area. What does a slope do with the run?",
        )
        .mistake(
            "divided by 2h",
            |f: Curve, x: f64, h: f64| (f.at(x + h) - f.at(x)) / (2.0 * h),
            "Exactly half: how far apart are your two points?",
        )
        .mistake(
            "subtracted the wrong way round",
            |f: Curve, x: f64, h: f64| (f.at(x) - f.at(x + h)) / h,
            "Try f(x) = x: it climbs. Does your answer say so?",
        )
        .mistake(
            "forgot the brackets",
            |f: Curve, x: f64, h: f64| f.at(x + h) - f.at(x) / h,
            "Only one of your two heights is divided by h: division binds more tightly than subtraction.",
        )
        .mistake(
            "forgot the starting height",
            |f: Curve, x: f64, h: f64| f.at(x + h) / h,
            "Lift the curve by 100: its slope stays, your answer does not. What is the rise measured from?",
        )
        .mistake(
            "put in a step of its own",
            |f: Curve, x: f64, _h: f64| (f.at(x + 1e-5) - f.at(x)) / 1e-5,
            "Your answer is the same for every h: the step is given, and it may be large.",
        )
        .mistake(
            "returned the height",
            |f: Curve, x: f64, _h: f64| f.at(x),
            "That is how high the curve is at x, not how fast it climbs.",
        )
        .mistake(
            "stepped twice as far",
            |f: Curve, x: f64, h: f64| (f.at(x + 2.0 * h) - f.at(x)) / (2.0 * h),
            "A correct secant, of another step: yours ends at x + 2h.",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
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
}
