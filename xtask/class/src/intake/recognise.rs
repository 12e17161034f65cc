//! Which file is which exercise: by its place, else by its name, else by the function that it holds.

use super::collect::{Aside, Collected, Found};
use super::{FILE_LIMIT, HandedFile, Text, text};
use std::collections::{BTreeMap, BTreeSet};
use xtask::course::{Course, ExerciseRef};

/// The exercises' files, and what there is to say of them.
#[derive(Debug, Default)]
pub(crate) struct Recognised {
    pub(crate) files: BTreeMap<ExerciseRef, HandedFile>,
    pub(crate) aside: Vec<Aside>,
    pub(crate) notes: Vec<String>,
}

/// How sure it is that a file is an exercise's; the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sure {
    /// `<chapter>/src/<exercise>.rs`, wherever that lies.
    Place,
    /// `<exercise>.rs`.
    Name,
    /// `F_X (1).rs`, `ada_f_x.rs`.
    Renamed,
    /// It holds the function.
    Function,
}

/// Which exercises the files are.
pub(crate) fn all(collected: Collected, course: &'static Course) -> Recognised {
    let (found, mut aside) = collected.aside();
    let mut candidates: BTreeMap<ExerciseRef, Vec<(Sure, usize)>> = BTreeMap::new();
    for (index, file) in found.iter().enumerate() {
        let places = places(file, course);
        if places.is_empty() {
            aside.push(Aside { file: file.name(), why: why_none(file).to_owned(), count: 1 });
        }
        for (sure, place) in places {
            candidates.entry(place).or_default().push((sure, index));
        }
    }
    let mut recognised = Recognised { notes: nested(&found, &candidates), ..Recognised::default() };
    for (place, mut rivals) in candidates {
        // The surest; among those a finished one, then the one that lies nearest to the root.
        let is_stub = |index: usize| contains(&found[index].bytes, "todo!(");
        rivals.sort_by_key(|(sure, index)| (*sure, is_stub(*index), found[*index].parts.len(), found[*index].name()));
        let (sure, chosen) = rivals[0];
        let mut file = handed(&found[chosen]);
        if sure > Sure::Name {
            file.notes.push(format!("`{}` was read as {}.", file.name, place.id()));
        }
        for (_, other) in &rivals[1..] {
            let same = if found[*other].bytes == found[chosen].bytes { "; both hold the same" } else { "" };
            let why = format!("`{}` was judged as {}{same}", file.name, place.id());
            aside.push(Aside { file: found[*other].name(), why, count: 1 });
            if same.is_empty() {
                let notes = format!(
                    "There are two files for it: `{}` was judged, `{}` was not.",
                    file.name,
                    found[*other].name()
                );
                file.notes.push(notes);
            }
        }
        recognised.files.insert(place, file);
    }
    recognised.aside = aside;
    shared(&mut recognised);
    recognised
}

