//! A project of one's own that borrows everything but the exercises: what a learner's clone looks like, without building
//! the runner again.

use nabla_launcher::{Voice, Workshop};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

/// The chapters that are borrowed: what a test sees of the course does not change with each new chapter.
pub const CHAPTERS: [&str; 5] = ["partials", "gradient", "directional-derivative", "level-curves", "mse-descent"];

/// A lesson with everything that lessons have: what a test sees of it does not change with a word of the real one.
const LESSON: &str = include_str!("../../book/tests/lesson.md");

/// Goes away when it is dropped.
pub struct Scratch {
    folder: tempfile::TempDir,
}

impl Scratch {
    /// A fresh clone, its path with a space and letters outside ASCII.
    pub fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("nabla übung ").tempdir().expect("a folder");
        let scratch = Self { folder };
        for name in [".cargo", "crates", "solutions", "xtask", "Cargo.toml", "Cargo.lock"] {
            link(&project().join(name), &scratch.path(name));
        }
        for chapter in fs::read_dir(project().join("exercises")).expect("exercises").flatten() {
            let (from, to) = (chapter.path(), scratch.path("exercises").join(chapter.file_name()));
            if CHAPTERS.iter().any(|name| *name == chapter.file_name()) {
                copy(&from, &to);
            } else {
                // A package, for the lock knows it, and no chapter.
                fs::create_dir_all(to.join("src")).expect("made");
                link(&from.join("Cargo.toml"), &to.join("Cargo.toml"));
                link(&from.join("src/main.rs"), &to.join("src/main.rs"));
            }
        }
        fs::write(scratch.path("exercises/partials/README.md"), LESSON).expect("written");
        scratch.borrow_runner();
        // The stubs, whatever somebody has written in this clone.
        scratch.run(&[&["stub", "--force"], &CHAPTERS[..]].concat());
        scratch
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The runner, and what is known of the programs that it starts and of the compiler, in a target folder of this project.
    fn borrow_runner(&self) {
        let runner = Path::new(env!("CARGO_BIN_EXE_xtask"));
        fs::create_dir_all(self.path("target/debug")).expect("made");
        // What Cargo writes at the top of a target folder.
        fs::write(self.path("target/.rustc_info.json"), "").expect("written");
        for folder in ["nabla/programs", "nabla/calls"] {
            copy(&BUILT.join(folder), &self.path("target").join(folder));
        }
        if fs::hard_link(runner, self.runner()).is_err() {
            // Another file system. What is known belongs to a runner of this time.
            copy_with_time(runner, &self.runner());
        }
    }

    pub fn runner(&self) -> PathBuf {
        self.path("target/debug").join(Path::new(env!("CARGO_BIN_EXE_xtask")).file_name().expect("a name"))
    }

    /// The runner, as `cargo xtask` would start it in this project.
    pub fn command(&self) -> Command {
        let mut command = Command::new(self.runner());
        command.current_dir(self.folder.path()).envs(self.environment());
        command
    }

    /// What the launcher and a plain terminal would set.
    pub fn environment(&self) -> Vec<(String, String)> {
        let root = self.path("").display().to_string();
        [("NABLA_ROOT", root.trim_end_matches(std::path::MAIN_SEPARATOR)), ("NO_COLOR", "1")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec()
    }

    pub fn output(&self, arguments: &[&str]) -> Output {
        self.command().args(arguments).output().expect("the runner starts")
    }

    /// What a command prints; it must not fail itself.
    pub fn run(&self, arguments: &[&str]) -> String {
        let output = self.output(arguments);
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {said}");
        said
    }

    pub fn file(&self, chapter: &str, exercise: &str) -> PathBuf {
        self.path("exercises").join(chapter).join("src").join(format!("{exercise}.rs"))
    }

    /// Writes an exercise of `partials` with this body in place of its `todo!`.
    pub fn solve(&self, exercise: &str, body: &str) -> String {
        let stub = self.stub("partials", exercise);
        let written: String = stub
            .lines()
            .map(|line| if line.contains("todo!(") { body } else { line })
            .map(|line| format!("{line}\n"))
            .collect();
        fs::write(self.file("partials", exercise), &written).expect("written");
        written
    }

    /// The committed stub.
    pub fn stub(&self, chapter: &str, exercise: &str) -> String {
        let solution = fs::read_to_string(project().join("solutions").join(chapter).join(format!("src/{exercise}.rs")));
        let solution = solution.expect("a solution");
        let (above, body) = solution.split_once("    // solution: ").expect("a marker");
        let (task, below) = body.split_once('\n').expect("a line");
        let (_, below) = below.split_once("    // end of solution\n").expect("a marker");
        format!("{above}    todo!({task:?})\n{below}")
    }
}

/// The target folder in which the judges and what draws pictures are built; a check builds them where they are not there yet.
static BUILT: LazyLock<PathBuf> = LazyLock::new(|| {
    let runner = Path::new(env!("CARGO_BIN_EXE_xtask"));
    for arguments in [[&["check", "--no-plots"], &CHAPTERS[..]].concat(), vec!["check", "f_x", "--solutions"]] {
        let output = Command::new(runner).args(&arguments).output().expect("the runner starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {said}");
    }
    let holds_notes = |folder: &&Path| folder.join(".rustc_info.json").is_file();
    let target = runner.ancestors().filter(holds_notes).last().expect("a target folder").to_path_buf();
    let workshop = Workshop::at(project().to_path_buf(), target.clone());
    for package in ["nabla-desk", "nabla-authors"] {
        workshop.build(package, "", Voice::Silent).expect("built");
    }
    target
});

pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the project")
}

fn link(from: &Path, to: &Path) {
    #[cfg(unix)]
    std::os::unix::fs::symlink(from, to).expect("linked");
    #[cfg(not(unix))]
    if from.is_dir() { copy(from, to) } else { fs::copy(from, to).map(drop).expect("copied") }
}

/// A copy that is as old as what it was made from.
fn copy_with_time(from: &Path, to: &Path) {
    fs::copy(from, to).expect("copied");
    let time = fs::metadata(from).and_then(|data| data.modified()).expect("a time");
    let copy = fs::File::options().write(true).open(to).expect("opened");
    copy.set_modified(time).expect("the time is set");
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("readable").flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() { copy(&from, &to) } else { fs::copy(from, to).map(drop).expect("copied") }
    }
}
