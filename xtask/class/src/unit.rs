//! The unit of grading is one student: files in, one row out.

use crate::caged::{Desk, Wanted};
use crate::class::Class;
use crate::code;
use crate::intake::listing::{Kind, Submission};
use crate::intake::{self, Handed, Text};
use crate::kept::{Kept, Reach, Texts, Written};
use crate::row::{Entry, HandedIn, Outcome, Row, VERSION};
use crate::standing::Standing;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{self, AssertUnwindSafe};
use xtask::course::{Chapter, ExerciseRef};

/// One student's row. Whatever happens, there is one.
pub(crate) fn grade(
    class: &Class<'_>,
    desk: &Desk<'_>,
    kept: Option<&Kept>,
    submission: &Submission,
    handed: &Handed,
) -> Row {
    let seed = class.seed(&submission.student);
    let judged = panic::catch_unwind(AssertUnwindSafe(|| Grading { class, desk, kept, handed, seed }.entries()));
    let exercises = judged.unwrap_or_else(|_| {
        let lost = |place: ExerciseRef| {
            let message = "The grader failed on this submission, and it is not your mistake.";
            Entry { again: true, ..Entry::new(place.chapter, place.exercise, Standing::GraderError, message) }
        };
        class.places().map(lost).collect()
    });
    row(class, submission, handed, seed, exercises)
}

/// The row of these verdicts.
pub(crate) fn row(
    class: &Class<'_>,
    submission: &Submission,
    handed: &Handed,
    seed: u64,
    exercises: Vec<Entry>,
) -> Row {
    let mut row = Row {
        version: VERSION,
        student: submission.student.clone(),
        name: submission.name.clone(),
        outcome: Outcome::Graded,
        reason: None,
        seed,
        points: None,
        of: 0.0,
        right: 0,
        almost: 0,
        total: 0,
        submission: HandedIn {
            kind: submission.kind.word().to_owned(),
            mark: handed.mark.clone(),
            notes: notes(submission, handed),
            left_aside: handed.aside.clone(),
        },
        exercises,
        grader: class.grader.clone(),
    };
    settle(class, &mut row, submission, handed.broken.as_deref());
    row
}

/// Outcome, reason and points, as the exercises have come out.
pub(crate) fn settle(class: &Class<'_>, row: &mut Row, submission: &Submission, broken: Option<&str>) {
    let undecided = |standing| row.exercises.iter().find(|entry| entry.standing == standing);
    (row.outcome, row.reason) = if submission.kind == Kind::Nothing {
        (Outcome::NotHandedIn, Some("There is no submission.".to_owned()))
    } else if let Some(why) = broken {
        (Outcome::Unreadable, Some(why.to_owned()))
    } else if let Some(entry) = undecided(Standing::GraderError) {
        (Outcome::GraderError, Some(format!("{}: {}", entry.id(), entry.message)))
    } else if let Some(entry) = undecided(Standing::Inconclusive) {
        (Outcome::Inconclusive, Some(format!("{}: {}", entry.id(), entry.message)))
    } else {
        (Outcome::Graded, None)
    };
    class.points.give(row);
}

fn notes(submission: &Submission, handed: &Handed) -> Vec<String> {
    let mut notes = handed.notes.clone();
    let is_read = handed.broken.is_none() && submission.kind != Kind::Nothing;
    if is_read && handed.files.is_empty() {
        notes.push("No exercise's file was found in it.".to_owned());
    }
    notes
}

/// One student's files on their way to verdicts.
struct Grading<'a> {
    class: &'a Class<'a>,
    desk: &'a Desk<'a>,
    kept: Option<&'a Kept>,
    handed: &'a Handed,
    seed: u64,
}

/// A chapter of which something is open.
struct Open<'a> {
    chapter: &'static Chapter,
    texts: Texts<'a>,
    /// What can be asked of one program of all chapters.
    together: Vec<ExerciseRef>,
    /// What cannot.
    apart: Vec<ExerciseRef>,
}

