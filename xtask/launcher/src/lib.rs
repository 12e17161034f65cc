//! Building the house's own programs, and knowing without Cargo whether one is up to date.
//!
//! Cargo needs a tenth of a second to find out that nothing has changed, which is as long as compiling an exercise takes. So a
//! program that was built is remembered with the moment of its build; as long as no file that went into it is newer, it is used
//! as it is. The launcher, the runner, and whatever else the runner starts are built in this way.

mod environment;
mod hand_over;
mod patience;
mod record;

pub use environment::{PROFILE, ROOT, RUNNER, key, runner, with_toolchain};
pub use hand_over::become_program;
pub use patience::{Wait, output_of_building, tell_waits_to};

use record::{Record, Why};
use std::env;
use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, File, TryLockError};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

/// Who hears of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The person: a sentence, and Cargo's progress on a terminal.
    Heard,
    /// Nobody: the screen belongs to somebody else.
    Silent,
}

/// Why a program could not be built.
#[derive(Debug)]
pub enum BuildError {
    /// Cargo, or a file of the target folder, could not be used.
    System(String),
    /// Cargo ran and failed; what it said, where the person has not read it already.
    Cargo(String),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System(why) => f.write_str(why),
            Self::Cargo(said) if said.is_empty() => f.write_str("Cargo could not build it; the reason stands above"),
            Self::Cargo(said) => write!(f, "Cargo could not build it:\n{said}"),
        }
    }
}

impl std::error::Error for BuildError {}

/// The project, and the folder in which its programs are built.
#[derive(Clone, Debug)]
pub struct Workshop {
    root: PathBuf,
    target: PathBuf,
    /// Cargo's name for how it is built; none for the usual way.
    profile: Option<String>,
}

impl Workshop {
    /// The project that this program belongs to, wherever it was called from.
    ///
    /// # Errors
    /// When the folder in which this program lies is not known.
    pub fn find() -> Result<Self, BuildError> {
        let root = env::var_os(ROOT).map_or_else(environment::root, PathBuf::from);
        let program = runner().map_err(|error| {
            BuildError::System(format!("the path of this program is not known, and so not where it was built: {error}"))
        })?;
        // Cargo's notes on the compiler lie at the top of a target folder, however deep its programs lie.
        let holds_notes = |folder: &&Path| folder.join(".rustc_info.json").is_file();
        let target =
            program.ancestors().filter(holds_notes).last().map_or_else(|| root.join("target"), Path::to_path_buf);
        Ok(Self::at(root, target))
    }

    /// The same in other folders; how it is built, the environment says.
    #[must_use]
    pub fn at(root: PathBuf, target: PathBuf) -> Self {
        Self { root, target, profile: env::var(PROFILE).ok() }
    }

    /// The same with another of Cargo's profiles; none for the usual one.
    #[must_use]
    pub fn with_profile(self, profile: Option<&str>) -> Self {
        Self { profile: profile.map(str::to_owned), ..self }
    }

    /// Cargo's name for how everything is built.
    #[must_use]
    pub fn profile(&self) -> &str {
        self.profile.as_deref().unwrap_or("dev")
    }

