//! The learner's contours: the levels of the course on a coarse and a fine grid, a tilted bowl, a saddle.

use super::grid::Grid;
use super::{Side, V2, saddle, tilted};
use crate::cell_segments::squares::{Segment, cross};
use crate::pictures::{LEVELS, ellipse, field_map, pair};
use nabla_core::Field;
use nabla_grading::figure::{Axis, Figure, GAP, Layer, Panel, Role, Settings};
use nabla_grading::{Sketch, number_text};
use std::collections::HashSet;

/// A rectangle of the bowl, not in its middle.
const BOWL: (Side, Side) = ((-4.4, 4.4), (-2.6, 2.6));
/// A rectangle that cuts the tilted bowl's level curve at the right and at the top.
const TILTED: (Side, Side) = ((-2.0, 3.4), (-2.7, 0.5));
const SADDLE: (Side, Side) = ((-1.0, 1.0), (-0.6, 0.6));
const TILTED_LEVEL: f64 = 2.0;
const SADDLE_LEVEL: f64 = 0.01;
/// More segments than anybody needs for these levels. Whoever gives more is shown some of them.
const MOST_SEGMENTS: usize = 1400;
const SOME_SEGMENTS: usize = 300;

/// One contour map of the learner's.
struct Map {
    field: Field,
    segments: Vec<Segment>,
    panel: Panel,
}

impl Map {
    fn ask(sketch: &mut Sketch<'_>, field: Field, (x, y): (Side, Side), n: usize, levels: &[f64]) -> Self {
        let ask = |level: &f64| (field.clone(), x, y, n, *level);
        let answers: Vec<Option<Vec<Segment>>> = sketch.values(levels.iter().map(ask));
        // A map with more pieces than a grid can hold is no map: what is seen of it is enough.
        let most = 8 * levels.len() * n * n;
        let segments: Vec<Segment> = answers.into_iter().flatten().flatten().take(most).collect();
        let (across, up) = (Axis::new("x", x.0, x.1), Axis::new("y", y.0, y.1));
        let map = field_map(&field, &across, &up, levels);
        let panel = Panel::new(across, up).heading(format!("{field} on {n} × {n} cells")).equal().layer(map);
        Self { field, segments, panel }
    }

    /// The largest distance from the nearest of the levels, in height.
    fn off(&self, levels: &[f64]) -> f64 {
        let miss = |p: &V2| {
            let height = self.field.value(p.as_slice());
            levels.iter().map(|level| (height - level).abs()).fold(f64::INFINITY, f64::min)
        };
        self.segments.iter().flatten().map(miss).reduce(f64::max).unwrap_or(f64::NAN)
    }

    fn drawn(self) -> Panel {
        let count = self.segments.len();
        let shown = if count > MOST_SEGMENTS { SOME_SEGMENTS } else { count };
        // A mistake may give the same ones at every level.
        let mut seen = HashSet::new();
        let new = |s: &&Segment| seen.insert([s[0].x, s[0].y, s[1].x, s[1].y].map(f64::to_bits));
        let line = self.segments.iter().take(shown).filter(new).flat_map(|s| [pair(s[0]), pair(s[1]), GAP]);
        self.panel.layer(Layer::line(Role::Learner, "your segments", line))
    }
}

/// How many cells the coarse map has along each side, and the levels of the tilted bowl and of the saddle.
struct Set {
    n: usize,
    tilted: f64,
    saddle: f64,
}

