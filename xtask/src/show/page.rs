//! A page of text for a person, wrapped to the terminal's width.

use super::theme::{BOLD, QUIET};
use crate::course::ExerciseRef;
use crate::course::lesson::{self, LessonPlace};
use crate::course::project::Project;
use crate::terminal;
use std::io::{self, IsTerminal};
use std::path::Path;

/// Text with colours, wrapped to a width.
#[derive(Debug)]
pub struct Page {
    text: String,
    /// Of prose.
    width: usize,
    /// Of what is better read, or copied, in one line: as wide as the terminal; without bounds where there is none.
    columns: usize,
    /// How many rows may be spent on what a learner prints, or the compiler; `None` where the terminal scrolls.
    room: Option<usize>,
}

impl Page {
    /// An empty page as wide as the terminal, as far as lines of text stay readable.
    pub fn for_terminal() -> Self {
        let columns = if io::stdout().is_terminal() { terminal::width() } else { usize::MAX };
        Self { columns, ..Self::of_width(terminal::width().clamp(20, 100)) }
    }

    /// An empty page of that many columns.
    pub fn of_width(width: usize) -> Self {
        Self { text: String::new(), width, columns: width, room: None }
    }

    /// The same, where long texts of others are cut to this many rows.
    pub fn with_room(room: usize) -> Self {
        Self { room: Some(room), ..Self::for_terminal() }
    }

    /// Prints what is on the page.
    pub fn print(&self) -> anyhow::Result<()> {
        terminal::print(&self.text)
    }

    /// The text with its colours.
    pub fn into_text(self) -> String {
        self.text
    }

    /// How many rows of the terminal it takes; a long line takes several.
    pub fn height(&self) -> usize {
        self.text.lines().map(terminal::rows).sum()
    }

    /// The same without its empty lines.
    pub fn without_gaps(self) -> Self {
        let lines = self.text.lines().filter(|line| !line.is_empty());
        Self { text: lines.map(|line| format!("{line}\n")).collect(), ..self }
    }

    /// A line as it stands.
    pub fn line(&mut self, text: impl AsRef<str>) {
        self.text.push_str(text.as_ref());
        self.text.push('\n');
    }

    /// A paragraph, indented and wrapped.
    pub fn say(&mut self, indent: &str, text: &str) {
        let options = terminal::whole_words(self.width).initial_indent(indent).subsequent_indent(indent);
        for line in textwrap::wrap(text, options) {
            self.line(line);
        }
    }

    /// A paragraph with its number.
    pub fn item(&mut self, number: usize, text: &str) {
        self.say_after(&format!("  {number}. "), text);
    }

    /// A paragraph that begins behind something, and goes on below its own beginning.
    pub fn say_after(&mut self, before: &str, text: &str) {
        let indent = " ".repeat(textwrap::core::display_width(before).min(self.width / 2));
        let options = terminal::whole_words(self.width).initial_indent(before).subsequent_indent(&indent);
        for line in textwrap::wrap(text, options) {
            self.line(line);
        }
    }

    /// Keys and what they do, as many in a line as there is room for.
    pub fn keys(&mut self, indent: &str, gap: &str, keys: &[(&str, &str)]) {
        let mut lines = vec![String::new()];
        for (key, word) in keys {
            let item = format!("{BOLD}{key}{BOLD:#} {word}");
            let line = lines.last().map_or(0, |line| textwrap::core::display_width(line));
            if line > 0 && indent.len() + line + gap.len() + textwrap::core::display_width(&item) > self.width {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push_str(if line.is_empty() { "" } else { gap });
                line.push_str(&item);
            }
        }
        for line in lines {
            self.line(format!("{indent}{line}"));
        }
    }

    /// In columns, as far as lines of text stay readable.
    pub fn width(&self) -> usize {
        self.width
    }

    /// In columns, where a line is better not broken.
    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// A line with its name in front.
    pub fn named(&mut self, name: &str, text: &str) {
        let name = if name.is_empty() { " ".repeat(8) } else { format!("{QUIET}{name:8}{QUIET:#}") };
        self.line(format!("  {name} {text}"));
    }

