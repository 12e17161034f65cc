//! Hostile students beside honest ones, compiled with them where their files pass for harmless: nobody's row changes by a byte, and no
//! attack passes.

use super::{grade, material, root, row, said};
use std::fs;
use std::path::Path;

/// Each attack of the siege that is over quickly, as code that defines `attack`.
fn attacks() -> Vec<String> {
    let files = fs::read_dir(root().join("xtask/siege/attacks")).expect("the siege").flatten();
    let mut texts: Vec<String> = files.map(|file| fs::read_to_string(file.path()).expect("attacks")).collect();
    texts.sort();
    let all = texts.iter().flat_map(|text| text.split("\n## ").skip(1));
    let quick = all.filter_map(|attack| {
        let mut parts = attack.splitn(3, '\n').skip(1);
        parts.next()?.contains("quick").then(|| parts.next().unwrap_or_default().to_owned())
    });
    quick.collect()
}

/// The file of a wrong answer that attacks whenever it is asked.
fn hostile(attack: &str) -> String {
    let (inner, items): (Vec<&str>, Vec<&str>) = attack.lines().partition(|line| line.starts_with("#!["));
    let own = material::with_body("partials", "f_x", "    attack();\n    -1234.5 * x * y");
    let (inner, items) = (inner.join("\n"), items.join("\n"));
    format!("{inner}\n{own}\n{items}\n")
}

fn put(class: &Path, student: &str, number: usize, f_x: Option<&str>) {
    for (name, text) in material::work(number) {
        let path = class.join(student).join(&name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        let text = f_x.filter(|_| name == "partials/src/f_x.rs").unwrap_or(&text);
        fs::write(path, format!("{text}\nconst BY: usize = {number};\n")).expect("written");
    }
}

#[test]
fn honest_neighbours_of_hostile_students_keep_their_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    let (quiet, loud) = (folder.path().join("quiet"), folder.path().join("loud"));
    let attacks = attacks();
    assert!(attacks.len() >= 20, "{} attacks", attacks.len());
    for (number, attack) in attacks.iter().enumerate() {
        put(&loud, &format!("s{number:03}-hostile"), 100 + number, Some(&hostile(attack)));
        if number % 3 == 0 {
            [&quiet, &loud].iter().for_each(|class| put(class, &format!("s{number:03}-honest"), number, None));
        }
    }
    let outs = [&quiet, &loud].map(|class| {
        let out = class.with_extension("out");
        let output = grade(class, &out, &[]);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}", said(&output));
        out
    });
    for number in (0..attacks.len()).step_by(3) {
        let [one, other] = outs.each_ref().map(|out| row(out, &format!("s{number:03}-honest")));
        assert_eq!(one, other, "s{number:03}");
    }
    for (number, attack) in attacks.iter().enumerate() {
        let row = row(&outs[1], &format!("s{number:03}-hostile"));
        let entries = row["exercises"].as_array().expect("a list");
        let f_x = entries.iter().find(|entry| entry["exercise"] == "f_x").expect("it is there");
        assert!(!["right", "almost"].contains(&f_x["standing"].as_str().expect("a word")), "{attack}\n{f_x}");
    }
}
