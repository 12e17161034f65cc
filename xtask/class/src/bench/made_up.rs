//! A class that nobody taught: solutions, real first drafts, what does not compile, stubs, gaps, and a tenth hostile.

use crate::code;
use anyhow::Context;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use xtask::course::project::Project;
use xtask::course::{ExerciseRef, files, stub};

/// The class in a folder.
pub(super) struct MadeUp {
    /// In the order of their names.
    pub(super) students: Vec<String>,
    pub(super) hostile: usize,
    pub(super) files: usize,
    /// Files whose code somebody before had handed in.
    pub(super) alike: usize,
}

/// What people write before they ask the compiler.
const BROKEN: [&str; 4] =
    ["    let a = 2;\n    a * 1.5", "    retrun 0.0;", "    let y = (1.0 + 2.0;\n    y", "    undefined_name(3)"];

/// What nobody should write.
const HOSTILE: [&str; 10] = [
    "    loop { std::hint::black_box(0); }",
    "    std::process::exit(0)",
    "    panic!(\"=HYPERLINK(\\\"http://x\\\")<script>::error::\")",
    "    let mut all: Vec<Vec<u8>> = vec![]; loop { all.push(vec![1; 1 << 24]); }",
    "    loop { println!(\"::error::{}\", \"x\".repeat(1000)); }",
    "    fn deep(n: u64) -> u64 { deep(n + 1) + 1 } panic!(\"{}\", deep(0))",
    "    for _ in 0..1000 { let _ = std::process::Command::new(\"sleep\").arg(\"1000\").spawn(); } std::process::exit(0)",
    "    const X: u64 = { let mut i = 0; while i < u64::MAX { i += 1; } i }; panic!(\"{X}\")",
    "    panic!(\"{}\", include_str!(\"/etc/passwd\"))",
    "    macro_rules! grow { ($($t:tt)*) => { grow!($($t)* $($t)*) } } grow!(a b); panic!()",
];

impl MadeUp {
    pub(super) fn new(project: &Project, folder: &Path, students: usize) -> anyhow::Result<Self> {
        let drafts = drafts(project)?;
        let mut class = Self { students: Vec::new(), hostile: 0, files: 0, alike: 0 };
        let mut seen: BTreeSet<(ExerciseRef, String)> = BTreeSet::new();
        for number in 0..students {
            let student = format!("student{number:05}");
            let mut dice = Dice(number as u64);
            let is_hostile = number % 10 == 7;
            // Of a hostile one, three exercises.
            let bad: Vec<u64> = (0..3).filter(|_| is_hostile).map(|_| dice.below(project.course.all().len())).collect();
            let stop = 40 + dice.below(40);
            for (index, place) in (0..).zip(project.course.all()) {
                let text = match dice.below(100) {
                    _ if bad.contains(&index) => with_body(project, place, HOSTILE[number / 10 % HOSTILE.len()])?,
                    _ if index > stop => stub::stub(project, place.chapter, place.exercise)?,
                    0..=59 => stub::without_markers(&stub::solution(project, place.chapter, place.exercise)?),
                    60..=84 => match drafts.get(&place.id()) {
                        Some(bodies) => with_body(project, place, &bodies[dice.below(bodies.len()) as usize])?,
                        None => stub::without_markers(&stub::solution(project, place.chapter, place.exercise)?),
                    },
                    85..=87 => with_body(project, place, BROKEN[dice.below(BROKEN.len()) as usize])?,
                    88..=96 => stub::stub(project, place.chapter, place.exercise)?,
                    _ => continue,
                };
                let own = own_part(project, place, &student, &text)?;
                let name = format!("{}/src/{}.rs", place.chapter, place.exercise);
                let text = text + &own;
                let is_known = code::mark(text.as_bytes()).is_some_and(|mark| !seen.insert((place, mark)));
                class.alike += usize::from(is_known);
                files::write(&folder.join(&student).join(name), text.as_bytes())?;
                class.files += 1;
            }
            class.hostile += usize::from(is_hostile);
            class.students.push(student);
        }
        Ok(class)
    }
}

/// What makes a file its author's own: no two people write the same file, but for the stubs, and of longer answers not the
/// same code either.
fn own_part(project: &Project, place: ExerciseRef, student: &str, text: &str) -> anyhow::Result<String> {
    /// Lines with code that people write alike.
    const SHORT: usize = 3;
    if text.contains("todo!(") {
        return Ok(String::new());
    }
    let is_code = |line: &&str| !line.trim().is_empty() && !line.trim().starts_with("//");
    let stub = stub::stub(project, place.chapter, place.exercise)?;
    let written = text.lines().filter(is_code).count().saturating_sub(stub.lines().filter(is_code).count() - 1);
    Ok(match written {
        0..=SHORT => format!("// by {student}\n"),
        _ => format!("const BY: &str = \"{student}\";\n"),
    })
}

/// The stub with this body.
fn with_body(project: &Project, place: ExerciseRef, body: &str) -> anyhow::Result<String> {
    let stub = stub::stub(project, place.chapter, place.exercise)?;
    let line = |line: &str| if line.contains("todo!(") { format!("{body}\n") } else { format!("{line}\n") };
    Ok(stub.lines().map(line).collect())
}

/// The drafts that the course is tested with, by exercise.
fn drafts(project: &Project) -> anyhow::Result<BTreeMap<String, Vec<String>>> {
    let path = project.root.join("xtask/tests/drafts/ideas.tsv");
    let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut drafts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        if let [chapter, exercise, _, _, body] = cells[..] {
            drafts.entry(format!("{chapter}/{exercise}")).or_default().push(body.to_owned());
        }
    }
    Ok(drafts)
}

/// A little chance, the same every time (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides as u64
    }
}
