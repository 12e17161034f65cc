//! A cage around what strangers handed in: the compiler on their files, and their programs.
//!
//! The cage itself is a program of its own, `xtask/cage`; here stands what may be read and written in it.

use super::compiler::{self, prefixed};
use super::libraries;
use super::refusal::Refusal;
use super::rustc::CompilerCall;
use crate::course::files;
use crate::course::project::Project;
use anyhow::{Context, bail};
use nabla_grading::GivenUp;
use nabla_launcher::Voice;
pub use nabla_layers::{Layer, Layers, State};
use nabla_layers::{Order, Profile};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const PACKAGE: &str = "nabla-cage";

/// A cage, ready to be closed around one thing after another.
#[derive(Clone, Debug)]
pub struct Cage {
    program: PathBuf,
    /// Layers that are switched off.
    pub without: Vec<Layer>,
    /// Layers that the system may lack.
    pub may_lack: Vec<Layer>,
    /// Processor time that the compiler has for a chapter, in seconds.
    pub compiler_seconds: u64,
    /// Where everything is built that comes of a submission. Whoever made the folder takes it away.
    pub folder: PathBuf,
}

impl Cage {
    /// A cage with every layer, built if it is not there or its sources have changed.
    pub fn get(project: &Project, folder: PathBuf, voice: Voice) -> anyhow::Result<Self> {
        let workshop = project.workshop();
        let words = "Building what holds submissions apart: once, in a few seconds";
        let program = match workshop.fresh(PACKAGE) {
            Some(program) => program,
            None => workshop.build(PACKAGE, words, voice).context("what holds submissions apart cannot be built")?,
        };
        let (without, may_lack, folder) = (Vec::new(), Vec::new(), std::path::absolute(folder)?);
        Ok(Self { program, without, may_lack, compiler_seconds: Profile::Compile.bounds().seconds, folder })
    }

    /// How every layer stands on this system, as the cage finds by closing itself around nothing.
    pub fn layers(&self) -> anyhow::Result<Layers> {
        let order = Order { report: Some(1), ..self.order(Profile::Answer) };
        let output = Command::new(&self.program).args(order.arguments()).stdin(Stdio::null()).output();
        let output = output.with_context(|| format!("{} cannot be started", self.program.display()))?;
        let said = String::from_utf8_lossy(&output.stdout);
        if said.is_empty() {
            bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(Layers::read(&said)?)
    }

    /// What stands in front of a stranger's program; the program itself comes last.
    pub fn around(&self, program: &Path) -> Vec<String> {
        let order = Order {
            run: vec![program.to_owned()],
            // The channel: the one file that the judge reads.
            report: Some(0),
            ..self.order(Profile::Answer)
        };
        let program = std::iter::once(self.program.clone().into_os_string());
        program.chain(order.arguments()).map(|argument| argument.to_string_lossy().into_owned()).collect()
    }

    fn order(&self, profile: Profile) -> Order {
        Order { without: self.without.clone(), may_lack: self.may_lack.clone(), ..Order::new(profile) }
    }
}

/// The compiler in a cage, for one chapter of one submission.
#[derive(Debug)]
pub(super) struct CagedCompiler<'a> {
    cage: &'a Cage,
    call: CompilerCall,
    read: Vec<PathBuf>,
    run: Vec<PathBuf>,
    write: [PathBuf; 2],
    linker: PathBuf,
}

impl<'a> CagedCompiler<'a> {
    /// Lays out what the compiler may see: libraries that are public or the learner's to use, and a linker that keeps
    /// its drafts in a folder of its own.
    pub(super) fn new(project: &Project, cage: &'a Cage, call: &CompilerCall, folder: &Path) -> anyhow::Result<Self> {
        let (call, mut read) = libraries::apart(project, call)?;
        let real = linker(&call.arguments)?;
        let (drafts, own) = (folder.join("drafts"), folder.join("linker"));
        let write = [folder.join("out"), drafts.clone()];
        for folder in write.iter().chain([&own]) {
            fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        }
        let linker = own.join(real.file_name().unwrap_or_default());
        let quoted = |path: &Path| format!("'{}'", path.display().to_string().replace('\'', "'\\''"));
        // The compiler's own environment is empty, so that nobody's file can read it. The linker has a thread for each processor, and
        // `cc` would let each reserve 64 MiB of stack and a heap of its own: more than it may have, where there are many.
        let script = format!(
            "#!/bin/sh\nulimit -s 8192 2>/dev/null\nTMPDIR={} MALLOC_ARENA_MAX=1 exec {} \"$@\"\n",
            quoted(&drafts),
            quoted(&real)
        );
        files::update(&linker, script.as_bytes())?;
        make_runnable(&linker)?;
        let toolchain = call.rustc.parent().and_then(Path::parent).filter(|folder| folder.is_absolute());
        let mut run = vec![own, real];
        run.extend(toolchain.map(Path::to_owned));
        read.extend([folder.join("main.rs")]);
        Ok(Self { cage, call, read, run, write, linker })
    }

