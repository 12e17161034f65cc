//! Edges are judged apart from the idea: a wrong idea is named whatever edge was missed, and a right one is almost right.

use nabla_core::Value;
use nabla_grading::{Answer, Clause, Exercise, Failure, Function, Handler, Respondent, Status, Verdict, slip};
use rstest::rstest;

const NOTHING: Option<f64> = None;

/// 1/x: nothing at 0 and for what is not finite; very small numbers are not 0.
fn reciprocal() -> Exercise {
    Exercise::new("reciprocal", "1/x")
        .truth(|x: f64| 1.0 / x)
        .probes(|ask| {
            ask.at((4.0,));
            ask.at((-5.0,));
            ask.random(20, |draw| (draw.number_off_zero(-9.0, 9.0, 0.5),));
        })
        .mistake("kept x", |x: f64| x, "That is x itself.")
        .clause(Clause::new("None at 0", "What is 1/0?").at((0.0,)).gives(NOTHING).missed(
            "invented a 0",
            |_x: f64| 0.0,
            "0 is an answer of its own.",
        ))
        .clause(Clause::only_zero_is_zero(&[0], &[1e-13, 1e-100], NOTHING))
        .clause(Clause::not_finite(&[0]).gives(NOTHING))
}

fn judged<P>(answer: impl Handler<P>) -> Verdict {
    reciprocal().judge(&mut &Function::new(answer), 1)
}

fn missed(verdict: &Verdict) -> Vec<&str> {
    verdict.missed().map(|edge| edge.name.as_str()).collect()
}

#[rstest]
#[case::all_kept(|x: f64| (x != 0.0 && x.is_finite()).then(|| 1.0 / x), Status::Right, &[])]
#[case::no_look_at_0(|x: f64| x.is_finite().then(|| 1.0 / x), Status::Almost, &["None at 0"])]
#[case::invented(|x: f64| if x == 0.0 { Some(0.0) } else { x.is_finite().then(|| 1.0 / x) }, Status::Almost, &["None at 0"])]
#[case::panics_at_0(|x: f64| { assert!(x != 0.0); x.is_finite().then(|| 1.0 / x) }, Status::Almost, &["None at 0"])]
#[case::threshold(|x: f64| (x.abs() > 1e-12 && x.is_finite()).then(|| 1.0 / x), Status::Almost, &["only zero is zero"])]
#[case::nan_only(|x: f64| (x != 0.0 && !x.is_nan()).then(|| 1.0 / x), Status::Almost, &["what is not finite"])]
#[case::plus_infinity_only(|x: f64| (x != 0.0 && !x.is_nan() && x != f64::INFINITY).then(|| 1.0 / x), Status::Almost, &["what is not finite"])]
#[case::nothing_kept(|x: f64| Some(1.0 / x), Status::Almost, &["None at 0", "what is not finite"])]
#[case::wrong_idea(|x: f64| (x != 0.0 && x.is_finite()).then_some(x), Status::Wrong, &[])]
#[case::wrong_idea_no_edge_kept(Some, Status::Wrong, &["None at 0", "what is not finite"])]
#[case::wrong_idea_and_threshold(|x: f64| (x.abs() > 1e-12 && x.is_finite()).then_some(x), Status::Wrong, &["only zero is zero"])]
fn the_idea_and_each_edge_have_their_own_verdict(
    #[case] answer: fn(f64) -> Option<f64>,
    #[case] status: Status,
    #[case] edges: &[&str],
) {
    let verdict = judged(answer);
    assert_eq!((verdict.status, missed(&verdict).as_slice()), (status, edges), "{verdict}");
    let named = verdict.mistake.as_ref().map(|mistake| mistake.name.as_str());
    assert_eq!(named, (status == Status::Wrong).then_some("kept x"), "{verdict}");
    assert_eq!(verdict.edges.len(), 3, "all edges are told, the kept ones too");
}

#[test]
fn a_missed_edge_is_said_in_the_words_of_the_way_it_was_missed() {
    let says = |verdict: &Verdict| verdict.missed().next().and_then(|edge| edge.says.clone()).unwrap_or_default();
    assert_eq!(says(&judged(|x: f64| x.is_finite().then(|| 1.0 / x))), "What is 1/0?");
    let invented = judged(|x: f64| if x == 0.0 { Some(0.0) } else { x.is_finite().then(|| 1.0 / x) });
    assert_eq!(says(&invented), "0 is an answer of its own.");
    let probe = invented.probe.expect("the edge is shown");
    assert_eq!(
        (probe.asked.as_str(), probe.got_text.as_str(), probe.expected_text.as_str()),
        ("reciprocal(0)", "0", "None")
    );
    let nan_only = judged(|x: f64| (x != 0.0 && !x.is_nan()).then(|| 1.0 / x));
    assert!(says(&nan_only).contains("`is_nan` finds the one"), "{nan_only}");
}

