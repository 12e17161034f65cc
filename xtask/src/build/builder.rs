//! The rounds of one build: compile, replace what the compiler refuses by stubs, compile again, until it is content.

use super::cage::{self, CagedCompiler};
use super::compile::{Order, Part};
use super::compiler;
use super::diagnostics::{self, Blame, Diagnostic};
use super::doorway::{self, Broken, Doorway};
use super::programs;
use super::refusal::{Placed, Refusal};
use super::rustc::CompilerCall;
use super::together;
use crate::course::{files, stub};
use anyhow::{Context, bail};
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// A program on its way.
pub(super) struct Builder<'a> {
    pub(super) order: &'a Order<'a>,
    /// The program's.
    pub(super) name: &'a str,
    pub(super) folder: PathBuf,
    pub(super) call: CompilerCall,
    pub(super) caged: Option<CagedCompiler<'a>>,
    /// Of each part.
    pub(super) broken: Vec<Broken>,
}

/// How a call of the compiler ended.
enum Compiled {
    Program(PathBuf),
    Refused { errors: Vec<Diagnostic>, doorway: Doorway, raw: String },
}

impl Builder<'_> {
    /// Compiles; replaces what the compiler refuses by stubs; compiles again, until it is content or nothing is left.
    pub(super) fn build(&mut self) -> anyhow::Result<Option<PathBuf>> {
        // A stranger's file may name a library that nobody has.
        let mut learned_anew = self.caged.is_some();
        while self.is_anything_left() {
            let broken = self.broken.clone();
            match self.compile(&|part, name| broken[part].contains_key(name))? {
                Compiled::Program(program) => return Ok(Some(program)),
                Compiled::Refused { errors, .. } if !learned_anew && errors.iter().any(compiler::lost_library) => {
                    let Part { source, chapters, .. } = &self.order.parts[0];
                    self.call = CompilerCall::learn(self.order.project, source, &chapters[0].name)?;
                    learned_anew = true;
                }
                Compiled::Refused { errors, doorway, raw } => {
                    let before = self.refused();
                    self.take_blame(&errors, &doorway)?;
                    if self.refused() == before && self.is_one_chapter() {
                        self.each_alone()?;
                    }
                    if self.refused() == before {
                        bail!(
                            "the chapter {} does not compile, even with stubs alone. Is another crate than the course's named in \
                             its Cargo.toml, or a file of crates/ changed? `git status` shows what was. The compiler says:\n{}",
                            self.name,
                            diagnostics::rendered(&errors, &raw)
                        );
                    }
                }
            }
        }
        Ok(None)
    }

    /// Whether there is an exercise that is not refused. Of a learner's own the stubs are compiled in any case: where they do not
    /// compile either, the libraries are to blame. For strangers' files somebody has seen that they do.
    fn is_anything_left(&self) -> bool {
        let all = |part: &Part<'_>, broken: &Broken| {
            part.chapters.iter().flat_map(|chapter| &chapter.exercises).all(|name| broken.contains_key(name))
        };
        self.caged.is_none() || !self.order.parts.iter().zip(&self.broken).all(|(part, broken)| all(part, broken))
    }

    /// How many files have been refused.
    fn refused(&self) -> usize {
        self.broken.iter().map(Broken::len).sum()
    }

    /// Whether there is no other chapter, whose files could be to blame.
    fn is_one_chapter(&self) -> bool {
        matches!(self.order.parts, [part] if part.chapters.len() == 1)
    }

    /// Finds out for every error which exercise it belongs to, and refuses those. Beside other chapters none is refused for its
    /// neighbours.
    fn take_blame(&mut self, errors: &[Diagnostic], doorway: &Doorway) -> anyhow::Result<()> {
        let Order { project, parts, .. } = *self.order;
        let was_read = errors.iter().any(is_of_types);
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
                // After an error that is none of types the compiler may have stopped sooner for the sake of another file.
                let is_all = self.is_one_chapter() || was_read && errors.iter().all(|(error, _)| error.is_numbered());
                let refusal = Some(self.refusal(part, &name, errors));
                let refusal =
                    refusal.filter(|refusal| self.is_one_chapter() || is_all && !speaks_of_others(refusal, &name));
                let refusal = refusal.map_or_else(|| self.alone(part, &name), Ok)?;
                self.broken[number].insert(name, refusal);
            }
        }
        Ok(())
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

    /// When no place tells who is to blame, every exercise is compiled alone among stubs.
    fn each_alone(&mut self) -> anyhow::Result<()> {
        let part = &self.order.parts[0];
        for name in part.chapters.iter().flat_map(|chapter| &chapter.exercises) {
            let name = name.as_str();
            if self.broken[0].contains_key(name) {
                continue;
            }
            if let Compiled::Refused { errors, raw, .. } = self.compile(&|_, other| other != name)? {
                // What has no place at all only counts the errors.
                let placed: Vec<Placed<'_>> =
                    errors.iter().filter(|error| !error.spans.is_empty()).map(|error| (error, None)).collect();
                let refusal = if placed.is_empty() {
                    Refusal { rendered: diagnostics::rendered(&errors, &raw), ..Refusal::default() }
                } else {
                    self.refusal(part, name, placed)
                };
                self.broken[0].insert(name.to_owned(), refusal);
            }
        }
        Ok(())
    }

    /// A program is named after everything that went into it, so one that is there need not be made again, and runners
    /// side by side never meet each other's.
    fn compile(&self, stubbed: &dyn Fn(usize, &str) -> bool) -> anyhow::Result<Compiled> {
        loop {
            let doorway = self.doorway(stubbed)?;
            let program = self.program(&doorway);
            if program.is_file() {
                return Ok(Compiled::Program(program));
            }
            let _alone = programs::lock(&self.folder)?;
            files::update(&self.folder.join("main.rs"), doorway.text.as_bytes())?;
            let draft = self.draft();
            let (success, output) = self.call_compiler(self.name, &draft, &self.may_be_read(&doorway))?;
            if !success {
                let output = self.of_what_was_written(output);
                let errors = diagnostics::errors(&output);
                return Ok(Compiled::Refused { errors, doorway, raw: output });
            }
            // A file that was saved meanwhile may or may not be in the program.
            if self.program(&self.doorway(stubbed)?) == program {
                if self.caged.is_some() {
                    cage::make_runnable(&draft)?;
                }
                fs::rename(&draft, &program).with_context(|| format!("{} cannot be written", program.display()))?;
                programs::remove_old(&self.folder, self.name);
                return Ok(Compiled::Program(program));
            }
        }
    }

    /// What the compiler must see. Of several people it sees their folders, in which there is nothing else: one way to each of their
    /// files would cost the system more than compiling some of them.
    fn may_be_read(&self, doorway: &Doorway) -> Vec<PathBuf> {
        match self.order.parts {
            [_] => doorway.files.clone(),
            parts => parts.iter().map(|part| part.source.folder.clone()).chain([self.folder.join("stubs")]).collect(),
        }
    }

    /// What the compiler says of files that were compiled elsewhere, of those that somebody wrote.
    fn of_what_was_written(&self, output: String) -> String {
        self.order.parts.iter().filter(|part| part.source.folder != part.written.folder).fold(output, |output, part| {
            let [compiled, written] = [part.source, part.written].map(|source| source.folder.display().to_string());
            output.replace(&compiled, &written)
        })
    }

    fn doorway(&self, stubbed: &dyn Fn(usize, &str) -> bool) -> anyhow::Result<Doorway> {
        let strange = self.caged.is_some();
        let Order { project, parts, only, .. } = *self.order;
        match parts {
            [Part { source, chapters, .. }] if chapters.len() == 1 => {
                let answered = |name: &str| only.is_none_or(|only| only == name);
                let stubbed = |name: &str| stubbed(0, name);
                doorway::build(project, source, chapters[0], &self.folder, &answered, strange, &stubbed)
            }
            _ => together::doorway(project, parts, &self.folder, stubbed),
        }
    }

    fn program(&self, doorway: &Doorway) -> PathBuf {
        let mark = files::fingerprint([
            &doorway.fingerprint().to_le_bytes(),
            self.call.key().as_bytes(),
            self.order.knows.folder().as_bytes(),
        ]);
        self.folder.join(format!("{}-{mark:016x}{}", self.name, env::consts::EXE_SUFFIX))
    }

    /// Where the compiler puts a program before it has its name.
    fn draft(&self) -> PathBuf {
        match &self.caged {
            Some(caged) => caged.draft(),
            None => self.folder.join(format!("program{}", env::consts::EXE_SUFFIX)),
        }
    }

    /// Calls rustc as Cargo would.
    fn call_compiler(&self, name: &str, program: &Path, files: &[PathBuf]) -> anyhow::Result<(bool, String)> {
        let call = self.caged.as_ref().map_or(&self.call, CagedCompiler::call);
        let Order { project, parts, knows, given_up, .. } = *self.order;
        let mut rustc = compiler::command(project, call, &self.folder, name, knows, program);
        // A stub has not used its arguments yet; nothing else is forgiven there.
        let lints: &[&str] =
            if parts[0].source.strict { &["-Dwarnings", "-Aunused_variables"] } else { &["-Awarnings"] };
        rustc.args(lints);
        match &self.caged {
            Some(caged) => caged.run(rustc, files, given_up),
            None => {
                rustc.arg(compiler::incremental(&self.folder, knows));
                compiler::run(rustc, given_up)
            }
        }
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
