//! Gradescope's `results.json`: <https://gradescope-autograders.readthedocs.io/en/latest/specs/>.

use super::parts;
use crate::journal::Head;
use crate::row::Row;
use crate::standing::Standing;
use serde_json::{Value, json};
use std::path::Path;

/// The document of one student. Without a score Gradescope shows the autograder as failed and gives no points, which is
/// what a submission deserves on which nothing can be said.
pub(crate) fn document(_out: &Path, head: &Head, row: &Row) -> anyhow::Result<String> {
    let tests: Vec<Value> = row
        .exercises
        .iter()
        .enumerate()
        .map(|(index, entry)| {
            let mut test = json!({
                "name": format!("{}: {}", entry.id(), parts::plain(&entry.headline())),
                "number": (index + 1).to_string(),
                "max_score": entry.of,
                "output": parts::text(entry),
                "output_format": "text",
                "visibility": "visible",
            });
            // What is only partly right is neither; without a status Gradescope tells by the score.
            match entry.standing {
                Standing::Right => test["status"] = json!("passed"),
                Standing::Almost => {}
                _ => test["status"] = json!("failed"),
            }
            if let Some(points) = entry.points.filter(|_| row.points.is_some()) {
                test["score"] = json!(points);
            }
            test
        })
        .collect();
    let mut document = json!({
        "output": parts::summary(head, row),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
        "extra_data": { "outcome": row.outcome, "seed": row.seed.to_string(), "course": row.grader.course },
    });
    if let Some(points) = row.points {
        document["score"] = json!(points);
    }
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}