impl Set {
    /// As they were moved.
    fn moved(sketch: &mut Sketch<'_>) -> Self {
        let n = sketch.count(
            "n",
            "how many cells the first map has along each side; the second has twice as many",
            10,
            2..=20,
        );
        let tilted = sketch.slider("level", "the level on the tilted bowl", TILTED_LEVEL, -2.0..=6.0);
        let saddle = sketch.slider("saddle", "the level on the saddle", SADDLE_LEVEL, -0.4..=0.4);
        sketch.preset("few cells: corners in place of curves", Settings::default().number("n", 3.0));
        sketch.preset("many cells", Settings::default().number("n", 20.0));
        sketch.preset("below the pass: the contour turns", Settings::default().number("saddle", -0.01));
        sketch.preset("through the pass itself", Settings::default().number("saddle", 0.0));
        let ask = |n: usize| (Field::bowl(1.0, 4.0), BOWL.0, BOWL.1, n, 8.0);
        let maps: Vec<Option<Vec<Segment>>> = sketch.values([ask(10), ask(20)]);
        let [coarse, fine] = [&maps[0], &maps[1]].map(|map| map.as_ref().map_or(0, Vec::len));
        sketch.predict(
            "Marching squares draw the level 8 on 10 × 10 cells. How many times as many segments are there on 20 × 20?",
            format!(
                "yours {coarse} became {fine}, {} times as many",
                number_text(fine as f64 / coarse as f64, Some(2))
            ),
        );
        Self { n, tilted, saddle }
    }
}

pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let bowl = || Field::bowl(1.0, 4.0);
    let set = Set::moved(sketch);
    let coarse = Map::ask(sketch, bowl(), BOWL, set.n, &LEVELS);
    let fine = Map::ask(sketch, bowl(), BOWL, 2 * set.n, &LEVELS);
    let tilted = Map::ask(sketch, tilted(), TILTED, 9, &[set.tilted]);
    let saddle = Map::ask(sketch, saddle(0.0), SADDLE, 5, &[set.saddle]);
    let title = title(sketch.is_right(), &set, [&coarse, &fine, &tilted, &saddle]);
    let with_ellipses = |map: Map| {
        let ellipses = LEVELS.iter().flat_map(|level| ellipse(*level).into_iter().chain([GAP]));
        let truth = Layer::line(Role::Truth, "the level curves", ellipses);
        Map { panel: map.panel.clone().layer(truth), ..map }.drawn()
    };
    Figure::new(title)
        .panel(with_ellipses(coarse))
        .panel(with_ellipses(fine))
        .panel(tilted.drawn())
        .panel(saddle.drawn())
}

fn title(right: bool, set: &Set, [coarse, fine, tilted, saddle]: [&Map; 4]) -> String {
    let text = |number: f64| number_text(number, Some(2));
    let (from, to) = (coarse.off(&LEVELS), fine.off(&LEVELS));
    let reach = tilted.segments.iter().flatten().map(|p| p.x).fold(f64::NEG_INFINITY, f64::max) - TILTED.0.1;
    let crossed = |here: &[Segment]| here.iter().any(|one| here.iter().any(|other| cross(one, other)));
    let grid = |map: &Map, (x, y): (Side, Side), n: usize, level: f64| Grid::new(map.field.clone(), x, y, n, level);
    let Set { n, tilted: tilted_level, saddle: saddle_level } = *set;
    let quarters = n == 10 || (3.0..=5.0).contains(&(from / to));
    if coarse.segments.is_empty() {
        "Your map is empty".to_owned()
    } else if right && !quarters {
        let [cells, twice] = [n, 2 * n].map(|n| format!("{n} × {n}"));
        format!("On {cells} cells you miss the level by up to {}, on {twice} by {}", text(from), text(to))
    } else if right {
        format!("Half the width of a cell, a quarter of the error: {}, then {}", text(from), text(to))
    } else if to > grid(fine, BOWL, 2 * n, 8.0).error_bound() {
        format!("On twice as many cells you still miss the level by up to {}", text(to))
    } else if tilted.off(&[tilted_level]) > grid(tilted, TILTED, 9, tilted_level).error_bound() {
        "Right on the symmetric bowl, but not on the tilted one".to_owned()
    } else if reach < -1e-9 {
        format!("Your map stops {} short of its right side", text(-reach))
    } else if reach > 1e-9 {
        format!("Your map reaches {} beyond its right side", text(reach))
    } else if crossed(&saddle.segments) {
        "In the saddle two of your contours cross".to_owned()
    } else if !grid(coarse, BOWL, n, 8.0).parts(&coarse.segments) {
        format!("Your segments do not keep to the {n} × {n} cells")
    } else if saddle_level == SADDLE_LEVEL && saddle.segments.len() != 10 {
        "On the saddle your contours break off".to_owned()
    } else {
        "These maps look right; another one goes wrong".to_owned()
    }
}
