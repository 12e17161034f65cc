//! What a learner writes over many evenings is never gone: progress, history, undo, reset, solutions, updates.

mod scratch;

use scratch::Scratch;
use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

const WRONG: &str = "2.0 * x * x * y + 3.0 * y * y";
const RIGHT: &str = "2.0 * x * y + 3.0 * y * y";

#[track_caller]
fn says(text: &str, parts: &[&str]) {
    let unwrapped = text.replace('\n', " ");
    for part in parts {
        assert!(text.contains(part) || unwrapped.contains(part), "{part:?} is missing in\n{text}");
    }
}

fn present(scratch: &Scratch) -> String {
    fs::read_to_string(scratch.file("partials", "f_x")).unwrap_or_default()
}

fn state(scratch: &Scratch) -> serde_json::Value {
    let bytes = fs::read(scratch.path(".nabla/state.json")).expect("a state");
    serde_json::from_slice(&bytes).expect("a whole state")
}

#[test]
fn progress_is_remembered_until_the_file_changes() {
    let scratch = Scratch::new();
    says(&scratch.run(&["list"]), &["· f_x                     not written yet", "0 of 39 right"]);
    scratch.solve("f_x", WRONG);
    says(&scratch.run(&["list"]), &["~ f_x                     not checked yet"]);
    scratch.run(&["check", "f_x"]);
    says(&scratch.run(&["list"]), &["✗ f_x                     wrong: kept the exponent"]);
    let right = scratch.solve("f_x", RIGHT);
    says(&scratch.run(&["list"]), &["~ f_x                     changed since it was wrong"]);
    scratch.run(&["check", "f_x"]);
    says(&scratch.run(&["list"]), &["✓ f_x                     right", "1 of 39 right"]);
    // Version control may exchange line endings; that is no change.
    fs::write(scratch.file("partials", "f_x"), right.replace('\n', "\r\n")).expect("written");
    says(&scratch.run(&["list"]), &["✓ f_x                     right"]);
    scratch.solve("f_x", "0.0 * x * y");
    says(&scratch.run(&["list"]), &["~ f_x                     changed since it was right", "0 of 39 right"]);
}

#[test]
fn undo_walks_back_and_reset_keeps_what_was_there() {
    let scratch = Scratch::new();
    let texts: Vec<String> = ["x + y", WRONG, RIGHT].iter().map(|body| scratch.solve("f_x", body)).collect();
    for text in &texts {
        fs::write(scratch.file("partials", "f_x"), text).expect("written");
        scratch.run(&["check", "f_x", "--no-plots"]);
    }
    says(
        &scratch.run(&["history", "f_x"]),
        &["1", "✗ wrong\n", "✗ wrong: kept the exponent", "✓ right  ← your file now"],
    );
    says(&scratch.run(&["diff", "f_x"]), &["--- attempt 2", "- 2.0 * x * x * y", "+ 2.0 * x * y + 3.0"]);
    for expected in [&texts[1], &texts[0]] {
        scratch.run(&["undo", "f_x", "--yes"]);
        assert_eq!(&present(&scratch), expected);
        // Judging what was brought back is no new attempt.
        scratch.run(&["check", "f_x", "--no-plots"]);
    }
    assert_eq!(scratch.output(&["undo", "f_x", "--yes"]).status.code(), Some(2), "nothing is before the first");
    says(&scratch.run(&["diff", "f_x", "--right"]), &["--- attempt 3", "+ x + y"]);
    let unchecked = scratch.solve("f_x", "y + x");
    says(&scratch.run(&["reset", "f_x", "--yes"]), &["is the stub again", "cargo xtask undo f_x"]);
    assert_eq!(present(&scratch), scratch.stub("partials", "f_x"));
    says(&scratch.run(&["history", "f_x"]), &["   4", "kept before it was checked"]);
    scratch.run(&["undo", "f_x", "--yes"]);
    assert_eq!(present(&scratch), unchecked);
    scratch.run(&["undo", "f_x", "--to", "3", "--yes"]);
    assert_eq!(present(&scratch), texts[2]);
}

