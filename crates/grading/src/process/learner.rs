//! The judge's side: starting a learner's process, asking it, and ending it whatever it does.

use crate::answers::answer::Answer;
use crate::process::cage;
use crate::process::channel::{Stream, judge_end};
use crate::process::limits::Limits;
use crate::process::printed::Printed;
use crate::process::respondent::{Failure, Respondent};
use crate::process::watchdog::{GLANCE, Watch};
use crate::process::wire::{Request, Response, WireError, read_frame, write_frame};
use nabla_core::Value;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Child, ExitStatus};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// A running learner's process, for one exercise. Dropping it ends the process and everything in its group.
pub struct Learner {
    child: Child,
    requests: Option<Sender<Request>>,
    responses: Receiver<Result<Response, WireError>>,
    printed: Printed,
    watch: Watch,
    asked: u32,
    failure: Option<Failure>,
}

impl Learner {
    /// Starts `program`, in a cage where the limits name one, and tells it which exercise will be asked.
    ///
    /// # Errors
    /// When the program cannot be started, or the cage cannot be closed.
    pub fn start(program: &Path, exercise: &str, limits: &Limits) -> io::Result<Self> {
        let mut command = cage::around(program, &limits.cage);
        let opening = judge_end(&mut command)?;
        let (reader, writer) = io::pipe()?;
        command.stdout(writer.try_clone()?).stderr(writer).env_remove("RUST_BACKTRACE");
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        // The command holds the child's ends of the pipes; they must close here for their end to be seen.
        drop(command);
        let stream = opening.connect()?;
        if !limits.cage.is_empty()
            && let Err(error) = cage::closed(&stream)
        {
            let _ = child.kill();
            let _ = child.wait();
            return Err(error);
        }
        let stream = Arc::new(stream);
        let watch = Watch::new(child.id(), limits.clone());
        let mut learner = Self {
            child,
            requests: Some(write_requests(Arc::clone(&stream))),
            responses: read_responses(stream),
            printed: Printed::collect(reader, limits.printed_bytes),
            watch,
            asked: 0,
            failure: None,
        };
        learner.open(exercise, limits);
        Ok(learner)
    }

    /// Tells it which exercise will be asked from here on.
    pub(crate) fn open(&mut self, exercise: &str, limits: &Limits) {
        self.watch = Watch::new(self.child.id(), limits.clone());
        let cpu_seconds = limits.exercise.as_secs().saturating_add(5);
        let Limits { part, memory_bytes, .. } = *limits;
        self.send(Request::Open { exercise: exercise.to_owned(), part, memory_bytes, cpu_seconds });
    }

    /// Whether nothing has happened so far that could touch what is asked next: it has answered all, and printed nothing.
    pub(crate) fn is_in_order(&self) -> bool {
        self.failure.is_none() && self.printed.total() == 0
    }

    /// Whether it was ended because it took too long, for which only its latest exercise counts.
    pub(crate) fn took_too_long(&self) -> bool {
        matches!(self.failure, Some(Failure::NoAnswer(_) | Failure::Late(_)))
    }

    /// Whether the process is still there after its answers, and in order. What it does later, when a figure is drawn,
    /// no longer touches the verdict.
    ///
    /// # Errors
    /// The failure, if there was one.
    pub fn still_there(&mut self) -> Result<(), Failure> {
        self.send(Request::Rest);
        if self.failure.is_none() {
            match self.next_response() {
                Ok(Response::Resting) => {}
                Ok(Response::Answer { .. }) => {
                    self.fail(Failure::Crashed("it answered a question that was not asked".to_owned()));
                }
                Err(failure) => self.fail(failure),
            }
        }
        self.failure.clone().map_or(Ok(()), Err)
    }

    /// Ends the process and returns what it printed, cut at the limit.
    #[must_use]
    pub fn finish(mut self) -> String {
        self.kill();
        self.printed.text()
    }

    fn send(&self, request: Request) {
        // A writer that is gone has met a closed channel; the reader will say so.
        if let Some(requests) = &self.requests {
            let _ = requests.send(request);
        }
    }

    fn fail(&mut self, failure: Failure) {
        self.failure.get_or_insert(failure);
        self.kill();
    }

