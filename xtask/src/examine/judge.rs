//! The chapters' judges: programs of their own, built when somebody first asks for one.

use crate::course::judge_of;
use crate::course::project::Project;
use anyhow::{Context, bail};
use nabla_grading::{Description, Finding, GivenUp, JudgeError, JudgeSession, Proof, Task};
use nabla_launcher::Voice;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A chapter's judge, ready to be asked.
#[derive(Clone, Debug)]
pub struct Judge {
    chapter: &'static str,
    program: PathBuf,
    /// Those that are started and have nothing to do.
    idle: Arc<Mutex<Vec<JudgeSession>>>,
}

/// The judges that have been asked for; whoever asks again finds them as they are.
#[derive(Clone, Debug, Default)]
pub struct Judges(Arc<Mutex<BTreeMap<&'static str, Judge>>>);

impl Judges {
    /// The judge of a chapter.
    pub fn of(&self, project: &Project, chapter: &'static str, voice: Voice) -> anyhow::Result<Judge> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(judge) = known.get(chapter) {
            return Ok(judge.clone());
        }
        let judge = Judge::of(project, chapter, voice)?;
        known.insert(chapter, judge.clone());
        Ok(judge)
    }
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
        Ok(Self { chapter, program, idle: Arc::default() })
    }

    /// Its program.
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// Has it do one task. One that ended at an earlier task costs nothing here.
    pub fn ask(&self, task: &Task, given_up: &GivenUp) -> Result<Finding, JudgeError> {
        let waiting = self.idle().pop();
        if let Some(mut session) = waiting {
            match session.ask(task, given_up) {
                Err(JudgeError::Ended(_)) => {}
                found => return self.put_back(session, found),
            }
        }
        let mut session = JudgeSession::start(&self.program)?;
        let found = session.ask(task, given_up);
        self.put_back(session, found)
    }

    /// Keeps a judge that can do another task.
    fn put_back(&self, session: JudgeSession, found: Result<Finding, JudgeError>) -> Result<Finding, JudgeError> {
        if matches!(found, Ok(_) | Err(JudgeError::Failed(_))) {
            self.idle().push(session);
        }
        found
    }

    fn idle(&self) -> MutexGuard<'_, Vec<JudgeSession>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_judge_that_has_ended_is_started_anew_and_one_that_cannot_do_a_task_goes_on() {
        let project = Project::find().expect("the project");
        let judge = Judge::of(&project, "partials", Voice::Silent).expect("a judge");
        let ask = |task: &Task| judge.ask(task, &GivenUp::default());
        // A program that ends at once stands for a judge that was ended meanwhile.
        let ended = JudgeSession::start(Path::new("true")).expect("it starts");
        judge.idle().push(ended);
        let described = ask(&Task::Describe).expect("described");
        assert_eq!(judge.idle().len(), 1);
        let unknown = ask(&Task::Prove { exercise: "of_another_chapter".to_owned() });
        assert!(matches!(unknown, Err(JudgeError::Failed(_))), "{unknown:?}");
        assert_eq!(ask(&Task::Describe).expect("described again"), described);
        assert_eq!(judge.idle().len(), 1);
    }
}
