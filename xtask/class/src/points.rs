//! What exercises are worth: a file that a teacher can read.

use crate::intake::fingerprint;
use crate::row::{Entry, Outcome, Row};
use crate::standing::Standing;
use anyhow::Context;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use xtask::course::Course;
use xtask::exit::UsageError;

/// The policy of a class. Without a file every exercise is worth one point, and half of it where only edges are missed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Points {
    /// The points of an exercise that is right.
    #[serde(default = "one")]
    each: f64,
    /// Which part of them counts where the idea is right and only edges are missed.
    #[serde(default = "half")]
    almost: f64,
    /// The chapters that count; all without it.
    chapters: Option<Vec<String>>,
    /// How many times as much a chapter's exercises, or one exercise, are worth.
    #[serde(default)]
    weights: BTreeMap<String, f64>,
}

fn one() -> f64 {
    1.0
}

fn half() -> f64 {
    0.5
}

impl Default for Points {
    fn default() -> Self {
        Self { each: one(), almost: half(), chapters: None, weights: BTreeMap::new() }
    }
}

impl Points {
    /// The policy in a file.
    pub(crate) fn read(path: &Path, course: &'static Course) -> anyhow::Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
        Self::parse(&text, course).map_err(|why| UsageError(format!("{}: {why}", path.display())).into())
    }

    fn parse(text: &str, course: &'static Course) -> Result<Self, String> {
        let points: Self = toml::from_str(text).map_err(|error| complaint(text, &error))?;
        let unknown = points.chapters.iter().flatten().find(|name| course.chapter(name).is_none());
        if let Some(unknown) = unknown {
            return Err(format!("there is no chapter `{unknown}`"));
        }
        let is_known =
            |name: &&String| course.chapter(name).is_some() || course.all().iter().any(|it| it.id() == **name);
        if let Some(unknown) = points.weights.keys().find(|name| !is_known(name)) {
            return Err(format!("there is no chapter and no chapter/exercise `{unknown}` to weigh"));
        }
        let all = [points.each].into_iter().chain(points.weights.values().copied());
        if let Some(wrong) = all.into_iter().find(|points| !(points.is_finite() && *points >= 0.0)) {
            return Err(format!("{wrong} is no number of points"));
        }
        if !(0.0..=1.0).contains(&points.almost) {
            return Err(format!("`almost` is a part of the points, from 0 to 1, and not {}", points.almost));
        }
        Ok(points)
    }

    /// Changes when the policy does.
    pub(crate) fn mark(&self) -> String {
        fingerprint(format!("{self:?}").as_bytes())[..16].to_owned()
    }

    /// The policy in a sentence.
    pub(crate) fn says(&self) -> String {
        let each = number(self.each);
        let weighed = if self.weights.is_empty() { "" } else { ", times its weight" };
        let counts = self.chapters.as_ref().map(|names| format!(" Only {} count.", names.join(", ")));
        format!(
            "An exercise that is right gives {each} {}{weighed}; where only edges are missed, {} of that.{}",
            if self.each == 1.0 { "point" } else { "points" },
            number(self.almost),
            counts.unwrap_or_default()
        )
    }

    /// What an exercise is worth.
    fn of(&self, chapter: &str, exercise: &str) -> f64 {
        if self.chapters.as_ref().is_some_and(|counting| !counting.iter().any(|name| name == chapter)) {
            return 0.0;
        }
        let weight = self.weights.get(&format!("{chapter}/{exercise}")).or_else(|| self.weights.get(chapter));
        rounded(self.each * weight.copied().unwrap_or(1.0))
    }

    /// Gives a row its points. What is not decided is not 0 points: it is for the teacher to say.
    pub(crate) fn give(&self, row: &mut Row) {
        for entry in &mut row.exercises {
            entry.of = self.of(&entry.chapter, &entry.exercise);
            entry.points = self.points(entry);
        }
        row.of = rounded(row.exercises.iter().map(|entry| entry.of).sum());
        let sum: Option<f64> = row.exercises.iter().map(|entry| entry.points).sum();
        row.points = sum.map(rounded).filter(|_| row.outcome != Outcome::Unreadable);
        let count = |standing| row.exercises.iter().filter(|entry| entry.standing == standing).count();
        (row.right, row.almost, row.total) = (count(Standing::Right), count(Standing::Almost), row.exercises.len());
    }

    fn points(&self, entry: &Entry) -> Option<f64> {
        match entry.standing {
            Standing::Right => Some(entry.of),
            Standing::Almost => Some(rounded(self.almost * entry.of)),
            Standing::Inconclusive | Standing::GraderError => None,
            _ => Some(0.0),
        }
    }
}

/// What such a file may say.
const KEYS: [&str; 4] = ["each", "almost", "chapters", "weights"];

/// What is wrong with a file, and on which line.
fn complaint(text: &str, error: &toml::de::Error) -> String {
    let start = error.span().map_or(0, |span| span.start).min(text.len());
    let number = text.bytes().take(start).filter(|byte| *byte == b'\n').count();
    let line = text.lines().nth(number).unwrap_or_default().trim();
    let table: toml::Table = text.parse().unwrap_or_default();
    let why = match table.keys().find(|key| !KEYS.contains(&key.as_str())) {
        Some(unknown) => format!("there is no key `{unknown}`. There are: {}", KEYS.join(", ")),
        None => error.message().to_owned(),
    };
    format!("line {}, `{line}`: {why}", number + 1)
}

/// Four digits behind the point are enough for anybody.
fn rounded(points: f64) -> f64 {
    (points * 1e4).round() / 1e4
}

/// A number of points as one would write it.
pub(crate) fn number(points: f64) -> String {
    format!("{}", rounded(points))
}
