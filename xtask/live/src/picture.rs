//! A moved picture as a page takes it: the drawing, where its panels stand, and what may be moved next.

use nabla_grading::Moved;
use nabla_grading::figure::{Control, Figure, Handle, Prediction, Preset, Spacing};
use serde::Serialize;
use serde_json::{Value as Json, json};

/// What a page gets for a move.
#[derive(Debug, Serialize)]
pub(crate) struct Drawn {
    /// The picture; none where there is nothing to see.
    svg: Option<String>,
    /// Where each panel lies in the picture, and which numbers it shows.
    panels: Json,
    controls: Vec<Json>,
    presets: Vec<Json>,
    /// What to think about first.
    prediction: Option<Json>,
    /// What had no answer here.
    trouble: Option<String>,
    /// What the picture lets one see, in words.
    shows: String,
}

impl Drawn {
    /// There is no function to draw.
    pub(crate) fn nothing() -> Self {
        Self {
            svg: None,
            panels: Json::Null,
            controls: Vec::new(),
            presets: Vec::new(),
            prediction: None,
            trouble: None,
            shows: String::new(),
        }
    }
}

/// The picture, drawn; with what was predicted of it, where something was.
pub(crate) fn drawn(Moved { figure, trouble }: Moved, predicted: Option<&str>) -> anyhow::Result<Drawn> {
    let Some(figure) = figure else { return Ok(Drawn { trouble, ..Drawn::nothing() }) };
    let picture = nabla_render::placed(&figure)?;
    let Figure { title, controls, presets, prediction, .. } = figure;
    Ok(Drawn {
        svg: Some(picture.svg),
        panels: picture.places.iter().map(|place| place.as_ref().map_or(Json::Null, panel)).collect(),
        controls: controls.iter().map(control).collect(),
        presets: presets.iter().map(preset).collect(),
        prediction: prediction.map(|Prediction { question, panel, came_out }| {
            json!({ "question": question, "panel": panel, "came_out": came_out, "predicted": predicted })
        }),
        trouble,
        shows: title,
    })
}

fn panel(place: &nabla_render::Place) -> Json {
    let axis = |axis: &nabla_render::Side| json!({ "from": axis.from, "to": axis.to, "log": axis.log });
    json!({
        "left": place.left, "top": place.top, "width": place.width, "height": place.height,
        "x": axis(&place.x), "y": axis(&place.y),
    })
}

fn control(control: &Control) -> Json {
    let Control { name, says, handle } = control;
    match handle {
        Handle::Point { at, panel, x, y } => {
            json!({ "name": name, "says": says, "kind": "point", "at": [at.0, at.1], "panel": panel,
                    "x": [x.0, x.1], "y": [y.0, y.1] })
        }
        Handle::Number { at, from, to, spacing } => {
            let spacing = match spacing {
                Spacing::Even => "even",
                Spacing::Log => "log",
                Spacing::Whole => "whole",
            };
            json!({ "name": name, "says": says, "kind": "number", "at": [at], "from": from, "to": to,
                    "spacing": spacing })
        }
    }
}

fn preset(preset: &Preset) -> Json {
    let settings: serde_json::Map<String, Json> =
        preset.settings.iter().map(|(name, values)| (name.to_owned(), json!(values))).collect();
    json!({ "name": preset.name, "settings": settings })
}
