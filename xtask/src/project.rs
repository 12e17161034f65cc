//! Where things lie: the project's root, its target folder, and whose files are judged.

use anyhow::{Context, bail};
use std::env;
use std::path::{Path, PathBuf};

/// The project's folders.
#[derive(Clone, Debug)]
pub(crate) struct Project {
    pub(crate) root: PathBuf,
    pub(crate) target: PathBuf,
}

/// The folder whose files are judged: `exercises/`, `solutions/`, or one like them.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// It holds `<chapter>/src/<exercise>.rs`.
    pub(crate) folder: PathBuf,
    /// A short name for its builds, so that two sources do not overwrite each other's.
    pub(crate) name: String,
    /// Warnings count as errors: for stubs, which a learner meets first.
    pub(crate) strict: bool,
    /// The learner's own files, whose progress and history are kept.
    pub(crate) remembered: bool,
}

impl Project {
    /// The project that this runner belongs to, wherever it was called from.
    pub(crate) fn find() -> anyhow::Result<Self> {
        let package =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = package.parent().unwrap_or(Path::new(".")).to_path_buf();
        if !root.join("solutions").is_dir() {
            bail!(
                "{} is not a Nabla project: it has no folder `solutions`. Run `cargo xtask` inside one.",
                root.display()
            );
        }
        Ok(Self { target: target_folder(&root)?, root })
    }

    /// Where a learner writes.
    pub(crate) fn exercises(&self) -> Source {
        Source { folder: self.root.join("exercises"), name: "exercises".to_owned(), strict: false, remembered: true }
    }

    /// One right answer to each exercise.
    pub(crate) fn solutions(&self) -> Source {
        Source { folder: self.root.join("solutions"), name: "solutions".to_owned(), strict: false, remembered: false }
    }

    /// Any other folder of the same shape.
    pub(crate) fn other(&self, folder: &Path) -> anyhow::Result<Source> {
        let folder = std::path::absolute(folder)?;
        if !folder.is_dir() {
            return Err(crate::Misuse(format!("{} is not a folder", folder.display())).into());
        }
        // Two folders of one name are told apart by the rest of their path.
        let name = format!("other-{:016x}", crate::files::fingerprint([folder.as_os_str().as_encoded_bytes()]));
        Ok(Source { folder, name, strict: false, remembered: false })
    }

    /// Where the runner keeps what it builds.
    pub(crate) fn builds(&self) -> PathBuf {
        self.target.join("nabla")
    }

    /// Where the picture of an exercise goes.
    pub(crate) fn picture(&self, chapter: &str, exercise: &str) -> PathBuf {
        self.target.join("plots").join(chapter).join(format!("{exercise}.png"))
    }

    /// A path as a person would write it from the project's root.
    pub(crate) fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string().replace('\\', "/")
    }
}

impl Source {
    /// The file of one exercise.
    pub(crate) fn file(&self, chapter: &str, exercise: &str) -> PathBuf {
        self.folder.join(chapter).join("src").join(format!("{exercise}.rs"))
    }

    /// The doorway of a chapter.
    pub(crate) fn doorway(&self, chapter: &str) -> PathBuf {
        self.folder.join(chapter).join("src/main.rs")
    }
}

/// The runner was built into the target folder, so that is where it lies itself.
fn target_folder(root: &Path) -> anyhow::Result<PathBuf> {
    let runner = env::current_exe().context("the runner's own path is not known")?;
    let built_in = runner
        .ancestors()
        .find(|folder| folder.join(".rustc_info.json").is_file() || folder.join("CACHEDIR.TAG").is_file());
    Ok(built_in.map_or_else(|| root.join("target"), Path::to_path_buf))
}
