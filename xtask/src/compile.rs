//! From a folder of exercises to a program, whatever is in the files: one that does not compile costs only itself.

use crate::diagnostics::{self, Blame, Diagnostic};
use crate::doorway::{self, Broken, Doorway};
use crate::files;
use crate::plan::Plan;
use crate::project::{Project, Source};
use crate::refusal::{Placed, Refusal};
use crate::stub;
use anyhow::{Context, bail};
use nabla_grading::{Chapter, GivenUp};
use std::collections::BTreeMap;
use std::env;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A chapter's program.
#[derive(Debug)]
pub(crate) struct Built {
    pub(crate) program: PathBuf,
    /// The exercises that do not compile, with what to tell the person.
    pub(crate) broken: Broken,
    /// What else the person should know.
    pub(crate) notes: Vec<String>,
    /// The files of the exercises, as they were just before they were compiled.
    pub(crate) texts: BTreeMap<String, Vec<u8>>,
}

/// Far beyond any honest file; a file can make the compiler run for ever.
const COMPILER_LIMIT: Duration = Duration::from_secs(60);

/// A newer save has made this check stale.
#[derive(Debug)]
pub(crate) struct Stale;

impl std::fmt::Display for Stale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("given up for a newer save")
    }
}

impl std::error::Error for Stale {}

/// Builds a chapter from the source's files, unless it is given up.
pub(crate) fn chapter(
    project: &Project,
    source: &Source,
    chapter: &Chapter,
    given_up: &GivenUp,
) -> anyhow::Result<Built> {
    let texts = doorway::texts(source, chapter);
    let folder = project.builds().join(&source.name).join(chapter.name);
    fs::create_dir_all(&folder)
        .with_context(|| format!("{} cannot be made. Is the disk full, or `target` read-only?", folder.display()))?;
    let (plan, broken) = (Plan::get(project)?, doorway::unreadable(project, source, chapter, &texts));
    let mut builder = Builder { project, source, chapter, folder, plan, broken, given_up };
    let program = builder.build()?;
    let notes = doorway::edited(project, source, chapter).into_iter().collect();
    let texts = texts.into_iter().filter_map(|(name, text)| Some((name, text.ok()?))).collect();
    Ok(Built { program, broken: builder.broken, notes, texts })
}

struct Builder<'a> {
    project: &'a Project,
    source: &'a Source,
    chapter: &'a Chapter,
    folder: PathBuf,
    plan: Plan,
    broken: Broken,
    given_up: &'a GivenUp,
}

/// How a call of the compiler ended.
enum Compiled {
    Program(PathBuf),
    Refused { errors: Vec<Diagnostic>, doorway: String, raw: String },
}

