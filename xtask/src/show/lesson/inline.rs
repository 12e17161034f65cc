//! Marks within a line of a lesson.

use crate::show::formula;
use crate::show::theme::BOLD;
use anstyle::Style;

const SLANTED: Style = Style::new().italic();
/// A formula up to this length is never broken.
const SHORT: usize = 24;

/// A line of prose: formulas in letters, what is strong or slanted shown so, addresses behind what leads there.
pub(super) fn styled(text: &str) -> String {
    let (mut shown, mut rest) = (String::with_capacity(text.len()), text);
    let (mut strong, mut slanted) = (false, false);
    while let Some(at) = rest.find(['`', '$', '*', '[', '\\']) {
        shown.push_str(&rest[..at]);
        rest = &rest[at..];
        let inside = |open: &str, close: &str| rest.strip_prefix(open).and_then(|rest| rest.split_once(close));
        if let Some((code, after)) = inside("`", "`") {
            shown.push_str(&format!("`{code}`"));
            rest = after;
        } else if let Some((tex, after)) = inside("$", "$") {
            let letters = formula::plain(tex).replace('\n', ", ");
            let is_short = letters.chars().count() <= SHORT;
            shown.push_str(&if is_short { letters.replace(' ', "\u{a0}") } else { letters });
            rest = after;
        } else if let Some(after) = rest.strip_prefix("**") {
            strong = !strong;
            shown.push_str(&if strong { format!("{BOLD}") } else { format!("{BOLD:#}") });
            rest = after;
        } else if let Some(after) = rest.strip_prefix('*').filter(|after| slanted || is_beginning(after)) {
            slanted = !slanted;
            shown.push_str(&if slanted { format!("{SLANTED}") } else { format!("{SLANTED:#}") });
            rest = after;
        } else if let Some((words, address, after)) = link(rest) {
            shown.push_str(&styled(words));
            if address.contains("://") {
                shown.push_str(&format!(" ({address})"));
            }
            rest = after;
        } else {
            // A sign that stands for itself; one behind a backslash always does.
            let escaped =
                rest.strip_prefix('\\').filter(|after| after.starts_with(|sign: char| sign.is_ascii_punctuation()));
            rest = escaped.unwrap_or(rest);
            let length = rest.chars().next().map_or(0, char::len_utf8);
            shown.push_str(&rest[..length]);
            rest = &rest[length..];
        }
    }
    shown.push_str(rest);
    if strong {
        shown.push_str(&format!("{BOLD:#}"));
    }
    if slanted {
        shown.push_str(&format!("{SLANTED:#}"));
    }
    shown
}

/// Whether slanted words may begin here: a star between spaces is a sign of its own.
fn is_beginning(after: &str) -> bool {
    after.chars().next().is_some_and(|letter| !letter.is_whitespace()) && after.contains('*')
}

/// `[words](address)`, and what follows.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (words, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (address, rest) = rest.split_once(')')?;
    (!words.contains('[')).then_some((words, address, rest))
}

/// A text without the comments of HTML, which mark what is computed.
pub(super) fn without_comments(text: &str) -> String {
    let mut parts = text.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once("-->").map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_what_they_mean() {
        let plain = |text: &str| anstream::adapter::strip_str(&styled(text)).to_string();
        assert_eq!(plain("a **b** *c* `d*e` 2 * 3 * 4"), "a b c `d*e` 2 * 3 * 4");
        assert_eq!(plain("$x^2 + 1$ and \\$5 or [f](../g.md), [1, 2]"), "x²\u{a0}+\u{a0}1 and $5 or f, [1, 2]");
        assert_eq!(plain("**not closed"), "not closed");
        assert_eq!(styled("**b**"), "\u{1b}[1mb\u{1b}[0m");
        assert_eq!(without_comments("−23<!-- = f(3.0) -->, and<!-- open"), "−23, and");
    }
}
