//! `check`: build, ask, judge, draw, remember, show.

use super::welcome;
use crate::cli::{CheckOptions, Format};
use crate::course::ExerciseRef;
use crate::course::project::Project;
use crate::examine::picture::Painter;
use crate::examine::report::Report;
use crate::examine::{self, CheckRequest};
use crate::exit::ExitOutcome;
use crate::show::page::Page;
use crate::show::{annotations, json};
use crate::store::{Store, record};
use crate::terminal;
use anyhow::bail;
use nabla_grading::Status;

/// `check`
pub fn run(project: &Project, options: &CheckOptions) -> anyhow::Result<ExitOutcome> {
    let request = request(project, options)?;
    let next_only = options.names.is_empty() && !options.all && !options.solutions;
    let places = places(project, options)?;
    let store = Store::open(project);
    if options.format == Format::Human && request.source.remembered && welcome::is_wanted(&store) {
        let mut page = Page::for_terminal();
        welcome::show(&mut page, project);
        page.line("");
        page.print()?;
    }
    let mut reports = if next_only {
        let mut reports = examine::next(project, &request)?;
        record::keep(project, &request.source, &store, &mut reports);
        reports
    } else {
        record::judged(project, &request, &store, &places)?
    };
    match options.format {
        Format::Human => for_a_person(project, &request, &mut reports, next_only)?,
        Format::Json => {
            examine::draw(project, &request, &mut reports);
            terminal::print(&(json::document(&reports, options.seed, project)? + "\n"))?;
        }
        Format::Short => {
            examine::draw(project, &request, &mut reports);
            terminal::print(&annotations::short(project, &request.source, &reports))?;
        }
        Format::Github => {
            examine::draw(project, &request, &mut reports);
            terminal::print(&annotations::github(project, &request.source, &reports))?;
        }
    }
    if reports.iter().any(|report| report.verdict.status == Status::NotJudged) {
        bail!("not everything could be judged");
    }
    let right = reports.iter().all(|report| report.verdict.is_right());
    Ok(if right { ExitOutcome::Right } else { ExitOutcome::NotRight })
}

/// What is to be judged. Of the learner's own exercises a whole chapter may have been left out; it is missed when it is named.
fn places(project: &Project, options: &CheckOptions) -> anyhow::Result<Vec<ExerciseRef>> {
    let places = project.course.find(&options.names)?;
    if options.solutions || options.exercises.is_some() {
        return Ok(places);
    }
    if options.names.is_empty() {
        return Ok(project.own_exercises()?);
    }
    places.iter().try_for_each(|place| project.has_chapter(place.chapter))?;
    Ok(places)
}

fn request(project: &Project, options: &CheckOptions) -> anyhow::Result<CheckRequest> {
    let source = match &options.exercises {
        Some(folder) => project.other(folder)?,
        None if options.solutions => project.solutions(),
        None => project.exercises(),
    };
    let usual = CheckRequest::of(project, source);
    Ok(CheckRequest { seed: options.seed, pictures: usual.pictures.clone().filter(|_| !options.no_plots), ..usual })
}

/// The verdict first: where what draws pictures must be built, it is read meanwhile.
fn for_a_person(
    project: &Project,
    request: &CheckRequest,
    reports: &mut [Report],
    next_only: bool,
) -> anyhow::Result<()> {
    let is_something_to_draw = request.pictures.is_some() && reports.iter().any(|report| report.figure.is_some());
    let at_once = !is_something_to_draw || Painter::ready(project).is_some();
    if at_once {
        examine::draw(project, request, reports);
    }
    let mut page = Page::for_terminal();
    page.reports(project, &request.source, reports, next_only);
    page.print()?;
    if !at_once {
        examine::draw(project, request, reports);
        let mut page = Page::for_terminal();
        page.pictures(project, reports);
        page.print()?;
    }
    Ok(())
}
