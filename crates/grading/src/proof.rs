//! Proving a book of mistakes: every exercise checks itself before a learner meets it.

use crate::answers::{Answer, Function};
use crate::chapter::Chapter;
use crate::compare::agree;
use crate::exercise::Exercise;
use crate::judge::Question;
use crate::probe::Probe;
use crate::verdict::{Status, Verdict};
use nabla_core::Tolerance;
use std::collections::BTreeSet;
use std::ops::Range;
use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The seeds at which every mistake must be named.
pub const MISTAKE_SEEDS: Range<u64> = 1..11;
/// The seeds at which every variant must be accepted.
pub const VARIANT_SEEDS: Range<u64> = 1..101;

/// The digits that a text prints: 13.04 for √170, −0.6667 for −2/3.
const PRINTED: Tolerance = Tolerance { relative: 1e-3, absolute: 0.0 };

/// The faults of the wanted exercises of a book, by name and in the book's order. It takes all processors; each of them opens
/// a book of its own, for the closures in it stay on their thread.
///
/// # Panics
/// When an exercise panics itself.
pub fn faults(book: impl Fn() -> Chapter + Sync, is_wanted: impl Fn(&str) -> bool) -> Vec<(&'static str, Vec<String>)> {
    let names =
        book().exercises.iter().map(|exercise| exercise.name).filter(|name| is_wanted(name)).collect::<Vec<_>>();
    let next = AtomicUsize::new(0);
    let work = || {
        let chapter = book();
        let mut found = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(exercise) = names.get(index).and_then(|name| chapter.exercise(name)) else { return found };
            found.push((index, exercise.faults()));
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from).min(names.len());
    let mut found: Vec<(usize, Vec<String>)> = thread::scope(|scope| {
        let handles: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        handles.into_iter().flat_map(|handle| handle.join().unwrap_or_else(|why| panic::resume_unwind(why))).collect()
    });
    found.sort_by_key(|(index, _)| *index);
    found.into_iter().map(|(index, faults)| (names[index], faults)).collect()
}

impl Exercise {
    /// Everything in which the exercise does not keep its own promises; empty for a sound one.
    ///
    /// The truth reproduces the article's numbers and is judged right; every mistake is judged wrong and named as
    /// itself at ten seeds; every variant is judged right at a hundred; names differ; three hints and a figure are there.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        self.article(&mut faults);
        self.book(&mut faults);
        self.mistakes_are_named(&mut faults);
        self.variants_are_right(&mut faults);
        faults.into_iter().map(|fault| format!("{}: {fault}", self.name)).collect()
    }

    fn article(&self, faults: &mut Vec<String>) {
        for probe in self.probes_for(1) {
            let Some(article) = &probe.article else { continue };
            let truth = self.truth_at(&probe.arguments);
            if !agree(&truth, article, &PRINTED, 0.0) {
                faults
                    .push(format!("the article prints {article} for {}, the truth is {truth}", probe.asked(self.name)));
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
        if self.mistakes.is_empty() || self.variants.is_empty() {
            faults.push("there is no mistake, or no variant, in the book".to_owned());
        }
        let mut names: Vec<&str> = self.mistakes.iter().map(|mistake| mistake.name).collect();
        names.sort_unstable();
        if let Some(twice) = names.windows(2).find(|pair| pair[0] == pair[1]) {
            faults.push(format!("two mistakes are called `{}`", twice[0]));
        }
    }

    fn mistakes_are_named(&self, faults: &mut Vec<String>) {
        let functions: Vec<&Function> = self.mistakes.iter().map(|mistake| &mistake.function).collect();
        let mut told = BTreeSet::new();
        self.judge_at(MISTAKE_SEEDS, &functions, |seed, index, verdict| {
            let name = self.mistakes[index].name;
            let named = verdict.mistake.as_ref().map(|named| named.name.as_str());
            let refused = matches!(verdict.status, Status::Wrong | Status::Panicked);
            if (!refused || named != Some(name)) && told.insert(index) {
                faults.push(format!("the mistake `{name}` is {verdict} at seed {seed} (named {named:?})"));
            }
        });
    }

    fn variants_are_right(&self, faults: &mut Vec<String>) {
        let truth = self.unique.then_some(("the truth", &self.truth));
        let variants = self.variants.iter().map(|variant| (variant.name, &variant.function));
        let (names, functions): (Vec<&str>, Vec<&Function>) = variants.chain(truth).unzip();
        let mut told = BTreeSet::new();
        self.judge_at(VARIANT_SEEDS, &functions, |seed, index, verdict| {
            if !verdict.is_right() && told.insert(index) {
                faults.push(format!("the variant `{}` is {verdict} at seed {seed}", names[index]));
            }
        });
    }

    /// Judges functions at many seeds. Most probes are the same at every seed; what is true there, and what each function
    /// answers, is computed once.
    fn judge_at(&self, seeds: Range<u64>, functions: &[&Function], mut told: impl FnMut(u64, usize, &Verdict)) {
        let mut first: Option<(Vec<Question>, Vec<Vec<Answer>>)> = None;
        for seed in seeds {
            let known = |index: usize, probe: &Probe| {
                let question = first.as_ref().and_then(|(questions, _)| questions.get(index));
                question.filter(|question| question.probe.arguments == probe.arguments)
            };
            let mut is_known = Vec::new();
            let mut questions = Vec::new();
            for (index, probe) in self.probes_for(seed).into_iter().enumerate() {
                let same = known(index, &probe);
                is_known.push(same.is_some());
                questions.push(match same {
                    Some(Question { expected, size, .. }) => {
                        Question { probe, expected: expected.clone(), size: *size }
                    }
                    None => self.question(probe),
                });
            }
            let answer = |function: usize, index: usize| match &first {
                Some((_, answers)) if is_known[index] => answers[function][index].clone(),
                _ => functions[function].answer(&questions[index].probe.arguments),
            };
            let answers: Vec<Vec<Answer>> = (0..functions.len())
                .map(|function| (0..questions.len()).map(|index| answer(function, index)).collect())
                .collect();
            for (function, answers) in answers.iter().enumerate() {
                told(seed, function, &self.judge_answers(&questions, answers));
            }
            first.get_or_insert((questions, answers));
        }
    }
}
