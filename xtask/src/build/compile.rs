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
    /// None where no exercise that could be asked compiles.
    pub program: Option<PathBuf>,
    /// Whose answers are asked, where the program holds several people's.
    pub part: usize,
    /// Whether its process may be asked for one exercise after another.
    pub stays: bool,
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
    let parts = [Part { source, written: source, chapters: vec![chapter], stays: false }];
    let order = Order { project, parts: &parts, only, knows, cage, given_up };
    let mut built = order.built(&chapter.name, call)?.swap_remove(0);
    // Nothing else of a stranger's is even looked at.
    if cage.is_none() {
        let notes = [doorway::edited(project, source, chapter), doorway::other_crates(project, source, chapter)];
        built.notes = notes.into_iter().flatten().collect();
    }
    Ok(built)
}

/// Somebody's files in a program.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// Those that are compiled.
    pub source: &'a Source,
    /// The same as somebody wrote them: what is said of a file is said of this one.
    pub written: &'a Source,
    pub chapters: Vec<&'static Chapter>,
    /// Whether nothing in them remembers or prints anything.
    pub stays: bool,
}

impl Part<'_> {
    /// The chapter of an exercise.
    pub(super) fn chapter(&self, exercise: &str) -> &'static Chapter {
        self.chapters.iter().find(|chapter| chapter.has(exercise)).unwrap_or(&self.chapters[0])
    }

    /// An exercise's file, as it was written.
    pub(super) fn file(&self, exercise: &str) -> PathBuf {
        self.written.file(&self.chapter(exercise).name, exercise)
    }
}

/// Builds what is there of several chapters, of one person or of several, as one program: what was built for each part. None of the
/// files may reach beyond itself and its chapter, and they stand or fall as the compiler says where: whatever else is wrong with
/// them, each chapter must be built for itself.
pub fn together(
    project: &Project,
    parts: &[Part<'_>],
    cage: Option<&Cage>,
    given_up: &GivenUp,
) -> anyhow::Result<Vec<Built>> {
    // Nobody's folder brings libraries of its own.
    let mut calls: BTreeMap<&str, CompilerCall> = BTreeMap::new();
    for (part, chapter) in parts.iter().flat_map(|part| part.chapters.iter().map(move |chapter| (part, chapter))) {
        if !calls.contains_key(chapter.name.as_str()) {
            calls.insert(&chapter.name, CompilerCall::get(project, part.written, &chapter.name)?);
        }
    }
    let (_, call) = calls.pop_last().context("there is no chapter")?;
    if calls.values().any(|other| other.arguments != call.arguments) {
        bail!("the chapters' exercises are compiled with different libraries");
    }
    Order { project, parts, only: None, knows: Knows::Places, cage, given_up }.built("together", call)
}

/// What is to be built.
pub(super) struct Order<'a> {
    pub(super) project: &'a Project,
    pub(super) parts: &'a [Part<'a>],
    /// The one exercise that will be asked, if it is one.
    pub(super) only: Option<&'static str>,
    pub(super) knows: Knows,
    pub(super) cage: Option<&'a Cage>,
    pub(super) given_up: &'a GivenUp,
}

impl Order<'_> {
    /// Builds the program of this name: what was built for each part.
    fn built(&self, name: &str, call: CompilerCall) -> anyhow::Result<Vec<Built>> {
        let Self { project, parts, cage, .. } = *self;
        let builds = cage.map_or_else(|| project.builds(), |cage| cage.folder.clone());
        let folder = builds.join(&parts[0].source.name).join(name);
        fs::create_dir_all(&folder).with_context(|| {
            format!("{} cannot be made. Is the disk full, or `target` read-only?", folder.display())
        })?;
        let (texts, broken): (Vec<_>, Vec<Broken>) = parts.iter().map(|part| self.readable(part)).unzip();
        let caged = cage.map(|cage| CagedCompiler::new(project, cage, &call, &folder)).transpose()?;
        let mut builder = Builder { order: self, name, folder, call, caged, broken };
        let program = builder.build()?;
        let built = texts.into_iter().zip(builder.broken).enumerate().map(|(part, (texts, broken))| Built {
            program: program.clone(),
            part,
            stays: parts[part].stays,
            broken,
            notes: Vec::new(),
            texts,
        });
        Ok(built.collect())
    }

    /// The texts of a part's files, and which of them are not even given to the compiler.
    fn readable(&self, part: &Part<'_>) -> (BTreeMap<String, Vec<u8>>, Broken) {
        let (mut all, mut broken) = (BTreeMap::new(), Broken::new());
        for chapter in &part.chapters {
            let texts = doorway::texts(part.source, chapter, self.cage.is_some());
            broken.extend(doorway::unreadable(self.project, part.source, chapter, &texts));
            if self.cage.is_some() {
                let refused = |(name, text): (&String, &io::Result<Vec<u8>>)| {
                    Some((name.clone(), cage::refused(text.as_ref().ok()?)?))
                };
                broken.extend(texts.iter().filter_map(refused));
            }
            all.extend(texts.into_iter().filter_map(|(name, text)| Some((name, text.ok()?))));
        }
        (all, broken)
    }
}
