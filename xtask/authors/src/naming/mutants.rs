//! The list of mutants, as cargo-mutants gives it, and the texts that they make.

use super::calls::calls;
use super::program::Kind;
use super::span::{Span, changed, lines};
use anyhow::{Context, bail};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;
use xtask::course::ExerciseRef;
use xtask::course::project::Project;

/// One entry of `cargo mutants --list --json`, as far as it matters here.
#[derive(Debug, Deserialize)]
struct Entry {
    /// From the root of the workspace.
    file: PathBuf,
    span: Span,
    replacement: String,
    /// `file:line:column: replace * with + in f_x`.
    name: String,
}

/// A wrong draft that nobody wrote: a right answer with one thing changed.
#[derive(Debug)]
pub(crate) struct Mutant {
    pub(crate) chapter: &'static str,
    pub(crate) exercise: &'static str,
    /// The variant that was changed; none where it is the solution.
    pub(crate) variant: Option<String>,
    /// `line:column` in the file that was changed.
    pub(crate) place: String,
    /// What was done: `replace * with +`.
    pub(crate) what: String,
    /// The changed line as it is now.
    pub(crate) line: String,
    /// The whole file of the solution, or the code of the variant, after the change.
    pub(crate) text: String,
}

impl Mutant {
    /// What was changed.
    pub(crate) fn kind(&self) -> Kind {
        if self.variant.is_some() { Kind::Variants } else { Kind::Solutions }
    }
}

/// All mutants of these exercises' solutions and variants, in the order of the course, and how many variants have none.
pub(crate) fn list(project: &Project, places: &[ExerciseRef]) -> anyhow::Result<(Vec<Mutant>, usize)> {
    let mut chapters: Vec<&str> = places.iter().map(|place| place.chapter).collect();
    chapters.dedup();
    let mut by_file: BTreeMap<PathBuf, Vec<Entry>> = BTreeMap::new();
    for entry in parse(&ask_cargo(project, &chapters)?)? {
        by_file.entry(project.root.join(&entry.file)).or_default().push(entry);
    }
    let (mut mutants, mut untouched) = (Vec::new(), 0);
    for place in places {
        let solution = project.solutions().file(place.chapter, place.exercise);
        let text = read(project, &solution)?;
        let of_solution = |entry| of_part(*place, None, &text, &(0..text.len()), entry);
        mutants.extend(by_file.get(&solution).into_iter().flatten().filter_map(of_solution));
        for page in pages(project, place.chapter)?.into_iter().filter(|page| page.exercise == place.exercise) {
            let entries = by_file.get(&page.path);
            for call in calls(&page.text, "variant") {
                let of_call = |entry| of_part(*place, Some(&call.name), &page.text, &call.code, entry);
                let before = mutants.len();
                mutants.extend(entries.into_iter().flatten().filter_map(of_call));
                untouched += usize::from(mutants.len() == before);
            }
        }
    }
    Ok((mutants, untouched))
}

/// A file of a chapter's book.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) path: PathBuf,
    /// From the chapter's folder of sources.
    pub(crate) relative: PathBuf,
    /// The exercise that it belongs to: the file's own name, or that of its folder.
    pub(crate) exercise: String,
    pub(crate) text: String,
}

/// The files of a chapter's book, in the order of their names.
pub(crate) fn pages(project: &Project, chapter: &str) -> anyhow::Result<Vec<Page>> {
    let root = project.root.join("crates").join(chapter).join("src");
    let (mut folders, mut pages) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("{} cannot be read", project.shown(&folder)))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            // The judge as a program asks nothing.
            if path == root.join("main.rs") {
                continue;
            }
            let relative = path.strip_prefix(&root).unwrap_or(&path).to_path_buf();
            let first = relative.iter().next().map(Path::new).and_then(Path::file_stem).unwrap_or_default();
            let (exercise, text) = (first.to_string_lossy().into_owned(), read(project, &path)?);
            pages.push(Page { path, relative, exercise, text });
        }
    }
    pages.sort_by(|a, b| a.relative.cmp(&b.relative));
    Ok(pages)
}

