//! Two equations at once.
//!
//! ```text
//! p ← p − J⁻¹f(p)        until ‖f‖ ≤ tolerance; x² + y² = 5 and xy = 2 from (1.5, 3): (1.083, 2.167), … (1, 2)
//! ```
//!
//! J is not symmetric, and so a transpose shows. Wrong steps seldom arrive, and what does not arrive is None; so many
//! probes are content with an f that is a little smaller than at the start, where a wrong step ends somewhere and says
//! where.

mod figure;
mod slips;

use crate::maps::map;
use nabla_core::{Draw, Field, FromValue, JacobianField, Map, Tolerance, Value};
use nabla_grading::{Clause, Complaint, Exercise, Jacobian2, Map2, Observation, Probes, other, slip};
use nalgebra::{Matrix2, Vector2};
use slips::{Rules, Task};

type V2 = Vector2<f64>;
type M2 = Matrix2<f64>;
type Arguments = (Map, JacobianField, V2, f64, usize);

/// With this many steps the looks at f are counted.
const COUNTED: usize = 12;

/// What is asked of f from this start.
fn from(f: Map, (x, y): (f64, f64), tolerance: f64, max_steps: usize) -> Arguments {
    (f.clone(), JacobianField(f), V2::new(x, y), tolerance, max_steps)
}

/// x² + y² − 5 and xy − 2: solved by (1, 2), (2, 1) and their mirror images.
fn circle_and_hyperbola() -> Map {
    map(2, &[&[(1.0, &[2]), (1.0, &[0, 2]), (-5.0, &[])], &[(1.0, &[1, 1]), (-2.0, &[])]])
}

/// x² − y − 2 and xy + 1.
fn parabola_and_hyperbola() -> Map {
    map(2, &[&[(1.0, &[2]), (-1.0, &[0, 1]), (-2.0, &[])], &[(1.0, &[1, 1]), (1.0, &[])]])
}

/// c(x − 1) and c(y − 2).
fn lines(c: f64) -> Map {
    map(2, &[&[(c, &[1]), (-c, &[])], &[(c, &[0, 1]), (-2.0 * c, &[])]])
}

/// x² and y²: near 0 each step goes half the way only.
fn squares() -> Map {
    map(2, &[&[(1.0, &[2])], &[(1.0, &[0, 2])]])
}

/// The exercise `newton_2d`.
pub(crate) fn exercise() -> Exercise {
    let by = |rules: Rules| {
        move |f: Map2, jacobian: Jacobian2, start: V2, tolerance: f64, max_steps: usize| {
            rules.walk(&Task { f: f.as_fn(), jacobian: jacobian.as_fn(), start, tolerance, max_steps })
        }
    };
    let exercise = Exercise::new("newton_2d", "a point where both outputs of f are 0, by Newton's steps from a start")
        .probes(probes)
        // J by dual numbers, and the equations solved by determinants.
        .truth(|f: Map, _: JacobianField, start: V2, tolerance: f64, max_steps: usize| {
            let value = |p: V2| V2::from_column_slice(&f.value(p.as_slice()));
            let slopes = |p: V2| {
                let j = nabla_truth::jacobian(&f, p.as_slice());
                M2::from_fn(|row, column| j[(row, column)])
            };
            let right = Rules { solve: slips::by_determinants, ..Rules::right() };
            right.walk(&Task { f: &value, jacobian: &slopes, start, tolerance, max_steps })
        })
        .tolerance(Tolerance { relative: 1e-7, absolute: 1e-7 })
        .size(|_: Map, _: JacobianField, start: V2, _: f64, _: usize| 1.0 + start.amax())
        .parts([other("the point")])
        .property(no_more_calls_than_it_takes)
        .property(a_point_where_there_is_one)
        .slips_in(Rules::ways(), by, slips::SLIPS.map(|(name, change, says)| slip(name, change, says)))
        .variant("the inverse", by(Rules::right()))
        .variant("elimination", by(Rules { solve: |j, f| j.lu().solve(&f), ..Rules::right() }))
        .variant("determinants", by(Rules { solve: slips::by_determinants, ..Rules::right() }))
        .variant("orthogonal triangles", by(Rules { solve: |j, f| j.qr().solve(&f), ..Rules::right() }))
        .hints([
            "Near p each output is about a straight line in x and y. Where do the two lines f = 0 meet?",
            "Solve J·s = f(p), and go to p − s. Ask for f and J anew wherever you stand.",
            "`jacobian(p).try_inverse()? * f(p)` is s, or None where J is singular. Test ‖f‖ before each step and \
             once more after the last one: `for step in 0..=max_steps`.",
        ])
        .figure(figure::draw);
    clauses(exercise, by)
}

