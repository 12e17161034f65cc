//! What is said where nothing exact explains the answers: where they go wrong, and the same of two parts once.

use nabla_grading::{Exercise, Function, Handler, Named, Observation, Verdict, blamed, number};
use rstest::rstest;

type Two = (f64, f64);

fn two(x: f64, y: f64) -> Two {
    (x * y, (x * y).exp_m1() + x)
}

fn exercise() -> Exercise {
    Exercise::new("steps", "xy, and then exp(xy) − 1 + x").truth(two).probes(|ask| {
        ask.random(20, |draw| (draw.number(-2.0, 2.0), draw.number(-2.0, 2.0)));
    })
}

fn judged<P>(exercise: &Exercise, answer: impl Handler<P>) -> Verdict {
    exercise.judge(&mut &Function::new(answer), 1)
}

fn name(verdict: &Verdict) -> Option<&str> {
    verdict.mistake.as_ref().map(|mistake| mistake.name.as_str())
}

/// The second number should follow from the learner's own first one.
fn by_the_steps(all: &[Observation<'_>]) -> Option<Named> {
    let mut contradictions = Vec::new();
    for asked in all {
        let (x, y): Two = (asked.argument(0), asked.argument(1));
        let (product, sum): Two = asked.value()?;
        let steps = [("the product", product, x * y), ("the sum", sum, product.exp_m1() + x)];
        contradictions
            .extend(steps.iter().filter(|(_, got, from)| (got - from).abs() > 1e-9).map(|(step, ..)| vec![*step]));
    }
    let steps = blamed(&contradictions, 1)?;
    Some(Named { name: format!("wrong in {}", steps[0]), says: "…".to_owned() })
}

#[rstest]
#[case::the_first_spoils_the_second(|x: f64, y: f64| (x - y, (x - y).exp_m1() + x), Some("wrong in the product"))]
#[case::the_second_alone(|x: f64, y: f64| (x * y, (x * y).exp_m1() + y), Some("wrong in the sum"))]
#[case::both(|x: f64, y: f64| (x - y, (x - y).exp_m1() + y), None)]
#[case::an_exact_relation_says_more(|x: f64, y: f64| (2.0 * two(x, y).0, 2.0 * two(x, y).1), Some("too large by a factor of 2"))]
fn the_step_that_does_not_follow_is_named(#[case] answer: fn(f64, f64) -> Two, #[case] expected: Option<&str>) {
    let verdict = judged(&exercise().kind(nabla_grading::Kind::Number).diagnosis(by_the_steps), answer);
    assert_eq!(name(&verdict), expected, "{verdict}");
}

/// Of two mistakes that fit neither is named, but where both go wrong is a fact.
#[test]
fn where_it_goes_wrong_is_said_where_two_mistakes_fit() {
    let wrong = |x: f64, y: f64| (x * y, (x * y).exp_m1() + y);
    let book = || exercise().mistake("one", wrong, "…").mistake("other", wrong, "…");
    assert_eq!(name(&judged(&book(), wrong)), None);
    assert_eq!(name(&judged(&book().diagnosis(by_the_steps), wrong)), Some("wrong in the sum"));
}

/// One sentence on two parts is said once.
#[test]
fn the_same_of_two_parts_is_said_once() {
    const SAYS: &str = "A square is a number times itself.";
    let exercise = Exercise::new("squares", "x², y², x + y")
        .parts([number("x²"), number("y²"), number("the sum")])
        .truth(|x: f64, y: f64| (x * x, y * y, x + y))
        .mistake_in("x²", "cubed x", |x: f64, _: f64| x.powi(3), SAYS)
        .mistake_in("y²", "cubed y", |_: f64, y: f64| y.powi(3), SAYS)
        .mistake_in("the sum", "took a product", |x: f64, y: f64| x * y, "Look at the sum.")
        .probes(|ask| ask.random(9, |draw| (draw.number(2.0, 9.0), draw.number(2.0, 9.0))));
    let verdict = judged(&exercise, |x: f64, y: f64| (x.powi(3), y.powi(3), x * y));
    assert_eq!(name(&verdict), Some("x²: cubed x; y²: cubed y; the sum: took a product"));
    assert_eq!(verdict.message, format!("x² and y²: {SAYS} Look at the sum."));
}
