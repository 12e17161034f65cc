//! One cell of marching squares.
//!
//! ```text
//!   3 ──── 2        f(0, 0), f(1, 0), f(1, 1), f(0, 1)
//!   │      │
//!   0 ──── 1        on an edge from a to b the level lies at (level − a) / (b − a)
//! ```
//!
//! The answer is a drawing: order, direction and pieces of no length do not matter, a saddle has two right drawings,
//! and a corner on the level may count as high or low. The corners of the probes are unlike one another, so that
//! anything that is turned, mirrored or exchanged shows.

use crate::pictures::pair;
use nabla_grading::figure::{Axis, Figure, GAP, Layer, Mark, Panel, Role, Settings};
use nabla_grading::{Clause, Exercise, Probes, Sketch, other, slip};
use nalgebra::Vector2;

mod judge;
pub(crate) mod rules;
pub(crate) mod squares;

use rules::{IN_CORNERS, IN_JOINING, IN_PROPORTION, Rules};
use squares::{Corners, PLACES, Segment, accepted, alike, same_drawing, ways};

type V2 = Vector2<f64>;

/// The level of the sixteen cases.
const LEVEL: f64 = 4.0;

/// The corners of one of the sixteen cases: bit k says whether corner k is high. No crossing lies in the middle of
/// its edge.
fn corners_of(case: usize) -> [f64; 4] {
    const HIGH: [f64; 4] = [9.0, 7.0, 12.0, 6.0];
    const LOW: [f64; 4] = [3.0, 2.0, 0.0, 1.0];
    [0, 1, 2, 3].map(|corner: usize| if case >> corner & 1 == 1 { HIGH[corner] } else { LOW[corner] })
}

/// The exercise `cell_segments`.
pub(crate) fn exercise() -> Exercise {
    let slips = IN_PROPORTION.into_iter().chain(IN_CORNERS).chain(IN_JOINING);
    Exercise::new("cell_segments", "the segments in which the level crosses the unit cell with these corners")
        .parts([other("the segments")])
        .probes(probes)
        .truth(|corners: Corners, level: f64| ways(&corners, level, false).swap_remove(0))
        .not_unique()
        .alike(alike)
        .property(judge::is_a_right_drawing)
        .slips_in(
            Rules::ways(),
            |rules| move |corners: Corners, level: f64| rules.segments(corners, level),
            slips.map(|(name, change, says)| slip(name, change, says)),
        )
        .clause(on_the_level())
        .clause(
            Clause::not_finite(&[0])
                .gives(Vec::<Segment>::new())
                .called("no segment in a cell with a corner that is not finite")
                .says("A corner that is NaN or infinite has no place on a map: proportions with it mean nothing."),
        )
        .variant(
            "a corner on the level is high",
            guarded(|corners, level| Rules::ON_IT_IS_HIGH.segments(corners, level)),
        )
        .variant(
            "backwards, without pieces of no length",
            guarded(|corners, level| {
                let mut segments = Rules::ON_IT_IS_HIGH.segments(corners, level);
                segments.retain(|[from, to]| from != to);
                segments.iter().rev().map(|&[from, to]| [to, from]).collect()
            }),
        )
        .variant(
            "saddles decided by the value in the middle",
            guarded(|corners, level| Rules::BY_THE_MIDDLE.segments(corners, level)),
        )
        .hints([
            "Go round the four edges. When does the level pass through an edge? \
             Look at its two ends: is one high, one low?",
            "From 3 to 9, where is 4? It is 1 of the 6 units away from 3. Do the same on each edge that is crossed: \
             (level − a)/(b − a) of the way from a to b.",
            "Collect the crossings in the order of the edges, counterclockwise: there are 0, 2 or 4. \
             Join the first with the second, the third with the fourth.",
        ])
        .figure(draw)
}

/// Somebody who draws nothing where a corner is not finite.
fn guarded(segments: fn(Corners, f64) -> Vec<Segment>) -> impl Fn(Corners, f64) -> Vec<Segment> {
    move |corners, level| {
        let drawable = corners.iter().all(|corner| corner.is_finite());
        if drawable { segments(corners, level) } else { Vec::new() }
    }
}

fn probes(ask: &mut Probes) {
    (0..16).for_each(|case| ask.at((corners_of(case), LEVEL)));
    // Large, small, and below zero.
    ask.at(([-3e9, 1e9, -2e9, -5e9], -1e9));
    ask.at(([3e-9, 1e-9, 2e-9, 7e-9], 2.5e-9));
    ask.random(24, |draw| {
        let corners = [0; 4].map(|_| draw.number(-9.0, 9.0));
        // Of a short number that may be on the level, there is never a half more.
        (corners, draw.number(-5.0, 5.0) + 0.005)
    });
    ask.random(8, |draw| {
        let level = draw.number(-9.0, 9.0);
        let sign = if draw.integer(0, 1) == 0 { 1.0 } else { -1.0 };
        ([sign, -sign, sign, -sign].map(|side| level + side * draw.number(0.5, 9.0)), level)
    });
}