/// 1/x, by somebody who falls silent at 0.
struct Silent;

impl Respondent for Silent {
    fn ask(&mut self, probes: &[Vec<Value>]) -> Vec<Result<Answer, Failure>> {
        let silence = probes.iter().position(|arguments| arguments[0] == Value::Number(0.0)).expect("0 is asked");
        let answer = |(index, arguments): (usize, &Vec<Value>)| match index < silence {
            true => Ok(Function::new(|x: f64| 1.0 / x).answer(arguments)),
            false => Err(Failure::NoAnswer("no answer".to_owned())),
        };
        probes.iter().enumerate().map(answer).collect()
    }
}

#[test]
fn nothing_is_said_of_edges_that_were_never_asked() {
    let verdict = reciprocal().judge(&mut Silent, 1);
    assert_eq!((verdict.status, missed(&verdict).as_slice()), (Status::NoAnswer, &["None at 0"][..]), "{verdict}");
    assert_eq!(verdict.edges.len(), 1, "{verdict}");
}

#[test]
fn what_a_property_says_of_ordinary_answers_is_not_said_of_an_edge_with_its_own() {
    let near_one = |asked: &nabla_grading::Observation<'_>| {
        let product = asked.argument::<f64>(0) * asked.value::<f64>().unwrap_or(1.0);
        let complaint = || nabla_grading::Complaint::new("x·(1/x) is 1.").got("a product").expected("a product of 1");
        if (product - 1.0).abs() < 1e-9 { Ok(()) } else { Err(complaint()) }
    };
    let exercise = reciprocal().property(near_one);
    let verdict = exercise.judge(&mut &Function::new(|x: f64| x.is_finite().then(|| 1.0 / x)), 1);
    let probe = verdict.probe.expect("the edge is shown");
    assert_eq!((probe.got_text.as_str(), probe.expected_text.as_str()), ("inf", "None"));
}

/// What terms were fitted on is finite, and what they come to elsewhere is not known.
#[test]
fn what_a_fitted_formula_cannot_tell_is_left_open() {
    let exercise = Exercise::new("line", "2x + 3y")
        .truth(|x: f64, y: f64| 2.0 * x + 3.0 * y)
        .terms(nabla_grading::monomials(&["x", "y"], 2))
        .probes(|ask| ask.random(20, |draw| (draw.number(-9.0, 9.0), draw.number(-9.0, 9.0))))
        .clause(Clause::new("any x and y", "They may be infinite.").at((f64::INFINITY, 1.0)));
    let verdict = exercise.judge(&mut &Function::new(|x: f64, y: f64| -5.0 * x - 3.0 * y), 1);
    assert_eq!((verdict.status, verdict.edges.len()), (Status::Wrong, 0), "{verdict}");
    assert!(verdict.mistake.is_some(), "{verdict}");
}

