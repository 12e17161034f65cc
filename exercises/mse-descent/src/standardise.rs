//! Inputs brought to one scale.

use nabla_core::Standardised;

/// The inputs shifted to mean 0 and scaled to standard deviation 1:
///
/// ```text
/// μ = (1/n) Σ xᵢ        σ = √((1/n) Σ (xᵢ − μ)²)        zᵢ = (xᵢ − μ)/σ
/// ```
///
/// together with μ and σ, so that one can go back. (1, 2, 3) has μ = 2 and σ = √(2/3) ≈ 0.8165.
///
/// `None` when there are no inputs, when all of them are equal, and when one of them is NaN or infinite. Equal inputs have no
/// spread, even where rounding leaves σ a hair above 0: three times 0.1 is such a case. All other inputs have an answer: two are
/// enough, some may be equal, and 0 is one like any other.
pub fn standardise(x: &[f64]) -> Option<Standardised> {
    todo!("the standardised inputs with their mean and standard deviation, or None")
}
