//! A verdict as a page takes it.

use nabla_grading::{Shown, number_text};
use serde_json::{Value as Json, json};
use xtask::course::ExerciseRef;
use xtask::examine::report::{Position, Report};
use xtask::show::theme::{harmless_lines, headline, sign};

/// Everything that a page says of an exercise, as plain text; the page makes no markup of it.
pub(crate) fn told(report: &Report) -> Json {
    let verdict = &report.verdict;
    let place = report.refusal.as_ref().and_then(|refusal| refusal.position);
    let edges = verdict.edges.iter().map(|edge| json!({ "name": edge.name, "kept": edge.kept, "says": edge.says }));
    json!({
        "exercise": format!("{}/{}", report.chapter, report.exercise),
        "status": verdict.status,
        "sign": sign(verdict.status),
        "headline": headline(verdict),
        "message": verdict.message,
        "besides": verdict.missed_besides(),
        "edges": edges.collect::<Vec<_>>(),
        "probe": verdict.probe.as_ref().map(probe),
        "printed": harmless_lines(&report.printed),
        "plain": report.refusal.as_ref().and_then(|refusal| refusal.plain.clone()),
        "compiler": report.refusal.as_ref().map(|refusal| xtask::terminal::without_colours(&refusal.rendered)),
        "place": place.map(|Position { line, column }| format!("{line}:{column}")),
        "notes": report.notes,
    })
}

/// The runner itself could not judge.
pub(crate) fn failed(place: ExerciseRef, error: &anyhow::Error) -> Json {
    json!({
        "exercise": place.id(),
        "status": "not_judged",
        "sign": "!",
        "headline": "not judged",
        "message": format!("The runner failed, and it is not your mistake: {error:#}"),
    })
}

fn probe(shown: &Shown) -> Json {
    let error = shown.relative_error.filter(|error| *error > 0.0).map(|error| number_text(error, Some(2)));
    json!({ "asked": shown.asked, "yours": shown.got_text, "true": shown.expected_text, "error": error })
}
