//! Every exercise keeps its promises: mistakes are named, variants are accepted, the article's numbers come out.

nabla_grading::prove_each! {
    nabla_tiny_network::chapter:
    neuron,
    forward,
    network_loss,
    backprop,
    train,
}
