//! `hint`: one more at each call, remembered in `.nabla/`.

use crate::course::ExerciseRef;
use crate::course::project::Project;
use crate::examine::judge::Judge;
use crate::exit::ExitOutcome;
use crate::show::page::Page;
use crate::show::theme::BOLD;
use crate::store::Store;
use nabla_launcher::Voice;

/// `hint`
pub fn run(project: &Project, name: Option<&str>, all: bool) -> anyhow::Result<ExitOutcome> {
    let place = super::named_or_present(project, name)?;
    let store = Store::open(project);
    let mut page = Page::for_terminal();
    if name.is_none() {
        page.line(format!("{BOLD}{}{BOLD:#}\n", place.id()));
    }
    show(&mut page, project, &store, place, all, Voice::Heard, "the same again")?;
    for note in store.take_notes() {
        page.say("", &format!("note: {note}"));
    }
    page.print()?;
    Ok(ExitOutcome::Right)
}

/// Shows the hints of an exercise, one more than last time; `again` says how to come to the next one. Where it cannot be
/// remembered how many were shown, all that were not are a call away all the same.
pub fn show(
    page: &mut Page,
    project: &Project,
    store: &Store,
    place: ExerciseRef,
    all: bool,
    voice: Voice,
    again: &str,
) -> anyhow::Result<()> {
    let hints = Judge::of(project, place.chapter, voice)?.describe_one(place.exercise)?.hints;
    let one_more = |shown: usize| if all { hints.len() } else { (shown + 1).min(hints.len()) };
    let remembered = store.update(|state| {
        let shown = &mut state.exercise(&place.id()).hints;
        *shown = one_more(*shown);
        Ok(*shown)
    });
    let count = match &remembered {
        Ok(count) => *count,
        Err(_) => one_more(store.state().get(&place.id()).hints),
    };
    for (index, hint) in hints.iter().enumerate().take(count) {
        page.item(index + 1, hint);
    }
    if count < hints.len() {
        page.line("");
        page.say("  ", &format!("{count} of {}; {again} shows the next one.", hints.len()));
    }
    if let Err(error) = remembered {
        page.say("", &format!("note: that it was shown could not be kept: {error:#}. `--all` shows all three."));
    }
    Ok(())
}
