//! Every exercise keeps its promises: mistakes are named, variants are accepted, the article's numbers come out.

nabla_grading::prove_each! {
    nabla_mse_descent::chapter:
    residuals,
    mse,
    mse_gradient,
    descent_step,
    descend,
    sweep,
    standardise,
    mse_gradient_matrix,
}
