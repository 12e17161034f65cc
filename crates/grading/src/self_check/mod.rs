//! Proving a book of mistakes: every exercise checks itself before a learner meets it.

mod alone;
mod moved;
mod people;
mod together;

use crate::answers::compare::agree;
use crate::chapter::Chapter;
use crate::exercise::Exercise;
use crate::exercise::question::Question;
use crate::judging::verdict::{Status, Verdict};
use nabla_core::Tolerance;
use serde::{Deserialize, Serialize};
use std::ops::{AddAssign, Range};
use std::panic;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The seeds at which every mistake must be named.
pub const MISTAKE_SEEDS: Range<u64> = 1..11;
/// The seeds at which every variant must be accepted.
pub const VARIANT_SEEDS: Range<u64> = 1..101;

/// Where both begin.
const FIRST_SEED: u64 = 1;

/// The digits that a text prints: 13.04 for √170, −0.6667 for −2/3.
const PRINTED: Tolerance = Tolerance { relative: 1e-3, absolute: 0.0 };

/// What was proved of one exercise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// Its name.
    pub exercise: String,
    /// Everything in which it does not keep its promises; empty for a sound one.
    pub faults: Vec<String>,
    /// How much was tried.
    pub counts: Counts,
}

/// How many wrong drafts were tried, each caught and named as itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Mistakes alone.
    pub mistakes: usize,
    /// Right ideas with one missed clause, in each way of missing it.
    pub missed_edges: usize,
    /// Mistakes with one missed clause besides.
    pub with_missed_edge: usize,
    /// Pairs of mistakes in different parts.
    pub pairs: usize,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.mistakes += other.mistakes;
        self.missed_edges += other.missed_edges;
        self.with_missed_edge += other.with_missed_edge;
        self.pairs += other.pairs;
    }
}

/// Proves the wanted exercises of a book, in the book's order. It takes all processors; each of them opens a book of its own, for
/// the closures in it stay on their thread.
///
/// # Panics
/// When an exercise panics itself.
pub fn prove(book: impl Fn() -> Chapter + Sync, is_wanted: impl Fn(&str) -> bool) -> Vec<Proof> {
    let names =
        book().exercises.iter().map(|exercise| exercise.name).filter(|name| is_wanted(name)).collect::<Vec<_>>();
    let next = AtomicUsize::new(0);
    let work = || {
        let chapter = book();
        let mut found = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(exercise) = names.get(index).and_then(|name| chapter.exercise(name)) else { return found };
            found.push((index, exercise.proof()));
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from).min(names.len());
    let mut found: Vec<(usize, Proof)> = thread::scope(|scope| {
        let handles: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        handles.into_iter().flat_map(|handle| handle.join().unwrap_or_else(|why| panic::resume_unwind(why))).collect()
    });
    found.sort_by_key(|(index, _)| *index);
    found.into_iter().map(|(_, proof)| proof).collect()
}

/// Proves each exercise of a chapter in a test of its own name, for the chapter's `tests/book.rs`; one test more compares the list
/// with the chapter, so that none can be left out.
///
/// ```
/// # mod a {
/// # use nabla_grading::{Chapter, Exercise};
/// # fn chapter() -> Chapter {
/// #     Chapter { name: "lines", title: "Lines", exercises: vec![Exercise::new("slope", "…"), Exercise::new("height", "…")] }
/// # }
/// nabla_grading::prove_each!(chapter: slope, height);
/// # }
/// ```
#[macro_export]
macro_rules! prove_each {
    ($chapter:path: $($exercise:ident),+ $(,)?) => {
        $(
            #[test]
            fn $exercise() {
                $chapter().assert_proved(stringify!($exercise));
            }
        )+

        #[test]
        fn no_exercise_is_left_out() {
            let names: Vec<&str> = $chapter().exercises.iter().map(|exercise| exercise.name).collect();
            assert_eq!(names, [$(stringify!($exercise)),+]);
        }
    };
}

