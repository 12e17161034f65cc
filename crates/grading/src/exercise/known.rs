//! What drafts of the book answer at a probe, each worked out once: many comparisons ask for the same answer.

use crate::answers::answer::Answer;
use nabla_core::Value;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Code of the book that answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Draft {
    /// The truth, as an ordinary probe would have it.
    Truth,
    /// A variant, by its place.
    Variant(usize),
    /// A mistake, by its place.
    Mistake(usize),
    /// A slip, by its place among the mistakes, in another right way of the procedure than the first.
    Slip {
        /// The right way of the procedure.
        way: usize,
        /// Its place among the mistakes.
        mistake: usize,
    },
    /// Two slips, by their places among the mistakes, in a right way of the procedure.
    Slips {
        /// The right way of the procedure.
        way: usize,
        /// The one.
        first: usize,
        /// The other.
        second: usize,
    },
}

/// The answers to one probe that are known so far.
#[derive(Debug, Default)]
pub(crate) struct Known {
    answers: RefCell<BTreeMap<Draft, Rc<Answer>>>,
    misses: RefCell<BTreeMap<usize, Rc<Answer>>>,
    held: Cell<usize>,
}

/// How many numbers are kept at one probe. Beyond that they are worked out again: time is cheaper than memory without end.
const MOST_HELD: usize = 1 << 22;

impl Known {
    /// How many numbers are kept.
    pub(crate) fn held(&self) -> usize {
        self.held.get()
    }

    /// The answer of that draft; `work` gives it where it is not known yet.
    pub(crate) fn answer(&self, draft: Draft, work: impl FnOnce() -> Answer) -> Rc<Answer> {
        self.found(&self.answers, draft, work)
    }

    /// The answer of somebody who missed the probe's clause, in the way that has this place there, whatever the idea is.
    pub(crate) fn missing(&self, way: usize, work: impl FnOnce() -> Answer) -> Rc<Answer> {
        self.found(&self.misses, way, work)
    }

    fn found<K: Ord>(
        &self,
        all: &RefCell<BTreeMap<K, Rc<Answer>>>,
        key: K,
        work: impl FnOnce() -> Answer,
    ) -> Rc<Answer> {
        if let Some(answer) = all.borrow().get(&key) {
            return Rc::clone(answer);
        }
        let answer = Rc::new(work());
        let held = self.held.get() + answer.value().map_or(0, Value::count) + answer.looks.numbers();
        if held <= MOST_HELD {
            self.held.set(held);
            all.borrow_mut().insert(key, Rc::clone(&answer));
        }
        answer
    }
}
