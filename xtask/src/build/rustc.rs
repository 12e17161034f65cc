//! How Cargo would call the compiler on an exercise, learned from Cargo once.
//!
//! Cargo needs a tenth of a second to find out that nothing but one file has changed. So it is asked once to compile a chapter's
//! package, with the runner in the compiler's place, which writes down the call and compiles nothing. Whatever the environment, a
//! config file, a profile or the package's own `Cargo.toml` say about libraries, linker or target is in that call; from then on
//! the compiler is called in the same way.

use super::arguments;
use crate::course::files;
use crate::course::project::{Project, Source};
use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{SystemTime, UNIX_EPOCH};

/// Set for the runner that stands in the compiler's place: the file to write the call to.
const RECORD: &str = "NABLA_RECORD_CALL";
/// The package whose call is wanted.
const WANTED: &str = "NABLA_RECORD_PACKAGE";
/// A setting that only the wanted call has, so that Cargo never holds it to be done already: the program of this setting is
/// never built.
const MARK: &str = "codegen-units=61";

/// How to call the compiler on a chapter's exercises.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CompilerCall {
    /// What it was learned for: another runner, compiler, environment or manifest asks for another call.
    key: String,
    /// The compiler itself, not a launcher in front of it.
    pub rustc: PathBuf,
    /// Libraries, target, linker and whatever else Cargo adds.
    pub arguments: Vec<String>,
}

impl CompilerCall {
    /// The call for this chapter, as it was learned before or is learned now.
    pub fn get(project: &Project, source: &Source, chapter: &str) -> anyhow::Result<Self> {
        let package = package(project, source, chapter);
        let key = key(project, &package);
        let kept = fs::read(file(project, &package, &key)).ok();
        let kept = kept.and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok());
        match kept.filter(|call| call.key == key && call.libraries().all(|library| is_current(project, library))) {
            Some(call) => Ok(call),
            None => Self::learn(project, source, chapter),
        }
    }

    /// Asks Cargo, and keeps what it says.
    pub fn learn(project: &Project, source: &Source, chapter: &str) -> anyhow::Result<Self> {
        let package = package(project, source, chapter);
        let key = key(project, &package);
        let arguments = arguments::kept(&recorded(project, &package)?);
        let call = Self { key, rustc: compiler()?, arguments };
        files::write(&file(project, &package, &call.key), &serde_json::to_vec_pretty(&call)?)?;
        Ok(call)
    }

    /// What a build depends on besides its own files.
    pub fn key(&self) -> String {
        let times: Vec<u128> = self.libraries().map(built).collect();
        format!("{} {times:?}", self.key)
    }

    /// Whether the package may use the library.
    pub fn names(&self, library: &str) -> bool {
        let named = self.arguments.iter().filter_map(|argument| argument.split_once('='));
        named.into_iter().any(|(name, _)| name == library)
    }

    /// The file of each library that the package may use.
    fn libraries(&self) -> impl Iterator<Item = &Path> {
        let pairs = self.arguments.iter().zip(self.arguments.iter().skip(1));
        let named = pairs.filter(|(flag, _)| *flag == "--extern");
        named.filter_map(|(_, library)| Some(Path::new(library.split_once('=')?.1)))
    }
}

/// Whether a library is there and no source that somebody may edit, as that of a crate beside the exercises, is newer.
fn is_current(project: &Project, library: &Path) -> bool {
    let name = library.file_stem().unwrap_or_default().to_string_lossy();
    let list = library.with_file_name(format!("{}.d", name.strip_prefix("lib").unwrap_or(&name)));
    library.is_file() && !nabla_launcher::is_older_than_its_sources(library, &list, &project.root)
}

/// The package whose dependencies count: the learner's own, with what they may have added, or that of the solutions.
fn package(project: &Project, source: &Source, chapter: &str) -> String {
    let own = project.exercises().manifest(chapter);
    if source.folder == project.solutions().folder || !own.is_file() {
        format!("{chapter}-solution")
    } else {
        chapter.to_owned()
    }
}

fn file(project: &Project, package: &str, key: &str) -> PathBuf {
    project.builds().join("calls").join(format!("{package}-{:016x}.json", files::fingerprint([key.as_bytes()])))
}

/// What the call depends on.
fn key(project: &Project, package: &str) -> String {
    // A runner that was replaced while it runs has no file any more; then the call is learned anew.
    let runner = nabla_launcher::runner().unwrap_or_default();
    let settings = settings(&project.root, package);
    let (key, profile) = (nabla_launcher::key(), project.workshop().profile().to_owned());
    format!("{} {key} {profile} {settings:016x} {}", env!("CARGO_PKG_VERSION"), built(&runner))
}

/// What the manifests and config files say. Only those that are there count: a project that lies deeper has more places in which
/// there could be one.
fn settings(root: &Path, package: &str) -> u64 {
    let folder = package.strip_suffix("-solution").map_or(("exercises", package), |chapter| ("solutions", chapter));
    let manifests =
        [root.join("Cargo.toml"), root.join("Cargo.lock"), root.join(folder.0).join(folder.1).join("Cargo.toml")];
    let texts: Vec<Vec<u8>> = manifests.iter().chain(&configs(root)).filter_map(|path| fs::read(path).ok()).collect();
    files::fingerprint(texts.iter().map(Vec::as_slice))
}

