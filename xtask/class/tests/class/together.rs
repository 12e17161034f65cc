//! One program for all chapters of a student, and one verdict for the same code: nobody's verdict depends on either.

use super::{contained, material, program, row, said};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A class in which everybody writes what can tell the ways apart.
fn class() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |student: &str, files: &BTreeMap<String, String>| {
        for (name, text) in files {
            let path = folder.path().join(student).join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, text).expect("written");
        }
    };
    let mut files = material::work(1);
    let mut put = |chapter: &str, exercise: &str, body: &str| {
        files.insert(format!("{chapter}/src/{exercise}.rs"), material::with_body(chapter, exercise, body));
    };
    put("partials", "f_x", "    let a = 2;\n    a * x * y");
    put("partials", "f_y", "    gradient_2d_of(x)\n}\nfn gradient_2d_of(x: f64) -> f64 {\n    retrun x;");
    put("partials", "slice_x", "    None.unwrap()");
    put("gradient", "gradient_2d", "    let a = 2;\n    Vector2::new(a * 1.5, p.y)");
    write("ada", &files);
    // The same code, written out otherwise.
    let spaced =
        |text: &String| format!("// Mine.\n\n{}", text.replace(" + ", " /* and */ + ").replace(";\n", " ;\n\n"));
    write("bea", &files.iter().map(|(name, text)| (name.clone(), spaced(text))).collect());
    // Who calls the exercise of another chapter, and who calls one of the own.
    let calls = "    crate::gradient_2d::gradient_2d(nalgebra::Vector2::new(x, y)).x";
    let file = |body| [("partials/src/f_x.rs".to_owned(), material::with_body("partials", "f_x", body))];
    write("cem", &material::work(2).into_iter().chain(file(calls)).collect());
    write("dan", &material::work(2).into_iter().chain(file("    crate::f_y::f_y(y, x)")).collect());
    // What one chapter's file means by `==` is not what another chapter's meant.
    let compares = "    if x == \"1\".parse().unwrap() { 2.0 * y } else { 0.0 }";
    let means = material::solution("gradient", "gradient_2d")
        + "struct Own;\nimpl PartialEq<Own> for f64 { fn eq(&self, _: &Own) -> bool { false } }\n\
           impl std::str::FromStr for Own { type Err = (); fn from_str(_: &str) -> Result<Self, ()> { Ok(Self) } }\n";
    let other = [("gradient/src/gradient_2d.rs".to_owned(), means)];
    write("eve", &material::work(3).into_iter().chain(file(compares)).chain(other).collect());
    // Who looks for others in a program of several.
    let others = [
        ("fay", "    crate::part_0::f_x::f_x(x, y)"),
        ("gus", "    crate::crate::part_0::f_x::f_x(x, y)"),
        ("hal", "    crate::f_y::not_there(x, y)"),
        // What ends a process, and what fills it: neither may touch the next exercise.
        (
            "ian",
            "    fn deeper(n: f64) -> f64 { if n < 0.0 { n } else { 1.0 + deeper(n + 1.0) } }\n    deeper(x.abs() + y)",
        ),
        ("jim", "    std::mem::forget(vec![x; 60_000_000]);\n    2.0 * x * y + 3.0 * y * y"),
        ("kim", "    println!(\"{x}\");\n    2.0 * x * y"),
        ("lea", "    loop { if x > f64::INFINITY { break y } }"),
        // What a macro quotes, and what only a program of several has.
        ("max", "    assert!(crate::f_y::f_y(x, y) > 1e9);\n    2.0 * x * y"),
        ("ned", "    let _ = crate::answers();\n    2.0 * x * y"),
    ];
    for (student, body) in others {
        write(student, &material::work(4).into_iter().chain(file(body)).collect());
    }
    // A refusal that speaks of another file of the chapter.
    let holds = "pub struct Point { x: f64 }\n".to_owned() + &material::solution("partials", "f_x");
    let reads = material::with_body("partials", "f_y", "    crate::f_x::Point { x }.x");
    let both = [("partials/src/f_x.rs".to_owned(), holds), ("partials/src/f_y.rs".to_owned(), reads)];
    write("oda", &material::work(4).into_iter().chain(both).collect());
    // Who calls a file that the compiler cannot read to its end, and whose own slips stand beside what stops the compiler sooner.
    let open = [("partials/src/f_y.rs".to_owned(), material::with_body("partials", "f_y", "    (2.0 * x"))];
    write("pia", &material::work(4).into_iter().chain(file("    1.0 + crate::f_y::f_y(x, y)")).chain(open).collect());
    let stops = [("partials/src/f_y.rs".to_owned(), material::solution("partials", "f_y") + "impl {}\n")];
    let slips = file("    let a = x\n    let b: i32 = y;\n    a");
    write("rob", &material::work(4).into_iter().chain(slips).chain(stops).collect());
    folder
}

