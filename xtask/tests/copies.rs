//! Copies of the course that are not as it was handed out: with crates of one's own, without solutions, without a chapter.

#![cfg(unix)]

mod scratch;
mod shell;

use scratch::Scratch;
use shell::Shell;
use std::fs;
use std::process::Output;

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn said(output: &Output) -> String {
    text(&output.stdout) + &text(&output.stderr)
}

/// Cargo notes here which packages and crates there are.
fn own_manifest(scratch: &Scratch) {
    for name in ["Cargo.toml", "Cargo.lock"] {
        fs::remove_file(scratch.path(name)).expect("only the link");
        fs::copy(scratch::project().join(name), scratch.path(name)).expect("copied");
    }
}

/// The exercises of a chapter name crates as any package does; an edit of the manifest, or of such a crate, is seen at once.
#[test]
fn a_crate_that_the_learner_adds_is_there() {
    let shell = Shell::new();
    own_manifest(&shell);
    let twice = |factor: &str| {
        fs::create_dir_all(shell.path("mine/src")).expect("made");
        let manifest = "[package]\nname = \"mine\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
        fs::write(shell.path("mine/Cargo.toml"), manifest).expect("written");
        let function = format!("pub fn twice(x: f64) -> f64 {{ {factor} * x }}\n");
        fs::write(shell.path("mine/src/lib.rs"), function).expect("written");
    };
    let manifest = shell.path("exercises/partials/Cargo.toml");
    let before = fs::read_to_string(&manifest).expect("a manifest");
    let added = "[dependencies]\nmine = { path = \"../../mine\" }\napprox.workspace = true\n";
    shell.solve("f_x", "assert!(approx::relative_eq!(x, x));\n    mine::twice(x) * y + 3.0 * y * y");
    let check = || shell.run(&["check", "f_x", "--no-plots"]);
    assert!(check().contains("does not compile"));
    twice("2.0");
    fs::write(&manifest, before.replace("[dependencies]\n", added)).expect("written");
    let right = check();
    assert!(right.contains("✓ partials/f_x  right"), "{right}");
    twice("3.0");
    let wrong = check();
    assert!(wrong.contains("✗ partials/f_x  wrong"), "{wrong}");
    fs::write(&manifest, &before).expect("written");
    assert!(check().contains("does not compile"));

    // What the course's own files need must stay: then nothing compiles, and text says why.
    fs::write(&manifest, before.replace("nalgebra.workspace = true\n", "")).expect("written");
    let output = shell.output(&["check", "f_x", "--no-plots"]);
    let why = text(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{why}");
    for part in ["even with stubs alone", "Cargo.toml", "`git status`", "error[E0432]", "use nalgebra::"] {
        assert!(why.contains(part), "{part} is missing in\n{why}");
    }
    assert!(!why.contains("{\"") && !why.contains("$message_type"), "{why}");
    fs::write(&manifest, &before).expect("written");

    // Handed in elsewhere, the manifest is not the one that counts.
    let handed_in = shell.path("handed in/partials");
    fs::create_dir_all(handed_in.join("src")).expect("made");
    fs::copy(shell.file("partials", "f_x"), handed_in.join("src/f_x.rs")).expect("copied");
    fs::write(handed_in.join("Cargo.toml"), before.replace("[dependencies]\n", added)).expect("written");
    let output = shell.output(&["check", "f_x", "--no-plots", "--exercises", "handed in"]);
    let said = said(&output).replace("\n  ", " ");
    assert!(said.contains("names `approx`, `mine`, which the exercises here do not"), "{said}");
}

/// Teachers hand the course out without solutions.
#[test]
fn without_solutions_what_can_be_done_is_done() {
    let shell = Shell::new();
    own_manifest(&shell);
    fs::remove_file(shell.path("solutions")).expect("only the link");
    fs::remove_dir_all(shell.path("target/nabla/calls")).expect("nothing is learned yet");
    let first = shell.cargo_xtask().args(["check", "f_x", "--no-plots"]).output().expect("started");
    assert_eq!(first.status.code(), Some(1), "{}", said(&first));
    assert!(text(&first.stdout).contains("· partials/f_x  not written yet"), "{}", said(&first));
    let again = shell.output(&["check", "f_x", "--no-plots"]);
    assert!(!said(&again).contains("Building"), "{}", said(&again));
    let stub = fs::read(shell.file("partials", "f_x")).expect("a stub");
    shell.solve("f_x", "2.0 * x * y + 3.0 * y * y");
    shell.solve("f_y", "2.0 * x * y + 3.0 * y * y");
    shell.solve("slice_x", "panic!(\"at {x}\"); f(x, y0)");
    shell.solve("error_vs_step", "nonsense");
    let changed = "pub fn partial(x: f32) -> f64 { f64::from(x) }\n";
    fs::write(shell.file("partials", "partial"), changed).expect("written");
    let report = shell.run(&["check", "partials", "--no-plots"]);
    for part in
        ["✓ f_x ", "✗ f_y                 wrong", "✗ slice_x             panicked", "· linear_model        not written"]
    {
        assert!(report.contains(part), "{part} is missing in\n{report}");
    }
    for part in
        ["error_vs_step  does not compile", "partials/partial  does not compile", "yours     pub fn partial(x: f32)"]
    {
        assert!(report.contains(part), "{part} is missing in\n{report}");
    }
    assert!(!report.contains("could not be kept"), "{report}");
    shell.run(&["reset", "f_x", "--yes"]);
    assert_eq!(fs::read(shell.file("partials", "f_x")).expect("a stub"), stub, "it was seen before it was changed");
    for command in [
        &["check", "--solutions"][..],
        &["report", "--solutions"],
        &["stub"],
        &["verify"],
        &["solution", "f_y", "--yes"],
        &["reset", "gradient_2d", "--yes"],
    ] {
        if command[0] == "solution" {
            shell.run(&["hint", "f_y", "--all"]);
        }
        let output = shell.output(command);
        let why = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{command:?}: {why}");
        assert!(why.contains("this copy of the course comes without solutions/, so "), "{command:?}: {why}");
    }
    assert!(shell.run(&["report"]).contains("of 39 right"));
    assert!(shell.run(&["list"]).contains("of 39 right"));
}

/// A course may be handed out chapter by chapter.
#[test]
fn without_a_chapter_the_others_are_there() {
    let scratch = Shell::new();
    own_manifest(&scratch);
    fs::remove_dir_all(scratch.path("exercises/gradient")).expect("removed");
    let all = scratch.run(&["check", "--all", "--no-plots"]);
    assert!(all.contains("0 of 32 right") && !all.contains("steepest "), "{all}");
    assert!(scratch.run(&["list"]).contains("0 of 32 right"));
    assert!(scratch.run(&["hint", "steepest"]).contains("1 of 3"));
    assert!(scratch.run(&["check", "gradient", "--solutions", "--no-plots"]).contains("7 of 7 right"));
    for command in [
        &["check", "gradient"][..],
        &["watch", "steepest"],
        &["plot", "steepest"],
        &["reset", "steepest", "--yes"],
        &["stub", "gradient"],
        &["verify", "gradient"],
    ] {
        let output = scratch.output(command);
        assert_eq!(output.status.code(), Some(2), "{command:?}: {}", said(&output));
        assert!(text(&output.stderr).contains("exercises/gradient is not here."), "{command:?}: {}", said(&output));
    }
    assert!(!scratch.path("exercises/gradient").exists());
    fs::remove_dir_all(scratch.path("exercises")).expect("removed");
    for command in ["check", "list", "watch", "report"] {
        let output = scratch.output(&[command]);
        assert_eq!(output.status.code(), Some(2), "{command}: {}", said(&output));
        assert!(text(&output.stderr).contains("no chapter of exercises/ is here."), "{}", said(&output));
    }
}
