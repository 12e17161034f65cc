//! What the lesson says of an exercise, to read on the whole screen.

use crate::raw::{self, Alternate};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::fmt::Write as _;
use xtask::commands::lesson;
use xtask::course::ExerciseRef;
use xtask::course::project::Project;
use xtask::show::lesson::Answers;
use xtask::show::page::Page;
use xtask::show::theme::QUIET;
use xtask::terminal;
use xtask::terminal::viewer;

/// Shows the section in raw mode until the person goes back, from the events that come.
///
/// # Errors
/// When the lesson is not here, or says nothing of the exercise.
pub(crate) fn read(
    project: &Project,
    place: ExerciseRef,
    next: &mut dyn FnMut() -> Option<Event>,
) -> anyhow::Result<()> {
    let mut reader = Reader { project, place, answers: Answers::Folded, top: 0, folded: false, notice: None };
    reader.lines(80)?;
    let _alternate = Alternate::enter()?;
    loop {
        let (columns, rows) = crossterm::terminal::size().unwrap_or((80, 24));
        raw::show(&reader.screen(usize::from(columns), usize::from(rows))?)?;
        match next() {
            Some(Event::Key(key)) if key.kind != KeyEventKind::Release => {
                if reader.key(key, usize::from(rows)) {
                    return Ok(());
                }
            }
            Some(_) => {}
            None => return Ok(()),
        }
    }
}

/// The section as the person sees it.
struct Reader<'a> {
    project: &'a Project,
    place: ExerciseRef,
    answers: Answers,
    /// The first row that is shown.
    top: usize,
    /// Whether an answer is folded away.
    folded: bool,
    notice: Option<String>,
}

impl Reader<'_> {
    /// Does what a key says; whether the person goes back.
    fn key(&mut self, key: KeyEvent, rows: usize) -> bool {
        self.notice = None;
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let leaf = rows.saturating_sub(4).max(1);
        match key.code {
            KeyCode::Char('c') if control => return true,
            _ if control => {}
            KeyCode::Char('q' | 'b') | KeyCode::Esc => return true,
            KeyCode::Up | KeyCode::Char('k') => self.top = self.top.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') => self.top += 1,
            KeyCode::PageUp => self.top = self.top.saturating_sub(leaf),
            KeyCode::PageDown | KeyCode::Char(' ') => self.top += leaf,
            KeyCode::Home | KeyCode::Char('g') => self.top = 0,
            KeyCode::End | KeyCode::Char('G') => self.top = usize::MAX,
            KeyCode::Char('a') => {
                self.answers = if self.answers == Answers::Open { Answers::Folded } else { Answers::Open };
            }
            KeyCode::Char('o') => self.open(),
            _ => {}
        }
        false
    }

    /// Opens the page of the book.
    fn open(&mut self) {
        let page = self.project.book_page(self.place.chapter, self.place.exercise);
        self.notice = Some(match page.is_file().then(|| viewer::view(&page)) {
            None => "The book is not made yet: `cargo xtask book` makes it.".to_owned(),
            Some(Ok(())) => format!("Opening {}.", self.project.shown(&page)),
            Some(Err(error)) => format!("{error:#}"),
        });
    }

    /// The section in rows of the terminal.
    fn lines(&mut self, columns: usize) -> anyhow::Result<Vec<String>> {
        let mut page = Page::of_width(columns.clamp(20, 100));
        self.folded = lesson::show(&mut page, self.project, self.place, self.answers)?;
        Ok(page.into_text().lines().map(str::to_owned).collect())
    }

    /// The whole screen.
    fn screen(&mut self, columns: usize, rows: usize) -> anyhow::Result<String> {
        let lines = self.lines(columns)?;
        let mut last = Page::of_width(columns);
        if let Some(notice) = &self.notice {
            last.say("", notice);
        }
        let answers = if self.answers == Answers::Open { "fold answers" } else { "answers" };
        let mut keys = vec![("↑↓", "move"), ("space", "on")];
        if self.folded || self.answers == Answers::Open {
            keys.push(("a", answers));
        }
        keys.extend([("o", "open in the book"), ("q", "back")]);
        last.keys("", "   ", &keys);
        let room = rows.saturating_sub(1 + last.height()).max(1);
        let heights: Vec<usize> = lines.iter().map(|line| terminal::rows(line)).collect();
        self.top = self.top.min(end(&heights, room));
        let (mut screen, mut used) = (String::new(), 0);
        let mut shown = 0;
        for (line, height) in lines.iter().zip(&heights).skip(self.top) {
            if used + height > room && shown > 0 {
                break;
            }
            screen.push_str(line);
            screen.push('\n');
            (used, shown) = (used + height, shown + 1);
        }
        screen.push_str(&"\n".repeat(room.saturating_sub(used)));
        let below = lines.len() - self.top - shown;
        let more = match below {
            0 => "the end".to_owned(),
            1 => "1 more line".to_owned(),
            _ => format!("{below} more lines"),
        };
        let _ = write!(screen, "{QUIET}{more}{QUIET:#}\n{}", last.into_text().trim_end());
        Ok(screen)
    }
}

/// The first line of the last leaf: from it on everything fits.
fn end(heights: &[usize], room: usize) -> usize {
    let mut left = room;
    let fits = heights.iter().rev().take_while(|height| {
        let fits = **height <= left;
        left = left.saturating_sub(**height);
        fits
    });
    heights.len() - fits.count()
}

#[cfg(test)]
mod tests {
    use super::end;

    #[test]
    fn the_last_leaf_is_full() {
        assert_eq!(end(&[1, 1, 1, 1], 3), 1);
        assert_eq!(end(&[1, 2, 2], 3), 2);
        assert_eq!(end(&[1, 1], 3), 0);
        assert_eq!(end(&[9], 3), 1);
    }
}
