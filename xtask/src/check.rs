//! `check`: build, ask, judge, draw, remember, report.

use crate::chapters::{self, Place, chapters};
use crate::cli::{CheckOptions, Format};
use crate::compile::{self, Built};
use crate::human::Page;
use crate::project::{Project, Source};
use crate::refusal::Refusal;
use crate::store::Store;
use crate::{Outcome, files, json, lines, remember};
use anyhow::Context;
use nabla_grading::{Chapter, DEFAULT_SEED, Examined, GivenUp, Limits, Status, Verdict};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Everything there is to say of one exercise.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) chapter: &'static str,
    pub(crate) exercise: &'static str,
    pub(crate) verdict: Verdict,
    pub(crate) printed: String,
    pub(crate) plot: Option<Picture>,
    pub(crate) notes: Vec<String>,
    pub(crate) time: Duration,
    /// The learner's file, as it was judged.
    pub(crate) text: Option<Vec<u8>>,
    /// Why the file does not compile.
    pub(crate) refusal: Option<Refusal>,
    /// What the course changed in the stub since the learner began.
    pub(crate) course_change: Option<String>,
}

/// How many are right.
pub(crate) fn right(reports: &[Report]) -> usize {
    reports.iter().filter(|report| report.verdict.is_right()).count()
}

/// How many have the right idea and an edge left.
pub(crate) fn almost(reports: &[Report]) -> usize {
    reports.iter().filter(|report| report.verdict.status == Status::Almost).count()
}

/// The picture of the learner's function.
#[derive(Clone, Debug)]
pub(crate) struct Picture {
    pub(crate) path: PathBuf,
    /// What it lets one see, in words.
    pub(crate) shows: String,
}

/// What a check is asked to do besides judging.
#[derive(Clone, Debug)]
pub(crate) struct Checking {
    pub(crate) source: Source,
    pub(crate) seed: u64,
    pub(crate) plots: bool,
    /// Raised when nobody waits for the verdict any more.
    pub(crate) given_up: GivenUp,
}

impl Checking {
    /// Judges these files with the usual seed, and draws.
    pub(crate) fn of(source: Source) -> Self {
        Self { source, seed: DEFAULT_SEED, plots: true, given_up: GivenUp::default() }
    }
}

/// `check`
pub(crate) fn run(project: &Project, options: &CheckOptions) -> anyhow::Result<Outcome> {
    let source = match &options.exercises {
        Some(folder) => project.other(folder)?,
        None if options.solutions => project.solutions(),
        None => project.exercises(),
    };
    let checking = Checking { seed: options.seed, plots: !options.no_plots, ..Checking::of(source) };
    let chapters = chapters();
    let next_only = options.names.is_empty() && !options.all && !options.solutions;
    let places = chapters::find(&chapters, &options.names)?;
    let mut reports = if next_only { next(project, &checking, &chapters)? } else { all(project, &checking, &places)? };
    let store = Store::open(project, &chapters);
    remember::reports(project, &checking.source, &store, &chapters::all(&chapters), &mut reports);
    match options.format {
        Format::Json => println!("{}", json::document(&reports, options.seed, project)?),
        Format::Short => print!("{}", lines::short(project, &checking.source, &reports)),
        Format::Github => print!("{}", lines::github(project, &checking.source, &reports)),
        Format::Human => {
            let mut page = Page::new();
            page.reports(project, &checking.source, &reports, next_only);
            page.print();
        }
    }
    let right = reports.iter().all(|report| report.verdict.is_right());
    Ok(if right { Outcome::Right } else { Outcome::NotRight })
}

/// Builds the chapter from the files that are to be judged.
pub(crate) fn build(project: &Project, checking: &Checking, chapter: &Chapter) -> anyhow::Result<Built> {
    compile::chapter(project, &checking.source, chapter, &checking.given_up)
}

