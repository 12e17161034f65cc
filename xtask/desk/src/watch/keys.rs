//! What a key does while the learner works.

use super::screen::Screen;
use super::{Event, Session};
use crate::{chooser, reader};
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use nabla_launcher::Voice;
use std::ops::ControlFlow;
use std::sync::mpsc::Receiver;
use xtask::commands::attempts::{self, HINTS};
use xtask::commands::hint;
use xtask::show::page::Page;
use xtask::store::Attempt;
use xtask::store::own_file::OwnFile;
use xtask::terminal::{self, viewer};

/// What the lines below the verdict show.
#[derive(Debug)]
pub(super) enum Mode {
    /// Only where one stands.
    Verdict,
    /// What the keys do.
    Help,
    /// A hint, or a solution.
    Text(String),
    /// A question, and what a yes does.
    Asking(String, Action),
}

/// What a yes does.
#[derive(Debug)]
pub(super) enum Action {
    Reset,
    Undo(Box<Attempt>),
    Solution,
}

impl Session<'_> {
    /// Does what the key says; breaks when the person leaves.
    pub(super) fn key(
        &mut self,
        key: KeyEvent,
        happenings: &Receiver<Event>,
        screen: &mut Screen,
    ) -> anyhow::Result<ControlFlow<()>> {
        if key.kind == KeyEventKind::Release {
            return Ok(ControlFlow::Continue(()));
        }
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        if control && matches!(key.code, KeyCode::Char('c' | 'd')) {
            return Ok(ControlFlow::Break(()));
        }
        self.notice = None;
        match std::mem::replace(&mut self.mode, Mode::Verdict) {
            Mode::Asking(_, action) => {
                if matches!(key.code, KeyCode::Char('y' | 'Y')) {
                    self.act(action);
                } else {
                    self.notice = Some("Nothing was changed.".to_owned());
                }
                return Ok(ControlFlow::Continue(()));
            }
            Mode::Help if matches!(key.code, KeyCode::Esc | KeyCode::Enter | KeyCode::Char('?')) => {
                return Ok(ControlFlow::Continue(()));
            }
            Mode::Help | Mode::Verdict | Mode::Text(_) => {}
        }
        match key.code {
            KeyCode::Char('q') => return Ok(ControlFlow::Break(())),
            KeyCode::Char('n') => match self.next() {
                Some(next) => self.go_to(next),
                None => self.notice = Some("Every exercise is right.".to_owned()),
            },
            KeyCode::Char('h') => self.hint(),
            KeyCode::Char('l') => {
                let chosen = self.aside(happenings, |next| chooser::choose(&self.table(), self.current, next))??;
                screen.forget();
                if let Some(index) = chosen {
                    self.go_to(index);
                }
            }
            KeyCode::Char('b') => {
                let place = self.places[self.current];
                let read = self.aside(happenings, |next| reader::read(self.project, place, next))?;
                screen.forget();
                self.notice = read.err().map(|error| format!("{error:#}"));
            }
            KeyCode::Char('p') => self.plot(),
            KeyCode::Char('r' | 'u' | 's') if !self.source.remembered => {
                self.notice = Some("This works on your own exercises only.".to_owned());
            }
            KeyCode::Char('r') => self.mode = Mode::Asking(attempts::reset_question(self.name()), Action::Reset),
            KeyCode::Char('u') => self.undo(),
            KeyCode::Char('s') => self.solution(),
            KeyCode::Char('?') => self.mode = Mode::Help,
            KeyCode::Enter => self.go_to(self.current),
            _ => {}
        }
        Ok(ControlFlow::Continue(()))
    }

    /// What the person does on another screen. What happens meanwhile waits until it is closed.
    fn aside<T>(
        &self,
        happenings: &Receiver<Event>,
        screen: impl FnOnce(&mut dyn FnMut() -> Option<crossterm::event::Event>) -> T,
    ) -> anyhow::Result<T> {
        let mut waiting = Vec::new();
        let done = screen(&mut || {
            loop {
                match happenings.recv() {
                    Ok(Event::Terminal(event)) => return Some(event),
                    Ok(other) => waiting.push(other),
                    Err(_) => return None,
                }
            }
        });
        for event in waiting {
            self.events.send(event)?;
        }
        Ok(done)
    }

    fn name(&self) -> &'static str {
        self.places[self.current].exercise
    }

    fn own(&self) -> OwnFile<'_> {
        OwnFile::new(self.project, &self.store, self.places[self.current])
    }

    fn hint(&mut self) {
        let mut page = Page::for_terminal();
        let place = self.places[self.current];
        match hint::show(&mut page, self.project, &self.store, place, false, Voice::Silent, "h") {
            Ok(()) => self.mode = Mode::Text(page.into_text()),
            Err(error) => self.notice = Some(format!("{error:#}")),
        }
    }

    fn plot(&mut self) {
        let picture = self.report.as_ref().and_then(|report| report.plot.as_ref()).map(|picture| picture.path.clone());
        self.notice = Some(match picture {
            None => "There is no picture of this yet.".to_owned(),
            Some(picture) => match viewer::view(&picture) {
                Ok(()) => format!("Opening {}.", self.project.shown(&picture)),
                Err(error) => format!("{error:#}"),
            },
        });
    }

    fn undo(&mut self) {
        let previous = self.own().previous();
        match previous {
            Some(attempt) => {
                let question = attempts::undo_question(self.name(), &attempt);
                self.mode = Mode::Asking(question, Action::Undo(Box::new(attempt)));
            }
            None => self.notice = Some(attempts::nothing_to_undo(&self.own(), "r")),
        }
    }

    fn solution(&mut self) {
        if let Err(why) = self.project.needs_solutions("there is none to show") {
            self.notice = Some(why.to_string());
        } else if self.own().has_been_right() {
            self.act(Action::Solution);
        } else if self.own().hints() >= HINTS {
            self.mode = Mode::Asking(attempts::solution_question(self.name()), Action::Solution);
        } else {
            self.notice = Some(attempts::solution_refusal(self.name(), "h"));
        }
    }

    /// Does what was said yes to. A file that was replaced is seen like any other save.
    fn act(&mut self, action: Action) {
        let done = match action {
            Action::Reset => self.own().reset(),
            Action::Undo(attempt) => self.own().go_back(&attempt),
            Action::Solution => {
                attempts::beside_solution(&self.own(), terminal::width()).map(|text| self.mode = Mode::Text(text))
            }
        };
        if let Err(error) = done {
            self.notice = Some(format!("{error:#}"));
        }
    }
}
