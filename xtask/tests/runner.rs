//! The runner as a learner meets it: a folder of exercises, a command, and what comes back.

use rstest::rstest;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the project").to_owned()
}

fn xtask(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .env("NO_COLOR", "1")
        .current_dir(root().join("exercises/partials"))
        .output()
        .expect("the runner starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A folder of exercises whose path has a space and letters outside ASCII, filled with stubs.
struct Submission(tempfile::TempDir);

impl Submission {
    fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("nabla übung ").tempdir().expect("a folder");
        let submission = Self(folder);
        let source = root().join("exercises/partials/src");
        for entry in fs::read_dir(source).expect("exercises are there").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            submission.write(&name, &fs::read(entry.path()).expect("readable"));
        }
        submission
    }

    /// The file of the exercise with its `todo!` replaced.
    fn solve(&self, exercise: &str, body: &str) {
        let path = self.file(&format!("{exercise}.rs"));
        let stub = fs::read_to_string(&path).expect("a stub");
        let solved: String = stub
            .lines()
            .map(|line| if line.contains("todo!(") { body } else { line })
            .map(|line| format!("{line}\n"))
            .collect();
        fs::write(path, solved).expect("written");
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.file(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join("partials/src").join(name)
    }

    fn check(&self, names: &[&str]) -> (Option<i32>, Value) {
        let folder = self.0.path().display().to_string();
        let output = xtask(&[&["check", "--exercises", &folder, "--format", "json", "--no-plots"], names].concat());
        let json = serde_json::from_slice(&output.stdout);
        (output.status.code(), json.unwrap_or_else(|_| panic!("{}{}", text(&output.stdout), text(&output.stderr))))
    }
}

fn entry<'a>(json: &'a Value, exercise: &str) -> &'a Value {
    let entries = json["exercises"].as_array().expect("a list");
    entries
        .iter()
        .find(|entry| entry["exercise"] == exercise)
        .unwrap_or_else(|| panic!("{exercise} is missing in {json}"))
}

#[test]
fn a_mistake_is_named_and_a_correction_is_right() {
    let submission = Submission::new();
    submission.solve("f_x", "println!(\"at {x}\"); 2.0 * x * x * y + 3.0 * y * y");
    let (code, json) = submission.check(&["f_x"]);
    let f_x = entry(&json, "f_x");
    assert_eq!(
        (code, &f_x["status"], &f_x["mistake"]["name"]),
        (Some(1), &Value::from("wrong"), &Value::from("kept the exponent"))
    );
    assert_eq!((&f_x["probe"]["asked"], &f_x["probe"]["expected"]), (&Value::from("f_x(3, -4)"), &Value::from(24.0)));
    assert!(f_x["printed"].as_str().expect("text").starts_with("at 2\nat 3\n"));
    submission.solve("f_x", "");
    submission.write("f_x.rs", b"pub fn f_x(x: f64, y: f64) -> f64 { 2.0 * x * y + 3.0 * y * y }\n");
    let (code, json) = submission.check(&["partials/f_x"]);
    assert_eq!((code, &json["right"], &json["version"]), (Some(0), &Value::from(1), &Value::from(2)));
}

#[test]
fn nothing_written_yet_says_which_file_and_what() {
    let submission = Submission::new();
    let folder = submission.0.path().display().to_string();
    let output = xtask(&["check", "--exercises", &folder]);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    for part in ["slice_x", "not written yet", "slice_x.rs", "cargo xtask hint slice_x"] {
        assert!(said.contains(part), "{part} is missing in\n{said}");
    }
    assert!(!said.contains('\u{1b}'), "no colour was asked for");
}

#[rstest]
#[case::unknown(&["check", "f_z"], "Did you mean `f_x`?")]
#[case::far_off(&["check", "quaternions"], "cargo xtask list")]
#[case::unknown_hint(&["hint", "partial_"], "Did you mean `partial`?")]
#[case::a_chapter_for_one(&["hint", "partials"], "several exercises")]
#[case::no_such_option(&["check", "--fast"], "--fast")]
#[case::no_such_command(&["chekc"], "chekc")]
#[case::no_such_folder(&["check", "--exercises", "/no/such/folder"], "is not a folder")]
fn a_wrong_command_line_exits_with_2_and_says_what_is_right(#[case] arguments: &[&str], #[case] says: &str) {
    let output = xtask(arguments);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains(says), "{}", text(&output.stderr));
    assert!(output.stdout.is_empty());
}

