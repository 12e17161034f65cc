//! Pictures that are moved: whatever is set, and whoever answers, there is a picture that can be drawn.

use crate::answers::answer::{Answer, Outcome};
use crate::answers::panics;
use crate::exercise::Exercise;
use crate::figure::{Axis, Control, Figure, GAP, Handle, Layer, Scale, Settings};
use crate::judging::verdict::{Status, Verdict};
use crate::process::respondent::{Failure, Respondent};
use nabla_core::{Nested, Value};

/// How many points a moved picture may be drawn with, maps apart: about 60 kB as SVG.
const MOST_POINTS: usize = 5500;
/// How long its title may be.
const LONGEST_TITLE: usize = 160;

/// Somebody who is asked for a picture.
struct Person<'a> {
    name: String,
    status: Status,
    /// Of the settings beyond the first four one in so many is tried; none for 0.
    each: usize,
    answer: Box<dyn Fn(&[Value]) -> Answer + 'a>,
}

impl Respondent for &Person<'_> {
    fn ask(&mut self, probes: &[Vec<Value>]) -> Vec<Result<Answer, Failure>> {
        probes.iter().map(|arguments| Ok((self.answer)(arguments))).collect()
    }
}

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
            let untouched = match self.picture(person, &Settings::default()) {
                Ok(untouched) => untouched,
                Err(why) => return Some(format!("the picture of {}: {why}", person.name)),
            };
            let tried = |(index, _): &(usize, &Settings)| {
                *index < 4 || (person.each > 0 && (index + number) % person.each == 0)
            };
            settings.iter().enumerate().filter(tried).find_map(|(_, settings)| {
                let fault = match self.picture(person, settings) {
                    Err(why) => why,
                    Ok(None) if person.status == Status::Right => "there is none".to_owned(),
                    Ok(None) => return None,
                    Ok(Some(figure)) => {
                        let same = settings == &where_they_stand(&default.controls);
                        let preset = default.presets.iter().any(|preset| preset.settings == *settings);
                        match &untouched {
                            Some(untouched) if same && !are_same(&figure, untouched) => {
                                "it differs from the untouched one".to_owned()
                            }
                            _ => fault_of(&figure, &default)
                                .or_else(|| preset.then(|| fault_of_preset(settings, &figure)).flatten())?,
                        }
                    }
                };
                Some(format!("the picture of {} at {}: {fault}", person.name, text(settings)))
            })
        })
    }

    /// Everybody who may sit behind a picture: whoever is right, whoever makes a mistake, and whoever writes nonsense.
    fn people(&self) -> Vec<Person<'_>> {
        let right = self.variants.iter().map(|variant| Person {
            name: format!("the variant `{}`", variant.name),
            status: Status::Right,
            each: 1,
            answer: Box::new(|arguments| variant.function.answer(arguments)),
        });
        let wrong = self.mistakes.iter().enumerate().map(|(index, mistake)| Person {
            name: format!("the mistake `{}`", mistake.name),
            status: Status::Wrong,
            each: 3,
            answer: Box::new(move |arguments| self.mistaken(index, arguments)),
        });
        // Somebody who is right wherever the check asks may still go wrong where a picture does.
        let odd = [Status::Wrong, Status::Right].into_iter().flat_map(|status| {
            NONSENSE.into_iter().map(move |(name, change)| Person {
                name: format!("somebody who is {} and {name}", status.words()),
                status,
                each: 0,
                answer: Box::new(move |arguments| changed(self.truth.answer(arguments), change)),
            })
        });
        right.chain(wrong).chain(odd).collect()
    }

    fn picture(&self, mut person: &Person<'_>, settings: &Settings) -> Result<Option<Figure>, String> {
        let verdict = Verdict::new(person.status, "");
        panics::catch(|| self.draw_moved(&mut person, &verdict, settings.clone()))
            .map_err(|panic| format!("{} at {}", panic.message, panic.place.unwrap_or_default()))
    }
}

/// Answers of the right type that nobody expects, made of the right one.
const NONSENSE: [(&str, fn(Value) -> Option<Value>); 9] = [
    ("panics", |_| None),
    ("gives nothing", |_| Some(Value::Nothing)),
    ("gives NaN", |value| Some(each_number(value, &|_| f64::NAN))),
    ("gives ∞", |value| Some(each_number(value, &|_| f64::INFINITY))),
    ("gives 0", |value| Some(each_number(value, &|_| 0.0))),
    ("gives −10³⁰⁰", |value| Some(each_number(value, &|_| -1e300))),
    ("gives empty lists", |value| Some(each_list(value, &|list| list.clear()))),
    ("leaves the last one out", |value| Some(each_list(value, &|list| drop(list.pop())))),
    ("goes on and on", |value| {
        Some(each_list(value, &|list| list.extend(list.last().cloned().into_iter().cycle().take(5_000))))
    }),
];

fn changed(answer: Answer, change: fn(Value) -> Option<Value>) -> Answer {
    let Outcome::Value(value) = answer.outcome else { return answer };
    let panicked = || Outcome::Panic { message: "nonsense".to_owned(), place: None };
    Answer { outcome: change(value).map_or_else(panicked, Outcome::Value), ..answer }
}

fn each_number(value: Value, change: &dyn Fn(f64) -> f64) -> Value {
    let inside = |nested: Nested| Nested(each_number(nested.0, change));
    let all = |numbers: Vec<f64>| numbers.into_iter().map(change).collect();
    match value {
        Value::Number(number) => Value::Number(change(number)),
        Value::Numbers(numbers) => Value::Numbers(all(numbers)),
        Value::Matrix { columns, entries } => Value::Matrix { columns, entries: all(entries) },
        Value::List(items) => Value::List(items.into_iter().map(inside).collect()),
        Value::Record(fields) => Value::Record(fields.into_iter().map(|(name, field)| (name, inside(field))).collect()),
        other => other,
    }
}

/// Changes the outermost lists.
fn each_list(value: Value, change: &dyn Fn(&mut Vec<Nested>)) -> Value {
    match value {
        Value::Numbers(numbers) => {
            let mut items = numbers.into_iter().map(|number| Nested(Value::Number(number))).collect();
            change(&mut items);
            Value::Numbers(items.iter().flat_map(|item| item.0.components()).collect())
        }
        Value::List(mut items) => {
            change(&mut items);
            Value::List(items)
        }
        Value::Record(fields) => {
            let change = |nested: Nested| Nested(each_list(nested.0, change));
            Value::Record(fields.into_iter().map(|(name, field)| (name, change(field))).collect())
        }
        other => other,
    }
}

/// Untouched, as the controls stand by themselves, all at one end; then one at a time at the ends and in the middle of its range, and the presets.
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
    let all = [where_they_stand(controls), together(<[_]>::first), together(<[_]>::last)];
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
