//! From a folder of exercises to a program, whatever is in the files: one that does not compile costs only itself.

use super::builder::Builder;
use super::cage::{self, Cage, CagedCompiler};
use super::compiler::Knows;
use super::doorway::{self, Broken};
use super::rustc::CompilerCall;
use crate::course::Chapter;
use crate::course::project::{Project, Source};
use anyhow::{Context, bail};
use nabla_grading::GivenUp;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;

/// A chapter's program.
#[derive(Clone, Debug)]
pub struct Built {
    pub program: PathBuf,
    /// The exercises that do not compile, with what to tell the person.
    pub broken: Broken,
    /// What else the person should know.
    pub notes: Vec<String>,
    /// The files of the exercises, as they were just before they were compiled.
    pub texts: BTreeMap<String, Vec<u8>>,
}

/// Builds a chapter, or one exercise of it, from the source's files, unless it is given up; in a cage, where there is one.
pub fn chapter(
    project: &Project,
    source: &Source,
    chapter: &'static Chapter,
    only: Option<&'static str>,
    knows: Knows,
    cage: Option<&Cage>,
    given_up: &GivenUp,
) -> anyhow::Result<Built> {
    let call = CompilerCall::get(project, source, &chapter.name)?;
    let order = Order { project, source, chapters: &[chapter], only, knows, cage, given_up };
    let mut built = order.built(&chapter.name, call)?;
    // Nothing else of a stranger's is even looked at.
    if cage.is_none() {
        let notes = [doorway::edited(project, source, chapter), doorway::other_crates(project, source, chapter)];
        built.notes = notes.into_iter().flatten().collect();
    }
    Ok(built)
}

/// Builds what is there of several chapters as one program. None of the files may reach beyond itself, and they stand or
/// fall as the compiler says where: whatever else is wrong with them, each chapter must be built for itself.
pub fn together(
    project: &Project,
    source: &Source,
    chapters: &[&'static Chapter],
    cage: Option<&Cage>,
    given_up: &GivenUp,
) -> anyhow::Result<Built> {
    let mut calls = Vec::new();
    for chapter in chapters {
        calls.push(CompilerCall::get(project, source, &chapter.name)?);
    }
    let call = calls.pop().context("there is no chapter")?;
    if calls.iter().any(|other| other.arguments != call.arguments) {
        bail!("the chapters' exercises are compiled with different libraries");
    }
    Order { project, source, chapters, only: None, knows: Knows::Places, cage, given_up }.built("together", call)
}

/// What is to be built.
pub(super) struct Order<'a> {
    pub(super) project: &'a Project,
    pub(super) source: &'a Source,
    /// One, or several together.
    pub(super) chapters: &'a [&'static Chapter],
    /// The one exercise that will be asked, if it is one.
    pub(super) only: Option<&'static str>,
    pub(super) knows: Knows,
    pub(super) cage: Option<&'a Cage>,
    pub(super) given_up: &'a GivenUp,
}

impl Order<'_> {
    /// Builds the program of this name.
    fn built(&self, name: &str, call: CompilerCall) -> anyhow::Result<Built> {
        let Self { project, source, chapters, cage, .. } = *self;
        let builds = cage.map_or_else(|| project.builds(), |cage| cage.folder.clone());
        let folder = builds.join(&source.name).join(name);
        fs::create_dir_all(&folder).with_context(|| {
            format!("{} cannot be made. Is the disk full, or `target` read-only?", folder.display())
        })?;
        let (mut all, mut broken) = (BTreeMap::new(), Broken::new());
        for chapter in chapters {
            let texts = doorway::texts(source, chapter, cage.is_some());
            broken.extend(doorway::unreadable(project, source, chapter, &texts));
            if cage.is_some() {
                let refused = |(name, text): (&String, &io::Result<Vec<u8>>)| {
                    Some((name.clone(), cage::refused(text.as_ref().ok()?)?))
                };
                broken.extend(texts.iter().filter_map(refused));
            }
            all.extend(texts.into_iter().filter_map(|(name, text)| Some((name, text.ok()?))));
        }
        let caged = cage.map(|cage| CagedCompiler::new(project, cage, &call, &folder)).transpose()?;
        let mut builder = Builder { order: self, name, folder, call, caged, broken };
        let program = builder.build()?;
        Ok(Built { program, broken: builder.broken, notes: Vec::new(), texts: all })
    }
}
