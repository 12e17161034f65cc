//! `grade`: submissions in, results out.

use crate::class::{self, Class};
use crate::intake::listing::{self, Listing, ROSTER};
use crate::intake::roster::{self, Roster};
use crate::journal::{Head, Journal, NAME, Part};
use crate::layers;
use crate::outputs;
use crate::points::Points;
use crate::row::{Grader, Outcome, VERSION};
use crate::run::{self, students};
use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread;
use xtask::cli::GradeOptions;
use xtask::course::files;
use xtask::course::project::Project;
use xtask::exit::{ExitOutcome, UsageError};
use xtask::show::page::Page;

/// `grade`
pub(crate) fn run(project: &Project, options: &GradeOptions) -> anyhow::Result<ExitOutcome> {
    let (Some(submissions), Some(out)) = (&options.submissions, &options.out) else {
        return Err(UsageError("`grade` needs a folder of submissions, and --out for the results".to_owned()).into());
    };
    let asked = Asked {
        submissions: std::path::absolute(submissions)?,
        roster: options.roster.as_deref().map(std::path::absolute).transpose()?,
        points: options.points.as_deref().map(std::path::absolute).transpose()?,
    };
    let out = std::path::absolute(out)?;
    let part = part(options)?;
    let class = class(project, options, &asked, &out)?;
    let (head, latest) = one_part(&class, &asked, &part, options)?;
    outputs::write_all(&out, &head, &latest)?;
    report(&class, &latest)
}

/// What a class was graded from, for whoever grades it anew.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Asked {
    pub(crate) submissions: PathBuf,
    pub(crate) roster: Option<PathBuf>,
    pub(crate) points: Option<PathBuf>,
}

impl Asked {
    fn file(out: &Path) -> PathBuf {
        out.join(".grade/asked.json")
    }

    /// What these results were made from.
    pub(crate) fn of(out: &Path) -> anyhow::Result<Self> {
        let path = Self::file(out);
        let text = fs::read(&path)
            .with_context(|| format!("{} cannot be read, so nobody knows what was graded", path.display()))?;
        Ok(serde_json::from_slice(&text)?)
    }
}

/// What holds for all students alike.
pub(crate) fn class<'a>(
    project: &'a Project,
    options: &GradeOptions,
    asked: &Asked,
    out: &Path,
) -> anyhow::Result<Class<'a>> {
    let (cage, layers_off) = layers::cage(project, options)?;
    let points = asked.points.as_deref().map(|path| Points::read(path, project.course)).transpose()?;
    let chapters = class::chapters(project, &options.chapters)?;
    Ok(Class {
        project,
        out: out.to_owned(),
        handed_out: class::handed_out(project, &chapters),
        chapters,
        points: points.unwrap_or_default(),
        seed: options.seed,
        seed_by_student: options.seed_by_student,
        cage,
        grader: Grader { course: class::course_mark(project)?, toolchain: class::toolchain(project)?, layers_off },
    })
}

/// Grades one part of a class, or goes on with it; the head of its journal, and whose rows there are.
pub(crate) fn one_part(
    class: &Class<'_>,
    asked: &Asked,
    part: &Part,
    options: &GradeOptions,
) -> anyhow::Result<(Head, Vec<(String, Outcome)>)> {
    let out = &class.out;
    is_apart(&asked.submissions, out)?;
    let Listing { submissions, aside } = listing::read(&asked.submissions, &roster(asked)?, class.project.course)?;
    let head = head(class, part.clone(), submissions.len(), aside);
    let chosen = submissions.into_iter().enumerate().filter(|(index, one)| is_in(part, *index, &one.student));
    let chosen: Vec<_> = chosen.map(|(_, one)| one).collect();
    if let (Part::Only(student), []) = (part, chosen.as_slice()) {
        return Err(UsageError(format!("`{student}` is neither among the submissions nor on the roster")).into());
    }
    fs::create_dir_all(out.join(".grade")).with_context(|| format!("{} cannot be made", out.display()))?;
    let _alone = lock(out)?;
    let mut journal = Journal::read(out)?;
    goes_on(&journal, &head, options.resume, out)?;
    files::write(&Asked::file(out), &serde_json::to_vec_pretty(asked)?)?;
    journal.begin(&head)?;
    let jobs = options.jobs.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
    run::all(class, &chosen, &mut journal, jobs, options.quiet)?;
    let latest = journal.latest();
    let rows = chosen.iter().filter_map(|one| Some((one.student.clone(), latest.get(&one.student)?.outcome)));
    Ok((head, rows.collect()))
}

