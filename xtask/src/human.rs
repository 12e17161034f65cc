//! The report for a person at a terminal: calm, short, and wrapped to its width.

use crate::check::Report;
use crate::project::{Project, Source};
use anstyle::{AnsiColor, Style};
use nabla_grading::{Shown, Status, number_text};

const BOLD: Style = Style::new().bold();
const QUIET: Style = Style::new().dimmed();

fn style(status: Status) -> Style {
    let colour = match status {
        Status::Right => AnsiColor::Green,
        Status::NotWritten => return QUIET,
        Status::Wrong | Status::Panicked => AnsiColor::Yellow,
        Status::DoesNotCompile | Status::NoAnswer | Status::Crashed => AnsiColor::Red,
    };
    Style::new().fg_color(Some(colour.into())).bold()
}

fn sign(status: Status) -> &'static str {
    match status {
        Status::Right => "✓",
        Status::NotWritten => "·",
        _ => "✗",
    }
}

/// A word that announces something bad.
pub(crate) fn alarm(word: &str) -> String {
    let style = style(Status::Crashed);
    format!("{style}{word}{style:#}")
}

fn width() -> usize {
    textwrap::termwidth().clamp(40, 100)
}

/// A paragraph, indented and wrapped.
fn say(indent: &str, text: &str) {
    let options = textwrap::Options::new(width()).initial_indent(indent).subsequent_indent(indent);
    for line in textwrap::wrap(text, options) {
        anstream::println!("{line}");
    }
}

/// Prints all reports: a table when there are several, details of what needs them, and where one stands.
pub(crate) fn print(project: &Project, source: &Source, reports: &[Report], next_only: bool) {
    if reports.len() > 1 {
        table(reports);
    }
    let several = reports.len() > 1;
    for report in reports {
        let detailed = !several || !matches!(report.verdict.status, Status::Right | Status::NotWritten);
        if detailed {
            if several {
                anstream::println!();
            }
            detail(project, source, report);
        }
    }
    for note in notes(reports) {
        say("  ", &format!("note: {note}"));
    }
    if next_only && reports.iter().all(|report| report.verdict.is_right()) {
        anstream::println!("\nEvery exercise is right. {BOLD}You have finished the course.{BOLD:#}");
    }
}

/// One line of `verify`: a name, and what is wrong with it.
pub(crate) fn promise(name: &str, faults: &[String]) {
    let status = if faults.is_empty() { Status::Right } else { Status::Wrong };
    let style = style(status);
    anstream::println!("{style}{}{style:#} {name}", sign(status));
    for fault in faults {
        say("    ", fault);
    }
}

/// The plain table of `list`.
pub(crate) fn list(reports: &[Report]) {
    table(reports);
    anstream::println!("\n{QUIET}cargo xtask check NAME judges one, cargo xtask check the next one.{QUIET:#}");
}

fn notes(reports: &[Report]) -> Vec<&String> {
    let mut notes: Vec<&String> = reports.iter().flat_map(|report| &report.notes).collect();
    notes.dedup();
    notes
}

fn table(reports: &[Report]) {
    let mut chapter = "";
    let longest = reports.iter().map(|report| report.exercise.len()).max().unwrap_or(0);
    for report in reports {
        if report.chapter != chapter {
            let gap = if chapter.is_empty() { "" } else { "\n" };
            anstream::println!("{gap}{BOLD}{}{BOLD:#}", report.chapter);
            chapter = report.chapter;
        }
        let status = report.verdict.status;
        let style = style(status);
        let named = report.verdict.mistake.as_ref().map(|mistake| format!(": {}", mistake.name)).unwrap_or_default();
        anstream::println!(
            "  {style}{}{style:#} {:longest$}  {}{named}",
            sign(status),
            report.exercise,
            status.words()
        );
    }
    let right = reports.iter().filter(|report| report.verdict.is_right()).count();
    anstream::println!("\n{BOLD}{right} of {} right{BOLD:#}", reports.len());
}

fn detail(project: &Project, source: &Source, report: &Report) {
    let Report { chapter, exercise, verdict, .. } = report;
    let style = style(verdict.status);
    let named = verdict.mistake.as_ref().map(|mistake| format!(": {}", mistake.name)).unwrap_or_default();
    anstream::println!(
        "{style}{} {chapter}/{exercise}{style:#}  {}{named}",
        sign(verdict.status),
        verdict.status.words()
    );
    if let Some(shown) = &verdict.probe {
        probe(shown);
    }
    let file = project.shown(&source.file(chapter, exercise));
    match verdict.status {
        Status::Right => {}
        Status::NotWritten => {
            anstream::println!();
            line("open", &file);
            say("  ", &verdict.message);
            line("hint", &format!("cargo xtask hint {exercise}"));
        }
        Status::DoesNotCompile => {
            anstream::println!();
            anstream::println!("{}", verdict.message.trim_end());
            line("file", &file);
        }
        _ => {
            anstream::println!();
            say("  ", &verdict.message);
            anstream::println!();
            line("file", &file);
        }
    }
    if let Some(plot) = &report.plot {
        line("picture", &project.shown(plot));
    }
    printed(&report.printed);
}

fn line(name: &str, text: &str) {
    anstream::println!("  {QUIET}{name:8}{QUIET:#} {text}");
}

fn probe(shown: &Shown) {
    anstream::println!();
    let options = textwrap::Options::new(width()).initial_indent("").subsequent_indent("           ");
    let asked = textwrap::fill(&shown.asked, options);
    line("asked", &asked);
    line("yours", &format!("{BOLD}{}{BOLD:#}", shown.got_text));
    let error = shown.relative_error.filter(|error| *error > 0.0);
    let error = error
        .map(|error| format!("   {QUIET}relative error {}{QUIET:#}", number_text(error, Some(2))))
        .unwrap_or_default();
    line("true", &format!("{BOLD}{}{BOLD:#}{error}", shown.expected_text));
}

/// What the learner's function printed, apart from what the runner says.
fn printed(text: &str) {
    const SHOWN: usize = 20;
    if text.is_empty() {
        return;
    }
    line("printed", "");
    for text in text.lines().take(SHOWN) {
        anstream::println!("    {QUIET}│{QUIET:#} {}", text.replace(|c: char| c.is_control() && c != '\t', "\u{fffd}"));
    }
    let more = text.lines().count().saturating_sub(SHOWN);
    if more > 0 {
        anstream::println!("    {QUIET}│ … and {more} more lines{QUIET:#}");
    }
}
