//! `plot`: the picture of the learner's function, and the viewer for it.

use crate::chapters::{self, chapters};
use crate::check::{self, Checking, Picture};
use crate::cli::Inline;
use crate::human::Page;
use crate::project::Project;
use crate::store::Store;
use crate::{Outcome, remember};
use anyhow::{Context, bail};
use std::env;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// `plot`
pub(crate) fn run(project: &Project, name: &str, open: bool, inline: Option<Inline>) -> anyhow::Result<Outcome> {
    let chapters = chapters();
    let place = chapters::find_one(&chapters, name)?;
    let checking = Checking::of(project.exercises());
    let mut reports = check::all(project, &checking, &[place])?;
    let store = Store::open(project, &chapters);
    remember::reports(project, &checking.source, &store, &[place], &mut reports);
    let mut page = Page::new();
    page.reports(project, &checking.source, &reports, false);
    page.print();
    match reports.first().and_then(|report| report.plot.as_ref()) {
        Some(Picture { path: picture, .. }) => {
            if open {
                view(picture)?;
            }
            if let Some(how) = inline {
                show(project, picture, how)?;
            }
            Ok(Outcome::Right)
        }
        None => Ok(Outcome::NotRight),
    }
}

/// Shows the picture in the terminal. What knows terminals' protocols is a program of its own, built when it is first
/// needed, so that nobody else waits for it.
fn show(project: &Project, picture: &Path, how: Inline) -> anyhow::Result<()> {
    let name = format!("nabla-inline{}", env::consts::EXE_SUFFIX);
    if !project.target.join("debug").join(name).is_file() {
        anstream::eprintln!("  Building what shows pictures in the terminal; this happens once.");
    }
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(&project.root).args(["run", "--quiet", "--package", "nabla-inline", "--target-dir"]);
    cargo.arg(&project.target).arg("--").arg(picture);
    if how == Inline::Blocks {
        cargo.arg("blocks");
    }
    let status = cargo.status().context("`cargo` cannot be started. Is a Rust toolchain installed?")?;
    if !status.success() {
        bail!("the picture cannot be shown in this terminal; it is {}", project.shown(picture));
    }
    Ok(())
}

/// Starts the system's viewer and does not wait for it, beyond the moment in which it may fail.
pub(crate) fn view(picture: &Path) -> anyhow::Result<()> {
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
        Ok(child) => started(child, viewer, picture),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            bail!("no viewer was found (`{viewer}`). Open {} yourself.", picture.display())
        }
        Err(error) => Err(error).with_context(|| format!("`{viewer}` cannot be started")),
    }
}

/// Whether the viewer came up: one that ends at once with an error did not.
fn started(mut viewer: Child, name: &str, picture: &Path) -> anyhow::Result<()> {
    const MOMENT: Duration = Duration::from_millis(300);
    let start = Instant::now();
    while start.elapsed() < MOMENT {
        match viewer.try_wait()? {
            // Explorer's exit code says nothing.
            Some(status) if !status.success() && !cfg!(windows) => {
                bail!("`{name}` cannot open {} here. Open it yourself.", picture.display())
            }
            Some(_) => return Ok(()),
            None => thread::sleep(Duration::from_millis(10)),
        }
    }
    // Somebody must take note of its end, or it stays in the table of processes.
    thread::spawn(move || viewer.wait());
    Ok(())
}
