//! Zip and tar files. Nothing is ever unpacked to the disk: names decide only what is read, and only so much of it.

use super::collect::{Collected, Entry, OUTSIDE, parts};
use super::{ENTRY_LIMIT, UNPACKED_LIMIT, folder};
use flate2::read::GzDecoder;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use zip::ZipArchive;

/// The largest archive that is opened, in bytes.
const ARCHIVE_LIMIT: u64 = 512 << 20;

/// What an archive begins with.
enum Format {
    Zip,
    Gzip,
    Tar,
    Other(&'static str),
}

/// Everything in an archive.
pub(crate) fn read(path: &Path, collected: &mut Collected) -> Result<(), String> {
    let (mut file, size) = folder::open(path).map_err(|error| format!("The archive cannot be opened: {error}."))?;
    if size > ARCHIVE_LIMIT {
        return Err(format!("The archive has {} MiB; {} MiB are opened.", size >> 20, ARCHIVE_LIMIT >> 20));
    }
    match format(&mut file).map_err(|error| format!("The archive cannot be read: {error}."))? {
        Format::Zip => zip(file, collected),
        Format::Gzip => tar(GzDecoder::new(BufReader::new(file)), collected),
        Format::Tar => tar(BufReader::new(file), collected),
        Format::Other(what) => Err(format!("The archive is {what}. Hand in a zip, tar or tar.gz file.")),
    }
}

/// The ending of a name says little; the first bytes say what it is.
fn format(file: &mut File) -> io::Result<Format> {
    let mut start = [0; 512];
    let mut length = 0;
    while length < start.len() {
        match file.read(&mut start[length..])? {
            0 => break,
            read => length += read,
        }
    }
    file.seek(SeekFrom::Start(0))?;
    Ok(match &start[..length] {
        [] => Format::Other("empty"),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Format::Zip,
        [0x1f, 0x8b, ..] => Format::Gzip,
        [b'R', b'a', b'r', b'!', ..] => Format::Other("a rar file"),
        [b'7', b'z', 0xbc, 0xaf, ..] => Format::Other("a 7z file"),
        [0xfd, b'7', b'z', b'X', b'Z', ..] => Format::Other("an xz file"),
        [b'B', b'Z', b'h', ..] => Format::Other("a bzip2 file"),
        all if all.get(257..262) == Some(b"ustar") => Format::Tar,
        _ => Format::Other("damaged, or no archive at all"),
    })
}

fn zip(file: File, collected: &mut Collected) -> Result<(), String> {
    let damaged =
        |error: zip::result::ZipError| format!("The zip file is damaged, or was not handed in completely ({error}).");
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
    if archive.len() > ENTRY_LIMIT {
        return Err(format!("The zip file holds {} entries; at most {ENTRY_LIMIT} are looked at.", archive.len()));
    }
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(damaged)?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let (is_folder, locked, size) = (entry.is_dir(), entry.encrypted(), entry.size());
        let kind = if entry.is_symlink() { Entry::Link } else { kind_of(entry.unix_mode()) };
        drop(entry);
        let parts = match parts(&name) {
            Ok(parts) => parts,
            Err(shown) => {
                collected.leave(shown, OUTSIDE);
                continue;
            }
        };
        if is_folder || !collected.wants(&parts, kind)? {
            continue;
        }
        if locked {
            collected.leave(parts.join("/"), "locked with a password");
            continue;
        }
        match archive.by_index(index) {
            Ok(content) => collected.read(parts, size, content)?,
            Err(error) => collected.leave(parts.join("/"), &format!("it cannot be unpacked: {error}")),
        }
    }
    Ok(())
}

/// Files and entries that say nothing of their kind are files.
fn kind_of(mode: Option<u32>) -> Entry {
    const KIND: u32 = 0o170_000;
    const FILE: u32 = 0o100_000;
    match mode.map(|mode| mode & KIND) {
        None | Some(0 | FILE) => Entry::File,
        Some(_) => Entry::Special,
    }
}

fn tar(reader: impl Read, collected: &mut Collected) -> Result<(), String> {
    let mut limited = Limited { reader, left: UNPACKED_LIMIT };
    let read = tar_entries(&mut limited, collected);
    if limited.left == 0 {
        let limit = UNPACKED_LIMIT >> 20;
        return Err(format!("The archive unpacks to more than {limit} MiB. Was `target` packed, too?"));
    }
    read
}

fn tar_entries(reader: impl Read, collected: &mut Collected) -> Result<(), String> {
    let damaged = |error: io::Error| format!("The archive is damaged, or was not handed in completely ({error}).");
    let mut archive = tar::Archive::new(reader);
    for entry in archive.entries().map_err(damaged)? {
        let mut entry = entry.map_err(damaged)?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let header = entry.header().entry_type();
        if header.is_dir() || header.is_pax_global_extensions() {
            continue;
        }
        let kind = match header {
            header if header.is_symlink() || header.is_hard_link() => Entry::Link,
            header if header.is_file() || header.is_contiguous() => Entry::File,
            _ => Entry::Special,
        };
        match parts(&name) {
            Err(shown) => collected.leave(shown, OUTSIDE),
            Ok(parts) if collected.wants(&parts, kind)? => {
                let size = entry.size();
                collected.read(parts, size, &mut entry)?;
            }
            Ok(_) => {}
        }
    }
    Ok(())
}

/// Ends what it reads after so many bytes, and knows afterwards whether it had to.
struct Limited<R> {
    reader: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other("it is too large"));
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.reader.read(&mut buffer[..most])?;
        self.left -= read as u64;
        Ok(read)
    }
}