impl Builder<'_> {
    /// Compiles; replaces what the compiler refuses by stubs; compiles again, until it is content.
    fn build(&mut self) -> anyhow::Result<PathBuf> {
        let mut planned_anew = false;
        loop {
            let broken = self.broken.clone();
            match self.compile(&|name| broken.contains_key(name))? {
                Compiled::Program(program) => return Ok(program),
                Compiled::Refused { errors, .. } if !planned_anew && errors.iter().any(lost_library) => {
                    self.plan = Plan::make(self.project)?;
                    planned_anew = true;
                }
                Compiled::Refused { errors, doorway, raw } => {
                    let before = self.broken.len();
                    self.take_blame(&errors, &doorway)?;
                    if self.broken.len() == before {
                        self.each_alone()?;
                    }
                    if self.broken.len() == before {
                        bail!("the chapter {} does not compile, even with stubs alone:\n{raw}", self.chapter.name);
                    }
                }
            }
        }
    }

    /// Finds out for every error which exercise it belongs to, and refuses those.
    fn take_blame(&mut self, errors: &[Diagnostic], doorway: &str) -> anyhow::Result<()> {
        let mut own: BTreeMap<String, Vec<Placed<'_>>> = BTreeMap::new();
        for error in errors {
            match diagnostics::blame(error, self.project, self.source, self.chapter, doorway) {
                Some(Blame::Exercise(name, position)) => own.entry(name).or_default().push((error, position)),
                Some(Blame::Signature(name)) => {
                    let refusal = self.signature(&name)?;
                    self.broken.insert(name, refusal);
                }
                None => {}
            }
        }
        for (name, errors) in own {
            let refusal = self.refusal(&name, errors);
            self.broken.insert(name, refusal);
        }
        Ok(())
    }

    fn refusal(&self, name: &str, errors: Vec<Placed<'_>>) -> Refusal {
        let file = self.source.file(self.chapter.name, name);
        let text = fs::read_to_string(&file).unwrap_or_default();
        Refusal::of(errors, &file, &text)
    }

    fn signature(&self, name: &str) -> anyhow::Result<Refusal> {
        let solution = stub::solution(self.project, self.chapter.name, name)?;
        let expected = stub::signature(&solution, name).unwrap_or_else(|| format!("pub fn {name}"));
        let theirs = fs::read_to_string(self.source.file(self.chapter.name, name)).unwrap_or_default();
        let found = match stub::signature(&theirs, name) {
            Some(found) if found != expected => format!("  yours     {found}\n"),
            Some(_) => String::new(),
            None => format!("  yours     has no `pub fn {name}`\n"),
        };
        let rendered = format!("{found}  expected  {expected}\n");
        Ok(Refusal { rendered, ..Refusal::saying("The signature was changed, so nothing can call it.".to_owned()) })
    }

    /// When no place tells who is to blame, every exercise is compiled alone among stubs.
    fn each_alone(&mut self) -> anyhow::Result<()> {
        let names: Vec<&str> = self.chapter.exercises.iter().map(|exercise| exercise.name).collect();
        for name in names {
            if self.broken.contains_key(name) {
                continue;
            }
            if let Compiled::Refused { errors, raw, .. } = self.compile(&|other| other != name)? {
                // What has no place at all only counts the errors.
                let placed: Vec<Placed<'_>> =
                    errors.iter().filter(|error| !error.spans.is_empty()).map(|error| (error, None)).collect();
                let refusal = if placed.is_empty() {
                    Refusal { rendered: raw, ..Refusal::default() }
                } else {
                    self.refusal(name, placed)
                };
                self.broken.insert(name.to_owned(), refusal);
            }
        }
        Ok(())
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
            let _alone = self.lock()?;
            files::update(&self.folder.join("main.rs"), doorway.text.as_bytes())?;
            let draft = self.folder.join(format!("program{}", env::consts::EXE_SUFFIX));
            let (success, output) = self.call_compiler(&draft)?;
            if !success {
                let errors = diagnostics::errors(&output);
                return Ok(Compiled::Refused { errors, doorway: doorway.text, raw: output });
            }
            // A file that was saved meanwhile may or may not be in the program.
            if self.program(&self.doorway(stubbed)?) == program {
                fs::rename(&draft, &program).with_context(|| format!("{} cannot be written", program.display()))?;
                self.remove_old_programs();
                return Ok(Compiled::Program(program));
            }
        }
    }

    fn doorway(&self, stubbed: &dyn Fn(&str) -> bool) -> anyhow::Result<Doorway> {
        doorway::build(self.project, self.source, self.chapter, &self.folder, stubbed)
    }

    fn program(&self, doorway: &Doorway) -> PathBuf {
        let mark = files::fingerprint([&doorway.fingerprint.to_le_bytes(), self.plan.key().as_bytes()]);
        self.folder.join(format!("{}-{mark:016x}{}", self.chapter.name, env::consts::EXE_SUFFIX))
    }

    /// One runner at a time compiles a chapter. Where the file system knows no locks, hope must do.
    fn lock(&self) -> anyhow::Result<File> {
        let path = self.folder.join("lock");
        let file = File::create(&path).with_context(|| format!("{} cannot be written", path.display()))?;
        let _ = file.lock();
        Ok(file)
    }

    /// Keeps the newest few: another runner may be about to start one.
    fn remove_old_programs(&self) {
        const KEPT: usize = 4;
        let prefix = format!("{}-", self.chapter.name);
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let programs = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(&prefix));
        let mut programs: Vec<_> =
            programs.filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path()))).collect();
        programs.sort();
        for (_, path) in programs.iter().rev().skip(KEPT) {
            // One that still runs may refuse to go; it goes next time.
            let _ = fs::remove_file(path);
        }
    }

    /// Calls rustc as Cargo would.
    fn call_compiler(&self, program: &Path) -> anyhow::Result<(bool, String)> {
        let mut rustc = command(self.project, &self.plan, &self.folder, self.chapter.name, program);
        // A stub has not used its arguments yet; nothing else is forgiven there.
        let lints: &[&str] = if self.source.strict { &["-Dwarnings", "-Aunused_variables"] } else { &["-Awarnings"] };
        rustc.args(lints).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = rustc.spawn().with_context(|| format!("{} cannot be started", self.plan.rustc.display()))?;
        let mut pipe = child.stderr.take().context("the compiler's messages cannot be read")?;
        let messages = thread::spawn(move || {
            let mut bytes = Vec::new();
            // What was read before an error is all there is.
            let _ = pipe.read_to_end(&mut bytes);
            String::from_utf8_lossy(&bytes).into_owned()
        });
        let start = Instant::now();
        let status = loop {
            match child.try_wait()? {
                Some(status) => break status,
                None if self.given_up.is_raised() => {
                    child.kill()?;
                    child.wait()?;
                    return Err(Stale.into());
                }
                None if start.elapsed() > COMPILER_LIMIT => {
                    child.kill()?;
                    break child.wait()?;
                }
                None => thread::sleep(Duration::from_millis(1)),
            }
        };
        let output = messages.join().unwrap_or_default();
        if start.elapsed() > COMPILER_LIMIT {
            return Ok((false, format!("the compiler did not finish within {} s\n", COMPILER_LIMIT.as_secs())));
        }
        Ok((status.success(), output))
    }
}

