//! What students write: stubs, solutions, and drafts as people really begin.

use super::root;
use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

/// The names of a chapter's exercises.
pub fn exercises(chapter: &str) -> Vec<String> {
    let folder = root().join("solutions").join(chapter).join("src");
    let names = fs::read_dir(folder).expect("a chapter").flatten().map(|entry| entry.file_name());
    let names = names.map(|name| name.to_string_lossy().trim_end_matches(".rs").to_owned());
    let mut names: Vec<String> = names.filter(|name| name != "main").collect();
    names.sort();
    names
}

pub fn solution(chapter: &str, exercise: &str) -> String {
    let path = root().join("solutions").join(chapter).join("src").join(format!("{exercise}.rs"));
    fs::read_to_string(path).expect("a solution")
}

pub fn stub(chapter: &str, exercise: &str) -> String {
    let path = root().join("exercises").join(chapter).join("src").join(format!("{exercise}.rs"));
    fs::read_to_string(path).expect("a stub")
}

/// The stub with this body.
pub fn with_body(chapter: &str, exercise: &str, body: &str) -> String {
    let line = |line: &str| if line.contains("todo!(") { body.to_owned() } else { line.to_owned() };
    stub(chapter, exercise).lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

/// Bodies by exercise, from the drafts that the course is tested with.
static DRAFTS: LazyLock<BTreeMap<(String, String), Vec<String>>> = LazyLock::new(|| {
    let text = fs::read_to_string(root().join("xtask/tests/drafts/ideas.tsv")).expect("drafts");
    let mut drafts: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        if let [chapter, exercise, _, _, body] = cells[..] {
            drafts.entry((chapter.to_owned(), exercise.to_owned())).or_default().push(body.to_owned());
        }
    }
    drafts
});

/// A draft of this exercise; the solution where nobody ever wrote one.
pub fn draft(chapter: &str, exercise: &str, number: usize) -> String {
    match DRAFTS.get(&(chapter.to_owned(), exercise.to_owned())) {
        Some(drafts) => with_body(chapter, exercise, &drafts[number % drafts.len()]),
        None => solution(chapter, exercise),
    }
}

/// What a student of this number has of each exercise: solutions, then drafts, then stubs.
pub fn work(number: usize) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for chapter in ["partials", "gradient"] {
        for (index, exercise) in exercises(chapter).iter().enumerate() {
            let text = match (index * 7 + number * 5) % 11 {
                0..=4 => solution(chapter, exercise),
                5..=8 => draft(chapter, exercise, number + index),
                _ => stub(chapter, exercise),
            };
            files.insert(format!("{chapter}/src/{exercise}.rs"), text);
        }
    }
    files
}