impl<'a> Grading<'a> {
    /// The verdicts, in the order of the course: what is known already, and the rest with as few compilations as can be.
    fn entries(&self) -> Vec<Entry> {
        let mut entries: BTreeMap<ExerciseRef, Entry> = BTreeMap::new();
        let mut open: Vec<Open<'a>> = Vec::new();
        for chapter in self.class.chapters.iter().copied() {
            open.push(self.known(chapter, &mut entries));
        }
        self.judge_together(&mut open, &mut entries);
        for Open { chapter, texts, together, apart } in &open {
            for (files, asked) in programs(texts, apart.clone()) {
                entries.extend(asked.iter().copied().zip(self.desk.judge(chapter, &files, &asked, self.seed)));
            }
            for place in together.iter().chain(apart) {
                if let (Some(kept), Some(entry)) = (self.kept, entries.get(place)) {
                    kept.keep(&kept.keys(*place, self.seed, texts), entry);
                }
            }
        }
        let all = self.class.places();
        all.filter_map(|place| Some(with_file(self.class, entries.remove(&place)?, place, self.handed))).collect()
    }

    /// Notes what needs no judge, or was judged before; returns the rest of the chapter.
    fn known(&self, chapter: &'static Chapter, entries: &mut BTreeMap<ExerciseRef, Entry>) -> Open<'a> {
        let mut texts = Texts::new();
        for place in chapter.all() {
            match without_judge(place, self.handed) {
                Ok(entry) => drop(entries.insert(place, entry)),
                Err(bytes) => drop(texts.insert(place, Written::new(bytes))),
            }
        }
        let mut all = Vec::new();
        for place in texts.keys().copied() {
            let known = self.kept.and_then(|kept| kept.get(&kept.keys(place, self.seed, &texts), &self.class.out));
            match known {
                Some(entry) => drop(entries.insert(place, entry)),
                None => all.push(place),
            }
        }
        let has = |reach| all.iter().any(|place| texts[place].reach == reach);
        // Whoever calls others is asked beside them.
        let may_call = has(Reach::Calls)
            && texts.values().all(|text| text.reach <= Reach::Calls)
            && !self.names_strangers(chapter, &texts);
        let furthest = if may_call { Reach::Calls } else { Reach::Alone };
        let (together, apart) = all.into_iter().partition(|place| texts[place].reach <= furthest);
        Open { chapter, texts, together, apart }
    }

    /// Whether files of a chapter name another chapter's exercise, which they cannot see where they belong.
    fn names_strangers(&self, chapter: &Chapter, texts: &Texts<'_>) -> bool {
        let words: Vec<BTreeSet<String>> = texts.values().map(|text| code::words(text.bytes)).collect();
        let mut strangers = self.class.places().filter(|place| place.chapter != chapter.name);
        strangers.any(|place| words.iter().any(|words| words.contains(place.exercise)))
    }

    /// Judges with one program what can be, unless that cannot be built: then each chapter is left for itself.
    fn judge_together(&self, open: &mut [Open<'a>], entries: &mut BTreeMap<ExerciseRef, Entry>) {
        let (mut chapters, mut files, mut asked) = (Vec::new(), Vec::new(), Vec::new());
        for Open { chapter, texts, together, .. } in open.iter().filter(|open| !open.together.is_empty()) {
            chapters.push(*chapter);
            let calls_others = together.iter().any(|place| texts[place].reach == Reach::Calls);
            let needed = texts.iter().filter(|(place, _)| calls_others || together.contains(place));
            files.extend(needed.map(|(place, text)| (*place, text.bytes)));
            asked.extend(together.iter().copied());
        }
        // One chapter alone gains nothing.
        let judged = (chapters.len() > 1).then(|| self.desk.judge_together(&chapters, &files, &asked, self.seed));
        match judged.flatten() {
            Some(judged) => entries.extend(asked.into_iter().zip(judged)),
            None => open.iter_mut().for_each(|open| open.apart.append(&mut open.together)),
        }
    }
}

/// What is compiled together, and which exercises are asked of it: one program, unless a file could change what others
/// mean. Then those that stand alone stay among themselves.
fn programs<'a>(texts: &Texts<'a>, open: Vec<ExerciseRef>) -> Vec<(Vec<Wanted<'a>>, Vec<ExerciseRef>)> {
    let furthest = texts.values().map(|text| text.reach).max().unwrap_or(Reach::Alone);
    let is_alone = |place: &ExerciseRef| texts[place].reach == Reach::Alone;
    let whole: Vec<Wanted<'_>> = texts.iter().map(|(place, text)| (*place, text.bytes)).collect();
    let only = |places: &[ExerciseRef]| -> Vec<Wanted<'a>> {
        places.iter().map(|place| (*place, texts[place].bytes)).collect()
    };
    let programs = if open.iter().all(is_alone) {
        vec![(only(&open), open)]
    } else if furthest < Reach::Changes {
        vec![(whole, open)]
    } else {
        let (alone, others): (Vec<ExerciseRef>, Vec<ExerciseRef>) = open.into_iter().partition(is_alone);
        vec![(only(&alone), alone), (whole, others)]
    };
    programs.into_iter().filter(|(_, asked)| !asked.is_empty()).collect()
}

