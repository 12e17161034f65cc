//! Keeping the time, the memory and the noise of a learner's process.

use crate::process::limits::Limits;
use crate::process::printed::Printed;
use crate::process::respondent::Failure;
use crate::process::usage::{Usage, usage};
use std::time::{Duration, Instant};

/// How often a silent process is looked at.
pub(super) const GLANCE: Duration = Duration::from_millis(25);

/// Keeps the time of a process and its group.
pub(super) struct Watch {
    group: u32,
    pub(super) limits: Limits,
    started: Instant,
    waiting_since: Instant,
    last_glance: Instant,
    /// The processor time at the first glance of all: what the process did before it was asked for this exercise does not count.
    cpu_at_first: Option<Duration>,
    /// The same of this wait.
    cpu_before: Option<Duration>,
    asleep: Duration,
    asleep_in_all: Duration,
}

impl Watch {
    pub(super) fn new(group: u32, limits: Limits) -> Self {
        let now = Instant::now();
        let zero = Duration::ZERO;
        Self {
            group,
            limits,
            started: now,
            waiting_since: now,
            last_glance: now,
            cpu_at_first: None,
            cpu_before: None,
            asleep: zero,
            asleep_in_all: zero,
        }
    }

    pub(super) fn start_waiting(&mut self) {
        self.waiting_since = Instant::now();
        self.cpu_before = None;
        self.asleep = Duration::ZERO;
    }

    pub(super) fn glance_if_due(&mut self, printed: &Printed) -> Result<(), Failure> {
        if self.last_glance.elapsed() < 4 * GLANCE { Ok(()) } else { self.glance(printed) }
    }

    pub(super) fn glance(&mut self, printed: &Printed) -> Result<(), Failure> {
        self.check_flood(printed)?;
        if self.limits.given_up.is_raised() {
            return Err(Failure::Late("nobody waits for the answer any more".to_owned()));
        }
        let Limits { silence, exercise, patience, memory_bytes, .. } = self.limits;
        // A suspended machine or a stalled judge must not count against the learner.
        let since_last = self.last_glance.elapsed().min(4 * GLANCE);
        self.last_glance = Instant::now();
        let (mut silent_for, mut worked_for) = (Duration::ZERO, Duration::ZERO);
        if let Some(Usage { cpu, memory_bytes: held, asleep }) = usage(self.group) {
            if held > memory_bytes {
                return Err(Failure::Crashed(format!("it used more than {} MiB of memory", memory_bytes >> 20)));
            }
            if asleep {
                self.asleep += since_last;
                self.asleep_in_all += since_last;
            }
            silent_for = cpu.saturating_sub(*self.cpu_before.get_or_insert(cpu)) + self.asleep;
            worked_for = cpu.saturating_sub(*self.cpu_at_first.get_or_insert(cpu)) + self.asleep_in_all;
        }
        if silent_for > silence || self.waiting_since.elapsed() > silence * patience {
            let words = format!("no answer within {} s: does a loop or a recursion never end?", silence.as_secs_f64());
            return Err(self.no_answer(words, silent_for > silence));
        }
        if worked_for > exercise || self.started.elapsed() > exercise * patience {
            let words = format!("the answers together took more than {} s", exercise.as_secs_f64());
            return Err(self.no_answer(words, worked_for > exercise));
        }
        Ok(())
    }

    /// Its time is up: its own, or only that of the clock on the wall.
    fn no_answer(&self, words: String, by_its_own_clock: bool) -> Failure {
        if by_its_own_clock && self.limits.is_ample { Failure::NoAnswer(words) } else { Failure::Late(words) }
    }

    pub(super) fn check_flood(&self, printed: &Printed) -> Result<(), Failure> {
        if printed.total() <= self.limits.flood_bytes {
            return Ok(());
        }
        Err(Failure::Crashed(format!("it was stopped after printing more than {} MiB", self.limits.flood_bytes >> 20)))
    }
}
