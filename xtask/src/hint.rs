//! `hint`: one more at each call, remembered in `.nabla/`.

use crate::Outcome;
use crate::chapters::{Place, chapters, find_one};
use crate::human::Page;
use crate::project::Project;
use crate::store::Store;

/// `hint`
pub(crate) fn run(project: &Project, name: &str, all: bool) -> anyhow::Result<Outcome> {
    let chapters = chapters();
    let place = find_one(&chapters, name)?;
    let store = Store::open(project, &chapters);
    let mut page = Page::new();
    show(&mut page, &store, &place, all, "the same again")?;
    for note in store.take_notes() {
        page.say("", &format!("note: {note}"));
    }
    page.print();
    Ok(Outcome::Right)
}

/// Shows the hints of an exercise, one more than last time; `again` says how to come to the next one.
pub(crate) fn show(page: &mut Page, store: &Store, place: &Place<'_>, all: bool, again: &str) -> anyhow::Result<()> {
    let hints = place.exercise.hints;
    let count = store.update(|state| {
        let shown = &mut state.exercise(&place.id()).hints;
        *shown = if all { hints.len() } else { (*shown + 1).min(hints.len()) };
        Ok(*shown)
    })?;
    for (index, hint) in hints.iter().enumerate().take(count) {
        page.item(index + 1, hint);
    }
    if count < hints.len() {
        page.line(format!("\n  {count} of {}; {again} shows the next one.", hints.len()));
    }
    Ok(())
}
