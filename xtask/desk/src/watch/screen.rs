//! What is on the screen while the learner works.

use super::Session;
use super::keys::Mode;
use anstyle::{AnsiColor, Style};
use crossterm::cursor::MoveTo;
use crossterm::queue;
use crossterm::terminal::{Clear, ClearType};
use std::io::{self, Write};
use xtask::commands::welcome;
use xtask::show::page::Page;
use xtask::show::theme::{BOLD, QUIET};
use xtask::terminal;

const ACCENT: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));

/// The keys, as the last line shows them; the help knows them all.
const KEYS: [(&str, &str); 9] = [
    ("n", "next"),
    ("h", "hint"),
    ("b", "book"),
    ("l", "list"),
    ("p", "plot"),
    ("u", "undo"),
    ("s", "solution"),
    ("?", "help"),
    ("q", "quit"),
];

/// The part of the terminal that is drawn on. It is the ordinary screen, so that a long message of the compiler can be
/// scrolled, and the last verdict stays when the person leaves.
pub(super) struct Screen {
    shown: Option<String>,
}

impl Screen {
    pub(super) fn new() -> Self {
        Self { shown: None }
    }

    /// Draws everything anew next time.
    pub(super) fn forget(&mut self) {
        self.shown = None;
    }

    /// Shows a picture, if it is another one.
    pub(super) fn draw(&mut self, picture: String) -> io::Result<()> {
        if self.shown.as_ref() == Some(&picture) {
            return Ok(());
        }
        let text = terminal::as_shown(&picture);
        let mut out = io::stdout().lock();
        if self.shown.is_none() {
            // What was on the screen moves up into the scrollback.
            let rows = crossterm::terminal::size().map_or(24, |(_, rows)| rows);
            write!(out, "{}", "\r\n".repeat(usize::from(rows)))?;
        }
        queue!(out, MoveTo(0, 0))?;
        for line in text.lines() {
            write!(out, "{line}")?;
            if terminal::ends_within_a_row(line) {
                queue!(out, Clear(ClearType::UntilNewLine))?;
            }
            write!(out, "\r\n")?;
        }
        queue!(out, Clear(ClearType::FromCursorDown))?;
        out.flush()?;
        self.shown = Some(picture);
        Ok(())
    }

    /// Leaves what is shown, with the cursor below it.
    pub(super) fn leave(&mut self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        write!(out, "\r\n")?;
        out.flush()
    }
}

impl Session<'_> {
    /// Everything that is shown now. Where it is too high, a learner's prints and the compiler's text are cut before the
    /// verdict scrolls away.
    pub(super) fn picture(&self) -> String {
        const FEWEST: usize = 3;
        let rows = rows();
        let fits = |page: &Page| page.height() < rows;
        let whole = self.compose(Page::for_terminal(), false);
        if fits(&whole) {
            return whole.into_text();
        }
        let spare = rows.saturating_sub(self.compose(Page::with_room(FEWEST), false).height() + 1);
        let cut = self.compose(Page::with_room(FEWEST + spare), false);
        if fits(&cut) {
            return cut.into_text();
        }
        self.compose(Page::with_room(FEWEST), true).into_text()
    }

    /// The verdict, what the last key asked for, and where one stands; `again` says the headline once more below.
    fn compose(&self, mut page: Page, again: bool) -> Page {
        let place = &self.places[self.current];
        if let Mode::Help = self.mode {
            help(&mut page);
            return if page.height() < rows() { page } else { page.without_gaps() };
        }
        if self.welcomes {
            welcome::show(&mut page, self.project);
            page.line("");
        }
        match &self.report {
            Some(report) if !self.is_slow() => {
                page.reports(self.project, &self.source, std::slice::from_ref(report), false);
            }
            _ => page.line(format!("{QUIET}checking {} …{QUIET:#}", place.id())),
        }
        if let Mode::Text(text) = &self.mode {
            page.line("");
            page.line(text.trim_end());
        }
        if let Some(report) = self.report.as_ref().filter(|_| again) {
            // The top has scrolled away; its headline is what matters most.
            page.line("");
            page.headline(report);
            page.plain_words(report);
        }
        page.line("");
        self.progress(&mut page);
        page.line("");
        self.footer(&mut page);
        page
    }

    /// How far one has come, and where one might go.
    fn progress(&self, page: &mut Page) {
        let width = page.width().saturating_sub(28).clamp(10, 30);
        if !self.source.remembered {
            return;
        }
        let table = self.table();
        let done = (width * table.right()).div_ceil(table.rows.len().max(1));
        let (full, rest) = ("━".repeat(done), "─".repeat(width - done));
        page.line(format!("  {ACCENT}{full}{ACCENT:#}{QUIET}{rest}{QUIET:#} {}", table.score()));
        let is_right = self.report.as_ref().is_some_and(|report| report.verdict.is_right());
        if is_right && self.running.is_none() && !matches!(self.mode, Mode::Asking(..)) {
            match self.next() {
                Some(next) => page.say("  ", &format!("{BOLD}n{BOLD:#} goes on to {}.", self.places[next].id())),
                None => {
                    page.say("  ", &format!("Every exercise is right. {BOLD}You have finished the course.{BOLD:#}"));
                }
            }
        }
    }

    fn footer(&self, page: &mut Page) {
        if let Some(notice) = &self.notice {
            page.say("  ", notice);
        }
        match &self.mode {
            Mode::Asking(question, _) => {
                page.say("  ", question);
                page.line(format!("  {BOLD}y{BOLD:#} yes  {BOLD}n{BOLD:#} no"));
            }
            _ => {
                page.keys("  ", "  ", &KEYS);
            }
        }
    }
}

/// The rows of the terminal.
fn rows() -> usize {
    crossterm::terminal::size().map_or(24, |(_, rows)| usize::from(rows))
}

fn help(page: &mut Page) {
    page.line(format!("{BOLD}While you work{BOLD:#}\n"));
    page.say("  ", "Save a file of exercises/ in your editor, and its verdict appears here.");
    page.line("");
    let lines = [
        ("n", "go on to the next exercise that is not right"),
        ("h", "show one more hint"),
        ("b", "read the book's section about this exercise"),
        ("l", "list all exercises, and go to any of them"),
        ("p", "open the picture of your function"),
        ("r", "put the stub back; your file is kept"),
        ("u", "bring your previous attempt back; your file is kept"),
        ("s", "the solution beside your file, once it is right or all hints were shown"),
        ("Enter", "check again"),
        ("q", "quit; Ctrl-C does the same"),
    ];
    for (key, what) in lines {
        page.say_after(&format!("  {BOLD}{key:6}{BOLD:#} "), what);
    }
    page.line("");
    page.say("  ", &format!("{QUIET}Esc goes back; every other key does what it says{QUIET:#}"));
}
