//! A grader that is killed, and a class on several machines: the same bytes as if nothing had happened.

use super::{GRADED, differing, grade, grading, said};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

fn lines(out: &Path) -> usize {
    fs::read_to_string(out.join("journal.jsonl")).unwrap_or_default().lines().count()
}

/// Kills it at different moments, until it comes to its end by itself.
#[test]
fn killed_again_and_again_it_comes_to_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let mut kills = 0;
    for stop_at in [1, 4, 9, 15, 22, 30, 43] {
        let more: &[&str] = if out.join("journal.jsonl").is_file() { &["--resume", "--jobs", "1"] } else { &[] };
        let mut grader = grading(GRADED.handed_in.path(), &out, more);
        let mut grader = grader.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("started");
        while lines(&out) < stop_at && grader.try_wait().expect("asked").is_none() {
            thread::sleep(Duration::from_millis(5));
        }
        if grader.try_wait().expect("asked").is_none() {
            grader.kill().expect("killed");
            kills += 1;
        }
        grader.wait().expect("ended");
    }
    assert!(kills >= 5, "only {kills} were caught alive");
    let output = grade(GRADED.handed_in.path(), &out, &["--resume"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert_eq!(differing(&GRADED.out, &out), Vec::<String>::new());
}

#[test]
fn shards_together_are_what_one_machine_gives() {
    let folder = tempfile::tempdir().expect("a folder");
    let parts: Vec<_> = (1..=3).map(|number| folder.path().join(format!("part{number}"))).collect();
    for (index, part) in parts.iter().enumerate() {
        let shard = format!("{}/3", index + 1);
        let output = grade(GRADED.handed_in.path(), part, &["--shard", &shard]);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}", said(&output));
    }
    let join = |parts: &[&Path], out: &Path| -> (Option<i32>, String) {
        let mut command: Command = super::program();
        let output = command.arg("grade").arg("--out").arg(out).arg("--join").args(parts).output().expect("started");
        (output.status.code(), said(&output))
    };
    let out = folder.path().join("joined");
    let (code, text) = join(&[&parts[2], &parts[0], &parts[1]], &out);
    assert_eq!(code, Some(1), "{text}");
    assert_eq!(differing(&GRADED.out, &out), Vec::<String>::new());
    let (code, text) = join(&[&parts[0], &parts[1]], &folder.path().join("incomplete"));
    assert!(code == Some(2) && text.contains("not complete"), "{text}");
    let (code, text) = join(&[&parts[0], &parts[1], &parts[2], &parts[0]], &folder.path().join("twice"));
    assert!(code == Some(2) && text.contains("is named twice"), "{text}");
    let other = folder.path().join("other");
    let output = grade(GRADED.handed_in.path(), &other, &["--shard", "1/3"]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", said(&output));
    let (code, text) = join(&[&parts[0], &parts[1], &parts[2], &other], &folder.path().join("twice"));
    assert!(code == Some(2) && text.contains("is in "), "{text}");
}

#[test]
fn results_can_be_asked_again() {
    let verify = |out: &Path| {
        let mut command = super::program();
        command.args(["grade", "--quiet"]).args(super::contained()).arg("--verify").arg(out);
        let output = command.output().expect("started");
        (output.status.code(), said(&output))
    };
    let folder = tempfile::tempdir().expect("a folder");
    let (few, out) = (folder.path().join("few"), folder.path().join("out"));
    fs::create_dir_all(&few).expect("made");
    for student in ["ada", "tidy01"] {
        let from = GRADED.handed_in.path().join(student);
        let copied = Command::new("cp").arg("-r").arg(from).arg(few.join(student)).status();
        assert!(copied.expect("cp").success());
    }
    let output = grade(&few, &out, &["--seed-by-student"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let (code, text) = verify(&out);
    assert_eq!(code, Some(0), "{text}");
    let file = out.join("results/ada.json");
    let changed = fs::read_to_string(&file).expect("there").replacen("\"wrong\"", "\"right\"", 1);
    fs::write(&file, changed).expect("written");
    let (code, text) = verify(&out);
    assert!(code == Some(1) && text.contains("✗ ada: "), "{text}");
    // Probes vary with the seed, verdicts do not.
    let standings = |row: &serde_json::Value| -> Vec<String> {
        row["exercises"].as_array().expect("a list").iter().map(|entry| entry["standing"].to_string()).collect()
    };
    let (own, usual) = (super::row(&out, "tidy01"), GRADED.row("tidy01"));
    assert_ne!(own["seed"], usual["seed"]);
    assert_eq!(standings(&own), standings(&usual));
}

#[test]
fn what_is_there_is_not_overwritten_by_mistake() {
    let output = grade(GRADED.handed_in.path(), &GRADED.out, &[]);
    assert!(output.status.code() == Some(2) && said(&output).contains("--resume"), "{}", said(&output));
    let output = grade(GRADED.handed_in.path(), &GRADED.out, &["--resume", "--seed", "7"]);
    assert!(output.status.code() == Some(2) && said(&output).contains("the seed"), "{}", said(&output));
    let inside = GRADED.handed_in.path().join("out");
    let output = grade(GRADED.handed_in.path(), &inside, &[]);
    assert!(output.status.code() == Some(2) && said(&output).contains("outside"), "{}", said(&output));
}
