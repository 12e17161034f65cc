//! The trust rule: whatever a learner's program does, it is only right if it answers right, and the judge goes on.

use nabla_grading::{Examined, Exercise, Limits, Status};
use rstest::rstest;
use std::path::Path;
use std::time::{Duration, Instant};

/// The exercise that a hostile answer stands in for: double a number.
fn double(name: &'static str) -> Exercise {
    Exercise::new(name, "twice x").truth(|x: f64| 2.0 * x).probes(|ask| {
        ask.at((3.0,));
        ask.at((-5.0,));
        ask.random(20, |draw| (draw.number(-9.0, 9.0),));
    })
}

fn examine(name: &'static str) -> Examined {
    let limits = Limits {
        silence: Duration::from_millis(500),
        exercise: Duration::from_secs(2),
        flood_bytes: 2 << 20,
        ..Limits::default()
    };
    let program = Path::new(env!("CARGO_BIN_EXE_hostile"));
    double(name).examine(program, 1, &limits, false).expect("the program starts")
}

#[rstest]
#[case::exits("exits", Status::Crashed)]
#[case::forges("forges", Status::Wrong)]
#[case::panics("panics", Status::Panicked)]
#[case::installs_a_hook("hooks", Status::Crashed)]
#[case::panics_with_a_bomb("bombs", Status::Panicked)]
#[case::loops("loops", Status::NoAnswer)]
#[case::recurses("recurses", Status::Crashed)]
#[case::hoards("hoards", Status::Crashed)]
#[case::floods("floods", Status::Crashed)]
#[case::nan("nan", Status::Wrong)]
#[case::swells("swells", Status::Wrong)]
#[case::lets_a_thread_exit("lets_a_thread_exit", Status::Crashed)]
#[case::aborts("aborts", Status::Crashed)]
#[case::sleeps("sleeps", Status::NoAnswer)]
#[case::delegates("delegates", Status::NoAnswer)]
#[case::closes_its_files("closes", Status::Crashed)]
#[case::babbles("babbles", Status::Crashed)]
#[case::does_not_exist("does_not_exist", Status::Crashed)]
fn a_misdeed_is_never_right_and_ends_in_time(#[case] name: &'static str, #[case] status: Status) {
    let start = Instant::now();
    let Examined { verdict, .. } = examine(name);
    assert_eq!(verdict.status, status, "{verdict}");
    // The wall-clock back-stop: generous, for a busy machine.
    assert!(start.elapsed() < Duration::from_secs(60), "{name} took {:?}", start.elapsed());
    assert!(examine("double").verdict.is_right(), "the next one is judged as ever");
}

#[test]
fn prints_are_kept_and_disturb_nothing() {
    let Examined { verdict, printed, .. } = examine("prints");
    assert!(verdict.is_right(), "{verdict}");
    assert!(printed.contains("twice 3\n") && printed.contains("no line's end"), "{printed}");
}

#[test]
fn a_panic_in_another_thread_is_no_panic_of_the_answer() {
    let Examined { verdict, printed, .. } = examine("panics_elsewhere");
    assert!(verdict.is_right(), "{verdict}");
    assert!(printed.contains("in a thread"), "{printed}");
}

/// Whether the time or the size ends it first depends on the machine.
#[test]
fn an_answer_that_is_too_long_is_not_right() {
    assert!(!examine("returns_too_much").verdict.is_right());
}

#[test]
fn a_flood_is_cut_with_a_note() {
    let Examined { printed, .. } = examine("floods");
    assert!(printed.len() < 65 << 10, "{} bytes kept", printed.len());
    assert!(printed.contains("[cut after 65536 of"), "{}", &printed[printed.len().saturating_sub(80)..]);
}

/// What a program prints is never evidence, and neither is its exit code.
#[test]
fn a_program_that_does_not_serve_is_not_right() {
    let program = Path::new(if cfg!(windows) { "C:\\Windows\\System32\\whoami.exe" } else { "/bin/true" });
    let examined = double("double").examine(program, 1, &Limits::default(), false).expect("it starts");
    assert_eq!(examined.verdict.status, Status::Crashed);
}
