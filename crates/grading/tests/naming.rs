//! Naming what is not in the book: a relation is named when it holds at every probe, and never guessed.

use nabla_core::Tolerance;
use nabla_grading::{
    Exercise, Function, Handler, Kind, Nested, Status, Value, Verdict, list, monomials, number, other,
};
use rstest::rstest;

/// Grows without bound, is never zero, and treats x and y differently.
fn truth(x: f64, y: f64) -> f64 {
    x * x * y + 3.0 * y * y + 2.0
}

fn formula() -> Exercise {
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
#[case::zero(|_, _| 0.0, "0 everywhere")]
#[case::infinite(|x, y| truth(x, y).abs() / 0.0, "infinite")]
#[case::one_or_the_other(|x, _| if x > 0.0 { f64::NAN } else { f64::INFINITY }, "never a finite number")]
#[case::single(|x, y| f64::from(truth(x, y) as f32), "computed in f32")]
#[case::whole(|x: f64, y: f64| truth(x.trunc(), y.trunc()), "whole numbers only")]
#[case::rounded(|x, y| (truth(x, y) * 1e4).round() / 1e4, "rounded to 4 decimals")]
#[case::cut(|x, y| (truth(x, y) * 1e4).trunc() / 1e4, "left with 4 decimals")]
#[case::squared(|x, y| truth(x, y).powi(2), "squared")]
#[case::upside_down(|x, y| 1.0 / truth(x, y), "turned upside down")]
#[case::degrees(|x, y| truth(x, y).to_degrees(), "too large by a factor of 57.296")]
#[case::shifted(|x, y| truth(x, y) - 2.0, "off by a constant")]
#[case::near(|x, y| truth(x + 1e-6, y), "close, but not exact")]
#[case::very_near_here_and_there(|x, y| truth(x, y) * if x > 5.0 { 1.0 + 1e-8 } else { 1.0 }, "close, but not exact")]
#[case::blind(|x, y| 2.0 * x * y + 3.0 * y + 2.0, "right only at the worked example")]
fn a_relation_that_always_holds_is_named(#[case] answer: fn(f64, f64) -> f64, #[case] expected: &str) {
    let verdict = judged(&formula(), answer);
    assert_eq!((verdict.status, name(&verdict)), (Status::Wrong, Some(expected)), "{verdict}");
}

#[rstest]
#[case::another_formula(|x, y| x * y + 3.0 * y * y)]
#[case::twice_on_one_side(|x, y| if x > 0.0 { 2.0 * truth(x, y) } else { 3.0 * truth(x, y) })]
#[case::nan_somewhere(|x, y| if x < 0.0 { f64::NAN } else { truth(x, y) })]
#[case::right_but_at_one_probe(|x, y| if x == 3.0 { 0.0 } else { truth(x, y) })]
#[case::infinite_somewhere(|x, y| if x > 0.0 { truth(x, y) / 0.0 } else { truth(x, y) })]
fn what_holds_only_sometimes_is_not_named(#[case] answer: fn(f64, f64) -> f64) {
    let verdict = judged(&formula(), answer);
    assert_eq!((verdict.status, name(&verdict)), (Status::Wrong, None), "{verdict}");
    assert!(verdict.probe.is_some());
}

type Three = (f64, f64, f64);

fn three(x: f64, y: f64) -> Three {
    (x * x + 1.0, x * y + 7.0, y * y * y - 40.0)
}

#[rstest]
#[case::two_exchanged(|(a, b, c): Three| (b, a, c), Some("exchanged a and b"))]
#[case::turned_round(|(a, b, c): Three| (b, c, a), Some("exchanged a, b and c"))]
#[case::one_sign(|(a, b, c): Three| (a, -b, c), Some("the sign of b is flipped"))]
#[case::two_signs(|(a, b, c): Three| (-a, b, -c), Some("the sign of a and c is flipped"))]
#[case::two_factors(|(a, b, c): Three| (a, 2.0 * b, c / 2.0), Some("b: too large by a factor of 2; c: too small by a factor of 2"))]
#[case::another_in_its_place(|(a, b, _): Three| (a, b, a), Some("c: a in its place"))]
#[case::one_right(|(a, _, c): Three| (a, 0.5 * c, a * c), Some("wrong in b and c only"))]
#[case::nothing_known(|(a, b, c): Three| (a * b, b * c, c * a), None)]
fn relations_of_parts(#[case] change: fn(Three) -> Three, #[case] expected: Option<&str>) {
    let exercise = Exercise::new("three", "three formulas")
        .truth(three)
        .parts([number("a"), number("b"), number("c")])
        .probes(pairs);
    let verdict = judged(&exercise, move |x: f64, y: f64| change(three(x, y)));
    assert_eq!((verdict.status, name(&verdict)), (Status::Wrong, expected), "{verdict}");
}

#[rstest]
#[case::doubled(|x, y| two(x * y, 2.0 * x, x + y, y), "the first: its slope alone, too large by a factor of 2")]
#[case::nan(|x: f64, y: f64| two(x * y, x * y.sqrt() / y.sqrt(), x + y, y.sqrt().powi(2)), "NaN in the first and the second at some places")]
fn a_struct_may_be_wrong_in_one_field(#[case] answer: fn(f64, f64) -> Value, #[case] expected: &str) {
    let exercise = Exercise::new("two", "two numbers with their slopes")
        .truth(|x: f64, y: f64| two(x * y, x, x + y, y))
        .parts([other("the first"), other("the second")])
        .probes(pairs);
    assert_eq!(name(&judged(&exercise, answer)), Some(expected));
}

fn two(a: f64, p: f64, b: f64, q: f64) -> Value {
    let field = |name: &str, number: f64| (name.to_owned(), Nested(Value::Number(number)));
    let of = |value: f64, slope: f64| Value::Record(vec![field("value", value), field("slope", slope)]);
    Value::list([of(a, p), of(b, q)])
}

fn pairs(ask: &mut nabla_grading::Probes) {
    ask.random(20, |draw| (draw.number(-5.0, 5.0), draw.number(-5.0, 5.0)));
}

#[rstest]
#[case::unit_length(|x: f64, y: f64| vec![x / x.hypot(y), y / x.hypot(y)], "made it of length 1")]
#[case::other_length(|x: f64, y: f64| vec![x * y.abs(), y * y.abs()], "right direction, wrong length")]
#[case::round(|x: f64, y: f64| vec![-x, -y], "the sign is flipped")]
#[case::right_angle(|x: f64, y: f64| vec![-y, x], "turned by a right angle")]
#[case::mirrored(|x: f64, y: f64| vec![y, x], "mirrored: x and y are exchanged")]
#[case::x_twice(|x: f64, _| vec![x, x], "the x component in both places")]
#[case::y_twice(|_, y: f64| vec![y, y], "the y component in both places")]
fn only_arrows_have_a_direction(#[case] answer: fn(f64, f64) -> Vec<f64>, #[case] expected: &str) {
    let exercise =
        |kind| Exercise::new("arrow", "an arrow").truth(|x: f64, y: f64| vec![x, y]).kind(kind).probes(pairs);
    assert_eq!(name(&judged(&exercise(Kind::Arrow), answer)), Some(expected));
    let other = judged(&exercise(Kind::Other), answer);
    assert_eq!((other.status, name(&other)), (Status::Wrong, None), "{other}");
}

#[rstest]
#[case::reversed(|x: Vec<f64>| x.into_iter().rev().collect(), "turned the order round")]
#[case::shifted(|mut x: Vec<f64>| { x.rotate_right(1); x }, "one place too late")]
#[case::short(|mut x: Vec<f64>| { x.pop(); x }, "the last one is missing")]
#[case::one_place(
    |x: Vec<f64>| x.iter().enumerate().map(|(k, _)| if k == 0 { x[x.len() - 1] } else { 0.0 }).collect(),
    "all written into the first place"
)]
#[case::from_one(|mut x: Vec<f64>| { x.remove(0); x }, "the first one is missing")]
#[case::long(|mut x: Vec<f64>| { x.push(0.5); x }, "one too many at the end")]
#[case::added(|x: Vec<f64>| x.iter().scan(0.0, |sum, x| { *sum += x; Some(*sum) }).collect(), "added up along the way")]
#[case::nothing(|_: Vec<f64>| Vec::new(), "nothing in the list")]
#[case::ones(|x: Vec<f64>| vec![1.0; x.len()], "1 in every place")]
#[case::from_the_second(|mut x: Vec<f64>| { x[0] = 0.0; x }, "the first one left at 0")]
#[case::but_the_last(|mut x: Vec<f64>| { *x.last_mut().expect("one") = 0.0; x }, "the last one left at 0")]
#[case::four_zeros(|_: Vec<f64>| vec![0.0; 4], "the same answer everywhere")]
#[case::zeros(|x: Vec<f64>| vec![0.0; x.len()], "0 everywhere")]
#[case::filtered(|x: Vec<f64>| x.into_iter().filter(|x| *x > 0.0).collect(), "some are left out")]
fn lists_have_an_order(#[case] change: fn(Vec<f64>) -> Vec<f64>, #[case] expected: &str) {
    let exercise =
        Exercise::new("list", "the numbers").truth(|x: Vec<f64>| x).parts([list("the numbers")]).probes(|ask| {
            ask.random(9, |draw| {
                let count = usize::try_from(draw.integer(2, 6)).unwrap_or(2);
                (draw.numbers(count, -9.0, 9.0),)
            });
        });
    let verdict = judged(&exercise, change);
    assert_eq!((verdict.status, name(&verdict)), (Status::Wrong, Some(expected)), "{verdict}");
}

