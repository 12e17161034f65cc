//! Every screen, at a narrow, a small and a large size, in colour at one of them, and every way out.
//!
//! `INSTA_UPDATE=always cargo test -p xtask --test screens` writes the snapshots anew; look at what changed.

#![cfg(unix)]

mod scratch;
mod shell;
mod terminal;

use rstest::rstest;
use scratch::Scratch;
use shell::Shell;
use std::fs;
use std::time::Duration;
use terminal::{Kind, Terminal};

const PLAIN: Kind = Kind { columns: 80, rows: 24, colour: false };
const WRONG: &str = "2.0 * x * x * y + 3.0 * y * y";
const RIGHT: &str = "2.0 * x * y + 3.0 * y * y";

/// Screens one after the other, each with what led to it.
#[derive(Default)]
struct Story(String);

impl Story {
    fn tell(&mut self, what: &str, terminal: &Terminal) {
        // A busy machine may take more than a minute.
        let screen = terminal.screen().replace("   1 min ago", "    just now").replace("1 min ago", "just now");
        self.0 += &format!("════ {what}\n{screen}\n");
    }
}

#[rstest]
#[case::narrow("40x24", 40, 24, false)]
#[case::small("80x24", 80, 24, false)]
#[case::small_coloured("80x24-colour", 80, 24, true)]
#[case::large("200x60", 200, 60, false)]
fn an_evening_with_watch(#[case] name: &str, #[case] columns: u16, #[case] rows: u16, #[case] colour: bool) {
    let scratch = Scratch::new();
    let mut terminal = Terminal::open(&scratch, Kind { columns, rows, colour }, &["watch", "f_x"]);
    let mut story = Story::default();
    terminal.until("not written yet");
    story.tell("nothing written yet", &terminal);
    scratch.solve("f_x", WRONG);
    terminal.until("kept the exponent");
    story.tell("saved a wrong answer", &terminal);
    terminal.press("h");
    terminal.until("1 of 3");
    story.tell("h: a hint", &terminal);
    terminal.press("s");
    terminal.until("after all three hints");
    story.tell("s: no solution yet", &terminal);
    terminal.press("hh");
    terminal.until("  3. ");
    terminal.press("s");
    terminal.until("y yes");
    story.tell("s: after all hints", &terminal);
    terminal.press("y");
    terminal.until("pub fn f_x");
    story.tell("y: the solution", &terminal);
    terminal.press("b");
    terminal.until("q back");
    story.tell("b: the lesson", &terminal);
    terminal.press("a");
    terminal.until("fold answers");
    story.tell("a: with its answers", &terminal);
    terminal.press("G");
    terminal.until("the end");
    story.tell("G: its end", &terminal);
    terminal.press("o");
    terminal.until("not made yet");
    story.tell("o: no book yet", &terminal);
    terminal.press("b");
    terminal.until("n next");
    terminal.press("l");
    terminal.until("Exercises");
    story.tell("l: the list", &terminal);
    terminal.press("/step");
    terminal.until("search: step");
    story.tell("/: searched", &terminal);
    terminal.press("\r");
    terminal.until("with “step”");
    terminal.press("\u{1b}");
    terminal.until("chain_gradient");
    terminal.press("ff");
    terminal.until("shown: wrong");
    story.tell("f: filtered", &terminal);
    terminal.press("f");
    terminal.until("shown: almost right");
    terminal.press("f");
    terminal.until("shown: not written");
    terminal.press("f");
    terminal.until("nothing here");
    story.tell("f: nothing is right", &terminal);
    terminal.press("q");
    terminal.until("n next");
    scratch.solve("f_x", "panic!(\"not at {x}\")");
    terminal.until("panicked");
    story.tell("saved a panic", &terminal);
    scratch.solve("f_x", "let n: i32 = x; y");
    terminal.until("mismatched types");
    story.tell("saved what does not compile", &terminal);
    scratch.solve("f_x", &format!("for n in 0..30 {{ println!(\"{{n}}: {{x}}\"); }} {WRONG}"));
    terminal.until("│ 0:");
    story.tell("saved an answer that prints", &terminal);
    scratch.solve("f_x", RIGHT);
    terminal.until("goes on to");
    story.tell("saved a right answer", &terminal);
    terminal.press("u");
    terminal.until("y yes");
    story.tell("u: asks first", &terminal);
    terminal.press("n");
    terminal.until("Nothing was changed");
    story.tell("n: keeps", &terminal);
    terminal.press("r");
    terminal.until("y yes");
    story.tell("r: asks first", &terminal);
    terminal.press("y");
    terminal.until("not written yet");
    story.tell("y: the stub again", &terminal);
    terminal.press("uy");
    terminal.until("goes on to");
    terminal.press("n");
    terminal.until("partials/f_y  not written yet");
    story.tell("n: the next one", &terminal);
    terminal.press("?");
    terminal.until("While you work");
    story.tell("?: help", &terminal);
    terminal.press("\r");
    terminal.until("n next");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    assert!(terminal.is_restored());
    insta::assert_snapshot!(format!("watch-{name}"), story.0);
}

