//! First drafts as people write them, none of which stands in a book of mistakes: each gets the status and the words that it deserves.
//!
//! `drafts/ideas.tsv` holds them: chapter, exercise, status, words of which one must be said, and the body of the function.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

struct Draft {
    line: usize,
    chapter: &'static str,
    exercise: &'static str,
    status: &'static str,
    words: &'static str,
    body: &'static str,
}

fn drafts() -> Vec<Draft> {
    let lines = include_str!("drafts/ideas.tsv").lines().enumerate().skip(1);
    let draft = |(index, line): (usize, &'static str)| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [chapter, exercise, status, words, body] = cells[..] else {
            panic!("line {} has other columns", index + 1)
        };
        Draft { line: index + 1, chapter, exercise, status, words, body }
    };
    lines.map(draft).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the project").to_owned()
}

/// The stub with the draft in the place of its `todo!`.
fn write(folder: &Path, draft: &Draft) {
    let file = format!("{}/src/{}.rs", draft.chapter, draft.exercise);
    let stub = fs::read_to_string(root().join("exercises").join(&file)).expect("a stub");
    let line = |line: &str| if line.contains("todo!(") { draft.body.to_owned() } else { line.to_owned() };
    let text: Vec<String> = stub.lines().map(line).collect();
    let path = folder.join(file);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text.join("\n") + "\n").expect("written");
}

/// The verdicts on one draft of each exercise.
fn judge(drafts: &[&Draft]) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a folder");
    // The other exercises of these chapters keep their stubs.
    for chapter in drafts.iter().map(|draft| draft.chapter) {
        for entry in fs::read_dir(root().join("exercises").join(chapter).join("src")).expect("stubs").flatten() {
            let path = folder.path().join(chapter).join("src").join(entry.file_name());
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::copy(entry.path(), path).expect("copied");
        }
    }
    drafts.iter().for_each(|draft| write(folder.path(), draft));
    let names: Vec<String> = drafts.iter().map(|draft| format!("{}/{}", draft.chapter, draft.exercise)).collect();
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["check", "--format", "json", "--no-plots", "--exercises"])
        .arg(folder.path())
        .args(names)
        .current_dir(root())
        .output()
        .expect("the runner starts");
    let json: Value = serde_json::from_slice(&output.stdout).expect("a document");
    json["exercises"].as_array().expect("a list").clone()
}

/// In what a draft is not judged as it should be.
fn fault(draft: &Draft, entry: &Value) -> Option<String> {
    let said = [&entry["mistake"], &entry["edges"], &entry["message"]].map(ToString::to_string).concat().to_lowercase();
    let fits = draft.words.is_empty() || draft.words.split('|').any(|word| said.contains(word));
    let right = entry["status"] == draft.status && fits;
    (!right).then(|| format!("line {}, {}: {} {said}", draft.line, draft.exercise, entry["status"]))
}

#[test]
fn a_real_first_draft_is_understood() {
    let drafts = drafts();
    let mut batches: Vec<BTreeMap<(&str, &str), &Draft>> = Vec::new();
    for draft in &drafts {
        let key = (draft.chapter, draft.exercise);
        match batches.iter_mut().find(|batch| !batch.contains_key(&key)) {
            Some(batch) => {
                batch.insert(key, draft);
            }
            None => batches.push(BTreeMap::from([(key, draft)])),
        }
    }
    let mut faults = Vec::new();
    for batch in batches {
        let wanted: Vec<&Draft> = batch.values().copied().collect();
        for entry in judge(&wanted) {
            let draft =
                wanted.iter().find(|draft| entry["exercise"] == draft.exercise && entry["chapter"] == draft.chapter);
            faults.extend(draft.and_then(|draft| fault(draft, &entry)));
        }
    }
    assert!(faults.is_empty(), "{} of {} drafts:\n{}", faults.len(), drafts.len(), faults.join("\n"));
}
