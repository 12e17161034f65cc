//! The report as one versioned JSON document.

use super::diff;
use crate::course::project::Project;
use crate::examine::report::{Report, almost, right};
use nabla_grading::{Edge, Shown, Status, Value};
use serde::Serialize;
use serde_json::{Value as Json, json};

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    seed: u64,
    exercises: Vec<Entry<'a>>,
    right: usize,
    /// The idea is right, an edge is left.
    almost: usize,
    total: usize,
}

#[derive(Serialize)]
struct Entry<'a> {
    chapter: &'a str,
    exercise: &'a str,
    status: Status,
    message: &'a str,
    mistake: Json,
    edges: Json,
    probe: Json,
    printed: &'a str,
    /// What the course changed in the stub since the learner began.
    course_change: Option<String>,
    plot: Option<String>,
    /// What the plot lets one see, in words.
    plot_shows: Option<&'a str>,
    seconds: f64,
}

/// The document, on several lines.
pub fn document(reports: &[Report], seed: u64, project: &Project) -> anyhow::Result<String> {
    let exercises: Vec<Entry<'_>> = reports.iter().map(|report| entry(report, project)).collect();
    let right = right(reports);
    Ok(serde_json::to_string_pretty(&Document {
        version: 2,
        seed,
        exercises,
        right,
        almost: almost(reports),
        total: reports.len(),
    })?)
}

fn entry<'a>(report: &'a Report, project: &Project) -> Entry<'a> {
    let verdict = &report.verdict;
    Entry {
        chapter: report.chapter,
        exercise: report.exercise,
        status: verdict.status,
        message: &verdict.message,
        mistake: verdict.mistake.as_ref().map_or(Json::Null, |named| json!({ "name": named.name, "says": named.says })),
        edges: verdict.edges.iter().map(edge).collect(),
        probe: probe(verdict.probe.as_ref()),
        printed: &report.printed,
        course_change: report
            .course_change
            .as_ref()
            .map(|change| anstream::adapter::strip_str(&diff::stubs(&change.then, &change.now)).to_string()),
        plot: report.plot.as_ref().map(|picture| project.shown(&picture.path)),
        plot_shows: report.plot.as_ref().map(|picture| picture.shows.as_str()),
        seconds: report.time.as_secs_f64(),
    }
}

fn edge(edge: &Edge) -> Json {
    json!({ "name": edge.name, "kept": edge.kept, "says": edge.says, "probe": probe(edge.probe.as_ref()) })
}

fn probe(shown: Option<&Shown>) -> Json {
    shown.map_or(Json::Null, |shown| {
        json!({
            "asked": shown.asked,
            "got": value(&shown.got),
            "expected": value(&shown.expected),
            "relative_error": shown.relative_error,
        })
    })
}

/// A value as JSON: numbers as numbers, what JSON has no number for as a string, `None` as null.
fn value(value: &Value) -> Json {
    match value {
        Value::Number(x) => number(*x),
        Value::Integer(integer) => json!(integer),
        Value::Flag(flag) => json!(flag),
        Value::Word(word) => json!(word),
        Value::Numbers(numbers) => numbers.iter().map(|x| number(*x)).collect(),
        Value::Matrix { columns, entries } => {
            entries.chunks((*columns).max(1)).map(|row| row.iter().map(|x| number(*x)).collect::<Json>()).collect()
        }
        Value::List(items) => items.iter().map(|item| self::value(&item.0)).collect(),
        Value::Record(fields) => {
            Json::Object(fields.iter().map(|(name, field)| (name.clone(), self::value(&field.0))).collect())
        }
        Value::Nothing => Json::Null,
        Value::Error(error) => json!({ "error": self::value(&error.0) }),
        // Functions, as their formulas.
        _ => json!(value.to_string()),
    }
}

fn number(x: f64) -> Json {
    serde_json::Number::from_f64(x).map_or_else(|| json!(x.to_string()), Json::Number)
}
