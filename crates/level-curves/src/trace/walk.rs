//! A path that somebody walked, and what can be measured on it.

use nabla_core::Field;
use nabla_grading::Observation;
use nalgebra::Vector2;

type V2 = Vector2<f64>;

/// A path with what was asked for.
pub(super) struct Walk {
    field: Field,
    pub(super) start: V2,
    pub(super) step: f64,
    pub(super) max_points: usize,
    pub(super) level: f64,
    pub(super) path: Vec<V2>,
}

impl Walk {
    pub(super) fn read(asked: &Observation<'_>) -> Option<Self> {
        let (field, start) = (asked.argument::<Field>(0), asked.argument::<V2>(2));
        let level = field.value(start.as_slice());
        Some(Self { field, start, step: asked.argument(3), max_points: asked.argument(4), level, path: asked.value()? })
    }

    pub(super) fn off_level(&self, p: V2) -> f64 {
        self.field.value(p.as_slice()) - self.level
    }

    fn slope(&self, p: V2) -> V2 {
        V2::from_vec(self.field.gradient(p.as_slice()))
    }

    pub(super) fn edges(&self) -> impl Iterator<Item = V2> {
        self.path.windows(2).map(|pair| pair[1] - pair[0])
    }

    /// Where the path passes the start again, as the index of the point before; it must have been away.
    pub(super) fn returned(&self) -> Option<usize> {
        let away = self.path.iter().position(|p| (p - self.start).norm() > 2.0 * self.step)?;
        (away..self.path.len() - 1).find(|&index| {
            let (from, along) = (self.path[index], self.path[index + 1] - self.path[index]);
            let share = ((self.start - from).dot(&along) / along.norm_squared()).clamp(0.0, 1.0);
            (from + share * along - self.start).norm() < 0.5 * self.step
        })
    }

    /// Whether a complete path would close, and the allowance is enough for it.
    pub(super) fn should_close(&self, lap: &[V2]) -> bool {
        lap.len() > 3 && lap.len() < self.max_points && self.max_points > 2 * lap.len()
    }

    /// The point at which the path goes back; the last step closes a lap and does not count, unless the path is too
    /// short for one.
    pub(super) fn turned_back(&self) -> Option<usize> {
        let edges: Vec<V2> = self.edges().collect();
        let last = if edges.len() < 3 { edges.len() } else { edges.len() - 1 };
        (1..last).find(|&index| edges[index - 1].dot(&edges[index]) < 0.0)
    }

    /// Each step is straight along the tangent at its foot, so nothing has pulled it back to the curve.
    pub(super) fn never_corrects(&self) -> bool {
        self.path.windows(2).take(40).all(|pair| {
            let (edge, slope) = (pair[1] - pair[0], self.slope(pair[0]));
            edge.dot(&slope).abs() <= 1e-9 * edge.norm() * slope.norm() && edge.norm() > 0.0
        })
    }

    /// The first step ends farther from the level than the straight step that it started with, on the line of the
    /// correction.
    pub(super) fn corrects_the_wrong_way(&self) -> bool {
        let [start, end, ..] = self.path[..] else { return false };
        let slope = self.slope(start);
        let tangent = V2::new(-slope.y, slope.x).normalize();
        let predicted = start + tangent * self.step.copysign(tangent.dot(&(end - start)));
        let uphill = self.slope(predicted).normalize();
        let moved = end - predicted;
        let away = moved.dot(&uphill) * self.off_level(predicted);
        away > 0.0 && moved.perp(&uphill).abs() <= 1e-6 * moved.norm()
    }
}
