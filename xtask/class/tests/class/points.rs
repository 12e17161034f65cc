//! A policy that a teacher can read, and what the program says of one that it cannot.

use super::{GRADED, grade, row, said};
use std::fs;

#[test]
fn weights_chapters_and_parts_count() {
    let folder = tempfile::tempdir().expect("a folder");
    let policy = folder.path().join("points.toml");
    let graded = |text: &str, name: &str| {
        fs::write(&policy, text).expect("written");
        let out = folder.path().join(name);
        let output =
            grade(GRADED.handed_in.path(), &out, &["--only", "ada", "--points", policy.to_str().expect("text")]);
        (output.status.code(), said(&output), out)
    };
    let (code, text, out) =
        graded("each = 2.0\nalmost = 0.25\nchapters = [\"partials\"]\n[weights]\n\"partials/f_x\" = 3.0\n", "weighed");
    assert_eq!(code, Some(0), "{text}");
    let ada = row(&out, "ada");
    let entries = ada["exercises"].as_array().expect("a list");
    let worth = |entry: &serde_json::Value| match (entry["chapter"].as_str(), entry["exercise"].as_str()) {
        (Some("partials"), Some("f_x")) => 6.0,
        (Some("partials"), _) => 2.0,
        _ => 0.0,
    };
    let mut sum = 0.0;
    for entry in entries {
        assert_eq!(entry["of"].as_f64(), Some(worth(entry)));
        sum += match entry["standing"].as_str() {
            Some("right") => worth(entry),
            Some("almost") => 0.25 * worth(entry),
            _ => 0.0,
        };
    }
    assert_eq!(ada["points"].as_f64(), Some(sum));
    for (text, complaint) in [
        ("almost = 0.5\neach = \"two\"", "line 2, `each = \"two\"`: invalid type"),
        ("each = 1.0\neacg = 2.0", "line 2, `eacg = 2.0`: there is no key `eacg`. There are: each, almost, chapters"),
        ("[weight]\n\"partials/f_x\" = 1.0", "line 1, `[weight]`: there is no key `weight`"),
        ("each = ", "line 1, `each =`"),
        ("chapters = [\"partial\"]", "no chapter `partial`"),
        ("almost = 2.0", "from 0 to 1"),
        ("[weights]\n\"f_x\" = 1.0", "to weigh"),
    ] {
        let (code, said, _) = graded(text, "refused");
        assert!(code == Some(2) && said.contains(complaint), "{text}: {said}");
    }
}
