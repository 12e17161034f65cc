//! Newton's way to a flat place.
//!
//! ```text
//! x ← x − H⁻¹∇f        until ‖∇f‖ ≤ tolerance; from (2, 1.5): (1.2955, 1.1818), (1.0467, 1.0338), … (1, 1)
//! ```
//!
//! Wrong steps seldom arrive, and all of those that do not answer None. So many probes are content with a slope that is
//! a little gentler than at the start: there a wrong step ends somewhere, and says where. With one input a wave bounds
//! the slope, and even a step uphill ends.

mod figure;
mod rules;
mod slips;

use crate::fields::{dome, pass, twisted};
use nabla_core::{Draw, Field, FromValue, GradientField, HessianField, Tolerance};
use nabla_grading::{Clause, Complaint, Exercise, GradientN, HessianN, Observation, Probes, other, slip};
use nalgebra::{DMatrix, DVector};
use rules::{Rules, Task};

type DM = DMatrix<f64>;
type DV = DVector<f64>;
type Arguments = (GradientField, HessianField, DV, f64, usize);

/// With this many steps the looks at ∇f are counted.
const COUNTED: usize = 12;

/// What is asked of f from this start.
fn from(f: Field, start: &[f64], tolerance: f64, max_steps: usize) -> Arguments {
    (GradientField::of(f.clone()), HessianField(f), DV::from_column_slice(start), tolerance, max_steps)
}

/// The exercise `find_critical`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("find_critical", "a place where ∇f = 0, by Newton's steps from a start")
        .probes(probes)
        // Slopes and second slopes by dual numbers, and the equations solved by another elimination.
        .truth(|gradient: GradientField, hessian: HessianField, start: DV, tolerance: f64, max_steps: usize| {
            let slopes = |x: &DV| DV::from_vec(nabla_truth::gradient(&gradient.field, x.as_slice()));
            let bend = |x: &DV| nabla_truth::hessian(&hessian.0, x.as_slice());
            let right = Rules { solve: |h, g| h.clone().full_piv_lu().solve(g), ..Rules::right() };
            right.walk(&Task { gradient: &slopes, hessian: &bend, start: &start, tolerance, max_steps })
        })
        .tolerance(Tolerance { relative: 1e-7, absolute: 1e-7 })
        .size(|_: GradientField, _: HessianField, start: DV, _: f64, _: usize| 1.0 + start.amax())
        .parts([other("the place")])
        .property(no_more_calls_than_it_takes)
        .property(a_place_where_there_is_one);
    let by = |rules: Rules| {
        move |gradient: GradientN, hessian: HessianN, start: DV, tolerance: f64, max_steps: usize| {
            let (gradient, hessian) = (gradient.as_fn(), hessian.as_fn());
            rules.walk(&Task { gradient, hessian, start: &start, tolerance, max_steps })
        }
    };
    let exercise = exercise
        .slips_in(Rules::ways(), by, slips::SLIPS.map(|(name, change, says)| slip(name, change, says)))
        .variant("elimination", by(Rules::right()))
        .variant("the inverse", by(Rules { solve: |h, g| Some(h.clone().try_inverse()? * g), ..Rules::right() }))
        .variant("orthogonal triangles", by(Rules { solve: |h, g| h.clone().qr().solve(g), ..Rules::right() }))
        .variant("squares of lengths", by(Rules { arrived: |g, tol| g.norm_squared() <= tol * tol, ..Rules::right() }))
        .hints([
            "Near x, ∇f is about ∇f(x) + H·s after a step s. For which s is that 0?",
            "Solve H·s = ∇f(x), and go to x − s. Ask for ∇f and H anew wherever you stand.",
            "`hessian(&x).lu().solve(&gradient(&x))` is None where H is singular, and `?` hands that on. Test ‖∇f‖ \
             before each step and once more after the last one: `for step in 0..=max_steps`.",
        ])
        .figure(figure::draw);
    clauses(exercise, by)
}

