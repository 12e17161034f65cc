//! A figure in words, made from its data: for whoever hears a page or cannot see its colours.

use super::{Axis, Figure, GAP, Layer, Mark, Panel, Role, Scale, plain};

/// How many places, heights or words are told of one layer.
const TOLD: usize = 3;
/// How many layers are told of one panel.
const LAYERS: usize = 7;

impl Figure {
    /// What the picture shows, a sentence for each panel: its kind, its axes with their ends, and what is drawn by whom,
    /// with some of the values. The title is not repeated.
    /// ```
    /// use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role};
    /// let panel = Panel::new(Axis::new("x", 0.0, 2.0), Axis::new("f", -1.0, 4.0))
    ///     .heading("The slice")
    ///     .layer(Layer::line(Role::Truth, "the true slope", [(0.0, 0.0), (2.0, 4.0)]))
    ///     .layer(Layer::line(Role::Learner, "your slope", [(0.0, 0.0), (2.0, -1.0)]));
    /// assert_eq!(
    ///     Figure::new("Your line crosses the curve").panel(panel).description(),
    ///     "The slice: a chart of x from 0 to 2 and f from −1 to 4, showing the true slope, a line from (0, 0) to \
    ///      (2, 4); your slope, a line from (0, 0) to (2, −1)."
    /// );
    /// ```
    #[must_use]
    pub fn description(&self) -> String {
        let count = self.panels.len();
        let sentence = |(index, panel): (usize, &Panel)| {
            let heading = match panel.heading.as_str() {
                "" if count > 1 => format!("Panel {}", index + 1),
                heading => heading.trim_end_matches([':', '.']).to_owned(),
            };
            let told = panel_in_words(panel);
            let whole = if heading.is_empty() { told } else { format!("{heading}: {told}") };
            let mut letters = whole.chars();
            letters.next().map_or_else(String::new, |first| format!("{}{}.", capital(first), letters.as_str()))
        };
        self.panels.iter().enumerate().map(sentence).collect::<Vec<_>>().join(" ")
    }
}

/// A letter as it begins a sentence; a sign of mathematics keeps its size.
fn capital(letter: char) -> String {
    if letter == 'a' { "A".to_owned() } else { letter.to_string() }
}

fn panel_in_words(panel: &Panel) -> String {
    let map = panel.layers.iter().find(|layer| matches!(layer, Layer::Map { .. }));
    let axes = format!("{} and {}", axis_in_words(&panel.x, "x"), axis_in_words(&panel.y, "y"));
    let kind = match map {
        _ if panel.bare => "a drawing without axes".to_owned(),
        Some(_) => format!("a map over {axes}"),
        None => format!("a chart of {axes}"),
    };
    let told: Vec<String> = panel.layers.iter().filter_map(|layer| layer_in_words(layer, panel)).collect();
    let more = told.len().saturating_sub(LAYERS);
    let mut told = told.into_iter().take(LAYERS).collect::<Vec<_>>();
    told.extend((more > 0).then(|| format!("and {more} more")));
    told.extend(words(panel));
    if told.is_empty() { kind } else { format!("{kind}, showing {}", told.join("; ")) }
}

fn axis_in_words(axis: &Axis, name: &str) -> String {
    let name = if axis.label.is_empty() { name } else { &axis.label };
    if !axis.names.is_empty() {
        return format!("{name} ({})", axis.names.join(", "));
    }
    let (from, to) = match axis.scale {
        Scale::Whole => (axis.from.ceil(), axis.to.floor()),
        Scale::Linear | Scale::Log => (axis.from, axis.to),
    };
    let scale = if axis.scale == Scale::Log { " on a logarithmic scale" } else { "" };
    format!("{name} from {} to {}{scale}", short(from), short(to))
}

/// Three digits say where something lies in a picture.
fn short(value: f64) -> String {
    plain(format!("{value:.2e}").parse().unwrap_or(value))
}

