//! The judge's side: tasks in, findings out, one at a time.

use super::warm::Warm;
use super::{Finding, Task};
use crate::chapter::Chapter;
use crate::live;
use crate::process::limits::GivenUp;
use crate::process::wire::{WireError, read_frame, write_frame};
use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver};
use std::thread;

/// The `main` of a chapter's judge: does the tasks that come on its standard input. When that input ends, nobody waits for a finding
/// any more, and the learner's process is ended too.
pub fn judge_program(chapter: fn() -> Chapter) -> ExitCode {
    let mut input = io::stdin();
    let first = match read_frame::<Task>(&mut input) {
        Ok(Some(task)) => task,
        Ok(None) => return ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("this program is started by `cargo xtask`, which asks it on its standard input: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut output = BufWriter::new(io::stdout());
    let served = match &first {
        Task::Live { exercise, program } => live::serve(&chapter(), exercise, program, &mut input, &mut output),
        _ => serve(&chapter(), first, input, &mut output),
    };
    if served.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Does this task and those that follow.
fn serve(chapter: &Chapter, first: Task, input: impl Read + Send + 'static, output: &mut impl Write) -> io::Result<()> {
    let given_up = GivenUp::default();
    let tasks = further(input, given_up.clone());
    let (mut next, mut warm) = (Some(first), Warm::default());
    while let Some(task) = next {
        let finding = chapter.find(&task, &given_up, &mut warm);
        let sent = match write_frame(output, &finding) {
            Err(error @ WireError::TooLong(_)) => write_frame(output, &Finding::Failed(error.to_string())),
            other => other,
        };
        sent.map_err(io::Error::other)?;
        output.flush()?;
        next = tasks.recv().ok();
    }
    Ok(())
}

/// The tasks after the first. Where they end, whoever asked has gone, even while a task is being done.
fn further(mut input: impl Read + Send + 'static, given_up: GivenUp) -> Receiver<Task> {
    let (sender, tasks) = mpsc::channel();
    thread::spawn(move || {
        while let Ok(Some(task)) = read_frame::<Task>(&mut input) {
            if sender.send(task).is_err() {
                break;
            }
        }
        given_up.raise();
    });
    tasks
}
