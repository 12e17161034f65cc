//! Bowl, dome or saddle, from three numbers.

use nabla_core::Kind;
use nalgebra::Matrix2;

/// What a flat place is, judged by its second partials h = [f_xx, f_xy; f_xy, f_yy]:
///
/// ```text
/// D = f_xx·f_yy − f_xy²
///
/// D < 0    Saddle
/// D > 0    Minimum where f_xx > 0, Maximum where f_xx < 0
/// D = 0    Undecided
/// ```
///
/// h is symmetric. However small or large its entries are, only a D of exactly 0 counts as 0: [1e-8, 0; 0, 2e-8] is a
/// minimum. For [2, 3; 3, 2] the answer is `Kind::Saddle`, though f bends up along both axes.
pub fn classify_2d(h: Matrix2<f64>) -> Kind {
    // solution: the kind by D and f_xx
    let d = h.m11 * h.m22 - h.m12 * h.m12;
    if d < 0.0 {
        Kind::Saddle
    } else if d == 0.0 {
        Kind::Undecided
    } else if h.m11 > 0.0 {
        Kind::Minimum
    } else {
        Kind::Maximum
    }
    // end of solution
}
