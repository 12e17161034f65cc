//! From attacks to submissions: some exercises of one chapter attack, and the others are honest neighbours.

use crate::corpus::{Attack, Prize};
use crate::field::Field;
use anyhow::Context;
use std::fs;
use std::path::{Path, PathBuf};
use xtask::course::ExerciseRef;
use xtask::course::project::{Project, Source};

/// The chapter in which attacks hide.
pub const CHAPTER: &str = "partials";
/// Its exercises that answer with one number, in which an attack may hide.
const HOSTS: [&str; 6] = ["slice_x", "forward_difference", "central_difference", "f_x", "f_y", "linear_model"];

/// One submission on the disk.
pub struct Submission {
    pub source: Source,
    /// Each attack with the exercise that it hides in.
    pub attacks: Vec<(Attack, ExerciseRef)>,
    /// The other exercises, with the right answer.
    pub honest: Vec<ExerciseRef>,
    pub folder: PathBuf,
}

impl Submission {
    /// Whether its attacks are bombs.
    pub fn is_bomb(&self) -> bool {
        self.attacks.iter().any(|(attack, _)| attack.is_bomb())
    }
}

/// Lays attacks out over as many submissions as they need, without files yet.
pub fn lay_out(project: &Project, field: &Field, attacks: &[Attack]) -> anyhow::Result<Vec<Submission>> {
    let chapter = project.course.chapter(CHAPTER).context("the chapter of the attacks is not here")?;
    let all: Vec<ExerciseRef> = chapter.all().collect();
    let host = |name: &str| all.iter().copied().find(|place| place.exercise == name);
    let hosts: Vec<ExerciseRef> =
        HOSTS.iter().map(|name| host(name).with_context(|| format!("{name} is not here"))).collect::<Result<_, _>>()?;
    let (bombs, others): (Vec<&Attack>, Vec<&Attack>) = attacks.iter().partition(|attack| attack.is_bomb());
    let (at_compile, later): (Vec<&Attack>, Vec<&Attack>) = others.into_iter().partition(|attack| attack.at_compile);
    let mut submissions = Vec::new();
    for group in [later, at_compile, bombs].iter().flat_map(|attacks| attacks.chunks(hosts.len())) {
        let folder = field.path().join("class").join(format!("student-{}", submissions.len()));
        let attacks: Vec<(Attack, ExerciseRef)> =
            group.iter().zip(&hosts).map(|(attack, host)| ((*attack).clone(), *host)).collect();
        for place in &all {
            let hidden = attacks.iter().find(|(_, host)| host == place).map(|(attack, _)| attack);
            let right = fs::read_to_string(project.solutions().file(CHAPTER, place.exercise))?;
            let text = hidden.map_or_else(|| honest(&right), |attack| file(field, attack, place.exercise, &right));
            let path = folder.join(CHAPTER).join("src").join(format!("{}.rs", place.exercise));
            fs::create_dir_all(path.parent().unwrap_or(Path::new("/")))?;
            fs::write(&path, text)?;
        }
        let honest = all.iter().copied().filter(|place| !attacks.iter().any(|(_, host)| host == place)).collect();
        submissions.push(Submission { source: project.other(&folder)?, attacks, honest, folder });
    }
    Ok(submissions)
}

/// A right answer without the lines by which a solution is known.
pub fn honest(right: &str) -> String {
    let lines = right
        .lines()
        .filter(|line| !line.trim_start().starts_with("// solution:") && !line.contains("end of solution"));
    lines.map(|line| format!("{line}\n")).collect()
}

/// The file of an exercise that attacks before its first answer, and then answers rightly, or wrongly where it wants to
/// pass so.
fn file(field: &Field, attack: &Attack, exercise: &str, right: &str) -> String {
    let code = field.aimed(attack.name, attack.code);
    let (inner, items): (Vec<&str>, Vec<&str>) = code.lines().partition(|line| line.starts_with("#!["));
    let own = honest(right).replace(&format!("pub fn {exercise}("), &format!("fn honest_{exercise}("));
    let (parameters, names) = parameters(right, exercise);
    let answer = if attack.wants == Prize::Pass { "-1234.5".to_owned() } else { format!("honest_{exercise}({names})") };
    let boast = crate::field::boast(attack.name);
    format!(
        "{}\n{own}\npub fn {exercise}({parameters}) -> f64 {{\n    \
         static DONE: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);\n    \
         if !DONE.swap(true, std::sync::atomic::Ordering::SeqCst) {{\n        attack();\n    }}\n    {answer}\n}}\n\n\
         fn say(text: &str) {{\n    use std::io::Write;\n    println!(\"{{text}}\");\n    let _ = std::io::stdout().flush();\n}}\n\
         fn show(bytes: &[u8]) {{\n    say(&String::from_utf8_lossy(bytes));\n}}\n\
         fn boast() {{\n    say({boast:?});\n}}\n\n{}\n",
        inner.join("\n"),
        items.join("\n")
    )
}

/// The parameters of a function as they are written, and their names.
fn parameters(text: &str, function: &str) -> (String, String) {
    let start = text.find(&format!("pub fn {function}(")).map_or(0, |at| at + function.len() + 8);
    let end = text[start..].find(") -> f64 {").map_or(text.len(), |at| start + at);
    let parameters = text[start..end].to_owned();
    // A comma inside brackets separates types; a name stands before a colon.
    let mut depth = 0;
    let mut parts = vec![String::new()];
    for c in parameters.replace("->", "").chars() {
        match c {
            '(' | '<' | '[' => depth += 1,
            ')' | '>' | ']' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    let names: Vec<&str> = parts.iter().filter_map(|part| Some(part.split_once(':')?.0.trim())).collect();
    (parameters, names.join(", "))
}