fn clauses<P, H: nabla_grading::Handler<P>>(exercise: Exercise, by: impl Fn(Rules) -> H) -> Exercise {
    let solved = "Where f is 0 at the start, the start is the answer, even if no step is allowed.";
    let singular =
        "Where J is singular the two lines are parallel, and meet nowhere: say None, and do not invent a way.";
    let odd = "NaN is not small, and comparisons with it are false: is a start that is no number taken for a solution?";
    let calls = "Each point is asked once: keep what f gave for the test, and use it for the step.";
    exercise
        .clause(
            Clause::new("a start that solves it is the answer", solved)
                .at(from(circle_and_hyperbola(), (1.0, 2.0), 1e-10, 0))
                .at(from(circle_and_hyperbola(), (-2.0, -1.0), 1e-10, 5))
                // J is singular there, and nobody needs it.
                .at(from(squares(), (0.0, 0.0), 1e-10, 5))
                .missed("asked after a step only", by(Rules { asks_the_start: false, ..Rules::right() }), ""),
        )
        .clause(
            Clause::new("an f as large as the tolerance", "‖f‖ ≤ tolerance is enough, also where both are 0.")
                .at(from(circle_and_hyperbola(), (1.0, 2.0), 0.0, 0))
                .at(from(lines(1.0), (4.0, 6.0), 5.0, 0))
                .missed("asked for less", by(Rules { arrived: |f, tol| f.norm() < tol, ..Rules::right() }), ""),
        )
        .clause(
            Clause::new("a J of small numbers", "However slowly f changes: only a J that is singular has no answer.")
                .at(from(lines(0.1), (3.0, 5.0), 1e-10, 5))
                .at(from(lines(1e-4), (3.0, 5.0), 1e-10, 5))
                .at(from(lines(1e-9), (3.0, 5.0), 1e-15, 5))
                .at(from(lines(1e-40), (3.0, 5.0), 1e-50, 5))
                .missed(
                    "took a small determinant for 0",
                    by(Rules {
                        solve: |j, f| {
                            j.try_inverse().filter(|_| j.determinant().abs() > 1e-3).map(|inverse| inverse * f)
                        },
                        ..Rules::right()
                    }),
                    "",
                ),
        )
        .clause(
            Clause::new("None where J is singular", singular)
                .at(from(circle_and_hyperbola(), (1.0, 1.0), 1e-10, 20))
                .at(from(circle_and_hyperbola(), (2.0, -2.0), 1e-10, 20))
                .missed(
                    "went on down the slope",
                    by(Rules {
                        solve: |j, f| j.try_inverse().map(|inverse| inverse * f).or(Some(0.1 * f)),
                        ..Rules::right()
                    }),
                    "",
                ),
        )
        .clause(
            Clause::new("None from a start that is no number", odd)
                .at(from(circle_and_hyperbola(), (f64::NAN, 1.0), 1e-10, 20))
                .at(from(circle_and_hyperbola(), (1.0, f64::NAN), 1e-10, 0))
                .missed(
                    "took NaN for a solution",
                    by(Rules { arrived: |f, tol| f.norm() <= tol || f.norm().is_nan(), ..Rules::right() }),
                    "",
                ),
        )
        .clause(Clause::new("at most max_steps + 1 calls of f", calls).at(from(squares(), (1.0, -1.0), 1e-9, COUNTED)))
}

fn probes(ask: &mut Probes) {
    ask.article(from(circle_and_hyperbola(), (1.5, 3.0), 1e-10, 20), vec![1.0, 2.0]);
    ask.at(from(parabola_and_hyperbola(), (-4.0, 4.0), 1e-10, 20));
    // Two steps do not suffice; with a coarser tolerance they do.
    ask.at(from(circle_and_hyperbola(), (1.5, 3.0), 1e-10, 2));
    ask.at(from(circle_and_hyperbola(), (1.5, 3.0), 0.1, 2));
    ask.at(from(circle_and_hyperbola(), (1.5, 3.0), 0.1, 1));
    ask.at(from(circle_and_hyperbola(), (1.5, 3.0), 6.5, 3));
    ask.at(from(circle_and_hyperbola(), (1.5, 3.0), 1.0, 1));
    ask.at(from(parabola_and_hyperbola(), (3.0, -2.0), 9.0, 2));
    ask.at(from(circle_and_hyperbola(), (3.0, -1.0), 5.05, 3));
    ask.random(16, |draw| {
        let (f, start) = drawn(draw);
        let value = V2::from_column_slice(&f.value(&start)).norm();
        from(f, (start[0], start[1]), (value * 90.0).floor() / 100.0, usize::try_from(draw.integer(1, 3)).unwrap_or(2))
    });
}

