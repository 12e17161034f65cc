//! Naming what is not in the book: a relation is named when it holds at every probe, and never guessed.

use nabla_core::Tolerance;
use nabla_grading::{Exercise, Function, Handler, Status, Verdict};
use rstest::rstest;

/// Grows without bound, is never zero, and treats x and y differently.
fn truth(x: f64, y: f64) -> f64 {
    x * x * y + 3.0 * y * y + 2.0
}

fn number() -> Exercise {
    Exercise::new("number", "a formula").truth(truth).probes(|ask| {
        ask.article((2.0, 1.0), 9.0);
        ask.at((3.0, -4.0));
        ask.at((-2.0, 5.0));
        ask.random(20, |draw| (draw.number(-9.0, 9.0), draw.number(-9.0, 9.0)));
    })
}

fn judged<P>(exercise: &Exercise, answer: impl Handler<P>) -> Verdict {
    exercise.judge(&mut &Function::new(answer), 1)
}

fn name(verdict: &Verdict) -> Option<&str> {
    verdict.mistake.as_ref().map(|mistake| mistake.name.as_str())
}

#[rstest]
#[case::twice(|x, y| 2.0 * truth(x, y), "too large by a factor of 2")]
#[case::a_third(|x, y| truth(x, y) / 3.0, "too small by a factor of 3")]
#[case::minus_half(|x, y| -0.5 * truth(x, y), "too small by a factor of 2, and the sign is flipped")]
#[case::minus(|x, y| -truth(x, y), "the sign is flipped")]
#[case::nan(|_, _| f64::NAN, "not a number")]
#[case::memorised(|_, _| 9.0, "the same answer everywhere")]
#[case::zero(|_, _| 0.0, "the same answer everywhere")]
#[case::shifted(|x, y| truth(x, y) - 2.0, "off by a constant")]
#[case::near(|x, y| truth(x + 1e-6, y), "close, but not exact")]
#[case::blind(|x, y| 2.0 * x * y + 3.0 * y + 2.0, "right only at the worked example")]
fn a_relation_that_always_holds_is_named(#[case] answer: fn(f64, f64) -> f64, #[case] expected: &str) {
    let verdict = judged(&number(), answer);
    assert_eq!((verdict.status, name(&verdict)), (Status::Wrong, Some(expected)), "{verdict}");
}

#[rstest]
#[case::another_formula(|x, y| x * y + 3.0 * y * y)]
#[case::twice_on_one_side(|x, y| if x > 0.0 { 2.0 * truth(x, y) } else { 3.0 * truth(x, y) })]
#[case::nan_somewhere(|x, y| if x < 0.0 { f64::NAN } else { truth(x, y) })]
#[case::right_but_at_one_probe(|x, y| if x == 3.0 { 0.0 } else { truth(x, y) })]
#[case::infinite(|x, y| truth(x, y) / 0.0)]
fn what_holds_only_sometimes_is_not_named(#[case] answer: fn(f64, f64) -> f64) {
    let verdict = judged(&number(), answer);
    assert_eq!((verdict.status, name(&verdict)), (Status::Wrong, None), "{verdict}");
    assert!(verdict.probe.is_some());
}

type Three = (f64, f64, f64);

fn three(x: f64, y: f64) -> Three {
    (x * x + 1.0, x * y + 7.0, y * y * y - 40.0)
}

#[rstest]
#[case::two_exchanged(|(a, b, c): Three| (b, a, c), Some("components exchanged"))]
#[case::turned_round(|(a, b, c): Three| (b, c, a), Some("components exchanged"))]
#[case::one_sign(|(a, b, c): Three| (a, -b, c), Some("one sign is flipped"))]
#[case::two_signs(|(a, b, c): Three| (-a, b, -c), Some("some signs are flipped"))]
#[case::unit_length(|(a, b, c): Three| { let n = (a * a + b * b + c * c).sqrt(); (a / n, b / n, c / n) }, Some("right direction, wrong length"))]
#[case::one_right(|(a, _, c): Three| (a, 0.5 * c, a * c), Some("some components are right"))]
#[case::nothing_known(|(a, b, c): Three| (a * b, b * c, c * a), None)]
fn relations_of_vectors(#[case] change: fn(Three) -> Three, #[case] expected: Option<&str>) {
    let exercise = Exercise::new("three", "three formulas").truth(three).probes(|ask| {
        ask.random(20, |draw| (draw.number(-5.0, 5.0), draw.number(-5.0, 5.0)));
    });
    let verdict = judged(&exercise, move |x: f64, y: f64| change(three(x, y)));
    assert_eq!((verdict.status, name(&verdict)), (Status::Wrong, expected), "{verdict}");
}

#[test]
fn the_roundest_failing_probe_is_shown() {
    let verdict = judged(&number(), |x: f64, y: f64| truth(x, y) + if x == 2.0 { 0.0 } else { x });
    let probe = verdict.probe.expect("a counterexample");
    assert_eq!(
        (probe.asked.as_str(), probe.got_text.as_str(), probe.expected_text.as_str()),
        ("number(3, -4)", "17", "14")
    );
}

/// Two mistakes that answer alike at every probe cannot be told apart, so neither is named.
#[test]
fn of_two_mistakes_that_fit_none_is_named() {
    let exercise = number().mistake("one", |x: f64, y: f64| x + y, "…").mistake("other", |x: f64, y: f64| y + x, "…");
    assert_eq!(name(&judged(&exercise, |x: f64, y: f64| x + y)), None);
    assert_eq!(exercise.faults().iter().filter(|fault| fault.contains("the mistake `")).count(), 2);
}

/// `faults` is a check that can fail: on a mistake that is right, a variant that is wrong, an article that is not met.
#[test]
fn a_book_that_breaks_its_promises_is_found_out() {
    let exercise = number()
        .tolerance(Tolerance::closed_form())
        .mistake("no mistake at all", truth, "…")
        .variant("not right", |x: f64, y: f64| x * y)
        .probes(|ask| ask.article((3.0, 1.0), 9.0));
    let faults = exercise.faults().join("\n");
    for expected in ["the article prints 9", "`no mistake at all`", "`not right`", "one is empty", "no figure"] {
        assert!(faults.contains(expected), "{expected} is missing in\n{faults}");
    }
}

#[test]
fn an_answer_of_another_shape_is_wrong_and_said_so() {
    let exercise = Exercise::new("pair", "two").truth(|x: f64| vec![x, x]).probes(|ask| {
        ask.random(5, |draw| (draw.number(1.0, 9.0),));
    });
    let verdict = judged(&exercise, |x: f64| vec![x, x, x]);
    assert_eq!(verdict.status, Status::Wrong);
    assert!(verdict.message.contains("3 numbers, where 2 numbers"), "{verdict}");
}
