//! Bowl, dome or saddle, for any number of inputs.

use nabla_core::Kind;
use nalgebra::DMatrix;

/// What a flat place is, judged by the symmetric n × n matrix h of second partials and its eigenvalues λ:
///
/// ```text
/// |λ| ≤ tolerance · max|λ|        counts as flat; of the others λ > 0 bends up and λ < 0 bends down
///
/// some up and some down           Saddle, whatever the others are
/// else some flat                  Undecided
/// all up, all down                Minimum, Maximum
/// ```
///
/// n is 1 to 6. `Undecided` as well where all of h is 0, and where an entry is NaN or infinite. diag(1, −1, −1) is a
/// saddle, and diag(1, 2, 0) undecided.
pub fn classify(h: &DMatrix<f64>, tolerance: f64) -> Kind {
    todo!("the kind by the signs of the eigenvalues")
}
