//! Questions: probes with what is right there.

use crate::exercise::Exercise;
use crate::exercise::known::Known;
use crate::exercise::probe::Probe;
use crate::values::value::Value;
use std::rc::Rc;

/// A probe with its truth, before it is asked.
#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) probe: Probe,
    pub(crate) expected: Value,
    pub(crate) size: f64,
    /// How many numbers there are in arguments and truth: what an answer costs, roughly.
    pub(crate) numbers: usize,
    /// What drafts of the book answer here.
    pub(crate) known: Known,
}

impl Question {
    pub(crate) fn new(probe: Probe, expected: Value, size: f64) -> Self {
        let numbers = probe.arguments.iter().map(Value::count).sum::<usize>() + expected.count();
        Self { probe, expected, size, numbers, known: Known::default() }
    }
}

impl Exercise {
    pub(crate) fn questions(&self, seed: u64) -> Vec<Rc<Question>> {
        self.probes_for(seed).into_iter().map(|probe| Rc::new(self.question(probe))).collect()
    }

    pub(crate) fn question(&self, probe: Probe) -> Question {
        let expected = self.expected_at(&probe);
        let size = self.size_at(&probe.arguments, &expected);
        Question::new(probe, expected, size)
    }
}
