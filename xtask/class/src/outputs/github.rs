//! GitHub Actions: workflow commands, and the summary of a step.

use super::parts;
use crate::journal::Head;
use crate::points::number;
use crate::row::{Entry, Row};
use std::path::Path;

/// One workflow command a line. GitHub obeys any line that looks like one, so whatever a student can influence is
/// escaped.
pub(crate) fn annotations(_out: &Path, _head: &Head, row: &Row) -> anyhow::Result<String> {
    let command = |entry: &Entry| {
        let level = match entry.standing {
            standing if standing.is_open() => "notice",
            standing if standing.is_undecided() => "warning",
            _ => "error",
        };
        let place = entry.refusal.as_ref();
        let line = place.and_then(|place| place.line).map(|line| format!(",line={line}")).unwrap_or_default();
        let column = place.and_then(|place| place.column).map(|column| format!(",col={column}")).unwrap_or_default();
        let file =
            entry.file.as_deref().map(|file| format!("file={}{line}{column},", property(file))).unwrap_or_default();
        let title = property(&format!("{}: {}", entry.id(), parts::plain(&entry.headline())));
        format!("::{level} {file}title={title}::{}\n", data(&parts::text(entry)))
    };
    Ok(row.exercises.iter().filter(|entry| !parts::is_right(entry)).map(command).collect())
}

/// The message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// What `$GITHUB_STEP_SUMMARY` takes; it may have a mebibyte, and this has a line an exercise.
pub(crate) fn summary(_out: &Path, head: &Head, row: &Row) -> anyhow::Result<String> {
    let mut text = format!("## Nabla: {}\n\n", markdown(&row.student));
    for line in parts::summary(head, row).lines().filter(|line| !line.is_empty()) {
        text += &format!("{}\n\n", markdown(line));
    }
    text += "| | exercise | verdict | points |\n|---|---|---|---|\n";
    for entry in &row.exercises {
        let points = entry.points.map_or_else(|| "?".to_owned(), number);
        let headline = markdown(&entry.headline());
        text += &format!(
            "| {} | {} | {headline} | {points} of {} |\n",
            entry.standing.sign(),
            markdown(&entry.id()),
            number(entry.of)
        );
    }
    Ok(text)
}

/// A text that is neither HTML nor Markdown, nor calls anybody.
fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in parts::plain(text).chars() {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '@' => escaped += "&#64;",
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' | '$' => {
                escaped.push('\\');
                escaped.push(c);
            }
            ':' => escaped += "&#58;",
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_command_or_begins_another() {
        assert_eq!(data("100 %\r\n::error::no"), "100 %25%0D%0A::error::no");
        assert_eq!(property("a,b:c\n%"), "a%2Cb%3Ac%0A%25");
    }

    #[test]
    fn a_summary_shows_what_was_written_and_obeys_nothing() {
        assert_eq!(markdown("<img src=x> | @all"), "&lt;img src=x&gt; \\| &#64;all");
        assert_eq!(markdown("[a](https://x)\n::error::"), "\\[a\\](https&#58;//x) &#58;&#58;error&#58;&#58;");
    }
}
