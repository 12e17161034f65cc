//! Every exercise keeps its promises: mistakes are named, variants are accepted, the article's numbers come out.

nabla_grading::prove_each! {
    nabla_autodiff::chapter:
    dual_arithmetic,
    dual_functions,
    forward_gradient,
    evaluate,
    backward,
    loss_tape,
    snippet,
}