/// Ten exercises, each misbehaving in a way of its own; one is honest.
static HOSTILE: LazyLock<(Option<i32>, Value)> = LazyLock::new(|| {
    let submission = Submission::new();
    submission.solve("slice_x", "std::process::exit(0)");
    submission.solve(
        "forward_difference",
        "println!(\"test ok. 1 passed\"); std::panic::set_hook(Box::new(|_| std::process::exit(0))); panic!()",
    );
    submission.solve("central_difference", "loop {}");
    submission.solve("error_vs_step", "let mut all = vec![0.0]; loop { all.extend_from_within(..) }");
    submission.solve("f_x", "2.0 * x * y + 3.0 * y * y");
    submission.solve(
        "f_y",
        "fn deeper(n: f64) -> f64 { if n < 0.0 { n } else { deeper(n + 1.0) + 1.0 } } deeper(x.abs()) + y",
    );
    submission.solve("product_and_chain", "(f64::NAN, f64::NAN * x * y)");
    submission.solve(
        "partial",
        "std::thread::spawn(|| std::process::exit(0)); std::thread::sleep(std::time::Duration::from_secs(60)); None",
    );
    submission.solve("second_partials", "unsafe { *(x as *mut f64) = y }; (0.0, 0.0, 0.0)");
    submission.solve(
        "linear_model",
        "for _ in 0..100_000 { println!(\"{}\", \"ok\".repeat(500)); } f0 + f_x * (q - p).x + f_y * (q - p).y",
    );
    submission.check(&["partials"])
});

#[rstest]
#[case::exits("slice_x", &["crashed"])]
#[case::forges_and_hooks("forward_difference", &["crashed", "panicked"])]
#[case::loops("central_difference", &["no_answer"])]
#[case::hoards("error_vs_step", &["crashed", "no_answer"])]
#[case::is_honest("f_x", &["right"])]
#[case::recurses("f_y", &["crashed"])]
#[case::answers_nan("product_and_chain", &["wrong"])]
#[case::lets_a_thread_exit("partial", &["crashed"])]
#[case::is_unsafe("second_partials", &["does_not_compile"])]
#[case::floods("linear_model", &["crashed"])]
fn a_hostile_submission_costs_only_itself(#[case] exercise: &str, #[case] expected: &[&str]) {
    let (code, json) = &*HOSTILE;
    assert_eq!(*code, Some(1));
    let status = entry(json, exercise)["status"].as_str().expect("text");
    assert!(expected.contains(&status), "{}", entry(json, exercise));
}

/// Files that are no program, next to an honest one.
static BROKEN: LazyLock<(Option<i32>, Value)> = LazyLock::new(|| {
    let submission = Submission::new();
    fs::remove_file(submission.file("slice_x.rs")).expect("removed");
    submission.write("forward_difference.rs", b"pub fn forward_difference() { \"\xff\xfe\" }");
    fs::remove_file(submission.file("central_difference.rs")).expect("removed");
    fs::create_dir(submission.file("central_difference.rs")).expect("made");
    submission.write("error_vs_step.rs", b"pub fn error_vs_step(} { ) ] unbalanced");
    submission.solve("f_x", "2.0 * x * y + 3.0 * y * y");
    submission.write("f_y.rs", b"pub fn f_y(x: f32, y: f64) -> f64 { f64::from(x) + y }");
    submission.solve("product_and_chain", "x * nonsense");
    submission.write("partial.rs", b"");
    submission.solve("second_partials", "todo!(\"still thinking\")");
    submission.solve("linear_model", "let v = vec![1.0]; v[p.x as usize + 7] + f0 + f_x + f_y + q.x");
    submission.write("main.rs", b"fn main() { println!(\"all right\") }");
    submission.check(&["partials"])
});

#[rstest]
#[case::missing("slice_x", "not_handed_in", "There is no file")]
#[case::not_utf_8("forward_difference", "does_not_compile", "not UTF-8")]
#[case::a_folder("central_difference", "does_not_compile", "cannot be read")]
#[case::unbalanced("error_vs_step", "does_not_compile", "error")]
#[case::honest("f_x", "right", "")]
#[case::changed_signature("f_y", "does_not_compile", "expected  pub fn f_y(x: f64, y: f64) -> f64")]
#[case::unknown_name("product_and_chain", "does_not_compile", "nonsense")]
#[case::empty("partial", "does_not_compile", "pub fn partial(")]
#[case::not_written("second_partials", "not_written", "to write")]
#[case::panics("linear_model", "panicked", "linear_model.rs:")]
fn what_does_not_compile_costs_only_itself(#[case] exercise: &str, #[case] status: &str, #[case] says: &str) {
    let (code, json) = &*BROKEN;
    assert_eq!(*code, Some(1));
    let entry = entry(json, exercise);
    assert_eq!(entry["status"], status, "{entry}");
    assert!(entry["message"].as_str().expect("text").contains(says), "{entry}");
}

