//! Drafts of people who come from Python, what the real compiler says of each, and the line that a learner reads.
//!
//! `tests/drafts/drafts.txt` holds the drafts and `tests/drafts/rustc.jsonl` the compiler's words, which
//! `cargo test -p xtask --test plain_words -- --ignored` writes anew. `INSTA_UPDATE=always cargo test -p xtask --test plain_words`
//! accepts other lines; read them as a learner would, beside the draft: each must be true of it.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::build::diagnostics::{Diagnostic, errors};
use xtask::build::refusal::Refusal;
use xtask::build::rustc::CompilerCall;
use xtask::course::Course;
use xtask::course::project::Project;
use xtask::show::narrow;

/// Where each draft lay, from the project's root on.
const FILE: &str = "exercises/partials/src/f_x.rs";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drafts")
}

/// All drafts, each under its name.
fn drafts() -> BTreeMap<String, String> {
    let text = fs::read_to_string(folder().join("drafts.txt")).expect("drafts");
    let drafts = text.split("════ ").filter_map(|part| part.split_once('\n'));
    drafts.map(|(name, draft)| (name.to_owned(), draft.to_owned())).collect()
}

/// What the compiler said of each draft.
fn said() -> BTreeMap<String, Vec<Diagnostic>> {
    let text = fs::read_to_string(folder().join("rustc.jsonl")).expect("the compiler's words");
    let draft = |line: &str| {
        let line: Value = serde_json::from_str(line).expect("JSON");
        let messages = line["messages"].as_array().expect("a list").iter();
        let messages: String = messages.map(|message| format!("{message}\n")).collect();
        (line["draft"].as_str().expect("a name").to_owned(), errors(&messages))
    };
    text.lines().map(draft).collect()
}

fn refusal(draft: &str, errors: &[Diagnostic]) -> Refusal {
    let placed = errors.iter().map(|error| (error, error.spans.iter().find(|span| span.is_primary)));
    let placed = placed.map(|(error, span)| (error, span.map(|span| span.written().position())));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the project");
    Refusal::of(placed.collect(), &Path::new("/somewhere").join(FILE), draft, Course::read(root))
}

#[test]
fn every_draft_gets_the_line_that_helps() {
    let (drafts, said) = (drafts(), said());
    assert!(drafts.keys().eq(said.keys()), "the compiler was not asked about each draft");
    let mut story = String::new();
    for (name, draft) in &drafts {
        let refusal = refusal(draft, &said[name]);
        let place = refusal.position.map(|place| format!("{}:{}", place.line, place.column)).unwrap_or_default();
        let plain = refusal.plain.unwrap_or_else(|| "(nothing)".to_owned());
        story += &format!("════ {name}\n{}\n--> {place}  {plain}\n", draft.trim_end());
    }
    insta::assert_snapshot!("first_lines", story);
}

/// No list of foreign types, no place in a library, no file of the machine where it was compiled.
#[test]
fn the_compilers_text_is_about_the_draft_alone() {
    let drafts = drafts();
    for (name, errors) in said() {
        let text = anstream::adapter::strip_str(&refusal(&drafts[&name], &errors).rendered).to_string();
        assert!(text.starts_with("error"), "{name}: {text}");
        assert!(text.matches("\nerror").count() < 3, "{name}: {text}");
        for part in
            ["/library/", "nalgebra-0", "other types implement", "aborting", "For more information", "long-type"]
        {
            // The macro itself is what an error within `vec!` points at.
            let is_macro = part == "/library/" && text.contains("vec/mod.rs") || text.contains("alloc/src/macros.rs");
            assert!(!text.contains(part) || is_macro, "{name} has {part}:\n{text}");
        }
    }
}

