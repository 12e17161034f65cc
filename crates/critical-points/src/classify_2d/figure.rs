//! Surfaces seen from above, with the learner's words.

use super::symmetric;
use nabla_core::Kind::{self, Maximum, Minimum, Saddle, Undecided};
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, Settings};
use nabla_grading::{Sketch, number_text};

/// Four surfaces seen from above, each with the learner's word for it; those that are not right come first.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let first = moved(sketch);
    let cases = [
        first,
        (2.0, 1.0, 1.5),
        (-2.0, 1.0, -3.0),
        (1.0, 1.0, 1.0),
        (-2.0, -3.0, -2.0),
        (1.0, 0.8, 1.0),
        (1.0, 1.5, 1.0),
    ];
    let yours: Vec<Option<Kind>> = sketch.values(cases.map(|(a, b, c)| (symmetric(a, b, c),)));
    let mut shown: Vec<Shown> = cases
        .into_iter()
        .zip(yours)
        .map(|((a, b, c), yours)| Shown { entries: (a, b, c), yours, right: sketch.truth((symmetric(a, b, c),)) })
        .collect();
    // The one that was moved stays in front.
    shown[usize::from(first != FIRST)..].sort_by_key(Shown::is_right);
    shown.truncate(4);
    let title = match shown.iter().find(|shown| !shown.is_right()) {
        None if sketch.is_right() => "Rings, crossing contours, straight ones: each has its word".to_owned(),
        None => "These four are right; others are not".to_owned(),
        Some(wrong) => format!("You say {} over {}", wrong.word(), wrong.seen()),
    };
    shown.iter().fold(Figure::new(title), |figure, shown| figure.panel(shown.panel()))
}

/// The second slopes of the first surface, unless they are moved.
const FIRST: (f64, f64, f64) = (2.0, 3.0, 2.0);

fn moved(sketch: &mut Sketch<'_>) -> (f64, f64, f64) {
    let a = sketch.slider("f_xx", "how the first surface bends along x", FIRST.0, -3.0..=3.0);
    let b = sketch.slider("f_xy", "how it twists", FIRST.1, -3.0..=3.0);
    let c = sketch.slider("f_yy", "how it bends along y", FIRST.2, -3.0..=3.0);
    let all = |a: f64, b: f64, c: f64| Settings::default().number("f_xx", a).number("f_xy", b).number("f_yy", c);
    sketch.preset("less twist: a minimum", all(2.0, 1.0, 2.0));
    sketch.preset("between the two: undecided", all(2.0, 2.0, 2.0));
    sketch.preset("up along x, down along y: a saddle without twist", all(2.0, 0.0, -2.0));
    sketch.preset("nothing bends", all(0.0, 0.0, 0.0));
    let kind: Option<Kind> = sketch.value((symmetric(FIRST.0, FIRST.1, FIRST.2),));
    sketch.predict(
        "f_xx = 2, f_xy = 3, f_yy = 2: it bends upwards along both axes. Minimum, maximum or saddle?",
        format!("you say {}", kind.map_or("nothing".to_owned(), |kind| format!("{kind:?}"))),
    );
    (a, b, c)
}

/// One surface with what was said of it.
struct Shown {
    entries: (f64, f64, f64),
    yours: Option<Kind>,
    right: Kind,
}

impl Shown {
    fn is_right(&self) -> bool {
        self.yours == Some(self.right)
    }

    fn word(&self) -> String {
        self.yours.map_or("nothing".to_owned(), |kind| format!("{kind:?}"))
    }

    fn seen(&self) -> &'static str {
        match self.right {
            Saddle => "contours that cross",
            Undecided => "straight contours",
            Minimum => "rings that rise outwards",
            Maximum => "rings that fall outwards",
        }
    }

    fn panel(&self) -> Panel {
        let (a, b, c) = self.entries;
        let (x, y) = (Axis::new("x", -1.0, 1.0), Axis::new("y", -1.0, 1.0));
        let levels = [-2.0, -1.0, -0.5, -0.2, 0.0, 0.2, 0.5, 1.0, 2.0];
        // On the ridge of a trough rounding would draw a contour of height 0.
        let levels: Vec<f64> = levels.into_iter().filter(|level| self.right == Saddle || *level != 0.0).collect();
        let text = |number: f64| number_text(number, Some(3));
        let role = if self.is_right() { Role::Guide } else { Role::Learner };
        Panel::new(x.clone(), y.clone())
            .heading(format!("f_xx = {}, f_xy = {}, f_yy = {}: you say {}", text(a), text(b), text(c), self.word()))
            .equal()
            .layer(Layer::map(&x, &y, (61, 61), &levels, |x, y| 0.5 * (a * x * x + 2.0 * b * x * y + c * y * y)))
            .layer(Layer::text(role, (0.0, 0.0), self.word()))
    }
}