#[rstest]
#[case::narrow("40x24", 40, 24, false)]
#[case::small("80x24", 80, 24, false)]
#[case::small_coloured("80x24-colour", 80, 24, true)]
#[case::large("200x60", 200, 60, false)]
fn one_command_after_the_other(#[case] name: &str, #[case] columns: u16, #[case] rows: u16, #[case] colour: bool) {
    let scratch = Scratch::new();
    let kind = Kind { columns, rows, colour };
    let mut story = Story::default();
    let mut run = |arguments: &[&str], waits_for: &str, answer: &str, code: u32| {
        let mut terminal = Terminal::open(&scratch, kind, arguments);
        terminal.until(waits_for);
        if !answer.is_empty() {
            terminal.press(answer);
        }
        assert_eq!(terminal.end(), code, "{arguments:?}");
        std::thread::sleep(Duration::from_millis(100));
        story.tell(&format!("{} {}", arguments.join(" "), answer.trim_end()), &terminal);
        assert!(terminal.is_restored());
    };
    run(&["check"], "slice_x", "", 1);
    scratch.solve("f_x", WRONG);
    run(&["check", "f_x"], "kept the exponent", "", 1);
    scratch.solve("f_x", "println!(\"x is {x}\"); if x > 2.0 { f64::NAN } else { 7.0 }");
    run(&["check", "f_x"], "printed", "", 1);
    scratch.solve("f_x", RIGHT);
    run(&["check", "f_x"], "right", "", 0);
    run(&["history", "f_x"], "your file now", "", 0);
    run(&["diff", "f_x"], "+++", "", 0);
    run(&["plot", "f_x"], "target/plots", "", 0);
    run(&["undo", "f_x"], "[y/N]", "n\r", 1);
    run(&["undo", "f_x"], "[y/N]", "y\r", 0);
    run(&["reset", "f_x"], "[y/N]", "y\r", 0);
    run(&["hint", "f_x"], "1 of 3", "", 0);
    run(&["lesson"], "slice_x", "", 0);
    run(&["lesson", "f_x"], "trip over", "", 0);
    run(&["lesson", "f_x", "--answers"], "trip over", "", 0);
    run(&["lesson", "partials"], "Read on", "", 0);
    run(&["lesson", "f_x", "--open"], "not made yet", "", 2);
    run(&["solution", "f_x"], "solutions/partials", "", 0);
    run(&["solution", "f_y"], "three hints", "", 1);
    run(&["hint", "f_y", "--all"], "  3. ", "", 0);
    run(&["solution", "f_y"], "[y/N]", "y\r", 0);
    scratch.solve("f_y", "let n: i32 = x; y");
    scratch.solve("slice_x", "std::process::exit(0)");
    run(&["check", "partials"], "slice_x.rs", "", 1);
    run(&["report"], "report.html", "", 0);
    run(&["check", "f_z"], "Did you mean", "", 2);
    scratch.solve("f_x", "if x == 0.0 { f64::NAN } else { 2.0 * x * y + 3.0 * y * y }");
    run(&["check", "f_x"], "f_x.png", "", 1);
    run(&["list", "--plain"], "of 39 right", "", 0);
    run(&["--help"], "bench", "", 0);
    run(&["list"], "Exercises", "q", 0);
    run(&["list"], "Exercises", "/f_y\r\r", 0);
    insta::assert_snapshot!(format!("commands-{name}"), story.0);
}

