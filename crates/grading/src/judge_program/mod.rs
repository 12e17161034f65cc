//! A chapter's judge as a program of its own, and the call of it.
//!
//! Whoever wants verdicts starts the program, sends a [`Task`], reads a [`Finding`], and sends the next, over the same wire as
//! probes. So a runner depends on no chapter, a chapter is built when somebody first asks for it, and a judge that panics costs one
//! verdict. What the book itself answers at a probe is worked out once, however many learners are asked there. The learner's code
//! is one process further away: the judge starts it, asks it, and kills it.

mod serve;
mod session;
mod warm;

use crate::chapter::{Chapter, DEFAULT_SEED, Examined};
use crate::figure::Figure;
use crate::process::limits::{GivenUp, Limits};
use crate::self_check::Proof;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

pub use serve::judge_program;
pub use session::{JudgeError, JudgeSession};
pub(crate) use session::{end, start};
use warm::Warm;

/// What a chapter's judge is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Task {
    /// What the chapter says of its exercises.
    Describe,
    /// To judge one exercise of a learner's program, and to sample its picture where one is wanted.
    Examine {
        /// The exercise's name.
        exercise: String,
        /// The learner's program.
        program: PathBuf,
        /// Whose answers are asked, as [`Limits::part`] says; 0 for a learner's own check.
        part: usize,
        /// What stands in front of it, as [`Limits::cage`] says; empty for a learner's own check.
        cage: Vec<String>,
        /// The seed from which random probes are drawn.
        seed: u64,
        /// Whether a picture is wanted.
        draw: bool,
        /// Whether its process may be asked for one exercise after another, because nothing in it remembers or prints anything.
        stays: bool,
        /// Whether others are asked beside it, as [`Limits::among_many`] says.
        among_many: bool,
    },
    /// To prove that one exercise keeps its own promises.
    Prove {
        /// The exercise's name.
        exercise: String,
    },
    /// The pictures of the right answer and of every known mistake of one exercise.
    Gallery {
        /// The exercise's name.
        exercise: String,
    },
    /// To draw one exercise of a learner's program again and again, as somebody moves its picture: see [`LivePicture`](crate::LivePicture).
    Live {
        /// The exercise's name.
        exercise: String,
        /// The learner's program.
        program: PathBuf,
    },
}

/// What a chapter's judge answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Finding {
    /// To [`Task::Describe`].
    Described(Vec<Description>),
    /// To [`Task::Examine`].
    Examined(Box<Examined>),
    /// To [`Task::Prove`].
    Proved(Proof),
    /// To [`Task::Gallery`].
    Gallery(Vec<Painting>),
    /// To any task that could not be done, with the reason.
    Failed(String),
}

/// What a chapter says of one of its exercises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    /// The name of the function, of its file, and of the exercise.
    pub name: String,
    /// What to write, in one line.
    pub asks: String,
    /// Three hints, each saying more than the one before.
    pub hints: Vec<String>,
    /// Names under which it was known before, as `chapter/exercise`.
    pub former_ids: Vec<String>,
}

/// One picture of a gallery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Painting {
    /// The mistake that is drawn; none for the right answer.
    pub mistake: Option<String>,
    /// What it looks like, where there is something to see.
    pub figure: Option<Figure>,
}

impl Chapter {
    /// Does one task.
    fn find(&self, task: &Task, given_up: &GivenUp, warm: &mut Warm) -> Finding {
        let (Task::Examine { exercise: name, .. } | Task::Prove { exercise: name } | Task::Gallery { exercise: name }) =
            task
        else {
            return Finding::Described(self.descriptions());
        };
        let Some(exercise) = self.exercise(name) else {
            return Finding::Failed(format!("the chapter {} has no exercise `{name}`", self.name));
        };
        match task {
            Task::Examine { program, part, cage, seed, draw, stays, among_many, .. } => {
                let (cage, given_up) = (cage.clone(), given_up.clone());
                let usual = if *among_many { Limits::among_many() } else { Limits::default() };
                let limits = Limits { cage, part: *part, given_up, ..usual };
                let examined = if *stays {
                    warm.examine(exercise, program, *seed, &limits, *draw)
                } else {
                    exercise.examine(program, *seed, &limits, *draw)
                };
                match examined {
                    Ok(examined) => Finding::Examined(Box::new(examined)),
                    Err(error) => Finding::Failed(format!("{} cannot be started: {error}", program.display())),
                }
            }
            Task::Prove { .. } => Finding::Proved(exercise.proof()),
            Task::Describe | Task::Gallery { .. } | Task::Live { .. } => {
                let right = exercise.variants.first().map(|variant| {
                    let verdict = exercise.judge(&mut &variant.function, DEFAULT_SEED);
                    Painting { mistake: None, figure: exercise.draw(&mut &variant.function, &verdict) }
                });
                let wrong = exercise.mistakes.iter().enumerate().map(|(index, mistake)| Painting {
                    mistake: Some(mistake.name.to_owned()),
                    figure: exercise.draw_mistake(index, DEFAULT_SEED),
                });
                Finding::Gallery(right.into_iter().chain(wrong).collect())
            }
        }
    }

    fn descriptions(&self) -> Vec<Description> {
        let owned = |text: &&str| (*text).to_owned();
        let description = |exercise: &crate::exercise::Exercise| Description {
            name: exercise.name.to_owned(),
            asks: exercise.asks.to_owned(),
            hints: exercise.hints.iter().map(owned).collect(),
            former_ids: exercise.former_ids.iter().map(owned).collect(),
        };
        self.exercises.iter().map(description).collect()
    }
}