impl Chapter {
    /// Proves one exercise, for [`prove_each!`](crate::prove_each).
    ///
    /// # Panics
    /// With all its faults, where it does not keep its promises; when the chapter has no such exercise.
    #[track_caller]
    pub fn assert_proved(&self, exercise: &str) {
        let name = exercise;
        let exercise = self.exercise(name).unwrap_or_else(|| panic!("chapter {} has no exercise `{name}`", self.name));
        let faults = exercise.proof().faults;
        assert!(faults.is_empty(), "{}/{}", self.name, faults.join("\n"));
    }
}

impl Exercise {
    /// Whether the exercise keeps its own promises.
    ///
    /// The truth reproduces the article's numbers and is judged right; every mistake is judged wrong and named as itself at ten
    /// seeds, with every missed clause besides and together with every mistake in another part too; a right idea with a missed
    /// clause is almost right; every variant is judged right at a hundred seeds, and so is what its picture sees; what is shown shows
    /// a difference; names differ; three hints and a figure are there, and it can be drawn however it is moved, whoever answers.
    #[must_use]
    pub fn proof(&self) -> Proof {
        let mut faults = Vec::new();
        let mut counts = Counts { mistakes: self.mistakes.len(), ..Counts::default() };
        let questions = self.questions(FIRST_SEED);
        self.article(&questions, &mut faults);
        self.book(&mut faults);
        self.mistakes_are_named(&questions, &mut faults);
        self.variants_are_right(&questions, &mut faults);
        self.missed_clauses_are_named(&questions, &mut faults, &mut counts);
        self.pairs_are_named(&questions, &mut faults, &mut counts);
        faults.extend(self.fault_of_moving());
        Proof {
            exercise: self.name.to_owned(),
            faults: faults.into_iter().map(|fault| format!("{}: {fault}", self.name)).collect(),
            counts,
        }
    }

    fn article(&self, questions: &[Rc<Question>], faults: &mut Vec<String>) {
        for Question { probe, expected: truth, .. } in questions.iter().map(|question| &**question) {
            let Some(article) = &probe.article else { continue };
            if !agree(truth, article, &PRINTED, 0.0) {
                faults.push(format!(
                    "the article prints {article} for {}, the truth is {truth}",
                    probe.call_text(self.name)
                ));
            }
        }
    }

    fn book(&self, faults: &mut Vec<String>) {
        if self.hints.iter().any(|hint| hint.trim().is_empty()) {
            faults.push("three hints are promised, one is empty".to_owned());
        }
        if !self.has_figure() {
            faults.push("there is no figure".to_owned());
        }
        if self.mistakes.is_empty() {
            faults.push("there is no mistake in the book".to_owned());
        }
        if self.variants.is_empty() {
            faults.push("there is no variant in the book".to_owned());
        }
        let mistakes = self.mistakes.iter().map(|mistake| mistake.name);
        let mut names: Vec<&str> = mistakes.chain(self.clauses.iter().map(|clause| clause.name)).collect();
        names.sort_unstable();
        if let Some(twice) = names.windows(2).find(|pair| pair[0] == pair[1]) {
            faults.push(format!("two mistakes or clauses are called `{}`", twice[0]));
        }
    }
}

/// Why the verdict does not name that mistake, or does not show it.
fn not_named(verdict: &Verdict, name: &str) -> Option<String> {
    if !matches!(verdict.status, Status::Wrong | Status::Panicked) {
        return Some(format!("its status is {:?}", verdict.status));
    }
    let named = verdict.mistake.as_ref().map(|named| named.name.as_str());
    if named != Some(name) {
        return Some(format!("named {named:?}"));
    }
    let shown = verdict.probe.as_ref()?;
    (shown.got_text == shown.expected_text).then(|| format!("yours and true are both shown as {}", shown.got_text))
}