#[test]
fn text_that_is_no_text_is_kept_too() {
    let scratch = Scratch::new();
    let bytes = b"pub fn f_x() { \"\xff\xfe\" }";
    fs::write(scratch.file("partials", "f_x"), bytes).expect("written");
    scratch.run(&["reset", "f_x", "--yes"]);
    scratch.run(&["undo", "f_x", "--yes"]);
    assert_eq!(fs::read(scratch.file("partials", "f_x")).expect("read"), bytes);
    fs::remove_file(scratch.file("partials", "f_x")).expect("removed");
    says(&scratch.run(&["check", "f_x", "--no-plots"]), &["is missing", "cargo xtask undo f_x"]);
    scratch.run(&["undo", "f_x", "--yes"]);
    assert_eq!(fs::read(scratch.file("partials", "f_x")).expect("read"), bytes);
}

#[test]
fn nothing_is_replaced_where_nobody_can_be_asked() {
    let scratch = Scratch::new();
    let written = scratch.solve("f_x", WRONG);
    scratch.run(&["check", "f_x", "--no-plots"]);
    scratch.solve("f_x", RIGHT);
    for command in ["undo", "reset"] {
        let output = scratch.output(&[command, "f_x"]);
        assert_eq!(output.status.code(), Some(2));
        says(&String::from_utf8_lossy(&output.stderr), &["--yes"]);
        assert_ne!(present(&scratch), written);
    }
}

/// What only shows something is about the exercise that one is at; what changes a file wants a name.
#[test]
fn without_a_name_the_exercise_that_one_is_at_is_meant() {
    let scratch = Scratch::new();
    says(&scratch.run(&["hint"]), &["partials/slice_x", "1 of 3"]);
    says(&scratch.run(&["plot"]), &["partials/slice_x  not written yet"]);
    says(&scratch.run(&["history"]), &["Nothing of slice_x was kept yet"]);
    for command in ["undo", "reset", "solution"] {
        let output = scratch.output(&[command]);
        assert_eq!(output.status.code(), Some(2));
        says(&String::from_utf8_lossy(&output.stderr), &[&format!("`cargo xtask {command} slice_x`")]);
    }
    scratch.solve("slice_x", "x");
    scratch.run(&["check", "slice_x", "--no-plots"]);
    for command in [&["undo", "slice_x", "--yes"][..], &["diff"]] {
        let said = String::from_utf8_lossy(&scratch.output(command).stderr).into_owned();
        assert_eq!(said.contains("`cargo xtask reset slice_x` puts the stub back"), command.len() > 1, "{said}");
    }
    says(&scratch.run(&["reset", "slice_x", "--yes"]), &["is the stub again"]);
    says(&scratch.run(&["reset", "slice_x", "--yes"]), &["is the stub already"]);
}

