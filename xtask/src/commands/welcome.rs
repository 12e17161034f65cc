//! What somebody who has never been here should know, in five lines.

use crate::course::project::Project;
use crate::show::page::Page;
use crate::store::Store;
use crate::terminal;

/// Whether a person sits there of whom nothing is remembered yet.
pub fn is_wanted(store: &Store) -> bool {
    terminal::is_interactive() && store.state().ids().next().is_none()
}

/// What this is, where to write, and the three commands that one needs.
pub fn show(page: &mut Page, project: &Project) {
    let folder = project.shown(&project.exercises().folder);
    page.say("", "This is Nabla. You learn partial derivatives and gradients by writing them.");
    page.said("write", &format!("in {folder}/: each file says what is asked; replace its `todo!`"));
    page.said("check", "`cargo xtask check` says whether the next one is right, and draws it");
    page.said("watch", "`cargo xtask watch` does so on every save");
    page.said("lesson", "`cargo xtask lesson` teaches what you need for it");
}