/// Sums and means differ by how many there are, at every length in the same way.
#[rstest]
#[case::sum(|x: Vec<f64>| x.iter().sum::<f64>(), "a sum in place of a mean")]
#[case::half(|x: Vec<f64>| x.iter().sum::<f64>() / 2.0, "a sum in place of a mean, and half of it")]
#[case::one_less(|x: Vec<f64>| x.iter().sum::<f64>() / (x.len() as f64 - 1.0), "divided by n − 1")]
fn a_factor_may_be_how_many_there_are(#[case] answer: fn(Vec<f64>) -> f64, #[case] expected: &str) {
    let mean = |x: Vec<f64>| x.iter().sum::<f64>() / x.len() as f64;
    let exercise = Exercise::new("mean", "the mean").truth(mean).probes(|ask| {
        ask.random(12, |draw| {
            let count = usize::try_from(draw.integer(2, 9)).unwrap_or(2);
            (draw.numbers(count, 1.0, 9.0),)
        });
    });
    assert_eq!(name(&judged(&exercise, answer)), Some(expected));
    // A list before it has a place of its own, even where both are of the same length.
    let second = Exercise::new("second", "the mean of the second list")
        .truth(move |_: Vec<f64>, x: Vec<f64>| mean(x))
        .probes(|ask| {
            ask.random(12, |draw| {
                let mut count = || usize::try_from(draw.integer(2, 4)).unwrap_or(2);
                let (first, second) = (count(), count());
                (draw.numbers(first, 1.0, 9.0), draw.numbers(second, 1.0, 9.0))
            });
        });
    assert_eq!(name(&judged(&second, move |_: Vec<f64>, x: Vec<f64>| answer(x))), Some(expected));
}