/// The first exercise that is not right; the last one when all are.
fn next(project: &Project, checking: &Checking, chapters: &[Chapter]) -> anyhow::Result<Vec<Report>> {
    let mut report = None;
    for chapter in chapters {
        let built = build(project, checking, chapter)?;
        for exercise in &chapter.exercises {
            let latest = report.insert(examine(project, checking, &Place { chapter, exercise }, &built)?);
            if !latest.verdict.is_right() {
                return Ok(report.into_iter().collect());
            }
        }
    }
    Ok(report.into_iter().collect())
}

/// All these exercises, in order.
pub(crate) fn all(project: &Project, checking: &Checking, places: &[Place<'_>]) -> anyhow::Result<Vec<Report>> {
    let mut built: BTreeMap<&str, Built> = BTreeMap::new();
    for place in places {
        if !built.contains_key(place.chapter.name) {
            built.insert(place.chapter.name, build(project, checking, place.chapter)?);
        }
    }
    let tasks: Vec<(&str, &str)> = places.iter().map(|place| (place.chapter.name, place.exercise.name)).collect();
    in_parallel(project, checking, &tasks, &built)
}

/// Judges on all processors. Time limits count a learner's own processor time, so neighbours do not matter.
fn in_parallel(
    project: &Project,
    checking: &Checking,
    tasks: &[(&str, &str)],
    built: &BTreeMap<&str, Built>,
) -> anyhow::Result<Vec<Report>> {
    let next = AtomicUsize::new(0);
    let work = || -> anyhow::Result<Vec<(usize, Report)>> {
        // The book holds closures that stay on their thread; making it takes no time.
        let chapters = chapters();
        let mut reports = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some((chapter, exercise)) = tasks.get(index) else { return Ok(reports) };
            let place = chapters::find_one(&chapters, &format!("{chapter}/{exercise}"))?;
            let built = built.get(chapter).context("a chapter was not built")?;
            reports.push((index, examine(project, checking, &place, built)?));
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from).min(tasks.len().max(1));
    let mut reports: Vec<(usize, Report)> = thread::scope(|scope| {
        let handles: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let joined = handles
            .into_iter()
            .map(|handle| handle.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a judge panicked"))));
        joined.collect::<anyhow::Result<Vec<_>>>().map(|parts| parts.into_iter().flatten().collect())
    })?;
    reports.sort_by_key(|(index, _)| *index);
    Ok(reports.into_iter().map(|(_, report)| report).collect())
}

/// Judges one exercise of a built chapter and keeps its picture.
pub(crate) fn examine(
    project: &Project,
    checking: &Checking,
    place: &Place<'_>,
    built: &Built,
) -> anyhow::Result<Report> {
    let start = Instant::now();
    let (chapter, exercise) = (place.chapter.name, place.exercise.name);
    let mut notes = built.notes.clone();
    let limits = Limits { given_up: checking.given_up.clone(), ..Limits::default() };
    let examined = match built.broken.get(exercise) {
        Some(why) => Examined {
            verdict: Verdict::new(Status::DoesNotCompile, why.message()),
            printed: String::new(),
            figure: None,
        },
        None => place
            .exercise
            .examine(&built.program, checking.seed, &limits, checking.plots)
            .with_context(|| format!("{} cannot be started", built.program.display()))?,
    };
    if checking.given_up.is_raised() {
        return Err(compile::Stale.into());
    }
    let mut plot = None;
    if checking.plots {
        let path = project.picture(chapter, exercise);
        let kept = match &examined.figure {
            Some(figure) => {
                plot = Some(Picture { path: path.clone(), shows: figure.title.clone() });
                nabla_render::save(figure, &path).map_err(anyhow::Error::from)
            }
            // An old picture beside a new verdict would mislead.
            None => files::remove(&path),
        };
        if let Err(error) = kept {
            plot = None;
            notes.push(format!("no picture: {error:#}"));
        }
    }
    let Examined { verdict, printed, .. } = examined;
    let text = built.texts.get(exercise).cloned();
    let refusal = built.broken.get(exercise).cloned();
    let time = start.elapsed();
    Ok(Report { chapter, exercise, verdict, printed, plot, notes, time, text, refusal, course_change: None })
}