#[test]
fn an_edge_that_follows_from_another_is_not_said_besides() {
    let small = || Clause::new("large ones too", "1/x is small for a large x.").at((1e-20,)).at((1e20,));
    let missed_by = |clause: Clause| {
        let threshold = |x: f64| (x.abs() > 1e-12 && x.is_finite()).then(|| 1.0 / x);
        let verdict = reciprocal().clause(clause).judge(&mut &Function::new(threshold), 1);
        missed(&verdict).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(missed_by(small()), ["only zero is zero", "large ones too"]);
    assert_eq!(missed_by(small().unless_missed("only zero is zero")), ["only zero is zero"]);
    assert_eq!(missed_by(small().unless_missed("None at 0")), ["only zero is zero", "large ones too"]);
}

#[test]
fn a_book_of_clauses_proves_itself() {
    let faults = reciprocal().proof().faults.join("\n");
    assert!(!faults.contains("missed") && !faults.contains("the mistake"), "{faults}");
    let counts = reciprocal().proof().counts;
    assert_eq!((counts.mistakes, counts.missed_edges, counts.with_missed_edge), (1, 8, 8));
    // A clause that the truth itself does not keep is found out, and so is one that nobody can miss.
    let broken = reciprocal().clause(Clause::new("never asked", "…").gives(NOTHING)).proof().faults.join("\n");
    assert!(broken.contains("nobody can tell that `never asked`"), "{broken}");
}

/// cos and sin of a right angle: rounding leaves something of the 0, which nobody wants to read.
#[test]
fn what_rounding_leaves_of_a_zero_is_shown_as_zero() {
    let round = |degrees: f64| vec![degrees.to_radians().cos(), degrees.to_radians().sin()];
    let exercise = Exercise::new("direction", "(cos, sin)")
        .truth(round)
        .parts([nabla_grading::arrow("the direction")])
        .probes(|ask| {
            ask.at((90.0,));
            ask.random(9, |draw| (draw.number_off_zero(-80.0, 80.0, 9.0),));
        });
    let shown = |answer: fn(f64) -> Vec<f64>| {
        let probe = exercise.judge(&mut &Function::new(answer), 1).probe.expect("wrong");
        (probe.got_text, probe.expected_text, probe.relative_error)
    };
    let turned = |degrees: f64| vec![degrees.to_radians().cos(), -degrees.to_radians().sin()];
    assert_eq!(shown(turned), ("[0, -1]".to_owned(), "[0, 1]".to_owned(), Some(2.0)));
    // What is no residue of rounding stays.
    let off = |degrees: f64| vec![degrees.to_radians().cos() + 1e-9, degrees.to_radians().sin()];
    assert_eq!(shown(off).0, "[1e-9, 1]");
}

/// A procedure with two rules: where it starts, and what it takes away.
#[test]
fn two_slips_in_one_procedure_are_both_named() {
    let run = |(start, step): (f64, f64)| move |n: usize| (0..n).map(|k| start - step * k as f64).collect::<Vec<f64>>();
    let exercise = Exercise::new("count", "down from 9 in steps of 2")
        .truth(move |n: usize| run((9.0, 2.0))(n))
        .probes(|ask| (3..9).for_each(|n| ask.at((n as usize,))))
        .slips(
            (9.0, 2.0),
            run,
            [
                slip("starts at 8", |rules: &mut (f64, f64)| rules.0 = 8.0, "Where does it start?"),
                slip("goes up", |rules: &mut (f64, f64)| rules.1 = -2.0, "Which way?"),
                slip("steps of 3", |rules: &mut (f64, f64)| rules.1 = 3.0, "How far?"),
            ],
        );
    let name = |start: f64, step: f64| {
        let verdict = exercise.judge(&mut &Function::new(run((start, step))), 1);
        verdict.mistake.map(|mistake| mistake.name)
    };
    assert_eq!(name(8.0, 2.0).as_deref(), Some("starts at 8"));
    assert_eq!(name(8.0, 3.0).as_deref(), Some("starts at 8, and steps of 3"));
}

/// Two pairs give the same numbers, and both hold the slip that is certain.
#[test]
fn of_several_pairs_of_slips_what_they_share_is_named() {
    let run = |(start, step, times): (f64, f64, f64)| {
        move |n: usize| (0..n).map(|k| times * (start - step * k as f64)).collect::<Vec<f64>>()
    };
    let exercise = Exercise::new("count", "down from 9 in steps of 2")
        .truth(move |n: usize| run((9.0, 2.0, 1.0))(n))
        .probes(|ask| (3..9).for_each(|n| ask.at((n as usize,))))
        .slips(
            (9.0, 2.0, 1.0),
            run,
            [
                slip("starts at 8", |rules: &mut (f64, f64, f64)| rules.0 = 8.0, "Where does it start?"),
                slip("steps of 3", |rules: &mut (f64, f64, f64)| rules.1 = 3.0, "How far?"),
                slip("a third step", |rules: &mut (f64, f64, f64)| rules.1 += 1.0, "How far?"),
                slip("doubled", |rules: &mut (f64, f64, f64)| rules.2 = 2.0, "Twice?"),
            ],
        );
    let verdict = exercise.judge(&mut &Function::new(run((8.0, 3.0, 1.0))), 1);
    let named = verdict.mistake.expect("what both share");
    assert_eq!(named.name, "starts at 8, and something else");
    assert_eq!(named.says, "Where does it start? Besides, something else is not right.");
}
