//! Colours, signs and words that are the same on every screen.

use crate::store::progress::{self, Kind, Standing};
use anstyle::{AnsiColor, Style};
use nabla_grading::{Status, Verdict};

pub const BOLD: Style = Style::new().bold();
pub const QUIET: Style = Style::new().dimmed();

/// The colours of pages: paper and ink, and one for each state, by day and by night.
pub const PAGE_COLOURS: &str = include_str!("states.css");

pub fn style(status: Status) -> Style {
    let colour = match status {
        Status::Right => AnsiColor::Green,
        Status::NotWritten | Status::NotHandedIn => return QUIET,
        Status::Almost => AnsiColor::Cyan,
        Status::Wrong | Status::Panicked => AnsiColor::Yellow,
        Status::DoesNotCompile | Status::NoAnswer | Status::Crashed | Status::NotJudged => AnsiColor::Red,
    };
    Style::new().fg_color(Some(colour.into())).bold()
}

pub fn sign(status: Status) -> &'static str {
    match status {
        Status::Right => "✓",
        Status::Almost => "≈",
        Status::NotWritten | Status::NotHandedIn => "·",
        Status::NotJudged => "!",
        _ => "✗",
    }
}

/// A verdict in a few words: "wrong: kept the exponent".
pub fn headline(verdict: &Verdict) -> String {
    progress::words(verdict.status, verdict.summary().as_deref())
}

/// A word that announces something bad.
pub fn alarm(word: &str) -> String {
    let style = style(Status::Crashed);
    format!("{style}{word}{style:#}")
}

/// The sign and the style of how an exercise stands.
pub fn standing(standing: &Standing) -> (&'static str, Style) {
    match (standing.status, standing.kind) {
        (Some(status), _) => (sign(status), style(status)),
        (None, Kind::ChangedSince) => ("~", Style::new().fg_color(Some(AnsiColor::Cyan.into()))),
        (None, _) => ("~", QUIET),
    }
}

/// A learner's text without anything that a terminal would obey.
pub fn harmless(text: &str) -> String {
    text.replace(|c: char| c.is_control() && c != '\t', "\u{fffd}")
}

/// The same for several lines.
pub fn harmless_lines(text: &str) -> String {
    text.lines().map(|line| harmless(line) + "\n").collect()
}

/// As many whole words of a text as there is room for, with a mark where it goes on.
pub fn shortened(text: &str, room: usize) -> String {
    if textwrap::core::display_width(text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for word in text.split(' ') {
        let gap = if kept.is_empty() { "" } else { " " };
        if textwrap::core::display_width(&kept) + gap.len() + textwrap::core::display_width(word) + 2 > room {
            break;
        }
        kept = kept + gap + word;
    }
    if kept.is_empty() { "…".to_owned() } else { kept + " …" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_shortened_between_words() {
        assert_eq!(shortened("wrong: kept the exponent", 24), "wrong: kept the exponent");
        assert_eq!(shortened("wrong: kept the exponent", 23), "wrong: kept the …");
        assert_eq!(shortened("wrong: kept the exponent", 5), "…");
    }
}