/// A library panics without a word on who called it; the line of the call is what helps.
#[test]
fn a_panic_in_a_library_is_placed_where_it_was_called() {
    let submission = Submission::new();
    submission
        .solve("partial", "let wide = nalgebra::DMatrix::<f64>::zeros(7, 7);\n    Some((wide * x)[i] * h * f(x))");
    submission.solve("f_x", "let nothing: Option<f64> = None; nothing.unwrap() * x * y");
    let (_, json) = submission.check(&["partials"]);
    for exercise in ["partial", "f_x"] {
        let entry = entry(&json, exercise);
        assert_eq!(entry["status"], "panicked", "{entry}");
        let message = entry["message"].as_str().expect("text");
        assert!(message.starts_with("panicked at ") && message.contains(&format!("{exercise}.rs:")), "{message}");
    }
}

/// What people who come from Python write first; one broken file an exercise, so that one command judges them all.
static PYTHON: LazyLock<[(Option<i32>, Value); 2]> = LazyLock::new(|| {
    let numbers = Submission::new();
    numbers.solve("slice_x", "let height = f(x, y0) * 1;\n    height");
    numbers.solve("forward_difference", "(f(&x + h) - f(&x)) / h");
    numbers.solve("central_difference", "(f(x + h) - f(x - h)) / 2*h");
    numbers
        .solve("error_vs_step", "let all = Vec::new();\n    for i in range(len(steps)) { all.push(slope); }\n    all");
    numbers.solve("f_x", "2*x*y + 3.0 * y**2");
    numbers.solve("f_y", "x^2 + y");
    numbers.solve("product_and_chain", "[math.exp(x * y), x]");
    numbers.solve("partial", "if i > x.len() { return None; }\n    x[0] / x.len()");
    numbers.solve("second_partials", "(y, x, y);");
    numbers.solve("linear_model", "if x > 0.0 and y > 0.0 { f0 } else { f_x }");
    let shapes = Submission::new();
    shapes.solve("slice_x", "crate::gradient_2d::gradient_2d(x, y0)");
    shapes.solve("forward_difference", "let slope = 0.0;\n    slope = f(x + h);\n    slope");
    shapes.solve("central_difference", "if h > 0.0 { f(x) }");
    shapes.solve("error_vs_step", "let i: i32 = 0;\n    vec![slope - steps[i]]");
    shapes.solve("f_x", "if x > 0.0 { return; }\n    y");
    shapes.solve("f_y", "let a: Vector2<f64> = (x, y);\n    a.x");
    shapes.solve("product_and_chain", "use numpy as np;\n    (x, y)");
    shapes.solve("partial", "f(x)");
    shapes.solve("second_partials", "2.0.powi(2)");
    shapes.solve("linear_model", "f0 + f_x * (q - p)[-1]");
    [numbers.check(&["partials"]), shapes.check(&["partials"])]
});

#[rstest]
#[case::whole_number(0, "slice_x", "`f(x, y0) * 1` mixes a whole number with an f64: write `f(x, y0) * 1.0`.")]
#[case::a_reference_too_many(0, "forward_difference", "A `&` too many: write `x` instead of `&x`.")]
#[case::half(0, "central_difference", "`(f(x + h) - f(x - h)) / 2` mixes a whole number with an f64")]
#[case::range(0, "error_vs_step", "Rust has no function `range`: write `0..len(steps)`")]
#[case::power(0, "f_x", "`2*x` mixes a whole number with an f64: write `2.0 * x`.")]
#[case::caret(0, "f_y", "`^` is not a power in Rust: write `x * x` or `x.powi(2)`.")]
#[case::math(0, "product_and_chain", "Rust has no `math`: write `(x * y).exp()`")]
#[case::length(
    0,
    "partial",
    "`x.len()` is a whole number (usize), and Rust does not mix it with an f64: write `x.len() as f64`."
)]
#[case::semicolon(0, "second_partials", "The `;` after `(y, x, y)` throws the value away: leave it out.")]
#[case::and(0, "linear_model", "Rust writes `&&` for `and`.")]
#[case::another_chapter(1, "slice_x", "`gradient_2d` belongs to the chapter gradient")]
#[case::not_mutable(1, "forward_difference", "`slope` is changed after it was introduced: write `let mut slope`.")]
#[case::no_else(1, "central_difference", "This `if` gives no value when its condition is false")]
#[case::index(1, "error_vs_step", "`i` is an i32, and an index is a usize: write `steps[i as usize]`.")]
#[case::bare_return(1, "f_x", "`return` needs a value of type f64 in this function.")]
#[case::no_import(1, "f_y", "`Vector2` is not known in this file yet: write `use nalgebra::Vector2;` at the top.")]
#[case::numpy(1, "product_and_chain", "Rust has no `numpy`")]
#[case::bare_value(1, "partial", "`f(x)` is the bare value, and an Option is due here: write `Some(f(x))`.")]
#[case::ambiguous(1, "second_partials", "Rust cannot tell which kind of number `2.0` is: write `2.0_f64.powi(2)`.")]
fn a_draft_in_the_manner_of_python_is_answered_in_plain_words(
    #[case] command: usize,
    #[case] exercise: &str,
    #[case] says: &str,
) {
    let (_, json) = &PYTHON[command];
    let entry = entry(json, exercise);
    assert_eq!(entry["status"], "does_not_compile", "{entry}");
    let message = entry["message"].as_str().expect("text");
    assert!(message.starts_with(says), "{message}");
    let (_, compilers) = message.split_once("\n\n").expect("the compiler's words");
    assert!(compilers.starts_with("error"), "{message}");
    for part in ["aborting", "For more information", "/library/core", "warning"] {
        assert!(!message.contains(part), "{message}");
    }
}

