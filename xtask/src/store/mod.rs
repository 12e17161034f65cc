//! `.nabla/`: what is remembered between commands, and every text that the learner had checked.
//!
//! `state.json` is one small file, replaced whole, under a lock. `history/` holds one file an attempt, and is what the
//! state is rebuilt from when it is damaged. Neither is ever evidence: a verdict comes from asking, each time.

mod attempts;
pub mod own_file;
pub mod progress;
pub mod record;
mod state;

pub use attempts::{Attempt, Attempts, Kept};
pub use state::{Last, Progress, State};

use crate::course::ExerciseRef;
use crate::course::files;
use crate::course::project::Project;
use crate::examine::judge::Judge;
use anyhow::{Context, bail};
use nabla_launcher::Voice;
use std::cell::RefCell;
use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// How long another runner may hold the lock. It holds it for milliseconds.
const PATIENCE: Duration = Duration::from_secs(5);

/// The folder `.nabla` of a project.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    /// Earlier names of exercises, each with its present one.
    renamed: Vec<(String, String)>,
    ids: Vec<String>,
    notes: RefCell<Vec<String>>,
}

impl Store {
    /// The store of this project.
    pub fn open(project: &Project) -> Self {
        let ids: Vec<String> = project.course.all().into_iter().map(ExerciseRef::id).collect();
        let folder = project.root.join(".nabla");
        let renamed = if knows_others(&folder, &ids) { renamed(project) } else { Vec::new() };
        Self { folder, renamed, ids, notes: RefCell::default() }
    }

    /// What is remembered now. A reader needs no lock, for the file is replaced whole.
    pub fn state(&self) -> State {
        match state::parse(&fs::read(self.state_file())) {
            Ok(mut state) => {
                state.rename(&self.renamed);
                state
            }
            // Setting a damaged file aside is a change; where that is impossible, reading still goes on.
            Err(_) => self.update(|state| Ok(state.clone())).unwrap_or_default(),
        }
    }

    /// Changes what is remembered, alone among all runners.
    pub fn update<T>(&self, change: impl FnOnce(&mut State) -> anyhow::Result<T>) -> anyhow::Result<T> {
        fs::create_dir_all(&self.folder).with_context(|| format!("{} cannot be made", self.folder.display()))?;
        let _lock = self.lock()?;
        files::sweep(&self.folder);
        let before = fs::read(self.state_file());
        let mut state = match state::parse(&before) {
            Ok(state) => state,
            Err(why) => {
                self.set_aside(why)?;
                self.rebuilt()
            }
        };
        state.rename(&self.renamed);
        attempts::rename(&self.folder, &self.renamed);
        let result = change(&mut state)?;
        let after = state.bytes()?;
        if before.ok().as_deref() != Some(&after) {
            files::write(&self.state_file(), &after)?;
        }
        Ok(result)
    }

    /// The attempts at one exercise.
    pub fn attempts(&self, id: &str) -> Attempts {
        Attempts::open(&self.folder, id)
    }

    /// What happened to the store that the person should know; told once.
    pub fn take_notes(&self) -> Vec<String> {
        self.notes.take()
    }

    fn state_file(&self) -> PathBuf {
        self.folder.join("state.json")
    }

    /// Held until it is dropped; the system drops it for a process that was killed.
    fn lock(&self) -> anyhow::Result<Option<File>> {
        let path = self.folder.join("lock");
        let file = File::options().create(true).append(true).open(&path);
        let file = file.with_context(|| format!("{} cannot be opened", path.display()))?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Some(file)),
                // Some network file systems know no locks; replacing files whole must do there.
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => return Ok(None),
                Err(TryLockError::Error(error)) => {
                    return Err(error).with_context(|| format!("{} cannot be locked", path.display()));
                }
                Err(TryLockError::WouldBlock) if start.elapsed() > PATIENCE => {
                    bail!("another `cargo xtask` has held {} for {} s", path.display(), PATIENCE.as_secs())
                }
                Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(2)),
            }
        }
    }

    fn set_aside(&self, why: &str) -> anyhow::Result<()> {
        let aside = free_name(&self.folder, "state.set-aside", "json");
        fs::rename(self.state_file(), &aside)
            .with_context(|| format!("{} {why} and cannot be moved aside", self.state_file().display()))?;
        self.notes.borrow_mut().push(format!(
            ".nabla/state.json {why}. It was set aside as .nabla/{}, and progress was rebuilt from .nabla/history.",
            aside.file_name().unwrap_or_default().display()
        ));
        Ok(())
    }

    /// Progress as the history tells it.
    fn rebuilt(&self) -> State {
        let mut state = State::default();
        for id in &self.ids {
            let all = self.attempts(id).all();
            let judged = |attempt: &&Attempt| attempt.verdict.is_some();
            let Some(latest) = all.iter().rev().find(judged) else { continue };
            let right = all.iter().rev().find(|attempt| attempt.is_right());
            let progress = state.exercise(id);
            progress.solved = right.map(|attempt| attempt.fingerprint.clone());
            progress.last = latest.verdict.as_ref().map(|verdict| Last {
                file: latest.fingerprint.clone(),
                status: verdict.status,
                mistake: verdict.mistake.clone(),
            });
        }
        state
    }
}

