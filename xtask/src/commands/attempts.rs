//! `history`, `diff`, `undo`, `reset` and `solution`: the learner's own work over time.

use super::{named, named_or_present};
use crate::course::ExerciseRef;
use crate::course::project::Project;
use crate::exit::{ExitOutcome, UsageError};
use crate::show::diff;
use crate::show::page::Page;
use crate::show::theme::{self, BOLD, QUIET};
use crate::store::own_file::OwnFile;
use crate::store::{Attempt, Kept, Store, fingerprint, progress};
use crate::terminal;
use std::time::Duration;

/// Every exercise has three.
pub const HINTS: usize = 3;

/// The learner's file and the solution, without what both say above the function.
pub fn beside_solution(own: &OwnFile<'_>, width: usize) -> anyhow::Result<String> {
    let yours = theme::harmless_lines(&String::from_utf8_lossy(&own.present()));
    let solution = own.solution()?;
    Ok(diff::side_by_side(("yours", code_of(&yours)), ("solution", code_of(&solution)), width))
}

/// A file from its first line of code on.
pub fn code_of(text: &str) -> &str {
    let is_code = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
    let before: usize = text.split_inclusive('\n').take_while(|line| !is_code(line)).map(str::len).sum();
    &text[before..]
}

fn with_own_file<T>(
    project: &Project,
    place: ExerciseRef,
    then: impl FnOnce(&OwnFile<'_>, &mut Page) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let store = Store::open(project);
    let own = OwnFile::new(project, &store, place);
    let mut page = Page::for_terminal();
    let result = then(&own, &mut page);
    for note in store.take_notes() {
        page.say("", &format!("note: {note}"));
    }
    page.print()?;
    result
}

/// `history`
pub fn history(project: &Project, name: Option<&str>) -> anyhow::Result<ExitOutcome> {
    with_own_file(project, named_or_present(project, name)?, |own, page| {
        let attempts = own.attempts().all();
        if attempts.is_empty() {
            page.say(
                "",
                &format!("Nothing of {} was kept yet: each check keeps a copy of a changed file.", own.name()),
            );
        }
        let mark = fingerprint(&own.present());
        for attempt in &attempts {
            let (sign, style, words) = match &attempt.verdict {
                Some(Kept { status, mistake }) => {
                    (theme::sign(*status), theme::style(*status), progress::words(*status, mistake.as_deref()))
                }
                None => ("·", QUIET, "kept before it was checked".to_owned()),
            };
            let here = if attempt.fingerprint == mark { "  ← your file now" } else { "" };
            let ago = ago(attempt.age());
            let before = format!("{:>4}  {QUIET}{ago:>12}{QUIET:#}  {style}{sign}{style:#} ", attempt.number);
            page.say_after(&before, &format!("{words}{QUIET}{here}{QUIET:#}"));
        }
        if !attempts.is_empty() {
            let name = own.name();
            page.line("");
            page.say("", &format!("{QUIET}cargo xtask undo {name} --to NUMBER brings one back.{QUIET:#}"));
            page.say("", &format!("{QUIET}The files are in .nabla/history/{}/.{QUIET:#}", own.id()));
        }
        Ok(ExitOutcome::Right)
    })
}

/// What a text is compared with.
#[derive(Clone, Copy, Debug)]
pub enum Against {
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
pub fn diff(project: &Project, name: Option<&str>, against: Against) -> anyhow::Result<ExitOutcome> {
    with_own_file(project, named_or_present(project, name)?, |own, page| {
        let attempts = own.attempts();
        let name = own.name();
        if let Against::Stub = against {
            let (then, now) = (attempts.stub().unwrap_or(own.stub()?), own.stub()?);
            let changes = diff::unified(&then, &now, "the stub you began with", "the stub now");
            page.line(if changes.is_empty() { "The stub is the one you began with." } else { changes.trim_end() });
            return Ok(ExitOutcome::Right);
        }
        let (attempt, missing) = match against {
            Against::Number(number) => (attempts.get(number), format!("{name} has no attempt {number}")),
            Against::Right => {
                (attempts.all().into_iter().rev().find(Attempt::is_right), format!("{name} has not been right yet"))
            }
            _ => (own.previous(), format!("{name} has no earlier attempt")),
        };
        let Some(attempt) = attempt else {
            return Err(UsageError(format!("{missing}. `cargo xtask history {name}` lists what was kept.")).into());
        };
        let then = String::from_utf8_lossy(&attempt.text).into_owned();
        let now = String::from_utf8_lossy(&own.present()).into_owned();
        let (old_name, new_name) = (format!("attempt {}", attempt.number), "your file now");
        let changes = diff::unified(&then, &now, &old_name, new_name);
        if changes.is_empty() {
            page.line(format!("Your file is the same as attempt {}.", attempt.number));
        } else {
            page.line(changes.trim_end());
        }
        Ok(ExitOutcome::Right)
    })
}

/// `undo`
pub fn undo(project: &Project, name: Option<&str>, to: Option<u32>, yes: bool) -> anyhow::Result<ExitOutcome> {
    with_own_file(project, named(project, "undo", name)?, |own, page| {
        let name = own.name();
        let attempt = match to {
            Some(number) => own.attempts().get(number),
            None => own.previous(),
        };
        let Some(attempt) = attempt else {
            let why = match to {
                Some(number) => {
                    format!("{name} has no attempt {number}. `cargo xtask history {name}` lists what was kept.")
                }
                None => nothing_to_undo(own, &format!("`cargo xtask reset {name}`")),
            };
            return Err(UsageError(why).into());
        };
        if !terminal::confirm(&undo_question(name, &attempt), yes)? {
            page.line("Nothing was changed.");
            return Ok(ExitOutcome::NotRight);
        }
        own.go_back(&attempt)?;
        page.say("", &format!("{} is attempt {} again.", project.shown(&own.file()), attempt.number));
        Ok(ExitOutcome::Right)
    })
}

/// What `undo` asks first.
pub fn undo_question(name: &str, attempt: &Attempt) -> String {
    let said = attempt.verdict.as_ref().map(|kept| format!(", {}", kept.status.words())).unwrap_or_default();
    format!("Bring back attempt {} of {name} ({}{said})? The present file is kept.", attempt.number, ago(attempt.age()))
}

/// Why nothing can be brought back; `reset` says how to come to the stub.
pub fn nothing_to_undo(own: &OwnFile<'_>, reset: &str) -> String {
    let name = own.name();
    if own.is_stub() {
        return format!("{name} is the stub, and nothing of it was kept before.");
    }
    format!("{name} has no attempt before your file now; {reset} puts the stub back.")
}

/// `reset`
pub fn reset(project: &Project, name: Option<&str>, yes: bool) -> anyhow::Result<ExitOutcome> {
    with_own_file(project, named(project, "reset", name)?, |own, page| {
        if own.is_stub() {
            page.say("", &format!("{} is the stub already.", project.shown(&own.file())));
            return Ok(ExitOutcome::Right);
        }
        if !terminal::confirm(&reset_question(own.name()), yes)? {
            page.line("Nothing was changed.");
            return Ok(ExitOutcome::NotRight);
        }
        own.reset()?;
        let (file, name) = (project.shown(&own.file()), own.name());
        let back = own.previous().map(|it| format!("; `cargo xtask undo {name}` brings back attempt {}", it.number));
        page.say("", &format!("{file} is the stub again{}.", back.unwrap_or_default()));
        Ok(ExitOutcome::Right)
    })
}

/// What `reset` asks first.
pub fn reset_question(name: &str) -> String {
    format!("Put the stub in place of your {name}? The present file is kept.")
}

/// What `solution` asks first, when the exercise was never right.
pub fn solution_question(name: &str) -> String {
    format!("{name} is not right yet. Show the solution all the same?")
}

/// Why the solution is not shown yet; `next_hint` says how to come to one.
pub fn solution_refusal(name: &str, next_hint: &str) -> String {
    format!(
        "The solution of {name} is shown once it is right, or after all three hints; {next_hint} shows the next one."
    )
}

/// `solution`
pub fn solution(project: &Project, name: Option<&str>, yes: bool) -> anyhow::Result<ExitOutcome> {
    with_own_file(project, named(project, "solution", name)?, |own, page| {
        let name = own.name();
        if !own.has_been_right() {
            if own.hints() < HINTS {
                page.say("", &solution_refusal(name, &format!("`cargo xtask hint {name}`")));
                return Ok(ExitOutcome::NotRight);
            }
            if !terminal::confirm(&solution_question(name), yes)? {
                return Ok(ExitOutcome::NotRight);
            }
        }
        page.line(beside_solution(own, terminal::width())?);
        page.line(format!("{BOLD}solutions/{}/src/{name}.rs{BOLD:#}", own.chapter()));
        Ok(ExitOutcome::Right)
    })
}

/// A time ago in words.
pub fn ago(age: Duration) -> String {
    let seconds = age.as_secs();
    match seconds {
        0..60 => "just now".to_owned(),
        60..3600 => format!("{} min ago", seconds / 60),
        3600..86400 => format!("{} h ago", seconds / 3600),
        86400..172_800 => "yesterday".to_owned(),
        _ => format!("{} days ago", seconds / 86400),
    }
}
