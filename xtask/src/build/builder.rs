//! The rounds of one build: compile, replace what the compiler refuses by stubs, compile again, until it is content.

use super::cage::{self, CagedCompiler};
use super::compile::{Order, Part};
use super::compiler;
use super::diagnostics::{self, Diagnostic};
use super::doorway::{self, Broken, Doorway};
use super::programs;
use super::rustc::CompilerCall;
use super::together;
use crate::course::files;
use anyhow::{Context, bail};
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
pub(super) enum Compiled {
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
                        self.blame_without_place(&errors, &raw)?;
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
    pub(super) fn is_one_chapter(&self) -> bool {
        matches!(self.order.parts, [part] if part.chapters.len() == 1)
    }

    /// A program is named after everything that went into it, so one that is there need not be made again, and runners
    /// side by side never meet each other's.
    pub(super) fn compile(&self, stubbed: &dyn Fn(usize, &str) -> bool) -> anyhow::Result<Compiled> {
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
    pub(super) fn draft(&self) -> PathBuf {
        match &self.caged {
            Some(caged) => caged.draft(),
            None => self.folder.join(format!("program{}", env::consts::EXE_SUFFIX)),
        }
    }

    /// Calls rustc as Cargo would.
    pub(super) fn call_compiler(
        &self,
        name: &str,
        program: &Path,
        files: &[PathBuf],
    ) -> anyhow::Result<(bool, String)> {
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
