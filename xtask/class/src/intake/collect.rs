//! What a submission holds: files of Rust, which are looked at, and everything else, which is counted and named.

use super::handout::{Handout, LARGEST, is_unchanged};
use super::{ENTRY_LIMIT, FILE_LIMIT, UNPACKED_LIMIT, harmless};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, Read};
use xtask::course::Course;

/// A file of Rust.
#[derive(Debug)]
pub(crate) struct Found {
    /// Its folders and its name.
    pub(crate) parts: Vec<String>,
    pub(crate) bytes: Vec<u8>,
    /// Its size, where that is more than an exercise's file may have.
    pub(crate) too_large: Option<u64>,
}

impl Found {
    /// Its name as one would write it.
    pub(crate) fn name(&self) -> String {
        self.parts.join("/")
    }
}

/// Something that was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Aside {
    /// Its name; a folder's ends with a stroke.
    pub(crate) file: String,
    /// Why it was not read.
    pub(crate) why: String,
    /// How many there are of it.
    pub(crate) count: usize,
}

/// Why the handout's own files are not read; there is nothing odd about them.
const UNCHANGED: &str = "the handout's own files, which nobody changed";

impl Aside {
    /// Whether these are files that came with the handout and come back as they were.
    pub(crate) fn is_handout(&self) -> bool {
        self.why == UNCHANGED
    }
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    File,
    Link,
    /// A device, a pipe, a socket.
    Special,
}

/// Everything that was found in a submission.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub(crate) files: Vec<Found>,
    aside: BTreeMap<String, Aside>,
    handout: Handout,
    /// How many files are as they were handed out.
    unchanged: usize,
    entries: usize,
    bytes: u64,
}

/// How many things that were left aside are named one by one.
const NAMED: usize = 40;

impl Collected {
    /// Nothing yet, of a student of this course.
    pub(crate) fn of(course: &'static Course) -> Self {
        Self { handout: Handout::of(course), ..Self::default() }
    }

    /// What was left aside, in the order of names; where there is too much of it, the rest as a number.
    pub(crate) fn aside(self) -> (Vec<Found>, Vec<Aside>) {
        let mut aside: Vec<Aside> = self.aside.into_values().collect();
        if aside.len() > NAMED {
            let count = aside.drain(NAMED..).map(|aside| aside.count).sum();
            aside.push(Aside { file: "…".to_owned(), why: "more of the same".to_owned(), count });
        }
        if self.unchanged > 0 {
            aside.push(Aside { file: "exercises/".to_owned(), why: UNCHANGED.to_owned(), count: self.unchanged });
        }
        (self.files, aside)
    }

    /// Counts one entry; whether its content is wanted.
    ///
    /// # Errors
    /// When there are too many.
    pub(crate) fn wants(&mut self, parts: &[String], entry: Entry) -> Result<bool, String> {
        self.entries += 1;
        if self.entries > ENTRY_LIMIT {
            return Err(format!(
                "It holds more than {ENTRY_LIMIT} entries; an exercise's files are at most a hundred."
            ));
        }
        let why = match (left_alone(parts), entry) {
            (Some((folder, why)), _) => {
                self.leave(folder, why);
                return Ok(false);
            }
            (None, Entry::Link) => "a link, and links are not followed",
            (None, Entry::Special) => "neither a file nor a folder",
            (None, Entry::File) if is_rust(parts) || self.handout.own(parts).is_some() => return Ok(true),
            (None, Entry::File) => why_not_rust(parts),
        };
        self.leave(parts.join("/"), why);
        Ok(false)
    }

    /// Notes that something was not read.
    pub(crate) fn leave(&mut self, file: String, why: &str) {
        let new = Aside { file: file.clone(), why: why.to_owned(), count: 0 };
        self.aside.entry(file).or_insert(new).count += 1;
    }

