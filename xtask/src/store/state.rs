//! The one small file: hints, and how each exercise stood when it was last checked.

use nabla_grading::Status;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;

const VERSION: u32 = 2;

/// What is remembered, keyed by chapter/exercise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    version: u32,
    exercises: BTreeMap<String, Progress>,
}

/// What is remembered of one exercise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// How many hints were shown.
    pub hints: usize,
    /// The fingerprint of the file that was right.
    pub solved: Option<String>,
    /// The latest verdict.
    pub last: Option<Last>,
    /// The attempt that `undo` went back to.
    pub undone_to: Option<u32>,
    /// What was predicted of the picture before it was seen.
    pub predicted: Option<String>,
    /// The fingerprint of the course's new stub, once the person was told of it.
    pub told_of_stub: Option<String>,
}

/// A verdict, and the file that it was about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Last {
    pub file: String,
    pub status: Status,
    pub mistake: Option<String>,
}

impl State {
    /// What is remembered of an exercise, to change it.
    pub fn exercise(&mut self, id: &str) -> &mut Progress {
        self.exercises.entry(id.to_owned()).or_default()
    }

    /// What is remembered of an exercise.
    pub fn get(&self, id: &str) -> Progress {
        self.exercises.get(id).cloned().unwrap_or_default()
    }

    /// The exercises of which something is remembered.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.exercises.keys().map(String::as_str)
    }

    /// Follows exercises that the course has renamed.
    pub fn rename(&mut self, renamed: &[(String, String)]) {
        for (old, new) in renamed {
            if !self.exercises.contains_key(new)
                && let Some(progress) = self.exercises.remove(old)
            {
                self.exercises.insert(new.clone(), progress);
            }
        }
    }

    pub fn bytes(&self) -> anyhow::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(&Self { version: VERSION, ..self.clone() })?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// The state in a file, if it is ours; else what is wrong with it.
pub fn parse(bytes: &io::Result<Vec<u8>>) -> Result<State, &'static str> {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::default()),
        Err(_) => return Err("cannot be read"),
    };
    let json: serde_json::Value = serde_json::from_slice(bytes).map_err(|_| "is damaged")?;
    match json["version"].as_u64() {
        Some(1) => Ok(first_version(&json)),
        Some(version) if version == u64::from(VERSION) => serde_json::from_value(json).map_err(|_| "is damaged"),
        Some(_) => Err("was written by another version of Nabla"),
        None => Err("is not Nabla's"),
    }
}

/// The first version knew only how many hints had been shown.
fn first_version(json: &serde_json::Value) -> State {
    let mut state = State::default();
    for (id, hints) in json["hints"].as_object().into_iter().flatten() {
        state.exercise(id).hints = hints.as_u64().and_then(|hints| usize::try_from(hints).ok()).unwrap_or_default();
    }
    state
}
