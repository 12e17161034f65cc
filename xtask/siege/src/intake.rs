//! Attacks on whoever takes submissions in: files that are none, names that are commands, archives that lie.
//!
//! `cargo xtask grade` is asked to judge them beside honest neighbours, where it is there: as many rows must come out
//! as went in, the neighbours' rows must be what they are without them, and nothing outside may be read or changed.

use crate::archives::{Entry, Zip, tar, zeros};
use crate::field::Field;
use crate::submission::{CHAPTER, honest};
use anyhow::{Context, bail};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use xtask::build::cage::Cage;
use xtask::course::project::Project;

/// One hostile submission: its name in the folder of the class, and how it is made there.
type Attack = (&'static [u8], fn(&Path, &Field) -> anyhow::Result<()>);

/// The file that most of them aim at.
fn target(folder: &Path) -> anyhow::Result<PathBuf> {
    let src = folder.join(CHAPTER).join("src");
    fs::create_dir_all(&src)?;
    Ok(src.join("f_x.rs"))
}

fn text(folder: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    Ok(fs::write(target(folder)?, bytes)?)
}

fn made(command: &mut Command) -> anyhow::Result<()> {
    let status = command.stderr(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { bail!("it cannot be made here") }
}

const RIGHT: &[u8] = b"pub fn f_x(x: f64, y: f64) -> f64 {\n    2.0 * x * y + 3.0 * y * y\n}\n";
const PLACE: &[u8] = b"partials/src/f_x.rs";

/// Files and folders.
const FILES: [Attack; 21] = [
    (b"a-pipe", |folder, _| made(Command::new("mkfifo").arg(target(folder)?))),
    (b"a-device", |folder, _| made(Command::new("mknod").arg(target(folder)?).args(["c", "1", "5"]))),
    (b"a-socket", |folder, _| {
        std::os::unix::net::UnixListener::bind(target(folder)?)?;
        Ok(())
    }),
    (b"link-to-a-secret", |folder, field| Ok(symlink(field.aimed("", "@secret@"), target(folder)?)?)),
    (b"link-to-the-solution", |folder, field| Ok(symlink(field.aimed("", "@solution@"), target(folder)?)?)),
    (b"link-to-itself", |folder, _| Ok(symlink("f_x.rs", target(folder)?)?)),
    (b"link-to-zeros", |folder, _| Ok(symlink("/dev/zero", target(folder)?)?)),
    (b"folder-that-is-a-link", |folder, _| {
        fs::create_dir_all(folder)?;
        Ok(symlink("/", folder.join(CHAPTER))?)
    }),
    (b"giant", |folder, _| Ok(File::create(target(folder)?)?.set_len(4 << 30)?)),
    (b"folder-called-as-a-file", |folder, _| Ok(fs::create_dir_all(target(folder)?)?)),
    (b"no-text", |folder, _| text(folder, &[0xff, 0xfe, 0, 0xd8, 0x80])),
    (b"nothing-but-zeros", |folder, _| text(folder, &[0; 4096])),
    (b"deep", |folder, _| {
        let deep = (0..120).fold(folder.to_owned(), |path, _| path.join("d"));
        fs::create_dir_all(&deep)?;
        Ok(fs::write(deep.join("f_x.rs"), RIGHT)?)
    }),
    (b"very-many", |folder, _| {
        fs::create_dir_all(folder)?;
        (0..25_000).try_for_each(|number| fs::write(folder.join(number.to_string()), "")).map_err(Into::into)
    }),
    (b"builds-itself", |folder, field| {
        text(folder, RIGHT)?;
        let chapter = folder.join(CHAPTER);
        fs::create_dir_all(chapter.join(".cargo"))?;
        let mark = field.mark("builds-itself").display().to_string();
        let write = format!("fn main() {{ let _ = std::fs::write({mark:?}, \"here\"); }}\n");
        fs::write(chapter.join("build.rs"), write)?;
        let manifest = "[package]\nname = \"partials\"\nbuild = \"build.rs\"\nedition = \"2024\"\n";
        fs::write(chapter.join("Cargo.toml"), manifest)?;
        fs::write(chapter.join("rust-toolchain.toml"), "[toolchain]\npath = \"/tmp\"\n")?;
        let script = format!("#!/bin/sh\necho here > {mark}\n");
        fs::write(chapter.join("wrapper"), script)?;
        made(Command::new("chmod").arg("755").arg(chapter.join("wrapper")))?;
        let config = format!("[build]\nrustc-wrapper = \"{}\"\n", chapter.join("wrapper").display());
        Ok(fs::write(chapter.join(".cargo/config.toml"), config)?)
    }),
    (b"two\nlines", |folder, _| text(folder, RIGHT)),
    (b"\x1b[2Jclears", |folder, _| text(folder, RIGHT)),
    (b"no\xff\xfetext", |folder, _| text(folder, RIGHT)),
    (b"=1+1,\"x\"", |folder, _| text(folder, RIGHT)),
    (b"<script>alert(1)<", |folder, _| text(folder, RIGHT)),
    (b"::error::name", |folder, _| text(folder, RIGHT)),
];

/// Archives, each as a file.
const ARCHIVES: [Attack; 16] = [
    (b"climbs.zip", |path, field| {
        let name = format!("../../../../../../../../../..{}", field.mark("climbs").display());
        zip(path, Zip::default().add(&Entry::plain(name.as_bytes(), b"here")))
    }),
    (b"absolute.zip", |path, field| {
        let name = field.mark("absolute").display().to_string();
        zip(path, Zip::default().add(&Entry::plain(name.as_bytes(), b"here")))
    }),
    (b"backslashes.zip", |path, _| {
        zip(path, Zip::default().add(&Entry::plain(b"..\\..\\..\\partials\\src\\f_x.rs", b"here")))
    }),
    (b"linked.zip", |path, field| {
        let goal = field.aimed("", "@secret@");
        zip(path, Zip::default().add(&Entry { mode: 0o120_777, ..Entry::plain(PLACE, goal.as_bytes()) }))
    }),
    (b"bomb.zip", |path, _| {
        let packed = zeros(2 << 20);
        let entry = Entry { name: PLACE, packed: &packed, size: 541_065_217, method: 8, mode: 0o100_644, check: 0 };
        zip(path, Zip::default().add(&entry))
    }),
    (b"modest-bomb.zip", |path, _| {
        let packed = zeros(2 << 20);
        zip(path, Zip::default().add(&Entry { method: 8, size: 80, packed: &packed, ..Entry::plain(PLACE, b"") }))
    }),
    (b"damaged.zip", |path, _| zip(path, Zip::default().add(&Entry { check: 1, ..Entry::plain(PLACE, RIGHT) }))),
    (b"cut.zip", |path, _| {
        let whole = Zip::default().add(&Entry::plain(PLACE, RIGHT)).end();
        Ok(fs::write(path, &whole[..whole.len() / 2])?)
    }),
    (b"twice.zip", |path, _| {
        zip(path, Zip::default().add(&Entry::plain(PLACE, RIGHT)).add(&Entry::plain(PLACE, b"other")))
    }),
    (b"page.zip", |path, _| Ok(fs::write(path, "<html><body>Sign in to download</body></html>")?)),
    (b"empty.zip", |path, _| Ok(fs::write(path, "")?)),
    (b"strange-name.zip", |path, _| {
        zip(path, Zip::default().add(&Entry::plain(b"partials/src/f_x.rs\n\x1b[2J\xff", RIGHT)))
    }),
    (b"climbs.tar", |path, field| {
        let name = format!("../../../../../../..{}", field.mark("climbs-tar").display());
        tarball(path, &[tar(&name, b'0', "", 4, b"here")])
    }),
    (b"through-a-link.tar", |path, field| {
        let ring = field.mark("x");
        let ring = ring.parent().unwrap_or(Path::new("/")).display().to_string();
        tarball(path, &[tar("way", b'2', &ring, 0, b""), tar("way/through-a-link", b'0', "", 4, b"here")])
    }),
    (b"second-name.tar", |path, _| tarball(path, &[tar("partials/src/f_x.rs", b'1', "/etc/passwd", 0, b"")])),
    (b"claims-much.tar", |path, _| tarball(path, &[tar("partials/src/f_x.rs", b'0', "", 0o77_777_777_777, b"here")])),
];

fn zip(path: &Path, archive: Zip) -> anyhow::Result<()> {
    Ok(fs::write(path, archive.end())?)
}

fn tarball(path: &Path, entries: &[Vec<u8>]) -> anyhow::Result<()> {
    let mut whole = entries.concat();
    whole.extend([0; 1024]);
    Ok(fs::write(path, whole)?)
}

/// What came of it.
pub struct Taken {
    /// How many hostile submissions there were, and how many this system cannot even make.
    pub tried: usize,
    pub not_made: usize,
    pub damage: Vec<String>,
    pub time: Duration,
}

/// Has `grade` judge them; none where it is not there.
pub fn run(project: &Project, field: &Field, cage: &Cage) -> anyhow::Result<Option<Taken>> {
    let there = grade().arg("--help").stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if !there.success() {
        return Ok(None);
    }
    let start = Instant::now();
    let (quiet, loud) = (field.path().join("honest"), field.path().join("hostile"));
    for class in [&quiet, &loud] {
        for name in ["anna", "zoe"] {
            let folder = class.join(name).join(CHAPTER).join("src");
            fs::create_dir_all(&folder)?;
            for exercise in project.course.chapter(CHAPTER).into_iter().flat_map(|chapter| &chapter.exercises) {
                let right = fs::read_to_string(project.solutions().file(CHAPTER, exercise))?;
                fs::write(folder.join(format!("{exercise}.rs")), honest(&right))?;
            }
        }
    }
    let (mut tried, mut not_made) = (0, 0);
    for (name, make) in FILES.iter().chain(&ARCHIVES) {
        let path = loud.join(OsStr::from_bytes(name));
        match make(&path, field) {
            Ok(()) => tried += 1,
            Err(_) => {
                not_made += 1;
                let _ = fs::remove_dir_all(&path);
            }
        }
    }
    let (before, _) = rows(field, cage, &quiet)?;
    let (after, said) = rows(field, cage, &loud)?;
    let mut damage = Vec::new();
    if after.len() != tried + 2 {
        damage.push(format!("{} went in, {} rows came out: {said}", tried + 2, after.len()));
    }
    damage.extend(before.iter().filter(|row| !after.contains(row)).map(|row| format!("an honest row is gone: {row}")));
    for (name, _) in FILES.iter().chain(&ARCHIVES) {
        let name = String::from_utf8_lossy(name).replace(".zip", "");
        for mark in [name.clone(), name.replace(".tar", "-tar"), name.replace(".tar", "")] {
            if fs::symlink_metadata(field.mark(&mark)).is_ok() {
                damage.push(format!("{name} has left something outside"));
            }
        }
    }
    if !field.is_whole() {
        damage.push("a secret outside was changed".to_owned());
    }
    damage.extend(betrayed(field, &field.path().join("out-hostile"))?);
    Ok(Some(Taken { tried, not_made, damage, time: start.elapsed() }))
}

fn grade() -> Command {
    let mut command = Command::new(nabla_launcher::runner().unwrap_or_default());
    command.arg("grade").stdin(Stdio::null());
    command
}

/// The rows of the table of grades, and what was said meanwhile.
fn rows(field: &Field, cage: &Cage, class: &Path) -> anyhow::Result<(Vec<String>, String)> {
    let name = class.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let out = field.path().join(format!("out-{name}"));
    let mut command = grade();
    command.arg(class).arg("--out").arg(&out).args(["--chapters", CHAPTER, "--quiet"]);
    for layer in &cage.may_lack {
        command.args(["--allow-missing", layer.name()]);
    }
    let output = command.output().context("`grade` cannot be started")?;
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    let table = fs::read_to_string(out.join("grades.csv")).with_context(|| format!("there are no grades: {said}"))?;
    Ok((records(&table), said))
}

/// The records of a table but for its head; an end of line within quotes ends none.
fn records(table: &str) -> Vec<String> {
    let mut records = vec![String::new()];
    let mut quoted = false;
    for c in table.chars() {
        quoted ^= c == '"';
        match c {
            '\n' if !quoted => records.push(String::new()),
            '\r' => {}
            _ => records.last_mut().into_iter().for_each(|record| record.push(c)),
        }
    }
    records.into_iter().skip(1).filter(|record| !record.is_empty()).collect()
}

/// Every file of the results in which a secret stands, or what a browser, a spreadsheet or a build server would obey.
fn betrayed(field: &Field, folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)?.flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(betrayed(field, &path)?);
            continue;
        }
        let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
        let name = path.display();
        if text.contains(field.tells()[0]) || text.contains("root:x:0:0") {
            found.push(format!("a secret stands in {name}"));
        }
        let is_page = path.extension().is_some_and(|kind| kind == "html" || kind == "xml");
        if is_page && text.contains("<script>alert(1)") {
            found.push(format!("a script stands in {name}"));
        }
        if path.extension().is_some_and(|kind| kind == "csv")
            && records(&text).iter().any(|row| row.trim_start_matches('"').starts_with(['=', '+', '-', '@']))
        {
            found.push(format!("a formula stands in {name}"));
        }
    }
    Ok(found)
}
