//! Every exercise keeps its promises: mistakes are named, variants are accepted, the article's numbers come out.

#[test]
fn every_exercise_keeps_its_promises() {
    let faults: Vec<String> =
        nabla_mse_descent::chapter().exercises.iter().flat_map(nabla_grading::Exercise::faults).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