fn read(project: &Project, path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", project.shown(path)))
}

fn ask_cargo(project: &Project, chapters: &[&str]) -> anyhow::Result<String> {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(&project.root).args(["mutants", "--list", "--json"]);
    for chapter in chapters {
        cargo.arg("--package").arg(format!("{chapter}-solution"));
        cargo.arg("--package").arg(format!("nabla-{chapter}"));
    }
    let output = cargo.output().context("`cargo` cannot be started. Is a Rust toolchain installed?")?;
    if output.status.success() {
        return String::from_utf8(output.stdout).context("the list of cargo-mutants is not UTF-8");
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    if complaint.contains("no such command") {
        bail!("the list of mutants comes from cargo-mutants: `cargo install cargo-mutants --locked` installs it");
    }
    bail!("cargo-mutants cannot list the mutants:\n{complaint}");
}

fn parse(list: &str) -> anyhow::Result<Vec<Entry>> {
    serde_json::from_str(list).context(
        "the list of cargo-mutants is not as expected; `cargo install cargo-mutants --locked` brings it up to date",
    )
}

/// The mutant of a part of the text; `None` when the change lies elsewhere.
fn of_part(
    place: ExerciseRef,
    variant: Option<&str>,
    text: &str,
    part: &Range<usize>,
    entry: &Entry,
) -> Option<Mutant> {
    let range = entry.span.bytes(text).filter(|range| part.start <= range.start && range.end <= part.end)?;
    let ExerciseRef { chapter, exercise } = place;
    let what = entry.name.split_once(": ").map_or(entry.name.as_str(), |(_, what)| what);
    let what = what.rsplit_once(" in ").map_or(what, |(what, _)| what).to_owned();
    let lines = lines(text, part, &range);
    let line = changed(text, &lines, &range, &entry.replacement).split_whitespace().collect::<Vec<_>>().join(" ");
    let text = changed(text, part, &range, &entry.replacement);
    let variant = variant.map(str::to_owned);
    Some(Mutant { chapter, exercise, variant, place: entry.span.place(), what, line, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"[{
        "package": "partials-solution", "file": "solutions/partials/src/f_x.rs", "genre": "BinaryOperator",
        "function": { "function_name": "f_x", "return_type": "-> f64", "span": {
            "start": { "line": 12, "column": 1 }, "end": { "line": 16, "column": 2 } } },
        "span": { "start": { "line": 14, "column": 9 }, "end": { "line": 14, "column": 10 } },
        "replacement": "+", "name": "solutions/partials/src/f_x.rs:14:9: replace * with + in f_x"
    }]"#;

    #[test]
    fn a_list_is_read() {
        let entries = parse(LIST).expect("the list is as cargo-mutants writes it");
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].file, PathBuf::from("solutions/partials/src/f_x.rs"));
        assert_eq!(entries[0].span, Span::new((14, 9), (14, 10)));
        assert_eq!(entries[0].replacement, "+");
        assert!(parse("{}").is_err());
    }

    #[test]
    fn a_mutant_says_what_it_changed() {
        let place = ExerciseRef { chapter: "partials", exercise: "f_x" };
        let entry = Entry { span: Span::new((2, 7), (2, 8)), ..parse(LIST).expect("a list").swap_remove(0) };
        let text = "{\n    2 * x\n}\n";
        let mutant = of_part(place, None, text, &(0..text.len()), &entry).expect("the place is there");
        assert_eq!((mutant.what.as_str(), mutant.line.as_str()), ("replace * with +", "2 + x"));
        assert_eq!((mutant.place.as_str(), mutant.text.as_str()), ("2:7", "{\n    2 + x\n}\n"));
    }
}
