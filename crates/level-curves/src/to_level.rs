//! Newton's method along the gradient.
//!
//! ```text
//! p ← p + (level − f(p)) · ∇f / ‖∇f‖²
//! ```
//!
//! The truth finds each step another way: of all steps d with ∇f · d = level − f(p), those that the tangent plane
//! sends to the level, it takes the shortest, by Lagrange's conditions.

use crate::fields::{any, bowl, rounded, slope_point, with_gradient, within};
use crate::pictures::{LEVELS, bowl_panel, ellipse, pair};
use nabla_core::{Field, GradientField, Tolerance};
use nabla_grading::figure::{Figure, Layer, Mark, Role, Settings, point_text};
use nabla_grading::{Clause, Exercise, Gradient2, IntoValue, Probes, Sketch, Surface, number, number_text};
use nalgebra::{Matrix3, Vector2, Vector3};

mod judge;
mod mistakes;

type V2 = Vector2<f64>;

/// The exercise `to_level`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("to_level", "exactly `steps` Newton steps from p towards the curve f = level")
        .parts([number("x"), number("y")])
        .probes(probes)
        .truth(|f: Field, _: GradientField, p: V2, level: f64, steps: usize| shortest_steps(&f, p, level, steps))
        // Every step is a formula, and the next one starts where it ends: rounding grows a little on the way.
        .tolerance(Tolerance { relative: 1e-10, absolute: 1e-10 })
        .size(|_: Field, _: GradientField, p: V2, _: f64, _: usize| p.norm())
        .overall(judge::tells_a_mistake)
        .hints([
            "How much height is missing at p? How much does f gain on one unit of the way straight uphill?",
            "Uphill is ∇f/‖∇f‖, and f gains ‖∇f‖ on each unit of it. So how far must you go to gain level − f(p)?",
            "A distance of (level − f(p))/‖∇f‖ along the direction ∇f/‖∇f‖. \
             Repeat it `steps` times, with f and ∇f asked anew at each point; look at ‖∇f‖ before you divide.",
        ])
        .figure(draw);
    variants(clauses(mistakes::add(exercise)))
}

/// The bowl ax² + by², and its gradient, with the rest of the arguments.
fn on_a_bowl(
    (a, b): (f64, f64),
    (x, y): (f64, f64),
    level: f64,
    steps: usize,
) -> (Field, GradientField, V2, f64, usize) {
    let (f, gradient) = with_gradient(Field::bowl(a, b));
    (f, gradient, V2::new(x, y), level, steps)
}

fn probes(ask: &mut Probes) {
    for (p, level, steps) in [
        ((2.0, 1.0), 8.0, 3),
        ((2.0, 1.0), 12.0, 2),
        ((2.0, 1.0), 12.0, 1),
        ((2.0, 1.0), 4.0, 1),
        ((-3.5, 2.5), 8.0, 4),
        ((-35.0, 25.0), 8.0, 4),
        ((0.5, 1.0), 8.0, 1),
    ] {
        ask.at(on_a_bowl((1.0, 4.0), p, level, steps));
    }
    ask.random(28, |draw| {
        let (f, gradient) = with_gradient(any(draw));
        let p = slope_point(draw, &f, 1.0);
        let slope = nabla_truth::gradient_2d(&f, p).norm().min(2.0);
        let level = rounded(f.value(p.as_slice()) + slope * draw.number_off_zero(-0.3, 0.3, 0.1));
        (f, gradient, p, level, usize::try_from(draw.integer(1, 3)).unwrap_or(1))
    });
}

/// The shortest d with g · d = missing: d + λg = 0 and g · d = missing. On flat ground there is none.
fn shortest_steps(field: &Field, p: V2, level: f64, steps: usize) -> V2 {
    (0..steps).fold(p, |p, _| {
        let g = nabla_truth::gradient_2d(field, p);
        let conditions = Matrix3::new(1.0, 0.0, g.x, 0.0, 1.0, g.y, g.x, g.y, 0.0);
        let missing = level - field.value(p.as_slice());
        let step = conditions.lu().solve(&Vector3::new(0.0, 0.0, missing));
        p + step.map_or(V2::repeat(f64::NAN), |step| step.xy())
    })
}

