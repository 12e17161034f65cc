//! One line a problem, for editors and for GitHub Actions.

use super::theme::headline;
use crate::course::project::{Project, Source};
use crate::examine::report::{Position, Report, almost, right};
use crate::store::progress;
use nabla_grading::Status;

/// `file:line:column: error: message`, as compilers print it and editors read it.
pub fn short(project: &Project, source: &Source, reports: &[Report]) -> String {
    let line = |report: &Report| {
        let (file, Position { line, column }) = place(project, source, report);
        let severity = severity(report.verdict.status, "note");
        let says = says(report);
        // Of a compiler's words the first line says most.
        let says = if report.verdict.status == Status::DoesNotCompile {
            says.lines().next().unwrap_or_default()
        } else {
            &says
        };
        format!("{file}:{line}:{column}: {severity}: {}\n", one_line(says))
    };
    let mut text: String = reports.iter().filter(|report| !report.verdict.is_right()).map(line).collect();
    text.push_str(&score(reports));
    text
}

/// Workflow commands, which GitHub shows beside the lines of the file. Whatever a learner can influence is escaped, for
/// the log obeys any line that looks like a command.
pub fn github(project: &Project, source: &Source, reports: &[Report]) -> String {
    let command = |report: &Report| {
        let (file, Position { line, column }) = place(project, source, report);
        let title = property(&format!("{}/{}: {}", report.chapter, report.exercise, headline(&report.verdict)));
        let file = property(&file);
        format!(
            "::{} file={file},line={line},col={column},title={title}::{}\n",
            severity(report.verdict.status, "notice"),
            data(&says(report))
        )
    };
    let mut text: String = reports.iter().filter(|report| !report.verdict.is_right()).map(command).collect();
    text.push_str(&score(reports));
    text
}

fn score(reports: &[Report]) -> String {
    progress::score(right(reports), almost(reports), reports.len()) + "\n"
}

/// What is not written yet is no error; editors and GitHub have each their own `word` for that.
fn severity(status: Status, word: &'static str) -> &'static str {
    if matches!(status, Status::NotWritten | Status::NotHandedIn) { word } else { "error" }
}

/// The verdict in plain text.
fn says(report: &Report) -> String {
    let verdict = &report.verdict;
    let message = &verdict.message;
    let headline = headline(verdict);
    match &verdict.probe {
        Some(shown) => {
            format!("{headline}. {} is {}, yours is {}. {message}", shown.asked, shown.expected_text, shown.got_text)
        }
        None => format!("{headline}. {}", message.trim()),
    }
}

/// Where the problem is: where the compiler stumbled or the function panicked, else where the function begins.
fn place(project: &Project, source: &Source, report: &Report) -> (String, Position) {
    let file = project.shown(&source.file(report.chapter, report.exercise));
    let text = String::from_utf8_lossy(report.text.as_deref().unwrap_or_default());
    let function = format!("pub fn {}(", report.exercise);
    let begins = text.lines().position(|line| line.starts_with(&function)).map_or(1, |index| index + 1);
    let position = report.refusal.as_ref().and_then(|refusal| refusal.position).or_else(|| panicked_at(report));
    (file, position.unwrap_or(Position { line: begins, column: 1 }))
}

/// The place in a panic's message.
fn panicked_at(report: &Report) -> Option<Position> {
    if report.verdict.status != Status::Panicked {
        return None;
    }
    let file = format!("{}.rs:", report.exercise);
    let (_, place) = report.verdict.message.split_once(&file)?;
    let mut numbers = place.split(|c: char| !c.is_ascii_digit()).map(str::parse);
    Some(Position { line: numbers.next()?.ok()?, column: numbers.next()?.ok()? })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(|c: char| c.is_control(), "\u{fffd}")
}

/// The message of a workflow command. A terminal that shows the log obeys nothing in it.
fn data(text: &str) -> String {
    let text = text.replace(|c: char| c.is_control() && !['\n', '\r', '\t'].contains(&c), "\u{fffd}");
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_learner_ends_an_annotation_or_begins_another() {
        assert_eq!(data("100 %\r\n::error::no"), "100 %25%0D%0A::error::no");
        assert_eq!(data("\u{1b}[2J"), "\u{fffd}[2J");
        assert_eq!(property("a,b:c\n%"), "a%2Cb%3Ac%0A%25");
        assert_eq!(one_line("two\n  lines\u{1b}[1m"), "two lines\u{fffd}[1m");
    }
}
