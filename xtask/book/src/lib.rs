//! The book: lessons, statements, hints and figures as pages that open from disk, with no server and no request to anywhere.
//!
//! Each page keeps its address: `CHAPTER/index.html`, `CHAPTER/EXERCISE.html`. Each figure stands in
//! `<figure class="nabla" data-exercise="CHAPTER/EXERCISE" data-answer="right">`, or the mistake's name with hyphens.

mod figures;
mod formulas;
mod links;
mod marks;
mod pages;
mod prose;
mod site;
mod statement;

use anyhow::{Context, bail};
use figures::{Figures, RIGHT};
use links::Links;
use marks::Marks;
use pages::Sources;
use std::fs;
use std::path::Path;
use xtask::course::lesson::{self, Lesson};
use xtask::course::project::Project;
use xtask::course::{Chapter, ExerciseRef};

/// What the book holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The solutions, folded.
    pub solutions: bool,
}

/// A book that was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// How many chapters and exercises it has.
    pub chapters: usize,
    /// Each is a page.
    pub exercises: usize,
    /// What the person who makes it should know.
    pub notes: Vec<String>,
}

/// Makes the book of a project. What was in the folder before is there until the new book is whole; a folder that holds anything
/// else than a book is left alone.
///
/// # Errors
/// When a judge or what draws pictures cannot be built, or a file cannot be read or written.
pub fn build(project: &Project, into: &Path, options: &Options) -> anyhow::Result<Made> {
    if options.solutions {
        project.needs_solutions("they cannot be put into the book")?;
    }
    if into.exists() && !into.join("searcher.js").is_file() && fs::read_dir(into)?.next().is_some() {
        bail!("{} holds something else than a book, and is left alone", into.display());
    }
    let chapters = project.course.chapters.iter();
    let lessons: Vec<(&'static Chapter, Lesson)> =
        chapters.filter_map(|chapter| Some((chapter, Lesson::read(project, chapter)?))).collect();
    let places: Vec<ExerciseRef> = lessons.iter().flat_map(|(chapter, _)| chapter.all()).collect();
    let above = into.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(above)?;
    let workshop = tempfile::Builder::new().prefix(".book-").tempdir_in(above)?;
    let is_wanted = |place: ExerciseRef, answer: &str, index: usize| {
        let named = format!("figures/{}-{answer}.png", place.exercise);
        index <= 1 || answer == RIGHT || lesson_text(project, place).contains(&named)
    };
    let figures = Figures::draw(project, &places, &workshop.path().join("figures"), is_wanted)?;
    let links = Links { lessons: &lessons };
    let mut marks = Marks::default();
    let book = Sources { project, options, lessons: &lessons, figures: &figures, links: &links }.book(&mut marks)?;
    let pages = workshop.path().join("pages");
    site::write(book, &marks, workshop.path(), &pages)?;
    if into.exists() {
        fs::rename(into, workshop.path().join("old"))
            .with_context(|| format!("{} cannot be replaced", into.display()))?;
    }
    fs::rename(&pages, into).with_context(|| format!("{} cannot be written", into.display()))?;
    Ok(Made { chapters: lessons.len(), exercises: places.len(), notes: marks.notes })
}

fn lesson_text(project: &Project, place: ExerciseRef) -> String {
    let read = |path: &Path| fs::read_to_string(path).unwrap_or_default();
    read(&lesson::file(project, place.chapter)) + &read(&project.root.join("README.md"))
}
