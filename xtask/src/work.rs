//! `history`, `diff`, `undo`, `reset` and `solution`: the learner's own work over time.
//!
//! Whatever replaces the learner's file keeps the file first, so nothing that somebody wrote is ever gone.

use crate::chapters::{Place, chapters, find_one};
use crate::human::{self, BOLD, Page, QUIET};
use crate::project::Project;
use crate::store::{Attempt, Kept, State, Store, fingerprint};
use crate::{Misuse, Outcome, diff, files, stub, terminal};
use nabla_grading::Chapter;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

/// One exercise of the learner, with what is remembered of it.
pub(crate) struct Work<'a> {
    project: &'a Project,
    store: &'a Store,
    place: Place<'a>,
}

impl<'a> Work<'a> {
    pub(crate) fn new(project: &'a Project, store: &'a Store, place: Place<'a>) -> Self {
        Self { project, store, place }
    }

    fn name(&self) -> &'static str {
        self.place.exercise.name
    }

    fn file(&self) -> PathBuf {
        self.project.exercises().file(self.place.chapter.name, self.name())
    }

    fn stub(&self) -> anyhow::Result<String> {
        stub::stub(self.project, self.place.chapter.name, self.name())
    }

    fn solution(&self) -> anyhow::Result<String> {
        let text = stub::solution(self.project, self.place.chapter.name, self.name())?;
        Ok(stub::without_markers(&text))
    }

    /// The file as it is now; empty when it is missing.
    fn present(&self) -> Vec<u8> {
        fs::read(self.file()).unwrap_or_default()
    }

    /// Keeps the present file, unless it is the stub or kept already.
    fn keep(&self, state: &State) -> anyhow::Result<()> {
        let present = self.present();
        if present.is_empty() || fingerprint(&present) == fingerprint(self.stub()?.as_bytes()) {
            return Ok(());
        }
        let id = self.place.id();
        self.store.attempts(&id).keep(&present, state.get(&id).undone_to, None)
    }

    /// Replaces the learner's file whole, by way of a draft in `.nabla/`.
    fn replace(&self, text: &[u8]) -> anyhow::Result<()> {
        let file = self.file();
        // A file that is a link to another place stays one.
        let file = fs::canonicalize(&file).unwrap_or(file);
        let drafts = self.project.root.join(".nabla");
        files::write_by_way_of(&drafts, &file, text).or_else(|_| files::write(&file, text))
    }

    /// The attempt before the present text: the latest one when the present text was never kept.
    fn before(&self, state: &State) -> Option<Attempt> {
        let id = self.place.id();
        let mark = fingerprint(&self.present());
        let mut all = self.store.attempts(&id).all();
        let is_here = |attempt: &Attempt| attempt.fingerprint == mark;
        let undone_to = state.get(&id).undone_to;
        let here = all.iter().position(|attempt| Some(attempt.number) == undone_to && is_here(attempt));
        if let Some(here) = here.or_else(|| all.iter().rposition(is_here)) {
            all.truncate(here);
        }
        all.into_iter().rev().find(|attempt| attempt.fingerprint != mark)
    }

    /// What `undo` would bring back; nothing when there is nothing before.
    pub(crate) fn previous(&self) -> Option<Attempt> {
        self.before(&self.store.state())
    }

    /// Brings back an attempt.
    pub(crate) fn go_back(&self, to: &Attempt) -> anyhow::Result<()> {
        self.store.update(|state| {
            self.keep(state)?;
            state.exercise(&self.place.id()).undone_to = Some(to.number);
            self.replace(&to.text)
        })
    }

    /// Restores the stub, after keeping the present file.
    pub(crate) fn reset(&self) -> anyhow::Result<()> {
        let stub = self.stub()?;
        self.store.update(|state| {
            self.keep(state)?;
            let progress = state.exercise(&self.place.id());
            (progress.undone_to, progress.told_of_stub) = (None, None);
            self.store.attempts(&self.place.id()).begin_from(&stub)?;
            self.replace(stub.as_bytes())
        })
    }

    /// Whether the solution may be shown without asking: the exercise was right once.
    pub(crate) fn has_been_right(&self) -> bool {
        let id = self.place.id();
        self.store.state().get(&id).solved.is_some() || self.store.attempts(&id).all().iter().any(Attempt::is_right)
    }

    /// Whether all hints were shown.
    pub(crate) fn has_all_hints(&self) -> bool {
        self.store.state().get(&self.place.id()).hints >= self.place.exercise.hints.len()
    }

    /// The learner's file and the solution, without what both say above the function.
    pub(crate) fn beside_solution(&self, width: usize) -> anyhow::Result<String> {
        let present = self.present();
        let yours = human::harmless_lines(&String::from_utf8_lossy(&present));
        let solution = self.solution()?;
        Ok(diff::side_by_side(("yours", code_of(&yours)), ("solution", code_of(&solution)), width))
    }
}

