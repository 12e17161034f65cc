//! `hint`: one more at each call, remembered in `.nabla/`.

use crate::chapters::{chapters, find_one};
use crate::project::Project;
use crate::{Outcome, files};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// How many hints of each exercise were shown, keyed by chapter/exercise. Never trusted: a damaged file only means that
/// hints start anew.
#[derive(Debug, Default, Serialize, Deserialize)]
struct State {
    version: u32,
    hints: BTreeMap<String, usize>,
}

fn path(project: &Project) -> PathBuf {
    project.root.join(".nabla").join("state.json")
}

fn load(project: &Project) -> State {
    let path = path(project);
    let Ok(bytes) = fs::read(&path) else { return State::default() };
    serde_json::from_slice(&bytes).unwrap_or_else(|_| {
        let aside = path.with_extension("damaged.json");
        let kept = if fs::rename(&path, &aside).is_ok() {
            format!(" It was set aside as {}.", project.shown(&aside))
        } else {
            String::new()
        };
        anstream::eprintln!("note: {} is damaged, so hints start anew.{kept}", project.shown(&path));
        State::default()
    })
}

/// `hint`
pub(crate) fn run(project: &Project, name: &str, all: bool) -> anyhow::Result<Outcome> {
    let chapters = chapters();
    let place = find_one(&chapters, name)?;
    let hints = place.exercise.hints;
    let mut state = load(project);
    let shown = state.hints.entry(place.id()).or_default();
    *shown = if all { hints.len() } else { (*shown + 1).min(hints.len()) };
    let count = *shown;
    for (index, hint) in hints.iter().enumerate().take(count) {
        let text = format!("{}. {hint}", index + 1);
        let options = textwrap::Options::new(textwrap::termwidth().clamp(40, 100)).subsequent_indent("   ");
        anstream::println!("{}", textwrap::fill(&text, options));
    }
    if count < hints.len() {
        anstream::println!("\n{} of {}; the same command shows the next one.", count, hints.len());
    }
    state.version = 1;
    files::write(&path(project), &serde_json::to_vec_pretty(&state)?)?;
    Ok(Outcome::Right)
}
