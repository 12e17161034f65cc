//! What could not be drawn, to be said under the axes.

use crate::axis::{self, Axes, Fault};
use crate::grid::Grid;
use nabla_grading::figure::{GAP, Layer};

/// What is said of one and of many.
const SAID: [(&str, &str); 5] = [
    ("value is NaN", "values are NaN"),
    ("value is infinite", "values are infinite"),
    ("value is zero or less", "values are zero or less"),
    ("point lies outside the frame", "points lie outside the frame"),
    ("map has samples that do not fill a grid", "maps have samples that do not fill a grid"),
];
const OUTSIDE: usize = 3;
const MISFIT: usize = 4;

/// The place of a fault in [`SAID`].
fn place(fault: Fault) -> usize {
    match fault {
        Fault::NotANumber => 0,
        Fault::Infinite => 1,
        Fault::NotPositive => 2,
    }
}

/// A sentence on the values of the layers that have no place between the axes.
pub(crate) fn not_shown(layers: &[Layer], axes: &Axes) -> Option<String> {
    let mut counts = [0; SAID.len()];
    for layer in layers {
        let (points, lone) = match layer {
            Layer::Map { columns, values, .. } => {
                counts[MISFIT] += usize::from(Grid::new(*columns, values).is_none());
                counts[place(Fault::NotANumber)] += values.iter().filter(|value| value.is_nan()).count();
                counts[place(Fault::Infinite)] += values.iter().filter(|value| value.is_infinite()).count();
                continue;
            }
            // A line shows by itself that it leaves the frame; a lone mark outside would simply be missing.
            Layer::Line { points, .. } | Layer::Area { corners: points, .. } => (points.clone(), false),
            Layer::Arrows { arrows, .. } => (arrows.iter().flat_map(|(foot, head)| [*foot, *head]).collect(), false),
            Layer::Points { points, .. } | Layer::Bars { bars: points, .. } | Layer::Stems { stems: points, .. } => {
                (points.clone(), true)
            }
            Layer::Text { .. } => continue,
        };
        for point in points.into_iter().filter(|point| *point != GAP) {
            match axis::unit(axes, point) {
                Err(fault) => counts[place(fault)] += 1,
                Ok(_) => counts[OUTSIDE] += usize::from(lone && !axis::inside(axes, point)),
            }
        }
    }
    let said = |(count, (one, many)): (usize, (&str, &str))| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    };
    let parts: Vec<String> = counts.into_iter().zip(SAID).filter_map(said).collect();
    (!parts.is_empty()).then(|| format!("Not shown: {}.", parts.join(", ")))
}