    /// The project's folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder in which everything is built.
    #[must_use]
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Cargo, called to build something in the project and freed from what the environment asks of other builds.
    #[must_use]
    pub fn cargo_build(&self) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(&self.root).args(["build", "--profile", self.profile()]);
        cargo.arg("--target-dir").arg(&self.target);
        environment::settle(&mut cargo);
        cargo
    }

    /// The program of a package, if it was built and nothing that went into it has changed since.
    #[must_use]
    pub fn fresh(&self, package: &str) -> Option<PathBuf> {
        self.record(package).program(&self.root).ok()
    }

    /// Whether the program of a package was ever built here.
    #[must_use]
    pub fn was_built(&self, package: &str) -> bool {
        self.record(package).program(&self.root) != Err(Why::First)
    }

    /// Builds the program of a package, announced with these words where somebody hears them: what is built, a colon, and how long
    /// that takes the first time. Later it is said why it is built anew.
    ///
    /// # Errors
    /// When Cargo cannot be started or cannot build it, or the target folder cannot be written.
    pub fn build(&self, package: &str, words: &str, voice: Voice) -> Result<PathBuf, BuildError> {
        self.build_beside(package, None, words, voice)
    }

    /// The same, and the program of another package beside it, which will be asked for next.
    ///
    /// # Errors
    /// As [`build`](Self::build).
    pub fn build_beside(
        &self,
        package: &str,
        other: Option<&str>,
        words: &str,
        voice: Voice,
    ) -> Result<PathBuf, BuildError> {
        let terminal = voice == Voice::Heard && io::stderr().is_terminal();
        if voice == Voice::Heard {
            let why = self.record(package).program(&self.root).err().and_then(|why| why.reason());
            match (why, words.split_once(':')) {
                (Some(why), Some((what, _))) => say(&format!("{what} anew, for {why} …")),
                _ => say(&format!("{words} …")),
            }
            self.announce_a_wait();
        }
        let began = SystemTime::now();
        let mut cargo = self.cargo_build();
        for package in [Some(package), other].into_iter().flatten() {
            cargo.args(["--package", package, "--bin", package]);
        }
        cargo.args(["--message-format", "json-render-diagnostics"]);
        if !terminal {
            cargo.arg("--quiet");
        }
        cargo.stdin(Stdio::null()).stdout(Stdio::piped());
        cargo.stderr(if voice == Voice::Heard { Stdio::inherit() } else { Stdio::piped() });
        let output = cargo.output().map_err(|error| {
            BuildError::System(format!("`cargo` cannot be started: {error}. Is a Rust toolchain installed?"))
        })?;
        if !output.status.success() {
            return Err(BuildError::Cargo(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
        }
        let said = String::from_utf8_lossy(&output.stdout);
        // A program that cannot be remembered is asked of Cargo again next time.
        let keep = |package: &str| {
            let program = record::executable(&said, package)?;
            let _ = self.record(package).keep(&program, began);
            Some(program)
        };
        other.and_then(keep);
        keep(package).ok_or_else(|| BuildError::System(format!("Cargo did not say where the program of {package} is")))
    }

    fn record(&self, package: &str) -> Record {
        let folder = self.target.join("nabla").join("programs");
        Record::new(&self.profile.as_ref().map_or(folder.clone(), |profile| folder.join(profile)), package)
    }

    /// Says that somebody else is building, where Cargo would wait without a word.
    fn announce_a_wait(&self) {
        if self.is_busy() {
            say("Another build is at work in target/; this one waits for its end.");
        }
    }

    /// Whether somebody else is building in the target folder.
    fn is_busy(&self) -> bool {
        let lock = File::open(self.target.join(self.profile.as_deref().unwrap_or("debug")).join(".cargo-lock"));
        lock.is_ok_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock)))
    }
}

/// A line for the person; where nobody can read it, it is no use to anybody.
fn say(text: &str) {
    let _ = writeln!(io::stderr(), "  {text}");
}

/// Whether a file was built before one of the sources that the compiler lists for it was saved, as far as they are there; those of
/// the project are listed from its root on.
#[must_use]
pub fn is_older_than_its_sources(file: &Path, list: &Path, root: &Path) -> bool {
    let Ok(built) = fs::metadata(file).and_then(|data| data.modified()) else { return true };
    let sources = record::sources(&fs::read_to_string(list).unwrap_or_default());
    sources.iter().map(|source| root.join(source)).any(|source| source.is_file() && has_changed(&source, built))
}

/// Whether a file is newer than a moment, or is not there any more.
fn has_changed(path: &Path, since: SystemTime) -> bool {
    fs::metadata(path).and_then(|data| data.modified()).map_or(true, |modified| modified >= since)
}

/// The folder of the package that a source file belongs to: what holds its `src`.
fn package_of(source: &Path) -> Option<&Path> {
    source.ancestors().find(|folder| folder.file_name() == Some(OsStr::new("src")))?.parent()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_build_is_noticed_while_it_lasts() {
        let folder = env::temp_dir().join(format!("nabla-lock-{}", std::process::id()));
        fs::create_dir_all(folder.join("debug")).expect("made");
        let workshop = Workshop::at(folder.clone(), folder.clone());
        assert!(!workshop.is_busy(), "nothing was ever built here");
        let lock = File::create(folder.join("debug/.cargo-lock")).expect("made");
        assert!(!workshop.is_busy());
        lock.lock().expect("locked");
        assert!(workshop.is_busy());
        drop(lock);
        assert!(!workshop.is_busy());
        fs::remove_dir_all(&folder).expect("removed");
    }

    #[test]
    fn a_build_that_fails_says_what_cargo_said() {
        let folder = env::temp_dir().join(format!("nabla-broken-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("made");
        fs::write(folder.join("Cargo.toml"), "[package\n").expect("written");
        let workshop = Workshop::at(folder.clone(), folder.join("target"));
        let failed = workshop.build("runner", "never heard", Voice::Silent).expect_err("there is no package");
        assert!(matches!(&failed, BuildError::Cargo(said) if said.contains("Cargo.toml")), "{failed}");
        assert!(failed.to_string().starts_with("Cargo could not build it:\n"), "{failed}");
        assert!(!workshop.was_built("runner") && workshop.fresh("runner").is_none());
        fs::remove_dir_all(&folder).expect("removed");
    }
}
