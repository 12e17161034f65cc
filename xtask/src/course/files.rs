//! Reading and writing files so that nothing is lost halfway.

use anyhow::Context;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// A 64-bit fingerprint (FNV-1a, with a mark after each part), to see whether anything changed.
pub fn fingerprint<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> u64 {
    const PRIME: u64 = 0x0100_0000_01b3;
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    parts.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, part| {
        let hash = part.iter().fold(hash, |hash, byte| mix(hash, *byte));
        part.len().to_le_bytes().into_iter().fold(hash, mix)
    })
}

/// Writes a file whole: a reader sees the old one or the new one. It is on the disk before the old one goes.
pub fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    write_by_way_of(path.parent().unwrap_or(Path::new(".")), path, bytes)
}

/// Writes a file whole, with its draft in another folder of the same file system, so that a runner that is killed leaves
/// nothing beside the file.
pub fn write_by_way_of(folder: &Path, path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    put(folder, path, bytes, &File::sync_all)
}

/// Writes a draft, does something with it, and puts it in its place.
fn put(folder: &Path, path: &Path, bytes: &[u8], before: &dyn Fn(&File) -> io::Result<()>) -> anyhow::Result<()> {
    let cannot = || format!("{} cannot be written. Is the disk full, or the folder read-only?", path.display());
    fs::create_dir_all(folder).with_context(cannot)?;
    let mut draft = drafts().tempfile_in(folder).with_context(cannot)?;
    draft.write_all(bytes).with_context(cannot)?;
    before(draft.as_file()).with_context(cannot)?;
    draft.persist(path).with_context(cannot)?;
    Ok(())
}

const DRAFT: &str = ".draft-";

/// Removes the drafts that a killed runner left in a folder. Only for folders in which nobody else is writing.
pub fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(DRAFT)) {
        let _ = fs::remove_file(entry.path());
    }
}

/// Drafts become ordinary files, which others may read as far as the umask lets them.
fn drafts() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(DRAFT);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// Writes what can be made again, whole, and only if it would change: what stays the same keeps its time. Nobody waits for the disk,
/// so that a machine without power may lose it.
pub fn update(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if fs::read(path).is_ok_and(|present| present == bytes) {
        return Ok(());
    }
    put(path.parent().unwrap_or(Path::new(".")), path, bytes, &|_| Ok(()))
}

/// Removes a file that may not be there.
pub fn remove(path: &Path) -> anyhow::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} is out of date and cannot be removed", path.display()))
        }
        _ => Ok(()),
    }
}
