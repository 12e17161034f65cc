//! Every exercise keeps its promises: mistakes are named, variants are accepted, the article's numbers come out.

#[test]
fn every_exercise_keeps_its_promises() {
    let proofs = nabla_grading::prove(nabla_partials::chapter, |_| true);
    let faults: Vec<String> = proofs.into_iter().flat_map(|proof| proof.faults).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