#[test]
fn a_file_that_does_not_compile_keeps_the_compilers_words() {
    let scratch = Scratch::new();
    let terminal = Terminal::open(&scratch, Kind { colour: true, ..PLAIN }, &["watch", "f_x"]);
    terminal.until("not written yet");
    scratch.solve("f_x", "let n: i32 = x; y");
    terminal.until("mismatched types");
    let screen = terminal.screen();
    for part in ["does not compile", "exercises/partials/src/f_x.rs:13", "\\e[", "next"] {
        assert!(screen.contains(part), "{part} is missing in\n{screen}");
    }
}

/// However long the compiler's text, it is cut at its end: what is wrong, where, and what to do stay in sight.
#[rstest]
#[case::known("    2*x*y + 3*y*y;\n".repeat(30), "`2*x` mixes a whole number with an f64: write `2.0 * x`.", "13:6")]
#[case::unknown("    unknown(x, y);\n".repeat(30), "error[E0425]: cannot find function `unknown`", "13:5")]
#[case::wide(format!("    2*x; // {}", "long ".repeat(300)), "`2*x` mixes a whole number with an f64", "13:6")]
fn a_long_text_of_the_compiler_leaves_the_first_line_in_sight(
    #[case] body: String,
    #[case] says: &str,
    #[case] place: &str,
) {
    let scratch = Scratch::new();
    let mut terminal = Terminal::open(&scratch, PLAIN, &["watch", "f_x"]);
    terminal.until("not written yet");
    scratch.solve("f_x", &body);
    terminal.until("does not compile");
    let screen = terminal.screen();
    let top = screen.lines().next().unwrap_or_default();
    assert!(top.contains("✗ partials/f_x  does not compile"), "{screen}");
    for part in [says, &format!("exercises/partials/src/f_x.rs:{place}"), "more lines", "0 of 39 right", "q quit"] {
        assert!(screen.contains(part), "{part} is missing in\n{screen}");
    }
    terminal.press("h");
    terminal.until("1 of 3");
    let screen = terminal.screen();
    for part in ["does not compile", says, place, "q quit"] {
        assert!(screen.contains(part), "{part} is missing in\n{screen}");
    }
}

/// A learner's prints give way to the verdict, as lines and as rows of the terminal.
#[rstest]
#[case::many("for n in 0..300 { println!(\"{n}: {x}\"); }")]
#[case::wide("for n in 0..300 { println!(\"{n} {}\", \"wide \".repeat(60)); }")]
fn long_prints_leave_the_verdict_in_sight(#[case] prints: &str) {
    let scratch = Scratch::new();
    let terminal = Terminal::open(&scratch, PLAIN, &["watch", "f_x"]);
    terminal.until("not written yet");
    scratch.solve("f_x", &format!("{prints} {WRONG}"));
    terminal.until("kept the exponent");
    let screen = terminal.screen();
    let top = screen.lines().next().unwrap_or_default();
    assert!(top.contains("✗ partials/f_x  wrong: kept the exponent"), "{screen}");
    for part in ["asked    f_x(3, -4)", "more lines", "q quit"] {
        assert!(screen.contains(part), "{part} is missing in\n{screen}");
    }
}

/// Where the terminal knows links, a click opens file and picture; elsewhere the bare path stands there.
#[test]
fn paths_are_links_where_the_terminal_knows_them() {
    let scratch = Scratch::new();
    scratch.solve("f_x", WRONG);
    let kind = Kind { colour: true, ..PLAIN };
    for (says, knows) in [(("TERM_PROGRAM", "WezTerm"), true), (("VTE_VERSION", "7600"), true), (("TMUX", "x"), false)]
    {
        let mut terminal = Terminal::open_as(&scratch, kind, &["check", "f_x"], &[says]);
        terminal.until("f_x.png");
        assert_eq!(terminal.end(), 1);
        let said = terminal.said();
        for path in ["exercises/partials/src/f_x.rs", "target/plots/partials/f_x.png", "exercises/partials/README.md"] {
            let is_it =
                |link: &str| link.contains("nabla%20%C3%BCbung%20") && link.contains(&format!("{path}\u{1b}\\"));
            let has = said.split("\u{1b}]8;;file:///").skip(1).any(is_it);
            assert_eq!(has, knows, "{says:?}: {said:?}");
        }
    }
}

