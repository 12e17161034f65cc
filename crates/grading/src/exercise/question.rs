//! Questions: probes with what is right there.

use crate::exercise::known::Known;
use crate::exercise::probe::Probe;
use nabla_core::Value;

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

    /// How many numbers are kept with it.
    pub(crate) fn held(&self) -> usize {
        self.numbers + self.known.held()
    }
}
