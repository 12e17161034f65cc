//! `plot`: the picture of the learner's function.

use super::elsewhere::INLINE;
use crate::cli::Inline;
use crate::course::project::Project;
use crate::examine::report::Picture;
use crate::examine::{self, CheckRequest};
use crate::exit::ExitOutcome;
use crate::show::page::Page;
use crate::store::{Store, record};
use crate::terminal::viewer;
use anyhow::{Context, bail};
use std::path::Path;
use std::process::Command;

/// `plot`
pub fn run(project: &Project, name: Option<&str>, open: bool, inline: Option<Inline>) -> anyhow::Result<ExitOutcome> {
    let place = super::named_or_present(project, name)?;
    project.has_chapter(place.chapter)?;
    let request = CheckRequest::of(project, project.exercises());
    let store = Store::open(project);
    let mut reports = record::judged(project, &request, &store, &[place])?;
    examine::draw(project, &request, &mut reports);
    let mut page = Page::for_terminal();
    page.reports(project, &request.source, &reports, false);
    page.print()?;
    match reports.first().and_then(|report| report.plot.as_ref()) {
        Some(Picture { path: picture, .. }) => {
            if open {
                viewer::view(picture)?;
            }
            if let Some(how) = inline {
                show(project, picture, how)?;
            }
            Ok(ExitOutcome::Right)
        }
        None => Ok(ExitOutcome::NotRight),
    }
}

/// Shows the picture in the terminal. What knows terminals' protocols is a program of its own, built when it is first
/// needed, so that nobody else waits for it.
fn show(project: &Project, picture: &Path, how: Inline) -> anyhow::Result<()> {
    let program = INLINE.find(project)?;
    let mut command = Command::new(&program);
    command.arg(picture);
    if how == Inline::Blocks {
        command.arg("blocks");
    }
    let status = command.status().with_context(|| format!("{} cannot be started", program.display()))?;
    if !status.success() {
        bail!("the picture cannot be shown in this terminal; it is {}", project.shown(picture));
    }
    Ok(())
}