/// Small terminals cut and scroll, and nothing breaks.
#[rstest]
#[case(20, 5)]
#[case(40, 10)]
#[case(1, 1)]
fn a_tiny_terminal_breaks_nothing(#[case] columns: u16, #[case] rows: u16) {
    let scratch = Scratch::new();
    let mut terminal = Terminal::open(&scratch, Kind { columns, rows, colour: false }, &["watch", "f_x"]);
    std::thread::sleep(Duration::from_millis(800));
    terminal.press("l");
    std::thread::sleep(Duration::from_millis(200));
    terminal.press("q?");
    std::thread::sleep(Duration::from_millis(200));
    terminal.press("xq");
    assert_eq!(terminal.end(), 0);
    assert!(terminal.is_restored());
}

#[rstest]
#[case::quit("q", 0)]
#[case::control_c("\u{3}", 0)]
#[case::quit_from_a_question("r\u{3}", 0)]
#[case::quit_from_the_list("lqq", 0)]
fn a_key_ends_watch_and_restores_the_terminal(#[case] keys: &str, #[case] code: u32) {
    let scratch = Scratch::new();
    let mut terminal = Terminal::open(&scratch, PLAIN, &["watch", "f_x"]);
    terminal.until("q quit");
    assert!(!terminal.is_cooked());
    terminal.press(keys);
    assert_eq!(terminal.end(), code);
    assert!(terminal.is_restored());
}

#[rstest]
#[case::terminate(rustix::process::Signal::TERM)]
#[case::interrupt(rustix::process::Signal::INT)]
#[case::hang_up(rustix::process::Signal::HUP)]
fn a_signal_ends_watch_and_restores_the_terminal(
    #[case] signal: rustix::process::Signal,
    #[values("", "l")] keys: &str,
) {
    let scratch = Scratch::new();
    let mut terminal = Terminal::open(&scratch, PLAIN, &["watch", "f_x"]);
    terminal.until("q quit");
    terminal.press(keys);
    if !keys.is_empty() {
        terminal.until("Exercises");
    }
    let process = i32::try_from(terminal.process()).ok().and_then(rustix::process::Pid::from_raw).expect("a process");
    rustix::process::kill_process(process, signal).expect("sent");
    assert_ne!(terminal.end(), 0);
    assert!(terminal.is_restored());
}

/// Saves as editors make them.
#[rstest]
#[case::in_place(&[])]
#[case::polled(&["--poll"])]
fn every_kind_of_save_is_seen(#[case] options: &[&str]) {
    let scratch = Scratch::new();
    let (file, aside) = (scratch.file("partials", "f_x"), scratch.path("exercises/partials/src/.f_x.rs.swp"));
    let wrong = scratch.solve("f_x", WRONG);
    let right = scratch.solve("f_x", RIGHT);
    let terminal = Terminal::open(&scratch, PLAIN, &[&["watch", "f_x"], options].concat());
    terminal.until("goes on to");
    fs::write(&file, &wrong).expect("written in place");
    terminal.until("kept the exponent");
    fs::write(&aside, &right).expect("written beside");
    fs::rename(&aside, &file).expect("renamed over");
    terminal.until("goes on to");
    fs::rename(&file, &aside).expect("moved away");
    fs::write(&file, &wrong).expect("written anew");
    terminal.until("kept the exponent");
    fs::remove_file(&file).expect("deleted");
    terminal.until("is missing");
    fs::write(&file, &right).expect("created again");
    terminal.until("goes on to");
    // Emptied, and filled a little later.
    fs::write(&file, "").expect("emptied");
    std::thread::sleep(Duration::from_millis(40));
    fs::write(&file, &wrong).expect("filled");
    terminal.until("kept the exponent");
    // A folder that is replaced, as version control does.
    let folder = scratch.path("exercises/partials");
    fs::rename(&folder, scratch.path("exercises/old")).expect("moved away");
    scratch::copy(&scratch.path("exercises/old"), &folder);
    scratch.solve("f_x", RIGHT);
    terminal.until("goes on to");
}

#[test]
fn two_saves_at_once_are_both_judged_and_the_shown_exercise_stays() {
    let scratch = Scratch::new();
    let terminal = Terminal::open(&scratch, PLAIN, &["watch", "f_x"]);
    terminal.until("not written yet");
    scratch.solve("f_y", "x");
    scratch.solve("f_x", RIGHT);
    terminal.until("Saved too: partials/f_y is wrong");
    terminal.until("✓ partials/f_x");
}