/// The compiler as Cargo would call it, on `main.rs` in a folder; what lints say is left to the caller.
pub(crate) fn command(project: &Project, plan: &Plan, folder: &Path, chapter: &str, program: &Path) -> Command {
    let mut rustc = Command::new(&plan.rustc);
    rustc.current_dir(&project.root).arg(folder.join("main.rs")).arg("-o").arg(program);
    rustc.args(["--crate-type=bin", "--edition=2024", "--error-format=json", "--json=diagnostic-rendered-ansi"]);
    rustc.arg("--crate-name").arg(chapter.replace('-', "_"));
    // Lines tell where a library was called that panicked; more would make linking slow.
    rustc.arg("-Cdebuginfo=line-tables-only");
    rustc.arg(prefixed("-Cincremental=", &folder.join("incremental")));
    rustc.arg(remap(&project.root));
    rustc.arg("-L").arg(prefixed("dependency=", &plan.dependencies));
    for (name, file) in &plan.libraries {
        rustc.arg("--extern").arg(prefixed(&format!("{name}="), file));
    }
    rustc.args(&plan.flags);
    rustc
}

/// Paths in messages and panics start at the project's root.
fn remap(root: &Path) -> std::ffi::OsString {
    let mut argument = prefixed("--remap-path-prefix=", root);
    argument.push(std::path::MAIN_SEPARATOR_STR);
    argument.push("=");
    argument
}

pub(crate) fn prefixed(prefix: &str, path: &Path) -> std::ffi::OsString {
    let mut argument = std::ffi::OsString::from(prefix);
    argument.push(path);
    argument
}

/// A library that is gone, or was compiled by another compiler: the plan is out of date.
fn lost_library(error: &Diagnostic) -> bool {
    let codes = ["E0460", "E0461", "E0462", "E0463", "E0514", "E0786"];
    error.code.as_ref().is_some_and(|code| codes.contains(&code.code.as_str()))
}
