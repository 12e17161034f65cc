//! Difference quotients: how they are made, the slips in making them, and what is told by where f was asked.
//!
//! ```text
//! [f(x + a·h) − f(x + b·h)] / run        forward: a = 1, b = 0, run = h;        central: a = 1, b = −1, run = 2h
//! ```

mod places;
mod slips;

pub(crate) use places::{on_the_slice, placed, placed_along};
pub(crate) use slips::{Change, IN_ANY, IN_CENTRAL, central_slips, forward_slips, slips};

use nabla_core::Field;
use nabla_grading::{Clause, Term, Value, term};

/// Heights at places that are counted in steps from x.
type Heights<'a> = &'a dyn Fn(f64) -> f64;

/// A difference quotient as a procedure.
#[derive(Clone, Debug)]
pub(crate) struct Quotient {
    /// The step that is used in place of the one that is given.
    pub(crate) step: fn(f64) -> f64,
    /// The far place, in steps from x.
    pub(crate) ahead: f64,
    /// The place that its height is compared with, in steps from x.
    pub(crate) behind: f64,
    /// What is divided by, made of h.
    pub(crate) run: fn(f64) -> f64,
    /// What else is divided by, made of x and h.
    pub(crate) over: fn(f64, f64) -> f64,
    /// What is made of the heights at both places and of the run.
    pub(crate) slope: fn(Heights<'_>, f64, f64, f64) -> f64,
}

impl Quotient {
    pub(crate) const CENTRAL: Self = Self {
        step: |h| h,
        ahead: 1.0,
        behind: -1.0,
        run: |h| 2.0 * h,
        over: |_, _| 1.0,
        slope: |at, ahead, behind, run| (at(ahead) - at(behind)) / run,
    };
    pub(crate) const FORWARD: Self = Self { behind: 0.0, run: |h| h, ..Self::CENTRAL };

    /// The quotient of f at x with the step h.
    pub(crate) fn of(&self, f: impl Fn(f64) -> f64, x: f64, h: f64) -> f64 {
        let h = (self.step)(h);
        (self.slope)(&|steps| f(x + steps * h), self.ahead, self.behind, (self.run)(h)) / (self.over)(x, h)
    }
}

/// The terms of the quotient of two places, and what may be added to it by mistake, for a function of f, x and h.
pub(crate) fn terms([a, b]: [f64; 2]) -> Vec<Term> {
    let height = |name, steps: f64| term(name, move |f: Field, x: f64, h: f64| f.value(&[x + steps * h]) / h);
    vec![
        height("the far height", a),
        height("the near height", b),
        term("1", |_: Field, _: f64, _: f64| 1.0),
        term("x", |_: Field, x: f64, _: f64| x),
        term("h", |_: Field, _: f64, h: f64| h),
    ]
}

/// sin(x/h): on a wave as short as that the step h shows, however tiny it is.
pub(crate) fn short_wave(h: f64) -> Field {
    Field::Wave { amplitude: 1.0, wave: vec![1.0 / h], phase: 0.0 }
}

/// Any step, for a function of f, x and h.
pub(crate) fn any_step() -> Clause {
    let steep = Field::Wave { amplitude: 1.0, wave: vec![1e5], phase: 0.3 };
    // On x² and x³ a step shows while it is large; on a wave that is as short as this, a tiny one shows too.
    // At 0 no step is lost in the rounding of x + h.
    Clause::any_step(2, &[30.0, 2.5, 0.75, 3e-3])
        .at((steep, 0.3, 1e-7))
        .tiny_steps(2, |h| (short_wave(h), 0.0, h))
        .huge_steps(2, |h| (Field::curve(&[0.0, 0.0, 1.0, 1.0]), 0.0, h))
        .says("The step that you were given is the one to use, however small or large.")
}

/// Any x, for a function of f, x and h.
pub(crate) fn any_x() -> Clause {
    const SAYS: &str =
        "x may lie at 0 or far away, and the curve may be as steep or as gentle as it likes: what does yours do there?";
    let curves: [(&[f64], f64, f64); 8] = [
        (&[2.0, 1.0, 3.0, 1.0], 0.0, 0.1),
        (&[1.0, -2.0, 0.0, 1.0], 40.0, 0.1),
        (&[1.0, -2.0, 0.0, 1.0], -30.0, 0.1),
        (&[1.0, 0.0, 0.5], 7.0, 0.1),
        (&[0.0, 0.0, 1.0], 4e5, 0.1),
        (&[0.0, 0.0, 1.0], -4e8, 1e3),
        (&[0.0, 0.0, 1.0], 3e12, 1e6),
        (&[0.0, 0.0, 1e-9, 1e-9], 2.0, 0.1),
    ];
    let places = curves.map(|(coefficients, x, h)| (Field::curve(coefficients), x, h));
    let cut = |arguments: &[Value]| {
        let near = |argument: &Value| matches!(argument, Value::Number(x) if x.abs() > 5.0);
        arguments.iter().map(|argument| if near(argument) { Value::Number(5.0) } else { argument.clone() }).collect()
    };
    places.into_iter().fold(Clause::new("any x, any slope", SAYS), Clause::at).missed_at("cut x", cut, "")
}
