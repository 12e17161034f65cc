//! Programs of several chapters: of one student, or of several.

use super::{CHAPTER_LIMIT, Desk, Wanted, within};
use crate::code;
use nabla_grading::GivenUp;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use xtask::build::compile::Part;
use xtask::course::project::Source;
use xtask::course::{Chapter, ExerciseRef};
use xtask::examine::Ready;

/// Processor time for one program of many chapters, and for each further student's in it, in seconds: several times what an honest
/// one takes. Whatever takes longer is looked for in fewer files, at last chapter by chapter, with the time that each of them has.
const TOGETHER_SECONDS: u64 = 6;
const FURTHER_SECONDS: u64 = 1;

/// A student's program of several chapters, ready to be asked.
pub(crate) type Program = BTreeMap<&'static str, Ready>;

/// What shall be in a program of a student.
#[derive(Clone, Debug)]
pub(crate) struct Order<'a> {
    pub(crate) chapters: Vec<&'static Chapter>,
    /// Some may only be there for others of their chapter.
    pub(crate) files: Vec<Wanted<'a>>,
    /// Whether its process may be asked for one exercise after another.
    pub(crate) stays: bool,
}

impl Desk<'_> {
    /// Makes one program of files of several chapters. None where they cannot be built so; then each chapter is to be judged for
    /// itself.
    pub(crate) fn together(&self, order: Order<'_>) -> Option<Program> {
        let Order { chapters, files, stays } = order;
        lay_out(&self.source, &files).ok()?;
        self.one_program(&[Part { source: &self.source, written: &self.source, chapters, stays }])?.pop()
    }

    /// Makes one program of plain files of several students, each at a desk of their own.
    pub(crate) fn of_several(desks: &[(&Self, Order<'_>)]) -> Option<Vec<Program>> {
        let mut parts = Vec::new();
        for (desk, Order { chapters, files, stays }) in desks {
            let down: Vec<(ExerciseRef, String)> = files
                .iter()
                .map(|(place, bytes)| Some((*place, code::one_module_down(std::str::from_utf8(bytes).ok()?))))
                .collect::<Option<_>>()?;
            let beside: Vec<Wanted<'_>> = down.iter().map(|(place, text)| (*place, text.as_bytes())).collect();
            lay_out(&desk.source, files).and_then(|()| lay_out(&desk.beside, &beside)).ok()?;
            let (chapters, stays) = (chapters.clone(), *stays);
            parts.push(Part { source: &desk.beside, written: &desk.source, chapters, stays });
        }
        desks.first()?.0.one_program(&parts)
    }

    fn one_program(&self, parts: &[Part<'_>]) -> Option<Vec<Program>> {
        let given_up = GivenUp::default();
        // No program speaks of a seed.
        let mut request = self.request(0, &given_up);
        if let Some(cage) = &mut request.cage {
            let further = FURTHER_SECONDS * parts.len().saturating_sub(1) as u64;
            cage.compiler_seconds = cage.compiler_seconds.min(TOGETHER_SECONDS) + further;
        }
        within(CHAPTER_LIMIT, &given_up, || Ready::together(self.project, &request, parts)).ok()
    }
}

/// Puts files where they are compiled; nothing that another submission has left is there. A file that is there already is written
/// over, and emptied where it is not wanted: both cost the disk less than another one.
pub(super) fn lay_out(source: &Source, all: &[Wanted<'_>]) -> anyhow::Result<()> {
    let wanted: BTreeMap<PathBuf, &[u8]> =
        all.iter().map(|(place, bytes)| (source.file(place.chapter, place.exercise), *bytes)).collect();
    empty_others(&source.folder, &wanted)?;
    for (path, bytes) in wanted {
        if let Some(folder) = path.parent().filter(|_| !path.is_file()) {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, bytes)?;
    }
    Ok(())
}

/// Empties whatever is not wanted in a folder.
fn empty_others(folder: &Path, wanted: &BTreeMap<PathBuf, &[u8]>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            empty_others(&path, wanted)?;
        } else if !wanted.contains_key(&path) && entry.metadata()?.len() > 0 {
            fs::write(path, "")?;
        }
    }
    Ok(())
}
