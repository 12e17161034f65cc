//! Nobody's environment changes a verdict: not a variable, not a file of settings for Cargo, not a way of starting.

#![cfg(unix)]

mod scratch;
mod shell;

use scratch::Scratch;
use serde_json::Value;
use shell::Shell;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

const RIGHT: &str = "2.0 * x * y + 3.0 * y * y";
const ASKED: [&str; 6] = ["check", "f_x", "f_y", "slice_x", "--format=json", "--no-plots"];

/// A right answer, a wrong one that has a name, and one that panics because a number overflows.
fn answer(scratch: &Scratch) {
    scratch.solve("f_x", RIGHT);
    scratch.solve("f_y", RIGHT);
    scratch.solve("slice_x", "let n = i32::MAX - x.abs() as i32 + 9;\n    f(x, y0) + f64::from(n)");
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn said(output: &Output) -> String {
    text(&output.stdout) + &text(&output.stderr)
}

/// What is said of the three answers.
#[track_caller]
fn verdicts(mut command: Command) -> Vec<String> {
    let output = command.args(ASKED).output().expect("started");
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let json: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(&output)));
    let entry = |entry: &Value| format!("{} {} {}", entry["exercise"], entry["status"], entry["message"]);
    json["exercises"].as_array().expect("a list").iter().map(entry).collect()
}

/// Settings for Cargo in this project only.
fn configure(scratch: &Scratch, settings: &str) {
    let folder = scratch.path(".cargo");
    if folder.is_symlink() {
        fs::remove_file(&folder).expect("only the link");
        fs::create_dir(&folder).expect("made");
    }
    let alias = fs::read_to_string(scratch::project().join(".cargo/config.toml")).expect("the alias");
    fs::write(folder.join("config.toml"), format!("{alias}\n{settings}\n")).expect("written");
}

/// A program that stands in front of the compiler, as caches of compiled code do.
fn wrapper(scratch: &Scratch) -> String {
    let path = scratch.path("passes on.sh");
    fs::write(&path, "#!/bin/sh\nexec \"$@\"\n").expect("written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it may be run");
    path.display().to_string()
}

/// The compiler's name for this machine.
fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().expect("rustc is there");
    let said = text(&output.stdout);
    said.lines().find_map(|line| line.strip_prefix("host: ")).expect("a name").to_owned()
}

/// Everything that was learned or compiled before is forgotten, but for the libraries.
fn forget(scratch: &Scratch) {
    for folder in ["calls", "exercises"] {
        // It may not be there yet.
        let _ = fs::remove_dir_all(scratch.path("target/nabla").join(folder));
    }
}

/// The call of the compiler is learned anew in each environment; no library has to be built for it.
#[test]
fn no_variable_and_no_setting_changes_a_verdict() {
    let shell = Shell::new();
    answer(&shell);
    let plain = verdicts(shell.cargo_xtask());
    let expected = ["\"slice_x\" \"panicked\"", "\"f_x\" \"right\"", "\"f_y\" \"wrong\" \"That is a correct slope"];
    for (verdict, begin) in plain.iter().zip(expected) {
        assert!(verdict.starts_with(begin), "{plain:?}");
    }
    let (wrapper, host) = (wrapper(&shell), host());
    let shells = [
        &[("RUSTFLAGS", "-D warnings -C panic=abort"), ("CARGO_BUILD_TARGET", &host)][..],
        &[("CARGO_ENCODED_RUSTFLAGS", "-D\u{1f}warnings"), ("RUSTC_WRAPPER", &wrapper)],
        &[("CARGO_BUILD_RUSTFLAGS", "--deny=warnings"), ("RUSTC_WORKSPACE_WRAPPER", &wrapper)],
        &[("CARGO_PROFILE_DEV_PANIC", "abort"), ("CARGO_PROFILE_DEV_OVERFLOW_CHECKS", "false")],
    ];
    for variables in shells {
        forget(&shell);
        let mut command = shell.cargo_xtask();
        command.envs(variables.iter().copied());
        assert_eq!(verdicts(command), plain, "{variables:?}");
    }
    let settings = [
        "[profile.dev]\npanic = \"abort\"\noverflow-checks = false\ndebug-assertions = false\n",
        "[profile.dev.package.partials]\noverflow-checks = false\ndebug = true\nopt-level = 3\n",
        &format!("[build]\nrustc-wrapper = {wrapper:?}\nincremental = false\n"),
    ];
    for setting in settings {
        forget(&shell);
        configure(&shell, setting);
        assert_eq!(verdicts(shell.cargo_xtask()), plain, "{setting}");
    }
}

