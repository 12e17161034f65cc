//! The slips that people make in a descent, each in one of its rules. Those in its steps and in its end show in a
//! sweep, too.

mod count;
mod divergence;
mod report;
mod rest;
mod steps;

use count::COUNTS;
use divergence::DIVERGENCES;
use report::{ENDS, KEPT};
use rest::RESTS;
use steps::STEPS;

use super::rules::Rules;
use crate::descent_step::OTHER_STEPS;
use crate::slips::{self, table};
use nabla_core::Descent;
use nabla_grading::Slip;

type Point = (f64, f64);

/// A slip whose rule is changed in place, for some change more than one.
type Other = slips::Other<fn(&mut Rules)>;

/// The slips that show in how a descent ends and after how many steps, for a procedure of which a descent is a part.
pub(crate) fn of_descents<R: 'static>(part: fn(&mut R) -> &mut Rules) -> Vec<Slip<R>> {
    let steps = table(OTHER_STEPS, move |rules, step| part(rules).step = step);
    let others = [STEPS, RESTS, DIVERGENCES, COUNTS, ENDS].into_iter().flatten().copied();
    steps.chain(table(others, move |rules, change| change(part(rules)))).collect()
}

/// The slips in what is kept of a descent.
pub(super) fn of_what_is_kept() -> impl Iterator<Item = Slip<Rules>> {
    table(KEPT.iter().copied(), |rules, change| change(rules))
}

/// The descent as it was one point before.
fn without_last(mut descent: Descent) -> Descent {
    descent.path.pop();
    descent.losses.pop();
    descent
}