/// What is odd about several files in the same way is said once.
fn shared(recognised: &mut Recognised) {
    let mut counts: BTreeMap<[&'static str; 2], usize> = BTreeMap::new();
    for note in recognised.files.values().flat_map(|file| text::shared(&file.notes)) {
        *counts.entry(note).or_default() += 1;
    }
    for ([note, several], count) in counts.into_iter().filter(|(_, count)| *count > 1) {
        recognised.files.values_mut().for_each(|file| file.notes.retain(|own| own != note));
        recognised.notes.push(format!("{count} files {several}"));
    }
}

fn handed(found: &Found) -> HandedFile {
    let name = found.name();
    if let Some(size) = found.too_large {
        let note = format!("It has {} KiB; an exercise's file may have {} KiB.", size >> 10, FILE_LIMIT >> 10);
        return HandedFile { name, text: Text::TooLarge(size), notes: vec![note] };
    }
    let (text, notes) = text::tidy(found.bytes.clone());
    HandedFile { name, text, notes }
}

/// The exercises that a file may be.
fn places(file: &Found, course: &'static Course) -> Vec<(Sure, ExerciseRef)> {
    let names: Vec<&str> = file.parts.iter().map(String::as_str).collect();
    let Some((name, folders)) = names.split_last() else { return Vec::new() };
    let stem = name.strip_suffix(".rs").unwrap_or(name);
    if let [.., chapter, "src"] | [.., chapter] = folders
        && let Some(chapter) = course.chapter(chapter)
        && let Some(place) = chapter.all().find(|place| place.exercise == stem)
    {
        return vec![(Sure::Place, place)];
    }
    let all = course.all();
    let exactly = |place: &&ExerciseRef| place.exercise == stem;
    if let Some(place) = only(all.iter().filter(exactly), folders) {
        return vec![(Sure::Name, place)];
    }
    let renamed = all.iter().filter(|place| is_renamed(name, place.exercise)).max_by_key(|place| place.exercise.len());
    if let Some(place) = renamed
        && contains(&file.bytes, &format!("fn {}", place.exercise))
    {
        let named = all.iter().filter(|other| other.exercise == place.exercise);
        return only(named, folders).map(|place| (Sure::Renamed, place)).into_iter().collect();
    }
    if stem == "main" || stem == "lib" {
        return Vec::new();
    }
    let held: BTreeSet<&str> = all.iter().map(|place| place.exercise).collect();
    let held = held.into_iter().filter(|exercise| contains(&file.bytes, &format!("pub fn {exercise}(")));
    let held = held.filter_map(|exercise| only(all.iter().filter(|place| place.exercise == exercise), folders));
    held.map(|place| (Sure::Function, place)).collect()
}

/// The one place there is; of several the one whose chapter is among the folders.
fn only<'a>(places: impl Iterator<Item = &'a ExerciseRef>, folders: &[&str]) -> Option<ExerciseRef> {
    let places: Vec<&ExerciseRef> = places.collect();
    match places[..] {
        [place] => Some(*place),
        _ => places.into_iter().find(|place| folders.contains(&place.chapter)).copied(),
    }
}

/// Whether a file's name is an exercise's name with something that people and systems add.
fn is_renamed(name: &str, exercise: &str) -> bool {
    let name = name.to_lowercase();
    let name = name.strip_suffix(".txt").unwrap_or(&name);
    let name = name.strip_suffix(".rs").unwrap_or(name).replace([' ', '-', '.', '(', ')', '[', ']'], "_");
    let name = format!("_{}_", name.trim_matches('_'));
    name.contains(&format!("_{exercise}_"))
}

fn contains(bytes: &[u8], part: &str) -> bool {
    bytes.windows(part.len()).any(|window| window == part.as_bytes())
}

fn why_none(file: &Found) -> &'static str {
    match file.parts.last().map(String::as_str) {
        Some("main.rs" | "lib.rs") => "the course's own is used instead",
        Some("reference.rs") => "a test; the course's own judges are used instead",
        Some("build.rs") => "nothing of a submission is run by Cargo",
        _ if file.too_large.is_some() => "a large file that is no exercise's",
        _ => "no exercise has this name, and it holds no exercise's function",
    }
}

/// Where the exercises' folders lie, if that is not where they are expected.
fn nested(found: &[Found], candidates: &BTreeMap<ExerciseRef, Vec<(Sure, usize)>>) -> Vec<String> {
    let mut outer = BTreeSet::new();
    for (_, index) in candidates.values().flatten().filter(|(sure, _)| *sure == Sure::Place) {
        let parts = &found[*index].parts;
        let folders = &parts[..parts.len() - 1];
        let folders = folders.strip_suffix(&["src".to_owned()]).unwrap_or(folders);
        let before = &folders[..folders.len().saturating_sub(1)];
        let before = before.strip_suffix(&["exercises".to_owned()]).unwrap_or(before);
        if !before.is_empty() {
            outer.insert(before.join("/"));
        }
    }
    outer.into_iter().map(|folder| format!("The files lie in the folder `{folder}`; they were found there.")).collect()
}

#[cfg(test)]
mod tests {
    use super::is_renamed;

    #[test]
    fn a_name_is_known_with_what_people_and_systems_add() {
        for name in [
            "F_X.rs",
            "f_x (1).rs",
            "f_x-2.rs",
            "f_x copy.rs",
            "ada_f_x.rs",
            "ada.f_x.rs",
            "f_x.rs.txt",
            "f_x.final.rs",
        ] {
            assert!(is_renamed(name, "f_x"), "{name}");
        }
        for name in ["f_xy.rs", "of_x.rs", "fx.rs"] {
            assert!(!is_renamed(name, "f_x"), "{name}");
        }
    }
}
