//! Reports for a person: calm, short, what matters most first.

use super::diff;
use super::narrow;
use super::page::Page;
use super::theme::{self, BOLD, QUIET, harmless, headline, sign, style};
use crate::course::ExerciseRef;
use crate::course::project::{Project, Source};
use crate::examine::report::{Position, Refusal, Report, StubChange, notes};
use crate::store::progress::Table;
use nabla_grading::{Shown, Status, number_text};
use std::path::Path;

/// Enough of a learner's prints to see what goes on, and what matters more stays in sight.
const PRINTS: usize = 20;

impl Page {
    /// All reports: a table when there are several, details of what needs them, and where one stands.
    pub fn reports(&mut self, project: &Project, source: &Source, reports: &[Report], next_only: bool) {
        let several = reports.len() > 1;
        if several {
            self.table(&Table::of_reports(reports));
        }
        for report in reports {
            let detailed =
                !several || !matches!(report.verdict.status, Status::Right | Status::NotWritten | Status::NotHandedIn);
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
            self.line("");
            self.say("", &format!("Every exercise is right. {BOLD}You have finished the course.{BOLD:#}"));
        }
    }

    /// What was drawn after the reports were shown.
    pub fn pictures(&mut self, project: &Project, reports: &[Report]) {
        for report in reports {
            if let Some(plot) = &report.plot {
                self.path("picture", project, &plot.path);
            }
            for note in report.notes.iter().filter(|note| note.starts_with("no picture")) {
                self.say("  ", &format!("note: {note}"));
            }
        }
    }

    /// One exercise: the verdict, the probe that shows it, and what to do next.
    pub fn report(&mut self, project: &Project, source: &Source, report: &Report) {
        let Report { chapter, exercise, verdict, .. } = report;
        self.headline(report);
        if let Some(shown) = &verdict.probe {
            self.probe(shown);
        }
        let file = source.file(chapter, exercise);
        let place = ExerciseRef { chapter, exercise };
        match verdict.status {
            Status::Right => {}
            Status::NotWritten => {
                self.line("");
                self.path("open", project, &file);
                self.lesson_place(project, place);
                self.say("  ", &verdict.message);
                self.said("hint", &format!("cargo xtask hint {exercise}"));
            }
            Status::NotHandedIn => {
                self.line("");
                self.say("  ", &verdict.message);
            }
            Status::DoesNotCompile => {
                if let Some(refusal) = &report.refusal {
                    self.refusal(project, &file, refusal, place);
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
                self.lesson_place(project, place);
            }
        }
        if let Some(plot) = &report.plot {
            self.path("picture", project, &plot.path);
        }
        self.printed(&report.printed);
        if let Some(StubChange { then, now }) = &report.course_change {
            self.line("");
            self.say("  ", "The course has changed this exercise since you began it; your file is as you left it:");
            self.line("");
            self.line(diff::stubs(then, now).trim_end());
        }
    }

    /// What is wrong in plain words, where, and the compiler's own text, of which the end can be missed most easily.
    fn refusal(&mut self, project: &Project, file: &Path, refusal: &Refusal, place: ExerciseRef) {
        self.line("");
        if let Some(plain) = &refusal.plain {
            self.say("  ", plain);
            self.line("");
        }
        let position =
            refusal.position.map(|Position { line, column }| format!(":{line}:{column}")).unwrap_or_default();
        self.link("file", file, &format!("{}{position}", project.shown(file)));
        self.lesson_place(project, place);
        if refusal.rendered.trim().is_empty() {
            return;
        }
        let text = narrow::fitted(refusal.rendered.trim_end(), self.columns());
        self.line("");
        self.quoted(&text, "  ", text.lines().count());
    }

    /// Which exercise, and how it stands.
    pub fn headline(&mut self, report: &Report) {
        let Report { chapter, exercise, verdict, .. } = report;
        let style = style(verdict.status);
        let (sign, words) = (sign(verdict.status), headline(verdict));
        // A name that is too wide for a line is broken where it has its joint.
        let is_wide = sign.len() + chapter.len() + exercise.len() >= self.width();
        let joint = if is_wide { "/ " } else { "/" };
        self.say_after(&format!("{style}{sign} "), &format!("{chapter}{joint}{exercise}{style:#}  {words}"));
    }

    /// Why a file does not compile, in the sentence that is known for it.
    pub fn plain_words(&mut self, report: &Report) {
        if let Some(plain) = report.refusal.as_ref().and_then(|refusal| refusal.plain.as_ref()) {
            self.say("  ", plain);
        }
    }

    /// A table of exercises by chapter.
    pub fn table(&mut self, table: &Table) {
        let mut chapter = "";
        let longest = table.name_column(self.width());
        for row in &table.rows {
            if row.chapter != chapter {
                let gap = if chapter.is_empty() { "" } else { "\n" };
                self.line(format!("{gap}{BOLD}{}{BOLD:#}", row.chapter));
                chapter = row.chapter;
            }
            let (sign, style) = theme::standing(&row.standing);
            let name = format!("  {style}{sign}{style:#} {:longest$}  ", row.exercise);
            self.say_after(&name, &row.standing.words);
        }
        self.line(format!("\n{BOLD}{}{BOLD:#}", table.score()));
    }

    fn probe(&mut self, shown: &Shown) {
        self.line("");
        self.said("asked", &shown.asked);
        // The message of a panic may have several lines.
        let yours: Vec<&str> = shown.got_text.lines().map(str::trim).collect();
        self.said("yours", &format!("{BOLD}{}{BOLD:#}", harmless(&yours.join(" "))));
        let error = shown.relative_error.filter(|error| *error > 0.0);
        let error = error
            .map(|error| format!("   {QUIET}relative error {}{QUIET:#}", number_text(error, Some(2))))
            .unwrap_or_default();
        self.said("true", &format!("{BOLD}{}{BOLD:#}{error}", shown.expected_text));
    }

    /// What the learner's function printed, apart from what the runner says.
    fn printed(&mut self, all: &str) {
        if all.is_empty() {
            return;
        }
        self.named("printed", "");
        let framed = |line: &str| format!("    {QUIET}│{QUIET:#} {}", harmless(line));
        let text: String = all.lines().take(PRINTS).map(|line| framed(line) + "\n").collect();
        self.quoted(&text, &format!("    {QUIET}│{QUIET:#} "), all.lines().count());
    }
}
