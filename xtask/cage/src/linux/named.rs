//! What a cage leaves open of the file system: what was named, and what its profile needs of the system to start.

use nabla_layers::{Order, Profile};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

/// A file or folder and what may be done with it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Named {
    pub(super) path: PathBuf,
    pub(super) right: Right,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Right {
    Read,
    /// Reading and running.
    Run,
    /// Reading and writing.
    Write,
    /// A device: reading and writing, and nothing is kept.
    Device,
}

/// Where systems keep compilers, linkers and libraries, as far as they are there.
const SYSTEM: [&str; 10] = [
    "/etc/alternatives",
    "/usr/bin",
    "/usr/lib",
    "/usr/lib64",
    "/usr/libexec",
    "/bin",
    "/lib",
    "/lib64",
    "/nix/store",
    "/gnu/store",
];

/// Everything that stays open, each folder before what lies in it.
pub(super) fn all(order: &Order) -> Result<Vec<Named>, String> {
    let mut all = vec![(PathBuf::from("/dev/null"), Right::Device), ("/etc/ld.so.cache".into(), Right::Read)];
    let program = order.program.first().map(PathBuf::from);
    match order.profile {
        Profile::Compile => all.extend(SYSTEM.map(|path| (path.into(), Right::Run))),
        Profile::Answer => {
            // The stack's bounds stand there, by which an overflow is told from other crashes.
            all.push(("/proc/self/maps".into(), Right::Read));
            let loader = program.as_deref().and_then(loader);
            let folder = loader.as_deref().and_then(|path| Some(fs::canonicalize(path).ok()?.parent()?.to_owned()));
            all.extend(folder.map(|folder| (folder, Right::Read)));
            all.extend(["/nix/store", "/gnu/store"].map(|path| (path.into(), Right::Read)));
            all.extend(loader.map(|loader| (loader, Right::Run)));
        }
    }
    all.retain(|(path, _)| path.exists());
    all.extend(program.map(|program| (program, Right::Run)));
    let named = [(&order.read, Right::Read), (&order.run, Right::Run), (&order.write, Right::Write)];
    for (paths, right) in named {
        all.extend(paths.iter().map(|path| (path.clone(), right)));
    }
    if let Some((missing, _)) = all.iter().find(|(path, _)| !path.is_absolute() || !path.exists()) {
        return Err(format!("{} is not there, or not a full path", missing.display()));
    }
    let mut all: Vec<Named> = all.into_iter().map(|(path, right)| Named { path, right }).collect();
    all.sort();
    Ok(all)
}

/// The dynamic loader that a program asks for: the text of its `PT_INTERP`.
fn loader(program: &Path) -> Option<PathBuf> {
    const PT_INTERP: u64 = 3;
    const LONGEST: usize = 4096;
    let file = File::open(program).ok()?;
    let number = |at: u64, size: usize| -> Option<u64> {
        let mut all = [0; 8];
        file.read_exact_at(&mut all[..size], at).ok()?;
        Some(u64::from_le_bytes(all))
    };
    let mut start = [0; 6];
    file.read_exact_at(&mut start, 0).ok()?;
    // A program of 64 bits, the lowest byte first.
    if &start != b"\x7fELF\x02\x01" {
        return None;
    }
    let (table, size, count) = (number(32, 8)?, number(54, 2)?, number(56, 2)?);
    let entry = (0..count).map(|index| table + index * size).find(|entry| number(*entry, 4) == Some(PT_INTERP))?;
    let (place, length) = (number(entry + 8, 8)?, usize::try_from(number(entry + 32, 8)?).ok()?);
    let mut text = vec![0; length.min(LONGEST)];
    file.read_exact_at(&mut text, place).ok()?;
    Some(PathBuf::from(OsStr::from_bytes(text.strip_suffix(b"\0")?)))
}
