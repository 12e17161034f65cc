//! The rounds of one build: compile, replace what the compiler refuses by stubs, compile again, until it is content.

use super::cage::{self, CagedCompiler};
use super::compile::Order;
use super::compiler;
use super::diagnostics::{self, Blame, Diagnostic};
use super::doorway::{self, Broken, Doorway};
use super::programs;
use super::refusal::{Placed, Refusal};
use super::rustc::CompilerCall;
use crate::course::{Chapter, files, stub};
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
    pub(super) broken: Broken,
}

/// How a call of the compiler ended.
enum Compiled {
    Program(PathBuf),
    Refused { errors: Vec<Diagnostic>, doorway: String, raw: String },
}

impl Builder<'_> {
    /// Compiles; replaces what the compiler refuses by stubs; compiles again, until it is content.
    pub(super) fn build(&mut self) -> anyhow::Result<PathBuf> {
        // A stranger's file may name a library that nobody has.
        let mut learned_anew = self.caged.is_some();
        loop {
            let broken = self.broken.clone();
            match self.compile(&|name| broken.contains_key(name))? {
                Compiled::Program(program) => return Ok(program),
                Compiled::Refused { errors, .. } if !learned_anew && errors.iter().any(compiler::lost_library) => {
                    let Order { project, source, chapters, .. } = *self.order;
                    self.call = CompilerCall::learn(project, source, &chapters[0].name)?;
                    learned_anew = true;
                }
                Compiled::Refused { errors, doorway, raw } => {
                    let before = self.broken.len();
                    self.take_blame(&errors, &doorway)?;
                    if self.broken.len() == before && self.order.chapters.len() == 1 {
                        self.each_alone()?;
                    }
                    if self.broken.len() == before {
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
    }

    /// Finds out for every error which exercise it belongs to, and refuses those. Of several chapters none is refused for its
    /// neighbours.
    fn take_blame(&mut self, errors: &[Diagnostic], doorway: &str) -> anyhow::Result<()> {
        let mut own: BTreeMap<String, Vec<Placed<'_>>> = BTreeMap::new();
        let Order { project, source, chapters, .. } = *self.order;
        for error in errors {
            let blamed = chapters.iter().find_map(|one| diagnostics::blame(error, project, source, one, doorway));
            match blamed {
                Some(Blame::Exercise(name, position)) => own.entry(name).or_default().push((error, position)),
                Some(Blame::Signature(name)) => {
                    let refusal = self.signature(&name);
                    self.broken.insert(name, refusal);
                }
                None => {}
            }
        }
        for (name, errors) in own {
            let refusal = match chapters {
                [_] => self.refusal(&name, errors),
                _ => self.alone(&name)?,
            };
            self.broken.insert(name, refusal);
        }
        Ok(())
    }

    /// What the compiler says of one file among the stubs of its chapter: whatever else is in the program, it says the same. An
    /// error when it has nothing to say there.
    fn alone(&self, name: &str) -> anyhow::Result<Refusal> {
        let Order { project, source, .. } = *self.order;
        let chapter = self.chapter(name);
        let doorway = doorway::build(project, source, chapter, &self.folder, &|_| true, true, &|other| other != name)?;
        let _alone = programs::lock(&self.folder)?;
        files::update(&self.folder.join("main.rs"), doorway.text.as_bytes())?;
        let (_, output) = self.call_compiler(&chapter.name, &["--emit=metadata"], &self.draft(), &doorway.files)?;
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
        Ok(self.refusal(name, placed))
    }

    fn refusal(&self, name: &str, errors: Vec<Placed<'_>>) -> Refusal {
        let file = self.file(name);
        let text = fs::read_to_string(&file).unwrap_or_default();
        Refusal::of(errors, &file, &text, self.order.project.course)
    }

    fn signature(&self, name: &str) -> Refusal {
        let solution = stub::solution(self.order.project, &self.chapter(name).name, name).unwrap_or_default();
        let expected = stub::signature(&solution, name).unwrap_or_else(|| format!("pub fn {name}(…)"));
        let theirs = fs::read_to_string(self.file(name)).unwrap_or_default();
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
        for name in self.order.chapters.iter().flat_map(|chapter| &chapter.exercises) {
            let name = name.as_str();
            if self.broken.contains_key(name) {
                continue;
            }
            if let Compiled::Refused { errors, raw, .. } = self.compile(&|other| other != name)? {
                // What has no place at all only counts the errors.
                let placed: Vec<Placed<'_>> =
                    errors.iter().filter(|error| !error.spans.is_empty()).map(|error| (error, None)).collect();
                let refusal = if placed.is_empty() {
                    Refusal { rendered: diagnostics::rendered(&errors, &raw), ..Refusal::default() }
                } else {
                    self.refusal(name, placed)
                };
                self.broken.insert(name.to_owned(), refusal);
            }
        }
        Ok(())
    }

    /// The chapter of an exercise.
    fn chapter(&self, exercise: &str) -> &'static Chapter {
        let chapters = self.order.chapters;
        chapters.iter().find(|chapter| chapter.has(exercise)).unwrap_or(&chapters[0])
    }

    fn file(&self, exercise: &str) -> PathBuf {
        self.order.source.file(&self.chapter(exercise).name, exercise)
    }

    /// A program is named after everything that went into it, so one that is there need not be made again, and runners
    /// side by side never meet each other's.
    fn compile(&self, stubbed: &dyn Fn(&str) -> bool) -> anyhow::Result<Compiled> {
        loop {
            let doorway = self.doorway(stubbed)?;
            let program = self.program(&doorway);
            if program.is_file() {
                return Ok(Compiled::Program(program));
            }
            let _alone = programs::lock(&self.folder)?;
            files::update(&self.folder.join("main.rs"), doorway.text.as_bytes())?;
            let draft = self.draft();
            let (success, output) = self.call_compiler(self.name, &[], &draft, &doorway.files)?;
            if !success {
                let errors = diagnostics::errors(&output);
                return Ok(Compiled::Refused { errors, doorway: doorway.text, raw: output });
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

    fn doorway(&self, stubbed: &dyn Fn(&str) -> bool) -> anyhow::Result<Doorway> {
        let strange = self.caged.is_some();
        let Order { project, source, chapters, only, .. } = *self.order;
        match chapters {
            [chapter] => {
                let answered = |name: &str| only.is_none_or(|only| only == name);
                doorway::build(project, source, chapter, &self.folder, &answered, strange, stubbed)
            }
            _ => doorway::together(project, source, chapters, &self.folder, stubbed),
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
    fn call_compiler(
        &self,
        name: &str,
        more: &[&str],
        program: &Path,
        files: &[PathBuf],
    ) -> anyhow::Result<(bool, String)> {
        let call = self.caged.as_ref().map_or(&self.call, CagedCompiler::call);
        let Order { project, source, knows, given_up, .. } = *self.order;
        let mut rustc = compiler::command(project, call, &self.folder, name, knows, program);
        // A stub has not used its arguments yet; nothing else is forgiven there.
        let lints: &[&str] = if source.strict { &["-Dwarnings", "-Aunused_variables"] } else { &["-Awarnings"] };
        rustc.args(lints).args(more);
        match &self.caged {
            Some(caged) => caged.run(rustc, files, given_up),
            None => {
                rustc.arg(compiler::incremental(&self.folder, knows));
                compiler::run(rustc, given_up)
            }
        }
    }
}
