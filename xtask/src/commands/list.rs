//! `list`: a table to move about in on a terminal, plain text elsewhere.

use crate::course::project::Project;
use crate::examine::{self, CheckRequest};
use crate::exit::ExitOutcome;
use crate::show::chooser::choose;
use crate::show::page::Page;
use crate::show::theme::QUIET;
use crate::store::progress::Table;
use crate::store::{Store, record};
use crate::terminal::{self, Raw};
use crossterm::event;

/// `list`
pub(crate) fn run(project: &Project, plain: bool) -> anyhow::Result<ExitOutcome> {
    let places = project.own_exercises()?;
    let store = Store::open(project);
    let table = Table::remembered(project, &store.state(), &places);
    let mut page = Page::new();
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
