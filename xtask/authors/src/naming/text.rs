//! The text of a program that holds many mutants.

use super::calls::calls;
use super::mutants::{Mutant, pages};
use super::program::Numbered;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};
use xtask::build::diagnostics::Diagnostic;
use xtask::build::doorway;
use xtask::course::Chapter;
use xtask::course::project::Project;

/// The text of a program.
#[derive(Default)]
pub(crate) struct Text {
    pub(crate) files: Vec<(PathBuf, String)>,
    /// Which lines belong to which mutant.
    owners: Vec<(PathBuf, Range<usize>, usize)>,
}

impl Text {
    /// The mutants in which the compiler found errors.
    pub(crate) fn refused(&self, errors: &[Diagnostic]) -> BTreeSet<usize> {
        // The compiler tells places from the project's root on.
        let owner = |(file, line): (&Path, usize)| {
            let mut owners = self.owners.iter();
            owners.find(|(path, lines, _)| path.ends_with(file) && lines.contains(&line)).map(|(.., number)| *number)
        };
        errors.iter().filter_map(|error| error.places().into_iter().find_map(owner)).collect()
    }
}

/// The doorway once more for each mutant, in a module of its own, with the mutant in the place of the solution. Where
/// a solution calls another one, that one is the right one still.
pub(crate) fn solutions(
    project: &Project,
    chapter: &Chapter,
    folder: &Path,
    mutants: &Numbered<'_>,
) -> anyhow::Result<Text> {
    let source = project.solutions();
    let doorway = doorway::pristine(project, &source, chapter)?;
    let mut text = Text::default();
    let (mut main, mut arms) = (String::new(), String::new());
    for name in doorway.lines().filter_map(module) {
        writeln!(main, "#[path = {:?}] mod {name};", source.file(&chapter.name, name).display().to_string())?;
    }
    let main_path = folder.join("main.rs");
    for (number, mutant) in mutants {
        let path = folder.join("mutants").join(number.to_string()).join(format!("{}.rs", mutant.exercise));
        let first = lines(&main);
        writeln!(main, "mod m{number} {{\n{}\n}}", door(&doorway, mutant.exercise, &path))?;
        writeln!(arms, "        Some(\"{number}\") => m{number}::main(),")?;
        text.owners.push((main_path.clone(), first..lines(&main), *number));
        text.owners.push((path.clone(), 1..lines(&mutant.text) + 1, *number));
        text.files.push((path, mutant.text.clone()));
    }
    write!(
        main,
        "{CALLED}fn main() -> std::process::ExitCode {{\n    match called().as_deref() {{\n{arms}        _ => std::process::ExitCode::FAILURE,\n    }}\n}}\n"
    )?;
    text.files.push((main_path, main));
    Ok(text)
}

/// The doorway as a module that leads to one exercise only, whose file is the one at `path`.
fn door(doorway: &str, exercise: &str, path: &Path) -> String {
    let mut door = String::new();
    let mut at = 0;
    for call in calls(doorway, "answer").iter().filter(|call| call.name != exercise) {
        door.push_str(&doorway[at..call.whole.start]);
        at = call.whole.end;
    }
    door.push_str(&doorway[at..]);
    let line = |line: &str| match module(line) {
        Some(name) if name == exercise => format!("#[path = {:?}] {line}\n", path.display().to_string()),
        Some(name) => format!("use crate::{name};\n"),
        None => format!("{line}\n"),
    };
    door.lines().map(line).collect::<String>().replace("fn main(", "pub(crate) fn main(")
}

/// The name of the module that a line declares.
fn module(line: &str) -> Option<&str> {
    line.strip_prefix("mod ")?.strip_suffix(';')
}

/// The chapter itself, with every mutant beside its variant: so it may use all that the variant uses.
pub(crate) fn variants(
    project: &Project,
    chapter: &Chapter,
    folder: &Path,
    mutants: &Numbered<'_>,
) -> anyhow::Result<Text> {
    let mut text = Text::default();
    for page in pages(project, &chapter.name)? {
        if page.relative == Path::new("lib.rs") {
            text.files.push((folder.join("main.rs"), page.text + CALLED + MUTANTS));
            continue;
        }
        let path = folder.join(&page.relative);
        let (page, owners) = with_mutants(&page.text, &page.exercise, mutants);
        text.owners.extend(owners.into_iter().map(|(lines, number)| (path.clone(), lines, number)));
        text.files.push((path, page));
    }
    Ok(text)
}

