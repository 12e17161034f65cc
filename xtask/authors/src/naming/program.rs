//! One program of all mutants of a chapter's solutions, and one of all mutants of its variants.
//!
//! Compiling a mutant takes a second, judging it takes far less. So all of them stand in one program, each in the place
//! of its exercise, and the name by which the program is called says which of them answers. What the compiler refuses
//! is left out.

use super::mutants::Mutant;
use super::text;
use anyhow::{Context, bail};
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use xtask::build::compiler::{Knows, command, prefixed};
use xtask::build::diagnostics;
use xtask::build::rustc::{self, CompilerCall};
use xtask::course::project::Project;
use xtask::course::{Chapter, files};

/// Mutants by their number, which is also the name under which each is called.
pub(crate) type Numbered<'a> = BTreeMap<usize, &'a Mutant>;

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Solutions,
    Variants,
}

/// Compiles all mutants of one kind, and returns a program for each that compiles.
pub(crate) fn build(
    project: &Project,
    kind: Kind,
    chapter: &'static Chapter,
    mut mutants: Numbered<'_>,
) -> anyhow::Result<BTreeMap<usize, PathBuf>> {
    if mutants.is_empty() {
        return Ok(BTreeMap::new());
    }
    let folder = project.builds().join("naming").join(&chapter.name).join(format!("{kind:?}").to_lowercase());
    let call = CompilerCall::get(project, &project.solutions(), &chapter.name)?;
    // A chapter may use what its solutions do not.
    let libraries = ["nabla-truth", "nalgebra"].map(|package| Ok((package, rustc::library(project, package)?)));
    let libraries = libraries.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
    let program = folder.join(format!("all{}", env::consts::EXE_SUFFIX));
    loop {
        let text = match kind {
            Kind::Solutions => text::solutions(project, chapter, &folder, &mutants)?,
            Kind::Variants => text::variants(project, chapter, &folder, &mutants)?,
        };
        for (path, text) in &text.files {
            files::update(path, text.as_bytes())?;
        }
        let mut rustc = command(project, &call, &folder, &chapter.name, Knows::Places, &program);
        for (package, library) in &libraries {
            rustc.arg("--extern").arg(prefixed(&format!("{}=", package.replace('-', "_")), library));
        }
        rustc.arg("-Awarnings").stdin(Stdio::null());
        let output = rustc.output().with_context(|| format!("{} cannot be started", call.rustc.display()))?;
        if output.status.success() {
            return call_by_number(&program, &folder.join("called"), mutants.into_keys());
        }
        let errors = diagnostics::errors(&String::from_utf8_lossy(&output.stderr));
        let refused = text.refused(&errors);
        if refused.is_empty() {
            let errors: String = errors.into_iter().filter_map(|error| error.rendered).collect();
            bail!("{} does not compile, and no place tells which mutant is to blame:\n{errors}", chapter.name);
        }
        mutants.retain(|number, _| !refused.contains(number));
    }
}

/// Gives the program a second name for each mutant.
fn call_by_number(
    program: &Path,
    folder: &Path,
    numbers: impl Iterator<Item = usize>,
) -> anyhow::Result<BTreeMap<usize, PathBuf>> {
    // Names of an earlier run would keep its program on the disk.
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let name = |number: usize| {
        let path = folder.join(format!("{number}{}", env::consts::EXE_SUFFIX));
        // Where the file system knows no second names, a copy must do.
        let named = fs::hard_link(program, &path).or_else(|_| fs::copy(program, &path).map(drop));
        named.with_context(|| format!("{} cannot be written", path.display()))?;
        Ok((number, path))
    };
    numbers.map(name).collect()
}
