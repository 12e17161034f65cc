//! From what was handed in to the exercises' own files: whatever it is, it is a row, and every oddity is explained.

pub(crate) mod archive;
pub(crate) mod collect;
pub(crate) mod folder;
pub(crate) mod handout;
pub(crate) mod listing;
pub(crate) mod recognise;
pub(crate) mod roster;
pub(crate) mod text;

use collect::{Aside, Collected};
use listing::{Kind, Submission};
use recognise::Recognised;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use xtask::course::{Course, ExerciseRef};

/// The largest file of an exercise, in bytes: the longest solution has a fiftieth of it.
pub(crate) const FILE_LIMIT: u64 = 256 << 10;
/// How much of one submission is looked at, unpacked.
pub(crate) const UNPACKED_LIMIT: u64 = 128 << 20;
/// How many entries one submission may have.
pub(crate) const ENTRY_LIMIT: usize = 20_000;

/// What one student handed in.
#[derive(Debug, Default)]
pub(crate) struct Handed {
    /// The exercises' files.
    pub(crate) files: BTreeMap<ExerciseRef, HandedFile>,
    /// What was not read, and why.
    pub(crate) aside: Vec<Aside>,
    /// What was odd, in sentences for the student.
    pub(crate) notes: Vec<String>,
    /// Why nothing can be read at all.
    pub(crate) broken: Option<String>,
    /// Changes when anything of the above does.
    pub(crate) mark: String,
}

/// One exercise's file.
#[derive(Debug)]
pub(crate) struct HandedFile {
    /// Its name, from the submission's root on.
    pub(crate) name: String,
    pub(crate) text: Text,
    /// What was odd about it.
    pub(crate) notes: Vec<String>,
}

/// What stands in a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Text {
    Read(Vec<u8>),
    Empty,
    /// Larger than any exercise's file may be: so many bytes.
    TooLarge(u64),
}

/// Opens a submission and finds the exercises' files in it.
pub(crate) fn open(submission: &Submission, course: &'static Course) -> Handed {
    let mut collected = Collected::of(course);
    let broken = match &submission.kind {
        Kind::Folder => folder::read(&submission.sources[0], &mut collected).err(),
        Kind::Archive => archive::read(&submission.sources[0], &mut collected).err(),
        Kind::Files => submission.sources.iter().find_map(|file| folder::read_one(file, &mut collected).err()),
        Kind::Unreadable(why) => Some(why.clone()),
        Kind::Nothing => None,
    };
    let Recognised { files, aside, notes } = match broken {
        Some(_) => Recognised::default(),
        None => recognise::all(collected, course),
    };
    let mut handed = Handed { files, aside, notes, broken, mark: String::new() };
    handed.mark = mark(&handed);
    handed
}

/// Everything that a row depends on.
fn mark(handed: &Handed) -> String {
    let mut hash = Sha256::new();
    let mut part = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    for (place, file) in &handed.files {
        part(place.id().as_bytes());
        part(file.name.as_bytes());
        match &file.text {
            Text::Read(bytes) => part(bytes),
            Text::Empty => part(b""),
            Text::TooLarge(size) => part(&size.to_le_bytes()),
        }
        file.notes.iter().for_each(|note| part(note.as_bytes()));
    }
    handed.aside.iter().for_each(|aside| part(format!("{aside:?}").as_bytes()));
    handed.notes.iter().chain(&handed.broken).for_each(|note| part(note.as_bytes()));
    hex(&hash.finalize())
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A fingerprint of some bytes.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// A name that somebody chose, without anything that a terminal or a page would obey.
pub(crate) fn harmless(name: &str) -> String {
    name.replace(|c: char| c.is_control() || is_invisible(c), "\u{fffd}")
}

/// Marks that turn the direction of writing around, or are not seen at all.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
