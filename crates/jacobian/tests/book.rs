//! Every exercise keeps its promises: mistakes are named, variants are accepted, the course's numbers come out.

nabla_grading::prove_each! {
    nabla_jacobian::chapter:
    polar_jacobian,
    numeric_jacobian,
    jvp,
    vjp,
    chain_jacobian,
    layer_jacobian,
    newton_2d,
}
