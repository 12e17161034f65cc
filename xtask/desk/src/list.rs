//! `list`: a table to move about in on a terminal, plain text elsewhere.

use crate::chooser::choose;
use crate::raw::Raw;
use crossterm::event;
use xtask::course::project::Project;
use xtask::examine::{self, CheckRequest};
use xtask::exit::ExitOutcome;
use xtask::show::page::Page;
use xtask::show::theme::QUIET;
use xtask::store::progress::Table;
use xtask::store::{Store, record};
use xtask::terminal;

/// `list`
pub(crate) fn run(project: &Project, plain: bool) -> anyhow::Result<ExitOutcome> {
    let places = project.own_exercises()?;
    let store = Store::open(project);
    let table = Table::remembered(project, &store.state(), &places);
    let mut page = Page::for_terminal();
    for note in store.take_notes() {
        page.say("", &format!("note: {note}"));
    }
    if terminal::is_interactive() && !plain {
        let chosen = {
            let _raw = Raw::enter()?;
            choose(&table, 0, &mut || event::read().ok())?
        };
        if let Some(index) = chosen {
            let request = CheckRequest::of(project, project.exercises());
            let mut reports = record::judged(project, &request, &store, &[places[index]])?;
            examine::draw(project, &request, &mut reports);
            page.reports(project, &request.source, &reports, false);
        }
    } else {
        page.table(&table);
        page.line("");
        page.say("", &format!("{QUIET}cargo xtask check NAME judges one, cargo xtask check the next one.{QUIET:#}"));
    }
    page.print()?;
    Ok(ExitOutcome::Right)
}
