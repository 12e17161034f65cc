//! The report for a person, as text: calm, short, and wrapped to the terminal's width.

use crate::check::Report;
use crate::diagnostics::Position;
use crate::project::{Project, Source};
use crate::refusal::Refusal;
use crate::standing::{Standing, Table};
use crate::terminal;
use anstyle::{AnsiColor, Style};
use nabla_grading::{Shown, Status, Verdict, number_text};
use std::fmt::Write;
use std::path::Path;

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const QUIET: Style = Style::new().dimmed();

pub(crate) fn style(status: Status) -> Style {
    let colour = match status {
        Status::Right => AnsiColor::Green,
        Status::NotWritten => return QUIET,
        Status::Almost => AnsiColor::Cyan,
        Status::Wrong | Status::Panicked => AnsiColor::Yellow,
        Status::DoesNotCompile | Status::NoAnswer | Status::Crashed => AnsiColor::Red,
    };
    Style::new().fg_color(Some(colour.into())).bold()
}

pub(crate) fn sign(status: Status) -> &'static str {
    match status {
        Status::Right => "✓",
        Status::Almost => "≈",
        Status::NotWritten => "·",
        _ => "✗",
    }
}

/// A status with what was recognised behind it: "wrong: kept the exponent".
pub(crate) fn words(status: Status, recognised: Option<&str>) -> String {
    let named = recognised.map(|name| format!(": {name}")).unwrap_or_default();
    format!("{}{named}", status.words())
}

/// The same of a verdict.
pub(crate) fn headline(verdict: &Verdict) -> String {
    words(verdict.status, verdict.summary().as_deref())
}

/// What was noted of all reports, each thing once.
pub(crate) fn notes(reports: &[Report]) -> Vec<&str> {
    let mut notes = Vec::new();
    for note in reports.iter().flat_map(|report| &report.notes) {
        if !notes.contains(&note.as_str()) {
            notes.push(note);
        }
    }
    notes
}

/// A word that announces something bad.
pub(crate) fn alarm(word: &str) -> String {
    let style = style(Status::Crashed);
    format!("{style}{word}{style:#}")
}

/// Text with colours, wrapped to a width.
#[derive(Debug)]
pub(crate) struct Page {
    text: String,
    width: usize,
    /// How many rows may be spent on what a learner prints, or the compiler; `None` where the terminal scrolls.
    room: Option<usize>,
}

/// Enough of a learner's prints to see what goes on, and what matters more stays in sight.
const PRINTS: usize = 20;

impl Page {
    /// An empty page as wide as the terminal, as far as lines of text stay readable.
    pub(crate) fn new() -> Self {
        Self { text: String::new(), width: terminal::width().clamp(40, 100), room: None }
    }

    /// The same, where long texts of others are cut to this many rows.
    pub(crate) fn with_room(room: usize) -> Self {
        Self { room: Some(room), ..Self::new() }
    }

    /// Prints what is on the page, without colours where nobody sees them.
    pub(crate) fn print(&self) {
        anstream::print!("{}", self.text);
    }

    /// The text with its colours.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// How many rows of the terminal it takes; a long line takes several.
    pub(crate) fn height(&self) -> usize {
        self.text.lines().map(terminal::rows).sum()
    }

    /// A line as it stands.
    pub(crate) fn line(&mut self, text: impl AsRef<str>) {
        self.text.push_str(text.as_ref());
        self.text.push('\n');
    }

    /// A paragraph, indented and wrapped.
    pub(crate) fn say(&mut self, indent: &str, text: &str) {
        let options = textwrap::Options::new(self.width).initial_indent(indent).subsequent_indent(indent);
        for line in textwrap::wrap(text, options) {
            self.line(line);
        }
    }

    /// A paragraph with its number.
    pub(crate) fn item(&mut self, number: usize, text: &str) {
        let options = textwrap::Options::new(self.width).initial_indent("  ").subsequent_indent("     ");
        self.line(textwrap::fill(&format!("{number}. {text}"), options));
    }

    /// A line with its name in front.
    pub(crate) fn named(&mut self, name: &str, text: &str) {
        self.line(format!("  {QUIET}{name:8}{QUIET:#} {text}"));
    }

    /// All reports: a table when there are several, details of what needs them, and where one stands.
    pub(crate) fn reports(&mut self, project: &Project, source: &Source, reports: &[Report], next_only: bool) {
        let several = reports.len() > 1;
        if several {
            self.table(&Table::of_reports(reports));
        }
        for report in reports {
            let detailed = !several || !matches!(report.verdict.status, Status::Right | Status::NotWritten);
            if detailed {
                if several {
                    self.line("");
                }
                self.report(project, source, report);
            }
        }
        for note in notes(reports) {
            self.say("  ", &format!("note: {note}"));
        }
        if next_only && reports.iter().all(|report| report.verdict.is_right()) {
            self.line(format!("\nEvery exercise is right. {BOLD}You have finished the course.{BOLD:#}"));
        }
    }

