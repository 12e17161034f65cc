//! Every exercise keeps its promises: mistakes are named, variants are accepted, the article's numbers come out.

nabla_grading::prove_each! {
    nabla_directional_derivative::chapter:
    unit,
    directional,
    directional_difference,
    fan,
    steepest_by_fan,
    flat_directions,
    gradient_from_slopes,
}
