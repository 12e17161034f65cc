//! Where things lie: the project's root, its target folder, and whose files are judged.

use super::files::fingerprint;
use super::{Course, ExerciseRef};
use crate::exit::UsageError;
use anyhow::bail;
use nabla_launcher::Workshop;
use std::fs;
use std::path::{Path, PathBuf};

/// The project's folders, and the course in them.
#[derive(Clone, Debug)]
pub struct Project {
    pub root: PathBuf,
    pub target: PathBuf,
    pub course: &'static Course,
}

/// The folder whose files are judged: `exercises/`, `solutions/`, or one like them.
#[derive(Clone, Debug)]
pub struct Source {
    /// It holds `<chapter>/src/<exercise>.rs`.
    pub folder: PathBuf,
    /// A short name for its builds, so that two sources do not overwrite each other's.
    pub name: String,
    /// Warnings count as errors: for stubs, which a learner meets first.
    pub strict: bool,
    /// The learner's own files, whose progress and history are kept.
    pub remembered: bool,
}

impl Project {
    /// The project that this runner belongs to, wherever it was called from.
    pub fn find() -> anyhow::Result<Self> {
        let workshop = Workshop::find()?;
        let (root, target) = (workshop.root().to_path_buf(), workshop.target().to_path_buf());
        let course = Course::read(&root);
        if course.chapters.is_empty() {
            bail!(
                "{} is not a Nabla project: it has no chapter with exercises or solutions. Run `cargo xtask` inside one.",
                root.display()
            );
        }
        Ok(Self { root, target, course })
    }

    /// Where the house's own programs are built.
    pub fn workshop(&self) -> Workshop {
        Workshop::at(self.root.clone(), self.target.clone())
    }

    /// Where a learner writes.
    pub fn exercises(&self) -> Source {
        Source { folder: self.root.join("exercises"), name: "exercises".to_owned(), strict: false, remembered: true }
    }

    /// One right answer to each exercise.
    pub fn solutions(&self) -> Source {
        Source { folder: self.root.join("solutions"), name: "solutions".to_owned(), strict: false, remembered: false }
    }

    /// Refuses what cannot be done without the solutions.
    pub fn needs_solutions(&self, what: &str) -> Result<(), UsageError> {
        if self.solutions().folder.is_dir() {
            return Ok(());
        }
        Err(UsageError(format!("this copy of the course comes without solutions/, so {what}.")))
    }

    /// Refuses what cannot be done without a chapter of the learner's. Cargo would take a folder with files alone for a damaged package.
    pub fn has_chapter(&self, chapter: &str) -> Result<(), UsageError> {
        let folder = self.exercises().folder.join(chapter);
        let files = fs::read_dir(folder.join("src")).into_iter().flatten().flatten();
        let has_exercise = files.map(|file| file.file_name()).any(|name| name != "main.rs");
        if has_exercise || folder.join("README.md").is_file() {
            return Ok(());
        }
        Err(UsageError(format!(
            "exercises/{chapter} is not here. `git checkout -- exercises/{chapter}` brings the chapter back as it was handed out."
        )))
    }

    /// The exercises whose chapters are here for the learner: one may have been left out.
    pub fn own_exercises(&self) -> Result<Vec<ExerciseRef>, UsageError> {
        let all = self.course.all().into_iter();
        let here: Vec<ExerciseRef> = all.filter(|place| self.has_chapter(place.chapter).is_ok()).collect();
        if here.is_empty() {
            let gone = "no chapter of exercises/ is here. `git checkout -- exercises` brings them back as they were handed out.";
            return Err(UsageError(gone.to_owned()));
        }
        Ok(here)
    }

    /// Any other folder of the same shape.
    pub fn other(&self, folder: &Path) -> anyhow::Result<Source> {
        let folder = std::path::absolute(folder)?;
        if !folder.is_dir() {
            return Err(UsageError(format!("{} is not a folder", folder.display())).into());
        }
        if folder.to_str().is_none() {
            let why = "has a name that is not UTF-8, and the compiler finds no file in it";
            return Err(UsageError(format!("{} {why}", folder.display())).into());
        }
        // Two folders of one name are told apart by the rest of their path.
        let name = format!("other-{:016x}", fingerprint([folder.as_os_str().as_encoded_bytes()]));
        Ok(Source { folder, name, strict: false, remembered: false })
    }

    /// Where the runner keeps what it builds.
    pub fn builds(&self) -> PathBuf {
        self.target.join("nabla")
    }

    /// Where the pictures of the learner's functions go.
    pub fn pictures(&self) -> PathBuf {
        self.target.join("plots")
    }

    /// Where the book's pages go.
    pub fn book(&self) -> PathBuf {
        self.target.join("book")
    }

    /// The page of the book about an exercise, or about a chapter as its `index`.
    pub fn book_page(&self, chapter: &str, name: &str) -> PathBuf {
        self.book().join(chapter).join(format!("{name}.html"))
    }

    /// A path as a person would write it from the project's root.
    pub fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string().replace('\\', "/")
    }
}

impl Source {
    /// The file of one exercise.
    pub fn file(&self, chapter: &str, exercise: &str) -> PathBuf {
        self.folder.join(chapter).join("src").join(format!("{exercise}.rs"))
    }

    /// The manifest of a chapter's package.
    pub fn manifest(&self, chapter: &str) -> PathBuf {
        self.folder.join(chapter).join("Cargo.toml")
    }

    /// The doorway of a chapter.
    pub fn doorway(&self, chapter: &str) -> PathBuf {
        self.folder.join(chapter).join("src/main.rs")
    }
}
