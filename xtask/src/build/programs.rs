//! The folder in which a chapter's programs are kept.

use anyhow::Context;
use std::fs::{self, File};
use std::path::Path;

/// One runner at a time compiles a chapter. Where the file system knows no locks, hope must do.
pub(super) fn lock(folder: &Path) -> anyhow::Result<File> {
    let path = folder.join("lock");
    let file = File::create(&path).with_context(|| format!("{} cannot be written", path.display()))?;
    let _ = file.lock();
    Ok(file)
}

/// Keeps the newest few: another runner may be about to start one.
pub(super) fn remove_old(folder: &Path, chapter: &str) {
    const KEPT: usize = 4;
    let prefix = format!("{chapter}-");
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let programs = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(&prefix));
    let mut programs: Vec<_> =
        programs.filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path()))).collect();
    programs.sort();
    for (_, path) in programs.iter().rev().skip(KEPT) {
        // One that still runs may refuse to go; it goes next time.
        let _ = fs::remove_file(path);
    }
}
