//! What people type, hand in and pipe: names in every form, missing files, devices that are full or closed.

#![cfg(unix)]

mod scratch;

use rstest::rstest;
use scratch::Scratch;
use serde_json::Value;
use std::fs::{self, File};
use std::process::{Output, Stdio};

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn an_exercise_is_called_by_its_name_or_its_file() {
    let scratch = Scratch::new();
    let whole = scratch.file("partials", "f_x").display().to_string();
    let names = ["exercises/partials/src/f_x.rs", "./exercises/partials/src/f_x.rs", "f_x.rs", "F_X", &whole];
    for name in names.into_iter().chain(["src/f_x.rs", "partials/f_x", "exercises\\partials\\src\\f_x.rs"]) {
        let mut check = scratch.command();
        check.args(["check", name, "--no-plots"]).current_dir(scratch.path("exercises/partials"));
        let output = check.output().expect("started");
        assert!(
            text(&output.stdout).starts_with("· partials/f_x  not written yet"),
            "{name}: {}",
            text(&output.stderr)
        );
    }
    let name = "exercises/partials/src/f_x.rs";
    for command in [&["hint", name][..], &["history", name], &["diff", name, "--stub"], &["reset", name, "--yes"]] {
        scratch.run(command);
    }
    for command in [&["plot", name][..], &["stub", name], &["solution", name]] {
        let output = scratch.output(command);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{command:?}: {}", text(&output.stderr));
    }
    for name in ["f_xx.rs", "exercises/partials/src/fx.rs", "PARTIALS/F_XY"] {
        for command in ["check", "hint", "watch", "undo"] {
            let output = scratch.output(&[command, name]);
            let why = text(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{command} {name}: {why}");
            assert!(why.contains(&format!("`{name}`")) && why.contains("Did you mean `"), "{command} {name}: {why}");
        }
    }
}

#[test]
fn what_was_not_handed_in_is_said_so() {
    let scratch = Scratch::new();
    let folder = scratch.path("handed in");
    fs::create_dir_all(folder.join("partials/src")).expect("made");
    let check = |names: &[&str]| {
        let folder = folder.display().to_string();
        let output =
            scratch.output(&[&["check", "--format=json", "--no-plots", "--exercises", &folder], names].concat());
        assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
        let json: Value = serde_json::from_slice(&output.stdout).expect("a document");
        json["exercises"].as_array().expect("a list").clone()
    };
    scratch.solve("f_x", "2.0 * x * y + 3.0 * y * y");
    fs::copy(scratch.file("partials", "f_x"), folder.join("partials/src/f_x.rs")).expect("copied");
    for entry in check(&["partials"]) {
        let status = if entry["exercise"] == "f_x" { "right" } else { "not_handed_in" };
        assert_eq!(entry["status"], status, "{entry}");
        assert!(!entry["message"].to_string().contains("undo"), "{entry}");
    }
    for names in [&["gradient"][..], &["gradient/steepest"], &["f_y", "steepest"]] {
        assert!(check(names).iter().all(|entry| entry["status"] == "not_handed_in"), "{names:?}");
    }
    let said = scratch.run(&["check", "f_y", "--exercises", "handed in"]);
    assert!(said.contains("· partials/f_y  not handed in") && said.contains("There is no file handed in/"), "{said}");
}

/// Runs a command with its output, or its errors, on a device that takes nothing.
fn on_a_full_device(scratch: &Scratch, arguments: &[&str], errors_too: bool) -> Output {
    let full = || File::options().write(true).open("/dev/full").expect("there");
    let mut command = scratch.command();
    command.args(arguments).stdin(Stdio::null()).stdout(full());
    command.stderr(if errors_too { Stdio::from(full()) } else { Stdio::piped() });
    command.spawn().and_then(std::process::Child::wait_with_output).expect("started")
}

#[test]
fn a_full_device_is_told_and_nothing_panics() {
    let scratch = Scratch::new();
    for arguments in [
        &["check", "f_x", "--no-plots"][..],
        &["check", "f_x", "--no-plots", "--format=json"],
        &["check", "f_x", "--no-plots", "--format=short"],
        &["check", "f_x", "--no-plots", "--format=github"],
        &["check", "f_x"],
        &["list", "--plain"],
        &["hint", "f_x"],
        &["history", "f_x"],
        &["report"],
        &["stub", "f_x"],
        &["watch", "f_x"],
        &["--help"],
    ] {
        let output = on_a_full_device(&scratch, arguments, false);
        assert_eq!(output.status.code(), Some(3), "{arguments:?}");
        let why = text(&output.stderr);
        assert!(why.starts_with("the runner failed: the output cannot be written: "), "{arguments:?}: {why}");
        assert_eq!(why.lines().count(), 1, "{why}");
    }
    for arguments in [&["check", "f_x", "--no-plots"][..], &["list"]] {
        assert_eq!(on_a_full_device(&scratch, arguments, true).status.code(), Some(3), "{arguments:?}");
    }
    let full = File::options().write(true).open("/dev/full").expect("there");
    let status = scratch.command().args(["check", "f_xy"]).stderr(full).status().expect("started");
    assert_eq!(status.code(), Some(2), "a wrong command line, which nobody can be told");
}

#[rstest]
#[case::check(&["check", "f_x", "--no-plots"])]
#[case::json(&["check", "f_x", "--no-plots", "--format=json"])]
#[case::list(&["list", "--plain"])]
#[case::hint(&["hint", "f_x"])]
#[case::stub(&["stub", "f_x"])]
#[case::help(&["--help"])]
fn a_reader_that_has_gone_is_met_with_silence(#[case] arguments: &[&str]) {
    let scratch = Scratch::new();
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let output = scratch.command().args(arguments).stdout(writer).stderr(Stdio::piped()).spawn();
    let output = output.and_then(std::process::Child::wait_with_output).expect("started");
    assert_eq!(text(&output.stderr), "");
    assert_ne!(output.status.code(), Some(101));
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let status = scratch.command().args(["check", "f_xy"]).stderr(writer).status().expect("started");
    assert_eq!(status.code(), Some(2));
}

/// A hint is worth showing where nothing can be remembered.
#[rstest]
#[case::a_file_in_its_place(false)]
#[case::read_only(true)]
fn a_hint_is_shown_where_nothing_can_be_kept(#[case] read_only: bool) {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new();
    let nabla = scratch.path(".nabla");
    if read_only {
        // A folder in place of the file stops even a superuser, whom permissions do not.
        fs::create_dir_all(nabla.join("state.json/kept")).expect("made");
        fs::set_permissions(&nabla, fs::Permissions::from_mode(0o555)).expect("read-only");
    } else {
        fs::write(&nabla, "").expect("written");
    }
    let output = scratch.output(&["hint", "f_x"]);
    let said = text(&output.stdout).replace('\n', " ");
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("  1. Hold y fixed"), "{said}");
    fs::set_permissions(&nabla, fs::Permissions::from_mode(0o755)).expect("writable");
}