#[rstest]
#[case::missing(|x, y| 3.0 * y * y + 2.0 + 0.0 * x, "the term in x²y is missing")]
#[case::sign(|x, y| truth(x, y) - 6.0 * y * y, "the term in y² has the wrong sign")]
#[case::doubled(|x, y| truth(x, y) + x * x * y, "the term in x²y is doubled")]
#[case::left_over(|x, y| truth(x, y) - 5.0 * y, "a term in y too many")]
#[case::another_variable(|x, y| x * y * y + 3.0 * y * y + 2.0, "the term in xy² in place of another one")]
#[case::decayed(|x, y| truth(x, y) - 0.01 * x, "a term in x too many")]
#[case::two(|x, y| 2.0 * x * x * y + 3.0 * y * y, "the constant term is missing, and the term in x²y is doubled")]
fn a_formula_is_explained_by_its_terms(#[case] answer: fn(f64, f64) -> f64, #[case] expected: &str) {
    let verdict = judged(&formula().terms(monomials(&["x", "y"], 3)), answer);
    assert_eq!((verdict.status, name(&verdict)), (Status::Wrong, Some(expected)), "{verdict}");
}

/// Two mistakes of the book at once: their deviations add up, or one is followed by a factor.
#[rstest]
#[case::sum(|x, y| truth(x, y) - x * x * y + x * y + 7.0 * f64::sin(x), Some("low power, and a wave"))]
#[case::minus(|x, y| -(truth(x, y) + 7.0 * f64::sin(x)), Some("a wave, and the sign is flipped"))]
#[case::neither(|x, y| truth(x, y) + f64::sin(x), None)]
fn two_mistakes_at_once_are_both_named(#[case] answer: fn(f64, f64) -> f64, #[case] expected: Option<&str>) {
    let exercise = formula()
        .mistake("low power", |x: f64, y: f64| truth(x, y) - x * x * y + x * y, "…")
        .mistake("a wave", |x: f64, y: f64| truth(x, y) + 7.0 * x.sin(), "…")
        .mistake("another", |x: f64, y: f64| truth(y, x), "…");
    let verdict = judged(&exercise, answer);
    assert_eq!((verdict.status, name(&verdict)), (Status::Wrong, expected), "{verdict}");
}

