//! The compiler's messages, and which exercise each of them belongs to.

use crate::project::{Project, Source};
use nabla_grading::Chapter;
use serde::Deserialize;
use std::path::Path;

/// One message of `rustc --error-format=json`, as far as it matters here.
#[derive(Debug, Deserialize)]
pub(crate) struct Diagnostic {
    pub(crate) level: String,
    pub(crate) rendered: Option<String>,
    #[serde(default)]
    pub(crate) code: Option<Code>,
    #[serde(default)]
    pub(crate) spans: Vec<Span>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Code {
    pub(crate) code: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Span {
    file_name: String,
    line_start: usize,
    column_start: usize,
    is_primary: bool,
    expansion: Option<Box<Expansion>>,
}

#[derive(Debug, Deserialize)]
struct Expansion {
    span: Span,
}

/// The errors among the compiler's messages.
pub(crate) fn errors(output: &str) -> Vec<Diagnostic> {
    let messages = output.lines().filter_map(|line| serde_json::from_str::<Diagnostic>(line).ok());
    messages.filter(|message| message.level.starts_with("error")).collect()
}

/// A place in the learner's file, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// What an error belongs to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Blame {
    /// The file of this exercise.
    Exercise(String, Option<Position>),
    /// The doorway's line about this exercise: its function is not what the doorway expects.
    Signature(String),
}

/// The exercise that an error belongs to, if its places say so.
pub(crate) fn blame(
    error: &Diagnostic,
    project: &Project,
    source: &Source,
    chapter: &Chapter,
    doorway: &str,
) -> Option<Blame> {
    let primary = error.spans.iter().filter(|span| span.is_primary);
    let others = error.spans.iter().filter(|span| !span.is_primary);
    primary.chain(others).find_map(|span| blame_span(span, project, source, chapter, doorway))
}

fn blame_span(span: &Span, project: &Project, source: &Source, chapter: &Chapter, doorway: &str) -> Option<Blame> {
    let file = Path::new(&span.file_name);
    let own = chapter.exercises.iter().find(|exercise| {
        let path = source.file(chapter.name, exercise.name);
        file == path || path.strip_prefix(&project.root).is_ok_and(|relative| file == relative)
    });
    if let Some(exercise) = own {
        let position = Position { line: span.line_start, column: span.column_start };
        return Some(Blame::Exercise(exercise.name.to_owned(), Some(position)));
    }
    if file.file_name().is_some_and(|name| name == "main.rs")
        && let Some(line) = doorway.lines().nth(span.line_start.saturating_sub(1))
        && let Some(exercise) = chapter.exercises.iter().find(|exercise| mentions(line, exercise.name))
    {
        let module = line.contains(&format!("mod {};", exercise.name));
        let name = exercise.name.to_owned();
        return Some(if module { Blame::Exercise(name, None) } else { Blame::Signature(name) });
    }
    // A macro's own file says nothing; the place where it was called does.
    span.expansion.as_ref().and_then(|expansion| blame_span(&expansion.span, project, source, chapter, doorway))
}

/// Whether a line of the doorway is about the exercise: its module, its function, or its name in quotes.
fn mentions(line: &str, exercise: &str) -> bool {
    [format!("{exercise}::"), format!("mod {exercise};"), format!("\"{exercise}\"")].iter().any(|part| {
        line.match_indices(part.as_str())
            .any(|(at, _)| !line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_'))
    })
}
