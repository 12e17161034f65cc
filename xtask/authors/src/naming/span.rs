//! Stretches of a file as cargo-mutants names them, and putting something else in their place.

use serde::Deserialize;
use std::ops::Range;

/// A stretch of a file; the end is not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Span {
    start: Position,
    end: Position,
}

/// Line and column, both counted from 1; a column is a character, not a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
struct Position {
    line: usize,
    column: usize,
}

impl Span {
    /// The stretch as bytes of the text; `None` when the text has no such place.
    pub(crate) fn bytes(self, text: &str) -> Option<Range<usize>> {
        let (start, end) = (offset(text, self.start)?, offset(text, self.end)?);
        (start <= end).then_some(start..end)
    }

    /// Where it begins, as `line:column`.
    pub(crate) fn place(self) -> String {
        format!("{}:{}", self.start.line, self.start.column)
    }

    #[cfg(test)]
    pub(crate) fn new(start: (usize, usize), end: (usize, usize)) -> Self {
        let position = |(line, column)| Position { line, column };
        Self { start: position(start), end: position(end) }
    }
}

fn offset(text: &str, Position { line, column }: Position) -> Option<usize> {
    let mut start = 0;
    for _ in 1..line {
        start += text[start..].find('\n')? + 1;
    }
    let row = text[start..].split('\n').next()?;
    let ends = row.char_indices().map(|(at, _)| at).chain([row.len()]);
    ends.into_iter().nth(column.checked_sub(1)?).map(|at| start + at)
}

/// The part of a text with a stretch of it replaced.
pub(crate) fn changed(text: &str, part: &Range<usize>, range: &Range<usize>, replacement: &str) -> String {
    [&text[part.start..range.start], replacement, &text[range.end..part.end]].concat()
}

/// The whole lines around a stretch, as far as they belong to the part.
pub(crate) fn lines(text: &str, part: &Range<usize>, range: &Range<usize>) -> Range<usize> {
    let start = text[part.start..range.start].rfind('\n').map_or(part.start, |at| part.start + at + 1);
    let end = text[range.end..part.end].find('\n').map_or(part.end, |at| range.end + at);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, (start, end): ((usize, usize), (usize, usize)), replacement: &str, expected: Option<&str>) {
        let range = Span::new(start, end).bytes(text);
        let applied = range.map(|range| changed(text, &(0..text.len()), &range, replacement));
        assert_eq!(applied.as_deref(), expected);
    }

    #[test]
    fn a_span_is_replaced() {
        check("a * b\n", ((1, 3), (1, 4)), "+", Some("a + b\n"));
        check("fn f() {\n    let a = 1;\n    a\n}\n", ((2, 5), (3, 6)), "0.0", Some("fn f() {\n    0.0\n}\n"));
        check("-x", ((1, 1), (1, 2)), "", Some("x"));
        check("x", ((1, 2), (1, 2)), "!", Some("x!"));
    }

    #[test]
    fn columns_are_characters() {
        check("\"∂f/∂x\" * σ\n\"é\" - 1\n", ((1, 9), (1, 10)), "/", Some("\"∂f/∂x\" / σ\n\"é\" - 1\n"));
        check("\"∂f/∂x\" * σ\n\"é\" - 1\n", ((2, 5), (2, 6)), "+", Some("\"∂f/∂x\" * σ\n\"é\" + 1\n"));
    }

    #[test]
    fn the_lines_of_a_change_stay_in_its_part() {
        let text = "one\n.variant(\"é\", |x| x * 2.0)\nthree";
        let part = text.find('|').map_or(0..0, |start| start..text.len() - 7);
        let range = Span::new((2, 21), (2, 22)).bytes(text).expect("the place is there");
        assert_eq!(&text[range.clone()], "*");
        assert_eq!(&text[lines(text, &part, &range)], "|x| x * 2.0");
        assert_eq!(&text[lines(text, &(0..text.len()), &range)], ".variant(\"é\", |x| x * 2.0)");
    }

    #[test]
    fn a_place_that_is_not_there_changes_nothing() {
        check("a\n", ((3, 1), (3, 2)), "b", None);
        check("a\n", ((1, 1), (1, 9)), "b", None);
        check("ab\n", ((1, 2), (1, 1)), "b", None);
    }
}