#[test]
fn the_roundest_failing_probe_is_shown() {
    let verdict = judged(&formula(), |x: f64, y: f64| truth(x, y) + if x == 2.0 { 0.0 } else { x });
    let probe = verdict.probe.expect("a counterexample");
    assert_eq!(
        (probe.asked.as_str(), probe.got_text.as_str(), probe.expected_text.as_str()),
        ("number(3, -4)", "17", "14")
    );
}

/// Two mistakes that answer alike at every probe cannot be told apart, so neither is named.
#[test]
fn of_two_mistakes_that_fit_none_is_named() {
    let exercise = formula().mistake("one", |x: f64, y: f64| x + y, "…").mistake("other", |x: f64, y: f64| y + x, "…");
    assert_eq!(name(&judged(&exercise, |x: f64, y: f64| x + y)), None);
    assert_eq!(exercise.proof().faults.iter().filter(|fault| fault.contains("the mistake `")).count(), 2);
}

/// `faults` is a check that can fail: on a mistake that is right, a variant that is wrong, an article that is not met.
#[test]
fn a_book_that_breaks_its_promises_is_found_out() {
    let exercise = formula()
        .tolerance(Tolerance::closed_form())
        .mistake("no mistake at all", truth, "…")
        .variant("not right", |x: f64, y: f64| x * y)
        .probes(|ask| ask.article((3.0, 1.0), 9.0));
    let faults = exercise.proof().faults.join("\n");
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
    assert!(verdict.message.contains("is 3 numbers; the right one is 2 numbers"), "{verdict}");
}

#[test]
fn items_of_other_sizes_are_said_to_be_so() {
    let exercise = Exercise::new("lists", "two lists").truth(|x: f64| (vec![x, x], vec![x])).probes(|ask| {
        ask.random(5, |draw| (draw.number(1.0, 9.0),));
    });
    let verdict = judged(&exercise, |x: f64| (vec![x, x], vec![x, x]));
    let says = "is 2 items with 4 numbers in all; the right one is 2 items with 3 numbers in all";
    assert!(verdict.message.contains(says), "{verdict}");
}
