//! PrairieLearn's `results.json`: <https://prairielearn.readthedocs.io/en/latest/externalGrading/>.

use super::parts;
use crate::journal::Head;
use crate::row::Row;
use serde_json::{Value, json};
use std::path::Path;

/// PrairieLearn reads at most a mebibyte; the rest is left for the texts.
const PICTURES: usize = 600 << 10;

/// The document of one student. What is not gradable costs no attempt and gives no points.
pub(crate) fn document(out: &Path, head: &Head, row: &Row) -> anyhow::Result<String> {
    let summary = parts::summary(head, row);
    let Some(points) = row.points else {
        let why = row.reason.as_deref().unwrap_or("The submission could not be judged.");
        let document = json!({ "gradable": false, "message": summary, "format_errors": [parts::plain(why)] });
        return Ok(serde_json::to_string_pretty(&document)? + "\n");
    };
    let mut room = PICTURES;
    let tests: Vec<Value> = row
        .exercises
        .iter()
        .map(|entry| {
            let mut test = json!({
                "name": entry.id(),
                "points": entry.points.unwrap_or(0.0),
                "max_points": entry.of,
                "message": parts::plain(&entry.headline()),
                "output": parts::text(entry),
            });
            let picture = entry.picture.as_ref().filter(|_| !parts::is_well(entry));
            if let Some((picture, url)) = picture.and_then(|picture| Some((picture, parts::embedded(out, picture)?)))
                && url.len() <= room
            {
                room -= url.len();
                test["images"] = json!([{ "label": picture.shows, "url": url }]);
            }
            test
        })
        .collect();
    let score = if row.of > 0.0 { (points / row.of).clamp(0.0, 1.0) } else { 0.0 };
    let document = json!({ "gradable": true, "score": score, "message": summary, "tests": tests });
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}
