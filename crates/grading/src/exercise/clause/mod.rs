//! Clauses: the sentences of a contract that are not its idea. Flat ground gives `None`; a small vector is not zero; any length.
//!
//! A clause knows the probes that ask for it, what is right there, how people miss it, and the sentence that helps. It is judged
//! apart from the idea: whoever forgot an edge has understood all the same.

mod common;

use crate::answers::answer::Answer;
use crate::answers::callable::{Function, Handler};
use crate::exercise::formula::Formula;
use crate::exercise::observation::{Complaint, Observation};
use crate::exercise::probe::{Probe, Probes};
use crate::exercise::question::Question;
use nabla_core::{IntoArguments, IntoValue, Value};
use std::rc::Rc;

/// One sentence of the contract that is not the idea.
pub struct Clause {
    /// The sentence, short: "None on flat ground".
    pub name: &'static str,
    /// The sentence that helps whoever missed it.
    pub says: &'static str,
    pub(crate) probes: Vec<ClauseProbes>,
    /// What is right there; the exercise's truth where nothing is said.
    pub(crate) gives: Option<Function>,
    /// How people miss it.
    pub(crate) misses: Vec<Miss>,
    /// What must hold of its answers taken together.
    pub(crate) together: Option<Together>,
    /// Asked of right ideas only.
    pub(crate) once_right: bool,
    /// The clause that nobody can miss without missing this one.
    pub(crate) unless_missed: Option<&'static str>,
}