/// The verdict that needs no judge, or the text to be judged.
fn without_judge(place: ExerciseRef, handed: &Handed) -> Result<Entry, &[u8]> {
    let entry = |standing, message: &str| Entry::new(place.chapter, place.exercise, standing, message);
    match handed.files.get(&place).map(|file| &file.text) {
        None => Ok(entry(Standing::NotHandedIn, "There is no file for this exercise.")),
        Some(Text::Empty) => Ok(entry(Standing::NotWritten, "The file is empty.")),
        Some(Text::TooLarge(_)) => Ok(entry(Standing::DoesNotCompile, "The file is too large to be compiled.")),
        Some(Text::Read(bytes)) => Err(bytes),
    }
}

/// What was odd about the file itself.
fn with_file(class: &Class<'_>, mut entry: Entry, place: ExerciseRef, handed: &Handed) -> Entry {
    if let Some(file) = handed.files.get(&place) {
        entry.file = Some(file.name.clone());
        let mut notes = file.notes.clone();
        if let Text::Read(bytes) = &file.text {
            notes.extend(intake::text::beside_stub(class.project, place, bytes));
        }
        entry.notes.splice(0..0, notes);
    }
    entry
}

/// Judges what was left open once more, alone on the machine: what comes out the same stands, what does not is not
/// decided.
pub(crate) fn again(class: &Class<'_>, desk: &Desk<'_>, submission: &Submission, handed: &Handed, row: &mut Row) {
    let open: Vec<usize> = (0..row.exercises.len()).filter(|index| row.exercises[*index].again).collect();
    for index in open {
        let first = &row.exercises[index];
        let Some(place) = class.places().find(|place| place.id() == first.id()) else { continue };
        let mut alone = handed_alone(class, desk, handed, place, row.seed);
        alone = with_file(class, alone, place, handed);
        alone.again = false;
        let same = alone.standing == first.standing;
        if !same && !first.standing.is_undecided() && !alone.standing.is_undecided() {
            let message = format!(
                "At first this came out as `{}`, and alone on the machine as `{}`. It is for the teacher to say.",
                first.standing.words(),
                alone.standing.words()
            );
            let notes = alone.notes;
            alone = Entry {
                file: alone.file,
                notes,
                ..Entry::new(place.chapter, place.exercise, Standing::Inconclusive, message)
            };
        }
        row.exercises[index] = alone;
    }
    settle(class, row, submission, handed.broken.as_deref());
}

fn handed_alone(class: &Class<'_>, desk: &Desk<'_>, handed: &Handed, place: ExerciseRef, seed: u64) -> Entry {
    let Some(chapter) = class.chapters.iter().find(|chapter| chapter.name == place.chapter) else {
        return Entry::new(place.chapter, place.exercise, Standing::GraderError, "There is no such chapter any more.");
    };
    let texts = chapter.all().filter_map(|other| Some((other, without_judge(other, handed).err()?)));
    let texts: BTreeMap<ExerciseRef, &[u8]> = texts.collect();
    let own = texts.get(&place).copied().unwrap_or_default();
    let files: Vec<Wanted<'_>> = texts.iter().map(|(place, text)| (*place, *text)).collect();
    let files = if Written::new(own).reach == Reach::Alone { vec![(place, own)] } else { files };
    let judged = desk.judge(chapter, &files, &[place], seed).pop();
    judged.unwrap_or_else(|| Entry::new(place.chapter, place.exercise, Standing::GraderError, "Nothing came back."))
}