/// The line for editors and for GitHub begins with the plain words too, and with the place that they speak of.
#[test]
fn plain_words_come_first_in_every_format() {
    let submission = Submission::new();
    submission.solve("f_x", "let a = 3.0 * y;\n    2*x*y + a;");
    let folder = submission.0.path().display().to_string();
    let check =
        |format: &str| text(&xtask(&["check", "f_x", "--exercises", &folder, "--no-plots", "--format", format]).stdout);
    let says = "`2*x` mixes a whole number with an f64: write `2.0 * x`.";
    let short = check("short");
    assert!(short.contains(&format!("f_x.rs:14:6: error: does not compile. {says}\n")), "{short}");
    assert!(check("github").contains(&format!("::does not compile. {says}%0A")), "{}", check("github"));
    let human = check("human");
    let (plain, place) = (human.find(says), human.find("f_x.rs:14:6"));
    assert!(plain.is_some() && plain < place && place < human.find("error[E0277]"), "{human}");
}

#[test]
fn of_many_errors_the_first_are_shown_and_the_others_counted() {
    let submission = Submission::new();
    submission.solve("f_x", "a() + b() + c() + d() + e() + x + y");
    let (_, json) = submission.check(&["f_x"]);
    let message = entry(&json, "f_x")["message"].as_str().expect("text").to_owned();
    assert_eq!(message.matches("error[E0425]").count(), 3, "{message}");
    assert!(message.ends_with("\nand 2 more errors\n"), "{message}");
}

/// An exercise may call another one of the chapter; one that is not written yet is what there is to do.
#[test]
fn what_is_not_written_is_named_when_another_exercise_calls_it() {
    let submission = Submission::new();
    submission.write("f_y.rs", b"pub fn f_y(x: f64, y: f64) -> f64 { crate::f_x::f_x(x, y) }");
    let (_, json) = submission.check(&["f_y"]);
    let f_y = entry(&json, "f_y");
    assert_eq!(f_y["status"], "not_written");
    assert!(f_y["message"].as_str().expect("text").starts_with("It calls `f_x`"), "{f_y}");
    submission.solve("f_x", "no rust at all");
    let (_, json) = submission.check(&["f_x", "f_y"]);
    assert_eq!(
        (&entry(&json, "f_x")["status"], &entry(&json, "f_y")["status"]),
        (&"does_not_compile".into(), &"not_written".into())
    );
}

#[test]
fn an_edited_doorway_is_noticed_and_not_used() {
    let submission = Submission::new();
    submission.write("main.rs", b"fn main() { println!(\"all right\") }");
    let folder = submission.0.path().display().to_string();
    let output = xtask(&["check", "f_x", "--exercises", &folder, "--no-plots"]);
    assert!(text(&output.stdout).contains("was edited"), "{}", text(&output.stdout));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn the_same_seed_gives_the_same_answer_and_another_seed_asks_elsewhere() {
    let submission = Submission::new();
    submission
        .solve("f_x", "if x.fract() == 0.0 { 2.0 * x * y + 3.0 * y * y } else if x == 0.5 { 6.75 - 1.5 } else { 0.0 }");
    let asked = |seed: &str| submission.check(&["f_x", "--seed", seed]).1["exercises"][0]["probe"]["asked"].clone();
    assert_eq!(asked("5"), asked("5"));
    assert_ne!(asked("5"), asked("6"));
}
