//! Verdicts by content: what has not changed is never judged twice, whoever hands it in.
//!
//! A verdict is kept under everything that it depends on: the file's code alone, if nothing in it can reach another file, else
//! all files of the chapter. A verdict that speaks of lines is kept for the very same file only. A file that could change
//! what others mean is never in one program with what is kept for everybody.

use crate::code;
use crate::intake::fingerprint;
use crate::plain::{is_a_burden, is_plain, is_silent};
use crate::row::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use xtask::course::{ExerciseRef, files};

/// The verdicts that are kept.
#[derive(Debug)]
pub(crate) struct Kept {
    folder: PathBuf,
    /// What all of them depend on: the course and the toolchain.
    ground: String,
}

impl Kept {
    /// Those beside these results.
    pub(crate) fn new(out: &Path, ground: String) -> Self {
        Self { folder: out.join(".grade").join("kept"), ground }
    }

    /// The names under which the verdict on a file may be kept.
    pub(crate) fn keys(&self, place: ExerciseRef, seed: u64, texts: &Texts<'_>) -> Keys {
        let own = &texts[&place];
        let ground = format!("{} {seed} {}", self.ground, place.id());
        let mut all = format!("{ground} {}", own.mark);
        if own.reach > Reach::Alone {
            texts.iter().for_each(|(other, text)| all += &format!(" {} {}", other.exercise, text.mark));
        }
        let of_code = own.code.as_ref().filter(|_| own.reach == Reach::Alone);
        let of_code = of_code.map(|mark| fingerprint(format!("{ground} code {mark}").as_bytes()));
        Keys { of_file: fingerprint(all.as_bytes()), of_code }
    }

    pub(crate) fn get(&self, keys: &Keys, out: &Path) -> Option<Entry> {
        let read = |key: &String| serde_json::from_slice::<Entry>(&fs::read(self.file(key)).ok()?).ok();
        let entry = keys.of_code.as_ref().and_then(read).or_else(|| read(&keys.of_file))?;
        // A verdict without its picture is only half of it.
        entry.picture.as_ref().is_none_or(|picture| out.join(&picture.file).is_file()).then_some(entry)
    }

    /// Keeps a verdict, unless it may be another one next time: for the same code, unless it speaks of places in the file.
    pub(crate) fn keep(&self, keys: &Keys, entry: &Entry) {
        let Ok(bytes) = serde_json::to_string(entry) else { return };
        if entry.again || entry.standing.is_undecided() {
            return;
        }
        let is_placed = entry.refusal.is_some() || [".rs", "panic"].iter().any(|part| bytes.contains(part));
        let key = keys.of_code.as_ref().filter(|_| !is_placed).unwrap_or(&keys.of_file);
        // What is not kept is judged again.
        let _ = files::update(&self.file(key), bytes.as_bytes());
    }

    fn file(&self, key: &str) -> PathBuf {
        self.folder.join(&key[..2]).join(format!("{}.json", &key[2..]))
    }
}

/// A file that a judge must see, and what its text tells of it.
#[derive(Debug)]
pub(crate) struct Written<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) reach: Reach,
    /// Whether it can do nothing but compute.
    pub(crate) is_plain: bool,
    /// Whether, plain as it is, it prints nothing and cannot tell what was asked before.
    pub(crate) is_silent: bool,
    /// Whether whatever stands beside it would have to be compiled once more for its sake, or would wait for it.
    pub(crate) is_a_burden: bool,
    /// Its identifiers and keywords.
    pub(crate) words: BTreeSet<String>,
    /// The fingerprint of the file.
    mark: String,
    /// The fingerprint of its code, where that is all that counts.
    code: Option<String>,
}

impl<'a> Written<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let words = code::words(bytes);
        Self {
            bytes,
            reach: reach(&words),
            is_plain: is_plain(bytes),
            is_silent: is_silent(bytes),
            is_a_burden: is_a_burden(bytes),
            words,
            mark: fingerprint(bytes),
            code: code::mark(bytes),
        }
    }
}

/// The files of a chapter that a judge must see.
pub(crate) type Texts<'a> = BTreeMap<ExerciseRef, Written<'a>>;

/// The names under which the verdict on a file may be kept.
#[derive(Debug)]
pub(crate) struct Keys {
    /// For this very file.
    of_file: String,
    /// For every file with the same code.
    of_code: Option<String>,
}

/// How far a file reaches beyond itself, as far as its words tell. Most do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reach {
    /// It stands alone.
    Alone,
    /// It calls other exercises.
    Calls,
    /// What it means may depend on the other files.
    Uses,
    /// What others mean may depend on it.
    Changes,
}

/// How far a file with these words reaches.
fn reach(words: &BTreeSet<String>) -> Reach {
    const CALLS: [&str; 2] = ["crate", "super"];
    const USES: [&str; 10] = [
        "concat_idents",
        "env",
        "file",
        "include",
        "include_bytes",
        "include_str",
        "mod",
        "module_path",
        "option_env",
        "track_caller",
    ];
    const CHANGES: [&str; 13] = [
        "asm",
        "export_name",
        "extern",
        "feature",
        "global_allocator",
        "global_asm",
        "link",
        "link_section",
        "macro_export",
        "macro_use",
        "no_mangle",
        "panic_handler",
        "unsafe",
    ];
    let has = |wanted: &[&str]| wanted.iter().any(|word| words.contains(*word));
    let uses = has(&USES);
    match (has(&CALLS), has(&CHANGES)) {
        (_, true) => Reach::Changes,
        // A method for somebody else's type may take the place of another one there.
        (calls, _) if (calls || uses) && has(&["impl"]) => Reach::Changes,
        _ if uses => Reach::Uses,
        (true, _) => Reach::Calls,
        (false, _) => Reach::Alone,
    }
}

#[cfg(test)]
mod tests {
    use super::{Reach, Written};

    #[test]
    fn what_reaches_beyond_its_file_is_seen() {
        let alone = "use nalgebra::Vector2;\npub fn f_x(x: f64) -> f64 { modulus(x) } impl S { static A: f64 = 1.0; }";
        assert_eq!(Written::new(alone.as_bytes()).reach, Reach::Alone);
        let quoted = "// unsafe\nfn f() { \"include!\"; }";
        assert_eq!(Written::new(quoted.as_bytes()).reach, Reach::Alone);
        for text in ["use crate::f_y::f_y;", "super::f_y::f_y()"] {
            assert_eq!(Written::new(text.as_bytes()).reach, Reach::Calls, "{text}");
        }
        for text in [
            "#[track_caller] fn f_x() {}",
            "include!(\"f_y.rs\")",
            "r#include!(\"f_y.rs\")",
            "#[path = \"f_y.rs\"] mod other;",
        ] {
            assert_eq!(Written::new(text.as_bytes()).reach, Reach::Uses, "{text}");
        }
        for text in
            ["#![macro_use]", "#[macro_export] macro_rules! todo", "unsafe{}", "impl crate::f_y::S { fn clone() {} }"]
        {
            assert_eq!(Written::new(text.as_bytes()).reach, Reach::Changes, "{text}");
        }
    }
}
