//! The learner's side: a process that does one thing, answer probes.

use crate::answers::answer::{Answer, Outcome};
use crate::answers::looks::Looks;
use crate::process::channel::learner_end;
use crate::process::doorway::Answers;
use crate::process::wire::{Request, Response, WireError, read_frame, write_frame};
use std::io::{self, BufReader, BufWriter, Write};
use std::process::ExitCode;

/// Answers every probe that comes in, until the judge closes the channel. The right answers are never in this process, and neither its exit
/// code nor what it prints means anything to the judge.
#[must_use]
pub fn serve(answers: &Answers) -> ExitCode {
    let Ok(stream) = learner_end() else {
        eprintln!("This program answers the judge. Start it with `cargo xtask check`.");
        return ExitCode::from(2);
    };
    match converse(&mut BufReader::new(&stream), &mut BufWriter::new(&stream), answers) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("The judge cannot be reached: {error}.");
            ExitCode::from(3)
        }
    }
}

fn converse(requests: &mut impl io::Read, responses: &mut impl Write, answers: &Answers) -> Result<(), WireError> {
    let (mut opened, mut part) = (String::new(), None);
    while let Some(request) = read_frame(requests)? {
        match request {
            Request::Open { exercise, part: asked, memory_bytes, cpu_seconds } => {
                limit(memory_bytes, cpu_seconds);
                (opened, part) = (exercise, answers.part(asked));
            }
            Request::Ask { number, arguments } => {
                let answer = match part.as_ref().unwrap_or(answers).get(&opened) {
                    Some(function) => function.answer(&arguments).bounded(),
                    None => unanswerable(format!("the doorway (main.rs) does not answer for `{opened}`")),
                };
                let was_too_much = matches!(answer.outcome, Outcome::TooMuch(_));
                respond(responses, number, answer)?;
                if was_too_much {
                    // As much again for every probe would take minutes.
                    return Ok(());
                }
            }
            Request::Rest => {
                // What was printed without a line's end would otherwise arrive after the last word.
                let _ = io::stdout().flush();
                fall_silent();
                write_frame(responses, &Response::Resting)?;
                responses.flush()?;
            }
        }
    }
    Ok(())
}

fn respond(responses: &mut impl Write, number: u32, answer: Answer) -> Result<(), WireError> {
    match write_frame(responses, &Response::Answer { number, answer }) {
        Err(WireError::TooLong(bytes)) => {
            let outcome = Outcome::TooMuch(format!("{bytes} bytes, more than any right answer holds"));
            let answer = Answer { outcome, looks: Looks::default() };
            write_frame(responses, &Response::Answer { number, answer })?;
        }
        other => other?,
    }
    Ok(responses.flush()?)
}

fn unanswerable(why: String) -> Answer {
    Answer { outcome: Outcome::Unanswerable(why), looks: Looks::default() }
}

/// What is printed from here on belongs to the sampling of a figure, and would bury what the probes printed.
#[cfg(unix)]
fn fall_silent() {
    if let Ok(nowhere) = std::fs::OpenOptions::new().write(true).open("/dev/null") {
        let _ = rustix::stdio::dup2_stdout(&nowhere);
        let _ = rustix::stdio::dup2_stderr(&nowhere);
    }
}

#[cfg(not(unix))]
fn fall_silent() {}

/// The process limits itself before any learner's code runs; what the system cannot limit, the judge watches.
#[cfg(unix)]
fn limit(memory_bytes: u64, cpu_seconds: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limits = [(Resource::As, memory_bytes), (Resource::Cpu, cpu_seconds), (Resource::Core, 0)];
    for (resource, amount) in limits {
        let _ = setrlimit(resource, Rlimit { current: Some(amount), maximum: Some(amount) });
    }
}

#[cfg(not(unix))]
fn limit(_memory_bytes: u64, _cpu_seconds: u64) {}