    /// Reads the content of an entry that is wanted, as far as an exercise's file may reach.
    ///
    /// # Errors
    /// When it cannot be read, or all of them together are too large.
    pub(crate) fn read(&mut self, parts: Vec<String>, size: u64, content: impl Read) -> Result<(), String> {
        let name = parts.join("/");
        let limit = if is_rust(&parts) { FILE_LIMIT } else { LARGEST };
        let mut bytes = Vec::new();
        let read = content.take(limit + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&name, &error))?;
        self.bytes += read as u64;
        if self.bytes > UNPACKED_LIMIT {
            return Err(format!("Its files have more than {} MiB together.", UNPACKED_LIMIT >> 20));
        }
        let too_large = (bytes.len() as u64 > limit).then_some(size.max(bytes.len() as u64));
        if self.handout.own(&parts).is_some_and(|own| is_unchanged(own, &bytes)) {
            self.unchanged += 1;
        } else if is_rust(&parts) {
            bytes.truncate(too_large.map_or(bytes.len(), |_| 0));
            self.files.push(Found { parts, bytes, too_large });
        } else {
            self.leave(name, why_changed(&parts));
        }
        Ok(())
    }
}

/// Why an entry stops everything.
pub(crate) fn unreadable(name: &str, error: &io::Error) -> String {
    format!("{name} cannot be read: {error}.")
}

/// The folders and the name of an entry, as far as they stay inside the submission. Windows packs with backslashes.
///
/// # Errors
/// Why the name is refused, and how it is shown.
pub(crate) fn parts(raw: &str) -> Result<Vec<String>, String> {
    let shown = harmless(raw);
    let is_outside = raw.starts_with(['/', '\\']) || raw.as_bytes().get(1) == Some(&b':');
    let parts: Vec<String> =
        shown.split(['/', '\\']).filter(|part| !["", "."].contains(part)).map(str::to_owned).collect();
    if is_outside || parts.iter().any(|part| part == "..") || parts.is_empty() {
        return Err(shown);
    }
    Ok(parts)
}

/// Why such a name is not read.
pub(crate) const OUTSIDE: &str = "its name leads out of the submission";

fn is_rust(parts: &[String]) -> bool {
    let name = parts.last().map(|name| name.to_lowercase()).unwrap_or_default();
    name.ends_with(".rs") || name.ends_with(".rs.txt")
}

/// A folder that is never looked into, with the reason.
fn left_alone(parts: &[String]) -> Option<(String, &'static str)> {
    let (name, folders) = parts.split_last()?;
    let folder = folders.iter().enumerate().find_map(|(index, folder)| {
        let why = match folder.as_str() {
            "__MACOSX" => "what macOS packs beside the files",
            "target" => "what a build leaves",
            "node_modules" => "packages of somebody else",
            "solutions" => "the course's own solutions, or a copy of them",
            "crates" | "xtask" => "the course itself",
            hidden if hidden.starts_with('.') => "a hidden folder",
            _ => return None,
        };
        Some((format!("{}/", parts[..=index].join("/")), why))
    });
    let hidden = || match name.as_str() {
        ".DS_Store" => Some((parts.join("/"), "what macOS notes about a folder")),
        mac if mac.starts_with("._") => Some((parts.join("/"), "what macOS packs beside a file")),
        hidden if hidden.starts_with('.') => Some((parts.join("/"), "a hidden file")),
        _ => None,
    };
    folder.or_else(hidden)
}

/// Why a file of the handout's that somebody changed is not read.
fn why_changed(parts: &[String]) -> &'static str {
    match parts.last().is_some_and(|name| name.ends_with(".toml") || name.ends_with(".lock")) {
        true => "changed, and not used: nothing of a submission is run by Cargo",
        false => "changed, and not used: it is no exercise's",
    }
}

fn why_not_rust(parts: &[String]) -> &'static str {
    let name = parts.last().map(|name| name.to_lowercase()).unwrap_or_default();
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "zip" | "tar" | "gz" | "tgz" | "rar" | "7z" | "xz" => "an archive inside the submission",
        "toml" | "lock" => "nothing of a submission is run by Cargo",
        _ => "not a file of Rust",
    }
}
