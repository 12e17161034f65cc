//! What is remembered of a program that was built: what it was built for, where it lies, and when the build began.

use crate::environment::key;
use crate::{has_changed, package_of};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The record of one package's program, for this toolchain and these flags.
pub(crate) struct Record {
    file: PathBuf,
}

impl Record {
    pub(crate) fn new(folder: &Path, package: &str) -> Self {
        Self { file: folder.join(format!("{package}-{:016x}", fingerprint(key().as_bytes()))) }
    }

    /// Remembers a program. The moment before its build counts: a file that was saved meanwhile may not be in it. `Cargo.lock` alone
    /// may be written by the build itself.
    pub(crate) fn keep(&self, program: &Path, began: SystemTime) -> io::Result<()> {
        let nanos = |time: SystemTime| time.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        let built = fs::metadata(program)?.modified()?;
        fs::create_dir_all(self.file.parent().unwrap_or(Path::new(".")))?;
        let draft = self.file.with_extension(std::process::id().to_string());
        let times = [began, SystemTime::now(), built].map(nanos);
        fs::write(&draft, format!("{}\n{}\n{}\n{}\n", times[0], times[1], times[2], program.display()))?;
        fs::rename(draft, &self.file)
    }

    /// The program, if it is the one that was remembered and no file that went into it is newer; else why it must be built.
    pub(crate) fn program(&self, root: &Path) -> Result<PathBuf, Why> {
        let text = fs::read_to_string(&self.file).map_err(|_| Why::First)?;
        let mut lines = text.splitn(4, '\n');
        let mut time = || lines.next()?.parse().ok().map(|nanos| UNIX_EPOCH + Duration::from_nanos(nanos));
        let times = (|| Some((time()?, time()?, time()?)))();
        let ((began, ended, built), program) = times.zip(lines.next()).ok_or(Why::First)?;
        let program = PathBuf::from(program.trim_end_matches('\n'));
        let modified = fs::metadata(&program).and_then(|data| data.modified()).map_err(|_| Why::Gone)?;
        let list = fs::read_to_string(program.with_extension("d")).map_err(|_| Why::Gone)?;
        let sources = sources(&list);
        // Archives and the layers of an image keep whole seconds.
        let part = built.duration_since(UNIX_EPOCH).map_or(0, |time| time.subsec_nanos());
        let second = built - Duration::from_nanos(u64::from(part));
        if ![built, second].contains(&modified) || sources.is_empty() {
            return Err(Why::Replaced);
        }
        let manifests: BTreeSet<PathBuf> =
            sources.iter().filter_map(|source| package_of(source)).map(|package| package.join("Cargo.toml")).collect();
        let (workspace, lock) = (root.join("Cargo.toml"), root.join("Cargo.lock"));
        // A new set of dependencies says more than the manifest that asked for it.
        let is_locked = !has_changed(&lock, ended);
        let changed = Some(&lock).filter(|_| !is_locked).or_else(|| {
            let mut all = sources.iter().chain(&manifests).chain([&workspace]);
            all.find(|path| has_changed(path, began))
        });
        match changed {
            Some(path) => Err(Why::Changed(path.strip_prefix(root).unwrap_or(path).to_path_buf())),
            None => Ok(program),
        }
    }
}

/// Why a program must be built.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// It never was, for this toolchain and these flags.
    First,
    /// It was, and is not there any more.
    Gone,
    /// Another build has put something else in its place.
    Replaced,
    /// This file is newer, or is not there any more.
    Changed(PathBuf),
}

impl Why {
    /// The reason for building once more, in words.
    pub(crate) fn reason(&self) -> Option<String> {
        match self {
            Self::First => None,
            Self::Gone => Some("it is gone".to_owned()),
            Self::Replaced => Some("another build has replaced it".to_owned()),
            Self::Changed(path) => Some(format!("{} has changed", path.display().to_string().replace('\\', "/"))),
        }
    }
}

/// The files in Cargo's list of what went into a program: `program: file file`, spaces in a name escaped.
pub(crate) fn sources(list: &str) -> Vec<PathBuf> {
    let Some(line) = list.lines().next() else { return Vec::new() };
    let mut names = vec![String::new()];
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if letters.peek() == Some(&' ') => names.last_mut().expect("there is a name").extend(letters.next()),
            ' ' => names.push(String::new()),
            other => names.last_mut().expect("there is a name").push(other),
        }
    }
    names.into_iter().skip(1).filter(|name| !name.is_empty()).map(PathBuf::from).collect()
}