    /// Words with their name in front, wrapped.
    pub fn said(&mut self, name: &str, text: &str) {
        self.say_after(&format!("  {QUIET}{name:8}{QUIET:#} "), text);
    }

    /// A file, which a click opens where the terminal knows how.
    pub fn path(&mut self, name: &str, project: &Project, path: &Path) {
        self.link(name, path, &project.shown(path));
    }

    /// Where the lesson speaks of an exercise, if it does: a click opens the book's page, once there is one.
    pub fn lesson_place(&mut self, project: &Project, place: ExerciseRef) {
        let Some(LessonPlace { file, anchor }) = lesson::place(project, place) else { return };
        let page = project.book_page(place.chapter, place.exercise);
        let text = format!("{}#{anchor}", project.shown(&file));
        self.link("lesson", if page.is_file() { &page } else { &file }, &text);
    }

    /// What a click opens, with its name in front. It stays in one line as long as it can, so that it is copied whole; then it is
    /// broken where it has its joints.
    pub(super) fn link(&mut self, name: &str, to: &Path, text: &str) {
        const NAMED: usize = 11;
        const INDENT: usize = 4;
        let (room, needed) = (self.columns.saturating_sub(NAMED), textwrap::core::display_width(text));
        if needed <= room {
            self.named(name, &terminal::link(to, text));
        } else if !text.contains('#') && needed <= self.columns.saturating_sub(INDENT) {
            if !name.is_empty() {
                self.line(format!("  {QUIET}{name}{QUIET:#}"));
            }
            self.line(format!("{:INDENT$}{}", "", terminal::link(to, text)));
        } else {
            for (number, piece) in pieces(text, room).iter().enumerate() {
                self.named(if number == 0 { name } else { "" }, &terminal::link(to, piece));
            }
        }
    }

    /// Somebody else's text, as much of it as there is room for, and what was left out.
    pub(super) fn quoted(&mut self, text: &str, before_more: &str, lines: usize) {
        let shown = terminal::fitting(text, self.room);
        for line in &shown {
            self.line(line);
        }
        let more = lines - shown.len();
        if more > 0 {
            let word = if more == 1 { "line" } else { "lines" };
            self.line(format!("{before_more}{QUIET}… and {more} more {word}{QUIET:#}"));
        }
    }
}

/// A path in pieces of so many columns: between folders, before the place within the file, and between that one's words.
fn pieces(text: &str, columns: usize) -> Vec<String> {
    let (file, place) = text.split_once('#').map_or((text, None), |(file, place)| (file, Some(format!("#{place}"))));
    let mut pieces: Vec<String> = Vec::new();
    for (text, joint) in [(file, '/'), (place.as_deref().unwrap_or_default(), '-')] {
        for (number, part) in text.split_inclusive(joint).enumerate() {
            let fits = |piece: &&mut String| textwrap::core::display_width(&format!("{piece}{part}")) <= columns;
            match pieces.last_mut().filter(|_| number > 0).filter(fits) {
                Some(piece) => piece.push_str(part),
                None => pieces.push(part.to_owned()),
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(columns: usize, text: &str) -> String {
        let mut page = Page::of_width(columns);
        page.link("file", Path::new("/p"), text);
        anstream::adapter::strip_str(&page.into_text()).to_string()
    }

    #[test]
    fn a_path_is_broken_at_its_joints_and_late() {
        let path = "exercises/partials/src/f_x.rs:13:14";
        assert_eq!(shown(80, path), format!("  file     {path}\n"));
        assert_eq!(shown(40, path), format!("  file\n    {path}\n"));
        assert_eq!(shown(30, path), "  file     exercises/partials/\n           src/f_x.rs:13:14\n");
        let place = "exercises/level-curves/README.md#trace-all-the-way-round";
        assert_eq!(
            shown(50, place),
            "  file     exercises/level-curves/README.md\n           #trace-all-the-way-round\n"
        );
        let narrow = "  file     exercises/\n           level-curves/\n           README.md\n           #trace-all-the-\n           way-round\n";
        assert_eq!(shown(26, place), narrow);
    }
}
