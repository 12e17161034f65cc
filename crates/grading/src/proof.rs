//! Proving a book of mistakes: every exercise checks itself before a learner meets it.

use crate::chapter::Chapter;
use crate::compare::agree;
use crate::exercise::Exercise;
use crate::verdict::Status;
use nabla_core::Tolerance;
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
        for mistake in &self.mistakes {
            for seed in MISTAKE_SEEDS {
                let verdict = self.judge(&mut &mistake.function, seed);
                let named = verdict.mistake.as_ref().map(|named| named.name.as_str());
                let refused = matches!(verdict.status, Status::Wrong | Status::Panicked);
                if !refused || named != Some(mistake.name) {
                    faults
                        .push(format!("the mistake `{}` is {verdict} at seed {seed} (named {named:?})", mistake.name));
                    break;
                }
            }
        }
    }

    fn variants_are_right(&self, faults: &mut Vec<String>) {
        let truth = self.unique.then_some(("the truth", &self.truth));
        for (name, function) in self.variants.iter().map(|variant| (variant.name, &variant.function)).chain(truth) {
            for seed in VARIANT_SEEDS {
                let verdict = self.judge(&mut &*function, seed);
                if !verdict.is_right() {
                    faults.push(format!("the variant `{name}` is {verdict} at seed {seed}"));
                    break;
                }
            }
        }
    }
}
