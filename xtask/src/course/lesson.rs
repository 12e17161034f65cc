//! A lesson in its parts: how a chapter begins, a section for each exercise, and how the chapter ends.
//!
//! A lesson is `exercises/<chapter>/README.md`. A section begins with a heading of the second level; it belongs to the exercise
//! that stands in the heading as code. What comes before the first of these is the opening, all others after it the closing.

use super::project::Project;
use super::{Chapter, ExerciseRef};
use std::fs;
use std::path::PathBuf;

/// The parts of one lesson, as Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// The first heading: "1. Partial derivatives".
    pub title: String,
    pub opening: String,
    pub sections: Vec<Section>,
    pub closing: String,
}

/// What a lesson says of one exercise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub exercise: String,
    /// As it stands behind `## `.
    pub heading: String,
    /// What stands below the heading.
    pub text: String,
}

/// Where a section of a lesson can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonPlace {
    pub file: PathBuf,
    /// What the heading is called in links to it.
    pub anchor: String,
}

impl Lesson {
    /// The lesson of a chapter, if it is here.
    pub fn read(project: &Project, chapter: &Chapter) -> Option<Self> {
        let text = fs::read_to_string(file(project, &chapter.name)).ok()?;
        Some(Self::of(&text, |name| chapter.has(name)))
    }

    /// A lesson from its text; `is_exercise` knows the chapter's exercises.
    pub fn of(text: &str, is_exercise: impl Fn(&str) -> bool) -> Self {
        let mut lesson =
            Self { title: String::new(), opening: String::new(), sections: Vec::new(), closing: String::new() };
        let (mut fenced, mut in_section) = (false, false);
        for line in text.lines() {
            fenced ^= line.trim_start().starts_with("```");
            match line.strip_prefix("# ").filter(|_| lesson.title.is_empty()) {
                Some(title) => {
                    lesson.title = title.trim().to_owned();
                    continue;
                }
                None => lesson.take(line, fenced, &mut in_section, &is_exercise),
            }
        }
        for part in [&mut lesson.opening, &mut lesson.closing] {
            *part = part.trim().to_owned();
        }
        for section in &mut lesson.sections {
            section.text = section.text.trim().to_owned();
        }
        lesson
    }

    /// Takes one more line to where it belongs.
    fn take(&mut self, line: &str, fenced: bool, in_section: &mut bool, is_exercise: &impl Fn(&str) -> bool) {
        if let Some(heading) = line.strip_prefix("## ").filter(|_| !fenced) {
            let named = heading.split('`').skip(1).step_by(2).find(|name| is_exercise(name));
            *in_section = named.is_some();
            if let Some(exercise) = named {
                let (exercise, heading) = (exercise.to_owned(), heading.trim().to_owned());
                self.sections.push(Section { exercise, heading, text: String::new() });
                return;
            }
        }
        let part = match self.sections.last_mut() {
            Some(section) if *in_section => &mut section.text,
            Some(_) => &mut self.closing,
            None => &mut self.opening,
        };
        part.push_str(line);
        part.push('\n');
    }

    /// The section of an exercise.
    pub fn section(&self, exercise: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.exercise == exercise)
    }
}

impl Section {
    /// What the heading says of the exercise, without its name and number.
    pub fn subtitle(&self) -> &str {
        let name = format!("`{}`", self.exercise);
        self.heading.split_once(&name).map_or("", |(_, rest)| rest.trim_start_matches(':').trim())
    }

    /// What the heading is called in links to it.
    pub fn anchor(&self) -> String {
        anchor(&self.heading)
    }
}

/// The file of a chapter's lesson.
pub fn file(project: &Project, chapter: &str) -> PathBuf {
    project.exercises().folder.join(chapter).join("README.md")
}

/// Where the lesson speaks of an exercise, if it does.
pub fn place(project: &Project, place: ExerciseRef) -> Option<LessonPlace> {
    let lesson = Lesson::read(project, project.course.chapter(place.chapter)?)?;
    let anchor = lesson.section(place.exercise)?.anchor();
    Some(LessonPlace { file: file(project, place.chapter), anchor })
}

/// A heading as links call it, on GitHub and in the book: small letters, digits, hyphens for spaces, and nothing else.
pub fn anchor(heading: &str) -> String {
    let letter = |letter: char| match letter {
        letter if letter.is_alphanumeric() || letter == '_' || letter == '-' => Some(letter),
        letter if letter.is_whitespace() => Some('-'),
        _ => None,
    };
    heading.trim().to_lowercase().chars().filter_map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LESSON: &str = "# 1. Slopes\n\nBegin.\n\n## The rules\n\n```sh\n## `f_x`\n```\n\n## 1. `f_x`: by hand\n\nHold y.\n\n\
                          ## `f_y`\n\nHold x.\n\n## Traps\n\nOf `f_x`.\n";

    #[test]
    fn a_lesson_falls_into_its_parts() {
        let lesson = Lesson::of(LESSON, |name| ["f_x", "f_y"].contains(&name));
        assert_eq!(lesson.title, "1. Slopes");
        assert_eq!(lesson.opening, "Begin.\n\n## The rules\n\n```sh\n## `f_x`\n```");
        assert_eq!(lesson.closing, "## Traps\n\nOf `f_x`.");
        let [first, second] = &lesson.sections[..] else { panic!("{lesson:?}") };
        assert_eq!((first.text.as_str(), first.subtitle()), ("Hold y.", "by hand"));
        assert_eq!((second.text.as_str(), second.subtitle()), ("Hold x.", ""));
        assert_eq!(lesson.section("f_y"), Some(second));
    }

    #[test]
    fn an_anchor_is_what_github_makes_of_the_heading() {
        assert_eq!(anchor("5. `f_x`: by hand, along x"), "5-f_x-by-hand-along-x");
        assert_eq!(anchor("`gradient_check`: ★ doubt a gradient"), "gradient_check--doubt-a-gradient");
    }
}
