//! Every exercise keeps its promises: mistakes are named, variants are accepted, the course's numbers come out.

nabla_grading::prove_each! {
    nabla_critical_points::chapter:
    hessian_2d,
    classify_2d,
    curvature,
    numeric_hessian,
    classify,
    find_critical,
    landscape,
}
