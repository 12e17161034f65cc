//! Verdicts by content: a file that has not changed is never judged twice, whoever hands it in.
//!
//! A verdict is kept under everything that it depends on: the file alone, if nothing in it can reach another one, else
//! all files of the chapter. A file that could change what others mean is never in one program with what is kept for
//! everybody.

use crate::intake::fingerprint;
use crate::row::Entry;
use std::collections::BTreeMap;
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

    /// The name under which the verdict on a file is kept.
    pub(crate) fn key(&self, place: ExerciseRef, seed: u64, texts: &BTreeMap<ExerciseRef, &[u8]>) -> String {
        let own = texts.get(&place).copied().unwrap_or_default();
        let mut all = format!("{} {seed} {} {}", self.ground, place.id(), fingerprint(own));
        if reach(own) > Reach::Alone {
            texts.iter().for_each(|(other, text)| all += &format!(" {} {}", other.exercise, fingerprint(text)));
        }
        fingerprint(all.as_bytes())
    }

    pub(crate) fn get(&self, key: &str, out: &Path) -> Option<Entry> {
        let entry: Entry = serde_json::from_slice(&fs::read(self.file(key)).ok()?).ok()?;
        // A verdict without its picture is only half of it.
        entry.picture.as_ref().is_none_or(|picture| out.join(&picture.file).is_file()).then_some(entry)
    }

    /// Keeps a verdict, unless it may be another one next time.
    pub(crate) fn keep(&self, key: &str, entry: &Entry) {
        if !entry.again && !entry.standing.is_undecided() {
            // What is not kept is judged again.
            let _ = serde_json::to_vec(entry).map(|bytes| files::update(&self.file(key), &bytes));
        }
    }

    fn file(&self, key: &str) -> PathBuf {
        self.folder.join(&key[..2]).join(format!("{}.json", &key[2..]))
    }
}

/// How far a file reaches beyond itself, as far as its words tell. Most do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reach {
    /// It stands alone.
    Alone,
    /// What it means may depend on the other files.
    Uses,
    /// What others mean may depend on it.
    Changes,
}

/// How far this file reaches.
pub(crate) fn reach(text: &[u8]) -> Reach {
    const USES: [&str; 11] = [
        "concat_idents",
        "crate",
        "env",
        "file",
        "include",
        "include_bytes",
        "include_str",
        "mod",
        "module_path",
        "option_env",
        "super",
    ];
    const CHANGES: [&str; 14] = [
        "asm",
        "export_name",
        "extern",
        "feature",
        "global_allocator",
        "global_asm",
        "link",
        "link_section",
        "macro_export",
        "macro_rules",
        "macro_use",
        "no_mangle",
        "panic_handler",
        "unsafe",
    ];
    let text = String::from_utf8_lossy(text);
    let words = || text.split(|c: char| !c.is_alphanumeric() && c != '_');
    let has = |wanted: &[&str]| words().any(|word| wanted.contains(&word));
    // A method for somebody else's type may take the place of another one there.
    match (has(&USES), has(&CHANGES)) {
        (_, true) => Reach::Changes,
        (true, _) if has(&["impl"]) => Reach::Changes,
        (true, _) => Reach::Uses,
        (false, _) => Reach::Alone,
    }
}

#[cfg(test)]
mod tests {
    use super::{Reach, reach};

    #[test]
    fn what_reaches_beyond_its_file_is_seen() {
        let alone = "use nalgebra::Vector2;\npub fn f_x(x: f64) -> f64 { modulus(x) } impl S { static A: f64 = 1.0; }";
        assert_eq!(reach(alone.as_bytes()), Reach::Alone);
        for text in ["use crate::f_y::f_y;", "super::f_y::f_y()", "#[path = \"f_y.rs\"] mod other;"] {
            assert_eq!(reach(text.as_bytes()), Reach::Uses, "{text}");
        }
        for text in
            ["#![macro_use]", "macro_rules! todo { () => {} }", "unsafe{}", "impl crate::f_y::S { fn clone() {} }"]
        {
            assert_eq!(reach(text.as_bytes()), Reach::Changes, "{text}");
        }
    }
}
