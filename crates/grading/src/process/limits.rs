//! How long, how large and how loud a learner's process may be.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// The limits of one exercise. Times are processor time where the system tells it, and waiting for nothing counts like
/// working; wall-clock time only stops what neither works nor sleeps, after `patience` times as long, so that a busy
/// machine never fails anyone.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The longest silence before an answer.
    pub silence: Duration,
    /// The time for all answers of one exercise.
    pub exercise: Duration,
    /// How many times longer the wall clock may take than the limits above.
    pub patience: u32,
    /// Whether the times are so ample that not even a busy machine, on which processors share what they have, is to blame for whoever
    /// takes longer.
    pub is_ample: bool,
    /// Memory, for the process and all that it starts.
    pub memory_bytes: u64,
    /// How much printed text is kept.
    pub printed_bytes: usize,
    /// How much may be printed before the process is stopped.
    pub flood_bytes: usize,
    /// What stands in front of the program: a cage with its arguments, which says in one line on standard input that it is closed and
    /// goes on as the program. Empty for a learner's own check.
    pub cage: Vec<String>,
    /// Whose answers are asked, where the program holds those of several people; 0 otherwise.
    pub part: usize,
    /// Ends the process before its time, when nobody waits for its answers any more.
    pub given_up: GivenUp,
}

/// A flag that one thread raises and others see.
#[derive(Clone, Debug, Default)]
pub struct GivenUp(Arc<AtomicBool>);

impl GivenUp {
    /// Nobody waits any more.
    pub fn raise(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether nobody waits any more.
    #[must_use]
    pub fn is_raised(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Limits {
    /// Twice the usual times, for one of many that are asked side by side.
    #[must_use]
    pub fn among_many() -> Self {
        let usual = Self::default();
        Self { silence: 2 * usual.silence, exercise: 2 * usual.exercise, is_ample: true, ..usual }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            silence: Duration::from_secs(2),
            exercise: Duration::from_secs(10),
            patience: 15,
            is_ample: false,
            memory_bytes: 1 << 30,
            printed_bytes: 64 << 10,
            flood_bytes: 8 << 20,
            cage: Vec::new(),
            part: 0,
            given_up: GivenUp::default(),
        }
    }
}
