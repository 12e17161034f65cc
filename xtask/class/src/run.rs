//! A class is a loop over units with a journal.

use crate::caged::Desk;
use crate::caged::programs::Order;
use crate::class::Class;
use crate::intake::listing::Submission;
use crate::intake::{self, fingerprint};
use crate::journal::{Journal, Line};
use crate::kept::Kept;
use crate::progress::Progress;
use crate::row::Row;
use crate::unit::{self, Opened};
use anyhow::{Context, bail};
use nabla_launcher::Voice;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use xtask::build::rustc::CompilerCall;
use xtask::course::{ExerciseRef, files, stub};
use xtask::examine::judge::{Judge, Judges};
use xtask::examine::picture::Painter;

/// How many students' files are compiled together at most: from here on the compiler gains little more.
const SEATS: usize = 8;

/// Grades these students and notes each; those whose rows are up to date are left as they are.
pub(crate) fn all(
    class: &Class<'_>,
    submissions: &[Submission],
    journal: &mut Journal,
    jobs: usize,
    quiet: bool,
) -> anyhow::Result<()> {
    let painter = prepare(class)?;
    let kept = Kept::new(&class.out, class.ground());
    let judges = Judges::default();
    let tables = jobs.min(submissions.len()).max(1);
    let seats = submissions.len().div_ceil(tables).clamp(1, SEATS);
    let desks: Vec<Desk<'_>> = (0..tables * seats)
        .map(|number| Desk::new(class.project, &class.out, &painter, class.cage.as_ref(), &judges, number))
        .collect::<anyhow::Result<_>>()?;
    stubs_compile(class, &desks[0])?;
    let mut progress = Progress::new(submissions.len(), quiet);
    if submissions.len() > 1 {
        progress.say(&format!("{}, up to {} at a time", students(submissions.len()), desks.len()));
    }
    let tables: Vec<&[Desk<'_>]> = desks.chunks(seats).collect();
    side_by_side(class, &tables, &kept, submissions, journal, &mut progress)?;
    once_more(class, &desks[0], submissions, journal, &progress)?;
    desks.iter().for_each(Desk::put_away);
    let _ = fs::remove_dir_all(class.out.join(".grade/desks"));
    Ok(())
}

/// Everything that is built is built before the first submission is looked at.
fn prepare(class: &Class<'_>) -> anyhow::Result<Painter> {
    for chapter in &class.chapters {
        Judge::of(class.project, &chapter.name, Voice::Heard)?;
        // Submissions are compiled as the exercises are.
        CompilerCall::get(class.project, &class.project.exercises(), &chapter.name)?;
    }
    Painter::get(class.project, Voice::Heard)
}

/// What students begin with compiles here: where a file does not, that is the file's own fault.
fn stubs_compile(class: &Class<'_>, desk: &Desk<'_>) -> anyhow::Result<()> {
    let known = |place: ExerciseRef| Some((place, stub::known(class.project, place.chapter, place.exercise)?));
    let stubs: Vec<(ExerciseRef, String)> = class.places().filter_map(known).collect();
    let files = stubs.iter().map(|(place, text)| (*place, text.as_bytes())).collect();
    let program = desk.together(Order { chapters: class.chapters.clone(), files, stays: true });
    let program = program
        .context("the stubs cannot be compiled here, so nobody's exercises can: does `cargo xtask verify` pass?")?;
    let refusal =
        stubs.iter().find_map(|(place, _)| Some((place, program.get(place.chapter)?.refusal(place.exercise)?)));
    match refusal {
        Some((place, why)) => {
            bail!("the stub of {} does not compile here, so nobody's would: {}", place.id(), why.message())
        }
        None => Ok(()),
    }
}

/// The students in order, as many at once as there are tables, and as many together as each has desks; the journal keeps
/// their order.
fn side_by_side(
    class: &Class<'_>,
    tables: &[&[Desk<'_>]],
    kept: &Kept,
    submissions: &[Submission],
    journal: &mut Journal,
    progress: &mut Progress,
) -> anyhow::Result<()> {
    let latest = journal.latest();
    let groups = groups(submissions, tables.len(), tables[0].len());
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let (sender, done) = mpsc::channel::<(usize, anyhow::Result<Vec<Line>>)>();
    thread::scope(|scope| {
        for desks in tables {
            let (sender, next, stop, latest, groups) = (sender.clone(), &next, &stop, &latest, &groups);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(group) = groups.get(number) else { return };
                    if sender.send((number, several(class, desks, kept, group, latest))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting: BTreeMap<usize, Vec<Line>> = BTreeMap::new();
        let mut turn = 0;
        for (number, lines) in done {
            let noted = lines.and_then(|lines| {
                progress.done(groups[number].len(), lines.len());
                waiting.insert(number, lines);
                while let Some(lines) = waiting.remove(&turn) {
                    turn += 1;
                    lines.into_iter().try_for_each(|line| journal.note(line))?;
                }
                Ok(())
            });
            if noted.is_err() {
                stop.store(true, Ordering::Relaxed);
                return noted;
            }
        }
        Ok(())
    })
}

/// The students in as many groups as keep all tables at work to the end, of nearly one size, none of more students than a table has
/// desks.
fn groups(submissions: &[Submission], tables: usize, desks: usize) -> Vec<&[Submission]> {
    let count = submissions.len();
    let groups = count.div_ceil(tables * desks) * tables;
    let begins = |group: usize| group * count / groups;
    (0..groups).map(|group| &submissions[begins(group)..begins(group + 1)]).filter(|group| !group.is_empty()).collect()
}

/// These students' rows, on the disk, and the lines of those that are new to the journal.
fn several(
    class: &Class<'_>,
    desks: &[Desk<'_>],
    kept: &Kept,
    submissions: &[Submission],
    latest: &BTreeMap<String, Line>,
) -> anyhow::Result<Vec<Line>> {
    let is_there = |(submission, handed): &Opened<'_>| {
        latest.get(&submission.student).is_some_and(|line| {
            line.mark == handed.mark && load(&class.out, &submission.student, Some(&line.row)).is_ok()
        })
    };
    let opened = submissions.iter().map(|one| (one, intake::open(one, class.project.course)));
    let open: Vec<Opened<'_>> = opened.filter(|opened| !is_there(opened)).collect();
    let mut lines = Vec::new();
    for row in unit::grade(class, desks, kept, &open) {
        let line = store(class, &row)?;
        // A grader that was killed while it judged once more had written a row that its journal does not know.
        if latest.get(&line.student) != Some(&line) {
            lines.push(line);
        }
    }
    Ok(lines)
}

/// What the machine may be to blame for once more, one by one and alone.
fn once_more(
    class: &Class<'_>,
    desk: &Desk<'_>,
    submissions: &[Submission],
    journal: &mut Journal,
    progress: &Progress,
) -> anyhow::Result<()> {
    let latest = journal.latest();
    let open: Vec<&Submission> =
        submissions.iter().filter(|one| latest.get(&one.student).is_some_and(|line| line.again)).collect();
    if !open.is_empty() {
        progress.say(&format!("{} once more, alone: the machine may have been to blame", students(open.len())));
    }
    for submission in open {
        let handed = intake::open(submission, class.project.course);
        let mut row = load(&class.out, &submission.student, None)?;
        unit::again(class, desk, submission, &handed, &mut row);
        journal.note(store(class, &row)?)?;
    }
    Ok(())
}

pub(crate) fn students(count: usize) -> String {
    if count == 1 { "1 student".to_owned() } else { format!("{count} students") }
}

/// Writes a row, and returns its line for the journal.
fn store(class: &Class<'_>, row: &Row) -> anyhow::Result<Line> {
    let bytes = serde_json::to_string_pretty(row)? + "\n";
    files::update(&file(&class.out, &row.student), bytes.as_bytes())?;
    Ok(Line {
        student: row.student.clone(),
        mark: row.submission.mark.clone(),
        row: fingerprint(bytes.as_bytes()),
        outcome: row.outcome,
        again: row.exercises.iter().any(|entry| entry.again),
    })
}

/// A row as it was written; with a fingerprint, only that one.
pub(crate) fn load(out: &Path, student: &str, mark: Option<&str>) -> anyhow::Result<Row> {
    let path = file(out, student);
    let bytes = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    anyhow::ensure!(mark.is_none_or(|mark| fingerprint(&bytes) == mark), "{} was changed", path.display());
    serde_json::from_slice(&bytes).with_context(|| format!("{} is no row of this version", path.display()))
}

fn file(out: &Path, student: &str) -> PathBuf {
    out.join("results").join(file_name(student) + ".json")
}

/// A student as the name of a file, on every system.
pub(crate) fn file_name(student: &str) -> String {
    const OTHERS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');
    const LONGEST: usize = 100;
    let name = utf8_percent_encode(student, OTHERS).to_string();
    let name = name.strip_prefix('.').map_or_else(|| name.clone(), |rest| format!("%2E{rest}"));
    if name.len() <= LONGEST {
        return name;
    }
    format!("{}~{}", &name[..80], &fingerprint(student.as_bytes())[..16])
}
