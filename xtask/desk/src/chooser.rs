//! A table of exercises to move about in: filter, search, choose.

use crate::raw::{self, Alternate};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::fmt::Write as _;
use xtask::show::page::Page;
use xtask::show::theme::{self, BOLD, QUIET};
use xtask::store::progress::{Kind, Row, Table};

/// Lets the person choose an exercise of the table, in raw mode, from the events that come; none when they go back.
pub(crate) fn choose(
    table: &Table,
    current: usize,
    next: &mut dyn FnMut() -> Option<Event>,
) -> anyhow::Result<Option<usize>> {
    let _alternate = Alternate::enter()?;
    let mut browser = Browser::new(table, current);
    loop {
        let (columns, rows) = crossterm::terminal::size().unwrap_or((80, 24));
        raw::show(&browser.page(usize::from(columns), usize::from(rows)))?;
        match next() {
            Some(Event::Key(key)) if key.kind != KeyEventKind::Release => match browser.key(key) {
                Step::Stay => {}
                Step::Back => return Ok(None),
                Step::GoTo(index) => return Ok(Some(index)),
            },
            Some(_) => {}
            None => return Ok(None),
        }
    }
}

/// Which exercises are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    All,
    NotRight,
    Only(Kind),
}

/// All filters, in the order in which one key goes through them.
const FILTERS: [(Filter, &str); 6] = [
    (Filter::All, "all"),
    (Filter::NotRight, "not right yet"),
    (Filter::Only(Kind::Wrong), "wrong"),
    (Filter::Only(Kind::Almost), "almost right"),
    (Filter::Only(Kind::NotWritten), "not written yet"),
    (Filter::Only(Kind::Right), "right"),
];

/// Where a key leads.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    Stay,
    Back,
    GoTo(usize),
}

/// The table as the person sees it.
struct Browser<'a> {
    table: &'a Table,
    filter: usize,
    search: String,
    typing: bool,
    /// An index of the table's rows.
    selected: usize,
}

impl<'a> Browser<'a> {
    fn new(table: &'a Table, selected: usize) -> Self {
        Self { table, filter: 0, search: String::new(), typing: false, selected }
    }

    /// The rows that filter and search leave.
    fn visible(&self) -> Vec<usize> {
        let wanted = self.search.to_lowercase();
        let is_shown = |row: &Row| {
            let kind = row.standing.kind;
            let passes = match FILTERS[self.filter].0 {
                Filter::All => true,
                Filter::NotRight => kind != Kind::Right,
                Filter::Only(only) => kind == only,
            };
            passes
                && format!("{}/{} {}", row.chapter, row.exercise, row.standing.words).to_lowercase().contains(&wanted)
        };
        (0..self.table.rows.len()).filter(|index| is_shown(&self.table.rows[*index])).collect()
    }

    fn key(&mut self, key: KeyEvent) -> Step {
        if key.modifiers.contains(KeyModifiers::CONTROL) {
            return if key.code == KeyCode::Char('c') { Step::Back } else { Step::Stay };
        }
        if self.typing {
            match key.code {
                KeyCode::Char(letter) => self.search.push(letter),
                KeyCode::Backspace => drop(self.search.pop()),
                KeyCode::Esc => {
                    self.search.clear();
                    self.typing = false;
                }
                KeyCode::Enter => self.typing = false,
                KeyCode::Up => self.step(-1),
                KeyCode::Down => self.step(1),
                _ => {}
            }
            self.stay_visible();
            return Step::Stay;
        }
        match key.code {
            KeyCode::Char('q' | 'l') => return Step::Back,
            KeyCode::Esc if self.search.is_empty() => return Step::Back,
            KeyCode::Esc => self.search.clear(),
            KeyCode::Enter if self.visible().contains(&self.selected) => return Step::GoTo(self.selected),
            KeyCode::Char('/') => self.typing = true,
            KeyCode::Char('f') => self.filter = (self.filter + 1) % FILTERS.len(),
            KeyCode::Up | KeyCode::Char('k') => self.step(-1),
            KeyCode::Down | KeyCode::Char('j') => self.step(1),
            KeyCode::PageUp => self.step(-10),
            KeyCode::PageDown => self.step(10),
            KeyCode::Home | KeyCode::Char('g') => self.step(isize::MIN),
            KeyCode::End | KeyCode::Char('G') => self.step(isize::MAX),
            _ => {}
        }
        self.stay_visible();
        Step::Stay
    }

