//! A chapter's judge as a program of its own, and the call of it.
//!
//! Whoever wants a verdict starts the program, sends one [`Task`] and reads one [`Finding`], over the same wire as probes. So a
//! runner depends on no chapter, a chapter is built when somebody first asks for it, and a judge that panics costs one verdict.
//! The learner's code is one process further away: the judge starts it, asks it, and kills it.

use crate::chapter::{Chapter, DEFAULT_SEED, Examined};
use crate::figure::Figure;
use crate::live;
use crate::process::limits::{GivenUp, Limits};
use crate::process::wire::{WireError, read_frame, write_frame};
use crate::self_check::Proof;
use serde::{Deserialize, Serialize};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitCode, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

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
        /// What stands in front of it, as [`Limits::cage`] says; empty for a learner's own check.
        cage: Vec<String>,
        /// The seed from which random probes are drawn.
        seed: u64,
        /// Whether a picture is wanted.
        draw: bool,
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

/// The `main` of a chapter's judge: does the one task that stands on its standard input. When that input ends first, nobody waits
/// for the finding any more, and the learner's process is ended too.
pub fn judge_program(chapter: fn() -> Chapter) -> ExitCode {
    let mut input = io::stdin();
    let task = match read_frame::<Task>(&mut input) {
        Ok(Some(task)) => task,
        Ok(None) => return ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("this program is started by `cargo xtask`, which asks it on its standard input: {error}");
            return ExitCode::FAILURE;
        }
    };
    if let Task::Live { exercise, program } = &task {
        let ended = live::serve(&chapter(), exercise, program, &mut input, &mut BufWriter::new(io::stdout()));
        return if ended.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let given_up = GivenUp::default();
    let leaving = given_up.clone();
    thread::spawn(move || {
        // Nothing more is ever sent: the channel's end says that whoever asked has gone.
        let _ = io::copy(&mut input, &mut io::sink());
        leaving.raise();
    });
    let finding = chapter().find(&task, &given_up);
    let mut output = BufWriter::new(io::stdout());
    let sent = match write_frame(&mut output, &finding) {
        Err(error @ WireError::TooLong(_)) => write_frame(&mut output, &Finding::Failed(error.to_string())),
        other => other,
    };
    match sent.and_then(|()| Ok(output.flush()?)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

impl Chapter {
    /// Does one task.
    fn find(&self, task: &Task, given_up: &GivenUp) -> Finding {
        let (Task::Examine { exercise: name, .. } | Task::Prove { exercise: name } | Task::Gallery { exercise: name }) =
            task
        else {
            return Finding::Described(self.descriptions());
        };
        let Some(exercise) = self.exercise(name) else {
            return Finding::Failed(format!("the chapter {} has no exercise `{name}`", self.name));
        };
        match task {
            Task::Examine { program, cage, seed, draw, .. } => {
                let limits = Limits { cage: cage.clone(), given_up: given_up.clone(), ..Limits::default() };
                match exercise.examine(program, *seed, &limits, *draw) {
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

/// Why a judge found nothing.
#[derive(Debug, thiserror::Error)]
pub enum JudgeError {
    /// Its program could not be started.
    #[error("{path} cannot be started: {source}", path = .path.display())]
    Start {
        /// The judge's program.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It ended before it had found anything; what it said last is the reason.
    #[error("the judge ended without a finding: {0}")]
    Ended(String),
    /// It said itself that it could not do what it was asked.
    #[error("{0}")]
    Failed(String),
    /// Nobody waited for it any more.
    #[error("given up")]
    GivenUp,
}

/// Has a chapter's judge do one task.
///
/// # Errors
/// When the program cannot be started, ends without a finding, says that it cannot do the task, or is given up.
pub fn ask_judge(program: &Path, task: &Task, given_up: &GivenUp) -> Result<Finding, JudgeError> {
    let mut command = Command::new(program);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut judge = command.spawn().map_err(|source| JudgeError::Start { path: program.to_owned(), source })?;
    let (input, output, said) = (judge.stdin.take(), judge.stdout.take(), judge.stderr.take());
    // Kept open until the finding is there: its end says that nobody waits any more.
    let mut input = input;
    if let Some(pipe) = &mut input {
        // A judge that has ended at once says why on its standard error.
        let _ = write_frame(pipe, task).and_then(|()| Ok(pipe.flush()?));
    }
    let complaint = thread::spawn(move || {
        let mut text = String::new();
        let _ = said.map(|mut said| said.read_to_string(&mut text));
        text
    });
    let (sender, findings) = mpsc::channel();
    thread::spawn(move || sender.send(read_finding(output)));
    let finding = loop {
        match findings.recv_timeout(Duration::from_millis(20)) {
            Ok(finding) => break finding,
            Err(RecvTimeoutError::Disconnected) => break None,
            Err(RecvTimeoutError::Timeout) if given_up.is_raised() => {
                drop(input);
                end(&mut judge);
                return Err(JudgeError::GivenUp);
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
    };
    drop(input);
    end(&mut judge);
    match finding {
        Some(Finding::Failed(why)) => Err(JudgeError::Failed(why)),
        Some(finding) => Ok(finding),
        None => Err(JudgeError::Ended(complaint.join().unwrap_or_default().trim().to_owned())),
    }
}

fn read_finding(output: Option<ChildStdout>) -> Option<Finding> {
    read_frame(&mut BufReader::new(output?)).ok().flatten()
}

/// Waits for the judge, which has nothing left to do but to end its learner's process.
pub(crate) fn end(judge: &mut Child) {
    const MOMENT: Duration = Duration::from_secs(2);
    let start = Instant::now();
    while start.elapsed() < MOMENT {
        if !matches!(judge.try_wait(), Ok(None)) {
            return;
        }
        thread::sleep(Duration::from_micros(200));
    }
    // It may have ended meanwhile.
    let _ = judge.kill();
    let _ = judge.wait();
}
