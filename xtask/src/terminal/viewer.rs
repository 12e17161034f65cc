//! The system's viewer for pictures and pages.

use anyhow::{Context, bail};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Starts the system's viewer and does not wait for it, beyond the moment in which it may fail.
pub fn view(picture: &Path) -> anyhow::Result<()> {
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
