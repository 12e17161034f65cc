//! Steps against the gradient, and the wrong ones that a single step and a whole descent are made of.
//!
//! ```text
//! p − η·(∂L/∂w, ∂L/∂b)
//! ```

use crate::line::slopes;
use crate::slips::Other;

type Pair = (f64, f64);

/// Where somebody steps to, from the data, the point and the rate.
pub(crate) type Stepping = fn(&[f64], &[f64], Pair, f64) -> Pair;

/// p − η·(a, b)
pub(crate) fn moved((w, b): Pair, (along_w, along_b): Pair, eta: f64) -> Pair {
    (w - eta * along_w, b - eta * along_b)
}

/// The wrong steps that a whole descent can be made of as well.
pub(crate) const OTHER_STEPS: [Other<Stepping>; 9] = [
    (
        "climbed",
        |x, y, p, eta| moved(p, slopes(x, y, p), -eta),
        "The gradient points up the loss, and you go along with it: the loss grows.",
    ),
    (
        "measured along b after moving w",
        |x, y, p, eta| {
            let w = p.0 - eta * slopes(x, y, p).0;
            (w, p.1 - eta * slopes(x, y, (w, p.1)).1)
        },
        "w is right, b is not: both slopes must be measured at the same point, before either parameter moves.",
    ),
    (
        "ignored the learning rate",
        |x, y, p, _eta| moved(p, slopes(x, y, p), 1.0),
        "A smaller η should give a shorter step; yours is the whole gradient.",
    ),
    (
        "forgot where it was",
        |x, y, p, eta| moved((0.0, 0.0), slopes(x, y, p), eta),
        "That is the step alone, as if you came from (0, 0): a step changes what is there.",
    ),
    (
        "made every step equally long",
        |x, y, p, eta| {
            let (along_w, along_b) = slopes(x, y, p);
            let length = along_w.hypot(along_b);
            if length == 0.0 { p } else { moved(p, (along_w / length, along_b / length), eta) }
        },
        "All your steps have the length η. They should become shorter where the valley flattens, \
         or it never comes to rest.",
    ),
    (
        "went by the signs only",
        |x, y, p, eta| {
            let (along_w, along_b) = slopes(x, y, p);
            let sign = |slope: f64| if slope == 0.0 { 0.0 } else { slope.signum() };
            moved(p, (sign(along_w), sign(along_b)), eta)
        },
        "w and b move by η each, however steep it is: which way is only half of what a slope says.",
    ),
    (
        "moved w only",
        |x, y, p, eta| moved(p, (slopes(x, y, p).0, 0.0), eta),
        "b stays where it was: it has a slope of its own.",
    ),
    (
        "exchanged the slopes",
        |x, y, p, eta| {
            let (along_w, along_b) = slopes(x, y, p);
            moved(p, (along_b, along_w), eta)
        },
        "w moves by the slope of b, and b by that of w.",
    ),
    (
        "moved by half",
        |x, y, p, eta| moved(p, slopes(x, y, p), 0.5 * eta),
        "Your steps are half as long as they should be: is a 2 missing in the gradient?",
    ),
];
