//! The compiled libraries that a stranger's file may be compiled with, in a folder of their own.
//!
//! Cargo keeps everything that it compiles in one folder, judges and solutions too. What anybody can download, and what
//! learners' programs are linked with, is put beside it; the rest is not there for a file that would include it.

use super::rustc::CompilerCall;
use crate::course::files::{self, fingerprint};
use crate::course::project::Project;
use anyhow::Context;
use std::fs;
use std::path::{Path, PathBuf};

/// The house's own libraries that learners' programs are linked with.
const OPEN: [&str; 2] = ["nabla_core", "nabla_grading"];

/// The same call with the libraries that are laid apart, and all that it reads.
pub(super) fn apart(project: &Project, call: &CompilerCall) -> anyhow::Result<(CompilerCall, Vec<PathBuf>)> {
    const DEPENDENCY: &str = "dependency=";
    let folder =
        project.builds().join("caged").join(format!("libraries-{:016x}", fingerprint([call.key().as_bytes()])));
    let mut arguments = Vec::new();
    let mut sources = Vec::new();
    let mut read = vec![folder.clone()];
    let mut parts = call.arguments.iter();
    while let Some(part) = parts.next() {
        match part.as_str() {
            "-L" => {
                let place = parts.next().context("-L without a folder")?;
                match place.strip_prefix(DEPENDENCY) {
                    Some(from) => {
                        sources.push(PathBuf::from(from));
                        arguments.extend([part.clone(), format!("{DEPENDENCY}{}", folder.display())]);
                    }
                    None => {
                        let path = place.split_once('=').map_or(place.as_str(), |(_, path)| path);
                        read.push(PathBuf::from(path));
                        arguments.extend([part.clone(), place.clone()]);
                    }
                }
            }
            "--extern" => {
                let library = parts.next().context("--extern without a library")?;
                let moved = library.split_once('=').and_then(|(name, path)| {
                    Some(format!("{name}={}", folder.join(Path::new(path).file_name()?).display()))
                });
                arguments.extend([part.clone(), moved.unwrap_or_else(|| library.clone())]);
            }
            _ => arguments.push(part.clone()),
        }
    }
    if !folder.is_dir() {
        lay(&folder, &sources)?;
    }
    let mut moved = call.clone();
    moved.arguments = arguments;
    Ok((moved, read))
}

/// Lays the libraries apart, all or none.
fn lay(folder: &Path, sources: &[PathBuf]) -> anyhow::Result<()> {
    let home = folder.parent().unwrap_or(folder);
    let cannot = || format!("{} cannot be written. Is the disk full, or the folder read-only?", home.display());
    fs::create_dir_all(home).with_context(cannot)?;
    let draft = tempfile::tempdir_in(home).with_context(cannot)?;
    for source in sources {
        for entry in fs::read_dir(source).with_context(|| format!("{} cannot be read", source.display()))?.flatten() {
            let path = entry.path();
            if is_open(&path) {
                let target = draft.path().join(entry.file_name());
                // Links cost nothing; between two file systems there are none.
                fs::hard_link(&path, &target).or_else(|_| fs::copy(&path, &target).map(drop)).with_context(cannot)?;
            }
        }
    }
    remove_old(home, folder);
    // Another runner may have been quicker; then its folder is as good.
    if fs::rename(draft.path(), folder).is_ok() {
        let _ = draft.keep();
    }
    files::sweep(home);
    Ok(())
}

/// Whether a file is a library that anybody may read: not one of the house's own, but for those that learners are
/// given.
fn is_open(path: &Path) -> bool {
    let is_library =
        path.extension().is_some_and(|kind| ["rlib", "rmeta", "so", "dylib"].iter().any(|one| kind == *one));
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = name.strip_prefix("lib").unwrap_or(&name);
    let name = name.rsplit_once('-').map_or(name, |(name, _)| name);
    let is_own = name.starts_with("nabla_") || name == "xtask";
    is_library && (!is_own || OPEN.contains(&name))
}

/// Removes what earlier builds were laid apart for. Each chapter has a folder of its own, and whoever grades a class uses all of them
/// at once, so many are kept; links cost nothing.
fn remove_old(home: &Path, new: &Path) {
    const KEPT: usize = 64;
    let entries = fs::read_dir(home).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with("libraries-"));
    let mut folders: Vec<_> =
        folders.filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path()))).collect();
    folders.sort();
    for (_, path) in folders.iter().rev().filter(|(_, path)| path != new).skip(KEPT) {
        let _ = fs::remove_dir_all(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judges_are_not_among_the_libraries() {
        let open = |name: &str| is_open(Path::new(name));
        assert!(open("/t/deps/libnalgebra-0123456789abcdef.rlib"));
        assert!(open("/t/deps/libserde_derive-0123456789abcdef.so"));
        assert!(open("/t/deps/libnabla_core-0123456789abcdef.rmeta"));
        assert!(!open("/t/deps/libnabla_partials-0123456789abcdef.rlib"));
        assert!(!open("/t/deps/libnabla_truth-0123456789abcdef.rlib"));
        assert!(!open("/t/deps/libxtask-0123456789abcdef.rmeta"));
        assert!(!open("/t/deps/partials_solution-0123456789abcdef"));
    }
}
