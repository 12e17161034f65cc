//! Every exercise keeps its promises: mistakes are named, variants are accepted, the article's numbers come out.

#[test]
fn every_exercise_keeps_its_promises() {
    let faults = nabla_grading::faults(nabla_level_curves::chapter, |_| true);
    let faults: Vec<String> = faults.into_iter().flat_map(|(_, faults)| faults).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