/// The program of that name, from Cargo's messages, one a line.
pub(crate) fn executable(messages: &str, name: &str) -> Option<PathBuf> {
    const PATH: &str = "\"executable\":\"";
    let name = format!("\"name\":\"{name}\"");
    let message = messages.lines().find(|message| message.contains(PATH) && message.contains(&name))?;
    let start = message.find(PATH)? + PATH.len();
    let mut path = String::new();
    let mut letters = message[start..].chars();
    loop {
        match letters.next()? {
            '"' => return Some(PathBuf::from(path)),
            '\\' => match letters.next()? {
                'u' => {
                    let code: String = letters.by_ref().take(4).collect();
                    path.push(char::from_u32(u32::from_str_radix(&code, 16).ok()?)?);
                }
                escaped => path.push(escaped),
            },
            letter => path.push(letter),
        }
    }
}

/// A 64-bit fingerprint (FNV-1a).
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_spaces_are_read() {
        assert_eq!(sources("/t/x: /a/b.rs /my\\ folder/c.rs\n"), [Path::new("/a/b.rs"), Path::new("/my folder/c.rs")]);
        assert!(sources("").is_empty());
    }

    #[test]
    fn the_program_is_read_from_the_messages() {
        let said = "{\"name\":\"x\",\"executable\":null}\n{\"name\":\"x\",\"executable\":\"C:\\\\a b\\\\x.exe\",\"fresh\":true}\n\
                    {\"reason\":\"build-finished\"}\n";
        assert_eq!(executable(said, "x"), Some(PathBuf::from("C:\\a b\\x.exe")));
        assert_eq!(executable(said, "y"), None);
    }

    #[test]
    fn a_program_is_fresh_until_a_file_that_went_into_it_changes() {
        let folder = std::env::temp_dir().join(format!("nabla-record-{}", std::process::id()));
        let source = folder.join("my pkg/src/main.rs");
        fs::create_dir_all(source.parent().expect("a folder")).expect("made");
        for path in [&source, &folder.join("my pkg/Cargo.toml"), &folder.join("Cargo.toml"), &folder.join("Cargo.lock")]
        {
            fs::write(path, "x").expect("written");
        }
        std::thread::sleep(Duration::from_millis(20));
        let (program, record) = (folder.join("program"), Record::new(&folder, "it"));
        fs::write(&program, "x").expect("written");
        fs::write(folder.join("program.d"), format!("p: {}", source.display().to_string().replace(' ', "\\ ")))
            .expect("written");
        assert_eq!(record.program(&folder), Err(Why::First));
        record.keep(&program, SystemTime::now()).expect("kept");
        assert_eq!(record.program(&folder), Ok(program.clone()));
        let built = fs::metadata(&program).and_then(|data| data.modified()).expect("known");
        let file = fs::File::options().append(true).open(&program).expect("open");
        file.set_modified(built - Duration::from_secs(1)).expect("moved");
        assert_eq!(record.program(&folder), Err(Why::Replaced));
        let second = Duration::from_secs(built.duration_since(UNIX_EPOCH).expect("after 1970").as_secs());
        file.set_modified(UNIX_EPOCH + second).expect("moved");
        assert_eq!(record.program(&folder), Ok(program.clone()), "the same, out of an archive");
        for changed in
            [&source, &folder.join("my pkg/Cargo.toml"), &folder.join("Cargo.toml"), &folder.join("Cargo.lock")]
        {
            record.keep(&program, SystemTime::now()).expect("kept");
            std::thread::sleep(Duration::from_millis(20));
            fs::write(changed, "y").expect("written");
            let named = changed.strip_prefix(&folder).expect("within").to_path_buf();
            assert_eq!(record.program(&folder), Err(Why::Changed(named)));
        }
        fs::write(&program, "another").expect("written");
        assert_eq!(record.program(&folder), Err(Why::Replaced));
        fs::remove_file(&program).expect("removed");
        assert_eq!(record.program(&folder), Err(Why::Gone));
        fs::remove_dir_all(&folder).expect("removed");
    }
}