/// Cargo's config files, from the project upwards and in Cargo's own folder.
fn configs(root: &Path) -> Vec<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let folders = root.ancestors().map(|folder| folder.join(".cargo")).chain(home);
    folders.flat_map(|folder| ["config.toml", "config"].map(|name| folder.join(name))).collect()
}

/// When a program was built, in nanoseconds.
fn built(program: &Path) -> u128 {
    let modified = fs::metadata(program).and_then(|data| data.modified()).unwrap_or_else(|_| SystemTime::now());
    modified.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos()
}

/// Has Cargo compile the package up to its own program, and returns the call that would compile that.
fn recorded(project: &Project, package: &str) -> anyhow::Result<Vec<String>> {
    let folder = project.builds().join("calls");
    fs::create_dir_all(&folder)
        .with_context(|| format!("{} cannot be made. Is the disk full, or `target` read-only?", folder.display()))?;
    let record = tempfile::NamedTempFile::new_in(&folder)
        .with_context(|| format!("{} cannot be written. Is the disk full, or `target` read-only?", folder.display()))?;
    let workshop = project.workshop();
    let mut cargo = workshop.cargo_build();
    cargo.args(["--quiet", "--package", package, "--bin", package, "--message-format", "short"]);
    cargo.args(["--config", &format!("profile.{}.package.{package}.{MARK}", workshop.profile())]);
    cargo.env("RUSTC_WRAPPER", nabla_launcher::runner()?).env_remove("CARGO_BUILD_RUSTC_WRAPPER");
    cargo.env(RECORD, record.path()).env(WANTED, package.replace('-', "_"));
    // Its end is always a failure: nothing was compiled in the last step.
    let output = nabla_launcher::output_of_building(&mut cargo, "libraries");
    let output = output.context("`cargo` cannot be started. Is a Rust toolchain installed?")?;
    let call = fs::read_to_string(record.path())?;
    if call.is_empty() {
        bail!("Cargo cannot build the libraries of {package}:\n{}", String::from_utf8_lossy(&output.stderr).trim_end());
    }
    Ok(call.split('\0').map(str::to_owned).collect())
}

/// The runner in the compiler's place, when Cargo calls it so: the wanted call is written down, any other is made.
pub fn in_the_compilers_place() -> Option<ExitCode> {
    let record = env::var_os(RECORD)?;
    let wanted = env::var(WANTED).unwrap_or_default();
    let call: Vec<OsString> = env::args_os().skip(1).collect();
    let is_followed_by = |first: &str, second: &str| {
        call.windows(2).any(|pair| pair[0] == OsStr::new(first) && pair[1] == OsStr::new(second))
    };
    if is_followed_by("--crate-name", &wanted) && is_followed_by("-C", MARK) {
        let text: Vec<String> = call.iter().skip(1).map(|part| part.to_string_lossy().into_owned()).collect();
        // Without the record the other side says that Cargo failed.
        let _ = fs::write(record, text.join("\0"));
        return Some(ExitCode::FAILURE);
    }
    let (rustc, arguments) = call.split_first()?;
    let status = Command::new(rustc).args(arguments).status();
    Some(if status.is_ok_and(|status| status.success()) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The compiled file of one of the house's own libraries.
pub fn library(project: &Project, package: &str) -> anyhow::Result<PathBuf> {
    let mut cargo = project.workshop().cargo_build();
    // Beside what an exercise uses, or it would be built on other features of the same libraries.
    cargo.args(["--quiet", "--package", package, "--package", "nabla-grading", "--lib", "--message-format=json"]);
    let output = nabla_launcher::output_of_building(&mut cargo, "libraries");
    let output = output.context("`cargo` cannot be started. Is a Rust toolchain installed?")?;
    if !output.status.success() {
        bail!("Cargo cannot build {package}:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    let messages = String::from_utf8_lossy(&output.stdout).into_owned();
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let name = package.replace('-', "_");
    messages
        .filter(|message| message["reason"] == "compiler-artifact" && message["target"]["name"] == name)
        .flat_map(|message| message["filenames"].as_array().cloned().unwrap_or_default())
        .filter_map(|file| file.as_str().map(PathBuf::from))
        .find(|file| file.extension().is_some_and(|extension| extension == "rlib"))
        .with_context(|| format!("Cargo did not say where the library of {package} is"))
}

/// The compiler inside the toolchain: a launcher that picks the toolchain costs as much as a small compilation.
fn compiler() -> anyhow::Result<PathBuf> {
    let rustc = env::var_os("RUSTC").map_or_else(|| PathBuf::from("rustc"), PathBuf::from);
    let output = nabla_launcher::with_toolchain(&mut Command::new(&rustc)).args(["--print", "sysroot"]).output();
    let output = output.context("`rustc` cannot be started. Is a Rust toolchain installed?")?;
    let sysroot = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    let inside = sysroot.join("bin").join(format!("rustc{}", env::consts::EXE_SUFFIX));
    Ok(if inside.is_file() { inside } else { rustc })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_learned_holds_wherever_the_project_lies() {
        let folder = tempfile::tempdir().expect("a folder");
        let (near, deep) = (folder.path().join("near"), folder.path().join("a/little/deeper"));
        for root in [&near, &deep] {
            fs::create_dir_all(root.join(".cargo")).expect("made");
            fs::write(root.join("Cargo.lock"), "the same").expect("written");
        }
        assert_eq!(settings(&near, "partials"), settings(&deep, "partials"));
        fs::write(deep.join(".cargo/config.toml"), "[build]").expect("written");
        assert_ne!(settings(&near, "partials"), settings(&deep, "partials"));
    }
}