/// A file from its first line of code on.
fn code_of(text: &str) -> &str {
    let is_code = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
    let before: usize = text.split_inclusive('\n').take_while(|line| !is_code(line)).map(str::len).sum();
    &text[before..]
}

fn work<T>(
    project: &Project,
    name: &str,
    then: impl FnOnce(&Work<'_>, &mut Page) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let chapters: Vec<Chapter> = chapters();
    let store = Store::open(project, &chapters);
    let work = Work::new(project, &store, find_one(&chapters, name)?);
    let mut page = Page::new();
    let result = then(&work, &mut page);
    for note in store.take_notes() {
        page.say("", &format!("note: {note}"));
    }
    page.print();
    result
}

/// `history`
pub(crate) fn history(project: &Project, name: &str) -> anyhow::Result<Outcome> {
    work(project, name, |work, page| {
        let attempts = work.store.attempts(&work.place.id()).all();
        if attempts.is_empty() {
            page.say(
                "",
                &format!("Nothing of {} was kept yet: each check keeps a copy of a changed file.", work.name()),
            );
        }
        let mark = fingerprint(&work.present());
        for attempt in &attempts {
            let (sign, style, words) = match &attempt.verdict {
                Some(Kept { status, mistake }) => {
                    (human::sign(*status), human::style(*status), human::words(*status, mistake.as_deref()))
                }
                None => ("·", QUIET, "kept before it was checked".to_owned()),
            };
            let here = if attempt.fingerprint == mark { "  ← your file now" } else { "" };
            page.line(format!(
                "{:>4}  {QUIET}{:>12}{QUIET:#}  {style}{sign}{style:#} {words}{QUIET}{here}{QUIET:#}",
                attempt.number,
                ago(attempt.age())
            ));
        }
        if !attempts.is_empty() {
            let name = work.name();
            page.line(format!("\n{QUIET}cargo xtask undo {name} --to NUMBER brings one back.{QUIET:#}"));
            page.line(format!("{QUIET}The files are in .nabla/history/{}/.{QUIET:#}", work.place.id()));
        }
        Ok(Outcome::Right)
    })
}

/// What a text is compared with.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Against {
    /// The attempt before this one.
    Previous,
    /// The latest right one.
    Right,
    /// One attempt.
    Number(u32),
    /// Not the learner's text, but the course's: the stub then and now.
    Stub,
}

/// `diff`
pub(crate) fn diff(project: &Project, name: &str, against: Against) -> anyhow::Result<Outcome> {
    work(project, name, |work, page| {
        let attempts = work.store.attempts(&work.place.id());
        let name = work.name();
        if let Against::Stub = against {
            let (then, now) = (attempts.stub().unwrap_or(work.stub()?), work.stub()?);
            let changes = diff::unified(&then, &now, "the stub you began with", "the stub now");
            page.line(if changes.is_empty() { "The stub is the one you began with." } else { changes.trim_end() });
            return Ok(Outcome::Right);
        }
        let (attempt, missing) = match against {
            Against::Number(number) => (attempts.get(number), format!("{name} has no attempt {number}")),
            Against::Right => {
                (attempts.all().into_iter().rev().find(Attempt::is_right), format!("{name} has not been right yet"))
            }
            _ => (work.previous(), format!("{name} has no earlier attempt")),
        };
        let Some(attempt) = attempt else {
            return Err(Misuse(format!("{missing}. `cargo xtask history {name}` lists what was kept.")).into());
        };
        let then = String::from_utf8_lossy(&attempt.text).into_owned();
        let now = String::from_utf8_lossy(&work.present()).into_owned();
        let (old_name, new_name) = (format!("attempt {}", attempt.number), "your file now");
        let changes = diff::unified(&then, &now, &old_name, new_name);
        if changes.is_empty() {
            page.line(format!("Your file is the same as attempt {}.", attempt.number));
        } else {
            page.line(changes.trim_end());
        }
        Ok(Outcome::Right)
    })
}

