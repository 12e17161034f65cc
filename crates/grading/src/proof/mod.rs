//! Proving a book of mistakes: every exercise checks itself before a learner meets it.

mod drafts;

use crate::answers::{Answer, Outcome};
use crate::chapter::Chapter;
use crate::compare::agree;
use crate::exercise::{Exercise, Property};
use crate::figure::Figure;
use crate::function::Looks;
use crate::judge::{Question, Reply};
use crate::learner::Respondent;
use crate::probe::Probe;
use crate::value::Value;
use crate::verdict::{Status, Verdict};
use nabla_core::Tolerance;
use std::collections::BTreeSet;
use std::ops::{AddAssign, Range};
use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The seeds at which every mistake must be named.
pub const MISTAKE_SEEDS: Range<u64> = 1..11;
/// The seeds at which every variant must be accepted.
pub const VARIANT_SEEDS: Range<u64> = 1..101;

/// The digits that a text prints: 13.04 for √170, −0.6667 for −2/3.
const PRINTED: Tolerance = Tolerance { relative: 1e-3, absolute: 0.0 };

/// What was proved of one exercise.
#[derive(Clone, Debug)]
pub struct Proof {
    /// Its name.
    pub exercise: &'static str,
    /// Everything in which it does not keep its promises; empty for a sound one.
    pub faults: Vec<String>,
    /// How much was tried.
    pub counts: Counts,
}

/// How many wrong drafts were tried, each caught and named as itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

/// Somebody who answers every question in the same way.
type Answering<'a> = Box<dyn Fn(&Question) -> Answer + 'a>;

fn value(value: Value) -> Answer {
    Answer { outcome: Outcome::Value(value), looks: Looks::default() }
}

impl Exercise {
    /// Whether the exercise keeps its own promises.
    ///
    /// The truth reproduces the article's numbers and is judged right; every mistake is judged wrong and named as itself at ten
    /// seeds, with every missed clause besides and together with every mistake in another part too; a right idea with a missed
    /// clause is almost right; every variant is judged right at a hundred seeds, and so is what its picture sees; what is shown shows
    /// a difference; names differ; three hints and a figure are there.
    #[must_use]
    pub fn proof(&self) -> Proof {
        let mut faults = Vec::new();
        let mut counts = Counts { mistakes: self.mistakes.len(), ..Counts::default() };
        self.article(&mut faults);
        self.book(&mut faults);
        self.mistakes_are_named(&mut faults);
        self.variants_are_right(&mut faults);
        let questions = self.questions(1);
        self.missed_clauses_are_named(&questions, &mut faults, &mut counts);
        self.pairs_are_named(&questions, &mut faults, &mut counts);
        Proof {
            exercise: self.name,
            faults: faults.into_iter().map(|fault| format!("{}: {fault}", self.name)).collect(),
            counts,
        }
    }

    fn article(&self, faults: &mut Vec<String>) {
        for probe in self.probes_for(1) {
            let Some(article) = &probe.article else { continue };
            let truth = self.expected_at(&probe);
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
        let mistakes = self.mistakes.iter().map(|mistake| mistake.name);
        let mut names: Vec<&str> = mistakes.chain(self.clauses.iter().map(|clause| clause.name)).collect();
        names.sort_unstable();
        if let Some(twice) = names.windows(2).find(|pair| pair[0] == pair[1]) {
            faults.push(format!("two mistakes or clauses are called `{}`", twice[0]));
        }
    }

    /// The mistake with that number, by somebody who kept all clauses.
    fn careful(&self, index: usize) -> Answering<'_> {
        Box::new(move |question| self.keeping_clauses(question, &|arguments| self.mistaken(index, arguments)))
    }

    fn keeping_clauses(&self, question: &Question, idea: &dyn Fn(&[Value]) -> Answer) -> Answer {
        let own = question.probe.clause.is_some_and(|clause| self.clauses[clause].gives.is_some());
        if own { value(question.expected.clone()) } else { idea(&question.probe.arguments) }
    }

    /// The verdict on the mistake with that number, made by somebody who kept all clauses.
    #[must_use]
    pub fn verdict_of_mistake(&self, index: usize, seed: u64) -> Verdict {
        let questions = self.questions(seed);
        let replies: Vec<Reply> = questions.iter().map(self.careful(index)).map(Ok).collect();
        self.verdict(&questions, &replies)
    }

    /// The picture of the mistake with that number.
    #[must_use]
    pub fn draw_mistake(&self, index: usize, seed: u64) -> Option<Figure> {
        let verdict = self.verdict_of_mistake(index, seed);
        self.draw(&mut Mistaken { exercise: self, index }, &verdict)
    }

