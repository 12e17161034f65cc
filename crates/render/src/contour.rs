//! Level curves of sampled heights, joined into lines that a label can sit on.

use std::collections::HashMap;

use crate::grid::Grid;

/// An edge of the grid, by the sample at its lower or left end and whether it runs upwards.
type Edge = (usize, bool);

impl Grid<'_> {
    /// The curves on which the height is `level`, in grid steps from the first sample. Cells with a value that is no
    /// finite number are left out.
    pub(crate) fn curves(&self, level: f64) -> Vec<Vec<(f64, f64)>> {
        let mut links: HashMap<Edge, Vec<Edge>> = HashMap::new();
        let mut order = Vec::new();
        for row in 0..self.rows.saturating_sub(1) {
            for column in 0..self.columns.saturating_sub(1) {
                for (a, b) in self.cell(column, row, level) {
                    links.entry(a).or_default().push(b);
                    links.entry(b).or_default().push(a);
                    order.extend([a, b]);
                }
            }
        }
        // Open curves first, from one of their ends; what is left is closed.
        let ends: Vec<Edge> =
            order.iter().copied().filter(|edge| links.get(edge).is_some_and(|next| next.len() == 1)).collect();
        let mut curves = Vec::new();
        for start in ends.into_iter().chain(order) {
            let mut curve = vec![start];
            let mut here = start;
            while let Some(next) = links.get_mut(&here).and_then(Vec::pop) {
                if let Some(back) = links.get_mut(&next)
                    && let Some(place) = back.iter().position(|edge| *edge == here)
                {
                    back.swap_remove(place);
                }
                curve.push(next);
                here = next;
            }
            if curve.len() > 1 {
                curves.push(curve.into_iter().map(|edge| self.crossing(edge, level)).collect());
            }
        }
        curves
    }

    /// The edges of one cell that the level crosses, in pairs.
    fn cell(&self, column: usize, row: usize, level: f64) -> Vec<(Edge, Edge)> {
        let at = |right: usize, up: usize| self.at(column + right, row + up);
        let corners = [at(0, 0), at(1, 0), at(1, 1), at(0, 1)];
        let above = [corners[0] >= level, corners[1] >= level, corners[2] >= level, corners[3] >= level];
        // Most cells lie on one side of the level.
        if above == [above[0]; 4] || !corners.iter().all(|height| height.is_finite()) {
            return Vec::new();
        }
        let sample = |right: usize, up: usize| (row + up) * self.columns + column + right;
        let edges = [(sample(0, 0), false), (sample(1, 0), true), (sample(0, 1), false), (sample(0, 0), true)];
        let crossed: Vec<Edge> =
            (0..4).filter(|&side| above[side] != above[(side + 1) % 4]).map(|side| edges[side]).collect();
        match crossed[..] {
            [a, b] => vec![(a, b)],
            // A saddle: its middle says which corners belong together.
            [bottom, right, top, left] => {
                let middle = corners.iter().sum::<f64>() / 4.0 >= level;
                if middle == above[0] { vec![(bottom, right), (top, left)] } else { vec![(left, bottom), (right, top)] }
            }
            _ => Vec::new(),
        }
    }

    fn crossing(&self, (sample, up): Edge, level: f64) -> (f64, f64) {
        let (column, row) = (sample % self.columns, sample / self.columns);
        let from = self.at(column, row);
        let to = if up { self.at(column, row + 1) } else { self.at(column + 1, row) };
        let part = ((level - from) / (to - from)).clamp(0.0, 1.0);
        let (x, y) = (column as f64, row as f64);
        if up { (x, y + part) } else { (x + part, y) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_level_curve_of_a_bowl_is_one_closed_circle() {
        let values: Vec<f64> = (0..441).map(|i| (f64::from(i % 21) - 10.0).hypot(f64::from(i / 21) - 10.0)).collect();
        let curves = Grid::new(21, &values).expect("a grid").curves(6.0);
        assert_eq!(curves.len(), 1);
        assert_eq!(curves[0].first(), curves[0].last());
        assert!(curves[0].iter().all(|(x, y)| ((x - 10.0).hypot(y - 10.0) - 6.0).abs() < 0.05));
    }

    #[test]
    fn cells_without_a_number_are_left_out() {
        let values = [0.0, 1.0, f64::NAN, 1.0];
        assert!(Grid::new(2, &values).expect("a grid").curves(0.5).is_empty());
    }
}
