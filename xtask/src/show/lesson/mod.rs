//! Lessons in a terminal: prose wrapped, formulas in letters, code as it is, pictures by their names, answers folded.

mod inline;

use super::formula;
use super::page::Page;
use super::theme::{BOLD, QUIET};
use crate::course::lesson::{Lesson, Section};
use crate::course::project::Project;
use crate::course::{Chapter, ExerciseRef};
use inline::{styled, without_comments};

/// Whether the answers to what one should predict are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    Folded,
    Open,
}

const INDENT: &str = "  ";

impl Page {
    /// What a lesson says of an exercise; whether an answer was folded away.
    pub fn section(&mut self, project: &Project, place: ExerciseRef, section: &Section, answers: Answers) -> bool {
        let subtitle = section.subtitle();
        self.say_after(&format!("{BOLD}{}{BOLD:#}  ", place.id()), &styled(subtitle));
        self.line("");
        self.markdown(project, place.chapter, &section.text, answers)
    }

    /// How a lesson begins, what it has for whom, and how it ends; whether an answer was folded away.
    pub fn lesson(&mut self, project: &Project, chapter: &Chapter, lesson: &Lesson, answers: Answers) -> bool {
        self.line(format!("{BOLD}{}{BOLD:#}\n", lesson.title));
        let begins = self.markdown(project, &chapter.name, &lesson.opening, answers);
        self.line(format!("\n{INDENT}{BOLD}The exercises{BOLD:#}\n"));
        let longest = chapter.exercises.iter().map(String::len).max().unwrap_or(0);
        for section in &lesson.sections {
            self.say_after(&format!("{INDENT}{:longest$}  ", section.exercise), &styled(section.subtitle()));
        }
        self.line("");
        self.markdown(project, &chapter.name, &lesson.closing, answers) || begins
    }

    /// A lesson's Markdown; whether an answer was folded away.
    fn markdown(&mut self, project: &Project, chapter: &str, text: &str, answers: Answers) -> bool {
        let text = without_comments(text);
        let mut lines = text.lines().peekable();
        let (mut folded, mut is_first) = (false, true);
        while let Some(line) = lines.next() {
            if line.trim().is_empty() || line.trim() == "</details>" {
                continue;
            }
            if !std::mem::take(&mut is_first) {
                self.line("");
            }
            if let Some(kind) = line.trim_start().strip_prefix("```") {
                let block: Vec<&str> =
                    lines.by_ref().take_while(|line| !line.trim_start().starts_with("```")).collect();
                self.block(kind.trim(), &block);
            } else if let Some((_, summary)) = line.split_once("<summary>") {
                let summary = summary.split("</summary>").next().unwrap_or_default();
                if answers == Answers::Open {
                    self.line(format!("{INDENT}{BOLD}{summary}{BOLD:#}"));
                } else {
                    folded = true;
                    lines.by_ref().take_while(|line| line.trim() != "</details>").for_each(drop);
                    self.line(format!("{INDENT}{QUIET}▸ {summary}, folded{QUIET:#}"));
                }
            } else if line.starts_with('#') {
                self.line(format!("{INDENT}{BOLD}{}{BOLD:#}", styled(line.trim_start_matches('#').trim())));
            } else if line.starts_with('|') {
                let mut rows = vec![line];
                while let Some(row) = lines.next_if(|line| line.starts_with('|')) {
                    rows.push(row);
                }
                self.rows(&rows);
            } else {
                let mut paragraph = vec![line];
                while let Some(more) = lines.next_if(|line| continues(line)) {
                    paragraph.push(more);
                }
                self.paragraph(project, chapter, &paragraph);
            }
        }
        folded
    }

    /// What stands between fences.
    fn block(&mut self, kind: &str, lines: &[&str]) {
        let letters = if kind == "math" { formula::plain(&lines.join("\n")) } else { lines.join("\n") };
        for line in letters.lines() {
            self.line(format!("{INDENT}  {line}").trim_end());
        }
    }

