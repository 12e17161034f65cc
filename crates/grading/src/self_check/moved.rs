//! Pictures that are moved: whatever is set, and whoever answers, there is a picture that can be drawn.

use super::people::Person;
use crate::answers::panics;
use crate::exercise::Exercise;
use crate::figure::{Axis, Control, Figure, GAP, Handle, Layer, Scale, Settings};
use crate::judging::verdict::{Status, Verdict};
use crate::process::respondent::Respondent;

/// How many points a moved picture may be drawn with, maps apart: about 60 kB as SVG.
const MOST_POINTS: usize = 5500;
/// How long its title may be.
const LONGEST_TITLE: usize = 160;

impl Exercise {
    /// The picture of whoever answers, with its controls there; none where there is nothing to see.
    pub fn draw_moved(&self, respondent: &mut dyn Respondent, verdict: &Verdict, settings: Settings) -> Option<Figure> {
        self.sketched_with(respondent, verdict, settings)?.figure
    }

    /// The first setting of the controls, and the first person, that the picture does not survive.
    pub(super) fn fault_of_moving(&self) -> Option<String> {
        let people = self.people();
        let default = self.picture(people.first()?, &Settings::default()).ok()??;
        let settings = worth_trying(&default);
        people.iter().enumerate().find_map(|(number, person)| {
            let tried = |index: usize| index < 3 || (person.each > 0 && (index + number).is_multiple_of(person.each));
            let fault = |settings: &Settings| {
                let fault = self.fault_at(person, settings, &default)?;
                Some(format!("the picture of {} at {}: {fault}", person.name, text(settings)))
            };
            let mut each = settings.iter().enumerate().filter(|(index, _)| tried(*index));
            each.find_map(|(_, settings)| fault(settings)).or_else(|| self.fault_of_standing(person))
        })
    }

    /// Why this picture cannot be drawn, or is not as it was set.
    fn fault_at(&self, person: &Person<'_>, settings: &Settings, default: &Figure) -> Option<String> {
        let figure = match self.picture(person, settings) {
            Err(why) => return Some(why),
            Ok(None) => return (person.status == Status::Right).then(|| "there is none".to_owned()),
            Ok(Some(figure)) => figure,
        };
        let is_preset = person.each == 1 && default.presets.iter().any(|preset| preset.settings == *settings);
        fault_of(&figure, default).or_else(|| if is_preset { fault_of_preset(settings, &figure) } else { None })
    }

    /// Set to where its controls stand by themselves, a picture is the untouched one.
    fn fault_of_standing(&self, person: &Person<'_>) -> Option<String> {
        let untouched = self.picture(person, &Settings::default()).ok()??;
        let settings = where_they_stand(&untouched.controls);
        let set = self.picture(person, &settings).ok().flatten();
        let same = set.is_some_and(|set| are_same(&set, &untouched));
        (!same).then(|| format!("the picture of {} differs from the untouched one at {}", person.name, text(&settings)))
    }

    fn picture(&self, mut person: &Person<'_>, settings: &Settings) -> Result<Option<Figure>, String> {
        let verdict = Verdict::new(person.status, "");
        panics::catch(|| self.draw_moved(&mut person, &verdict, settings.clone()))
            .map_err(|panic| format!("{} at {}", panic.message, panic.place.unwrap_or_default()))
    }
}

/// Untouched, and all controls at one end; then one at a time at the ends and in the middle of its range, and the presets.
fn worth_trying(figure: &Figure) -> Vec<Settings> {
    let places = |control: &Control| -> Vec<Vec<f64>> {
        match control.handle {
            Handle::Number { from, to, .. } => vec![vec![from], vec![0.5 * (from + to)], vec![to]],
            Handle::Point { x, y, .. } => {
                let corners = [(x.0, y.0), (x.0, y.1), (x.1, y.0), (x.1, y.1)];
                let middle = (0.5 * (x.0 + x.1), 0.5 * (y.0 + y.1));
                corners.into_iter().chain([middle]).map(|(x, y)| vec![x, y]).collect()
            }
        }
    };
    let controls = &figure.controls;
    let alone = controls
        .iter()
        .flat_map(|control| places(control).into_iter().map(|place| Settings::default().with(&control.name, place)));
    let together = |pick: fn(&[Vec<f64>]) -> Option<&Vec<f64>>| {
        controls.iter().fold(Settings::default(), |settings, control| match pick(&places(control)) {
            Some(place) => settings.with(&control.name, place.clone()),
            None => settings,
        })
    };
    let presets = figure.presets.iter().map(|preset| preset.settings.clone());
    if controls.is_empty() {
        return vec![Settings::default()];
    }
    let all = [together(<[_]>::first), together(<[_]>::last)];
    [Settings::default()].into_iter().chain(all).chain(alone).chain(presets).collect()
}

