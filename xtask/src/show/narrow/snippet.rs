//! Lines of code, with marks and labels below what they are about.

use super::line::{Cell, Line};

/// How few columns a label may be pressed into before it moves to the left.
const LABEL: usize = 24;

/// Lines of code with the marks below them.
pub(super) fn snippet(rows: &[Line], width: usize) -> Vec<Line> {
    let gutter = rows.iter().filter_map(Line::gutter).max().unwrap_or(0);
    let room = width.saturating_sub(gutter).max(1);
    let bodies: Vec<Line> = rows.iter().map(|row| Line(row.0.iter().skip(gutter).cloned().collect())).collect();
    let marks: Vec<(usize, usize)> =
        rows.iter().zip(&bodies).filter(|(row, _)| !row.is_code()).filter_map(|(_, body)| marks(body)).collect();
    let (from, to) = (marks.iter().map(|marks| marks.0).min(), marks.iter().map(|marks| marks.1).max());
    let (from, to) = (from.unwrap_or(0), to.unwrap_or(0));
    // What is marked stays in sight, with a little of what stands before it.
    let hidden = if to <= room { 0 } else { from.saturating_sub(4).max(to + 2 - room).min(from.saturating_sub(2)) };
    let mut shown = Vec::new();
    for (row, body) in rows.iter().zip(&bodies) {
        let before = Line(row.0.iter().take(gutter).cloned().collect());
        let body = Line(body.0.iter().skip(hidden).cloned().collect());
        let parts = match row.is_code() {
            true => vec![code(body, (hidden > 0).then(|| from - hidden), room, to - hidden)],
            false => labelled(&body, room),
        };
        for (number, part) in parts.into_iter().enumerate() {
            let mut line = before.clone();
            if number > 0 {
                line.0.resize(gutter, Cell { letter: ' ', colours: String::new() });
            }
            line.0.extend(part.0);
            shown.push(line);
        }
    }
    shown
}

/// Where the marks of a row begin and end.
fn marks(body: &Line) -> Option<(usize, usize)> {
    let label = label(body);
    let is_mark = |(index, cell): (usize, &Cell)| (index < label && "^-_~+".contains(cell.letter)).then_some(index);
    let marked: Vec<usize> = body.0.iter().enumerate().filter_map(is_mark).collect();
    Some((*marked.first()?, marked.last()? + 1))
}

/// Where the words behind the marks begin.
fn label(body: &Line) -> usize {
    body.letters().position(|letter| !" |^-_~+".contains(letter)).unwrap_or(body.0.len())
}

/// A line of code, cut behind a word, and behind what is marked. Where its beginning is gone, a mark begins at so many columns.
fn code(mut body: Line, gone: Option<usize>, room: usize, marked: usize) -> Line {
    let more = || Cell { letter: '…', colours: "\x1b[2m".to_owned() };
    let last = room.saturating_sub(2);
    if body.width() > room && marked > last {
        body.0.truncate(room);
    } else if body.width() > room {
        let space = body.letters().take(last + 1).collect::<Vec<_>>().iter().rposition(|letter| *letter == ' ');
        body.0.truncate(space.filter(|space| *space >= marked).unwrap_or(last));
        while body.0.last().is_some_and(|cell| cell.letter == ' ') {
            body.0.pop();
        }
        body.0.extend(Line::blank(1).0);
        body.0.push(more());
    }
    if let Some(mark) = gone {
        // What is left of a word says nothing.
        let left = body.letters().take(mark).take_while(|letter| *letter != ' ').count().max(1).min(body.0.len());
        body.0.splice(..left, Line::blank(left).0);
        body.0.splice(..left.min(1), [more()]);
    }
    body
}

/// Marks with their label, which goes on below where there is no room for it.
fn labelled(body: &Line, room: usize) -> Vec<Line> {
    if body.width() <= room {
        return vec![body.clone()];
    }
    let start = label(body);
    let (marks, words) = (Line(body.0[..start].to_vec()), Line(body.0[start..].to_vec()));
    let indent = start.min(room.saturating_sub(LABEL));
    let is_behind = start + LABEL.min(words.width()) <= room;
    let mut parts = words.wrapped(room - if is_behind { start } else { indent }, room - indent).into_iter();
    let mut lines = Vec::new();
    if is_behind {
        lines.push(Line([marks.0, parts.next().unwrap_or_default().0].concat()));
    } else if marks.letters().any(|letter| letter != ' ') {
        let seen = marks.letters().take(room).collect::<Vec<_>>();
        let seen = seen.iter().rposition(|letter| *letter != ' ').map_or(0, |last| last + 1);
        lines.push(Line(marks.0[..seen].to_vec()));
    }
    for part in parts {
        // Other labels hang on lines that go on beside this one.
        let kept = |cell: &Cell| if cell.letter == '|' { cell.clone() } else { Line::blank(1).0.remove(0) };
        let mut line = Line(body.0[..indent].iter().map(kept).collect());
        line.0.extend(part.0);
        lines.push(line);
    }
    lines
}
