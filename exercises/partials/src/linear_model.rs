//! The tangent plane: what a surface does near a point.

use nalgebra::Vector2;

/// The height at q of the plane that touches a surface at p:
///
/// ```text
/// L(q) = f0 + f_x·(q.x − p.x) + f_y·(q.y − p.y)
/// ```
///
/// f0 is the height of the surface at p, f_x and f_y are its slopes there, any of which may be 0; q may lie near p or far
/// from it. For f0 = 6, slopes 7 and 11, p = (2, 1) and q = (2.1, 1.2) it gives 8.9.
pub fn linear_model(f0: f64, f_x: f64, f_y: f64, p: Vector2<f64>, q: Vector2<f64>) -> f64 {
    todo!("the height at p, plus what each step adds")
}