fn place((x, y): &(f64, f64), panel: &Panel) -> String {
    // What is nothing beside the length of its axis is a rounding error of 0.
    let seen = |value: f64, axis: &Axis| {
        let nothing = axis.scale != Scale::Log && value.abs() < 1e-6 * (axis.to - axis.from);
        short(if nothing { 0.0 } else { value })
    };
    format!("({}, {})", seen(*x, &panel.x), seen(*y, &panel.y))
}

/// The first few of a list, and how many more there are.
fn few(all: &[String]) -> String {
    let shown = if all.len() <= TOLD + 1 { all.len() } else { TOLD };
    match (&all[..shown], all.len() - shown) {
        ([], _) => String::new(),
        ([one], 0) => one.clone(),
        ([first @ .., last], 0) => format!("{} and {last}", first.join(", ")),
        (first, more) => format!("{} and {more} more", first.join(", ")),
    }
}

fn several(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("a {one}") } else { format!("{count} {many}") }
}

fn layer_in_words(layer: &Layer, panel: &Panel) -> Option<String> {
    let (role, label, shape) = match layer {
        Layer::Map { values, levels, coloured, label, .. } => return Some(map(values, levels, *coloured, label)),
        Layer::Line { points, role, label } => (*role, label, line(points, panel)),
        Layer::Points { points, mark, role, label } => (*role, label, marks(points, *mark, panel)),
        Layer::Arrows { arrows, role, label } => {
            let ends: Vec<String> = arrows
                .iter()
                .map(|(foot, head)| format!("from {} to {}", place(foot, panel), place(head, panel)))
                .collect();
            (*role, label, format!("{} {}", several(ends.len(), "arrow", "arrows"), few(&ends)))
        }
        Layer::Bars { bars, role, label, .. } => (*role, label, heights("bar", "bars", bars, &panel.x)),
        Layer::Stems { stems, role, label, .. } => (*role, label, heights("stem", "stems", stems, &panel.x)),
        Layer::Area { corners, role, label } => {
            let corners: Vec<String> = corners.iter().map(|corner| place(corner, panel)).collect();
            (*role, label, format!("an area with the corners {}", few(&corners)))
        }
        Layer::Text { .. } => return None,
    };
    let own = places(layer).unwrap_or_default();
    // A guide without a name says nothing, and a line's own marks say it twice.
    let marks_of_a_line = |other: &Layer| matches!(other, Layer::Line { points, .. } if *points == own);
    let said = matches!(layer, Layer::Points { .. }) && panel.layers.iter().any(marks_of_a_line);
    if label.is_empty() && (role == Role::Guide || said) || own.is_empty() {
        return None;
    }
    let shape = if role == Role::Learner && is_met(layer, panel) { "where the truth lies".to_owned() } else { shape };
    let (whose, known) = match role {
        Role::Learner => ("yours", label.contains("you")),
        Role::Truth => ("true", label.contains("true")),
        Role::Given => ("given", false),
        Role::Guide => ("a guide", false),
    };
    match (label.is_empty(), known) {
        (true, _) => Some(format!("{shape} ({whose})")),
        (false, true) => Some(format!("{label}, {shape}")),
        (false, false) => Some(format!("{label} ({whose}), {shape}")),
    }
}

fn map(values: &[f64], levels: &[f64], coloured: bool, label: &str) -> String {
    let finite = values.iter().copied().filter(|value| value.is_finite());
    let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    let name = if label.is_empty() { "height" } else { label };
    let shades = if low <= high { format!("{name} from {} to {}", short(low), short(high)) } else { name.to_owned() };
    let drawn = levels.iter().filter(|level| (low..=high).contains(*level));
    let levels: Vec<String> = drawn.map(|level| short(*level)).collect();
    match (coloured, levels.is_empty()) {
        (true, true) => format!("{shades} as colour"),
        (true, false) => format!("{shades} as colour and contours at {}", few(&levels)),
        (false, true) => "no contours".to_owned(),
        (false, false) => format!("contours at {}", few(&levels)),
    }
}