    /// Ends the whole process group.
    fn kill(&mut self) {
        self.requests = None;
        #[cfg(unix)]
        if let Some(group) = i32::try_from(self.child.id()).ok().and_then(rustix::process::Pid::from_raw) {
            // An error means that nobody of the group is left.
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// The next frame, or why none will come.
    fn next_response(&mut self) -> Result<Response, Failure> {
        self.watch.start_waiting();
        loop {
            match self.responses.recv_timeout(GLANCE) {
                Ok(Ok(response)) => {
                    // A process that answers quickly and without end would otherwise never be looked at.
                    self.watch.glance_if_due(&self.printed)?;
                    return Ok(response);
                }
                Ok(Err(WireError::Channel(_))) | Err(RecvTimeoutError::Disconnected) => return Err(self.ended()),
                Ok(Err(error)) => return Err(Failure::Crashed(format!("its process sent {error}"))),
                Err(RecvTimeoutError::Timeout) => self.watch.glance(&self.printed)?,
            }
        }
    }

    /// The channel is closed: how did the process end?
    fn ended(&mut self) -> Failure {
        let start = Instant::now();
        let status = loop {
            match self.child.try_wait() {
                Ok(None) if start.elapsed() < Duration::from_millis(500) => thread::sleep(Duration::from_millis(1)),
                other => break other.ok().flatten(),
            }
        };
        if let Err(failure) = self.watch.check_flood(&self.printed) {
            return failure;
        }
        let printed = if status.is_some() { self.printed.text() } else { String::new() };
        ending(status, &printed, &self.watch.limits)
    }
}

impl Respondent for Learner {
    fn ask(&mut self, probes: &[Vec<Value>]) -> Vec<Result<Answer, Failure>> {
        let first = self.asked;
        for arguments in probes {
            self.send(Request::Ask { number: self.asked, arguments: arguments.clone() });
            self.asked += 1;
        }
        (first..self.asked)
            .map(|expected| {
                if let Some(failure) = &self.failure {
                    return Err(failure.clone());
                }
                let failure = match self.next_response() {
                    Ok(Response::Answer { number, answer }) if number == expected => return Ok(answer.bounded()),
                    Ok(_) => Failure::Crashed("its process sent an answer to another question".to_owned()),
                    Err(failure) => failure,
                };
                self.fail(failure.clone());
                Err(failure)
            })
            .collect()
    }
}

impl Drop for Learner {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Writes requests on a thread of its own, so that two full channels can never wait for each other.
fn write_requests(stream: Arc<Stream>) -> Sender<Request> {
    let (sender, requests) = mpsc::channel::<Request>();
    thread::spawn(move || {
        let mut channel = BufWriter::new(&*stream);
        while let Ok(mut request) = requests.recv() {
            loop {
                if write_frame(&mut channel, &request).is_err() {
                    return;
                }
                match requests.try_recv() {
                    Ok(next) => request = next,
                    Err(_) => break,
                }
            }
            if channel.flush().is_err() {
                return;
            }
        }
        let _ = stream.shutdown(std::net::Shutdown::Write);
    });
    sender
}

fn read_responses(stream: Arc<Stream>) -> Receiver<Result<Response, WireError>> {
    // A bounded channel: a process that answers without being asked fills the pipe, not the judge's memory.
    let (sender, responses) = mpsc::sync_channel(256);
    thread::spawn(move || {
        let mut channel = BufReader::new(&*stream);
        while let Some(response) = read_frame(&mut channel).transpose() {
            let last = response.is_err();
            if sender.send(response).is_err() || last {
                return;
            }
        }
    });
    responses
}

/// Words for an ending. The printed text only helps to explain; the verdict is the same without it.
fn ending(status: Option<ExitStatus>, printed: &str, limits: &Limits) -> Failure {
    if printed.contains("has overflowed its stack") {
        return Failure::Crashed("the stack overflowed: does a recursion never end?".to_owned());
    }
    if printed.contains("memory allocation of") {
        return Failure::Crashed(format!(
            "it asked for more memory than it may have ({} MiB): does a list grow without end?",
            limits.memory_bytes >> 20
        ));
    }
    match status {
        Some(status) if status.code().is_some() => Failure::Crashed(format!(
            "its process ended ({status}) before it had answered: return the answer, and do not call `exit`"
        )),
        Some(status) => {
            let words = format!(
                "its process was ended ({status}) before it had answered: does it abort, or panic while it panics?"
            );
            if may_be_killed(status) { Failure::Ended(words) } else { Failure::Crashed(words) }
        }
        None => Failure::Ended("its process closed the channel before it had answered".to_owned()),
    }
}

/// Whether a process was ended by a signal that a system without memory sends as well; where there are no signals, nobody knows.
#[cfg(unix)]
#[must_use]
pub fn may_be_killed(status: ExitStatus) -> bool {
    std::os::unix::process::ExitStatusExt::signal(&status) == Some(rustix::process::Signal::KILL.as_raw())
}

/// Whether a process was ended by a signal that a system without memory sends as well; where there are no signals, nobody knows.
#[cfg(not(unix))]
#[must_use]
pub fn may_be_killed(_status: ExitStatus) -> bool {
    true
}
