//! What several outputs say in the same words.

use crate::journal::Head;
use crate::points::number;
use crate::row::{Entry, PictureEntry, Row};
use crate::standing::Standing;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fs;
use std::path::Path;
use xtask::show::theme;

/// How much of what a function printed is shown.
const PRINTED: usize = 2000;

/// A text on one line, without anything that a terminal would obey.
pub(crate) fn plain(text: &str) -> String {
    theme::harmless(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Several lines of the same.
pub(crate) fn lines(text: &str) -> String {
    theme::harmless_lines(text).trim_end().to_owned()
}

pub(crate) fn is_right(entry: &Entry) -> bool {
    entry.standing == Standing::Right
}

/// Whether there is nothing to look at in its picture.
pub(crate) fn is_well(entry: &Entry) -> bool {
    entry.standing == Standing::Right
}

/// Everything there is to say of one exercise, as text.
pub(crate) fn text(entry: &Entry) -> String {
    let mut said: Vec<String> = Vec::new();
    if let Some(probe) = &entry.probe {
        said.push(format!("asked  {}\nyours  {}\ntrue   {}", probe.asked, plain(&probe.yours), probe.truth));
    }
    match &entry.refusal {
        Some(refusal) => {
            said.extend(refusal.plain.as_deref().map(lines));
            said.push(lines(&refusal.rendered));
        }
        None => said.push(lines(&entry.message)),
    }
    said.extend(besides(entry));
    said.extend(entry.notes.iter().map(|note| format!("Note: {}", plain(note))));
    if !entry.printed.is_empty() {
        said.push(format!("It printed:\n{}", printed(entry)));
    }
    said.retain(|part| !part.is_empty());
    said.join("\n\n")
}

/// What was printed, as much as one reads.
pub(crate) fn printed(entry: &Entry) -> String {
    let text: String = entry.printed.chars().take(PRINTED).collect();
    let more = if text.len() < entry.printed.len() { "\n…" } else { "" };
    lines(&text) + more
}

/// Where the idea is wrong and edges are missed besides, one line on those.
pub(crate) fn besides(entry: &Entry) -> Option<String> {
    let names: Vec<&str> = entry.missed().map(|edge| edge.name.as_str()).collect();
    match (entry.standing, names.as_slice()) {
        (Standing::Almost, _) | (_, []) => None,
        (_, [one]) => Some(format!("An edge is missed, too: {one}.")),
        (_, several) => Some(format!("Edges are missed, too: {}.", several.join("; "))),
    }
}

/// Points in words.
pub(crate) fn points(row: &Row) -> String {
    match row.points {
        Some(points) => format!("{} of {} points", number(points), number(row.of)),
        None => format!("points not decided, of {}", number(row.of)),
    }
}

/// A student in a few lines.
pub(crate) fn summary(head: &Head, row: &Row) -> String {
    let mut text = format!("{}. {} of {} exercises right", points(row), row.right, row.total);
    if row.almost > 0 {
        text += &format!(", {} almost", row.almost);
    }
    text.push_str(".\n");
    if let Some(reason) = &row.reason {
        text += &format!("{}: {}\n", row.outcome.words(), plain(reason));
    }
    row.submission.notes.iter().for_each(|note| text += &format!("{}\n", plain(note)));
    text + &layers(head).map(|layers| format!("{layers}\n")).unwrap_or_default()
}

/// The layers that were off, in a sentence.
pub(crate) fn layers(head: &Head) -> Option<String> {
    let off = &head.layers_off;
    (!off.is_empty()).then(|| format!("Graded without these layers of the cage: {}.", off.join(", ")))
}

/// A picture as part of a document.
pub(crate) fn embedded(out: &Path, picture: &PictureEntry) -> Option<String> {
    let bytes = fs::read(out.join(&picture.file)).ok()?;
    Some(format!("data:image/svg+xml;base64,{}", STANDARD.encode(bytes)))
}
