//! What the environment asks of every build, and what of it the house's own builds follow.
//!
//! `RUSTFLAGS="-D warnings"` is meant for somebody's own code, `CARGO_BUILD_TARGET` for a program that runs elsewhere. Neither may
//! change a verdict, and a shell that has them must not throw away what another shell has built.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The variable by which the launcher tells the runner where the project is.
pub const ROOT: &str = "NABLA_ROOT";

/// The variable by which the runner tells a program that it hands a command over to where it lies itself.
pub const RUNNER: &str = "NABLA_RUNNER";

/// The variable by which the runner tells a program that it hands a command over to with which of Cargo's profiles it was built, and
/// so what it asks for: none for the usual one.
pub const PROFILE: &str = "NABLA_PROFILE";

/// The runner: this program, or the one that handed its command over.
///
/// # Errors
/// When the path of this program is not known.
pub fn runner() -> io::Result<PathBuf> {
    env::var_os(RUNNER).map_or_else(env::current_exe, |path| Ok(PathBuf::from(path)))
}

/// What the verdict rests on: a panic can be caught, an overflow is one, and assertions are checked.
const SETTINGS: [&str; 3] =
    ["profile.dev.panic=\"unwind\"", "profile.dev.overflow-checks=true", "profile.dev.debug-assertions=true"];

/// Flags that judge code and do not change what it does, each with the value that may stand behind it.
const LINTS: [&str; 10] =
    ["-A", "-W", "-D", "-F", "--allow", "--warn", "--deny", "--forbid", "--cap-lints", "--force-warn"];

/// The compiler's flags that the environment asks for, as far as the house's own builds follow them.
#[must_use]
pub fn flags() -> Vec<String> {
    let all: Vec<String> = match env::var("CARGO_ENCODED_RUSTFLAGS") {
        Ok(encoded) => encoded.split('\x1f').filter(|flag| !flag.is_empty()).map(str::to_owned).collect(),
        Err(_) => env::var("RUSTFLAGS").unwrap_or_default().split_whitespace().map(str::to_owned).collect(),
    };
    house_flags(&all)
}

/// Flags without those that only judge code, and without a panic that cannot be caught.
fn house_flags(flags: &[String]) -> Vec<String> {
    const ABORT: &str = "panic=abort";
    let mut kept = Vec::new();
    let mut flags = flags.iter().peekable();
    while let Some(flag) = flags.next() {
        let aborts = ["-C", "--codegen"].contains(&flag.as_str()) && flags.peek().is_some_and(|value| *value == ABORT);
        if LINTS.contains(&flag.as_str()) || aborts {
            flags.next();
        } else if !is_lint(flag) && !["-Cpanic=abort", "--codegen=panic=abort"].contains(&flag.as_str()) {
            kept.push(flag.clone());
        }
    }
    kept
}

/// `-Dwarnings`, `--deny=warnings`.
fn is_lint(flag: &str) -> bool {
    let short = flag.len() > 2 && ["-A", "-W", "-D", "-F"].iter().any(|lint| flag.starts_with(lint));
    short || flag.split_once('=').is_some_and(|(name, _)| LINTS.contains(&name))
}

/// Frees a call of Cargo from what is meant for other builds.
pub(crate) fn settle(cargo: &mut Command) {
    for setting in SETTINGS {
        cargo.args(["--config", setting]);
    }
    const OTHERS: [&str; 7] = [
        "RUSTFLAGS",
        "CARGO_BUILD_RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "CARGO_BUILD_TARGET",
        "CARGO_TARGET_DIR",
        "RUSTC_WORKSPACE_WRAPPER",
        PROFILE,
    ];
    for variable in OTHERS {
        cargo.env_remove(variable);
    }
    with_toolchain(cargo);
    let flags = flags();
    if !flags.is_empty() {
        cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
    }
}

/// What a build depends on besides files: another toolchain or other flags make another program.
#[must_use]
pub fn key() -> String {
    format!("{} {} {:?}", toolchain().unwrap_or_default(), env::var("RUSTC").unwrap_or_default(), flags())
}

/// The toolchain that everything is built with. Cargo's own launcher sets its full name, a person at most a short one, and whoever
/// calls a program of ours without Cargo none: then it is the one that built that program.
fn toolchain() -> Option<String> {
    full_name(env::var(TOOLCHAIN).ok(), option_env!("RUSTUP_TOOLCHAIN"))
}

const TOOLCHAIN: &str = "RUSTUP_TOOLCHAIN";

/// `stable` and nothing at all stand for `stable-x86_64-unknown-linux-gnu`, where that is the one we were built with.
fn full_name(set: Option<String>, ours: Option<&str>) -> Option<String> {
    let is_short_for = |ours: &str, set: &str| ours.strip_prefix(set).is_some_and(|rest| rest.starts_with('-'));
    match (set, ours) {
        (Some(set), Some(ours)) if is_short_for(ours, &set) => Some(ours.to_owned()),
        (None, ours) => ours.map(str::to_owned),
        (set, _) => set,
    }
}

/// Has a program of the toolchain be the one that belongs to the rest.
pub fn with_toolchain(program: &mut Command) -> &mut Command {
    match toolchain() {
        Some(name) => program.env(TOOLCHAIN, name),
        None => program,
    }
}

/// The project's folder, two above that of this package.
pub(crate) fn root() -> PathBuf {
    let package =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    let is_root = |folder: &&Path| folder.join("xtask").is_dir() && folder.join("crates").is_dir();
    package.ancestors().find(is_root).unwrap_or(&package).to_path_buf()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_that_only_judge_are_left_out() {
        let flags = |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
        let kept = |text: &str| house_flags(&flags(text));
        assert_eq!(
            kept("-D warnings -Ctarget-cpu=native --cap-lints warn -Wunused --deny=x -C debuginfo=1"),
            flags("-Ctarget-cpu=native -C debuginfo=1")
        );
        assert!(kept("-D warnings -C panic=abort -Cpanic=abort").is_empty());
    }

    #[test]
    fn a_short_name_of_a_toolchain_and_none_stand_for_ours() {
        let ours = Some("stable-x86_64-unknown-linux-gnu");
        let name = |set: Option<&str>| full_name(set.map(str::to_owned), ours);
        assert_eq!(name(None).as_deref(), ours);
        assert_eq!(name(Some("stable")).as_deref(), ours);
        assert_eq!(name(ours).as_deref(), ours);
        assert_eq!(name(Some("nightly")).as_deref(), Some("nightly"));
        assert_eq!(full_name(None, None), None);
    }
}
