//! From a folder of exercises to a program, whatever is in the files: one that does not compile costs only itself.

use super::cage::{self, Cage, CagedCompiler};
use super::compiler::{self, Knows};
use super::diagnostics::{self, Blame, Diagnostic};
use super::doorway::{self, Broken, Doorway};
use super::programs;
use super::refusal::{Placed, Refusal};
use super::rustc::CompilerCall;
use crate::course::project::{Project, Source};
use crate::course::{Chapter, files, stub};
use anyhow::{Context, bail};
use nabla_grading::GivenUp;
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A chapter's program.
#[derive(Clone, Debug)]
pub struct Built {
    pub program: PathBuf,
    /// The exercises that do not compile, with what to tell the person.
    pub broken: Broken,
    /// What else the person should know.
    pub notes: Vec<String>,
    /// The files of the exercises, as they were just before they were compiled.
    pub texts: BTreeMap<String, Vec<u8>>,
}

/// Builds a chapter, or one exercise of it, from the source's files, unless it is given up; in a cage, where there is one.
pub fn chapter(
    project: &Project,
    source: &Source,
    chapter: &'static Chapter,
    only: Option<&'static str>,
    knows: Knows,
    cage: Option<&Cage>,
    given_up: &GivenUp,
) -> anyhow::Result<Built> {
    let call = CompilerCall::get(project, source, &chapter.name)?;
    let order = Order { project, source, chapters: &[chapter], only, knows, cage, given_up };
    let mut built = order.built(&chapter.name, call)?;
    // Nothing else of a stranger's is even looked at.
    if cage.is_none() {
        let notes = [doorway::edited(project, source, chapter), doorway::other_crates(project, source, chapter)];
        built.notes = notes.into_iter().flatten().collect();
    }
    Ok(built)
}

/// Builds what is there of several chapters as one program. None of the files may reach beyond itself, and they stand or
/// fall as the compiler says where: whatever else is wrong with them, each chapter must be built for itself.
pub fn together(
    project: &Project,
    source: &Source,
    chapters: &[&'static Chapter],
    cage: Option<&Cage>,
    given_up: &GivenUp,
) -> anyhow::Result<Built> {
    let mut calls = Vec::new();
    for chapter in chapters {
        calls.push(CompilerCall::get(project, source, &chapter.name)?);
    }
    let call = calls.pop().context("there is no chapter")?;
    if calls.iter().any(|other| other.arguments != call.arguments) {
        bail!("the chapters' exercises are compiled with different libraries");
    }
    Order { project, source, chapters, only: None, knows: Knows::Places, cage, given_up }.built("together", call)
}

/// What is to be built.
struct Order<'a> {
    project: &'a Project,
    source: &'a Source,
    /// One, or several together.
    chapters: &'a [&'static Chapter],
    /// The one exercise that will be asked, if it is one.
    only: Option<&'static str>,
    knows: Knows,
    cage: Option<&'a Cage>,
    given_up: &'a GivenUp,
}

impl Order<'_> {
    /// Builds the program of this name.
    fn built(&self, name: &str, call: CompilerCall) -> anyhow::Result<Built> {
        let Self { project, source, chapters, cage, .. } = *self;
        let builds = cage.map_or_else(|| project.builds(), |cage| cage.folder.clone());
        let folder = builds.join(&source.name).join(name);
        fs::create_dir_all(&folder).with_context(|| {
            format!("{} cannot be made. Is the disk full, or `target` read-only?", folder.display())
        })?;
        let (mut all, mut broken) = (BTreeMap::new(), Broken::new());
        for chapter in chapters {
            let texts = doorway::texts(source, chapter, cage.is_some());
            broken.extend(doorway::unreadable(project, source, chapter, &texts));
            if cage.is_some() {
                let refused = |(name, text): (&String, &io::Result<Vec<u8>>)| {
                    Some((name.clone(), cage::refused(text.as_ref().ok()?)?))
                };
                broken.extend(texts.iter().filter_map(refused));
            }
            all.extend(texts.into_iter().filter_map(|(name, text)| Some((name, text.ok()?))));
        }
        let caged = cage.map(|cage| CagedCompiler::new(project, cage, &call, &folder)).transpose()?;
        let mut builder = Builder { order: self, name, folder, call, caged, broken };
        let program = builder.build()?;
        Ok(Built { program, broken: builder.broken, notes: Vec::new(), texts: all })
    }
}

struct Builder<'a> {
    order: &'a Order<'a>,
    /// The program's.
    name: &'a str,
    folder: PathBuf,
    call: CompilerCall,
    caged: Option<CagedCompiler<'a>>,
    broken: Broken,
}

/// How a call of the compiler ended.
enum Compiled {
    Program(PathBuf),
    Refused { errors: Vec<Diagnostic>, doorway: String, raw: String },
}

impl Builder<'_> {
    /// Compiles; replaces what the compiler refuses by stubs; compiles again, until it is content.
    fn build(&mut self) -> anyhow::Result<PathBuf> {
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
                    self.take_blame(&errors, &doorway);
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

    /// Finds out for every error which exercise it belongs to, and refuses those.
    fn take_blame(&mut self, errors: &[Diagnostic], doorway: &str) {
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
                [_] => None,
                _ => self.alone(&name),
            };
            let refusal = refusal.unwrap_or_else(|| self.refusal(&name, errors));
            self.broken.insert(name, refusal);
        }
    }

    /// What the compiler says of one file among the stubs of its chapter: whatever else is in the program, it says the same.
    fn alone(&self, name: &str) -> Option<Refusal> {
        let Order { project, source, .. } = *self.order;
        let chapter = self.chapter(name);
        let doorway =
            doorway::build(project, source, chapter, &self.folder, &|_| true, true, &|other| other != name).ok()?;
        let _alone = programs::lock(&self.folder).ok()?;
        files::update(&self.folder.join("main.rs"), doorway.text.as_bytes()).ok()?;
        let draft = self.draft();
        let (success, output) = self.call_compiler(&chapter.name, &["--emit=metadata"], &draft, &doorway.files).ok()?;
        let errors = diagnostics::errors(&output);
        let placed = errors.iter().filter_map(|error| {
            match diagnostics::blame(error, project, source, chapter, &doorway.text)? {
                Blame::Exercise(_, position) => Some((error, position)),
                Blame::Signature(_) => None,
            }
        });
        let placed: Vec<Placed<'_>> = placed.collect();
        (!success && !placed.is_empty()).then(|| self.refusal(name, placed))
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
