//! `lesson`: what the lesson says of an exercise, in the terminal or as a page of the book.

use crate::course::lesson::{self, Lesson};
use crate::course::project::Project;
use crate::course::{Chapter, ExerciseRef};
use crate::exit::{ExitOutcome, UsageError};
use crate::show::lesson::Answers;
use crate::show::page::Page;
use crate::terminal::viewer;
use anyhow::Context;

/// What is asked for.
enum Wanted {
    Exercise(ExerciseRef),
    Chapter(&'static Chapter),
}

/// `lesson`
pub fn run(project: &Project, name: Option<&str>, answers: bool, open: bool) -> anyhow::Result<ExitOutcome> {
    let wanted = match name {
        Some(name) => wanted(project, name)?,
        None => Wanted::Exercise(super::named_or_present(project, None)?),
    };
    if open {
        return open_book(project, &wanted);
    }
    let answers = if answers { Answers::Open } else { Answers::Folded };
    let mut page = Page::for_terminal();
    match wanted {
        Wanted::Exercise(place) => {
            let folded = show(&mut page, project, place, answers)?;
            page.line("");
            after(&mut page, project, place);
            let more = format!("cargo xtask lesson {}", place.chapter);
            page.said("chapter", &format!("`{more}` shows how it begins, and its rules"));
            if folded {
                page.said("answers", &format!("`cargo xtask lesson {} --answers` shows them", place.exercise));
            }
        }
        Wanted::Chapter(chapter) => {
            let lesson = read(project, chapter)?;
            if page.lesson(project, chapter, &lesson, answers) {
                page.line("");
                page.said("answers", &format!("`cargo xtask lesson {} --answers` shows them", chapter.name));
            }
        }
    }
    page.print()?;
    Ok(ExitOutcome::Right)
}

/// Puts what the lesson says of an exercise on a page, and says whether an answer was folded away.
///
/// # Errors
/// When the lesson is not here, or says nothing of it.
pub fn show(page: &mut Page, project: &Project, place: ExerciseRef, answers: Answers) -> anyhow::Result<bool> {
    let chapter = project.course.chapter(place.chapter).context("a chapter that nobody knows")?;
    let lesson = read(project, chapter)?;
    let section = lesson.section(place.exercise).ok_or_else(|| {
        UsageError(format!("exercises/{}/README.md has no section about {}.", place.chapter, place.exercise))
    })?;
    Ok(page.section(project, place, section, answers))
}

/// Where one goes on from there.
fn after(page: &mut Page, project: &Project, place: ExerciseRef) {
    page.lesson_place(project, place);
    page.path("file", project, &project.exercises().file(place.chapter, place.exercise));
}

fn read(project: &Project, chapter: &'static Chapter) -> Result<Lesson, UsageError> {
    let file = project.shown(&lesson::file(project, &chapter.name));
    Lesson::read(project, chapter)
        .ok_or_else(|| UsageError(format!("{file} is not here. `git checkout -- {file}` brings it back.")))
}

/// An exercise, or a whole chapter by its name.
fn wanted(project: &Project, name: &str) -> anyhow::Result<Wanted> {
    let found = project.course.find(&[name.to_owned()])?;
    if let [first, _, ..] = found[..]
        && found.iter().all(|place| place.chapter == first.chapter)
    {
        return Ok(Wanted::Chapter(project.course.chapter(first.chapter).context("a chapter that nobody knows")?));
    }
    Ok(Wanted::Exercise(project.course.find_one(name)?))
}

fn open_book(project: &Project, wanted: &Wanted) -> anyhow::Result<ExitOutcome> {
    let page = match wanted {
        Wanted::Exercise(place) => project.book_page(place.chapter, place.exercise),
        Wanted::Chapter(chapter) => project.book_page(&chapter.name, "index"),
    };
    if !page.is_file() {
        return Err(UsageError("the book is not made yet: `cargo xtask book` makes it.".to_owned()).into());
    }
    viewer::view(&page)?;
    Ok(ExitOutcome::Right)
}