    /// The rows of a table, one under the other.
    fn rows(&mut self, rows: &[&str]) {
        let is_rule = |row: &&&str| row.contains("---");
        let cells =
            |row: &&str| row.trim().trim_matches('|').split('|').map(|cell| styled(cell.trim())).collect::<Vec<_>>();
        let table: Vec<Vec<String>> = rows.iter().filter(|row| !is_rule(row)).map(cells).collect();
        let width = |cell: &String| textwrap::core::display_width(cell);
        let widest = |column: usize| table.iter().filter_map(|row| row.get(column)).map(width).max().unwrap_or(0);
        for (number, row) in table.iter().enumerate() {
            let padded = row.iter().enumerate().map(|(column, cell)| {
                let gap = " ".repeat(widest(column) - width(cell));
                if number == 0 { format!("{QUIET}{cell}{QUIET:#}{gap}") } else { format!("{cell}{gap}") }
            });
            self.line(format!("{INDENT}{}", padded.collect::<Vec<_>>().join("   ")).trim_end());
        }
    }

    /// A paragraph, the items of a list, or a picture.
    fn paragraph(&mut self, project: &Project, chapter: &str, lines: &[&str]) {
        let joined = lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
        if let Some((words, file)) =
            joined.strip_prefix("![").and_then(|image| image.strip_suffix(')')?.rsplit_once("]("))
        {
            let path = project.exercises().folder.join(chapter).join(file);
            self.say_after(&format!("{INDENT}{QUIET}picture{QUIET:#}  "), &styled(words));
            self.link("", &path, &project.shown(&path));
            return;
        }
        let mut items: Vec<(String, String)> = Vec::new();
        for line in lines {
            match (item(line), items.last_mut()) {
                (Some((sign, text)), _) => items.push((format!("{INDENT}{sign} "), text.trim().to_owned())),
                (None, Some((_, text))) => *text = format!("{text} {}", line.trim()),
                (None, None) => items.push((INDENT.to_owned(), line.trim().to_owned())),
            }
        }
        for (before, text) in items {
            self.say_after(&before, &styled(&text));
        }
    }
}

/// Whether a line belongs to the paragraph before it.
fn continues(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !["```", "#", "|", "<details", "</details"].iter().any(|sign| line.starts_with(sign))
}

/// The sign and the text of a list's item.
fn item(line: &str) -> Option<(String, &str)> {
    let line = line.trim_start();
    if let Some(text) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return Some(("-".to_owned(), text));
    }
    let (number, text) = line.split_once(". ")?;
    number.parse::<u8>().is_ok().then(|| (format!("{number}."), text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    const TEXT: &str = "Hold $y$ still<!-- = 1 -->, and **do** it.\n\n```math\n\\frac{1}{2}\n```\n\n```rust\nlet x = 1; // 1\n```\n\n\
                        *Predict.* What?\n\n<details><summary>Answer</summary>\n\nNothing.\n\n- None\n\n</details>\n\n\
                        - one\n  and more\n- two [there](https://a.b)\n\n| $a$ | b |\n|---|---|\n| 1 | two |\n\n![A line](figures/f_x.png)\n\n> end";

    fn shown(answers: Answers, width: usize) -> (String, bool) {
        let root = PathBuf::from("/p");
        let project = Project { target: root.join("target"), course: crate::course::Course::read(&root), root };
        let mut page = Page::of_width(width);
        let folded = page.markdown(&project, "partials", TEXT, answers);
        (anstream::adapter::strip_str(&page.into_text()).to_string(), folded)
    }

    #[test]
    fn a_lesson_is_read_in_a_terminal() {
        let (text, folded) = shown(Answers::Folded, 60);
        assert!(folded);
        let expected = "  Hold y still, and do it.\n\n    1/2\n\n    let x = 1; // 1\n\n  Predict. What?\n\n  ▸ Answer, folded\n\n  \
                        - one and more\n  - two there (https://a.b)\n\n  a   b\n  1   two\n\n  picture  A line\n           \
                        exercises/partials/figures/f_x.png\n\n  > end\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn answers_are_shown_when_asked_for() {
        let (text, folded) = shown(Answers::Open, 60);
        assert!(!folded && text.contains("  Answer\n\n  Nothing.\n\n  - None\n\n  - one"), "{text}");
    }
}