    /// The call that holds in the cage.
    pub(super) fn call(&self) -> &CompilerCall {
        &self.call
    }

    /// Where the compiler may write a program.
    pub(super) fn draft(&self) -> PathBuf {
        self.write[0].join("program")
    }

    /// Runs a call of the compiler in the cage, in which these files are there to be read, unless it is given up.
    pub(super) fn run(
        &self,
        rustc: Command,
        sources: &[PathBuf],
        given_up: &GivenUp,
    ) -> anyhow::Result<(bool, String)> {
        // What a call left that was ended belongs to its user, who is another one each time.
        for folder in &self.write {
            let cannot = || format!("{} cannot be emptied", folder.display());
            fs::remove_dir_all(folder).with_context(cannot)?;
            fs::create_dir(folder).with_context(cannot)?;
        }
        compiler::run_caged(self.around(rustc, sources), self.cage.compiler_seconds, given_up)
    }

    /// The call with the cage in front of it.
    fn around(&self, mut rustc: Command, sources: &[PathBuf]) -> Command {
        rustc.arg("-Funsafe-code").arg(prefixed("-Clinker=", &self.linker));
        let program = std::iter::once(rustc.get_program()).chain(rustc.get_args()).map(OsString::from).collect();
        let order = Order {
            read: self.read.iter().chain(sources).cloned().collect(),
            run: self.run.clone(),
            write: self.write.to_vec(),
            seconds: Some(self.cage.compiler_seconds),
            // In front of the compiler's messages.
            report: Some(2),
            program,
            ..self.cage.order(Profile::Compile)
        };
        let mut caged = Command::new(&self.cage.program);
        caged.args(order.arguments()).env_clear();
        caged
    }
}

/// The linker that the compiler would call.
fn linker(arguments: &[String]) -> anyhow::Result<PathBuf> {
    let named = arguments.iter().rev().find_map(|argument| {
        let option = argument.strip_prefix("-C").or_else(|| argument.strip_prefix("--codegen=")).unwrap_or(argument);
        option.strip_prefix("linker=")
    });
    let name = Path::new(named.unwrap_or("cc"));
    let folders = env::var_os("PATH").unwrap_or_else(|| "/usr/bin:/bin".into());
    let mut found = env::split_paths(&folders).map(|folder| folder.join(name)).filter(|path| path.is_file());
    found.next().with_context(|| format!("the linker `{}` is not there", name.display()))
}

/// Lets everybody run a program, and its maker alone write it.
pub(super) fn make_runnable(program: &Path) -> anyhow::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
        let folder = program.parent().unwrap_or(Path::new("/"));
        let grandparent = fs::metadata(folder.parent().unwrap_or(folder))?;
        let own = fs::symlink_metadata(program)?;
        if !own.is_file() {
            bail!("{} is no ordinary file", program.display());
        }
        if own.uid() != grandparent.uid() {
            chown(program, Some(grandparent.uid()), Some(grandparent.gid()))?;
        }
        fs::set_permissions(program, fs::Permissions::from_mode(0o755))?;
    }
    #[cfg(not(unix))]
    let _ = program;
    Ok(())
}

/// Why a stranger's file is not even given to the compiler: assembly that the compiler does not count among unsafe
/// code. Whatever macro it hides behind, its name must be written.
pub(super) fn refused(text: &[u8]) -> Option<Refusal> {
    const NAME: &[u8] = b"naked_asm";
    let is_there = text.windows(NAME.len()).any(|part| part == NAME);
    is_there.then(|| Refusal::saying("This file holds assembly, `naked_asm!`, which no exercise needs.".to_owned()))
}

/// Reads a stranger's file: an ordinary one, of a size that somebody could have written. One in which nothing stands is none.
pub(super) fn read_plain(path: &Path) -> io::Result<Vec<u8>> {
    const LARGEST: u64 = 1 << 20;
    let data = fs::symlink_metadata(path)?;
    if !data.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "it is no ordinary file"));
    }
    if data.len() > LARGEST {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "it is larger than 1 MiB"));
    }
    if data.len() == 0 {
        return Err(io::Error::new(io::ErrorKind::NotFound, "nothing stands in it"));
    }
    fs::read(path)
}
