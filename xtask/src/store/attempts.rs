//! Every text that was checked, in a file of its own that any editor opens: `.nabla/history/<chapter>/<exercise>/0007.rs`,
//! beside it what was said of it, and `stub.rs`, the stub that the learner's work began from.

use super::fingerprint;
use crate::course::files;
use nabla_grading::Status;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// More attempts than this are thinned out.
const MOST: usize = 100;

/// The attempts at one exercise.
#[derive(Debug)]
pub struct Attempts {
    folder: PathBuf,
}

/// A text that was kept.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub number: u32,
    pub text: Vec<u8>,
    pub fingerprint: String,
    pub when: SystemTime,
    /// None for a text that was kept before it was checked.
    pub verdict: Option<Kept>,
}

/// What was said of an attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub status: Status,
    pub mistake: Option<String>,
}

impl Attempt {
    pub fn is_right(&self) -> bool {
        self.verdict.as_ref().is_some_and(|verdict| verdict.status == Status::Right)
    }

    /// How long ago it was made.
    pub fn age(&self) -> Duration {
        self.when.elapsed().unwrap_or_default()
    }
}

impl Attempts {
    pub fn open(store: &Path, id: &str) -> Self {
        Self { folder: folder(store, id) }
    }

    /// All attempts, oldest first.
    pub fn all(&self) -> Vec<Attempt> {
        self.numbers().into_iter().filter_map(|number| self.get(number)).collect()
    }

    /// One attempt.
    pub fn get(&self, number: u32) -> Option<Attempt> {
        let path = self.text_file(number);
        let text = fs::read(&path).ok()?;
        let when = fs::metadata(&path).and_then(|data| data.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
        let verdict = fs::read(path.with_extension("json")).ok();
        let verdict = verdict.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Some(Attempt { number, fingerprint: fingerprint(&text), text, when, verdict })
    }

    /// Keeps a text, unless it is the latest one already, or the one that `undo` went back to, and notes its verdict.
    pub fn keep(&self, text: &[u8], undone_to: Option<u32>, verdict: Option<&Kept>) -> anyhow::Result<()> {
        let numbers = self.numbers();
        let latest = numbers.last().copied();
        let mark = fingerprint(text);
        let known = undone_to.into_iter().chain(latest).filter_map(|number| self.get(number));
        let known = known.into_iter().find(|attempt| attempt.fingerprint == mark);
        let number = match &known {
            Some(attempt) => attempt.number,
            None => {
                let number = latest.unwrap_or(0) + 1;
                files::write(&self.text_file(number), text)?;
                number
            }
        };
        if let Some(verdict) = verdict
            && known.is_none_or(|attempt| attempt.verdict.as_ref() != Some(verdict))
        {
            let path = self.text_file(number).with_extension("json");
            files::write(&path, &serde_json::to_vec(verdict)?)?;
        }
        self.thin_out(numbers.len() + 1)
    }

    /// The stub that the learner's work began from.
    pub fn stub(&self) -> Option<String> {
        fs::read_to_string(self.folder.join("stub.rs")).ok()
    }

    /// Notes the stub that work begins from now.
    pub fn begin_from(&self, stub: &str) -> anyhow::Result<()> {
        files::write(&self.folder.join("stub.rs"), stub.as_bytes())
    }

    /// Of the older half, lets go of the one that lies closest in time after another, as often as needed. The newest are
    /// all there, older ones lie further apart, and the first and the latest right one stay.
    fn thin_out(&self, count: usize) -> anyhow::Result<()> {
        if count <= MOST {
            return Ok(());
        }
        let mut all = self.all();
        while all.len() > MOST {
            let right = all.iter().rposition(Attempt::is_right);
            let gap = |index: usize| all[index].when.duration_since(all[index - 1].when).unwrap_or_default();
            let candidates = (1..all.len() / 2).filter(|index| Some(*index) != right);
            let Some(index) = candidates.min_by_key(|index| gap(*index)) else { return Ok(()) };
            let path = self.text_file(all.remove(index).number);
            files::remove(&path)?;
            files::remove(&path.with_extension("json"))?;
        }
        Ok(())
    }

    fn numbers(&self) -> Vec<u32> {
        let names = fs::read_dir(&self.folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
        let mut numbers: Vec<u32> =
            names.filter_map(|name| name.to_str()?.strip_suffix(".rs")?.parse::<u32>().ok()).collect();
        numbers.sort_unstable();
        numbers
    }

    fn text_file(&self, number: u32) -> PathBuf {
        self.folder.join(format!("{number:04}.rs"))
    }
}

/// Follows exercises that the course has renamed. What cannot be moved stays where it is, for nothing may be lost.
pub(super) fn rename(store: &Path, renamed: &[(String, String)]) {
    for (old, new) in renamed {
        let (old, new) = (folder(store, old), folder(store, new));
        if old.is_dir() && !new.exists() {
            let _ = new.parent().map(fs::create_dir_all);
            let _ = fs::rename(old, new);
        }
    }
}

/// The exercises of which attempts were kept.
pub(super) fn ids(store: &Path) -> Vec<String> {
    let names = |folder: &Path| -> Vec<String> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| entry.path().is_dir());
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    };
    let history = store.join("history");
    let of_chapter =
        |chapter: String| names(&history.join(&chapter)).into_iter().map(move |name| format!("{chapter}/{name}"));
    names(&history).into_iter().flat_map(of_chapter).collect()
}

fn folder(store: &Path, id: &str) -> PathBuf {
    store.join("history").join(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(status: Status) -> Kept {
        Kept { status, mistake: None }
    }

    #[test]
    fn a_text_is_kept_once_with_its_latest_verdict() {
        let store = tempfile::tempdir().expect("a folder");
        let attempts = Attempts::open(store.path(), "partials/f_x");
        attempts.keep(b"one", None, None).expect("kept");
        attempts.keep(b"one", None, Some(&kept(Status::Wrong))).expect("kept");
        attempts.keep(b"two\r\n", None, Some(&kept(Status::Right))).expect("kept");
        attempts.keep(b"two\n", None, Some(&kept(Status::Right))).expect("kept");
        let said: Vec<_> =
            attempts.all().into_iter().map(|a| (a.number, a.text, a.verdict.map(|v| v.status))).collect();
        assert_eq!(said, [(1, b"one".to_vec(), Some(Status::Wrong)), (2, b"two\r\n".to_vec(), Some(Status::Right))]);
        // Going back to an attempt makes no new one.
        attempts.keep(b"one", Some(1), Some(&kept(Status::Wrong))).expect("kept");
        assert_eq!(attempts.all().len(), 2);
    }

    #[test]
    fn the_oldest_are_thinned_out_and_the_right_one_stays() {
        let store = tempfile::tempdir().expect("a folder");
        let attempts = Attempts::open(store.path(), "partials/f_x");
        for number in 1..=250_u32 {
            let verdict = kept(if number == 20 { Status::Right } else { Status::Wrong });
            attempts.keep(number.to_string().as_bytes(), None, Some(&verdict)).expect("kept");
        }
        let numbers: Vec<u32> = attempts.all().iter().map(|attempt| attempt.number).collect();
        assert_eq!(numbers.len(), MOST);
        assert!(numbers.ends_with(&(202..=250).collect::<Vec<_>>()), "the newest are all there: {numbers:?}");
        assert!(numbers.contains(&1) && numbers.contains(&20), "{numbers:?}");
    }
}
