//! A class of forty with the untidiness of real ones, graded by the program itself: nothing is lost, every oddity is
//! explained, and neither a kill nor several machines change a byte.

#![cfg(unix)]

mod besieged;
mod handed_in;
mod material;
mod oddities;
mod outputs;
mod points;
mod resumed;
mod systems;
mod together;

use handed_in::HandedIn;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

/// The chapters that are graded here.
const CHAPTERS: &str = "partials,gradient";

/// The class, graded once and not disturbed.
static GRADED: LazyLock<Graded> = LazyLock::new(|| {
    let handed_in = HandedIn::forty();
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let output = grade(handed_in.path(), &out, &[]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1), "some are to be looked at: {said}");
    Graded { handed_in, _folder: folder, out, said }
});

struct Graded {
    handed_in: HandedIn,
    _folder: tempfile::TempDir,
    out: PathBuf,
    said: String,
}

impl Graded {
    fn row(&self, student: &str) -> Value {
        row(&self.out, student)
    }

    fn page(&self, student: &str) -> String {
        self.text(&format!("students/{student}.html"))
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.out.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

fn row(out: &Path, student: &str) -> Value {
    let text = fs::read_to_string(out.join("results").join(format!("{student}.json")));
    serde_json::from_str(&text.unwrap_or_else(|error| panic!("{student}: {error}"))).expect("a document")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the class lies in the project")
}

/// The program as the runner would start it.
fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nabla-class"));
    command.env("NABLA_ROOT", root()).env("NO_COLOR", "1").current_dir(root());
    command
}

fn grading(submissions: &Path, out: &Path, more: &[&str]) -> Command {
    let mut command = program();
    command.arg("grade").arg(submissions).arg("--out").arg(out).args(["--chapters", CHAPTERS, "--quiet"]).args(more);
    command.args(contained());
    command
}

/// In the cage, as far as this machine has one.
fn contained() -> Vec<&'static str> {
    if cfg!(target_os = "linux") {
        let layers = ["limits", "privileges", "files", "processes", "network", "landlock", "seccomp"];
        layers.into_iter().flat_map(|layer| ["--allow-missing", layer]).collect()
    } else {
        vec!["--trust-submissions"]
    }
}

fn grade(submissions: &Path, out: &Path, more: &[&str]) -> Output {
    grading(submissions, out, more).output().expect("the grader starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Every file of the results but what only this machine keeps.
fn contents(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![out.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("readable").flatten() {
            let path = entry.path();
            if entry.file_name() == ".grade" {
                continue;
            } else if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(out).expect("inside").display().to_string();
                all.insert(name, fs::read(&path).expect("readable"));
            }
        }
    }
    all
}

/// The names of files that differ.
fn differing(a: &Path, b: &Path) -> Vec<String> {
    let (a, b) = (contents(a), contents(b));
    let names: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    names.into_iter().filter(|name| a.get(*name) != b.get(*name)).cloned().collect()
}