/// A line by its ends, and by its lowest and highest point where these lie between.
fn line(points: &[(f64, f64)], panel: &Panel) -> String {
    let place = |point: &(f64, f64)| place(point, panel);
    let seen: Vec<&(f64, f64)> = points.iter().filter(|(x, y)| x.is_finite() && y.is_finite()).collect();
    let (Some(first), Some(last)) = (seen.first(), seen.last()) else { return "a line without a value".to_owned() };
    let pieces = points.split(|point| *point == GAP).filter(|piece| piece.len() > 1).count();
    if pieces > 1 {
        return format!("{pieces} pieces of line from {} to {}", place(first), place(last));
    }
    let (mut lowest, mut highest) = (*first, *first);
    for point in &seen {
        lowest = if point.1 < lowest.1 { point } else { lowest };
        highest = if point.1 > highest.1 { point } else { highest };
    }
    let turn = |name: &str, point: &(f64, f64)| {
        let between = place(point) != place(first) && place(point) != place(last) && seen.len() > 2;
        if between { format!(", {name} at {}", place(point)) } else { String::new() }
    };
    let turns = turn("lowest", lowest) + &turn("highest", highest);
    format!("a line from {} to {}{turns}", place(first), place(last))
}

fn marks(points: &[(f64, f64)], mark: Mark, panel: &Panel) -> String {
    let place = |point: &(f64, f64)| place(point, panel);
    let (one, many) = match mark {
        Mark::Dot => ("dot", "dots"),
        Mark::Ring => ("ring", "rings"),
        Mark::Cross => ("cross", "crosses"),
    };
    format!("{} at {}", several(points.len(), one, many), few(&points.iter().map(place).collect::<Vec<_>>()))
}

fn heights(one: &str, many: &str, all: &[(f64, f64)], axis: &Axis) -> String {
    let height = |(x, y): &(f64, f64)| match axis.names.get(x.round().max(0.0) as usize) {
        Some(name) => format!("{} for {name}", short(*y)),
        None => short(*y),
    };
    format!("{} of {}", several(all.len(), one, many), few(&all.iter().map(height).collect::<Vec<_>>()))
}

/// Whether a learner's layer lies where one of the truth does, as far as an eye can tell.
fn is_met(layer: &Layer, panel: &Panel) -> bool {
    let Some(own) = places(layer) else { return false };
    let near = |a: f64, b: f64, axis: &Axis| (a - b).abs() <= 0.002 * (axis.to - axis.from) || a == b;
    let same = |a: &(f64, f64), b: &(f64, f64)| near(a.0, b.0, &panel.x) && near(a.1, b.1, &panel.y);
    let truths = panel.layers.iter().filter(|other| std::mem::discriminant(*other) == std::mem::discriminant(layer));
    truths
        .filter(|other| role(other) == Some(Role::Truth))
        .filter_map(places)
        .any(|truth| truth.len() == own.len() && own.iter().zip(&truth).all(|(a, b)| same(a, b)))
}

fn role(layer: &Layer) -> Option<Role> {
    match layer {
        Layer::Line { role, .. }
        | Layer::Points { role, .. }
        | Layer::Arrows { role, .. }
        | Layer::Bars { role, .. }
        | Layer::Stems { role, .. }
        | Layer::Area { role, .. }
        | Layer::Text { role, .. } => Some(*role),
        Layer::Map { .. } => None,
    }
}

fn places(layer: &Layer) -> Option<Vec<(f64, f64)>> {
    match layer {
        Layer::Line { points, .. } | Layer::Points { points, .. } => Some(points.clone()),
        Layer::Arrows { arrows, .. } => Some(arrows.iter().flat_map(|(foot, head)| [*foot, *head]).collect()),
        Layer::Bars { bars: points, .. } | Layer::Stems { stems: points, .. } => Some(points.clone()),
        Layer::Area { corners, .. } => Some(corners.clone()),
        Layer::Map { .. } | Layer::Text { .. } => None,
    }
}

/// The words that stand in the panel.
fn words(panel: &Panel) -> Option<String> {
    let said = panel.layers.iter().filter_map(|layer| match layer {
        Layer::Text { text, .. } if panel.bare => Some(format!("“{text}”")),
        Layer::Text { text, at, .. } => Some(format!("“{text}” at {}", place(at, panel))),
        _ => None,
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| format!("the words {}", few(&said)))
}