    fn step(&mut self, by: isize) {
        let visible = self.visible();
        let here = visible.iter().position(|index| *index == self.selected).unwrap_or(0);
        let there = here.saturating_add_signed(by).min(visible.len().saturating_sub(1));
        if let Some(index) = visible.get(there) {
            self.selected = *index;
        }
    }

    /// When what was selected is no longer shown, the next one that is takes its place.
    fn stay_visible(&mut self) {
        let visible = self.visible();
        let next = visible.iter().find(|index| **index >= self.selected).or(visible.last());
        self.selected = next.copied().unwrap_or(self.selected);
    }

    /// The whole screen.
    fn page(&self, columns: usize, rows: usize) -> String {
        let visible = self.visible();
        let (lines, here) = self.lines(&visible, columns);
        let keys = self.keys(columns);
        let room = rows.saturating_sub(3 + keys.lines().count()).max(1);
        // The selected line stays in the middle, as far as the ends allow.
        let top = here.saturating_sub(room / 2).min(lines.len().saturating_sub(room));
        let mut page = format!("{BOLD}Exercises{BOLD:#}  {}\n\n", self.table.score());
        for line in lines.iter().skip(top).take(room) {
            page.push_str(line);
            page.push('\n');
        }
        for _ in lines.len()..room {
            page.push('\n');
        }
        let filter = FILTERS[self.filter].1;
        let state = if self.typing {
            format!("search: {}▏", self.search)
        } else if self.search.is_empty() {
            format!("shown: {filter}")
        } else {
            format!("shown: {filter}, with “{}”", self.search)
        };
        let _ = write!(page, "{QUIET}{state}{QUIET:#}\n{keys}");
        page
    }

    /// The keys that do something now, as many in a line as there is room for.
    fn keys(&self, columns: usize) -> String {
        let keys: &[(&str, &str)] = if self.typing {
            &[("Enter", "done"), ("Esc", "clear")]
        } else {
            &[("↑↓", "move"), ("Enter", "go to"), ("/", "search"), ("f", "filter"), ("q", "back")]
        };
        let mut page = Page::of_width(columns);
        page.keys("", "   ", keys);
        page.into_text().trim_end().to_owned()
    }

    /// The lines of the table, and which of them is selected.
    fn lines(&self, visible: &[usize], columns: usize) -> (Vec<String>, usize) {
        let longest = self.table.name_column(columns);
        let (mut lines, mut here, mut chapter) = (Vec::new(), 0, "");
        for index in visible {
            let row = &self.table.rows[*index];
            if row.chapter != chapter {
                lines.push(format!("{BOLD}{}{BOLD:#}", row.chapter));
                chapter = row.chapter;
            }
            let (sign, style) = theme::standing(&row.standing);
            let words = &row.standing.words;
            let is_here = *index == self.selected;
            let mark = if is_here { "▸" } else { " " };
            let name = format!("{:longest$}", row.exercise);
            let name = if is_here { format!("{BOLD}{name}{BOLD:#}") } else { name };
            let words = theme::shortened(words, columns.saturating_sub(longest.max(row.exercise.len()) + 7));
            if is_here {
                here = lines.len();
            }
            lines.push(format!(" {mark} {style}{sign}{style:#} {name}  {words}"));
        }
        if lines.is_empty() {
            lines.push(format!("{QUIET}  nothing here{QUIET:#}"));
        }
        (lines, here)
    }
}
