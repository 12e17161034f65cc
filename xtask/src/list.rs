//! `list`: a table to move about in on a terminal, plain text elsewhere.

use crate::Outcome;
use crate::chapters::{self, chapters};
use crate::human::{Page, QUIET};
use crate::project::Project;
use crate::standing::Table;
use crate::store::Store;

/// `list`
pub(crate) fn run(project: &Project) -> anyhow::Result<Outcome> {
    let chapters = chapters();
    let store = Store::open(project, &chapters);
    let table = Table::remembered(project, &store.state(), &chapters::all(&chapters));
    let mut page = Page::new();
    page.table(&table);
    page.line(format!("\n{QUIET}cargo xtask check NAME judges one, cargo xtask check the next one.{QUIET:#}"));
    for note in store.take_notes() {
        page.say("", &format!("note: {note}"));
    }
    page.print();
    Ok(Outcome::Right)
}
