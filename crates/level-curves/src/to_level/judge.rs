//! What wrong walks have in common, where it is a number that nobody can know beforehand.

use super::mistakes::Rules;
use super::{V2, within};
use nabla_grading::{Complaint, FromValue, Gradient2, Observation, Surface, number_text};

/// Steps that are right but for one factor, and right steps that end too early.
pub(super) fn tells_a_mistake(asked: &[Observation<'_>]) -> Result<(), (usize, Complaint)> {
    let ends = |rules: &Rules, asked: &Observation<'_>, steps: usize| {
        let (f, gradient) = (asked.argument::<Surface>(0), asked.argument::<Gradient2>(1));
        rules.walk(&f, &gradient, asked.argument(2), asked.argument(3), steps)
    };
    let steps = |asked: &Observation<'_>| asked.argument::<usize>(4);
    let is = |asked: &Observation<'_>, p: V2| {
        asked.value::<V2>().is_some_and(|q| within((p - q).norm(), 1e-7 * (1.0 + p.norm())))
    };
    let by = |rules: Rules| asked.iter().all(|asked| is(asked, ends(&rules, asked, steps(asked))));
    let one = asked.iter().position(|asked| steps(asked) == 1).unwrap_or(0);
    if by(Rules::RIGHT) {
        return Ok(());
    }
    if asked.iter().all(|asked| (0..=steps(asked)).any(|steps| is(asked, ends(&Rules::RIGHT, asked, steps)))) {
        let says = "You stop before all steps are taken: exactly `steps` of them are asked.";
        return Err((one, Complaint::named("stopped early", says)));
    }
    for (rules, of) in
        [(Rules::RIGHT, "Newton's step"), (Rules { way: |h, s| h * s, ..Rules::RIGHT }, "the missing height times ∇f")]
    {
        // One step alone tells the factor, if there is one; all other answers must agree.
        let (start, end) = (asked[one].argument::<V2>(2), asked[one].value::<V2>().unwrap_or_default());
        let step = ends(&rules, &asked[one], 1) - start;
        let factor = (end - start).dot(&step) / step.norm_squared();
        if by(Rules { factor, ..rules }) {
            let says =
                format!("Each of your steps is {of} times {}. How far must you go?", number_text(factor, Some(4)));
            return Err((one, Complaint::named("steps times a factor", says)));
        }
    }
    of_single_steps(asked.iter().filter(|asked| steps(asked) == 1)).map_or(Ok(()), |complaint| Err((one, complaint)))
}

/// What single steps have in common: their line, or one of their coordinates.
fn of_single_steps<'a>(asked: impl Iterator<Item = &'a Observation<'a>>) -> Option<Complaint> {
    let moved = |asked: &Observation<'_>| {
        let start: V2 = asked.argument(2);
        Some((asked.value::<V2>()? - start, V2::from_value(asked.expected)? - start))
    };
    let pairs: Vec<(V2, V2)> = asked.map(moved).collect::<Option<_>>()?;
    let near = |a: f64, b: f64| within(a - b, 1e-7 * b.abs().max(0.01));
    let wrong = pairs.iter().filter(|(yours, step)| !near(yours.x, step.x) || !near(yours.y, step.y)).count();
    let all = |holds: &dyn Fn(V2, V2) -> bool| wrong > 2 && pairs.iter().all(|(yours, step)| holds(*yours, *step));
    let (name, says) =
        if all(&|yours, step| yours != V2::zeros() && within(yours.perp(&step), 1e-7 * yours.norm() * step.norm())) {
            ("on the right line, of the wrong length", "Your steps run along the gradient: what says how far?")
        } else if all(&|yours, step| near(yours.x, step.x)) {
            ("right along x only", "After one step your x is right and your y is not: which terms differ?")
        } else if all(&|yours, step| near(yours.y, step.y)) {
            ("right along y only", "After one step your y is right and your x is not: which terms differ?")
        } else {
            return None;
        };
    Some(Complaint::named(name, says))
}
