//! The class counted: what is right, what went wrong and how often, where people stopped.

use crate::journal::Head;
use crate::row::{Entry, Outcome, PictureEntry, Row};
use crate::standing::Standing;
use std::collections::BTreeMap;

/// A class in numbers.
#[derive(Debug)]
pub(crate) struct Tally {
    pub(crate) chapters: Vec<ChapterTally>,
    /// Each student in a line.
    pub(crate) students: Vec<StudentLine>,
    /// How often each oddity was met.
    pub(crate) oddities: usize,
}

/// A student in a line.
#[derive(Debug)]
pub(crate) struct StudentLine {
    pub(crate) student: String,
    pub(crate) name: Option<String>,
    pub(crate) outcome: Outcome,
    pub(crate) reason: Option<String>,
    pub(crate) points: Option<f64>,
    pub(crate) of: f64,
    pub(crate) right: usize,
    pub(crate) almost: usize,
    pub(crate) total: usize,
    pub(crate) notes: usize,
}

/// A chapter in numbers.
#[derive(Debug, Default)]
pub(crate) struct ChapterTally {
    pub(crate) name: String,
    pub(crate) exercises: Vec<ExerciseTally>,
    /// How many students tried any of it.
    pub(crate) tried: usize,
}

/// An exercise in numbers.
#[derive(Debug, Default)]
pub(crate) struct ExerciseTally {
    pub(crate) name: String,
    pub(crate) right: usize,
    pub(crate) almost: usize,
    pub(crate) wrong: usize,
    /// Does not compile, crashed, gave no answer.
    pub(crate) broken: usize,
    pub(crate) open: usize,
    pub(crate) undecided: usize,
    /// The mistakes with names, and what has none.
    pub(crate) mistakes: BTreeMap<String, MistakeTally>,
    pub(crate) edges: BTreeMap<String, usize>,
    /// How many tried nothing behind this exercise.
    pub(crate) last: usize,
}

/// A mistake in numbers.
#[derive(Debug, Default)]
pub(crate) struct MistakeTally {
    pub(crate) count: usize,
    pub(crate) says: String,
    /// Whose does not matter: a picture shows a function, and of the pictures the first by name is taken.
    pub(crate) picture: Option<PictureEntry>,
    /// Whether it is a mistake in thinking that was recognised.
    pub(crate) named: bool,
}

impl ExerciseTally {
    pub(crate) fn tried(&self) -> usize {
        self.right + self.almost + self.wrong + self.broken
    }

    /// The mistakes, commonest first.
    pub(crate) fn ranked(&self) -> Vec<(&String, &MistakeTally)> {
        let mut ranked: Vec<_> = self.mistakes.iter().collect();
        ranked.sort_by_key(|(name, mistake)| (std::cmp::Reverse(mistake.count), *name));
        ranked
    }

    /// The edges that were missed, commonest first.
    pub(crate) fn missed(&self) -> Vec<(&String, usize)> {
        let mut missed: Vec<_> = self.edges.iter().map(|(name, count)| (name, *count)).collect();
        missed.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
        missed
    }

    fn add(&mut self, entry: &Entry) {
        match entry.standing {
            Standing::Right => self.right += 1,
            Standing::Almost => self.almost += 1,
            Standing::Wrong | Standing::Panicked => self.wrong += 1,
            Standing::DoesNotCompile | Standing::NoAnswer | Standing::Crashed => self.broken += 1,
            Standing::NotWritten | Standing::NotHandedIn => self.open += 1,
            Standing::Inconclusive | Standing::GraderError => self.undecided += 1,
        }
        entry.missed().for_each(|edge| *self.edges.entry(edge.name.clone()).or_default() += 1);
        let (name, says, named) = match (&entry.mistake, entry.standing) {
            (Some(mistake), _) => (mistake.name.clone(), mistake.says.clone(), true),
            (None, Standing::Wrong) => ("another mistake, without a name".to_owned(), String::new(), false),
            (None, Standing::DoesNotCompile | Standing::Panicked | Standing::NoAnswer | Standing::Crashed) => {
                (entry.standing.words().to_owned(), String::new(), false)
            }
            _ => return,
        };
        let mistake = self.mistakes.entry(name).or_default();
        (mistake.count, mistake.named, mistake.says) = (mistake.count + 1, named, says);
        let other = entry.picture.iter().chain(&mistake.picture).min_by(|a, b| a.file.cmp(&b.file)).cloned();
        mistake.picture = other;
    }
}

impl ChapterTally {
    /// How many tried this exercise or a later one.
    pub(crate) fn reached(&self, index: usize) -> usize {
        self.exercises[index..].iter().map(|exercise| exercise.last).sum()
    }

    /// After which exercise most stopped, and how many; the end of the chapter is no stop.
    pub(crate) fn lost(&self) -> Option<(&str, usize)> {
        let (_, before) = self.exercises.split_last()?;
        let most = before.iter().rev().max_by_key(|exercise| exercise.last)?;
        (most.last > 0).then_some((most.name.as_str(), most.last))
    }

    pub(crate) fn right(&self) -> usize {
        self.exercises.iter().map(|exercise| exercise.right).sum()
    }
}

impl Tally {
    pub(crate) fn new(head: &Head) -> Self {
        let chapter = |name: &String| ChapterTally { name: name.clone(), ..ChapterTally::default() };
        Self { chapters: head.chapters.iter().map(chapter).collect(), students: Vec::new(), oddities: 0 }
    }

    pub(crate) fn add(&mut self, row: &Row) {
        for chapter in &mut self.chapters {
            let its: Vec<&Entry> = row.exercises.iter().filter(|entry| entry.chapter == chapter.name).collect();
            if chapter.exercises.is_empty() {
                let new = |entry: &&Entry| ExerciseTally { name: entry.exercise.clone(), ..ExerciseTally::default() };
                chapter.exercises = its.iter().map(new).collect();
            }
            its.iter().zip(&mut chapter.exercises).for_each(|(entry, exercise)| exercise.add(entry));
            if let Some(last) = its.iter().rposition(|entry| !entry.standing.is_open()) {
                chapter.tried += 1;
                chapter.exercises[last].last += 1;
            }
        }
        let notes = row.submission.notes.len() + row.exercises.iter().map(|entry| entry.notes.len()).sum::<usize>();
        self.oddities += usize::from(notes > 0);
        self.students.push(StudentLine {
            student: row.student.clone(),
            name: row.name.clone(),
            outcome: row.outcome,
            reason: row.reason.clone(),
            points: row.points,
            of: row.of,
            right: row.right,
            almost: row.almost,
            total: row.total,
            notes,
        });
    }
}
