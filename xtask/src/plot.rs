//! `plot`: the picture of the learner's function, and the viewer for it.

use crate::chapters::{self, chapters};
use crate::check::{self, Checking};
use crate::project::Project;
use crate::{Outcome, human};
use anyhow::{Context, bail};
use nabla_grading::DEFAULT_SEED;
use std::path::Path;
use std::process::{Command, Stdio};

/// `plot`
pub(crate) fn run(project: &Project, name: &str, open: bool) -> anyhow::Result<Outcome> {
    let chapters = chapters();
    let place = chapters::find_one(&chapters, name)?;
    let checking = Checking { source: project.exercises(), seed: DEFAULT_SEED, plots: true };
    let reports = check::all(project, &checking, &[place])?;
    human::print(project, &checking.source, &reports, false);
    match reports.first().and_then(|report| report.plot.as_deref()) {
        Some(picture) if open => {
            view(picture)?;
            Ok(Outcome::Right)
        }
        Some(_) => Ok(Outcome::Right),
        None => Ok(Outcome::NotRight),
    }
}

/// Starts the system's viewer and does not wait for it.
fn view(picture: &Path) -> anyhow::Result<()> {
    let viewer = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let mut command = Command::new(viewer);
    command.arg(picture).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.spawn() {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            bail!("no viewer was found (`{viewer}`). Open {} yourself.", picture.display())
        }
        Err(error) => Err(error).with_context(|| format!("`{viewer}` cannot be started")),
    }
}
