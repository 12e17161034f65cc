//! What of a line is near enough to be seen.

use crate::axis::{self, Axes};

/// A line in the pieces that are seen: broken at values without a place, cut where it leaves the neighbourhood of the
/// axes, so that its slope inside is true however far away its ends lie.
pub(crate) fn pieces(axes: &Axes, points: &[(f64, f64)]) -> Vec<Vec<(f64, f64)>> {
    let mut pieces: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
    for pair in points.windows(2) {
        let ends = axis::unit(axes, pair[0]).ok().zip(axis::unit(axes, pair[1]).ok());
        let Some((enter, leave)) = ends.and_then(|(a, b)| cut(a, b, (-1.0, -1.0), (2.0, 2.0))) else {
            pieces.push(Vec::new());
            continue;
        };
        let ((a, b), (from, to)) = (ends.unwrap_or_default(), (pair[0], pair[1]));
        let at = |part: f64| axis::point(axes, (a.0 + part * (b.0 - a.0), a.1 + part * (b.1 - a.1)));
        let from = if enter == 0.0 { from } else { at(enter) };
        let to = if leave == 1.0 { to } else { at(leave) };
        match pieces.last_mut() {
            Some(piece) if piece.last() == Some(&from) => piece.push(to),
            _ => pieces.push(vec![from, to]),
        }
    }
    pieces.retain(|piece| piece.len() > 1);
    pieces
}

/// The part of the segment from `a` to `b` that lies in a rectangle: where it enters and leaves, 0 being `a` and 1 `b`
/// (Liang and Barsky's clipping).
pub(crate) fn cut(a: (f64, f64), b: (f64, f64), low: (f64, f64), high: (f64, f64)) -> Option<(f64, f64)> {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (step, room) in [(-dx, a.0 - low.0), (dx, high.0 - a.0), (-dy, a.1 - low.1), (dy, high.1 - a.1)] {
        if step == 0.0 && room < 0.0 {
            return None;
        }
        match step.total_cmp(&0.0) {
            std::cmp::Ordering::Less => enter = enter.max(room / step),
            std::cmp::Ordering::Greater => leave = leave.min(room / step),
            std::cmp::Ordering::Equal => {}
        }
    }
    (enter <= leave).then_some((enter, leave))
}
