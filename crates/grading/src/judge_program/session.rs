//! The asking side: a judge that has been started, and may be asked again.

use super::{Finding, Task};
use crate::process::limits::GivenUp;
use crate::process::wire::{read_frame, write_frame};
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How much of what a judge complains about is kept.
const MOST_SAID: u64 = 64 << 10;

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

/// A chapter's judge at work. Dropping it ends its process, and the learner's with it.
#[derive(Debug)]
pub struct JudgeSession {
    judge: Child,
    /// Kept open: its end says that nobody waits any more.
    input: Option<ChildStdin>,
    findings: Receiver<Finding>,
    complaint: Option<JoinHandle<String>>,
}

impl JudgeSession {
    /// Starts a judge's program.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(program: &Path) -> Result<Self, JudgeError> {
        let (mut judge, input, output) = start(program, Stdio::piped())?;
        let complaint = judge.stderr.take().map(collect);
        Ok(Self { judge, input: Some(input), findings: read_findings(output), complaint })
    }

    /// Has the judge do one task. After an error other than [`JudgeError::Failed`] it does no other.
    ///
    /// # Errors
    /// When it ends without a finding, says that it cannot do the task, or is given up.
    pub fn ask(&mut self, task: &Task, given_up: &GivenUp) -> Result<Finding, JudgeError> {
        if let Some(pipe) = &mut self.input {
            // A judge that has ended at once says why on its standard error.
            let _ = write_frame(pipe, task).and_then(|()| Ok(pipe.flush()?));
        }
        loop {
            match self.findings.recv_timeout(Duration::from_millis(20)) {
                Ok(Finding::Failed(why)) => return Err(JudgeError::Failed(why)),
                Ok(finding) => return Ok(finding),
                Err(RecvTimeoutError::Disconnected) => return Err(self.ended()),
                Err(RecvTimeoutError::Timeout) if given_up.is_raised() => return Err(JudgeError::GivenUp),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    fn ended(&mut self) -> JudgeError {
        self.input = None;
        end(&mut self.judge);
        let said = self.complaint.take().and_then(|said| said.join().ok()).unwrap_or_default();
        JudgeError::Ended(said.trim().to_owned())
    }
}

impl Drop for JudgeSession {
    fn drop(&mut self) {
        self.input = None;
        end(&mut self.judge);
    }
}

/// Starts a judge's program, with what leads to it and from it.
pub(crate) fn start(program: &Path, complaints: Stdio) -> Result<(Child, ChildStdin, ChildStdout), JudgeError> {
    let failed = |source| JudgeError::Start { path: program.to_owned(), source };
    let mut command = Command::new(program);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(complaints);
    let mut judge = command.spawn().map_err(failed)?;
    match (judge.stdin.take(), judge.stdout.take()) {
        (Some(input), Some(output)) => Ok((judge, input, output)),
        _ => Err(failed(io::Error::other("it has no pipes"))),
    }
}

fn read_findings(output: ChildStdout) -> Receiver<Finding> {
    let (sender, findings) = mpsc::channel();
    thread::spawn(move || {
        let mut output = BufReader::new(output);
        while let Ok(Some(finding)) = read_frame(&mut output) {
            if sender.send(finding).is_err() {
                return;
            }
        }
    });
    findings
}

/// What a judge says when it fails; the rest of a long complaint is read, too, so that the judge never waits for a reader.
fn collect(mut said: ChildStderr) -> JoinHandle<String> {
    thread::spawn(move || {
        let mut text = Vec::new();
        let _ = said.by_ref().take(MOST_SAID).read_to_end(&mut text);
        let _ = io::copy(&mut said, &mut io::sink());
        String::from_utf8_lossy(&text).into_owned()
    })
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
