//! What students were given besides the exercises, and hand in again as it was: lessons, figures, manifests.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use xtask::course::Course;

/// Larger than anything that is handed out.
pub(crate) const LARGEST: u64 = 4 << 20;

/// The handout's files that nobody writes in, each under its place from the project's root on.
#[derive(Debug, Default)]
pub(crate) struct Handout(BTreeMap<String, PathBuf>);

impl Handout {
    /// Those of a course: what lies beside the exercises, and at the project's root.
    pub(crate) fn of(course: &'static Course) -> Self {
        let mut files = BTreeMap::new();
        // What cannot be read is nobody's; then it is named like anything else.
        let _ = walk(&course.root, "", 0, &mut files);
        for chapter in &course.chapters {
            let folder = format!("exercises/{}", chapter.name);
            let _ = walk(&course.root.join(&folder), &folder, 3, &mut files);
            for exercise in &chapter.exercises {
                files.remove(&format!("{folder}/src/{exercise}.rs"));
            }
        }
        Self(files)
    }

    /// The file that lies at this place of the handout, wherever that is in a submission.
    pub(crate) fn own(&self, parts: &[String]) -> Option<&Path> {
        let ends = (0..parts.len()).map(|start| parts[start..].join("/"));
        let mut places = ends.flat_map(|end| [format!("exercises/{end}"), end]);
        places.find_map(|place| self.0.get(&place)).map(PathBuf::as_path)
    }
}

/// Whether somebody's file is as it was handed out; how lines end does not matter.
pub(crate) fn is_unchanged(own: &Path, theirs: &[u8]) -> bool {
    fs::read(own).is_ok_and(|own| own == theirs || without_returns(&own).eq(without_returns(theirs)))
}

fn without_returns(bytes: &[u8]) -> impl Iterator<Item = &u8> {
    bytes.iter().filter(|byte| **byte != b'\r')
}

/// The files of a folder, and so many folders below it.
fn walk(folder: &Path, place: &str, depth: usize, files: &mut BTreeMap<String, PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let place = if place.is_empty() { name } else { format!("{place}/{name}") };
        match entry.file_type()? {
            kind if kind.is_file() => drop(files.insert(place, entry.path())),
            kind if kind.is_dir() && depth > 0 => walk(&entry.path(), &place, depth - 1, files)?,
            _ => {}
        }
    }
    Ok(())
}