type Together = Box<dyn Fn(&[Observation<'_>]) -> Result<(), (usize, Complaint)>>;

type ClauseProbes = Box<dyn Fn(&mut Probes, &[Probe])>;

/// One way in which people miss a clause.
pub struct Miss {
    /// A few words.
    pub name: &'static str,
    /// The sentence that helps; the clause's own where it is empty.
    pub says: &'static str,
    pub(crate) code: MissCode,
}

/// How somebody answers who missed a clause.
pub(crate) enum MissCode {
    /// By code of its own, whatever the idea is.
    Own(Function),
    /// With the idea, or with what would be right.
    WithIdea(WithIdea),
}

type WithIdea = Box<dyn Fn(Missed<'_>) -> Rc<Answer>>;

/// What somebody who missed a clause works with.
#[derive(Debug)]
pub(crate) struct Missed<'a> {
    pub(crate) question: &'a Question,
    /// The idea, as they have it.
    pub(crate) formula: &'a dyn Formula,
    /// What would be right.
    pub(crate) kept: &'a Value,
}

impl Missed<'_> {
    pub(crate) fn arguments(&self) -> &[Value] {
        &self.question.probe.arguments
    }

    /// The answer that would be right.
    fn keeping(&self) -> Rc<Answer> {
        Rc::new(Answer::of(self.kept.clone()))
    }

    /// What the idea gives here.
    fn running_on(&self) -> Rc<Answer> {
        self.formula.at_probe(self.question)
    }
}

impl Clause {
    /// A clause of that name; `says` helps whoever missed it. Where it [`gives`](Self::gives) an answer of its own, the first way
    /// to miss it is understood: the idea's formula runs on.
    #[must_use]
    pub fn new(name: &'static str, says: &'static str) -> Self {
        Self {
            name,
            says,
            probes: Vec::new(),
            gives: None,
            misses: Vec::new(),
            together: None,
            once_right: false,
            unless_missed: None,
        }
    }

    /// Requires something of all its answers together, each of which is right by itself; a complaint comes with the index of the
    /// answer that shows it best.
    #[must_use]
    pub fn together(mut self, holds: impl Fn(&[Observation<'_>]) -> Result<(), (usize, Complaint)> + 'static) -> Self {
        self.together = Some(Box::new(holds));
        self
    }

    /// Asks right ideas only: a wrong one leads elsewhere, so that the edge says nothing of it. A step may end on flat ground, and a
    /// wrong step beside it.
    #[must_use]
    pub fn once_right(mut self) -> Self {
        self.once_right = true;
        self
    }

    /// Says nothing of those who miss that other clause, as far as they miss this one as well: on the way to a level
    /// the ground becomes gentle, and whoever takes gentle ground for flat does not arrive.
    #[must_use]
    pub fn unless_missed(mut self, other: &'static str) -> Self {
        self.unless_missed = Some(other);
        self
    }

    /// Asks at these arguments.
    #[must_use]
    pub fn at<A: IntoArguments + Clone + 'static>(self, arguments: A) -> Self {
        self.probes(move |ask| ask.at(arguments.clone()))
    }

    /// Asks what this puts down.
    #[must_use]
    pub fn probes(self, probes: impl Fn(&mut Probes) + 'static) -> Self {
        self.probes_like(move |ask, _| probes(ask))
    }

    /// Asks what this makes of the ordinary probes.
    #[must_use]
    pub fn probes_like(mut self, probes: impl Fn(&mut Probes, &[Probe]) + 'static) -> Self {
        self.probes.push(Box::new(probes));
        self
    }

    /// The one answer that is right wherever the clause asks: `None::<f64>`, an error.
    #[must_use]
    pub fn gives(self, answer: impl IntoValue) -> Self {
        let answer = answer.into_value();
        self.answering(Function::of_values(move |_| Some(answer.clone())))
    }

    /// The right answer as a function of the arguments.
    #[must_use]
    pub fn gives_by<P>(self, answer: impl Handler<P>) -> Self {
        self.answering(Function::new(answer))
    }

    fn answering(mut self, gives: Function) -> Self {
        if self.gives.is_none() {
            self.misses.insert(
                0,
                Miss { name: "not asked", says: "", code: MissCode::WithIdea(Box::new(|missed| missed.running_on())) },
            );
        }
        self.gives = Some(gives);
        self
    }

    /// A way to miss it: code that runs in place of the whole function wherever the clause asks.
    /// ```
    /// use nabla_grading::Clause;
    /// let clause = Clause::new("0 for an empty list", "There is nothing to add up.")
    ///     .at((Vec::<f64>::new(),))
    ///     .gives(0.0)
    ///     .missed("gave NaN", |x: Vec<f64>| x.iter().sum::<f64>() / x.len() as f64, "A sum is not divided by anything.");
    /// assert_eq!(clause.name, "0 for an empty list");
    /// ```
    #[must_use]
    pub fn missed<P>(mut self, name: &'static str, code: impl Handler<P>, says: &'static str) -> Self {
        self.misses.push(Miss { name, says, code: MissCode::Own(Function::new(code)) });
        self
    }

    /// A way to miss it at some of its probes only: where `forgotten` holds, the idea's formula runs on.
    #[must_use]
    pub fn missed_where(
        self,
        name: &'static str,
        forgotten: impl Fn(&[Value]) -> bool + 'static,
        says: &'static str,
    ) -> Self {
        self.missed_by(
            name,
            says,
            move |missed| {
                if forgotten(missed.arguments()) { missed.running_on() } else { missed.keeping() }
            },
        )
    }

    /// A way to miss it: the idea's formula at other arguments, such as a step that was cut.
    #[must_use]
    pub fn missed_at(
        self,
        name: &'static str,
        arguments: impl Fn(&[Value]) -> Vec<Value> + 'static,
        says: &'static str,
    ) -> Self {
        self.missed_by(name, says, move |missed| Rc::new(missed.formula.at(&arguments(missed.arguments()))))
    }

    /// The same clause with another sentence of the contract as its name.
    #[must_use]
    pub fn called(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// The same clause with another sentence that helps.
    #[must_use]
    pub fn says(mut self, says: &'static str) -> Self {
        self.says = says;
        self
    }

    fn missed_by(
        mut self,
        name: &'static str,
        says: &'static str,
        code: impl Fn(Missed<'_>) -> Rc<Answer> + 'static,
    ) -> Self {
        self.misses.push(Miss { name, says, code: MissCode::WithIdea(Box::new(code)) });
        self
    }

    /// What is asked for this clause, with the seed.
    pub(crate) fn probes_for(&self, seed: u64, exercise: &str, ordinary: &[Probe]) -> Vec<Probe> {
        let mut probes = Probes::new(seed, &format!("{exercise}: {}", self.name));
        self.probes.iter().for_each(|ask| ask(&mut probes, ordinary));
        probes.into_list()
    }
}

impl std::fmt::Debug for Clause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Clause").field("name", &self.name).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Miss {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Miss").field("name", &self.name).finish_non_exhaustive()
    }
}