/// In a narrow terminal what is too wide is one word, or a gap that marks need; and nothing is lost but the rest of a line of code.
#[test]
fn no_word_is_cut_where_the_terminal_ends() {
    let drafts = drafts();
    for (name, errors) in said() {
        let whole = refusal(&drafts[&name], &errors).rendered;
        let plain = |text: &str| anstream::adapter::strip_str(text).to_string();
        assert_eq!(plain(&narrow::fitted(&whole, usize::MAX)), plain(&whole), "{name}");
        for width in [20, 40, 80] {
            let text = plain(&narrow::fitted(&whole, width));
            for line in text.lines().filter(|line| line.chars().count() > width) {
                let words = line.trim_start_matches(|letter: char| " |=-:>0123456789".contains(letter));
                assert!(!words.trim_end().contains(' '), "{name} at {width}:\n{line}\nin\n{text}");
            }
            let labels = plain(&whole);
            let labels = labels.lines().filter(|line| line.trim_start().starts_with('|'));
            for word in labels.filter_map(|line| line.split_once("^ ")).flat_map(|(_, label)| label.split(' ')) {
                let is_mark = word.chars().all(|letter| "-^|".contains(letter));
                assert!(is_mark || text.contains(word), "{name} at {width}: {word}\nis not in\n{text}");
            }
        }
    }
}

/// Writes what the compiler at hand says of each draft.
#[test]
#[ignore = "it writes the file that the other tests read"]
fn asks_the_compiler() {
    // Cargo is asked with the runner in the compiler's place, so this program must know which one that is.
    if env::var_os(nabla_launcher::RUNNER).is_none() {
        let mut again = Command::new(env::current_exe().expect("this program"));
        again.args(["--ignored", "asks_the_compiler"]).env(nabla_launcher::RUNNER, env!("CARGO_BIN_EXE_xtask"));
        assert!(again.status().expect("started").success());
        return;
    }
    let project = Project::find().expect("the project");
    let call = CompilerCall::get(&project, &project.exercises(), "partials").expect("what the compiler must be told");
    let mut lines = String::new();
    for (name, draft) in drafts() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(FILE);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(&file, draft).expect("written");
        fs::write(folder.path().join("f_y.rs"), "pub fn f_y(x: f64, y: f64) -> f64 { x + y }\n").expect("written");
        let main = format!("#![forbid(unsafe_code)]\n#[path = {FILE:?}] mod f_x;\nmod f_y;\nfn main() {{}}\n");
        fs::write(folder.path().join("main.rs"), main).expect("written");
        let mut rustc = Command::new(&call.rustc);
        rustc.current_dir(folder.path()).args(["main.rs", "--edition=2024", "--emit=metadata", "-Awarnings"]);
        rustc.args(["--error-format=json", "--json=diagnostic-rendered-ansi"]);
        let output = rustc.args(&call.arguments).output().expect("the compiler starts");
        let messages: Vec<Value> = String::from_utf8_lossy(&output.stderr)
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .filter(|message: &Value| message["level"] == "error" && message["spans"] != json!([]))
            .map(neutral)
            .collect();
        lines += &format!("{}\n", json!({ "draft": name, "messages": messages }));
    }
    fs::write(folder().join("rustc.jsonl"), lines).expect("written");
}

/// A message without what nothing here reads, and without the folders of this machine.
fn neutral(mut message: Value) -> Value {
    fn prune(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                let unread = [
                    "explanation",
                    "byte_start",
                    "byte_end",
                    "suggestion_applicability",
                    "def_site_span",
                    "$message_type",
                ];
                fields.retain(|name, _| !unread.contains(&name.as_str()));
                fields.retain(|_, field| !field.is_null() && field != &json!([]));
                fields.values_mut().for_each(prune);
            }
            Value::Array(items) => items.iter_mut().for_each(prune),
            Value::String(text) => {
                for (begin, end) in [("/.cargo/registry/src/", "/nalgebra-"), ("written to '", "long-type")] {
                    *text = shortened(text, begin, end);
                }
            }
            _ => {}
        }
    }
    prune(&mut message);
    message
}

/// The text with each path that holds `begin` and leads to `end` taken away up to there.
fn shortened(text: &str, begin: &str, end: &str) -> String {
    let mut short = text.to_owned();
    while let Some(at) = short.find(begin) {
        let start = if begin.starts_with('/') {
            short[..at].rfind([' ', '"', '\'']).map_or(0, |index| index + 1)
        } else {
            at + begin.len()
        };
        let Some(length) = short[start..].find(end).filter(|length| *length > 0) else { break };
        short.replace_range(start..start + length, "");
    }
    short
}
