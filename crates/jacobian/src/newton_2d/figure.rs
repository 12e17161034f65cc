//! The two curves, and the learner's way to where they cross.

use super::slips::{Rules, Task};
use super::{M2, V2, circle_and_hyperbola, from};
use nabla_core::Map;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings, point_text};
use nabla_grading::{Answer, Sketch, number_text};
use std::cell::RefCell;

/// A start, the tolerance, and how many steps are allowed.
type Observation = ((f64, f64), f64, usize);

/// A whole walk, and some that are over soon: when to stop shows there.
const WALKS: [Observation; 6] = [
    ((1.5, 3.0), 1e-10, 20),
    // Here the first equation holds already.
    ((2.0, -1.0), 1e-10, 20),
    ((1.5, 3.0), 0.1, 1),
    ((1.5, 3.0), 1.0, 1),
    ((1.5, 3.0), 0.5, 1),
    ((2.0, 3.0), 4.0, 2),
];

/// A walk of the learner's beside the right one.
struct Walk {
    asked: Observation,
    path: Vec<(f64, f64)>,
    yours: Option<(f64, f64)>,
    right_path: Vec<(f64, f64)>,
    right: Option<(f64, f64)>,
}

/// Two panels: two whole walks, or one in the place of the second that goes wrong.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let mut walks: Vec<Walk> = WALKS.iter().map(|asked| Walk::of(sketch, *asked)).collect();
    let wrong = walks.iter().position(Walk::is_wrong);
    if let Some(other) = wrong.filter(|index| *index > 1) {
        walks.swap(1, other);
    }
    let is_moved = moved(sketch, &mut walks[..2]);
    let wrong = if is_moved { walks[..2].iter().position(Walk::is_wrong) } else { wrong };
    let title = match wrong {
        None if sketch.is_right() && is_moved => {
            let [first, second] = [&walks[0], &walks[1]].map(Walk::found);
            format!("From the left start Newton finds {first}, from the right one {second}")
        }
        None if sketch.is_right() => {
            "Each step goes where two straight lines meet; soon the curves are as straight".to_owned()
        }
        None => "These walks arrive; others do not".to_owned(),
        Some(index) => walks[index.min(1)].told(),
    };
    Figure::new(title).panel(walks[0].panel()).panel(walks[1].panel())
}

/// Walks from elsewhere in the place of those that are shown, where their starts were moved.
fn moved(sketch: &mut Sketch<'_>, walks: &mut [Walk]) -> bool {
    let end = Walk::of(sketch, WALKS[1]).found();
    let question = "The other walk begins at (2, −1). At which crossing of both curves does it end? Click there.";
    sketch.predict_in(1, question, format!("yours finds {end}"));
    let at = |x: f64, y: f64| Settings::default().point("other start", (x, y));
    sketch.preset("where J can hardly be solved: a wild step", at(1.5, 1.45));
    sketch.preset("where it cannot be solved at all", at(1.5, 1.5));
    sketch.preset("on a crossing: no step", at(2.0, 1.0));
    let mut is_moved = false;
    for (panel, (walk, name)) in walks.iter_mut().zip(["start", "other start"]).enumerate() {
        let (at, tolerance, steps) = walk.asked;
        let start = sketch.point_in(panel, name, "where the walk begins", at, -0.5..=4.0, -1.3..=3.5);
        if start != at {
            *walk = Walk::of(sketch, (start, tolerance, steps));
            is_moved = true;
        }
    }
    is_moved
}

impl Walk {
    fn of(sketch: &mut Sketch<'_>, asked: Observation) -> Self {
        let (start, tolerance, max_steps) = asked;
        let answer = sketch.answer(from(circle_and_hyperbola(), start, tolerance, max_steps));
        let yours = answer.as_ref().and_then(Answer::get::<Option<V2>>).flatten().map(|p| (p.x, p.y));
        let looks = answer.map(|answer| answer.looks.kept).unwrap_or_default();
        let pair = |at: &[f64]| if let [x, y] = *at { Some((x, y)) } else { None };
        let path = looks.iter().filter(|look| look.function == 0).filter_map(|look| pair(&look.at)).collect();
        let (right_path, right) = newton(&circle_and_hyperbola(), asked);
        Self { asked, path, yours, right_path, right }
    }

    fn is_wrong(&self) -> bool {
        let far = |(a, b): ((f64, f64), (f64, f64))| (a.0 - b.0).hypot(a.1 - b.1) > 1e-6;
        self.yours.is_some() != self.right.is_some() || self.yours.zip(self.right).is_some_and(far)
    }

    /// The place that the learner found, in words.
    fn found(&self) -> String {
        self.yours.map_or("nothing".to_owned(), point_text)
    }

    fn told(&self) -> String {
        let text = |place: Option<(f64, f64)>| {
            let digits = |number: f64| number_text(number, Some(3));
            place.map_or("nothing".to_owned(), |(x, y)| format!("({}, {})", digits(x), digits(y)))
        };
        format!("{}, you find {}; right is {}", self.heading(), text(self.yours), text(self.right))
    }

    fn heading(&self) -> String {
        let ((x, y), tolerance, steps) = self.asked;
        let plural = if steps == 1 { "" } else { "s" };
        let [x, y] = [x, y].map(|number| number_text(number, Some(3)));
        format!("From ({x}, {y}), down to ‖f‖ = {} in {steps} step{plural}", number_text(tolerance, None))
    }

    fn panel(&self) -> Panel {
        let f = circle_and_hyperbola();
        let (x, y) = (Axis::new("x", -0.5, 4.0), Axis::new("y", -1.3, 3.5));
        let curve = |i: usize| {
            let f = f.clone();
            match Layer::map(&x, &y, (91, 91), &[0.0], move |x, y| f.value(&[x, y])[i]) {
                Layer::Map { columns, values, levels, label, .. } => {
                    Layer::Map { columns, values, levels, coloured: false, label }
                }
                other => other,
            }
        };
        Panel::new(x.clone(), y.clone())
            .heading(self.heading())
            .equal()
            .layer(curve(0))
            .layer(curve(1))
            .layer(Layer::text(Role::Given, (-0.45, 1.75), "x² + y² = 5"))
            .layer(Layer::text(Role::Given, (3.0, 0.7), "xy = 2"))
            .layer(Layer::line(Role::Truth, "Newton's steps", self.right_path.clone()))
            .layer(Layer::points(Role::Truth, Mark::Ring, "the right answer", self.right))
            .layer(Layer::line(Role::Learner, "where you asked for f", self.path.clone()))
            .layer(Layer::points(Role::Learner, Mark::Dot, "", self.path.clone()))
            .layer(Layer::points(Role::Learner, Mark::Cross, "your answer", self.yours))
    }
}

/// The right walk, and where it ends.
fn newton(map: &Map, (start, tolerance, max_steps): Observation) -> (Vec<(f64, f64)>, Option<(f64, f64)>) {
    let seen = RefCell::new(Vec::new());
    let f = |p: V2| {
        seen.borrow_mut().push((p.x, p.y));
        V2::from_column_slice(&map.value(p.as_slice()))
    };
    let jacobian = |p: V2| {
        let j = map.jacobian(p.as_slice());
        M2::from_fn(|row, column| j[(row, column)])
    };
    let task = Task { f: &f, jacobian: &jacobian, start: V2::new(start.0, start.1), tolerance, max_steps };
    let end = Rules::right().walk(&task).map(|p| (p.x, p.y));
    (seen.into_inner(), end)
}
