//! One call of the compiler: its arguments, its limit, and what it leaves behind.

use super::diagnostics::Diagnostic;
use super::rustc::CompilerCall;
use crate::course::project::Project;
use anyhow::Context;
use nabla_grading::{GivenUp, may_be_killed};
use nabla_layers::{Layers, Profile};
use std::ffi::OsString;
use std::io::Read;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What a program can tell of its panics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Knows {
    /// The place of a panic in the learner's own code: what every program can tell, and the least to compile and link.
    Places,
    /// The lines that lead there as well: where a library was called that panicked.
    Lines,
}

impl Knows {
    /// Where the compiler keeps what it need not do again.
    pub(super) fn folder(self) -> &'static str {
        match self {
            Self::Places => "incremental",
            Self::Lines => "incremental-lines",
        }
    }
}

/// Far beyond any honest file; a file can make the compiler run for ever.
const COMPILER_LIMIT: Duration = Duration::from_secs(60);

/// What is said where nobody waited any longer.
pub const NO_END: &str = "the compiler did not finish";

/// More than anybody reads; a file can make the compiler complain for ever.
const LONGEST: u64 = 16 << 20;

/// A newer save has made this check stale.
#[derive(Debug)]
pub struct Stale;

impl std::fmt::Display for Stale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("given up for a newer save")
    }
}

impl std::error::Error for Stale {}

/// What the verdict rests on, whatever a profile says of this package: what comes last counts.
const VERDICT: [&str; 3] = ["-Cpanic=unwind", "-Coverflow-checks=on", "-Cdebug-assertions=on"];

/// The compiler as Cargo would call it, on `main.rs` in a folder; what lints say is left to the caller.
pub fn command(
    project: &Project,
    call: &CompilerCall,
    folder: &Path,
    chapter: &str,
    knows: Knows,
    program: &Path,
) -> Command {
    let mut rustc = Command::new(&call.rustc);
    rustc.current_dir(&project.root).arg(folder.join("main.rs")).arg("-o").arg(program);
    rustc.args(["--crate-type=bin", "--edition=2024", "--error-format=json", "--json=diagnostic-rendered-ansi"]);
    rustc.arg("--crate-name").arg(chapter.replace('-', "_"));
    rustc.args(&call.arguments).args(VERDICT);
    // What runs for a moment is not worth a longer compilation.
    rustc.arg("-Copt-level=0");
    match knows {
        Knows::Places => rustc.args(["-Cdebuginfo=0", "-Cstrip=symbols"]),
        Knows::Lines => rustc.arg("-Cdebuginfo=line-tables-only"),
    };
    rustc.arg(remap(&project.root));
    rustc
}

/// Where the compiler keeps what it need not do again.
pub(super) fn incremental(folder: &Path, knows: Knows) -> OsString {
    prefixed("-Cincremental=", &folder.join(knows.folder()))
}

/// Paths in messages and panics start at the project's root.
fn remap(root: &Path) -> OsString {
    let mut argument = prefixed("--remap-path-prefix=", root);
    argument.push(std::path::MAIN_SEPARATOR_STR);
    argument.push("=");
    argument
}

pub fn prefixed(prefix: &str, path: &Path) -> OsString {
    let mut argument = OsString::from(prefix);
    argument.push(path);
    argument
}

/// A library that is gone, or was compiled by another compiler: what Cargo said is out of date.
pub(super) fn lost_library(error: &Diagnostic) -> bool {
    let codes = ["E0460", "E0461", "E0462", "E0463", "E0514", "E0786"];
    error.code.as_ref().is_some_and(|code| codes.contains(&code.code.as_str()))
}

/// Runs the compiler, unless it is given up: whether it was content, and its messages.
pub(super) fn run(rustc: Command, given_up: &GivenUp) -> anyhow::Result<(bool, String)> {
    let Ended { status, output } = ended(rustc, COMPILER_LIMIT, given_up)?;
    match status {
        Some(status) => Ok((status.success(), output)),
        None => Ok((false, format!("{NO_END} within {} s\n", COMPILER_LIMIT.as_secs()))),
    }
}

/// The same in a cage. Where the compiler itself failed there are no messages but its own last words, which differ from
/// call to call: one sentence stands for them.
pub(super) fn run_caged(rustc: Command, seconds: u64, given_up: &GivenUp) -> anyhow::Result<(bool, String)> {
    // On a busy machine the clock on the wall runs faster.
    const PATIENCE: u32 = 5;
    let Ended { status, output } = ended(rustc, Duration::from_secs(seconds) * PATIENCE, given_up)?;
    let (said, messages) = output.split_once('\n').unwrap_or((&output, ""));
    if !(status.is_none() && said.is_empty()) {
        Layers::read(said)?;
    }
    let is_refused = !super::diagnostics::errors(messages).is_empty();
    match status {
        Some(status) if status.success() || is_refused && status.code() == Some(1) => {
            Ok((status.success(), messages.to_owned()))
        }
        // The cage's own bounds end it otherwise.
        _ if status.is_none_or(may_be_killed) => {
            Ok((false, format!("{NO_END} on a machine that had much else to do.\n")))
        }
        _ => {
            let megabytes = Profile::Compile.bounds().memory >> 20;
            let sentence =
                format!("This file was too much for the compiler, which has {seconds} s and {megabytes} MiB.\n");
            Ok((false, sentence))
        }
    }
}

/// How a call of the compiler ended, and what it said.
struct Ended {
    /// None when it had to be ended.
    status: Option<ExitStatus>,
    output: String,
}

fn ended(mut rustc: Command, limit: Duration, given_up: &GivenUp) -> anyhow::Result<Ended> {
    rustc.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = rustc.spawn().with_context(|| format!("{} cannot be started", rustc.get_program().display()))?;
    let mut pipe = child.stderr.take().context("the compiler's messages cannot be read")?.take(LONGEST);
    let messages = thread::spawn(move || {
        let mut bytes = Vec::new();
        // What was read before an error is all there is.
        let _ = pipe.read_to_end(&mut bytes);
        // Whoever writes without end would otherwise wait for a reader without end.
        let _ = std::io::copy(pipe.get_mut(), &mut std::io::sink());
        String::from_utf8_lossy(&bytes).into_owned()
    });
    let start = Instant::now();
    let status = loop {
        match child.try_wait()? {
            Some(status) => break Some(status),
            None if given_up.is_raised() => {
                child.kill()?;
                child.wait()?;
                return Err(Stale.into());
            }
            None if start.elapsed() > limit => {
                child.kill()?;
                child.wait()?;
                break None;
            }
            None => thread::sleep(Duration::from_millis(1)),
        }
    };
    Ok(Ended { status, output: messages.join().unwrap_or_default() })
}
