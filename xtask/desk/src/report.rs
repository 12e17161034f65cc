//! `report`: one page that shows how far one has come, readable anywhere, with nothing beside it and no script.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::Local;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use nabla_grading::{Shown, Status};
use nabla_launcher::Voice;
use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use xtask::commands::attempts::code_of;
use xtask::course::files;
use xtask::course::project::Project;
use xtask::course::{Chapter, Course};
use xtask::examine::judge::Judge;
use xtask::examine::report::{Picture, Report, StubChange, almost, notes, right};
use xtask::examine::{self, CheckRequest};
use xtask::exit::ExitOutcome;
use xtask::show::page::Page;
use xtask::show::{diff, theme};
use xtask::store::{Store, record};
use xtask::terminal::viewer;

/// What each exercise asks, in one line.
type Asks = BTreeMap<(&'static str, String), String>;

/// `report`
pub(crate) fn run(project: &Project, solutions: bool, name: Option<&str>, open: bool) -> anyhow::Result<ExitOutcome> {
    let places = if solutions { project.course.all() } else { project.own_exercises()? };
    let source = if solutions { project.solutions() } else { project.exercises() };
    let request = CheckRequest::of(project, source);
    let mut reports = record::judged(project, &request, &Store::open(project), &places)?;
    examine::draw(project, &request, &mut reports);
    let mut asks = Asks::new();
    for chapter in project.course.chapters.iter().filter(|it| reports.iter().any(|report| report.chapter == it.name)) {
        for exercise in Judge::of(project, &chapter.name, Voice::Heard)?.describe()? {
            asks.insert((chapter.name.as_str(), exercise.name), exercise.asks);
        }
    }
    let path = project.target.join("report.html");
    let by = By {
        name: name.map(str::to_owned).or_else(|| known_name(project)),
        date: Local::now().date_naive().to_string(),
    };
    files::write(&path, page(project.course, &reports, &asks, &by).into_string().as_bytes())?;
    let mut said = Page::for_terminal();
    said.line(format!("{} of {} right", right(&reports), reports.len()));
    said.path("page", project, &path);
    for note in notes(&reports) {
        said.say("  ", &format!("note: {note}"));
    }
    said.print()?;
    if open {
        viewer::view(&path)?;
    }
    Ok(ExitOutcome::Right)
}

/// Whose work it is, and of which day.
struct By {
    name: Option<String>,
    date: String,
}

/// The name under which Git would commit here.
fn known_name(project: &Project) -> Option<String> {
    let mut git = Command::new("git");
    let output = git.current_dir(&project.root).args(["config", "user.name"]).stderr(Stdio::null()).output().ok()?;
    let name = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    (output.status.success() && !name.is_empty()).then_some(name)
}

const STYLE: &str = include_str!("report.css");

fn page(course: &'static Course, reports: &[Report], asks: &Asks, by: &By) -> Markup {
    let left = match almost(reports) {
        0 => String::new(),
        count => format!(", {count} almost"),
    };
    // A copy of the course may come without a chapter.
    let shown: Vec<&Chapter> = course.chapters.iter().filter(|chapter| !of(chapter, reports).is_empty()).collect();
    let score = format!("{} of {} exercises right{left}", right(reports), reports.len());
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                // What a submission printed can be read, and nothing else.
                meta http-equiv="Content-Security-Policy"
                    content="default-src 'none'; style-src 'unsafe-inline'; img-src data:";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "Nabla: " (score) }
                style { (PreEscaped(theme::PAGE_COLOURS)) (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { "∇ Nabla" }
                    p.by { @if let Some(name) = &by.name { (theme::harmless(name)) ", " } time datetime=(by.date) { (by.date) } }
                    p { (score) }
                    (bar(reports))
                    nav { @for chapter in &shown { (entry(chapter, of(chapter, reports))) } }
                    @for note in notes(reports) { p.note { (theme::harmless(note)) } }
                }
                main {
                    @for chapter in &shown {
                        section id=(chapter.name) {
                            h2 { (chapter.title) }
                            @for report in of(chapter, reports) { (article(report, asks.get(&(report.chapter, report.exercise.to_owned())).map_or("", String::as_str))) }
                        }
                    }
                }
            }
        }
    }
}