/// `undo`
pub(crate) fn undo(project: &Project, name: &str, to: Option<u32>, yes: bool) -> anyhow::Result<Outcome> {
    work(project, name, |work, page| {
        let name = work.name();
        let attempt = match to {
            Some(number) => work.store.attempts(&work.place.id()).get(number),
            None => work.previous(),
        };
        let Some(attempt) = attempt else {
            let what = to.map_or("no earlier attempt".to_owned(), |number| format!("no attempt {number}"));
            return Err(Misuse(format!("{name} has {what}. `cargo xtask history {name}` lists what was kept.")).into());
        };
        if !terminal::confirm(&undo_question(name, &attempt), yes)? {
            page.line("Nothing was changed.");
            return Ok(Outcome::NotRight);
        }
        work.go_back(&attempt)?;
        page.line(format!("{} is attempt {} again.", work.project.shown(&work.file()), attempt.number));
        Ok(Outcome::Right)
    })
}

/// What `undo` asks first.
pub(crate) fn undo_question(name: &str, attempt: &Attempt) -> String {
    let said = attempt.verdict.as_ref().map(|kept| format!(", {}", kept.status.words())).unwrap_or_default();
    format!("Bring back attempt {} of {name} ({}{said})? The present file is kept.", attempt.number, ago(attempt.age()))
}

/// `reset`
pub(crate) fn reset(project: &Project, name: &str, yes: bool) -> anyhow::Result<Outcome> {
    work(project, name, |work, page| {
        if !terminal::confirm(&reset_question(work.name()), yes)? {
            page.line("Nothing was changed.");
            return Ok(Outcome::NotRight);
        }
        work.reset()?;
        let (file, name) = (work.project.shown(&work.file()), work.name());
        page.line(format!("{file} is the stub again; `cargo xtask undo {name}` brings back what you wrote."));
        Ok(Outcome::Right)
    })
}

/// What `reset` asks first.
pub(crate) fn reset_question(name: &str) -> String {
    format!("Put the stub in place of your {name}? The present file is kept.")
}

/// What `solution` asks first, when the exercise was never right.
pub(crate) fn solution_question(name: &str) -> String {
    format!("{name} is not right yet. Show the solution all the same?")
}

/// Why the solution is not shown yet; `next_hint` says how to come to one.
pub(crate) fn solution_refusal(name: &str, next_hint: &str) -> String {
    format!(
        "The solution of {name} is shown once it is right, or after all three hints; {next_hint} shows the next one."
    )
}

/// `solution`
pub(crate) fn solution(project: &Project, name: &str, yes: bool) -> anyhow::Result<Outcome> {
    work(project, name, |work, page| {
        let name = work.name();
        if !work.has_been_right() {
            if !work.has_all_hints() {
                page.say("", &solution_refusal(name, &format!("`cargo xtask hint {name}`")));
                return Ok(Outcome::NotRight);
            }
            if !terminal::confirm(&solution_question(name), yes)? {
                return Ok(Outcome::NotRight);
            }
        }
        let path = work.project.solutions().file(work.place.chapter.name, name);
        page.line(work.beside_solution(terminal::width())?);
        page.line(format!("{BOLD}{}{BOLD:#}", work.project.shown(&path)));
        Ok(Outcome::Right)
    })
}

/// A time ago in words.
pub(crate) fn ago(age: Duration) -> String {
    let seconds = age.as_secs();
    match seconds {
        0..60 => "just now".to_owned(),
        60..3600 => format!("{} min ago", seconds / 60),
        3600..86400 => format!("{} h ago", seconds / 3600),
        86400..172_800 => "yesterday".to_owned(),
        _ => format!("{} days ago", seconds / 86400),
    }
}
