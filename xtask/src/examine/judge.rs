//! The chapters' judges: programs of their own, built when somebody first asks for one.

use crate::course::judge_of;
use crate::course::project::Project;
use anyhow::{Context, bail};
use nabla_grading::{Description, Finding, GivenUp, JudgeError, Proof, Task, ask_judge};
use nabla_launcher::Voice;
use std::path::{Path, PathBuf};

/// A chapter's judge, ready to be asked.
#[derive(Clone, Debug)]
pub struct Judge {
    chapter: &'static str,
    program: PathBuf,
}

impl Judge {
    /// The judge of a chapter, built if it is not there or its sources have changed.
    pub fn of(project: &Project, chapter: &'static str, voice: Voice) -> anyhow::Result<Self> {
        let (workshop, package) = (project.workshop(), judge_of(chapter));
        let program = match workshop.fresh(&package) {
            Some(program) => program,
            None => {
                let words = format!("Building the judge of {chapter}: once, in a few seconds");
                let built = workshop.build(&package, &words, voice);
                built.with_context(|| format!("the judge of {chapter} cannot be built"))?
            }
        };
        Ok(Self { chapter, program })
    }

    /// Its program.
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// Has it do one task.
    pub fn ask(&self, task: &Task, given_up: &GivenUp) -> Result<Finding, JudgeError> {
        ask_judge(&self.program, task, given_up)
    }

    /// What the chapter says of its exercises, in their order.
    pub fn describe(&self) -> anyhow::Result<Vec<Description>> {
        match self.ask(&Task::Describe, &GivenUp::default())? {
            Finding::Described(exercises) => Ok(exercises),
            _ => bail!("the judge of {} gave another answer than was asked for", self.chapter),
        }
    }

    /// What the chapter says of one exercise.
    pub fn describe_one(&self, exercise: &str) -> anyhow::Result<Description> {
        let found = self.describe()?.into_iter().find(|description| description.name == exercise);
        found.with_context(|| format!("the judge of {} does not know {exercise}", self.chapter))
    }

    /// The proof that an exercise keeps its own promises.
    pub fn prove(&self, exercise: &str) -> anyhow::Result<Proof> {
        match self.ask(&Task::Prove { exercise: exercise.to_owned() }, &GivenUp::default())? {
            Finding::Proved(proof) => Ok(proof),
            _ => bail!("the judge of {} gave another answer than was asked for", self.chapter),
        }
    }

    /// The pictures of the right answer and of every known mistake, each with the mistake's name.
    pub fn gallery(&self, exercise: &str) -> anyhow::Result<Vec<nabla_grading::Painting>> {
        match self.ask(&Task::Gallery { exercise: exercise.to_owned() }, &GivenUp::default())? {
            Finding::Gallery(paintings) => Ok(paintings),
            _ => bail!("the judge of {} gave another answer than was asked for", self.chapter),
        }
    }
}
