//! The answers of several people are one program: what cannot be built so is right as well, and nobody would see that it takes longer.

use nabla_grading::GivenUp;
use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use xtask::build::compile::{Part, together};
use xtask::course::project::{Project, Source};

/// The solutions in a folder, written one module further down.
fn written_down(project: &Project, folder: &Path, name: &str) -> Source {
    let source = Source { folder: folder.join(name), name: name.to_owned(), strict: false, remembered: false };
    for place in project.course.all() {
        let text = fs::read_to_string(project.solutions().file(place.chapter, place.exercise)).expect("a solution");
        let file = source.file(place.chapter, place.exercise);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, text.replace("crate::", "super::")).expect("written");
    }
    source
}

#[test]
fn the_solutions_of_several_people_are_one_program_of_all_chapters() {
    // Cargo is asked with the runner in the compiler's place, so this program must know which one that is.
    if env::var_os(nabla_launcher::RUNNER).is_none() {
        let again = Command::new(env::current_exe().expect("this program"))
            .env(nabla_launcher::RUNNER, env!("CARGO_BIN_EXE_xtask"))
            .status();
        assert!(again.expect("started").success());
        return;
    }
    let project = Project::find().expect("the project");
    let folder = tempfile::tempdir().expect("a folder");
    let sources = ["together-one", "together-other"].map(|name| written_down(&project, folder.path(), name));
    // One person handed in nothing of the last chapter.
    let chapters = || project.course.chapters.iter();
    let (last, all) = (chapters().count() - 1, chapters().collect());
    let part = |source, chapters| Part { source, written: source, chapters, stays: true };
    let parts = [part(&sources[0], all), part(&sources[1], chapters().take(last).collect())];
    let built = together(&project, &parts, None, &GivenUp::default()).expect("one program");
    let [one, other] = &built[..] else { panic!("{} parts", built.len()) };
    assert!(one.program.is_some());
    assert_eq!((&one.program, one.part, other.part), (&other.program, 0, 1));
    assert!(built.iter().all(|built| built.broken.is_empty()), "{built:?}");
    fs::remove_dir_all(project.builds().join("together-one")).expect("removed");
}
