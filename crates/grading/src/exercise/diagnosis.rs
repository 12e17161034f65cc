//! Where a wrong answer goes wrong, read off its own numbers: each of them should follow from others beside it.

use crate::exercise::Exercise;
use crate::exercise::observation::Observation;
use crate::judging::verdict::Named;

/// What may be said of wrong answers taken together.
pub(crate) type Diagnosis = Box<dyn Fn(&[Observation<'_>]) -> Option<Named>>;

impl Exercise {
    /// Says where wrong answers go wrong, when neither the book nor an exact relation explains them: a fact about all of
    /// them taken together, such as the one step of a procedure whose results do not follow from what went into it.
    /// ```
    /// use nabla_grading::{Exercise, Function, Named, Observation, blamed};
    /// // The sum should be that of the learner's own product, and the product that of the arguments.
    /// let steps = |all: &[Observation<'_>]| {
    ///     let contradictions = all.iter().flat_map(|asked| {
    ///         let (x, y): (f64, f64) = (asked.argument(0), asked.argument(1));
    ///         let (product, sum) = asked.value().unwrap_or((f64::NAN, f64::NAN));
    ///         [(product == x * y, "the product"), (sum == product + x, "the sum")]
    ///     });
    ///     let suspects: Vec<_> = contradictions.filter(|(holds, _)| !holds).map(|(_, step)| vec![step]).collect();
    ///     let step = blamed(&suspects, 1)?.join("");
    ///     let says = format!("All else follows from your own numbers: look at {step}.");
    ///     Some(Named { name: format!("wrong in {step} only"), says })
    /// };
    /// let exercise = Exercise::new("steps", "xy and xy + x")
    ///     .truth(|x: f64, y: f64| (x * y, x * y + x))
    ///     .diagnosis(steps)
    ///     .probes(|ask| ask.random(9, |draw| (draw.number(2.0, 9.0), draw.number(2.0, 9.0))));
    /// let verdict = exercise.judge(&mut &Function::new(|x: f64, y: f64| (x / y, x / y + x)), 1);
    /// assert_eq!(verdict.mistake.expect("both are wrong, and one of them follows").name, "wrong in the product only");
    /// ```
    #[must_use]
    pub fn diagnosis(mut self, find: impl Fn(&[Observation<'_>]) -> Option<Named> + 'static) -> Self {
        self.diagnosis = Some(Box::new(find));
        self
    }
}

/// Fewer contradictions than this prove nothing.
const ENOUGH: usize = 3;

/// Who is to blame, of the suspects behind each contradiction: the only one that is among them all; or, where each
/// contradiction has one suspect, these, up to so many. More than one explanation is none.
/// ```
/// use nabla_grading::blamed;
/// let (both, one) = (vec!["Mul", "Exp"], vec!["Exp"]);
/// assert_eq!(blamed(&[both.clone(), one.clone(), both.clone()], 1), Some(vec!["Exp"]));
/// assert_eq!(blamed(&[both.clone(), both.clone(), both], 1), None);
/// assert_eq!(blamed(&[vec!["Mul"], one.clone(), one], 2), Some(vec!["Mul", "Exp"]));
/// ```
#[must_use]
pub fn blamed(contradictions: &[Vec<&'static str>], most: usize) -> Option<Vec<&'static str>> {
    let first = contradictions.first().filter(|_| contradictions.len() >= ENOUGH)?;
    let mut in_all = first.clone();
    in_all.retain(|suspect| contradictions.iter().all(|suspects| suspects.contains(suspect)));
    in_all.sort_unstable();
    in_all.dedup();
    if in_all.len() == 1 {
        return Some(in_all);
    }
    let mut alone: Vec<&'static str> = Vec::new();
    for suspects in contradictions {
        let [suspect] = suspects.as_slice() else { return None };
        if !alone.contains(suspect) {
            alone.push(suspect);
        }
    }
    (alone.len() <= most).then_some(alone)
}
