//! Where a panel has its axes on the picture, for whoever wants to point into it.

use crate::axis::Span;
use crate::paper::Area;
use nabla_grading::figure::Scale;

/// Where a panel's axes lie on the picture, in its units from the upper left corner, and which numbers they show.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The left end of the x axis.
    pub left: f32,
    /// The upper end of the y axis.
    pub top: f32,
    /// How long the x axis is.
    pub width: f32,
    /// How long the y axis is.
    pub height: f32,
    /// From left to right.
    pub x: Side,
    /// From bottom to top.
    pub y: Side,
}

/// The numbers of an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Side {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Equal ratios are equally far apart.
    pub log: bool,
}

impl Place {
    pub(crate) fn new(axes: Area, x: &Span, y: &Span) -> Self {
        let [x, y] = [x, y].map(|span| Side { from: span.from, to: span.to, log: span.scale == Scale::Log });
        Self { left: axes.left, top: axes.top, width: axes.width(), height: axes.height(), x, y }
    }
}
