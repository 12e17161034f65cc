//! An exercise: what is asked, the truth, the mistakes that people make, the variants that must pass, the figure.

use crate::answers::callable::Function;
mod book;
pub(crate) mod clause;
pub(crate) mod diagnosis;
pub(crate) mod formula;
pub(crate) mod idea;
pub(crate) mod known;
pub(crate) mod mistake;
pub(crate) mod nearly;
pub(crate) mod observation;
mod page;
pub(crate) mod part;
pub(crate) mod probe;
pub(crate) mod question;
pub(crate) mod term;

use crate::exercise::clause::Clause;
use crate::exercise::diagnosis::Diagnosis;
use crate::exercise::mistake::{Mistake, Slips, Variant};
use crate::exercise::observation::{Complaint, Observation};
use crate::exercise::part::{Kind, Parts};
use crate::exercise::probe::{Probe, Probes};
use crate::exercise::question::Question;
use crate::exercise::term::Term;
use crate::figure::Figure;
use crate::figure::sampler::Sketch;
use nabla_core::{Tolerance, Value};
use std::cell::RefCell;
use std::rc::Rc;

type EachProperty = Box<dyn Fn(&Observation<'_>) -> Result<(), Complaint>>;
type Draw = Box<dyn Fn(&mut Sketch<'_>) -> Figure>;
/// Whether two answers to the same arguments count as one.
type Alike = Box<dyn Fn(&[Value], &Value, &Value) -> bool>;
type OverallProperty = Box<dyn Fn(&[Observation<'_>]) -> Result<(), (usize, Complaint)>>;

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
    pub(crate) diagnosis: Option<Diagnosis>,
    pub(crate) figure: Option<Draw>,
    /// The questions that were asked last, with their seed.
    latest: RefCell<Option<(u64, Vec<Rc<Question>>)>>,
}

/// How many numbers an exercise keeps between two learners.
const MOST_KEPT: usize = 1 << 21;

impl Exercise {
    /// An exercise on the function `name`; `asks` says in one line what to write.
    ///
    /// It compares with [`truth`](Self::truth) at every one of its [`probes`](Self::probes), as closely as a formula
    /// allows, unless told otherwise.
    /// ```
    /// use nabla_grading::Exercise;
    /// let exercise = Exercise::new("half", "x/2").truth(|x: f64| x / 2.0).probes(|ask| ask.at((3.0,)));
    /// assert_eq!(exercise.probes_for(1).len(), 1);
    /// assert!(exercise.judge(&mut &nabla_grading::Function::new(|x: f64| 0.5 * x), 1).is_right());
    /// ```
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
            diagnosis: None,
            figure: None,
            latest: RefCell::default(),
        }
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

    /// The questions of a seed. They are kept, with what has been worked out there: the next learner is asked the same.
    pub(crate) fn questions(&self, seed: u64) -> Vec<Rc<Question>> {
        let held = |questions: &[Rc<Question>]| questions.iter().map(|question| question.held()).sum::<usize>();
        if let Some((of, questions)) = &*self.latest.borrow()
            && *of == seed
            && held(questions) <= MOST_KEPT
        {
            return questions.clone();
        }
        let questions: Vec<Rc<Question>> =
            self.probes_for(seed).into_iter().map(|probe| Rc::new(self.question(probe))).collect();
        self.latest.replace(Some((seed, questions.clone())));
        questions
    }

    pub(crate) fn question(&self, probe: Probe) -> Question {
        let expected = self.expected_at(&probe);
        let size = self.size_at(&probe.arguments, &expected);
        Question::new(probe, expected, size)
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
