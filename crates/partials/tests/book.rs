//! Every exercise keeps its promises: mistakes are named, variants are accepted, the article's numbers come out.

nabla_grading::prove_each! {
    nabla_partials::chapter:
    slice_x,
    forward_difference,
    central_difference,
    error_vs_step,
    f_x,
    f_y,
    product_and_chain,
    partial,
    second_partials,
    linear_model,
}