fn grade(class: &Path, out: &Path, chapters: &str, more: &[&str]) {
    let mut command = program();
    command.arg("grade").arg(class).arg("--out").arg(out).args(["--quiet", "--chapters", chapters]);
    let output = command.args(more).args(contained()).output().expect("the grader starts");
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", said(&output));
}

fn entries(out: &Path, student: &str) -> Vec<Value> {
    row(out, student)["exercises"].as_array().expect("a list").clone()
}

#[test]
fn verdicts_are_those_of_each_chapter_and_each_student_alone() {
    let (class, folder) = (class(), tempfile::tempdir().expect("a folder"));
    let together = folder.path().join("together");
    grade(class.path(), &together, "partials,gradient", &[]);
    let students = [
        "ada", "bea", "cem", "dan", "eve", "fay", "gus", "hal", "ian", "jim", "kim", "lea", "max", "ned", "oda", "pia",
        "rob",
    ];
    for student in students {
        let mut apart = Vec::new();
        for chapter in ["partials", "gradient"] {
            let out = folder.path().join(format!("{student}-{chapter}"));
            grade(class.path(), &out, chapter, &["--only", student]);
            apart.extend(entries(&out, student));
        }
        let together = entries(&together, student);
        assert_eq!(together.len(), 17, "{student}");
        for (one, other) in together.iter().zip(&apart) {
            assert_eq!(one, other, "{student}");
        }
    }
    let standing = |student: &str, exercise: &str| {
        let entries = entries(&together, student);
        let entry = entries.iter().find(|entry| entry["exercise"] == exercise).expect("it is there");
        (entry["standing"].as_str().expect("a word").to_owned(), entry["message"].to_string())
    };
    for exercise in ["f_x", "f_y", "gradient_2d"] {
        assert_eq!(standing("ada", exercise).0, "does_not_compile", "{exercise}");
    }
    // What speaks of a line speaks of everybody's own.
    let [(ada, ours), (bea, theirs)] = ["ada", "bea"].map(|student| standing(student, "slice_x"));
    assert!(ada == "panicked" && bea == "panicked" && ours != theirs, "{ada}: {ours}\n{bea}: {theirs}");
    let (cem, why) = standing("cem", "f_x");
    assert!(cem == "does_not_compile" && why.contains("gradient_2d"), "{cem}: {why}");
    for student in ["dan", "eve"] {
        assert_ne!(standing(student, "f_x").0, "does_not_compile", "{student}");
    }
    for student in ["fay", "gus", "hal"] {
        assert_eq!(standing(student, "f_x").0, "does_not_compile", "{student}");
    }
    let (max, why) = standing("max", "f_x");
    assert!(max == "panicked", "{max}: {why}");
    assert_eq!(standing("ned", "f_x").0, "does_not_compile");
    let (oda, why) = standing("oda", "f_y");
    assert!(oda == "does_not_compile" && why.contains("private"), "{oda}: {why}");
    assert_eq!(standing("pia", "f_y").0, "does_not_compile");
    assert_ne!(standing("pia", "f_x").0, "does_not_compile");
    let (rob, why) = standing("rob", "f_x");
    assert!(rob == "does_not_compile" && why.contains("expected `i32`"), "{rob}: {why}");
    for (student, expected) in [("ian", "crashed"), ("jim", "crashed"), ("kim", "wrong"), ("lea", "no_answer")] {
        assert_eq!(standing(student, "f_x").0, expected, "{student}");
        assert_eq!(standing(student, "f_y").0, standing("hal", "f_y").0, "{student}");
    }
}
