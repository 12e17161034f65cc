//! A learner's process that is asked for one exercise after another: starting one is most of what an easy exercise costs.

use crate::chapter::Examined;
use crate::exercise::Exercise;
use crate::process::learner::Learner;
use crate::process::limits::Limits;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A process that is older is ended: its whole life counts against the system's limit on processor time, which leaves it five
/// seconds more than an exercise has.
const OLDEST: Duration = Duration::from_secs(3);

/// The process that answered last, if it may be asked again.
#[derive(Default)]
pub(super) struct Warm(Option<Process>);

struct Process {
    learner: Learner,
    program: PathBuf,
    part: usize,
    cage: Vec<String>,
    started: Instant,
}

impl Warm {
    /// Examines an exercise of a program in which nothing remembers or prints. What goes wrong in a process that was there already is
    /// asked once more of a fresh one: no verdict depends on what was asked before.
    pub(super) fn examine(
        &mut self,
        exercise: &Exercise,
        program: &Path,
        seed: u64,
        limits: &Limits,
        draw: bool,
    ) -> io::Result<Examined> {
        let is_it = |process: &Process| {
            process.program == program
                && process.part == limits.part
                && process.cage == limits.cage
                && process.started.elapsed() < OLDEST
        };
        if let Some(mut process) = self.0.take().filter(is_it) {
            process.learner.open(exercise.name, limits);
            let examined = exercise.examine_learner(&mut process.learner, seed, draw);
            if process.learner.is_in_order() {
                self.0 = Some(process);
                return Ok(examined);
            }
            if process.learner.took_too_long() {
                return Ok(examined);
            }
        }
        let started = Instant::now();
        let mut learner = Learner::start(program, exercise.name, limits)?;
        let examined = exercise.examine_learner(&mut learner, seed, draw);
        if !learner.is_in_order() {
            return Ok(Examined { printed: learner.finish(), ..examined });
        }
        let (program, part, cage) = (program.to_owned(), limits.part, limits.cage.clone());
        self.0 = Some(Process { learner, program, part, cage, started });
        Ok(examined)
    }
}