/// Said at once: before hints are asked for, and before a program is built for it.
#[test]
fn what_needs_the_solutions_says_so_first() {
    let scratch = Scratch::new();
    fs::rename(scratch.path("solutions"), scratch.path("gone")).expect("moved");
    for command in [&["solution", "f_x"][..], &["stub"], &["starter", "handout"], &["report", "--solutions"]] {
        let output = scratch.output(command);
        assert_eq!(output.status.code(), Some(2), "{command:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.starts_with("error: this copy of the course comes without solutions/"), "{command:?}: {said}");
    }
}

#[test]
fn the_solution_waits_until_it_is_right_or_all_hints_were_shown() {
    let scratch = Scratch::new();
    scratch.solve("f_x", WRONG);
    let said = scratch.run(&["solution", "f_x", "--yes"]);
    says(&said, &["after all three hints"]);
    assert!(!said.contains("2.0 * x * y"), "{said}");
    for _ in 0..3 {
        scratch.run(&["hint", "f_x"]);
    }
    assert_eq!(scratch.output(&["solution", "f_x"]).status.code(), Some(2), "nobody said yes");
    says(
        &scratch.run(&["solution", "f_x", "--yes"]),
        &["yours", "2.0 * x * x * y", "│", "solutions/partials/src/f_x.rs"],
    );
    scratch.solve("f_y", "x * x + 6.0 * x * y - 5.0");
    scratch.run(&["check", "f_y", "--no-plots"]);
    says(&scratch.run(&["solution", "f_y"]), &["│ pub fn f_y"]);
}

/// Damaged, of another time, or of another program: set aside, told, and rebuilt from the history.
#[test]
fn a_state_that_is_not_ours_is_set_aside_and_rebuilt() {
    let scratch = Scratch::new();
    scratch.solve("f_x", RIGHT);
    scratch.solve("f_y", "x");
    scratch.run(&["check", "f_x", "f_y", "--no-plots"]);
    let before = scratch.run(&["list"]);
    says(&before, &["✓ f_x", "✗ f_y"]);
    let cases: [(&[u8], &str); 6] = [
        (b"", "is damaged"),
        (b"{\"version\": 2, \"exercises\": {\"partials/f_x\"", "is damaged"),
        (b"\x00\xff\x17", "is damaged"),
        (b"{\"version\": 2, \"exercises\": 7}", "is damaged"),
        (b"{\"version\": 99}", "another version"),
        (b"[1, 2]", "is not Nabla's"),
    ];
    for (number, (bytes, why)) in cases.iter().enumerate() {
        fs::write(scratch.path(".nabla/state.json"), bytes).expect("written");
        let list = scratch.run(&["list"]);
        says(&list, &[why, "set aside"]);
        let own: String = list.lines().filter(|line| before.contains(line)).map(|line| format!("{line}\n")).collect();
        assert_eq!(own.matches("✓ f_x").count() + own.matches("✗ f_y").count(), 2, "{list}");
        let aside = if number == 0 {
            "state.set-aside.json".to_owned()
        } else {
            format!("state.set-aside-{}.json", number + 1)
        };
        assert_eq!(&fs::read(scratch.path(".nabla").join(aside)).expect("kept"), bytes);
        assert!(!scratch.run(&["list"]).contains("set aside"), "it is told once");
    }
}

#[test]
fn hints_of_the_first_version_are_carried_over() {
    let scratch = Scratch::new();
    fs::create_dir_all(scratch.path(".nabla")).expect("made");
    fs::write(scratch.path(".nabla/state.json"), "{\"version\":1,\"hints\":{\"partials/f_x\":2}}").expect("written");
    says(&scratch.run(&["hint", "f_x"]), &["1. ", "2. ", "3. "]);
}

#[cfg(unix)]
#[test]
fn a_check_is_worth_its_answer_where_nothing_can_be_kept() {
    let scratch = Scratch::new();
    scratch.solve("f_x", RIGHT);
    // A file in place of the folder stops even a superuser.
    fs::write(scratch.path(".nabla"), "").expect("written");
    let output = scratch.output(&["check", "f_x", "--no-plots"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    says(&said, &["✓ partials/f_x  right", "could not be kept"]);
    assert_eq!(output.status.code(), Some(0));
}

/// What `git pull` may do under a learner's work.
#[test]
fn an_updated_course_keeps_progress_and_reports_a_new_stub() {
    let scratch = Scratch::new();
    let written = scratch.solve("f_x", RIGHT);
    scratch.run(&["check", "f_x", "--no-plots"]);
    // The course rewrites one sentence of the exercise.
    fs::remove_file(scratch.path("solutions")).expect("only the link");
    let solutions = scratch::project().join("solutions");
    scratch::copy(&solutions, &scratch.path("solutions"));
    let solution = scratch.path("solutions/partials/src/f_x.rs");
    let text = fs::read_to_string(&solution).expect("readable");
    let first = text.lines().next().expect("a line").to_owned();
    fs::write(&solution, text.replacen(&first, "/// A better sentence.", 1)).expect("written");

    let said = scratch.run(&["check", "f_x", "--no-plots"]);
    says(&said, &["right", "The course has changed", "+ /// A better sentence.", &format!("- {first}")]);
    assert_eq!(present(&scratch), written, "nothing is merged over");
    let again = scratch.run(&["check", "f_x", "--no-plots"]);
    says(&again, &["cargo xtask diff f_x --stub"]);
    assert!(!again.contains("A better sentence"), "the diff is shown once:\n{again}");
    says(&scratch.run(&["diff", "f_x", "--stub"]), &["+ /// A better sentence."]);
    scratch.run(&["reset", "f_x", "--yes"]);
    says(&present(&scratch), &["/// A better sentence."]);
    scratch.run(&["undo", "f_x", "--yes"]);
    assert!(!scratch.run(&["check", "f_x", "--no-plots"]).contains("--stub"), "work begins from the new stub");
}

/// A runner that is killed at any moment leaves the old state or the new one, and the learner's file whole.
#[cfg(unix)]
#[test]
fn a_killed_runner_loses_nothing() {
    const KILLS: u32 = 240;
    let scratch = Scratch::new();
    let stub = scratch.stub("partials", "f_x");
    let texts: Vec<String> = [WRONG, RIGHT].iter().map(|body| scratch.solve("f_x", body)).collect();
    for text in &texts {
        fs::write(scratch.file("partials", "f_x"), text).expect("written");
        scratch.run(&["check", "f_x", "--no-plots"]);
    }
    let start = Instant::now();
    scratch.run(&["reset", "f_x", "--yes"]);
    scratch.run(&["undo", "f_x", "--yes"]);
    let whole = start.elapsed() / 2;
    let commands: [&[&str]; 4] =
        [&["reset", "f_x", "--yes"], &["undo", "f_x", "--yes"], &["hint", "f_x"], &["check", "f_x", "--no-plots"]];
    let (mut killed, mut hints) = (0, 0);
    for round in 0.. {
        let command = commands[round as usize % commands.len()];
        let mut runner = scratch.command();
        runner.args(command).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = runner.spawn().expect("the runner starts");
        // From its first instant to a little after its last one, in steps that fall differently each time.
        std::thread::sleep(whole * (round * 37 % 101) / 80);
        child.kill().expect("killed");
        killed += u32::from(child.wait().expect("ended").code().is_none());

        let state = state(&scratch);
        let shown = state["exercises"]["partials/f_x"]["hints"].as_u64().unwrap_or(0);
        assert!(shown >= hints && shown <= hints + 1, "hints went from {hints} to {shown}");
        hints = shown;
        let text = present(&scratch);
        assert!(text == stub || texts.contains(&text), "{command:?} left a torn file:\n{text}");
        let beside = fs::read_dir(scratch.path("exercises/partials/src")).expect("readable").flatten().count();
        let solutions = fs::read_dir(scratch.path("solutions/partials/src")).expect("readable").flatten().count();
        assert_eq!(beside, solutions, "{command:?} left something beside the exercises");
        if killed >= KILLS {
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(300), "only {killed} of {round} runners were still there");
    }
    // Both texts are still in the history, and a runner that comes after sweeps up.
    scratch.run(&["hint", "f_x"]);
    let kept: Vec<String> = fs::read_dir(scratch.path(".nabla/history/partials/f_x"))
        .expect("a history")
        .flatten()
        .filter_map(|entry| fs::read_to_string(entry.path()).ok())
        .collect();
    assert!(texts.iter().all(|text| kept.contains(text)));
    let names = fs::read_dir(scratch.path(".nabla")).expect("readable").flatten();
    let mut names: Vec<String> = names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    assert_eq!(names, ["history", "lock", "state.json"]);
}

/// Runners side by side wait for each other: no hint is lost.
#[test]
fn two_runners_do_not_overwrite_each_other() {
    let scratch = Scratch::new();
    let names: Vec<String> = {
        let list = scratch.run(&["list"]);
        list.lines()
            .filter_map(|line| line.strip_prefix("  · ")?.split_whitespace().next().map(str::to_owned))
            .collect()
    };
    let names = &names[..20];
    let mut children: Vec<_> = names
        .iter()
        .map(|name| scratch.command().args(["hint", name]).stdout(Stdio::null()).spawn().expect("started"))
        .collect();
    for child in &mut children {
        assert!(child.wait().expect("ended").success());
    }
    let state = state(&scratch);
    assert_eq!(state["exercises"].as_object().expect("an object").len(), names.len());
}