fn clauses<P, H: nabla_grading::Handler<P>>(exercise: Exercise, by: impl Fn(Rules) -> H) -> Exercise {
    let flat = "Where ∇f is 0 at the start, the start is the answer, even if no step is allowed.";
    let singular =
        "Where H is singular, the linear model of ∇f has no zero, or many: say None, and do not invent a way.";
    let odd = "NaN is not small, and comparisons with it are false: is a start that is no number taken for flat?";
    let calls = "Each place is asked once: keep what ∇f gave for the test, and use it for the step.";
    exercise
        .clause(
            Clause::new("a flat start is the answer", flat)
                .at(from(twisted(), &[1.0, 1.0], 1e-10, 0))
                .at(from(pass(), &[-1.0, 0.0], 1e-10, 5))
                // H is singular there, and nobody needs it.
                .at(from(Field::polynomial(2, &[(1.0, &[4]), (1.0, &[0, 2])]), &[0.0, 0.0], 1e-10, 5))
                .missed("asked after a step only", by(Rules { asks_the_start: false, ..Rules::right() }), ""),
        )
        .clause(
            Clause::new("a slope as large as the tolerance", "‖∇f‖ ≤ tolerance is enough, also where both are 0.")
                .at(from(twisted(), &[1.0, 1.0], 0.0, 0))
                .at(from(Field::bowl(0.5, 0.5), &[3.0, 4.0], 5.0, 0))
                .missed("asked for less", by(Rules { arrived: |g, tol| g.norm() < tol, ..Rules::right() }), ""),
        )
        .clause(
            Clause::new("an H of small numbers", "However gently f bends: only an H that is singular has no answer.")
                .at(from(Field::bowl(0.1, 0.1), &[2.0, -3.0], 1e-10, 5))
                .at(from(Field::bowl(1e-4, 2e-4), &[2.0, -3.0], 1e-10, 5))
                .at(from(Field::bowl(1e-9, 2e-9), &[2.0, -3.0], 1e-15, 5))
                .at(from(Field::bowl(1e-40, 3e-40), &[2.0, -3.0], 1e-50, 5))
                .missed(
                    "took a small determinant for 0",
                    by(Rules {
                        solve: |h, g| h.clone().lu().solve(g).filter(|_| h.determinant().abs() > 1e-3),
                        ..Rules::right()
                    }),
                    "",
                ),
        )
        .clause(
            Clause::new("None where H is singular", singular)
                .at(from(twisted(), &[1.0, 0.25], 1e-10, 20))
                .at(from(pass(), &[0.0, 2.0], 1e-10, 20))
                .missed(
                    "went down the slope instead",
                    by(Rules { solve: |h, g| h.clone().lu().solve(g).or_else(|| Some(0.1 * g)), ..Rules::right() }),
                    "",
                ),
        )
        .clause(
            Clause::new("None from a start that is no number", odd)
                .at(from(twisted(), &[f64::NAN, 1.0], 1e-10, 20))
                .at(from(twisted(), &[1.0, f64::NAN], 1e-10, 0))
                .missed(
                    "took NaN for flat",
                    by(Rules { arrived: |g, tol| g.norm() <= tol || g.norm().is_nan(), ..Rules::right() }),
                    "",
                ),
        )
        .clause(Clause::new("at most max_steps + 1 calls of ∇f", calls).at(from(
            crate::fields::trough(),
            &[1.0, 1.0],
            1e-9,
            COUNTED,
        )))
}

fn probes(ask: &mut Probes) {
    ask.article(from(twisted(), &[2.0, 1.5], 1e-10, 20), vec![1.0, 1.0]);
    ask.at(from(twisted(), &[0.3, -0.2], 1e-10, 20));
    // Two steps do not suffice; with a coarser tolerance they do.
    ask.at(from(twisted(), &[2.0, 1.5], 1e-10, 2));
    ask.at(from(twisted(), &[2.0, 1.5], 7.0, 3));
    // The largest slope at the start is 7.5, and ∇f is 7.54 long.
    ask.at(from(twisted(), &[2.0, 1.5], 7.52, 3));
    ask.at(from(twisted(), &[2.0, 1.5], 0.25, 2));
    ask.at(from(twisted(), &[2.0, 1.5], 0.25, 1));
    ask.at(from(dome(), &[7.0, -9.0], 1e-10, 0));
    ask.at(from(twisted(), &[-1.0, 2.0], 5.0, 4));
    ask.at(from(dome(), &[7.0, -9.0], 1e-10, 1));
    ask.at(from(pass(), &[-0.8, 2.0], 1e-10, 20));
    let three =
        Field::polynomial(3, &[(1.0, &[2]), (-1.0, &[0, 2]), (2.0, &[0, 0, 2]), (1.0, &[1, 1]), (-3.0, &[0, 0, 1])]);
    ask.at(from(three, &[2.0, -1.0, 3.0], 1e-10, 3));
    let wave = || Field::Wave { amplitude: 2.0, wave: vec![1.0], phase: 0.0 };
    for start in [0.4, 0.7, 2.5, -0.6] {
        let slope = (2.0 * f64::cos(start)).abs();
        ask.at(from(wave(), &[start], (slope * 95.0).floor() / 100.0, 3));
    }
    ask.random(12, |draw| {
        let (f, start) = drawn(draw);
        let slope = DV::from_vec(nabla_truth::gradient(&f, &start)).norm();
        from(f, &start, (slope * 90.0).floor() / 100.0, usize::try_from(draw.integer(1, 3)).unwrap_or(2))
    });
}