/// Where a chapter stands, as a line that leads to it.
fn entry(chapter: &Chapter, reports: &[Report]) -> Markup {
    html! {
        a href={ "#" (chapter.name) } {
            span { (chapter.title) }
            span.count { (right(reports)) " of " (reports.len()) }
            (bar(reports))
        }
    }
}

/// How much is right, as a picture and in words for those who do not see it.
fn bar(reports: &[Report]) -> Markup {
    let (right, all) = (right(reports), reports.len());
    html! {
        progress value=(right) max=(all.max(1)) aria-label={ (right) " of " (all) " right" } {}
    }
}

fn article(report: &Report, asks: &str) -> Markup {
    let verdict = &report.verdict;
    html! {
        article class=(class(verdict.status)) id={ (report.chapter) "-" (report.exercise) } {
            div {
                h3 { code { (report.exercise) } }
                p.verdict { (theme::sign(verdict.status)) " " (theme::headline(verdict)) }
                p.asks { (asks) }
                @if let Some(shown) = &verdict.probe { (probe(shown)) }
                (message(report))
                @if let Some(code) = code(report) { pre.code { (code) } }
                @if let Some(StubChange { then, now }) = &report.course_change {
                    details {
                        summary { "the course has changed this exercise" }
                        pre { (plain(&diff::stubs(then, now))) }
                    }
                }
                @if !report.printed.is_empty() {
                    details { summary { "printed" } pre { (theme::harmless_lines(&report.printed)) } }
                }
            }
            @if let Some(picture) = &report.plot { (drawn(picture)) }
        }
    }
}

/// What happened and what to do next; the compiler's words keep their lines.
fn message(report: &Report) -> Markup {
    let text = plain(&report.verdict.message);
    html! {
        @match (report.verdict.status, &report.refusal) {
            (Status::Right | Status::NotWritten, _) => {}
            (Status::DoesNotCompile, Some(refusal)) => {
                @if let Some(sentence) = &refusal.plain { p { (coded(&theme::harmless(sentence))) } }
                @if !refusal.rendered.is_empty() { pre { (plain(&refusal.rendered)) } }
            }
            _ => p { (coded(&text)) },
        }
        @if let Some(besides) = report.verdict.missed_besides() { p { (coded(&besides)) } }
    }
}

/// A sentence whose words between backticks are code.
fn coded(text: &str) -> Markup {
    html! {
        @for (is_code, part) in theme::code_apart(text) {
            @if is_code { code { (part) } } @else { (part) }
        }
    }
}

/// What the learner wrote, without the statement above it.
fn code(report: &Report) -> Option<String> {
    let text = String::from_utf8_lossy(report.text.as_deref()?).into_owned();
    let is_written = !matches!(report.verdict.status, Status::NotWritten | Status::NotHandedIn);
    is_written.then(|| theme::harmless_lines(code_of(&text)))
}

fn probe(shown: &Shown) -> Markup {
    html! {
        table {
            tr { th scope="row" { "asked" } td { (shown.asked) } }
            tr { th scope="row" { "yours" } td { (theme::harmless(&shown.got_text)) } }
            tr { th scope="row" { "true" } td { (shown.expected_text) } }
        }
    }
}

/// The picture as part of the page.
fn drawn(picture: &Picture) -> Markup {
    html! {
        @if let Ok(bytes) = fs::read(&picture.path) {
            figure { img src={ "data:image/png;base64," (STANDARD.encode(bytes)) } alt=(picture.shows); }
        }
    }
}

fn class(status: Status) -> &'static str {
    match status {
        Status::Right => "right",
        Status::NotWritten | Status::NotHandedIn => "open",
        Status::Almost => "almost",
        Status::Wrong | Status::Panicked => "wrong",
        Status::DoesNotCompile | Status::NoAnswer | Status::Crashed | Status::NotJudged => "broken",
    }
}

/// A text for a terminal as a text for a page.
fn plain(text: &str) -> String {
    theme::harmless_lines(anstream::adapter::strip_str(text).to_string().trim_end())
}

/// The chapter's part of the reports, which come in the order of the course.
fn of<'a>(chapter: &Chapter, reports: &'a [Report]) -> &'a [Report] {
    let is_its = |report: &Report| report.chapter == chapter.name;
    let start = reports.iter().position(is_its).unwrap_or(reports.len());
    let end = reports.iter().rposition(is_its).map_or(start, |last| last + 1);
    &reports[start..end]
}
