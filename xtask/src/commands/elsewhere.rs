//! Commands that a program of its own knows, so that nobody waits for its libraries who does not ask for it.

use crate::course::project::Project;
use crate::exit::ExitOutcome;
use anyhow::{Context, anyhow, bail};
use nabla_launcher::Voice;
use std::convert::Infallible;
use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A program of the house that is built when it is first asked for.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// Its package, and its own name.
    package: &'static str,
    /// What it is there for, in a few words.
    purpose: &'static str,
    /// How long its first build takes on two cores.
    takes: &'static str,
    /// With which of Cargo's profiles it and all that it asks for are built; none for the usual one.
    profile: Option<&'static str>,
}

/// `watch`, `list`, `report`: what a learner looks at for longer than a moment.
pub const DESK: Program = Program::new("nabla-desk", "what watches, lists and reports", FEW_SECONDS);
/// `book`: lessons, statements, hints and figures as pages.
pub const BOOK: Program = Program::new("nabla-book", "what makes the book", "about a minute");
/// `live`: the book in a browser.
pub const LIVE: Program = Program::new("nabla-live", "what serves the book", "about half a minute");
/// `stub`, `verify`, `gallery`, `naming`, `bench`: for whoever writes exercises.
pub const AUTHORS: Program = Program::new("nabla-authors", "what authors use", FEW_SECONDS);
/// `grade`, `starter`: for whoever teaches a class.
pub const CLASS: Program =
    Program { profile: Some("class"), ..Program::new("nabla-class", "what grades a class", "about a minute") };
/// `siege`: hostile submissions, put on the cage.
pub const SIEGE: Program = Program::new("nabla-siege", "what puts hostile submissions on the cage", FEW_SECONDS);
/// Shows a picture in the terminal.
pub const INLINE: Program = Program::new("nabla-inline", "what shows pictures in the terminal", FEW_SECONDS);

const FEW_SECONDS: &str = "a few seconds";

impl Program {
    const fn new(package: &'static str, purpose: &'static str, takes: &'static str) -> Self {
        Self { package, purpose, takes, profile: None }
    }

    /// The program, built if it is not there or its sources have changed.
    ///
    /// # Errors
    /// When Cargo cannot build it.
    pub fn find(self, project: &Project) -> anyhow::Result<PathBuf> {
        let workshop = project.workshop().with_profile(self.profile);
        if let Some(program) = workshop.fresh(self.package) {
            return Ok(program);
        }
        let words = format!("Building {}: once, in {}", self.purpose, self.takes);
        workshop.build(self.package, &words, Voice::Heard).with_context(|| format!("{} cannot be built", self.purpose))
    }

    /// Has it do a command of its own, and waits; of what it says on the way, only what it builds and what went wrong is shown.
    ///
    /// # Errors
    /// When it cannot be built or started, or fails.
    pub fn run(self, project: &Project, arguments: &[&str]) -> anyhow::Result<()> {
        let mut command = self.command(project)?;
        let status = command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).status()?;
        if !status.success() {
            bail!("{} failed; the reason stands above", self.purpose);
        }
        Ok(())
    }

    /// A call of it, which knows whose it is.
    fn command(self, project: &Project) -> anyhow::Result<Command> {
        let mut command = Command::new(self.find(project)?);
        command.env(nabla_launcher::ROOT, &project.root).env(nabla_launcher::RUNNER, nabla_launcher::runner()?);
        match self.profile {
            Some(profile) => command.env(nabla_launcher::PROFILE, profile),
            None => command.env_remove(nabla_launcher::PROFILE),
        };
        Ok(command)
    }
}

/// Has another program answer this command line: on Unix this process goes on as that program, elsewhere it waits for it and ends
/// as it does.
///
/// # Errors
/// When it cannot be built or started.
pub fn hand_over(project: &Project, program: Program) -> anyhow::Result<ExitOutcome> {
    let mut command = program.command(project)?;
    command.args(env::args_os().skip(1));
    let never: Result<Infallible, _> = nabla_launcher::become_program(command);
    match never {
        Err(error) => Err(anyhow!("{} cannot be started: {error}", program.purpose)),
    }
}