    fn mistakes_are_named(&self, faults: &mut Vec<String>) {
        let answering: Vec<Answering<'_>> = (0..self.mistakes.len()).map(|index| self.careful(index)).collect();
        let mut told = BTreeSet::new();
        self.judge_at(MISTAKE_SEEDS, &answering, false, |seed, index, verdict| {
            let name = self.mistakes[index].name;
            if let Some(fault) = not_named(verdict, name)
                && told.insert(index)
            {
                faults.push(format!("the mistake `{name}`: {verdict} at seed {seed} ({fault})"));
            }
            if verdict.missed().next().is_some() && told.insert(index) {
                faults.push(format!("the mistake `{name}` alone is said to miss an edge at seed {seed}: {verdict}"));
            }
        });
    }

    fn variants_are_right(&self, faults: &mut Vec<String>) {
        let truth = |question: &Question| value(question.expected.clone());
        let mut names = vec!["the truth itself"];
        let mut answering: Vec<Answering<'_>> = vec![Box::new(truth)];
        if !self.properties.is_empty() && self.unique {
            // Where it looked is a property, and the truth looks nowhere.
            names.clear();
            answering.clear();
        }
        for variant in &self.variants {
            names.push(variant.name);
            answering.push(Box::new(|question| variant.function.answer(&question.probe.arguments)));
        }
        let mut told = BTreeSet::new();
        self.judge_at(VARIANT_SEEDS, &answering, !self.judges_together(), |seed, index, verdict| {
            if !verdict.is_right() && told.insert(index) {
                faults.push(format!("the variant `{}`: {verdict} at seed {seed}", names[index]));
            }
        });
        for variant in &self.variants {
            let right = Verdict::new(Status::Right, "");
            let seen = self.sketched(&mut &variant.function, &right).map(|sketched| sketched.seen).unwrap_or_default();
            if let Some(verdict) = self.judge_seen(&seen) {
                faults.push(format!("the variant `{}` is right, but its picture says: {verdict}", variant.name));
            }
        }
    }

    /// Whether something is required of all answers together.
    fn judges_together(&self) -> bool {
        let overall = self.properties.iter().any(|property| matches!(property, Property::Overall(_)));
        overall || self.clauses.iter().any(|clause| clause.together.is_some())
    }

    /// Judges answers at many seeds. Most probes are the same at every seed; what is true there, and what is answered, is worked out
    /// once, and kept in its place.
    fn judge_at(
        &self,
        seeds: Range<u64>,
        answering: &[Answering<'_>],
        only_new: bool,
        mut told: impl FnMut(u64, usize, &Verdict),
    ) {
        let mut first: Option<Vec<Question>> = None;
        let mut replies: Vec<Vec<Reply>> = vec![Vec::new(); answering.len()];
        let mut are_of_the_first: Vec<bool> = Vec::new();
        for seed in seeds {
            let known = |index: usize, probe: &Probe| {
                let question = first.as_ref().and_then(|questions| questions.get(index));
                question.filter(|question| {
                    question.probe.clause == probe.clause && question.probe.arguments == probe.arguments
                })
            };
            let mut is_known = Vec::new();
            let mut questions = Vec::new();
            for (index, probe) in self.probes_for(seed).into_iter().enumerate() {
                let same = known(index, &probe);
                is_known.push(same.is_some());
                questions.push(match same {
                    Some(Question { expected, size, .. }) => Question::new(probe, expected.clone(), *size),
                    None => self.question(probe),
                });
            }
            let is_kept = |index: usize| is_known[index] && are_of_the_first.get(index) == Some(&true);
            for (answer, replies) in answering.iter().zip(&mut replies) {
                replies.resize(questions.len(), Ok(value(Value::Nothing)));
                for (index, question) in questions.iter().enumerate().filter(|(index, _)| !is_kept(*index)) {
                    replies[index] = Ok(answer(question));
                }
            }
            are_of_the_first = is_known.iter().map(|known| *known || first.is_none()).collect();
            // What was right once is right again: only what is new at this seed is judged, unless all answers count together.
            let is_old = |index: usize| only_new && first.is_some() && is_known[index];
            let judged: Vec<usize> = (0..questions.len()).filter(|index| !is_old(*index)).collect();
            let asked: Vec<Question> = judged.iter().map(|&index| questions[index].clone()).collect();
            for (who, replies) in replies.iter().enumerate() {
                let replies: Vec<Reply> = judged.iter().map(|&index| replies[index].clone()).collect();
                told(seed, who, &self.verdict(&asked, &replies));
            }
            first.get_or_insert(questions);
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

/// A mistake in the place of a learner's process.
struct Mistaken<'a> {
    exercise: &'a Exercise,
    index: usize,
}

impl Respondent for Mistaken<'_> {
    fn ask(&mut self, probes: &[Vec<Value>]) -> Vec<Reply> {
        probes.iter().map(|arguments| Ok(self.exercise.mistaken(self.index, arguments))).collect()
    }
}