/// A function with a place where it is neither flat nor without bending.
fn drawn(draw: &mut Draw) -> (Field, Vec<f64>) {
    if draw.integer(0, 2) == 0 {
        let wave = Field::Wave { amplitude: draw.number(1.0, 3.0), wave: vec![draw.number(0.5, 1.5)], phase: 0.2 };
        return (wave, vec![draw.number_off_zero(-0.9, 0.9, 0.3)]);
    }
    loop {
        let mut coefficient = || draw.number_off_zero(-2.0, 2.0, 0.5);
        let (a, b, c, d) = (coefficient(), coefficient(), coefficient(), coefficient());
        let f = Field::polynomial(2, &[(a, &[3, 0]), (b, &[0, 3]), (c, &[1, 1]), (d, &[1, 0])]);
        let start = vec![draw.number_off_zero(-2.0, 2.0, 0.3), draw.number_off_zero(-2.0, 2.0, 0.3)];
        let slope = nabla_truth::gradient(&f, &start).iter().fold(0.0, |most: f64, slope| most.max(slope.abs()));
        if nabla_truth::hessian(&f, &start).determinant().abs() > 2.0 && slope > 1.0 {
            return (f, start);
        }
    }
}

/// Where ∇f was asked, in order.
fn path<'a>(asked: &'a Observation<'_>) -> impl Iterator<Item = &'a [f64]> {
    asked.looked_with(0)
}

fn no_more_calls_than_it_takes(asked: &Observation<'_>) -> Result<(), Complaint> {
    let (max_steps, calls) = (asked.argument::<usize>(4), path(asked).count());
    if max_steps != COUNTED || calls <= max_steps + 1 {
        return Ok(());
    }
    Err(Complaint::new("").got(format!("{calls} calls of ∇f")).expected(format!("{} calls of ∇f", max_steps + 1)))
}

/// Where the answer is wrong, the first step says more than the answer.
fn a_place_where_there_is_one(asked: &Observation<'_>) -> Result<(), Complaint> {
    let Some(yours) = asked.value::<Option<DV>>() else { return Ok(()) };
    let right = Option::<DV>::from_value(asked.expected).flatten();
    let is_right = match (&yours, &right) {
        (Some(yours), Some(right)) if yours.len() == right.len() => {
            yours.iter().zip(right).all(|(a, b)| asked.tolerance.accepts(*a, *b, asked.size))
        }
        (None, None) => true,
        _ => false,
    };
    let (gradient, hessian): (GradientField, HessianField) = (asked.argument(0), asked.argument(1));
    let start: DV = asked.argument(2);
    let slopes = DV::from_vec(gradient.field.gradient(start.as_slice()));
    let text = |x: &[f64]| format!("{:.5}", nabla_grading::Value::Numbers(x.to_vec()));
    let first_look = path(asked).find(|x| *x != start.as_slice());
    let first = first_look.map(text);
    let step = hessian.0.hessian(start.as_slice()).lu().solve(&slopes);
    let best = step.as_ref().map(|step| text((&start - step).as_slice()));
    let part = first_look.zip(step).and_then(|(first, step)| {
        let yours: Vec<f64> = start.iter().zip(first).map(|(start, first)| start - first).collect();
        part_of(&yours, step.as_slice())
    });
    let begins_well = first.is_some() && first == best;
    let says = match (&yours, &right) {
        _ if is_right => return Ok(()),
        (None, _) if begins_well => {
            "There is a flat place to be found from here, and your first step is right: what of the next, and when do you stop?"
        }
        (None, _) => "There is a flat place to be found from here: where does your first step lead?",
        _ if begins_well || first.is_none() || best.is_none() => return Ok(()),
        _ if part.is_some_and(|part| part < 1.0) => {
            "Your first step leads the right way, and not far enough: a whole step goes to where the linear model of ∇f is 0."
        }
        _ if part.is_some() => {
            "Your first step leads the right way, and too far: a whole step goes to where the linear model of ∇f is 0."
        }
        _ => {
            "Your first step leads elsewhere than to where the linear model of ∇f is 0: solve H·s = ∇f for this start."
        }
    };
    let given = yours.map_or("None".to_owned(), |x| text(x.as_slice()));
    let got = first
        .map_or(format!("{given}, and ∇f asked nowhere but at the start"), |x| format!("{given}, by way of {x}"));
    let by_way = best.map(|x| format!(", by way of {x}")).unwrap_or_default();
    Err(Complaint::new(says).got(got).expected(format!("{:.5}{by_way}", asked.expected)))
}

/// Which part of a step another one of the same direction is.
fn part_of(yours: &[f64], whole: &[f64]) -> Option<f64> {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let part = dot(yours, whole) / dot(whole, whole);
    let off = yours.iter().zip(whole).map(|(yours, whole)| (yours - part * whole).powi(2)).sum::<f64>().sqrt();
    (part > 0.0 && off <= 1e-7 * dot(yours, yours).sqrt()).then_some(part)
}
