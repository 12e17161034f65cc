//! The unit of grading is one student: files in, one row out.

use crate::caged::{Desk, Wanted};
use crate::class::Class;
use crate::grading::{self, Grading, Work, with_file, without_judge};
use crate::intake::Handed;
use crate::intake::listing::{Kind, Submission};
use crate::kept::{Kept, Reach, Written};
use crate::row::{Entry, HandedIn, Outcome, Row, VERSION};
use crate::standing::Standing;
use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use xtask::course::ExerciseRef;

/// A student's submission, opened.
pub(crate) type Opened<'a> = (&'a Submission, Handed);

/// The rows of these students, each at a desk of their own. Whatever happens, there is one for each.
pub(crate) fn grade(class: &Class<'_>, desks: &[Desk<'_>], kept: &Kept, students: &[Opened<'_>]) -> Vec<Row> {
    let seeds: Vec<u64> = students.iter().map(|(submission, _)| class.seed(&submission.student)).collect();
    let all = students.iter().zip(desks).zip(&seeds);
    let begun = all.map(|(((_, handed), desk), seed)| {
        let grading = Grading { class, desk, kept, handed, seed: *seed };
        let work = panic::catch_unwind(AssertUnwindSafe(|| grading.begin())).ok()?;
        Some((grading, work))
    });
    let mut begun: Vec<Option<(Grading<'_>, Work<'_>)>> = begun.collect();
    let _ = panic::catch_unwind(AssertUnwindSafe(|| {
        let mut together: Vec<_> = begun.iter_mut().flatten().collect();
        grading::in_one_program(&mut together);
    }));
    let entries = begun.into_iter().map(|begun| {
        let (grading, work) = begun?;
        panic::catch_unwind(AssertUnwindSafe(|| grading.finish(work))).ok()
    });
    let lost = |place: ExerciseRef| {
        let message = "The grader failed on this submission, and it is not your mistake.";
        Entry { again: true, ..Entry::new(place.chapter, place.exercise, Standing::GraderError, message) }
    };
    let entries = entries.map(|entries| entries.unwrap_or_else(|| class.places().map(lost).collect()));
    let rows = entries.zip(students).zip(&seeds);
    rows.map(|((entries, (submission, handed)), seed)| row(class, submission, handed, *seed, entries)).collect()
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
