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

/// A learner's text without anything that a terminal would obey, or that turns the direction of what is read.
pub fn harmless(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.replace(|c: char| c.is_control() && c != '\t' || turns(c), "\u{fffd}")
}

/// The same for several lines.
pub fn harmless_lines(text: &str) -> String {
    text.lines().map(|line| harmless(line) + "\n").collect()
}

/// A sentence in parts: each with whether it stands between backticks and is code. A backtick without another one is a letter
/// like any other.
pub fn code_apart(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let parts: Vec<&str> =
        if text.matches('`').count().is_multiple_of(2) { text.split('`').collect() } else { vec![text] };
    parts.into_iter().enumerate().map(|(index, part)| (index % 2 == 1, part))
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
    fn nothing_is_obeyed() {
        assert_eq!(harmless("a\u{1b}[2J\tb\u{9b}c\u{202e}d\u{2066}é"), "a\u{fffd}[2J\tb\u{fffd}c\u{fffd}d\u{fffd}é");
    }

    #[test]
    fn code_stands_between_backticks() {
        let parts = |text| code_apart(text).filter(|(_, part)| !part.is_empty()).collect::<Vec<_>>();
        assert_eq!(parts("write `2.0`, not `2`"), [(false, "write "), (true, "2.0"), (false, ", not "), (true, "2")]);
        assert_eq!(parts("one ` alone"), [(false, "one ` alone")]);
    }

    #[test]
    fn a_text_is_shortened_between_words() {
        assert_eq!(shortened("wrong: kept the exponent", 24), "wrong: kept the exponent");
        assert_eq!(shortened("wrong: kept the exponent", 23), "wrong: kept the …");
        assert_eq!(shortened("wrong: kept the exponent", 5), "…");
    }
}
