//! The compiler's messages, and which exercise each of them belongs to.

use crate::course::Chapter;
use crate::course::project::{Project, Source};
use serde::Deserialize;
use std::path::Path;

/// One message of `rustc --error-format=json`, as far as it matters here.
#[derive(Debug, Deserialize)]
pub struct Diagnostic {
    pub level: String,
    #[serde(default)]
    pub message: String,
    pub rendered: Option<String>,
    #[serde(default)]
    pub code: Option<Code>,
    #[serde(default)]
    pub spans: Vec<Span>,
    /// Notes and suggestions that belong to it.
    #[serde(default)]
    pub children: Vec<Diagnostic>,
}

#[derive(Debug, Deserialize)]
pub struct Code {
    pub code: String,
}

#[derive(Debug, Deserialize)]
pub struct Span {
    file_name: String,
    line_start: usize,
    column_start: usize,
    pub is_primary: bool,
    pub label: Option<String>,
    /// The lines that it lies on.
    #[serde(default)]
    text: Vec<Line>,
    /// What a suggestion puts there.
    pub suggested_replacement: Option<String>,
    expansion: Option<Box<Expansion>>,
}

#[derive(Debug, Deserialize)]
struct Expansion {
    span: Span,
}

impl Diagnostic {
    /// File and line of every place that it speaks of, the ones that matter most first.
    pub fn places(&self) -> Vec<(&Path, usize)> {
        let (primary, others): (Vec<&Span>, Vec<&Span>) = self.spans.iter().partition(|span| span.is_primary);
        let mut places = Vec::new();
        for outer in primary.into_iter().chain(others) {
            let mut span = Some(outer);
            while let Some(inner) = span {
                places.push((Path::new(&inner.file_name), inner.line_start));
                span = inner.expansion.as_ref().map(|expansion| &expansion.span);
            }
        }
        places
    }
}

/// A line of source, and the columns that are meant, counted in characters from 1.
#[derive(Debug, Deserialize)]
struct Line {
    text: String,
    highlight_start: usize,
    highlight_end: usize,
}

impl Diagnostic {
    /// The place of which it says this.
    pub fn says_of_a_place(&self, part: &str) -> Option<&Span> {
        self.spans.iter().find(|span| span.label.as_ref().is_some_and(|label| label.contains(part)))
    }
}

impl Span {
    /// The place where somebody wrote it: a macro's own file says nothing, the place where it was called does. What the
    /// compiler itself expands, a loop above all, stays in its file.
    pub fn written(&self) -> &Self {
        match &self.expansion {
            Some(expansion) if expansion.span.file_name != self.file_name => expansion.span.written(),
            _ => self,
        }
    }

    pub fn position(&self) -> Position {
        Position { line: self.line_start, column: self.column_start }
    }

    /// What stands before it on its first line, the span itself, and what stands behind it on its last line.
    pub fn around(&self) -> Option<[&str; 3]> {
        let (first, last) = (self.text.first()?, self.text.last()?);
        let at = |line: &Line, column: usize| {
            line.text.char_indices().nth(column.saturating_sub(1)).map_or(line.text.len(), |(index, _)| index)
        };
        let (start, end) = (at(first, first.highlight_start), at(last, last.highlight_end));
        let inside = if self.text.len() == 1 { first.text.get(start..end)? } else { "" };
        Some([&first.text[..start], inside, &last.text[end..]])
    }
}

/// The errors among the compiler's messages.
pub fn errors(output: &str) -> Vec<Diagnostic> {
    let messages = output.lines().filter_map(|line| serde_json::from_str::<Diagnostic>(line).ok());
    messages.filter(|message| message.level.starts_with("error")).collect()
}

/// What a person can read of the compiler's output: its errors as text, or what it printed where it gave none.
pub fn rendered(errors: &[Diagnostic], output: &str) -> String {
    let texts: Vec<&str> = errors.iter().filter_map(|error| error.rendered.as_deref()).map(str::trim_end).collect();
    if !texts.is_empty() {
        return texts.join("\n\n") + "\n";
    }
    output.lines().filter(|line| !line.starts_with('{')).map(|line| format!("{line}\n")).collect()
}

/// A place in the learner's file, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// What an error belongs to.
#[derive(Debug, PartialEq, Eq)]
pub enum Blame {
    /// The file of this exercise.
    Exercise(String, Option<Position>),
    /// The doorway's line about this exercise: its function is not what the doorway expects.
    Signature(String),
}

/// The exercise that an error belongs to, if its places say so.
pub fn blame(
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
        let path = source.file(&chapter.name, exercise);
        file == path || path.strip_prefix(&project.root).is_ok_and(|relative| file == relative)
    });
    if let Some(exercise) = own {
        return Some(Blame::Exercise(exercise.clone(), Some(span.position())));
    }
    if file.file_name().is_some_and(|name| name == "main.rs")
        && let Some(line) = doorway.lines().nth(span.line_start.saturating_sub(1))
        && let Some(exercise) = chapter.exercises.iter().find(|exercise| mentions(line, exercise))
    {
        let module = line.contains(&format!("mod {exercise};"));
        let name = exercise.clone();
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
