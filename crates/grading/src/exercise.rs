//! One exercise: what is asked, the truth, the mistakes that people make, the variants that must pass, the figure.

use crate::answers::{Function, Handler};
use crate::asked::{Asked, Complaint};
use crate::figure::Figure;
use crate::probe::{Probe, Probes};
use crate::sketch::Sketch;
use crate::value::Value;
use nabla_core::Tolerance;

/// A wrong implementation that people really write.
#[derive(Debug)]
pub struct Mistake {
    /// A few words.
    pub name: &'static str,
    /// The sentence that helps, without giving the answer away.
    pub says: &'static str,
    /// The mistake as code that runs.
    pub function: Function,
}

/// A right implementation in another style.
#[derive(Debug)]
pub struct Variant {
    /// A few words.
    pub name: &'static str,
    /// The variant as code that runs.
    pub function: Function,
}

type EachProperty = Box<dyn Fn(&Asked<'_>) -> Result<(), Complaint>>;
type Draw = Box<dyn Fn(&mut Sketch<'_>) -> Figure>;
type OverallProperty = Box<dyn Fn(&[Asked<'_>]) -> Result<(), (usize, Complaint)>>;

/// What makes an answer right beyond agreeing with the truth, or instead of it.
pub(crate) enum Property {
    /// Something about each answer.
    Each(EachProperty),
    /// Something about all answers together.
    Overall(OverallProperty),
}

/// One exercise, as its judge sees it. Built by a chain of calls that reads like the page of a book; see
/// `crates/partials/src/f_x.rs` for one to imitate.
pub struct Exercise {
    /// The name of the function, of its file, and of the exercise.
    pub name: &'static str,
    /// What to write, in one line: the formula, or the task.
    pub asks: &'static str,
    /// Names under which it was known before, as `chapter/exercise`.
    pub former_ids: Vec<&'static str>,
    pub(crate) probes: Box<dyn Fn(&mut Probes)>,
    pub(crate) truth: Function,
    pub(crate) tolerance: Tolerance,
    pub(crate) terms: Option<Function>,
    pub(crate) unique: bool,
    pub(crate) properties: Vec<Property>,
    /// The known mistakes.
    pub mistakes: Vec<Mistake>,
    /// The unusual right answers.
    pub variants: Vec<Variant>,
    /// Three hints, each saying more than the one before.
    pub hints: [&'static str; 3],
    pub(crate) figure: Option<Draw>,
}

impl Exercise {
    /// An exercise on the function `name`; `asks` says in one line what to write.
    ///
    /// It compares with [`truth`](Self::truth) at every one of its [`probes`](Self::probes), as closely as a formula
    /// allows, unless told otherwise.
    #[must_use]
    pub fn new(name: &'static str, asks: &'static str) -> Self {
        Self {
            name,
            asks,
            former_ids: Vec::new(),
            probes: Box::new(|_| {}),
            truth: Function::new(|_: Value| Value::Nothing),
            tolerance: Tolerance::closed_form(),
            terms: None,
            unique: true,
            properties: Vec::new(),
            mistakes: Vec::new(),
            variants: Vec::new(),
            hints: [""; 3],
            figure: None,
        }
    }

    /// What is asked: the article's own numbers, probes that separate the mistakes, seeded random ones, the edges.
    #[must_use]
    pub fn probes(mut self, probes: impl Fn(&mut Probes) + 'static) -> Self {
        self.probes = Box::new(probes);
        self
    }

    /// The right answer, computed by another method than the solution's.
    #[must_use]
    pub fn truth<P>(mut self, truth: impl Handler<P>) -> Self {
        self.truth = Function::new(truth);
        self
    }

    /// How close an answer must come; [`Tolerance::closed_form`] where nothing is said.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Tolerance) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// The size of the terms that are added up, as a function of the arguments, for the absolute part of the tolerance.
    /// Where nothing is said it is the largest component of the truth.
    #[must_use]
    pub fn terms<P>(mut self, terms: impl Handler<P>) -> Self {
        self.terms = Some(Function::new(terms));
        self
    }

    /// Several answers are right: judge by the properties alone, without comparing with the truth.
    #[must_use]
    pub fn not_unique(mut self) -> Self {
        self.unique = false;
        self
    }

    /// Requires something of each answer.
    #[must_use]
    pub fn property(mut self, holds: impl Fn(&Asked<'_>) -> Result<(), Complaint> + 'static) -> Self {
        self.properties.push(Property::Each(Box::new(holds)));
        self
    }

    /// Requires something of all answers together; a complaint comes with the index of the probe that shows it best.
    #[must_use]
    pub fn overall(mut self, holds: impl Fn(&[Asked<'_>]) -> Result<(), (usize, Complaint)> + 'static) -> Self {
        self.properties.push(Property::Overall(Box::new(holds)));
        self
    }

    /// Adds a known mistake: its name, the code, and the sentence that helps.
    #[must_use]
    pub fn mistake<P>(mut self, name: &'static str, code: impl Handler<P>, says: &'static str) -> Self {
        self.mistakes.push(Mistake { name, says, function: Function::new(code) });
        self
    }

    /// Adds a right answer in another style.
    #[must_use]
    pub fn variant<P>(mut self, name: &'static str, code: impl Handler<P>) -> Self {
        self.variants.push(Variant { name, function: Function::new(code) });
        self
    }

    /// Notes a name under which the exercise was known before, as `chapter/exercise`, so that a learner who updates the
    /// course keeps progress and history.
    #[must_use]
    pub fn formerly(mut self, id: &'static str) -> Self {
        self.former_ids.push(id);
        self
    }

    /// Sets the three hints, each saying more than the one before.
    #[must_use]
    pub fn hints(mut self, hints: [&'static str; 3]) -> Self {
        self.hints = hints;
        self
    }

    /// Sets how the learner's own function is drawn.
    #[must_use]
    pub fn figure(mut self, figure: impl Fn(&mut Sketch<'_>) -> Figure + 'static) -> Self {
        self.figure = Some(Box::new(figure));
        self
    }

    /// Whether there is a figure.
    #[must_use]
    pub fn has_figure(&self) -> bool {
        self.figure.is_some()
    }

    /// The probes for a seed, in the order in which they are asked.
    #[must_use]
    pub fn probes_for(&self, seed: u64) -> Vec<Probe> {
        let mut probes = Probes::new(seed, self.name);
        (self.probes)(&mut probes);
        probes.into_list()
    }

    /// The truth at these arguments.
    ///
    /// # Panics
    /// When the truth does not take such arguments or panics itself: a mistake of the exercise's author.
    #[must_use]
    pub fn truth_at(&self, arguments: &[Value]) -> Value {
        let answer = self.truth.answer(arguments);
        answer.value().cloned().unwrap_or_else(|| {
            panic!("the truth of `{}` has no answer at {arguments:?}: {:?}", self.name, answer.outcome)
        })
    }

    pub(crate) fn size_at(&self, arguments: &[Value], expected: &Value) -> f64 {
        match &self.terms {
            Some(terms) => terms.answer(arguments).get().unwrap_or(0.0),
            None => expected
                .components()
                .iter()
                .filter(|component| component.is_finite())
                .fold(0.0, |size, component| size.max(component.abs())),
        }
    }
}

impl std::fmt::Debug for Exercise {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Exercise").field("name", &self.name).finish_non_exhaustive()
    }
}