/// Who takes gentle ground for flat does not take all steps either.
const GENTLE: &str = "a gentle slope is not flat ground";

fn clauses(exercise: Exercise) -> Exercise {
    let none = |_: Surface, _: Gradient2, _: V2, _: f64, _: usize| None::<V2>;
    let gentle = Clause::new(GENTLE, "A slope of 1e-6 leads up, perhaps far.");
    let (steep, of_steep) = with_gradient(Field::Exponential { amplitude: 2.0, rates: vec![1.0, 1.0] });
    let (f, gradient) = with_gradient(Field::polynomial(2, &[(1.0, &[2, 0]), (-2.0, &[1, 0]), (4.0, &[0, 2])]));
    exercise
        .clause(
            Clause::new("exactly as many steps as asked", "Take all steps, however near you are.")
                .at(on_a_bowl((0.25, 0.25), (12.0, 9.0), 0.0, 12))
                .at(on_a_bowl((0.25, 0.25), (12.0, 9.0), 0.0, 20))
                .at(on_a_bowl((1.0, 4.0), (2e-7, 1e-7), 1.2e-13, 1))
                .missed_at(
                    "ten at most",
                    |all| [&all[..4], &[10_usize.into_value()]].concat(),
                    "You stop after ten steps.",
                )
                // Near the level the ground is gentle there.
                .unless_missed(GENTLE)
                .once_right(),
        )
        .clause(
            Clause::new("no step leaves p where it is", "With `steps` = 0 the ground does not matter.")
                .at(on_a_bowl((1.0, 4.0), (2.0, 1.0), 12.0, 0))
                .at(on_a_bowl((1.0, 4.0), (0.0, 0.0), 8.0, 0))
                .once_right(),
        )
        .clause(
            // Much height is missing: that the ground is gentle is all that is special.
            [(1e-4, 2e-5), (2e-7, 1e-7), (2e-13, 1e-13), (2e-75, 1e-75)]
                .into_iter()
                .fold(gentle, |gentle, p| gentle.at(on_a_bowl((1.0, 4.0), p, 8.0, 1)))
                .missed("took it for flat", none, ""),
        )
        .clause(
            Clause::new(
                "one of the slopes may be 0",
                "Where f climbs along one axis alone there is a way up: only where both slopes are 0 it is flat.",
            )
            .at(on_a_bowl((1.0, 4.0), (0.0, 1.0), 8.0, 1))
            .at(on_a_bowl((1.0, 4.0), (-2.0, 0.0), 8.0, 1))
            .missed("took it for flat ground", none, ""),
        )
        .clause(
            Clause::new("None on flat ground", "Where the gradient is zero there is no way up or down: `None`.")
                .at(on_a_bowl((1.0, 4.0), (0.0, 0.0), 8.0, 2))
                .at((f, gradient, V2::new(1.0, 0.0), 3.0, 2_usize))
                .gives(None::<V2>),
        )
        .clause(
            Clause::new("None where a step ends on flat ground", "Look at the gradient anew, before each step.")
                .at(on_a_bowl((0.25, 0.25), (16.0, 0.0), -64.0, 2))
                .gives(None::<V2>)
                .once_right(),
        )
        .clause(
            Clause::new("None where the gradient is infinite", "An infinite slope is no direction.")
                .at((steep, of_steep, V2::new(400.0, 400.0), 8.0, 1_usize))
                .gives(None::<V2>)
                .once_right(),
        )
        .clause(
            Clause::not_finite(&[2])
                .gives(None::<V2>)
                .called("None where p is not finite")
                .says("A gradient that is not finite gives no direction: `is_finite` finds NaN and the infinities."),
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("a distance along a unit vector", |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| {
            (0..n).try_fold(p, |p, _| {
                let uphill = d.at(p).try_normalize(0.0).filter(|uphill| uphill.norm().is_finite())?;
                Some(p + uphill * ((c - f.at(p.x, p.y)) / d.at(p).norm()))
            })
        })
        .variant("stops when it is there", |f: Surface, d: Gradient2, p: V2, c: f64, n: usize| {
            let mut p = p;
            for _ in 0..n {
                let missing = c - f.at(p.x, p.y);
                p += if missing == 0.0 { V2::zeros() } else { missing / d.at(p).norm_squared() * d.at(p) };
            }
            Some(p).filter(|p| n == 0 || (p.x + p.y).is_finite())
        })
}

/// The first start, the level and the number of steps, as they were moved.
fn moved(sketch: &mut Sketch<'_>) -> ((f64, f64), f64, usize) {
    let start = sketch.point("start", "where the first walk begins", (3.8, 1.6), -4.6..=4.6, -3.0..=3.0);
    let level = sketch.slider("level", "the level that is walked to", 8.0, 0.5..=16.0);
    let steps = sketch.count("steps", "how many steps are taken", 4, 0..=8);
    for (name, start) in [
        ("from nearly level ground: far beyond, and back", (0.15, 0.1)),
        ("from the bottom: no way leads on", (0.0, 0.0)),
    ] {
        sketch.preset(name, Settings::default().point("start", start));
    }
    sketch.preset("one step: near, not there", Settings::default().number("steps", 1.0));
    let (f, gradient) = bowl();
    let one: Option<V2> = sketch.value((f, gradient, V2::new(3.8, 1.6), 8.0, 1_usize));
    let came_out =
        one.map_or("you have no point".to_owned(), |p| format!("your step leads to {}", point_text(pair(p))));
    let question = "From (3.8, 1.6) on x² + 4y², where does one step straight towards level 8 lead? Click there.";
    sketch.predict_in(0, question, came_out);
    (start, level, steps)
}

/// The learner's steps from four places towards the level 8.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (f, gradient) = bowl();
    let (first, level, most) = moved(sketch);
    let mut panel = bowl_panel((-4.6, 4.6), (-3.0, 3.0));
    if !LEVELS.contains(&level) {
        panel = panel.layer(Layer::line(Role::Given, "the level", ellipse(level)));
    }
    let mut worst = level;
    let mut lost = false;
    let mut moved_early = false;
    for (number, start) in [first, (-1.0, -0.6), (-3.4, 1.9), (1.4, -0.3)].into_iter().enumerate() {
        let ask = |steps: usize| (f.clone(), gradient.clone(), V2::new(start.0, start.1), level, steps);
        let path: Vec<Option<V2>> = sketch.values((0..=most).map(ask));
        let truth: Vec<(f64, f64)> = (0..=most).map(|steps| pair(sketch.truth(ask(steps)))).collect();
        let path: Vec<(f64, f64)> = path.into_iter().map(|p| p.map_or((f64::NAN, f64::NAN), pair)).collect();
        moved_early |= path[0] != start;
        let height = path.last().map_or(f64::NAN, |&(x, y)| f.value(&[x, y]));
        lost |= height.is_nan();
        if !within(height - level, (worst - level).abs()) {
            worst = height;
        }
        let label = |words: &'static str| if number == 0 { words } else { "" };
        panel = panel
            .layer(Layer::line(Role::Truth, label("Newton's steps"), truth))
            .layer(Layer::line(Role::Learner, label("your steps"), path.clone()))
            .layer(Layer::points(Role::Learner, Mark::Dot, "", path))
            .layer(Layer::points(Role::Given, Mark::Ring, label("starts"), [start]));
    }
    let (right, miss) = (sketch.is_right(), number_text((worst - level).abs(), Some(1)));
    let level_text = number_text(level, Some(3));
    let after = if most == 1 { "After 1 step".to_owned() } else { format!("After {most} steps") };
    let title = if right && lost {
        "From the bottom no step leads to another level".to_owned()
    } else if right && (worst - level).abs() > 0.1 {
        format!("{after} a point is still {miss} off level {level_text}")
    } else if right {
        format!("{after} all four points lie on level {level_text}, to within {miss}")
    } else if moved_early {
        "With no step to take your points do not stay where they start".to_owned()
    } else if worst.is_nan() {
        format!("A point of yours is lost on the way to level {level_text}")
    } else if worst.abs() > 1e5 {
        format!("On the way to level {level_text} a point of yours flies off")
    } else if (worst - level).abs() < 1e-3 {
        format!("These four arrive on level {level_text}; another point goes wrong")
    } else {
        let on = number_text(worst, Some(3));
        format!("{after} towards level {level_text} a point of yours is on level {on}")
    };
    Figure::new(title).panel(panel)
}