/// The results must not lie among the submissions, or they would be graded next time.
fn is_apart(submissions: &Path, out: &Path) -> Result<(), UsageError> {
    if out.starts_with(submissions) || submissions.starts_with(out) {
        return Err(UsageError("the results must lie outside the folder of submissions, and not around it".to_owned()));
    }
    Ok(())
}

fn roster(asked: &Asked) -> anyhow::Result<Roster> {
    let among = asked.submissions.join(ROSTER);
    match &asked.roster {
        Some(path) => roster::read(path),
        None if among.is_file() => roster::read(&among),
        None => Ok(Roster::new()),
    }
}

fn head(class: &Class<'_>, part: Part, students: usize, aside: Vec<crate::intake::collect::Aside>) -> Head {
    Head {
        version: VERSION,
        course: class.grader.course.clone(),
        toolchain: class.grader.toolchain.clone(),
        chapters: class.chapters.iter().map(|chapter| chapter.name.clone()).collect(),
        points: class.points.mark(),
        points_say: class.points.says(),
        seed: class.seed,
        seed_by_student: class.seed_by_student,
        layers_off: class.grader.layers_off.clone(),
        part,
        students,
        aside,
    }
}

/// Whether a journal that is there may be gone on with.
fn goes_on(journal: &Journal, head: &Head, resume: bool, out: &Path) -> Result<(), UsageError> {
    let Some(before) = &journal.head else { return Ok(()) };
    if !resume {
        let out = out.display();
        return Err(UsageError(format!(
            "{out} holds results already. --resume goes on with them; or name another folder."
        )));
    }
    let same = Head { students: before.students, aside: before.aside.clone(), ..head.clone() };
    if *before == same {
        return Ok(());
    }
    let differs = [
        ("the course", before.course != head.course),
        ("the toolchain", before.toolchain != head.toolchain),
        ("the chapters", before.chapters != head.chapters),
        ("the points", before.points != head.points),
        ("the seed", (before.seed, before.seed_by_student) != (head.seed, head.seed_by_student)),
        ("the layers of the cage", before.layers_off != head.layers_off),
        ("the part of the class", before.part != head.part),
    ];
    let differs: Vec<&str> = differs.iter().filter(|(_, differs)| *differs).map(|(what, _)| *what).collect();
    let differs = if differs.is_empty() { "the version".to_owned() } else { differs.join(" and ") };
    let path = out.join(NAME);
    Err(UsageError(format!("{} was begun with something else: {differs}. Name another folder.", path.display())))
}

fn part(options: &GradeOptions) -> Result<Part, UsageError> {
    if let Some(student) = &options.only {
        return Ok(Part::Only(student.clone()));
    }
    let Some(shard) = &options.shard else { return Ok(Part::Whole) };
    let numbers = shard.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
    match numbers {
        Some((number, of)) if (1..=of).contains(&number) => Ok(Part::Shard { number, of }),
        _ => Err(UsageError(format!("--shard is I/N, from 1/N to N/N, and not {shard}"))),
    }
}

fn is_in(part: &Part, index: usize, student: &str) -> bool {
    match part {
        Part::Whole => true,
        Part::Shard { number, of } => index % of == number - 1,
        Part::Only(only) => student == only,
    }
}

/// One grader at a time for one folder of results; a grader that was killed holds nothing.
fn lock(out: &Path) -> anyhow::Result<File> {
    let file = File::create(out.join(".grade/lock"))?;
    match file.try_lock() {
        Err(fs::TryLockError::WouldBlock) => bail!("another grader is at work on {}", out.display()),
        // Where the file system knows no locks, hope must do.
        _ => Ok(file),
    }
}

/// What the teacher reads first, and whether anything is left to look at.
fn report(class: &Class<'_>, rows: &[(String, Outcome)]) -> anyhow::Result<ExitOutcome> {
    let mut page = Page::for_terminal();
    let open: Vec<&(String, Outcome)> = rows.iter().filter(|(_, outcome)| outcome.needs_a_look()).collect();
    page.line(format!("{}, {} to look at", students(rows.len()), open.len()));
    const NAMED: usize = 20;
    for (student, outcome) in open.iter().take(NAMED) {
        page.line(format!("  ! {student}  {}", outcome.words()));
    }
    if open.len() > NAMED {
        page.line(format!("    and {} more", open.len() - NAMED));
    }
    if !class.grader.layers_off.is_empty() {
        page.line(format!("  off: {}", class.grader.layers_off.join(", ")));
    }
    page.path("class", class.project, &class.out.join("class.html"));
    page.path("grades", class.project, &class.out.join("grades.csv"));
    page.print()?;
    Ok(if open.is_empty() { ExitOutcome::Right } else { ExitOutcome::NotRight })
}
