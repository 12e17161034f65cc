//! Who is to blame for what the compiler refuses, and what is said of it.

use super::builder::{Builder, Compiled};
use super::compile::{Order, Part};
use super::diagnostics::{self, Blame, Diagnostic};
use super::doorway::{self, Doorway};
use super::programs;
use super::refusal::{Placed, Refusal};
use crate::course::{files, stub};
use std::collections::BTreeMap;
use std::fs;

impl Builder<'_> {
    /// Finds out for every error which exercise it belongs to, and refuses those. Beside other chapters none is refused for its
    /// neighbours.
    pub(super) fn take_blame(&mut self, errors: &[Diagnostic], doorway: &Doorway) -> anyhow::Result<()> {
        let Order { project, parts, .. } = *self.order;
        let was_read = errors.iter().any(is_of_types);
        let is_by_itself = self.is_one_chapter() && self.left().len() == 1;
        for (number, part) in parts.iter().enumerate() {
            let text = doorway.of_part(number);
            let source = part.written;
            let mut own: BTreeMap<String, Vec<Placed<'_>>> = BTreeMap::new();
            for error in errors {
                let mut chapters = part.chapters.iter();
                let blamed = chapters.find_map(|one| diagnostics::blame(error, project, source, one, &text));
                match blamed {
                    Some(Blame::Exercise(name, position)) => own.entry(name).or_default().push((error, position)),
                    Some(Blame::Signature(name)) => {
                        let refusal = self.signature(part, &name);
                        self.broken[number].insert(name, refusal);
                    }
                    None => {}
                }
            }
            for (name, errors) in own {
                let mut refusal = self.refusal(part, &name, errors);
                // Where types were not reached, the compiler may have stopped sooner for the sake of another file.
                let may_be_others = !was_read || speaks_of_others(&refusal, &name);
                if may_be_others && !is_by_itself && !self.is_heard_beside_others(part, &name) {
                    refusal = self.alone(part, &name)?;
                }
                self.broken[number].insert(name, refusal);
            }
        }
        Ok(())
    }

    /// Whether this file is heard where it stands, whatever else is there: in a learner's own chapter, of which an answer is to come
    /// soon, and in any chapter when it calls others.
    fn is_heard_beside_others(&self, part: &Part<'_>, name: &str) -> bool {
        let calls_others = || {
            let text = fs::read_to_string(part.file(name)).unwrap_or_default();
            ["crate", "super"].iter().any(|word| text.contains(word))
        };
        self.is_one_chapter() && (part.written.remembered || calls_others())
    }

    /// The exercises of the first part that are not refused.
    fn left(&self) -> Vec<String> {
        let all = self.order.parts[0].chapters.iter().flat_map(|chapter| &chapter.exercises);
        all.filter(|name| !self.broken[0].contains_key(*name)).cloned().collect()
    }

    /// What the compiler says of one file among the stubs of its chapter: whatever else is in the program, it says the same. An
    /// error when it has nothing to say there.
    fn alone(&self, part: &Part<'_>, name: &str) -> anyhow::Result<Refusal> {
        let project = self.order.project;
        let (source, chapter) = (part.written, part.chapter(name));
        let doorway = doorway::build(project, source, chapter, &self.folder, &|_| true, true, &|other| other != name)?;
        let _alone = programs::lock(&self.folder)?;
        files::update(&self.folder.join("main.rs"), doorway.text.as_bytes())?;
        let (_, output) = self.call_compiler(&chapter.name, &self.draft(), &doorway.files)?;
        let errors = diagnostics::errors(&output);
        let placed = errors.iter().filter_map(|error| {
            match diagnostics::blame(error, project, source, chapter, &doorway.text)? {
                Blame::Exercise(_, position) => Some((error, position)),
                Blame::Signature(_) => None,
            }
        });
        let placed: Vec<Placed<'_>> = placed.collect();
        anyhow::ensure!(
            !placed.is_empty(),
            "{name} compiles among the stubs of its chapter, but not beside other chapters"
        );
        Ok(Refusal { among_stubs: true, ..self.refusal(part, name, placed) })
    }

    fn refusal(&self, part: &Part<'_>, name: &str, errors: Vec<Placed<'_>>) -> Refusal {
        let file = part.file(name);
        let text = fs::read_to_string(&file).unwrap_or_default();
        Refusal::of(errors, &file, &text, self.order.project.course)
    }

    fn signature(&self, part: &Part<'_>, name: &str) -> Refusal {
        let solution = stub::solution(self.order.project, &part.chapter(name).name, name).unwrap_or_default();
        let expected = stub::signature(&solution, name).unwrap_or_else(|| format!("pub fn {name}(…)"));
        let theirs = fs::read_to_string(part.file(name)).unwrap_or_default();
        let found = match stub::signature(&theirs, name) {
            Some(found) if found != expected => format!("  yours     {found}\n"),
            Some(_) => String::new(),
            None => format!("  yours     has no `pub fn {name}`\n"),
        };
        let rendered = format!("{found}  expected  {expected}\n");
        Refusal { rendered, ..Refusal::saying("The signature was changed, so nothing can call it.".to_owned()) }
    }

    /// When no place tells who is to blame, it is the one that is left, or every exercise is compiled alone among stubs.
    pub(super) fn blame_without_place(&mut self, errors: &[Diagnostic], raw: &str) -> anyhow::Result<()> {
        let left = self.left();
        if let [name] = &left[..] {
            let refusal = self.without_place(name, errors, raw);
            self.broken[0].insert(name.clone(), refusal);
            return Ok(());
        }
        for name in left {
            if let Compiled::Refused { errors, raw, .. } = self.compile(&|_, other| other != name)? {
                let refusal = self.without_place(&name, &errors, &raw);
                self.broken[0].insert(name, refusal);
            }
        }
        Ok(())
    }

    /// What is said of an exercise when no place in its file is to blame.
    fn without_place(&self, name: &str, errors: &[Diagnostic], raw: &str) -> Refusal {
        // What has no place at all only counts the errors.
        let placed: Vec<Placed<'_>> =
            errors.iter().filter(|error| !error.spans.is_empty()).map(|error| (error, None)).collect();
        if placed.is_empty() {
            return Refusal { rendered: diagnostics::rendered(errors, raw), ..Refusal::default() };
        }
        self.refusal(&self.order.parts[0], name, placed)
    }
}

/// Whether the compiler says this only once it has read all files and knows what every name means: from there on it looks at every
/// function, whatever is wrong with others.
fn is_of_types(error: &Diagnostic) -> bool {
    const OF_TYPES: [&str; 9] = ["E0061", "E0277", "E0282", "E0308", "E0369", "E0382", "E0384", "E0599", "E0614"];
    error.code.as_ref().is_some_and(|code| OF_TYPES.contains(&code.code.as_str()))
}

/// Whether the compiler's words may come of what else is in a program of several chapters: of a path to it, of a name that is there
/// twice and so is written with its library, or of the place of a file. Then the file's own chapter is to be heard.
fn speaks_of_others(refusal: &Refusal, exercise: &str) -> bool {
    const MARKS: [&str; 11] = [
        "crate::",
        "super",
        "part_",
        "doorway_",
        "stubs",
        "closure@",
        "std::",
        "core::",
        "alloc::",
        "nalgebra::",
        "nabla_",
    ];
    let text = refusal.message();
    MARKS.iter().any(|mark| text.contains(mark)) || text.contains(&format!("{exercise}::"))
}
