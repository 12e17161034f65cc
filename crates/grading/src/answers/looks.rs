//! The record of where functions that were handed over were called.

use serde::{Deserialize, Serialize};
use std::cell::RefCell;

/// One call of a function that was handed over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// Which of the functions: 0 for the first one among the arguments.
    pub function: u8,
    /// The point at which it was asked.
    pub at: Vec<f64>,
}

/// Every call in the course of one answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Looks {
    /// The first calls, in order, as many as are worth keeping.
    pub kept: Vec<Look>,
    /// How many calls there were in all.
    pub calls: u64,
}

impl Looks {
    /// How much is kept, counted in numbers.
    pub(crate) fn numbers(&self) -> usize {
        // A point of its own costs about as much as six numbers more.
        self.kept.iter().map(|look| look.at.len() + 6).sum()
    }
}

/// Coordinates kept in one record: a thousand calls of a function of a hundred variables.
const MAX_COORDINATES: usize = 100_000;
/// Calls after which a function stops answering, far above what any exercise needs.
const MAX_CALLS: u64 = 20_000_000;

#[derive(Default)]
struct Record {
    functions: u8,
    coordinates: usize,
    looks: Looks,
}

thread_local! {
    static RECORD: RefCell<Record> = RefCell::default();
}

/// Starts a new record on this thread.
pub(crate) fn start_record() {
    RECORD.with_borrow_mut(|record| *record = Record::default());
}

/// Ends the record on this thread and hands it over.
pub(crate) fn end_record() -> Looks {
    RECORD.with_borrow_mut(std::mem::take).looks
}

/// The number of the next function that is handed over.
pub(super) fn next_function() -> u8 {
    RECORD.with_borrow_mut(|record| {
        let function = record.functions;
        record.functions += 1;
        function
    })
}

/// Notes a call, and ends a loop that never ends by itself.
pub(super) fn look(function: u8, at: &[f64]) {
    let calls = RECORD.with_borrow_mut(|record| {
        record.looks.calls += 1;
        record.coordinates += at.len();
        if record.coordinates <= MAX_COORDINATES {
            record.looks.kept.push(Look { function, at: at.to_vec() });
        }
        record.looks.calls
    });
    assert!(calls <= MAX_CALLS, "the function was called more than {MAX_CALLS} times: does the loop end?");
}
