//! What `rustc` must be told to compile an exercise, taken from Cargo once.
//!
//! Cargo needs 0.2 s to find out that nothing but one file has changed. So it is asked once which compiled libraries an
//! exercise package uses; from then on the compiler is called as Cargo would call it. The plan is made anew when this
//! runner has changed, which it does whenever one of those libraries has.

use crate::files;
use crate::project::Project;
use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

/// The libraries that an exercise may name.
const LIBRARIES: [&str; 3] = ["nabla_core", "nabla_grading", "nalgebra"];

/// How to call the compiler.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Plan {
    /// What it was made for: another runner, compiler or flags need another plan.
    key: String,
    /// The compiler itself, not a launcher in front of it.
    pub(crate) rustc: PathBuf,
    /// Where the libraries' own libraries lie.
    pub(crate) dependencies: PathBuf,
    /// Name and file of each library.
    pub(crate) libraries: Vec<(String, PathBuf)>,
    /// `RUSTFLAGS`, which must be the same for all.
    pub(crate) flags: Vec<String>,
}

impl Plan {
    /// The plan, as it was made before or made now.
    pub(crate) fn get(project: &Project) -> anyhow::Result<Self> {
        let key = key();
        let kept = fs::read(project.builds().join("plan.json")).ok();
        let kept = kept.and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok());
        match kept.filter(|plan| plan.key == key && plan.libraries.iter().all(|(_, file)| file.is_file())) {
            Some(plan) => Ok(plan),
            None => Self::make(project),
        }
    }

    /// Asks Cargo, and keeps what it says.
    pub(crate) fn make(project: &Project) -> anyhow::Result<Self> {
        let messages = messages(project)?;
        let libraries = LIBRARIES
            .iter()
            .map(|name| Some(((*name).to_owned(), library(&messages, name)?)))
            .collect::<Option<Vec<_>>>()
            .context("Cargo did not say where the libraries of the exercises are")?;
        let dependencies = libraries.iter().map(|(_, file)| file.as_path()).find_map(|file| file.parent());
        let dependencies = dependencies.context("a library lies in no folder")?.to_path_buf();
        let plan = Self { key: key(), rustc: compiler()?, dependencies, libraries, flags: flags() };
        files::write(&project.builds().join("plan.json"), &serde_json::to_vec_pretty(&plan)?)?;
        Ok(plan)
    }

    /// What a build depends on besides its own files.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }
}

/// The compiled file of a library that this runner was built with, which need not be one that an exercise may name.
pub(crate) fn built_library(project: &Project, name: &str) -> anyhow::Result<PathBuf> {
    library(&messages(project)?, name).with_context(|| format!("Cargo did not say where the library {name} is"))
}

/// What Cargo says of the libraries.
fn messages(project: &Project) -> anyhow::Result<String> {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .current_dir(&project.root)
        .args(["build", "--quiet", "--message-format=json", "--target-dir"])
        .arg(&project.target);
    // The very libraries that this runner was built with; `--lib`, because the program itself is running.
    cargo.args(["--package", "xtask", "--lib"]);
    let output = cargo.output().context("`cargo` cannot be started. Is a Rust toolchain installed?")?;
    if !output.status.success() {
        bail!("Cargo cannot build the libraries of the exercises:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The file of a library, from Cargo's messages.
fn library(messages: &str, name: &str) -> Option<PathBuf> {
    let artifacts = messages.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    artifacts
        .filter(|message| message["reason"] == "compiler-artifact" && message["target"]["name"] == name)
        .flat_map(|message| message["filenames"].as_array().cloned().unwrap_or_default())
        .filter_map(|file| file.as_str().map(PathBuf::from))
        .find(|file| file.extension().is_some_and(|extension| extension == "rlib"))
}

fn key() -> String {
    // A runner that was replaced while it runs has no file any more; then the plan is made anew each time.
    let data = env::current_exe().and_then(fs::metadata).ok();
    let time = data.as_ref().and_then(|data| data.modified().ok()).unwrap_or_else(SystemTime::now);
    let time = time.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    let toolchain = env::var("RUSTUP_TOOLCHAIN").unwrap_or_default();
    format!("{} {time} {toolchain} {:?}", env!("CARGO_PKG_VERSION"), flags())
}

/// The compiler inside the toolchain: a launcher that picks the toolchain costs as much as a small compilation.
fn compiler() -> anyhow::Result<PathBuf> {
    let rustc = env::var_os("RUSTC").map_or_else(|| PathBuf::from("rustc"), PathBuf::from);
    let output = Command::new(&rustc).args(["--print", "sysroot"]).output();
    let output = output.context("`rustc` cannot be started. Is a Rust toolchain installed?")?;
    let sysroot = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    let inside = sysroot.join("bin").join(format!("rustc{}", env::consts::EXE_SUFFIX));
    Ok(if inside.is_file() { inside } else { rustc })
}

fn flags() -> Vec<String> {
    match env::var("CARGO_ENCODED_RUSTFLAGS") {
        Ok(encoded) => encoded.split('\x1f').filter(|flag| !flag.is_empty()).map(str::to_owned).collect(),
        Err(_) => env::var("RUSTFLAGS").unwrap_or_default().split_whitespace().map(str::to_owned).collect(),
    }
}
