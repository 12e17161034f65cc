//! One exercise: what is asked, the truth, the mistakes that people make, the variants that must pass, the figure.

use crate::answers::{Function, Handler};
use crate::asked::{Asked, Complaint};
use crate::clause::Clause;
use crate::figure::Figure;
use crate::mistake::{Mistake, Slips, Variant};
use crate::part::{Kind, Part, Parts};
use crate::probe::{Probe, Probes};
use crate::sketch::Sketch;
use crate::term::Term;
use crate::value::Value;
use nabla_core::Tolerance;

type EachProperty = Box<dyn Fn(&Asked<'_>) -> Result<(), Complaint>>;
type Draw = Box<dyn Fn(&mut Sketch<'_>) -> Figure>;
/// Whether two answers to the same arguments count as one.
type Alike = Box<dyn Fn(&[Value], &Value, &Value) -> bool>;
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
    pub(crate) size: Option<Function>,
    pub(crate) unique: bool,
    pub(crate) alike: Option<Alike>,
    pub(crate) either_way: bool,
    pub(crate) kind: Option<Kind>,
    pub(crate) parts: Parts,
    pub(crate) terms: Vec<(Option<&'static str>, Vec<Term>)>,
    pub(crate) properties: Vec<Property>,
    /// The sentences of the contract that are not the idea, in the order of the statement.
    pub clauses: Vec<Clause>,
    pub(crate) slips: Option<Slips>,
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
            size: None,
            unique: true,
            alike: None,
            either_way: false,
            kind: None,
            parts: Parts::default(),
            terms: Vec::new(),
            properties: Vec::new(),
            clauses: Vec::new(),
            slips: None,
            mistakes: Vec::new(),
            variants: Vec::new(),
            hints: [""; 3],
            figure: None,
        }
    }

    /// The ordinary probes, on which the idea is judged: the article's own numbers, probes that separate the mistakes, seeded
    /// random ones. Edges belong to [clauses](Self::clause).
    #[must_use]
    pub fn probes(mut self, probes: impl Fn(&mut Probes) + 'static) -> Self {
        self.probes = Box::new(probes);
        self
    }

    /// The right answer at ordinary probes, computed by another method than the solution's. It need not know any edge.
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

    /// The size of the terms that are added up, as a function of the arguments, for the absolute part of the tolerance: of all that
    /// somebody may add up on another way, not only of what survives. Where nothing is said it is the largest component of the
    /// truth, of each part for itself.
    #[must_use]
    pub fn size<P>(mut self, size: impl Handler<P>) -> Self {
        self.size = Some(Function::new(size));
        self
    }

    /// What the answer is as a whole, where its parts do not say it: an arrow whose parts are two slopes.
    #[must_use]
    pub fn kind(mut self, kind: Kind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// What the parts of the answer are called, in order: items of a tuple, fields of a struct, components of a vector. One part
    /// alone says what the whole answer is.
    #[must_use]
    pub fn parts(mut self, parts: impl IntoIterator<Item = Part>) -> Self {
        self.parts = Parts { list: parts.into_iter().collect(), of_items: false };
        self
    }

    /// The same for an answer that is a list whose items fall into parts: all angles are one part, all rates another.
    #[must_use]
    pub fn parts_of_items(mut self, parts: impl IntoIterator<Item = Part>) -> Self {
        self.parts = Parts { list: parts.into_iter().collect(), of_items: true };
        self
    }

    /// The terms that the closed formula may hold; wrong answers are fitted on them.
    #[must_use]
    pub fn terms(mut self, terms: Vec<Term>) -> Self {
        self.terms.push((None, terms));
        self
    }

    /// The terms of one part's formula.
    #[must_use]
    pub fn terms_in(mut self, part: &'static str, terms: Vec<Term>) -> Self {
        self.terms.push((Some(part), terms));
        self
    }

    /// Adds a clause of the contract. Clauses stand in the order of the statement.
    #[must_use]
    pub fn clause(mut self, clause: Clause) -> Self {
        self.clauses.push(clause);
        self
    }

    /// Several answers are right: judge by the properties alone, without comparing with the truth.
    #[must_use]
    pub fn not_unique(mut self) -> Self {
        self.unique = false;
        self
    }

    /// When two answers to the same arguments count as one, though their values differ: the same segments in another order. A
    /// mistake is recognised by any of the answers that count as its own.
    #[must_use]
    pub fn alike(mut self, alike: impl Fn(&[Value], &Value, &Value) -> bool + 'static) -> Self {
        self.alike = Some(Box::new(alike));
        self
    }

    /// An answer and its opposite are the same: a direction along a curve, which may be walked either way.
    #[must_use]
    pub fn either_way(mut self) -> Self {
        self.either_way = true;
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

    /// The probes for a seed, in the order in which they are asked: the ordinary ones, then those of each clause.
    #[must_use]
    pub fn probes_for(&self, seed: u64) -> Vec<Probe> {
        let mut probes = Probes::new(seed, self.name);
        (self.probes)(&mut probes);
        let mut list = probes.into_list();
        let ordinary = list.clone();
        for (index, clause) in self.clauses.iter().enumerate() {
            let asked = clause.probes_for(seed, self.name, &ordinary);
            list.extend(asked.into_iter().map(|probe| Probe { clause: Some(index), ..probe }));
        }
        list
    }

    /// The truth at these arguments, as an ordinary probe would have it.
    ///
    /// # Panics
    /// When the truth does not take such arguments or panics itself: a mistake of the exercise's author.
    #[must_use]
    pub fn truth_at(&self, arguments: &[Value]) -> Value {
        self.value_of(&self.truth, "the truth", arguments)
    }

    /// What is right at this probe: what its clause gives, or the truth.
    pub(crate) fn expected_at(&self, probe: &Probe) -> Value {
        match probe.clause.and_then(|index| self.clauses[index].gives.as_ref()) {
            Some(gives) => self.value_of(gives, "a clause", &probe.arguments),
            None => self.truth_at(&probe.arguments),
        }
    }

    fn value_of(&self, function: &Function, what: &str, arguments: &[Value]) -> Value {
        let answer = function.answer(arguments);
        answer
            .value()
            .cloned()
            .unwrap_or_else(|| panic!("{what} of `{}` has no answer at {arguments:?}: {:?}", self.name, answer.outcome))
    }

    pub(crate) fn terms_of(&self, part: usize) -> Option<&[Term]> {
        let name = self.parts.list.get(part).map(|part| part.name);
        let of_part = |of: Option<&str>| of.is_none() || of == name;
        self.terms.iter().find(|(of, _)| of_part(*of)).map(|(_, terms)| terms.as_slice())
    }

    pub(crate) fn size_at(&self, arguments: &[Value], expected: &Value) -> f64 {
        match &self.size {
            Some(size) => size.answer(arguments).get().unwrap_or(0.0),
            None => largest(expected),
        }
    }
}

/// The largest of a value's numbers.
pub(crate) fn largest(value: &Value) -> f64 {
    let mut largest = 0.0_f64;
    value.visit(&mut |number| {
        if number.is_finite() {
            largest = largest.max(number.abs());
        }
    });
    largest
}

impl std::fmt::Debug for Exercise {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Exercise").field("name", &self.name).finish_non_exhaustive()
    }
}
