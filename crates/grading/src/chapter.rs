//! A chapter's exercises in order, and the road from a learner's program to a verdict.

use crate::exercise::Exercise;
use crate::figure::Figure;
use crate::judging::picture::Sketched;
use crate::judging::verdict::{Status, Verdict};
use crate::process::learner::Learner;
use crate::process::limits::Limits;
use serde::{Deserialize, Serialize};
use std::io;
use std::path::Path;

/// The seed that is used where none is given, so that everybody is asked the same.
pub const DEFAULT_SEED: u64 = 1;

/// One chapter: a concept with its exercises.
#[derive(Debug)]
pub struct Chapter {
    /// The name of its three folders.
    pub name: &'static str,
    /// The concept, as a heading.
    pub title: &'static str,
    /// The exercises, easiest first.
    pub exercises: Vec<Exercise>,
}

/// What examining one exercise gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Examined {
    /// How it stands.
    pub verdict: Verdict,
    /// What the learner's function printed while it was asked.
    pub printed: String,
    /// The picture of the learner's function, where one was wanted and there is something to see.
    pub figure: Option<Figure>,
}

impl Chapter {
    /// The exercise of that name.
    #[must_use]
    pub fn exercise(&self, name: &str) -> Option<&Exercise> {
        self.exercises.iter().find(|exercise| exercise.name == name)
    }

    /// Judges one exercise of a learner's program for `cargo test`, by the same road as `cargo xtask check`.
    ///
    /// # Panics
    /// With the verdict as its message when the exercise is not right.
    #[track_caller]
    pub fn reference(&self, program: &str, exercise: &str) {
        let name = exercise;
        let exercise = self.exercise(name).unwrap_or_else(|| panic!("chapter {} has no exercise `{name}`", self.name));
        match exercise.examine(Path::new(program), DEFAULT_SEED, &Limits::default(), false) {
            Ok(Examined { verdict, printed, .. }) => {
                let printed = if printed.is_empty() { printed } else { format!("\n  printed:\n{printed}") };
                assert!(verdict.is_right(), "{}/{name}: {verdict}{printed}", self.name);
            }
            Err(error) => panic!("{program} cannot be started: {error}"),
        }
    }
}

impl Exercise {
    /// Starts `program`, asks it, judges the answers, and samples its figure: what the picture sees is judged, too. The figure is
    /// given if `draw`.
    ///
    /// # Errors
    /// When the program cannot be started.
    pub fn examine(&self, program: &Path, seed: u64, limits: &Limits, draw: bool) -> io::Result<Examined> {
        let mut learner = Learner::start(program, self.name, limits)?;
        let examined = self.examine_learner(&mut learner, seed, draw);
        Ok(Examined { printed: learner.finish(), ..examined })
    }

    /// The same with a process that is there and has been told of this exercise, and goes on; nothing that it printed is given.
    pub(crate) fn examine_learner(&self, learner: &mut Learner, seed: u64, draw: bool) -> Examined {
        let mut verdict = self.judge(learner, seed);
        self.still_there(learner, &mut verdict);
        let sketched = self.sketched(learner, &verdict);
        let mut figure = None;
        if let Some(Sketched { figure: drawn, seen }) = sketched {
            figure = drawn;
            if verdict.status == Status::Right
                && let Some(worse) = self.judge_seen(&seen)
            {
                // Drawn anew, for its title must not be glad.
                figure = self.draw(learner, &worse);
                verdict = worse;
            }
        }
        self.still_there(learner, &mut verdict);
        let figure = figure.filter(|_| draw);
        Examined { verdict, printed: String::new(), figure }
    }

    /// A process that ends after its last answer has not answered rightly.
    fn still_there(&self, learner: &mut Learner, verdict: &mut Verdict) {
        if let (Status::Right | Status::Almost, Err(failure)) = (verdict.status, learner.still_there()) {
            *verdict = Verdict::failed(&failure, format!("after its last answer {failure}"));
        }
    }
}