fn where_they_stand(controls: &[Control]) -> Settings {
    controls.iter().fold(Settings::default(), |settings, control| match control.handle {
        Handle::Number { at, .. } => settings.number(&control.name, at),
        Handle::Point { at, .. } => settings.point(&control.name, at),
    })
}

/// Whether two figures are the same, where NaN is NaN.
fn are_same(a: &Figure, b: &Figure) -> bool {
    a == b || format!("{a:?}") == format!("{b:?}")
}

/// What a preset sets that does not come to stand there: a control that is not in the picture, or a place beyond its bounds.
fn fault_of_preset(settings: &Settings, moved: &Figure) -> Option<String> {
    let stands = where_they_stand(&moved.controls);
    let astray = settings.iter().find(|setting| !stands.iter().any(|there| there == *setting));
    astray.map(|(name, values)| format!("a preset sets {name} to {values:?}, and it does not stand there"))
}

/// Why a moved figure cannot be drawn, or cannot be moved any further.
fn fault_of(figure: &Figure, default: &Figure) -> Option<String> {
    let names = |figure: &Figure| figure.controls.iter().map(|control| control.name.clone()).collect::<Vec<_>>();
    let points: usize = figure.panels.iter().flat_map(|panel| &panel.layers).map(count).sum();
    let bad = |axis: &&Axis| {
        let positive = axis.scale != Scale::Log || axis.from > 0.0;
        !(axis.from < axis.to && (axis.to - axis.from).is_finite() && positive)
    };
    if figure.panels.is_empty() {
        Some("it has no panel".to_owned())
    } else if let Some(axis) = figure.panels.iter().flat_map(|panel| [&panel.x, &panel.y]).find(bad) {
        Some(format!("the axis `{}` goes from {} to {}", axis.label, axis.from, axis.to))
    } else if points > MOST_POINTS {
        Some(format!("it is drawn with {points} points"))
    } else if figure.title.chars().count() > LONGEST_TITLE {
        Some(format!("its title is too long: {}", figure.title))
    } else if names(figure) != names(default) {
        Some(format!("its controls are {:?}, and untouched {:?}", names(figure), names(default)))
    } else {
        figure.controls.iter().find_map(|control| fault_of_handle(control, figure))
    }
}

/// Why nobody could take hold of a control.
fn fault_of_handle(control: &Control, figure: &Figure) -> Option<String> {
    let sound = match control.handle {
        Handle::Number { at, from, to, .. } => from < to && (from..=to).contains(&at),
        Handle::Point { at, panel, x, .. } => figure.panels.get(panel).is_some_and(|panel| {
            let within = |axis: &Axis, value: f64| {
                let margin = 1e-9 * (axis.to - axis.from);
                (axis.from - margin..=axis.to + margin).contains(&value)
            };
            x.0 < x.1 && within(&panel.x, at.0) && within(&panel.y, at.1)
        }),
    };
    let unsaid = control.name.is_empty() || control.says.is_empty();
    (!sound || unsaid).then(|| format!("nobody can take hold of `{}`: {:?}", control.name, control.handle))
}

/// How many points a layer is drawn with; a map is drawn with as many as its contours need.
fn count(layer: &Layer) -> usize {
    match layer {
        Layer::Map { .. } => 0,
        Layer::Line { points, .. } => points.iter().filter(|point| **point != GAP).count(),
        // A mark is written with more words than a point of a line.
        Layer::Points { points, .. } => 4 * points.len(),
        Layer::Arrows { arrows, .. } => 4 * arrows.len(),
        Layer::Bars { bars, .. } => 4 * bars.len(),
        Layer::Stems { stems, .. } => 4 * stems.len(),
        Layer::Area { corners, .. } => corners.len(),
        Layer::Text { .. } => 4,
    }
}

fn text(settings: &Settings) -> String {
    let all = settings.iter().map(|(name, values)| format!("{name} = {values:?}"));
    all.collect::<Vec<_>>().join(", ")
}
