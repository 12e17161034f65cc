//! The learner's steps over the contours, beside Newton's.

use super::{DV, Rules, Task, from};
use crate::fields::twisted;
use nabla_core::Field;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings, point_text};
use nabla_grading::{Answer, Sketch, number_text};
use std::cell::RefCell;

/// A start, the tolerance, and how many steps are allowed.
type Observation = ([f64; 2], f64, usize);

/// One walk to each flat place, and some that are over soon: when to stop shows there.
const WALKS: [Observation; 6] = [
    ([2.0, 1.5], 1e-10, 20),
    ([0.3, -0.2], 1e-10, 20),
    ([2.0, 1.5], 0.25, 1),
    ([2.0, 1.5], 2.0, 1),
    ([2.0, 1.5], 0.25, 2),
    ([-1.0, 2.0], 5.0, 4),
];

/// A walk of the learner's beside the right one.
struct Walk {
    asked: Observation,
    /// From where to where it is seen, along x and y.
    window: [(f64, f64); 2],
    path: Vec<(f64, f64)>,
    yours: Option<(f64, f64)>,
    right_path: Vec<(f64, f64)>,
    right: Option<(f64, f64)>,
}

/// Two panels: the walk to the minimum and the one to the saddle, or another one in its place that goes wrong.
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
        None if sketch.is_right() => "Newton walks to a saddle as readily as to a minimum".to_owned(),
        None => "These walks arrive; others do not".to_owned(),
        Some(index) => walks[index.min(1)].told(),
    };
    Figure::new(title).panel(walks[0].panel()).panel(walks[1].panel())
}

/// Walks from elsewhere in the place of those that are shown, where their starts were moved.
fn moved(sketch: &mut Sketch<'_>, walks: &mut [Walk]) -> bool {
    let end = Walk::of(sketch, WALKS[1]).found();
    let question = "The other walk begins at (0.3, −0.2) on x³ + y³ − 3xy. Where does it end? Click there.";
    sketch.predict_in(1, question, format!("yours finds {end}"));
    let at = |x: f64, y: f64| Settings::default().point("other start", (x, y));
    sketch.preset("where H can hardly be solved: a wild step", at(0.5, 0.49));
    sketch.preset("on the way from the saddle to the minimum", at(0.75, 0.6));
    sketch.preset("on the saddle: no step", at(0.0, 0.0));
    let mut is_moved = false;
    for (panel, (walk, name)) in walks.iter_mut().zip(["start", "other start"]).enumerate() {
        let (at, tolerance, steps) = walk.asked;
        let window @ [(left, right), (low, high)] = walk.window;
        let p = sketch.point_in(panel, name, "where the walk begins", (at[0], at[1]), left..=right, low..=high);
        if [p.0, p.1] != at {
            *walk = Walk { window, ..Walk::of(sketch, ([p.0, p.1], tolerance, steps)) };
            is_moved = true;
        }
    }
    is_moved
}

/// The part of the plane in which a walk from here is seen.
fn window(start: [f64; 2]) -> [(f64, f64); 2] {
    match start {
        [0.3, _] => [(-0.7, 1.3), (-0.9, 0.9)],
        [2.0, _] => [(0.4, 2.4), (0.3, 2.1)],
        _ => [(-2.0, 2.0), (-1.2, 2.4)],
    }
}

fn pair(x: &[f64]) -> Option<(f64, f64)> {
    if let [x, y] = *x { Some((x, y)) } else { None }
}

impl Walk {
    fn of(sketch: &mut Sketch<'_>, asked: Observation) -> Self {
        let (start, tolerance, max_steps) = asked;
        let f = twisted();
        let answer = sketch.answer(from(f.clone(), &start, tolerance, max_steps));
        let yours = answer.as_ref().and_then(Answer::get::<Option<Vec<f64>>>).flatten();
        let looks = answer.map(|answer| answer.looks.kept).unwrap_or_default();
        let path = looks.iter().filter(|look| look.function == 0).filter_map(|look| pair(&look.at)).collect();
        let (right_path, right) = newton(&f, asked);
        Self { asked, window: window(start), path, yours: yours.as_deref().and_then(pair), right_path, right }
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
            // What is 0 but for rounding reads as 0.
            let digits = |number: f64| number_text(if number.abs() < 1e-9 { 0.0 } else { number }, Some(3));
            place.map_or("nothing".to_owned(), |(x, y)| format!("({}, {})", digits(x), digits(y)))
        };
        format!("{} you find {}; right is {}", self.heading(), text(self.yours), text(self.right))
    }

    fn heading(&self) -> String {
        let ([x, y], tolerance, steps) = self.asked;
        let plural = if steps == 1 { "" } else { "s" };
        let [x, y] = [x, y].map(|number| number_text(number, Some(3)));
        format!("From ({x}, {y}), down to a slope of {} in {steps} step{plural},", number_text(tolerance, None))
    }

    fn panel(&self) -> Panel {
        let f = twisted();
        let [wide, high] = self.window;
        let (x, y) = (Axis::new("x", wide.0, wide.1), Axis::new("y", high.0, high.1));
        let levels = [-0.9, -0.5, -0.2, 0.0, 0.2, 0.5, 1.0, 2.0, 4.0];
        let heading = self.heading();
        Panel::new(x.clone(), y.clone())
            .heading(heading.trim_end_matches(','))
            .equal()
            .layer(Layer::map(&x, &y, (81, 73), &levels, |x, y| f.value(&[x, y])))
            .layer(Layer::line(Role::Truth, "Newton's steps", self.right_path.clone()))
            .layer(Layer::points(Role::Truth, Mark::Ring, "the right answer", self.right))
            .layer(Layer::line(Role::Learner, "where you asked for ∇f", self.path.clone()))
            .layer(Layer::points(Role::Learner, Mark::Dot, "", self.path.clone()))
            .layer(Layer::points(Role::Learner, Mark::Cross, "your answer", self.yours))
    }
}

/// The right walk, and where it ends.
fn newton(f: &Field, (start, tolerance, max_steps): Observation) -> (Vec<(f64, f64)>, Option<(f64, f64)>) {
    let seen = RefCell::new(Vec::new());
    let gradient = |x: &DV| {
        seen.borrow_mut().push((x[0], x[1]));
        DV::from_vec(f.gradient(x.as_slice()))
    };
    let hessian = |x: &DV| f.hessian(x.as_slice());
    let start = DV::from_column_slice(&start);
    let task = Task { gradient: &gradient, hessian: &hessian, start: &start, tolerance, max_steps };
    let end = Rules::right().walk(&task).map(|x| (x[0], x[1]));
    (seen.into_inner(), end)
}
