//! Texts beside each other.

use super::theme::{BOLD, QUIET, harmless};
use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, DiffOp, TextDiff};
use std::fmt::Write;

const OLD: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));
const NEW: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));

/// What changed from one text to the other, with three lines around each change; nothing when they are the same.
pub fn unified(old: &str, new: &str, old_name: &str, new_name: &str) -> String {
    let (old, new) = (old.replace("\r\n", "\n"), new.replace("\r\n", "\n"));
    let diff = TextDiff::from_lines(&old, &new);
    let mut text = String::new();
    for (index, group) in diff.grouped_ops(3).iter().enumerate() {
        let mut line = |style: Style, line: &str| {
            let _ = writeln!(text, "{style}{}{style:#}", harmless(line));
        };
        if index == 0 {
            line(OLD, &format!("--- {old_name}"));
            line(NEW, &format!("+++ {new_name}"));
        } else {
            line(QUIET, "  …");
        }
        for change in group.iter().flat_map(|operation| diff.iter_changes(operation)) {
            let (style, sign) = match change.tag() {
                ChangeTag::Delete => (OLD, '-'),
                ChangeTag::Insert => (NEW, '+'),
                ChangeTag::Equal => (Style::new(), ' '),
            };
            line(style, &format!("{sign} {}", change.value().trim_end_matches('\n')));
        }
    }
    text
}

/// What the course changed in a stub.
pub fn stubs(then: &str, now: &str) -> String {
    unified(then, now, "the stub you began with", "the stub now")
}

/// Two texts in two columns, equal lines at the same height; below each other where the width does not do.
pub fn side_by_side(left: (&str, &str), right: (&str, &str), width: usize) -> String {
    const GAP: &str = " │ ";
    let column = width.saturating_sub(3) / 2;
    let longest = left.1.lines().chain(right.1.lines()).map(textwrap::core::display_width).max().unwrap_or(0);
    if longest > column {
        let part = |(name, text): (&str, &str)| format!("{BOLD}{name}{BOLD:#}\n\n{}\n", text.trim_end());
        return format!("{}\n{}", part(left), part(right));
    }
    let (lines_left, lines_right): (Vec<&str>, Vec<&str>) = (left.1.lines().collect(), right.1.lines().collect());
    let diff = TextDiff::from_slices(&lines_left, &lines_right);
    let mut text = String::new();
    let mut row = |left: &str, right: &str, styles: (Style, Style)| {
        let pad = " ".repeat(column.saturating_sub(textwrap::core::display_width(left)));
        let (old, new) = styles;
        let line = format!("{old}{left}{old:#}{pad}{QUIET}{GAP}{QUIET:#}{new}{right}{new:#}");
        let _ = writeln!(text, "{}", line.trim_end());
    };
    row(left.0, right.0, (BOLD, BOLD));
    row("", "", (QUIET, QUIET));
    for operation in diff.ops() {
        let same = matches!(operation, DiffOp::Equal { .. });
        let styles = if same { (Style::new(), Style::new()) } else { (OLD, NEW) };
        let (old, new) = (&lines_left[operation.old_range()], &lines_right[operation.new_range()]);
        for index in 0..old.len().max(new.len()) {
            row(old.get(index).unwrap_or(&""), new.get(index).unwrap_or(&""), styles);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn only_what_changed_is_shown() {
        let text = plain(&unified("a\nb\nc\n", "a\nB\nc\n", "then", "now"));
        assert_eq!(text, "--- then\n+++ now\n  a\n- b\n+ B\n  c\n");
        assert_eq!(unified("a\r\nb\r\n", "a\nb\n", "then", "now"), "");
    }

    #[test]
    fn columns_meet_where_the_texts_agree() {
        let text = plain(&side_by_side(("yours", "{\nx\n}"), ("solution", "{\ny\nz\n}"), 33));
        let rows: Vec<&str> = text.lines().collect();
        assert_eq!(rows[0], "yours           │ solution");
        assert_eq!(
            rows[2..],
            ["{               │ {", "x               │ y", "                │ z", "}               │ }"]
        );
        assert!(!plain(&side_by_side(("yours", "a long line"), ("solution", "x"), 10)).contains('│'));
    }
}
