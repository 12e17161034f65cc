//! Pictures that answer while somebody moves them: a judge that stays, with the learner's process kept warm between two moves.
//!
//! The verdict is asked once, when the first picture is wanted. A move that the learner's function does not survive costs that picture
//! and no other: the next one is drawn by a fresh process.

use crate::answers::answer::Outcome;
use crate::chapter::{Chapter, DEFAULT_SEED};
use crate::exercise::Exercise;
use crate::exercise::probe::Probe;
use crate::figure::sampler::Seen;
use crate::figure::{Figure, Settings};
use crate::judge_program::{JudgeError, Task, end, start};
use crate::judging::picture::Sketched;
use crate::judging::saying::words;
use crate::judging::verdict::{Status, Verdict};
use crate::process::learner::Learner;
use crate::process::limits::Limits;
use crate::process::wire::{read_frame, write_frame};
use serde::{Deserialize, Serialize};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::time::Duration;

/// Nobody who drags waits for longer.
const SILENCE: Duration = Duration::from_secs(1);

/// A learner's picture as somebody has moved it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moved {
    /// The picture; none where there is nothing to see.
    pub figure: Option<Figure>,
    /// The first call that had no answer here, and what happened: `f_x(3, -4) panicked: …`.
    pub trouble: Option<String>,
}

/// A judge that draws one exercise of a learner's program, as often as it is asked. Dropping it ends both processes.
#[derive(Debug)]
pub struct LivePicture {
    judge: Child,
    /// Closed to say that nobody wants another picture.
    input: Option<BufWriter<ChildStdin>>,
    output: BufReader<ChildStdout>,
}

impl LivePicture {
    /// Starts a chapter's judge on one exercise of a learner's program.
    ///
    /// # Errors
    /// When the judge cannot be started.
    pub fn start(judge: &Path, exercise: &str, program: &Path) -> Result<Self, JudgeError> {
        let (judge, input, output) = start(judge, Stdio::null())?;
        let mut live = Self { judge, input: Some(BufWriter::new(input)), output: BufReader::new(output) };
        live.send(&Task::Live { exercise: exercise.to_owned(), program: program.to_owned() })?;
        Ok(live)
    }

    /// The picture with its controls there.
    ///
    /// # Errors
    /// When the judge has ended: start another one.
    pub fn moved(&mut self, settings: &Settings) -> Result<Moved, JudgeError> {
        self.send(settings)?;
        match read_frame(&mut self.output) {
            Ok(Some(moved)) => Ok(moved),
            Ok(None) => Err(JudgeError::Ended("it closed its end".to_owned())),
            Err(error) => Err(JudgeError::Ended(error.to_string())),
        }
    }

    fn send(&mut self, message: &impl Serialize) -> Result<(), JudgeError> {
        let Some(input) = &mut self.input else { return Ok(()) };
        let sent = write_frame(input, message).and_then(|()| Ok(input.flush()?));
        sent.map_err(|error| JudgeError::Ended(error.to_string()))
    }
}

impl Drop for LivePicture {
    fn drop(&mut self) {
        self.input = None;
        // It ends its learner's process first, and may still wait for that one's last answer.
        end(&mut self.judge);
    }
}

/// The judge's side: a picture for each move, until nobody sends any more.
pub(crate) fn serve(
    chapter: &Chapter,
    exercise: &str,
    program: &Path,
    input: &mut impl Read,
    output: &mut impl Write,
) -> io::Result<()> {
    let Some(exercise) = chapter.exercise(exercise) else {
        return Err(io::Error::other(format!("the chapter {} has no exercise `{exercise}`", chapter.name)));
    };
    let mut warm = Warm { exercise, program, learner: None, verdict: None };
    while let Some(settings) = read_frame::<Settings>(input).map_err(io::Error::other)? {
        let moved = warm.draw(&settings)?;
        write_frame(output, &moved).map_err(io::Error::other)?;
        output.flush()?;
    }
    Ok(())
}

/// An exercise with the learner's process that answers it.
struct Warm<'a> {
    exercise: &'a Exercise,
    program: &'a Path,
    learner: Option<Learner>,
    verdict: Option<Verdict>,
}

impl Warm<'_> {
    fn draw(&mut self, settings: &Settings) -> io::Result<Moved> {
        let is_fresh = self.learner.is_none();
        let verdict = self.verdict()?;
        let exercise = self.exercise;
        let sketched = exercise.sketched_with(self.learner()?, &verdict, settings.clone());
        let Some(Sketched { figure, seen }) = sketched else {
            return Ok(Moved { figure: None, trouble: None });
        };
        if seen.iter().any(|seen| seen.reply.is_err()) {
            self.learner = None;
            // A process that has answered for a long time may have used up what it is allowed in all.
            if !is_fresh {
                return self.draw(settings);
            }
        }
        Ok(Moved { figure, trouble: seen.iter().find_map(|seen| exercise.trouble(seen)) })
    }

    /// How the exercise stands, judged once, as far as a picture cares.
    fn verdict(&mut self) -> io::Result<Verdict> {
        if let Some(verdict) = &self.verdict {
            return Ok(verdict.clone());
        }
        let exercise = self.exercise;
        let verdict = exercise.judge(self.learner()?, DEFAULT_SEED);
        // What a judge asks may well end the process, at an edge that no picture asks for; there is still much to see.
        self.learner = None;
        let status = match verdict.status {
            Status::Panicked | Status::NoAnswer | Status::Crashed => Status::Wrong,
            status => status,
        };
        Ok(self.verdict.insert(Verdict { status, ..verdict }).clone())
    }

    fn learner(&mut self) -> io::Result<&mut Learner> {
        let learner = match self.learner.take() {
            Some(learner) => learner,
            None => {
                let limits = Limits { silence: SILENCE, ..Limits::default() };
                Learner::start(self.program, self.exercise.name, &limits)?
            }
        };
        Ok(self.learner.insert(learner))
    }
}

impl Exercise {
    /// What happened where a call had no answer.
    fn trouble(&self, seen: &Seen) -> Option<String> {
        let what = match &seen.reply {
            Err(failure) => words(failure).to_owned(),
            Ok(answer) => match &answer.outcome {
                Outcome::Panic { message, .. } => format!("panicked: {message}"),
                _ => return None,
            },
        };
        let probe = Probe { arguments: seen.arguments.clone(), article: None, clause: None };
        Some(format!("{}: {what}", probe.call_text(self.name)))
    }
}