/// Corners exactly on the level: one, two on an edge, two across, three, all; with high and low ones beside them.
fn on_the_level() -> Clause {
    const CORNERS: [Corners; 11] = [
        [8.0, 4.0, 2.0, 3.0],
        [8.0, 4.0, 3.0, 12.0],
        [12.0, 8.0, 4.0, 2.0],
        [10.0, 9.0, 8.0, 3.0],
        [8.0, 8.0, 3.0, 4.0],
        [9.0, 8.0, 8.0, 11.0],
        [8.0, 12.0, 8.0, 4.0],
        [3.0, 8.0, 10.0, 8.0],
        [8.0, 3.0, 8.0, 2.0],
        [8.0, 8.0, 8.0, 5.0],
        [8.0, 8.0, 8.0, 8.0],
    ];
    Clause::new(
        "a corner on the level is high, or it is low",
        "A corner exactly on the level is neither high nor low by itself: count it as one of them, in every cell.",
    )
    .probes(|ask| CORNERS.into_iter().for_each(|corners| ask.at((corners, 8.0))))
    .together(judge::one_rule_for_all)
    .missed(
        "lost it",
        |corners: Corners, level: f64| Rules::crossed_where(|a, b| a * b < 0.0).segments(corners, level),
        "A corner exactly on the level is on neither side for you, and the contour ends there. \
         Count it as high, or as low.",
    )
    .missed(
        "counted it twice",
        |corners: Corners, level: f64| Rules::crossed_where(|a, b| a != b && a * b <= 0.0).segments(corners, level),
        "A corner exactly on the level is a crossing on both of its edges for you. \
         Count it as high, or as low, and ask for one of each.",
    )
    .missed(
        "took it once for high and once for low",
        |corners: Corners, level: f64| {
            Rules::crossed_where(|a, b| (a > 0.0 && b <= 0.0) || (a < 0.0 && b >= 0.0)).segments(corners, level)
        },
        "You ask one thing of the beginning of an edge and another of its end. \
         Each corner is high or low by itself, on whichever edge.",
    )
}

/// Of the right ways through a cell the one that the learner's comes nearest to.
fn nearest<'a>(ways: &'a [Vec<Segment>], got: &[Segment]) -> &'a [Segment] {
    let middle = |[from, to]: &Segment| 0.5 * (from + to);
    let apart = |way: &[Segment]| -> f64 {
        let off = |s: &Segment| way.iter().map(|t| (middle(s) - middle(t)).norm()).fold(f64::INFINITY, f64::min);
        got.iter().map(off).sum()
    };
    ways.iter().min_by(|a, b| apart(a).total_cmp(&apart(b))).map_or(&[], Vec::as_slice)
}

/// The level, as it was moved.
fn moved(sketch: &mut Sketch<'_>) -> f64 {
    let level = sketch.slider("level", "what parts high corners from low ones", LEVEL, 0.5..=11.5);
    sketch.preset("just above the low corners", Settings::default().number("level", 3.1));
    sketch.preset("just below the high corners", Settings::default().number("level", 5.9));
    sketch.preset("above most: few corners are high", Settings::default().number("level", 10.0));
    let crossed =
        |case: usize| (0..4).any(|k| (corners_of(case)[k] > LEVEL) != (corners_of(case)[(k + 1) % 4] > LEVEL));
    let answers: Vec<Option<Vec<Segment>>> =
        sketch.values((0..16).filter(|case| crossed(*case)).map(|case| (corners_of(case), LEVEL)));
    let two = answers.iter().flatten().filter(|segments| segments.len() == 2).count();
    sketch.predict(
        "Each of a cell's four corners is high or low: 16 cases. In how many of them are two segments needed?",
        format!("you draw two in {two}"),
    );
    level
}

/// The sixteen cases, four by four, with the learner's segments.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let corner = |case: usize| V2::new((case % 4) as f64, (3 - case / 4) as f64) * 1.5;
    let (mut outlines, mut high, mut low) = (Vec::new(), Vec::new(), Vec::new());
    let (mut learner, mut truth, mut right) = (Vec::new(), Vec::new(), 0);
    let gap = [GAP];
    let level = moved(sketch);
    for number in 0..16 {
        let (at, corners) = (corner(number), corners_of(number));
        let places = PLACES.map(|(x, y)| pair(at + V2::new(x, y)));
        outlines.extend(places.into_iter().chain([places[0]]).chain(gap));
        for (place, value) in places.into_iter().zip(corners) {
            if value > level { high.push(place) } else { low.push(place) }
        }
        let mut got: Vec<Segment> = sketch.value((corners, level)).unwrap_or_default();
        got.truncate(64);
        let ways = accepted(&corners, level);
        let fitting = ways.iter().find(|way| same_drawing(way, &got));
        right += usize::from(fitting.is_some());
        let line = |segment: &Segment| segment.map(|p| pair(at + p)).into_iter().chain(gap).collect::<Vec<_>>();
        learner.extend(got.iter().flat_map(line));
        truth.extend(fitting.map_or_else(|| nearest(&ways, &got), Vec::as_slice).iter().flat_map(line));
    }
    // Between the low and the high corners the level makes all sixteen cases.
    let title = if sketch.is_right() && !(3.0..6.0).contains(&level) {
        "Sixteen cells, and your segments part high from low in each".to_owned()
    } else if sketch.is_right() {
        "Sixteen cases, and your segments part high from low in each".to_owned()
    } else if right == 16 {
        "All sixteen cases are right here; another cell goes wrong".to_owned()
    } else {
        format!("Your segments are right in {right} of the sixteen cases")
    };
    let panel = Panel::new(Axis::new("", -0.1, 5.6), Axis::new("", -0.1, 5.6))
        .equal()
        .bare()
        .layer(Layer::line(Role::Guide, "", outlines))
        .layer(Layer::line(Role::Truth, "the level", truth))
        .layer(Layer::line(Role::Learner, "your segments", learner))
        .layer(Layer::points(Role::Given, Mark::Dot, "high corners", high))
        .layer(Layer::points(Role::Given, Mark::Ring, "low corners", low));
    Figure::new(title).panel(panel)
}
