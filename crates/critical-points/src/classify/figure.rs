//! Eigenvalues as bars.

use super::{DM, checkered, diagonal, measured, truth};
use crate::bendings::strongest;
use nabla_core::Kind;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings};
use nabla_grading::{Sketch, number_text};
use nalgebra::dmatrix;

/// Eigenvalues as bars that go up or down, with what counts as flat, and the learner's word.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (third, tolerance) = moved(sketch);
    let first = format!("diag(1, −1, {})", number_text(third, Some(2)).replace('-', "−"));
    let mut cases: Vec<(&str, DM)> = vec![
        (&first, diagonal(&[1.0, -1.0, third])),
        ("diag(1, 2, 0)", diagonal(&[1.0, 2.0, 0.0])),
        ("[2, 0, 3; 0, 2, 0; 3, 0, 2]", dmatrix![2.0, 0.0, 3.0; 0.0, 2.0, 0.0; 3.0, 0.0, 2.0]),
        ("diag(−1, −2, −3)", diagonal(&[-1.0, -2.0, -3.0])),
        ("diag(1, −2, 0)", diagonal(&[1.0, -2.0, 0.0])),
        ("diag(3, 1, 0.001)", diagonal(&[3.0, 1.0, 0.001])),
        ("diag(0.01, 0.02)", diagonal(&[0.01, 0.02])),
        ("diag(1, 3, −2)", diagonal(&[1.0, 3.0, -2.0])),
        ("[1, 0, 1, 0, 1; 0, −1, 0, −1, 0; …]", checkered(1.0, -1.0)),
    ];
    let yours: Vec<Option<Kind>> = sketch.values(cases.iter().map(|(_, h)| (h.clone(), tolerance)));
    let mut shown: Vec<((&str, DM), Option<Kind>)> = cases.drain(..).zip(yours).collect();
    let is_right = |((_, h), yours): &((&str, DM), Option<Kind>)| *yours == Some(truth(h, tolerance));
    // Those that are not right come first, after the one that was moved.
    shown[usize::from(third != THIRD)..].sort_by_key(is_right);
    shown.truncate(4);
    let title = match shown.iter().find(|shown| !is_right(shown)) {
        None if sketch.is_right() => {
            "One up and one down is a saddle; without that a flat one leaves it open".to_owned()
        }
        None => "These four are right; others are not".to_owned(),
        Some(((_, h), yours)) => {
            let (all, flat) = measured(h, tolerance);
            let count = |is: &dyn Fn(f64) -> bool| all.iter().filter(|b| is(**b)).count();
            let (up, down) = (count(&|b| b > flat), count(&|b| b < -flat));
            format!("You say {} where {up} of {} bend up and {down} bend down", word(*yours), all.len())
        }
    };
    shown.iter().fold(Figure::new(title), |figure, ((name, h), yours)| {
        figure.panel(panel(&format!("{name}: you say {}", word(*yours)), h, tolerance))
    })
}

/// The eigenvalue that may be moved.
const THIRD: f64 = -1.0;

/// The third eigenvalue of the first case, and the part of the strongest bending that counts as flat.
fn moved(sketch: &mut Sketch<'_>) -> (f64, f64) {
    let third = sketch.slider("λ₃", "how the first one bends along its third direction", THIRD, -2.0..=2.0);
    let tolerance =
        sketch.log_slider("tolerance", "what part of the strongest bending counts as flat", 0.02, 1e-4..=0.5);
    sketch.preset("λ₃ = 0: still a saddle", Settings::default().number("λ₃", 0.0));
    sketch.preset("a wide band: much counts as flat", Settings::default().number("tolerance", 0.5));
    sketch.preset("hardly a band: 0.001 beside 3 counts", Settings::default().number("tolerance", 1e-4));
    let saddle: Option<Kind> = sketch.value((diagonal(&[1.0, -1.0, -1.0]), 0.02));
    sketch.predict(
        "The eigenvalues are 1, −1 and −1. Minimum, maximum, saddle, or undecided?",
        format!("you say {}", word(saddle)),
    );
    (third, tolerance)
}

fn word(kind: Option<Kind>) -> String {
    kind.map_or("nothing".to_owned(), |kind| format!("{kind:?}"))
}

fn panel(heading: &str, h: &DM, tolerance: f64) -> Panel {
    let (mut all, flat) = measured(h, tolerance);
    all.sort_by(f64::total_cmp);
    let (count, last) = (all.len() as f64, all.len() as u32);
    let bars = all.iter().zip(1_u32..).map(|(b, k)| (f64::from(k), *b)).collect::<Vec<_>>();
    let reach = 1.15 * strongest(&all);
    let corners = vec![(0.3, -flat), (count + 0.7, -flat), (count + 0.7, flat), (0.3, flat)];
    Panel::new(Axis::whole("direction without twist", 1, last), Axis::new("bending λ", -reach, reach))
        .heading(heading)
        .layer(Layer::Area { corners, role: Role::Guide, label: "flat".to_owned() })
        .layer(Layer::Bars {
            bars: bars.clone(),
            width: 0.5,
            base: 0.0,
            role: Role::Given,
            label: "bending".to_owned(),
        })
        .layer(Layer::points(Role::Given, Mark::Dot, "", bars))
}