/// Settings that concern every library too.
#[test]
#[ignore = "it builds the libraries of an exercise anew, optimised, which takes a minute"]
fn no_setting_that_asks_for_other_libraries_changes_a_verdict() {
    let shell = Shell::new();
    answer(&shell);
    let plain = verdicts(shell.cargo_xtask());
    let host = host();
    let of_all = "[profile.dev]\npanic = \"abort\"\noverflow-checks = false\ndebug = true\nopt-level = 3\n";
    configure(&shell, &format!("[build]\ntarget = {host:?}\n[target.{host}]\nlinker = \"cc\"\n{of_all}"));
    assert_eq!(verdicts(shell.cargo_xtask()), plain);
    assert!(shell.path("target").join(&host).join("debug/deps").is_dir(), "the setting was not heard");
}

/// The ways in which people start it: a shell, an editor's terminal, a script that calls the runner itself.
#[test]
fn ways_of_starting_share_what_was_built_and_learned() {
    let shell = Shell::new();
    answer(&shell);
    let start = |set: &[(&str, &str)], through_cargo: bool| {
        let mut command = if through_cargo { shell.cargo_xtask() } else { shell.command() };
        command.env_remove("RUSTUP_TOOLCHAIN").envs(set.iter().copied());
        verdicts(command)
    };
    let known = || {
        let calls = shell.path("target/nabla/calls");
        let entries = [calls, shell.path("target/nabla/programs")].map(|folder| fs::read_dir(folder).expect("there"));
        let mut files: Vec<_> = entries.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        files.sort();
        files.into_iter().map(|file| (file.clone(), fs::metadata(file).and_then(|data| data.modified()).ok())).collect()
    };
    let plain = start(&[], true);
    let before: Vec<_> = known();
    let toolchain = std::env::var("RUSTUP_TOOLCHAIN").unwrap_or_default();
    let mut ways: Vec<Vec<(&str, &str)>> = vec![vec![], vec![("RUSTFLAGS", "-D warnings")]];
    if let Some((short, _)) = toolchain.split_once('-') {
        ways.extend([vec![("RUSTUP_TOOLCHAIN", toolchain.as_str())], vec![("RUSTUP_TOOLCHAIN", short)]]);
    }
    for way in ways {
        for through_cargo in [true, false] {
            // Cargo's own program takes no short name; the one that picks a toolchain makes it a full one.
            if through_cargo && way.iter().any(|(_, value)| !value.contains('-')) {
                continue;
            }
            assert_eq!(start(&way, through_cargo), plain, "{way:?}");
            assert_eq!(known(), before, "{way:?}, through Cargo: {through_cargo}");
        }
    }
}

/// The launcher passes on what it is given and what comes of it.
#[test]
fn the_launcher_is_not_noticed() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let shell = Shell::new();
    answer(&shell);
    fs::write(shell.path("a file"), "").expect("written");
    for (arguments, code) in
        [(&["check", "f_x", "--no-plots"][..], 0), (&["check", "f_y", "--no-plots"], 1), (&["check", "f_xy"], 2)]
    {
        let output = shell.cargo_xtask().args(arguments).output().expect("started");
        assert_eq!(output.status.code(), Some(code), "{}", said(&output));
        assert!(!text(&output.stderr).contains("Building"), "{}", said(&output));
    }
    let full = fs::File::options().write(true).open("/dev/full").expect("there");
    let output = shell.cargo_xtask().args(["list"]).stdout(full).output().expect("started");
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));

    for (name, code) in [(&b"two words"[..], 0), (b"two words \xff", 2)] {
        let name = OsStr::from_bytes(name);
        let folder = shell.path("").join(name);
        fs::create_dir_all(folder.join("partials/src")).expect("made");
        fs::copy(shell.file("partials", "f_x"), folder.join("partials/src/f_x.rs")).expect("copied");
        let mut command = shell.cargo_xtask();
        command.args(["check", "f_x", "--no-plots", "--exercises"]).arg(name);
        let output = command.output().expect("started");
        assert_eq!(output.status.code(), Some(code), "{}", said(&output));
        assert_eq!(text(&output.stderr).contains("two words \u{fffd} has a name that is not UTF-8"), code == 2);
    }
}
