//! `watch`: an editor on one side, a verdict on the other.
//!
//! One loop takes what happens, one thing after the other: a save, a verdict, a key. It never moves on by itself.

mod keys;
mod screen;
mod worker;

use crate::raw::Raw;
use keys::Mode;
use nabla_desk::saves::{self, Seen};
use nabla_launcher::Wait;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};
use worker::{News, Running};
use xtask::cli::WatchOptions;
use xtask::commands::welcome;
use xtask::course::ExerciseRef;
use xtask::course::project::{Project, Source};
use xtask::examine::report::Report;
use xtask::exit::ExitOutcome;
use xtask::show::page::Page;
use xtask::store::Store;
use xtask::store::progress::{Kind, Table};
use xtask::terminal;

/// A check that takes longer than this says that it is at work; a shorter one would only flicker.
const PATIENCE: Duration = Duration::from_millis(400);

/// What can happen.
#[derive(Debug)]
enum Event {
    /// Files were looked at.
    Seen(Seen),
    /// The check of this number has something to tell.
    Checked(u64, News),
    /// What a check needs is being built, or is built by now.
    Waits(Wait),
    /// The person did something at the terminal.
    Terminal(crossterm::event::Event),
}

/// An evening's work.
struct Session<'a> {
    project: &'a Project,
    source: Source,
    store: Store,
    places: Vec<ExerciseRef>,
    events: Sender<Event>,
    /// The exercise that is shown, as an index of `places`.
    current: usize,
    report: Option<Report>,
    running: Option<Running>,
    started: Instant,
    checks: u64,
    /// What the lines below the verdict show.
    mode: Mode,
    /// Whether the person has never been here: until something is saved, the words of welcome are shown.
    welcomes: bool,
    /// A line that the next event takes away.
    notice: Option<String>,
}

/// `watch`
pub(crate) fn run(project: &Project, options: &WatchOptions) -> anyhow::Result<ExitOutcome> {
    let source = match &options.exercises {
        Some(folder) => project.other(folder)?,
        None => project.exercises(),
    };
    let store = Store::open(project);
    let places = if source.remembered { project.own_exercises()? } else { project.course.all() };
    let wanted: Vec<String> = options.name.iter().cloned().collect();
    let table = Table::remembered(project, &store.state(), &places);
    let is_wanted = project.course.find(&wanted)?;
    if source.remembered && options.name.is_some() {
        is_wanted.iter().try_for_each(|place| project.has_chapter(place.chapter))?;
    }
    let is_wanted = |index: &usize| is_wanted.contains(&places[*index]);
    let wanted: Vec<usize> = (0..places.len()).filter(is_wanted).collect();
    let first = wanted.iter().copied().find(|index| table.rows[*index].standing.kind != Kind::Right);
    let current = first.or(wanted.last().copied()).unwrap_or(0);

    let (events, happenings) = mpsc::channel();
    let to_loop = events.clone();
    saves::watch(&source, &places, options.poll, move |seen| to_loop.send(Event::Seen(seen)).is_ok());
    let welcomes = source.remembered && welcome::is_wanted(&store);
    let mut session = Session {
        project,
        source,
        store,
        places,
        events,
        current,
        report: None,
        running: None,
        started: Instant::now(),
        checks: 0,
        mode: Mode::Verdict,
        welcomes,
        notice: None,
    };
    session.check(vec![session.places[current]]);
    if terminal::is_interactive() { session.on_terminal(&happenings) } else { session.in_lines(&happenings) }
}

impl Session<'_> {
    /// Draws after each event, until the person leaves.
    fn on_terminal(&mut self, happenings: &Receiver<Event>) -> anyhow::Result<ExitOutcome> {
        let _raw = Raw::enter()?;
        let to_loop = self.events.clone();
        nabla_launcher::tell_waits_to(move |wait| {
            // Nobody listens any more when the person has left.
            let _ = to_loop.send(Event::Waits(wait));
        });
        let to_loop = self.events.clone();
        thread::spawn(move || {
            while let Ok(event) = crossterm::event::read() {
                if to_loop.send(Event::Terminal(event)).is_err() {
                    return;
                }
            }
        });
        let mut screen = screen::Screen::new();
        loop {
            if self.report.is_some() || self.is_slow() {
                screen.draw(self.picture())?;
            }
            let event = match happenings.recv_timeout(PATIENCE) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => return Ok(ExitOutcome::Right),
            };
            match event {
                Event::Seen(seen) => self.seen(seen),
                Event::Checked(number, news) => self.take_news(number, news)?,
                Event::Waits(wait) => self.waits(wait),
                Event::Terminal(crossterm::event::Event::Key(key)) => {
                    if self.key(key, happenings, &mut screen)?.is_break() {
                        screen.leave()?;
                        return Ok(ExitOutcome::Right);
                    }
                }
                Event::Terminal(_) => screen.forget(),
            }
        }
    }

    /// Prints each verdict as it comes, for a pipe, a log, or another program.
    fn in_lines(&mut self, happenings: &Receiver<Event>) -> anyhow::Result<ExitOutcome> {
        let mut page = Page::for_terminal();
        page.line(format!("watching {}", self.project.shown(&self.source.folder)));
        page.print()?;
        while let Ok(event) = happenings.recv() {
            match event {
                Event::Seen(seen) => {
                    self.seen(seen);
                    if let Some(notice) = self.notice.take() {
                        let mut page = Page::for_terminal();
                        page.say("", &format!("note: {notice}"));
                        page.print()?;
                    }
                }
                Event::Checked(number, news) if self.running.as_ref().is_some_and(|it| it.number == number) => {
                    let mut page = Page::for_terminal();
                    page.line("");
                    match news {
                        News::Building(what) => page.line(format!("building {what} …")),
                        News::Done(reports) => {
                            self.running = None;
                            page.reports(self.project, &self.source, &reports?, false);
                        }
                    }
                    page.print()?;
                }
                _ => {}
            }
        }
        Ok(ExitOutcome::Right)
    }

    /// Starts a check. One that runs is stale now; what it was asked is asked again.
    fn check(&mut self, mut ids: Vec<ExerciseRef>) {
        if let Some(running) = self.running.take() {
            let before = running.ids.iter().filter(|id| !ids.contains(id)).copied().collect::<Vec<_>>();
            ids.splice(0..0, before);
        }
        self.checks += 1;
        self.started = Instant::now();
        let (number, to_loop) = (self.checks, self.events.clone());
        let tell = move |news| {
            // Nobody listens any more when the person has left.
            let _ = to_loop.send(Event::Checked(number, news));
        };
        self.running = Some(worker::start(number, self.project, &self.source, ids, tell));
    }

    fn seen(&mut self, seen: Seen) {
        match seen {
            Seen::Saves(ids) => self.check(ids),
            Seen::NoEvents(why) => {
                self.notice = Some(format!(
                    "This file system sends no events ({why}); files are looked at five times a second instead."
                ));
            }
        }
    }

    fn is_slow(&self) -> bool {
        self.running.is_some() && self.started.elapsed() >= PATIENCE
    }

    /// Goes to another exercise.
    fn go_to(&mut self, index: usize) {
        self.current = index;
        self.running = None;
        self.check(vec![self.places[index]]);
    }

    /// The next exercise that is not right, after the present one, and then from the start.
    fn next(&self) -> Option<usize> {
        let rows = self.table().rows;
        let after = (self.current + 1..rows.len()).chain(0..self.current);
        after.into_iter().find(|index| rows[*index].standing.kind != Kind::Right)
    }

    fn table(&self) -> Table {
        Table::remembered(self.project, &self.store.state(), &self.places)
    }
}
