//! A line, how badly it fits, and which way that gets worse.
//!
//! ```text
//! eᵢ = w·xᵢ + b − yᵢ        L = (1/n) Σ eᵢ²        ∂L/∂w = (2/n) Σ eᵢ·xᵢ        ∂L/∂b = (2/n) Σ eᵢ
//! ```

/// The residuals, prediction minus target.
pub(crate) fn residuals(x: &[f64], y: &[f64], w: f64, b: f64) -> Vec<f64> {
    x.iter().zip(y).map(|(x, y)| w * x + b - y).collect()
}

/// How large the terms of each residual are, |w·xᵢ| + |b| + |yᵢ|: what its rounding errors are measured against.
pub(crate) fn residual_terms(x: &[f64], y: &[f64], w: f64, b: f64) -> impl Iterator<Item = f64> {
    x.iter().zip(y).map(move |(x, y)| (w * x).abs() + b.abs() + y.abs())
}

/// (1/n) Σ aᵢ
pub(crate) fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, count) = values.into_iter().fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}

/// The mean squared error.
pub(crate) fn loss(x: &[f64], y: &[f64], w: f64, b: f64) -> f64 {
    mean(x.iter().zip(y).map(|(x, y)| (w * x + b - y).powi(2)))
}

/// Its slopes along w and b.
pub(crate) fn slopes(x: &[f64], y: &[f64], (w, b): (f64, f64)) -> (f64, f64) {
    let (mut along_w, mut along_b) = (0.0, 0.0);
    for (x, y) in x.iter().zip(y) {
        let error = 2.0 * (w * x + b - y);
        along_w += error * x;
        along_b += error;
    }
    let n = x.len().min(y.len()) as f64;
    (along_w / n, along_b / n)
}

/// How large the terms are that the slopes add up: what rounding errors are measured against.
pub(crate) fn slope_terms(x: &[f64], y: &[f64], (w, b): (f64, f64)) -> (f64, f64) {
    let (mut along_w, mut along_b) = (0.0, 0.0);
    for (x, term) in x.iter().zip(residual_terms(x, y, w, b)) {
        along_w += 2.0 * term * x.abs();
        along_b += 2.0 * term;
    }
    let n = x.len().min(y.len()) as f64;
    (along_w / n, along_b / n)
}

/// The means that the loss is made of, each once: x, y, x², xy, y². A second road to every number of the chapter, by
/// expanding the square before adding up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moments {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) xx: f64,
    pub(crate) xy: f64,
    pub(crate) yy: f64,
}

impl Moments {
    pub(crate) fn of(x: &[f64], y: &[f64]) -> Self {
        let mut sums = Self { x: 0.0, y: 0.0, xx: 0.0, xy: 0.0, yy: 0.0 };
        for (x, y) in x.iter().zip(y) {
            sums.x += x;
            sums.y += y;
            sums.xx += x * x;
            sums.xy += x * y;
            sums.yy += y * y;
        }
        let n = x.len().min(y.len()) as f64;
        Self { x: sums.x / n, y: sums.y / n, xx: sums.xx / n, xy: sums.xy / n, yy: sums.yy / n }
    }

    /// L = w²·⟨x²⟩ + b² + ⟨y²⟩ + 2wb·⟨x⟩ − 2w·⟨xy⟩ − 2b·⟨y⟩
    pub(crate) fn loss(&self, w: f64, b: f64) -> f64 {
        w * w * self.xx + b * b + self.yy + 2.0 * (w * b * self.x - w * self.xy - b * self.y)
    }

    /// (2(w·⟨x²⟩ + b·⟨x⟩ − ⟨xy⟩), 2(w·⟨x⟩ + b − ⟨y⟩))
    pub(crate) fn slopes(&self, w: f64, b: f64) -> (f64, f64) {
        (2.0 * (w * self.xx + b * self.x - self.xy), 2.0 * (w * self.x + b - self.y))
    }

    /// Where the loss is least; NaN where all inputs are equal.
    pub(crate) fn optimum(&self) -> (f64, f64) {
        let w = (self.xy - self.x * self.y) / (self.xx - self.x * self.x);
        (w, self.y - w * self.x)
    }

    /// The largest stable learning rate, 2 over the largest eigenvalue of the Hessian 2·[[⟨x²⟩, ⟨x⟩], [⟨x⟩, 1]].
    pub(crate) fn largest_rate(&self) -> f64 {
        let half_trace = 0.5 * (self.xx + 1.0);
        let determinant = self.xx - self.x * self.x;
        1.0 / (half_trace + (half_trace * half_trace - determinant).max(0.0).sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data;
    use approx::assert_relative_eq;

    #[test]
    fn the_course_s_numbers_come_out() {
        let (x, y) = data::article();
        let moments = Moments::of(&x, &y);
        assert_relative_eq!(moments.loss(2.0, 1.0), 1.0 / 3.0, max_relative = 1e-12);
        assert_eq!(slopes(&x, &y, (2.0, 1.0)), (-2.0 / 3.0, -2.0 / 3.0));
        let (w, b) = moments.optimum();
        assert_relative_eq!(w, 1.5, max_relative = 1e-12);
        assert_relative_eq!(b, 7.0 / 3.0, max_relative = 1e-12);
        assert_relative_eq!(loss(&x, &y, w, b), 1.0 / 18.0, max_relative = 1e-12);
        assert_relative_eq!(moments.largest_rate(), 0.1803, max_relative = 1e-4);
    }

    #[test]
    fn both_roads_meet() {
        let (x, y) = data::separating();
        let moments = Moments::of(&x, &y);
        let (along_w, along_b) = slopes(&x, &y, (0.7, -1.3));
        assert_relative_eq!(along_w, 11.72, max_relative = 1e-12);
        assert_relative_eq!(along_b, -5.96, max_relative = 1e-12);
        assert_relative_eq!(moments.slopes(0.7, -1.3).0, along_w, max_relative = 1e-12);
        assert_relative_eq!(moments.slopes(0.7, -1.3).1, along_b, max_relative = 1e-12);
        assert_relative_eq!(moments.loss(0.7, -1.3), loss(&x, &y, 0.7, -1.3), max_relative = 1e-12);
    }
}