/// A map and a place where it is neither solved nor singular: two waves, which bound what any step can make of f, or
/// quadratics.
fn drawn(draw: &mut Draw) -> (Map, [f64; 2]) {
    loop {
        let mut number = || draw.number_off_zero(-1.5, 1.5, 0.3);
        let f = if number() > 0.0 {
            let mut wave = |phase: f64| Field::Wave { amplitude: 2.0, wave: vec![number(), number()], phase };
            Map::Components(vec![wave(0.4), wave(-0.7)])
        } else {
            let (a, b, c, d) = (number(), number(), number(), number());
            map(2, &[&[(a, &[2]), (b, &[0, 1]), (1.0, &[])], &[(c, &[1, 1]), (d, &[1]), (-1.0, &[])]])
        };
        let start = [number(), number()];
        if f.jacobian(&start).determinant().abs() > 0.5 && V2::from_column_slice(&f.value(&start)).norm() > 1.0 {
            return (f, start);
        }
    }
}

fn no_more_calls_than_it_takes(asked: &Observation<'_>) -> Result<(), Complaint> {
    let (max_steps, calls) = (asked.argument::<usize>(4), asked.looked_with(0).count());
    if max_steps != COUNTED || calls <= max_steps + 1 {
        return Ok(());
    }
    Err(Complaint::new("").got(format!("{calls} calls of f")).expected(format!("{} calls of f", max_steps + 1)))
}

/// Where the answer is wrong, the first step says more than the answer.
fn a_point_where_there_is_one(asked: &Observation<'_>) -> Result<(), Complaint> {
    let Some(yours) = asked.value::<Option<V2>>() else { return Ok(()) };
    let right = Option::<V2>::from_value(asked.expected).flatten();
    let is_right = match (yours, right) {
        (Some(yours), Some(right)) => {
            yours.iter().zip(&right).all(|(a, b)| asked.tolerance.accepts(*a, *b, asked.size))
        }
        (None, None) => true,
        _ => false,
    };
    let (f, start): (Map, V2) = (asked.argument(0), asked.argument(2));
    let value = nalgebra::DVector::from_vec(f.value(start.as_slice()));
    let text = |x: &[f64]| format!("{:.5}", Value::Numbers(x.to_vec()));
    let first_look = asked.looked_with(0).find(|p| *p != start.as_slice());
    let first = first_look.map(text);
    let step = f.jacobian(start.as_slice()).lu().solve(&value);
    let best = step.as_ref().map(|step| text(&[start.x - step[0], start.y - step[1]]));
    let part = first_look.zip(step).and_then(|(first, step)| {
        let yours: Vec<f64> = start.iter().zip(first).map(|(start, first)| start - first).collect();
        part_of(&yours, step.as_slice())
    });
    let begins_well = first.is_some() && first == best;
    let says = match yours {
        _ if is_right => return Ok(()),
        None if begins_well => {
            "There is a solution to be found from here, and your first step is right: what of the next, and when do you stop?"
        }
        None => "There is a solution to be found from here: where does your first step lead?",
        _ if begins_well || first.is_none() || best.is_none() => return Ok(()),
        _ if part.is_some_and(|part| part < 1.0) => {
            "Your first step leads the right way, and not far enough: a whole step goes to where the two lines meet."
        }
        _ if part.is_some() => {
            "Your first step leads the right way, and too far: a whole step goes to where the two lines meet."
        }
        _ => "Your first step leads elsewhere than to where the two lines meet: solve J·s = f for this start.",
    };
    let given = yours.map_or("None".to_owned(), |p| text(p.as_slice()));
    let got =
        first.map_or(format!("{given}, and f asked nowhere but at the start"), |p| format!("{given}, by way of {p}"));
    let by_way = best.map(|p| format!(", by way of {p}")).unwrap_or_default();
    Err(Complaint::new(says).got(got).expected(format!("{:.5}{by_way}", asked.expected)))
}

/// Which part of a step another one of the same direction is.
fn part_of(yours: &[f64], whole: &[f64]) -> Option<f64> {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let part = dot(yours, whole) / dot(whole, whole);
    let off = yours.iter().zip(whole).map(|(yours, whole)| (yours - part * whole).powi(2)).sum::<f64>().sqrt();
    (part > 0.0 && off <= 1e-7 * dot(yours, yours).sqrt()).then_some(part)
}