/// A page with the mutants of its variants, and the lines of each.
fn with_mutants(page: &str, exercise: &str, mutants: &Numbered<'_>) -> (String, Vec<(Range<usize>, usize)>) {
    let (mut text, mut owners, mut at) = (String::new(), Vec::new(), 0);
    for call in calls(page, "variant") {
        text.push_str(&page[at..call.whole.end]);
        at = call.whole.end;
        let own = |mutant: &Mutant| mutant.exercise == exercise && mutant.variant.as_deref() == Some(&call.name);
        for (number, mutant) in mutants.iter().filter(|(_, mutant)| own(mutant)) {
            text.push('\n');
            let first = lines(&text);
            text.push_str(&format!(".mutant({number}, {exercise:?}, {})", mutant.text));
            owners.push((first..lines(&text) + 1, *number));
        }
    }
    text.push_str(&page[at..]);
    if !owners.is_empty() {
        text.push_str("\nuse crate::Mutants as _;\n");
    }
    (text, owners)
}

/// The number of the line that the text ends on.
fn lines(text: &str) -> usize {
    text.matches('\n').count() + 1
}

/// The name under which the program was called.
const CALLED: &str = r#"
fn called() -> Option<String> {
    let program = std::path::PathBuf::from(std::env::args_os().next()?);
    Some(program.file_stem()?.to_string_lossy().into_owned())
}
"#;

/// A chapter that answers with one of the mutants in it.
const MUTANTS: &str = r#"
thread_local! {
    static CHOSEN: std::cell::RefCell<nabla_grading::Answers> = std::cell::RefCell::default();
}

trait Mutants: Sized {
    fn mutant<P>(self, number: usize, exercise: &'static str, code: impl nabla_grading::Handler<P>) -> Self {
        if called() == Some(number.to_string()) {
            CHOSEN.set(nabla_grading::Answers::new().answer(exercise, code));
        }
        self
    }
}

impl<T> Mutants for T {}

fn main() -> std::process::ExitCode {
    drop(chapter());
    nabla_grading::serve(&CHOSEN.take())
}
"#;

#[cfg(test)]
mod tests {
    use super::*;

    fn mutant(variant: Option<&str>, text: &str) -> Mutant {
        let [place, what, line] = [const { String::new() }; 3];
        let (variant, text) = (variant.map(str::to_owned), text.to_owned());
        Mutant { chapter: "partials", exercise: "f_x", variant, place, what, line, text }
    }

    #[test]
    fn a_door_leads_to_one_exercise() {
        let doorway = "//! The doorway.\nmod f_x;\nmod f_y;\nfn main() {\n    Answers::new().answer(\"f_x\", |x| f_x::f_x(x)).answer(\"f_y\", |y| f_y::f_y(y))\n}\n";
        let expected = "//! The doorway.\n#[path = \"7/f_x.rs\"] mod f_x;\nuse crate::f_y;\npub(crate) fn main() {\n    Answers::new().answer(\"f_x\", |x| f_x::f_x(x))\n}\n";
        assert_eq!(door(doorway, "f_x", Path::new("7/f_x.rs")), expected);
    }

    #[test]
    fn mutants_stand_after_their_variant() {
        let (first, second) = (mutant(Some("a"), "|x| {\n    x - 1.0\n}"), mutant(Some("b"), "|x| 2.0 / x"));
        let mutants = Numbered::from([(3, &first), (5, &second)]);
        let page = "e\n.variant(\"a\", |x| {\n    x + 1.0\n})\n.variant(\"b\", |x| 2.0 * x)\n";
        let (text, owners) = with_mutants(page, "f_x", &mutants);
        assert_eq!(owners, [(5..8, 3), (9..10, 5)]);
        assert_eq!(text.lines().nth(4), Some(".mutant(3, \"f_x\", |x| {"));
        assert_eq!(text.lines().nth(8), Some(".mutant(5, \"f_x\", |x| 2.0 / x)"));
        assert_eq!(with_mutants(page, "f_y", &mutants), (page.to_owned(), vec![]));
    }
}