/// A check that never comes to an end by itself is given up for the next save.
#[cfg(target_os = "linux")]
#[test]
fn a_save_during_a_check_makes_it_stale() {
    let scratch = Scratch::new();
    scratch.solve("f_x", "let mut n = x; while n.is_finite() || y.is_finite() { n += 1.0 } n");
    let terminal = Terminal::open(&scratch, PLAIN, &["watch", "f_x"]);
    terminal.until("checking partials/f_x");
    // The compiler comes first, and a busy machine takes its time for it.
    wait_until(|| is_running(&scratch));
    scratch.solve("f_x", RIGHT);
    terminal.until("goes on to");
    // Left alone, the loop would go on for two seconds of processor time, and leave a verdict.
    wait_until(|| !is_running(&scratch));
    assert!(!scratch.run(&["history", "f_x"]).contains("no answer"), "a stale check leaves no verdict");
}

#[cfg(target_os = "linux")]
#[track_caller]
fn wait_until(holds: impl Fn() -> bool) {
    let start = std::time::Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(30), "it never came to that");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Whether a learner's program of this project is at work.
#[cfg(target_os = "linux")]
fn is_running(scratch: &Scratch) -> bool {
    let programs = scratch.path("target/nabla");
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    processes.filter_map(|entry| fs::read_link(entry.path().join("exe")).ok()).any(|exe| exe.starts_with(&programs))
}

/// Without a terminal there are plain lines.
#[test]
fn watch_in_a_pipe_prints_lines() {
    use std::io::{BufRead, BufReader};
    let scratch = Scratch::new();
    let mut runner = scratch.command();
    runner.args(["watch", "f_x"]).stdin(std::process::Stdio::null()).stdout(std::process::Stdio::piped());
    let mut child = runner.spawn().expect("the runner starts");
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines().map(|line| line.expect("text"));
    assert_eq!(lines.next().as_deref(), Some("watching exercises"));
    assert!(lines.by_ref().any(|line| line == "· partials/f_x  not written yet"));
    scratch.solve("f_x", RIGHT);
    let verdict = lines.by_ref().find(|line| line.contains("partials/f_x  ")).expect("a verdict");
    assert_eq!(verdict, "✓ partials/f_x  right");
    child.kill().expect("killed");
    child.wait().expect("ended");
}

/// The keys that close the help do nothing else; any other key closes it and does what it says.
#[rstest]
#[case::escape("\u{1b}")]
#[case::enter("\r")]
#[case::the_same_again("?")]
fn a_key_that_closes_the_help_does_nothing_else(#[case] key: &str) {
    let scratch = Scratch::new();
    let mut terminal = Terminal::open(&scratch, PLAIN, &["watch", "f_x"]);
    terminal.until("not written yet").until("n next");
    let before = terminal.screen();
    terminal.press("?");
    terminal.until("While you work");
    terminal.press(key);
    terminal.until("n next");
    assert_eq!(terminal.screen(), before);
    terminal.press("?");
    terminal.until("While you work");
    terminal.press("h");
    terminal.until("1 of 3");
    terminal.press("?");
    terminal.until("While you work");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    assert!(terminal.is_restored());
}

/// The launcher becomes the runner: keys, signals and the terminal are the runner's.
#[rstest]
#[case::a_key("q", None, 0)]
#[case::control_c("\u{3}", None, 0)]
#[case::terminate("", Some(rustix::process::Signal::TERM), 1)]
fn cargo_xtask_watch_ends_as_the_runner_does(
    #[case] keys: &str,
    #[case] signal: Option<rustix::process::Signal>,
    #[case] code: u32,
) {
    let shell = Shell::new();
    let mut cargo = portable_pty::CommandBuilder::new(shell.cargo_xtask().get_program());
    cargo.arg("xtask");
    let mut terminal = Terminal::start(&shell, PLAIN, cargo, &["watch", "f_x"], &[]);
    terminal.until("not written yet").until("q quit");
    assert!(!terminal.is_cooked());
    terminal.press(keys);
    if let Some(signal) = signal {
        // Cargo becomes the launcher, and the launcher the runner: all are one process.
        let process = i32::try_from(terminal.process()).ok().and_then(rustix::process::Pid::from_raw);
        rustix::process::kill_process(process.expect("a process"), signal).expect("sent");
    }
    assert_eq!(terminal.end().min(1), code);
    assert!(terminal.is_restored());
}
