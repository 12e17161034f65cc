//! Folders and single files. Links are not followed, and only ordinary files are opened.

use super::collect::{Collected, Entry, unreadable};
use super::harmless;
use std::fs::{self, File, FileType};
use std::io;
use std::path::Path;

/// Deeper than anybody packs.
const DEPTH: usize = 24;

/// Everything in a folder.
pub(crate) fn read(folder: &Path, collected: &mut Collected) -> Result<(), String> {
    walk(folder, &mut Vec::new(), collected)
}

fn walk(folder: &Path, parts: &mut Vec<String>, collected: &mut Collected) -> Result<(), String> {
    let shown = || if parts.is_empty() { "The folder".to_owned() } else { parts.join("/") };
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = entries.map_err(|error| unreadable(&shown(), &error))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        parts.push(harmless(&entry.file_name().to_string_lossy()));
        let path = entry.path();
        let kind = entry.file_type().map_err(|error| unreadable(&parts.join("/"), &error))?;
        if !kind.is_dir() {
            file(&path, kind, parts.clone(), collected)?;
        } else if parts.len() >= DEPTH {
            collected.leave(format!("{}/", parts.join("/")), "a folder too deep inside others");
        } else {
            walk(&path, parts, collected)?;
        }
        parts.pop();
    }
    Ok(())
}

/// One file.
pub(crate) fn read_one(path: &Path, collected: &mut Collected) -> Result<(), String> {
    let name = harmless(&path.file_name().unwrap_or_default().to_string_lossy());
    let kind = fs::symlink_metadata(path).map_err(|error| unreadable(&name, &error))?.file_type();
    file(path, kind, vec![name], collected)
}

fn file(path: &Path, kind: FileType, parts: Vec<String>, collected: &mut Collected) -> Result<(), String> {
    let entry = match kind {
        kind if kind.is_symlink() => Entry::Link,
        kind if kind.is_file() => Entry::File,
        _ => Entry::Special,
    };
    if collected.wants(&parts, entry)? {
        match open(path) {
            Ok((file, size)) => collected.read(parts, size, file)?,
            Err(error) => collected.leave(parts.join("/"), &format!("it cannot be opened: {error}")),
        }
    }
    Ok(())
}

/// Opens an ordinary file and nothing else, even if it was replaced a moment ago.
pub(crate) fn open(path: &Path) -> io::Result<(File, u64)> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    let file = options.open(path)?;
    let data = file.metadata()?;
    if data.is_file() { Ok((file, data.len())) } else { Err(io::Error::other("it is not an ordinary file")) }
}