    /// One exercise: the verdict, the probe that shows it, and what to do next.
    pub(crate) fn report(&mut self, project: &Project, source: &Source, report: &Report) {
        let Report { chapter, exercise, verdict, .. } = report;
        self.headline(report);
        if let Some(shown) = &verdict.probe {
            self.probe(shown);
        }
        let file = source.file(chapter, exercise);
        match verdict.status {
            Status::Right => {}
            Status::NotWritten => {
                self.line("");
                self.path("open", project, &file);
                self.say("  ", &verdict.message);
                self.named("hint", &format!("cargo xtask hint {exercise}"));
            }
            Status::DoesNotCompile => {
                if let Some(refusal) = &report.refusal {
                    self.refusal(project, &file, refusal);
                }
            }
            _ => {
                self.line("");
                self.say("  ", &verdict.message);
                if let Some(besides) = verdict.missed_besides() {
                    self.say("  ", &besides);
                }
                self.line("");
                self.path("file", project, &file);
            }
        }
        if let Some(plot) = &report.plot {
            self.path("picture", project, &plot.path);
        }
        self.printed(&report.printed);
        if let Some(change) = &report.course_change {
            self.line("");
            self.say("  ", "The course has changed this exercise since you began it; your file is as you left it:");
            self.line("");
            self.line(change.trim_end());
        }
    }

    /// What is wrong in plain words, where, and the compiler's own text, of which the end can be missed most easily.
    fn refusal(&mut self, project: &Project, file: &Path, refusal: &Refusal) {
        self.line("");
        if let Some(plain) = &refusal.plain {
            self.say("  ", plain);
            self.line("");
        }
        let place = refusal.position.map(|Position { line, column }| format!(":{line}:{column}")).unwrap_or_default();
        self.named("file", &terminal::link(file, &format!("{}{place}", project.shown(file))));
        let text = refusal.rendered.trim_end();
        if text.is_empty() {
            return;
        }
        self.line("");
        let shown = terminal::fitting(text, self.room);
        for line in &shown {
            self.line(line);
        }
        let more = text.lines().count() - shown.len();
        if more > 0 {
            self.line(format!("  {QUIET}… and {}{QUIET:#}", lines(more)));
        }
    }

    /// Which exercise, and how it stands.
    pub(crate) fn headline(&mut self, report: &Report) {
        let Report { chapter, exercise, verdict, .. } = report;
        let style = style(verdict.status);
        let (sign, words) = (sign(verdict.status), headline(verdict));
        self.line(format!("{style}{sign} {chapter}/{exercise}{style:#}  {words}"));
    }

    /// Why a file does not compile, in the sentence that is known for it.
    pub(crate) fn plain_words(&mut self, report: &Report) {
        if let Some(plain) = report.refusal.as_ref().and_then(|refusal| refusal.plain.as_ref()) {
            self.say("  ", plain);
        }
    }

    /// A table of exercises by chapter.
    pub(crate) fn table(&mut self, table: &Table) {
        let mut chapter = "";
        let longest = table.longest_name();
        for row in &table.rows {
            if row.chapter != chapter {
                let gap = if chapter.is_empty() { "" } else { "\n" };
                self.line(format!("{gap}{BOLD}{}{BOLD:#}", row.chapter));
                chapter = row.chapter;
            }
            let Standing { sign, style, words, .. } = &row.standing;
            self.line(format!("  {style}{sign}{style:#} {:longest$}  {words}", row.exercise));
        }
        self.line(format!("\n{BOLD}{}{BOLD:#}", table.score()));
    }

    /// A file, which a click opens where the terminal knows how.
    pub(crate) fn path(&mut self, name: &str, project: &Project, path: &Path) {
        let text = terminal::link(path, &project.shown(path));
        self.named(name, &text);
    }

    fn probe(&mut self, shown: &Shown) {
        self.line("");
        let options = textwrap::Options::new(self.width).initial_indent("").subsequent_indent("           ");
        self.named("asked", &textwrap::fill(&shown.asked, options));
        self.named("yours", &format!("{BOLD}{}{BOLD:#}", shown.got_text));
        let error = shown.relative_error.filter(|error| *error > 0.0);
        let error = error
            .map(|error| format!("   {QUIET}relative error {}{QUIET:#}", number_text(error, Some(2))))
            .unwrap_or_default();
        self.named("true", &format!("{BOLD}{}{BOLD:#}{error}", shown.expected_text));
    }

    /// What the learner's function printed, apart from what the runner says.
    fn printed(&mut self, all: &str) {
        if all.is_empty() {
            return;
        }
        self.named("printed", "");
        let framed = |line: &str| format!("    {QUIET}│{QUIET:#} {}", harmless(line));
        let text: String = all.lines().take(PRINTS).map(|line| framed(line) + "\n").collect();
        let shown = terminal::fitting(&text, self.room);
        for line in &shown {
            self.line(line);
        }
        let more = all.lines().count() - shown.len();
        if more > 0 {
            self.line(format!("    {QUIET}│ … and {}{QUIET:#}", lines(more)));
        }
    }
}

fn lines(count: usize) -> String {
    format!("{count} more {}", if count == 1 { "line" } else { "lines" })
}

/// A learner's text without anything that a terminal would obey.
pub(crate) fn harmless(text: &str) -> String {
    text.replace(|c: char| c.is_control() && c != '\t', "\u{fffd}")
}

/// The same for several lines.
pub(crate) fn harmless_lines(text: &str) -> String {
    text.lines().map(|line| harmless(line) + "\n").collect()
}

/// One line of `verify`: a name, and what is wrong with it.
pub(crate) fn promise(name: &str, faults: &[String]) {
    let status = if faults.is_empty() { Status::Right } else { Status::Wrong };
    let (style, sign) = (style(status), sign(status));
    let mut page = Page::new();
    let _ = writeln!(page.text, "{style}{sign}{style:#} {name}");
    for fault in faults {
        page.say("    ", fault);
    }
    page.print();
}
