//! One neuron: a direction and a bend.

use nalgebra::DVector;

/// What a neuron with the weights w and the shift b answers to x:
///
/// ```text
/// tanh(w·x + b) = tanh(w₁x₁ + … + wₙxₙ + b)
/// ```
///
/// w and x are equally long, of any length from 1 on. The answer lies between −1 and 1 and is defined for numbers of
/// any size. For w = (0.6, −0.4), b = 0.2 and x = (2, 1) the sum is 1 and the answer about 0.7616.
pub fn neuron(w: &DVector<f64>, b: f64, x: &DVector<f64>) -> f64 {
    // solution: weigh, shift, squash
    (w.dot(x) + b).tanh()
    // end of solution
}
