//! Every exercise keeps its promises: mistakes are named, variants are accepted, the article's numbers come out.

nabla_grading::prove_each! {
    nabla_level_curves::chapter:
    tangent,
    ellipse_point,
    to_level,
    trace,
    cell_segments,
    contour,
    steepness_from_map,
}
