//! What stands on each page: the first one, a page a chapter, a page an exercise.

use crate::Options;
use crate::figures::Figures;
use crate::links::Links;
use crate::marks::{Marks, escaped, harmless, with_code};
use crate::prose::{Origin, Prose};
use crate::statement;
use anyhow::Context;
use mdbook_driver::book::{Book, BookItem, Chapter as Leaf, SectionNumber};
use nabla_grading::Description;
use nabla_launcher::Voice;
use std::fs;
use xtask::course::lesson::{Lesson, Section};
use xtask::course::project::Project;
use xtask::course::{Chapter, ExerciseRef, stub};
use xtask::examine::judge::Judge;

/// Everything that pages are made of.
pub(crate) struct Sources<'a> {
    pub(crate) project: &'a Project,
    pub(crate) options: &'a Options,
    pub(crate) lessons: &'a [(&'static Chapter, Lesson)],
    pub(crate) figures: &'a Figures,
    pub(crate) links: &'a Links<'a>,
}

impl Sources<'_> {
    /// The whole book.
    pub(crate) fn book(&self, marks: &mut Marks) -> anyhow::Result<Book> {
        let readme = fs::read_to_string(self.project.root.join("README.md")).unwrap_or_else(|_| "# Nabla\n".to_owned());
        let first = self.prose(marks).rewritten(&readme, Origin { folder: "", page: "index.md" });
        let mut items = vec![BookItem::Chapter(Leaf::new("Nabla", first, "index.md", Vec::new()))];
        for (number, (chapter, lesson)) in (1..).zip(self.lessons) {
            items.push(BookItem::Chapter(self.chapter(marks, chapter, lesson, number)?));
        }
        Ok(Book::new_with_items(items))
    }

    fn prose<'a>(&'a self, marks: &'a mut Marks) -> Prose<'a> {
        Prose { marks, figures: self.figures, links: self.links }
    }

    /// A chapter's page, and those of its exercises below it.
    fn chapter(
        &self,
        marks: &mut Marks,
        chapter: &'static Chapter,
        lesson: &Lesson,
        number: u32,
    ) -> anyhow::Result<Leaf> {
        let known = Judge::of(self.project, &chapter.name, Voice::Heard)?.describe()?;
        let page = format!("{}/index.md", chapter.name);
        let folder = format!("exercises/{}", chapter.name);
        let origin = Origin { folder: &folder, page: &page };
        let mut text = format!("# {}\n\n", chapter.title);
        text += &self.prose(marks).rewritten(&lesson.opening, origin);
        text += &format!("\n\n## The exercises\n\n{}\n\n", list(chapter, lesson, &known));
        text += &self.prose(marks).rewritten(&lesson.closing, origin);
        let mut leaf = Leaf::new(&chapter.title, text, &page, Vec::new());
        leaf.number = Some(SectionNumber::new([number]));
        for (index, place) in (1..).zip(chapter.all()) {
            let description = known.iter().find(|description| description.name == place.exercise);
            let text = self.exercise(marks, place, lesson.section(place.exercise), description)?;
            let path = format!("{}.md", place.id());
            let mut exercise = Leaf::new(place.exercise, text, path, vec![chapter.title.clone()]);
            exercise.number = Some(SectionNumber::new([number, index]));
            leaf.sub_items.push(BookItem::Chapter(exercise));
        }
        Ok(leaf)
    }

    /// An exercise's page: the lesson's section with its figures, what to write, and the hints.
    fn exercise(
        &self,
        marks: &mut Marks,
        place: ExerciseRef,
        section: Option<&Section>,
        known: Option<&Description>,
    ) -> anyhow::Result<String> {
        let ExerciseRef { chapter, exercise } = place;
        let (page, folder) = (format!("{}.md", place.id()), format!("exercises/{chapter}"));
        let origin = Origin { folder: &folder, page: &page };
        let subtitle = section.map(Section::subtitle).filter(|subtitle| !subtitle.is_empty());
        let mut text = format!("# `{exercise}`{}\n\n", subtitle.map(|text| format!(": {text}")).unwrap_or_default());
        let told = section.map(|section| self.prose(marks).rewritten(&section.text, origin)).unwrap_or_default();
        text += &told;
        text += &self.figures_left(marks, &place.id(), &told);
        text += &self.task(marks, place, origin)?;
        if let Some(known) = known {
            text += "\n\n## Hints\n\n";
            for (word, hint) in ["A first hint", "A second hint", "The last hint"].iter().zip(&known.hints) {
                text += &format!(
                    "<details class=\"hint\"><summary>{word}</summary>\n<p>{}</p>\n</details>\n\n",
                    with_code(hint)
                );
            }
        }
        if self.options.solutions {
            let solution = stub::without_markers(&stub::solution(self.project, chapter, exercise)?);
            text += &format!(
                "\n\n## A solution\n\n<details><summary>Show it</summary>\n\n```rust\n{solution}```\n\n</details>\n\n"
            );
        }
        Ok(text)
    }

    /// The pictures of a right answer and of a mistake, as far as the lesson does not show them itself.
    fn figures_left(&self, marks: &mut Marks, id: &str, told: &str) -> String {
        let drawn = self.figures.of(id);
        let is_shown = |right: bool| {
            told.contains("<figure")
                && drawn.iter().any(|figure| {
                    figure.mistake.is_none() == right && told.contains(&format!("data-answer=\"{}\"", figure.answer))
                })
        };
        let left: Vec<String> = [true, false]
            .into_iter()
            .filter(|right| !is_shown(*right))
            .filter_map(|right| {
                let figure = drawn.iter().find(|figure| figure.mistake.is_none() == right)?;
                Some(format!("<div>\n{}\n</div>", figure.html(marks, "")))
            })
            .collect();
        if left.is_empty() {
            String::new()
        } else {
            format!("\n\n<div class=\"pair\">\n{}\n</div>\n\n", left.join("\n"))
        }
    }

    /// What is to be written, and where.
    fn task(&self, marks: &mut Marks, place: ExerciseRef, origin: Origin<'_>) -> anyhow::Result<String> {
        let ExerciseRef { chapter, exercise } = place;
        let file = self.project.exercises().file(chapter, exercise);
        let text = match stub::known(self.project, chapter, exercise) {
            Some(stub) => stub,
            None => fs::read_to_string(&file).with_context(|| self.project.shown(&file))?,
        };
        let Some((statement, signature)) = statement::of(&text, exercise) else { return Ok(String::new()) };
        let statement = self.prose(marks).rewritten(&statement, origin);
        Ok(format!(
            "\n\n## What you write\n\n<div class=\"statement\">\n\n{statement}\n\n```rust\n{signature}\n```\n\n</div>\n\n\
             <p class=\"where\"><span>in <code>{}</code></span> <span>then <code>cargo xtask check {exercise}</code></span></p>\n",
            escaped(&self.project.shown(&file)),
        ))
    }
}

/// The exercises of a chapter, each with what it asks.
fn list(chapter: &'static Chapter, lesson: &Lesson, known: &[Description]) -> String {
    let item = |place: ExerciseRef| {
        let name = place.exercise;
        let subtitle = lesson.section(name).map(Section::subtitle).unwrap_or_default();
        let asks = known.iter().find(|description| description.name == name).map_or("", |known| known.asks.as_str());
        format!(
            "<li><a href=\"{name}.html\"><code>{name}</code> <b>{}</b></a><span>{}</span></li>",
            harmless(subtitle),
            with_code(asks)
        )
    };
    format!("<ol class=\"exercises\">\n{}\n</ol>", chapter.all().map(item).collect::<Vec<_>>().join("\n"))
}
