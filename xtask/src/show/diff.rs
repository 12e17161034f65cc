//! Texts beside each other.

use super::theme::{BOLD, QUIET, harmless};
use anstyle::{AnsiColor, Style};
use imara_diff::{Algorithm, Diff, InternedInput};
use std::fmt::Write;
use std::ops::Range;

const OLD: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));
const NEW: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));

/// A stretch of lines that both texts have, or that takes the place of the other's.
struct Stretch<'a> {
    old: &'a [&'a str],
    new: &'a [&'a str],
    same: bool,
}

/// Two texts from top to bottom, equal and changed stretches in turn.
fn stretches<'a>(old: &'a [&'a str], new: &'a [&'a str]) -> Vec<Stretch<'a>> {
    let mut input = InternedInput::default();
    input.update_before(old.iter().copied());
    input.update_after(new.iter().copied());
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);

    let mut stretches = Vec::new();
    let (mut old_from, mut new_from) = (0, 0);
    for hunk in diff.hunks() {
        let (before, after) = (to_usize(hunk.before), to_usize(hunk.after));
        stretches.push(Stretch { old: &old[old_from..before.start], new: &new[new_from..after.start], same: true });
        (old_from, new_from) = (before.end, after.end);
        stretches.push(Stretch { old: &old[before], new: &new[after], same: false });
    }
    stretches.push(Stretch { old: &old[old_from..], new: &new[new_from..], same: true });
    stretches
}

fn to_usize(range: Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// What changed from one text to the other, with three lines around each change; nothing when they are the same.
pub fn unified(old: &str, new: &str, old_name: &str, new_name: &str) -> String {
    const AROUND: usize = 3;
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let stretches = stretches(&old, &new);
    let mut text = String::new();
    if stretches.len() == 1 {
        return text;
    }
    let mut line = |style: Style, line: &str| {
        let _ = writeln!(text, "{style}{}{style:#}", harmless(line));
    };
    line(OLD, &format!("--- {old_name}"));
    line(NEW, &format!("+++ {new_name}"));
    for (index, Stretch { old, new, same }) in stretches.iter().enumerate() {
        if !same {
            old.iter().for_each(|old| line(OLD, &format!("- {old}")));
            new.iter().for_each(|new| line(NEW, &format!("+ {new}")));
            continue;
        }
        let after = if index == 0 { 0 } else { AROUND };
        let before = if index == stretches.len() - 1 { 0 } else { AROUND };
        let from = after.min(old.len());
        let left_out = from..from.max(old.len().saturating_sub(before));
        for (index, same) in old.iter().enumerate() {
            if !left_out.contains(&index) {
                line(Style::new(), &format!("  {same}"));
            } else if index == left_out.start && after > 0 && before > 0 {
                line(QUIET, "  …");
            }
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
    let mut text = String::new();
    let mut row = |left: &str, right: &str, styles: (Style, Style)| {
        let pad = " ".repeat(column.saturating_sub(textwrap::core::display_width(left)));
        let (old, new) = styles;
        let line = format!("{old}{left}{old:#}{pad}{QUIET}{GAP}{QUIET:#}{new}{right}{new:#}");
        let _ = writeln!(text, "{}", line.trim_end());
    };
    row(left.0, right.0, (BOLD, BOLD));
    row("", "", (QUIET, QUIET));
    for Stretch { old, new, same } in stretches(&lines_left, &lines_right) {
        let styles = if same { (Style::new(), Style::new()) } else { (OLD, NEW) };
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
        let old = "a\n1\n2\n3\n4\n5\n6\n7\nb\n";
        let text = plain(&unified(old, &old.replace('a', "A").replace('b', "B"), "then", "now"));
        assert_eq!(text, "--- then\n+++ now\n- a\n+ A\n  1\n  2\n  3\n  …\n  5\n  6\n  7\n- b\n+ B\n");
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
