//! A scratch project with all that `cargo xtask` needs to start at once: nothing but the launcher is compiled.

use super::scratch::{Scratch, project};
use std::fs;
use std::ops::Deref;
use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

/// Somebody who types `cargo xtask` in a project of their own.
pub struct Shell(Scratch);

impl Deref for Shell {
    type Target = Scratch;

    fn deref(&self) -> &Scratch {
        &self.0
    }
}

impl Shell {
    /// What the launcher remembers of the runner is there, and the libraries that Cargo has built, so that a call of the compiler
    /// can be learned anew without building them.
    pub fn new() -> Self {
        let shell = Self(Scratch::new());
        shell.remember_runner();
        let built = Path::new(env!("CARGO_BIN_EXE_xtask")).parent().expect("a folder");
        for folder in [".fingerprint", "build", "deps"] {
            copy_with_times(&built.join(folder), &shell.path("target/debug").join(folder));
        }
        shell
    }

    /// What the launcher would have noted after building the runner, for each way in which the judges were built.
    fn remember_runner(&self) {
        let nanos = |time: SystemTime| time.duration_since(UNIX_EPOCH).expect("after 1970").as_nanos();
        let built = fs::metadata(self.runner()).and_then(|data| data.modified()).expect("a time");
        let now = nanos(SystemTime::now());
        let record = format!("{now}\n{now}\n{}\n{}\n", nanos(built), self.runner().display());
        // Cargo's list of what went into the runner; one of its sources is enough here.
        let source = project().join("xtask/src/main.rs").display().to_string().replace(' ', "\\ ");
        fs::write(self.runner().with_extension("d"), format!("xtask: {source}\n")).expect("written");
        let programs = self.path("target/nabla/programs");
        for entry in fs::read_dir(&programs).expect("programs").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if let Some(key) = name.strip_prefix("nabla-partials-") {
                fs::write(programs.join(format!("xtask-{key}")), &record).expect("written");
            }
        }
    }

    /// `cargo xtask`, from a shell that says nothing else.
    pub fn cargo_xtask(&self) -> Command {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.arg("xtask").current_dir(self.path("")).env("NO_COLOR", "1");
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            let of_this_test = ["CARGO", "RUSTFLAGS", "RUSTC", "NABLA_", "LD_LIBRARY_PATH"];
            if of_this_test.iter().any(|start| text.starts_with(start)) && text != "CARGO_HOME" {
                cargo.env_remove(name);
            }
        }
        cargo
    }
}

/// Copies a folder whose files are told apart by their times; big ones, which nobody changes in place, are linked.
fn copy_with_times(from: &Path, to: &Path) {
    const BIG: u64 = 100_000;
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("readable").flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        let data = entry.metadata().expect("readable");
        if data.is_dir() {
            copy_with_times(&from, &to);
        } else if data.len() < BIG || fs::hard_link(&from, &to).is_err() {
            fs::copy(&from, &to).expect("copied");
            let copy = fs::File::options().write(true).open(&to).expect("opened");
            copy.set_modified(data.modified().expect("a time")).expect("the time is set");
        }
    }
}
