//! Rows in, rows out; and whatever was odd is explained where the student reads it.

use super::handed_in::{ENTRIES, GHOSTS};
use super::{GRADED, row};
use std::fs;

fn standing(student: &str, exercise: &str) -> String {
    let row = GRADED.row(student);
    let entries = row["exercises"].as_array().expect("a list");
    let entry = entries.iter().find(|entry| entry["exercise"] == exercise).expect("an exercise");
    entry["standing"].as_str().expect("a word").to_owned()
}

/// Whether a page says each of these, as HTML.
fn says(student: &str, sentences: &[&str]) {
    let page = GRADED.page(student);
    for sentence in sentences {
        assert!(page.contains(sentence), "{student}: {sentence}");
    }
}

#[test]
fn as_many_rows_come_out_as_submissions_went_in() {
    let rows = fs::read_dir(GRADED.out.join("results")).expect("results").count();
    assert_eq!(rows, ENTRIES + GHOSTS);
    assert!(GRADED.said.contains(&format!("{} students", ENTRIES + GHOSTS)), "{}", GRADED.said);
    for folder in ["students", "junit", "gradescope", "prairielearn"] {
        assert_eq!(fs::read_dir(GRADED.out.join(folder)).expect("there").count(), rows, "{folder}");
    }
    let ghost = GRADED.row("ghost");
    assert_eq!((&ghost["outcome"], &ghost["name"]), (&"not_handed_in".into(), &"Nobody".into()));
    assert_eq!(GRADED.row("ada")["name"], "Ada Lovelace");
}

#[test]
fn what_is_tidy_is_graded_as_it_was_meant() {
    for (student, kind) in [("tidy01", "folder"), ("tidy13", "archive"), ("tidy17", "archive")] {
        let row = GRADED.row(student);
        assert_eq!((&row["outcome"], &row["submission"]["kind"]), (&"graded".into(), &kind.into()), "{student}");
        assert_eq!(row["submission"]["left_aside"].as_array().map(Vec::len), Some(0), "{student}");
        let right = row["right"].as_u64().expect("a number");
        assert!(right >= 5, "{student}: {right}");
    }
    // A draft's mistake has its name, and a picture.
    let text: String = (1..=10).map(|number| GRADED.row(&format!("tidy{number:02}")).to_string()).collect();
    assert!(text.contains("\"mistake\":{\"name\""), "no mistake was named");
    assert!(text.contains("pictures/"), "nothing was drawn");
}

/// Whoever packs the folder as it is hands in lessons and figures, too: what nobody changed is one line.
#[test]
fn what_was_handed_out_and_not_changed_is_no_oddity() {
    let row = GRADED.row("tidy16");
    let aside = row["submission"]["left_aside"].as_array().expect("a list");
    let said: Vec<(&str, &str)> = aside
        .iter()
        .map(|aside| (aside["file"].as_str().expect("a name"), aside["why"].as_str().expect("a reason")))
        .collect();
    let expected = [
        ("exercises/partials/Cargo.toml", "changed, and not used: nothing of a submission is run by Cargo"),
        ("exercises/", "the handout's own files, which nobody changed"),
    ];
    assert_eq!(said, expected);
    assert!(aside[1]["count"].as_u64().is_some_and(|count| count > 10), "{row}");
    says("tidy16", &["1 file was left aside", " own files, which nobody changed."]);
}

#[test]
fn what_systems_and_editors_do_is_explained() {
    says(
        "nested",
        &["lie in the folder `Homework 1/final`", "__MACOSX/", "what macOS packs beside the files", ".DS_Store"],
    );
    says("windows", &["17 files have lines that end as on Windows"]);
    says("marked", &["byte order mark"]);
    says("notepad", &["saved as UTF-16"]);
    for student in ["marked", "notepad"] {
        assert_eq!(standing(student, "f_x"), "right", "{student}");
    }
    assert_eq!(GRADED.row("windows")["outcome"], "graded");
}

#[test]
fn what_people_do_is_explained() {
    says("renamed", &["`F_X (1).rs` was read as partials/f_x.", "`my answer.rs` was read as partials/f_y."]);
    assert_eq!((standing("renamed", "f_x"), standing("renamed", "f_y")), ("right".into(), "right".into()));
    says("nothing", &["No exercise's file was found in it.", "Nothing of this chapter was handed in."]);
    says("empty_file", &["The file is empty."]);
    assert_eq!(standing("empty_file", "f_x"), "not_written");
    assert_eq!(standing("empty_file", "f_y"), "not_handed_in");
    says("last_year", &["It was written for another version of the course", "It is a stub of another version"]);
    says("whole_project", &["the course's own solutions", "the course itself", "what a build leaves"]);
    says("twice", &["There are two files for it: `new/f_x.rs` was judged, `f_x.rs` was not."]);
    assert_eq!(standing("twice", "f_x"), "right");
    assert_eq!(standing("single", "f_y"), "right");
    assert!(["right", "wrong", "almost"].contains(&standing("single", "f_x").as_str()));
}

#[test]
fn what_cannot_be_read_is_a_row_with_its_reason_and_no_points() {
    for (student, why) in [
        ("broken", "damaged"),
        ("rar", "rar file"),
        ("essay.docx", "neither a folder"),
        ("link", "links are not followed"),
        ("bomb", "unpacks to more than"),
    ] {
        let row = GRADED.row(student);
        assert_eq!((&row["outcome"], row["points"].is_null()), (&"unreadable".into(), true), "{student}: {row}");
        assert!(row["reason"].as_str().is_some_and(|reason| reason.contains(why)), "{student}: {}", row["reason"]);
        says(student, &[why, "hand it in again"]);
        assert!(GRADED.text("class.html").contains(&format!("students/{student}.html")), "{student}");
    }
}

#[test]
fn what_leads_elsewhere_is_not_followed() {
    says("outside", &["its name leads out of the submission"]);
    assert_eq!(
        (standing("outside", "f_x"), standing("outside", "f_y")),
        ("not_handed_in".into(), "not_handed_in".into())
    );
    says("pipe", &["neither a file nor a folder", "links are not followed"]);
    assert!(!GRADED.text("results/pipe.json").contains("root:"), "a link was followed");
    assert_eq!(standing("hang", "f_x"), "no_answer");
    assert!(!GRADED.text("results/hang.json").contains("\"again\""), "it was not judged once more");
}

#[test]
fn names_that_nobody_should_have_are_rows_too() {
    let large = row(&GRADED.out, "two%EF%BF%BDlines%3A%3Aerror%3A%3A");
    let entry =
        large["exercises"].as_array().and_then(|all| all.iter().find(|entry| entry["exercise"] == "f_x")).cloned();
    assert_eq!(entry.expect("an exercise")["message"], "The file is too large to be compiled.");
    let strange = row(&GRADED.out, "not%EF%BF%BDutf8");
    let text = strange.to_string();
    assert!(text.contains("is not UTF-8 text"), "{text}");
}

#[test]
fn a_submission_reads_neither_solutions_nor_roster_nor_neighbours() {
    let spy = GRADED.row("spy");
    let off = spy["grader"]["layers_off"].to_string();
    if ["files", "landlock"].iter().all(|layer| off.contains(layer)) {
        eprintln!("nothing here keeps files apart: {off}");
        return;
    }
    let standings = (standing("spy", "f_x"), standing("spy", "f_y"));
    assert_eq!(standings, ("does_not_compile".to_owned(), "wrong".to_owned()));
    let text = spy.to_string();
    for secret in ["solution: ", "end of solution", "Ada Lovelace", "ghost2"] {
        assert!(!text.contains(secret), "{secret} was read: {text}");
    }
}