/// Whether something is remembered of an exercise that the course does not have (any more).
fn knows_others(folder: &Path, ids: &[String]) -> bool {
    let remembered = state::parse(&fs::read(folder.join("state.json"))).unwrap_or_default();
    let kept = attempts::ids(folder);
    remembered.ids().chain(kept.iter().map(String::as_str)).any(|id| !ids.iter().any(|known| known == id))
}

/// Earlier names of exercises, each with its present one, as the chapters tell. One whose judge cannot be built tells nothing.
fn renamed(project: &Project) -> Vec<(String, String)> {
    let mut renamed = Vec::new();
    for chapter in &project.course.chapters {
        let described = Judge::of(project, &chapter.name, Voice::Heard).and_then(|judge| judge.describe());
        for exercise in described.unwrap_or_default() {
            let id = format!("{}/{}", chapter.name, exercise.name);
            renamed.extend(exercise.former_ids.into_iter().map(|old| (old, id.clone())));
        }
    }
    renamed
}

fn free_name(folder: &Path, stem: &str, extension: &str) -> PathBuf {
    let name = |number: u32| match number {
        1 => folder.join(format!("{stem}.{extension}")),
        _ => folder.join(format!("{stem}-{number}.{extension}")),
    };
    (1..).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(1))
}

/// The fingerprint of a text, the same for both kinds of line ending, which version control may exchange.
pub fn fingerprint(text: &[u8]) -> String {
    let unified: Vec<u8> = match std::str::from_utf8(text) {
        Ok(text) => text.replace("\r\n", "\n").into_bytes(),
        Err(_) => text.to_vec(),
    };
    format!("{:016x}", files::fingerprint([unified.as_slice()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use nabla_grading::Status;

    /// A course that has given an exercise another name finds what was remembered under the old one.
    #[test]
    fn a_renamed_exercise_keeps_progress_and_history() {
        let root = tempfile::tempdir().expect("a folder");
        let store = |renamed: &[(&str, &str)]| Store {
            folder: root.path().join(".nabla"),
            renamed: renamed.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect(),
            ids: Vec::new(),
            notes: RefCell::default(),
        };
        let verdict = Kept { status: Status::Right, mistake: None };
        let before = store(&[]);
        let id = "partials/f_x";
        before.attempts(id).keep(b"right", None, Some(&verdict)).expect("kept");
        let solved = |state: &mut State| {
            state.exercise(id).solved = Some(fingerprint(b"right"));
            Ok(())
        };
        before.update(solved).expect("remembered");
        assert!(knows_others(&before.folder, &["partials/slope_along_x".to_owned()]));
        assert!(!knows_others(&before.folder, &[id.to_owned()]));

        let after = store(&[(id, "partials/slope_along_x")]);
        let id = "partials/slope_along_x";
        assert_eq!(after.state().get(id).solved, Some(fingerprint(b"right")), "a reader finds it");
        after.update(|_| Ok(())).expect("moved");
        assert_eq!(after.state().get("partials/f_x"), Progress::default(), "it has moved");
        let kept: Vec<Vec<u8>> = after.attempts(id).all().into_iter().map(|attempt| attempt.text).collect();
        assert_eq!(kept, [b"right"]);
    }
}
