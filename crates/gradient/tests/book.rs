//! Every exercise keeps its promises: mistakes are named, variants are accepted, the article's numbers come out.

nabla_grading::prove_each! {
    nabla_gradient::chapter:
    gradient_2d,
    steepest,
    gradient_3d,
    numeric_gradient,
    gradient_check,
    chain_gradient,
    downhill_step,
}
