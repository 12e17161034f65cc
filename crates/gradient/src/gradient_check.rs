//! Does a gradient that somebody wrote agree with what is measured?
//!
//! ```text
//! eᵢ = |aᵢ − nᵢ| / (|aᵢ| + |nᵢ|),   0 where both are 0, 1 where one is not finite;        the worst one counts
//! ```
//!
//! a is the gradient under test, n the central difference. Sound gradients come out around 1e-9 and that is noise, so
//! errors are compared loosely and a component is only asked for where it stands out.

use crate::numeric_gradient::{central, nudged};
use nabla_core::{Field, Flaw, GradientCheck, GradientField, Tolerance};
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role};
use nabla_grading::{Asked, Complaint, Exercise, GradientN, ManyVariables, Sketch};
use nalgebra::DVector;

type DV = DVector<f64>;

/// Errors below this are noise of the difference quotient.
const NOISE: f64 = 1e-5;

fn relative(a: f64, n: f64) -> f64 {
    if !a.is_finite() || !n.is_finite() {
        1.0
    } else if a == 0.0 && n == 0.0 {
        0.0
    } else {
        (a - n).abs() / (a.abs() + n.abs())
    }
}

/// The largest error and its place; the first one of equals.
fn worst(errors: impl IntoIterator<Item = f64>) -> GradientCheck {
    let nothing = GradientCheck { worst_error: 0.0, component: 0 };
    errors.into_iter().enumerate().fold(nothing, |worst, (component, worst_error)| {
        if worst_error > worst.worst_error { GradientCheck { worst_error, component } } else { worst }
    })
}

fn check(f: &ManyVariables, g: &GradientN, x: &DV, h: f64, error: impl Fn(f64, f64) -> f64) -> GradientCheck {
    let (a, n) = (g.at(x), central(f.as_fn(), x, h));
    worst(a.iter().zip(n.iter()).map(|(a, n)| error(*a, *n)))
}

/// The exercise `gradient_check`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("gradient_check", "the worst relative error between the gradient g and central differences of f, and its component")
        .probes(|ask| {
            let at = |x: &[f64]| DV::from_column_slice(x);
            let f = || Field::polynomial(3, &[(1.0, &[2, 1]), (1.0, &[0, 0, 3]), (2.0, &[1, 0, 1])]);
            let x = || at(&[2.0, 3.0, -1.0]);
            for flaw in [
                Flaw::Sound,
                Flaw::Scaled(1, -1.0),
                Flaw::Scaled(0, 1.01),
                Flaw::Scaled(2, 2.0),
                Flaw::Scaled(1, 0.0),
                Flaw::NotANumber(1),
                Flaw::Swapped(0, 2),
                Flaw::Shifted(2, 0.5),
                Flaw::Shifted(2, -40.0),
            ] {
                ask.at((f(), GradientField::flawed(f(), flaw), x(), 1e-4));
            }
            // Tiny slopes, all wrong; and slopes that are exactly 0.
            let tiny = || Field::polynomial(2, &[(1e-6, &[2]), (3e-6, &[0, 2])]);
            ask.at((tiny(), GradientField::flawed(tiny(), Flaw::Scaled(1, -1.0)), at(&[1.0, 2.0]), 1e-3));
            let flat = || Field::polynomial(2, &[(3.0, &[0, 1])]);
            ask.at((flat(), GradientField::of(flat()), at(&[1.0, 2.0]), 1e-3));
            ask.at((flat(), GradientField::flawed(flat(), Flaw::Shifted(0, 0.25)), at(&[1.0, 2.0]), 1e-3));
            ask.random(20, |draw| {
                let n = usize::try_from(draw.integer(2, 6)).unwrap_or(2);
                let (f, x) = (draw.field_of(n), DV::from_vec((0..n).map(|_| draw.number_off_zero(-1.5, 1.5, 0.5)).collect()));
                let i = usize::try_from(draw.integer(0, n as i64 - 1)).unwrap_or(0);
                let flaw = match draw.integer(0, 4) {
                    0 => Flaw::Sound,
                    1 => Flaw::NotANumber(i),
                    2 => Flaw::Shifted(i, draw.number(0.3, 2.0)),
                    _ => Flaw::Scaled(i, draw.number(1.05, 3.0)),
                };
                (f.clone(), GradientField::flawed(f, flaw), x, 1e-4)
            });
        })
        .truth(|f: Field, g: GradientField, x: DV, _h: f64| {
            // Against exact slopes instead of differences: the same but for noise.
            let exact = nabla_truth::gradient(&f, x.as_slice());
            worst(g.value(x.as_slice()).iter().zip(&exact).map(|(a, n)| relative(*a, *n)))
        })
        .tolerance(Tolerance::difference())
        .not_unique()
        .property(says_how_wrong)
        .hints([
            "Measure the gradient yourself, by central differences, and compare it with g(x) component by component.",
            "For one component the error is |a − n| / (|a| + |n|). Which inputs make that 0/0, and what should they give? And NaN?",
            "Keep the largest error and its index while you go; `f64::max` and `>` both pass over NaN, so treat it first.",
        ])
        .figure(draw);
    variants(mistakes(exercise))
}

/// The error is the worst one up to noise, and the component is that of an error as large.
fn says_how_wrong(asked: &Asked<'_>) -> Result<(), Complaint> {
    let (f, g, x): (Field, GradientField, DV) = (asked.argument(0), asked.argument(1), asked.argument(2));
    let Some(GradientCheck { worst_error: yours, component }) = asked.value() else {
        return Err(Complaint::new("The answer is no GradientCheck."));
    };
    let exact = nabla_truth::gradient(&f, x.as_slice());
    let errors: Vec<f64> = g.value(x.as_slice()).iter().zip(&exact).map(|(a, n)| relative(*a, *n)).collect();
    let truth = errors.iter().copied().fold(0.0, f64::max);
    if yours.is_nan() {
        return Err(Complaint::new(
            "Your worst error is NaN, and NaN passes every comparison with a threshold: treat it before you compare.",
        ));
    }
    if (yours - truth).abs() > NOISE + 1e-3 * truth || yours < 0.0 {
        let flaw = if truth < NOISE { "This gradient is sound" } else { "This gradient is wrong" };
        return Err(Complaint::new(format!(
            "{flaw}, and your check says something else: go through its components by hand."
        )));
    }
    if truth > 10.0 * NOISE && errors.get(component).is_none_or(|error| *error < truth - NOISE - 1e-3 * truth) {
        return Err(Complaint::named(
            "pointed at another component",
            "The error is right; it is not in the component that you name. Count from 0.",
        ));
    }
    Ok(())
}

fn mistakes(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "took the absolute error",
            |f: ManyVariables, g: GradientN, x: DV, h: f64| check(&f, &g, &x, h, |a, n| if (a - n).is_nan() { 1.0 } else { (a - n).abs() }),
            "Feed it a gradient of 1e-6 that is all wrong: it passes. An error says little before it is compared with the slopes.",
        )
        .mistake(
            "let NaN pass",
            |f: ManyVariables, g: GradientN, x: DV, h: f64| check(&f, &g, &x, h, |a, n| if a == 0.0 && n == 0.0 { 0.0 } else { (a - n).abs() / (a.abs() + n.abs()) }),
            "A gradient with NaN in it passes your check: no comparison with NaN is ever true.",
        )
        .mistake(
            "divided zero by zero",
            |f: ManyVariables, g: GradientN, x: DV, h: f64| check(&f, &g, &x, h, |a, n| if a == 0.0 && n == 0.0 { 1.0 } else { relative(a, n) }),
            "Where both slopes are 0 they agree perfectly: the error there is 0.",
        )
        .mistake(
            "took the mean",
            |f: ManyVariables, g: GradientN, x: DV, h: f64| {
                let (a, n) = (g.at(&x), central(f.as_fn(), &x, h));
                let errors: Vec<f64> = a.iter().zip(n.iter()).map(|(a, n)| relative(*a, *n)).collect();
                let mean = errors.iter().sum::<f64>() / errors.len().max(1) as f64;
                GradientCheck { worst_error: mean, component: worst(errors).component }
            },
            "One wrong component among a thousand would hide in a mean: the worst one is asked for.",
        )
        .mistake(
            "looked at the first component only",
            |f: ManyVariables, g: GradientN, x: DV, h: f64| {
                let (a, n) = (g.at(&x), central(f.as_fn(), &x, h));
                GradientCheck { worst_error: relative(a[0], n[0]), component: 0 }
            },
            "Your check never looks past component 0.",
        )
        .mistake(
            "kept the sign",
            |f: ManyVariables, g: GradientN, x: DV, h: f64| check(&f, &g, &x, h, |a, n| if relative(a, n) == 1.0 && !a.is_finite() { 1.0 } else if a == 0.0 && n == 0.0 { 0.0 } else { (a - n) / (a.abs() + n.abs()) }),
            "A gradient that is too small passes your check: how far apart two numbers are has no sign.",
        )
        .mistake(
            "divided by the signed sum",
            |f: ManyVariables, g: GradientN, x: DV, h: f64| check(&f, &g, &x, h, |a, n| if relative(a, n) == 0.0 || !a.is_finite() { relative(a, n) } else { ((a - n) / (a + n)).abs().min(1e6) }),
            "With a flipped sign a + n is nearly 0: sizes are added, not signed numbers.",
        )
        .mistake(
            "divided by the measured slope",
            |f: ManyVariables, g: GradientN, x: DV, h: f64| check(&f, &g, &x, h, |a, n| if relative(a, n) == 0.0 || !a.is_finite() { relative(a, n) } else { ((a - n) / n).abs().min(1e6) }),
            "A slope twice too large should give 1/3: divide by the sum of both sizes, which never favours one of them.",
        )
        .mistake(
            "took the smallest error",
            |f: ManyVariables, g: GradientN, x: DV, h: f64| {
                let (a, n) = (g.at(&x), central(f.as_fn(), &x, h));
                let errors = a.iter().zip(n.iter()).map(|(a, n)| relative(*a, *n));
                let (component, worst_error) = errors.enumerate().min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0, 0.0));
                GradientCheck { worst_error, component }
            },
            "One component that agrees does not make a gradient right: it is the worst one that counts.",
        )
        .mistake(
            "measured forward",
            |f: ManyVariables, g: GradientN, x: DV, _h: f64| {
                let h = 0.05;
                let (a, here) = (g.at(&x), f.at(&x));
                worst((0..x.len()).map(|i| relative(a[i], (f.at(&nudged(&x, i, h)) - here) / h)))
            },
            "Sound gradients fail your check: your own measurement is too coarse. Use both sides of x and the given h.",
        )
        .mistake(
            "always content",
            |_f: ManyVariables, _g: GradientN, _x: DV, _h: f64| GradientCheck { worst_error: 0.0, component: 0 },
            "Your check never finds anything: show it a gradient with a flipped sign.",
        )
        .mistake(
            "compared the lengths",
            |f: ManyVariables, g: GradientN, x: DV, h: f64| {
                let (a, n) = (g.at(&x).norm(), central(f.as_fn(), &x, h).norm());
                GradientCheck { worst_error: relative(a, n), component: 0 }
            },
            "Two arrows of one length may point anywhere: compare component by component.",
        )
        .mistake(
            "forgot one of the sizes below",
            |f: ManyVariables, g: GradientN, x: DV, h: f64| check(&f, &g, &x, h, |a, n| if relative(a, n) == 0.0 || !a.is_finite() { relative(a, n) } else { (a - n).abs() / a.abs().max(n.abs()) }),
            "A flipped sign should give the error 1; yours is 2. The sum of both sizes stands below, not the larger one.",
        )
        .mistake(
            "counted components from one",
            |f: ManyVariables, g: GradientN, x: DV, h: f64| {
                let GradientCheck { worst_error, component } = check(&f, &g, &x, h, relative);
                GradientCheck { worst_error, component: component + 1 }
            },
            "The error is right; the first component has the index 0.",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("a loop", |f: ManyVariables, g: GradientN, x: DV, h: f64| {
            let a = g.at(&x);
            let mut worst = GradientCheck { worst_error: 0.0, component: 0 };
            for i in 0..x.len() {
                let n = (f.at(&nudged(&x, i, h)) - f.at(&nudged(&x, i, -h))) / (2.0 * h);
                let error = relative(a[i], n);
                if error > worst.worst_error {
                    worst = GradientCheck { worst_error: error, component: i };
                }
            }
            worst
        })
        .variant("the last of equals", |f: ManyVariables, g: GradientN, x: DV, h: f64| {
            let (a, n) = (g.at(&x), central(f.as_fn(), &x, h));
            let errors = a.iter().zip(n.iter()).map(|(a, n)| relative(*a, *n)).enumerate();
            let (component, worst_error) = errors.max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0, 0.0));
            GradientCheck { worst_error, component }
        })
        .variant("a finer stencil", |f: ManyVariables, g: GradientN, x: DV, h: f64| {
            let (wide, narrow) = (central(f.as_fn(), &x, h), central(f.as_fn(), &x, h / 2.0));
            let n = (4.0 * narrow - wide) / 3.0;
            worst(g.at(&x).iter().zip(n.iter()).map(|(a, n)| relative(*a, *n)))
        })
}

/// What the learner's check says of planted flaws, on a log scale with the usual thresholds.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = Field::polynomial(3, &[(1.0, &[2, 1]), (1.0, &[0, 0, 3]), (2.0, &[1, 0, 1])]);
    let x = DV::from_vec(vec![2.0, 3.0, -1.0]);
    let tiny = Field::polynomial(3, &[(1e-6, &[2]), (3e-6, &[0, 2]), (2e-6, &[0, 0, 1])]);
    let cases = [
        ("sound", &f, Flaw::Sound),
        ("1 % off", &f, Flaw::Scaled(0, 1.01)),
        ("sign", &f, Flaw::Scaled(1, -1.0)),
        ("swapped", &f, Flaw::Swapped(0, 2)),
        ("NaN", &f, Flaw::NotANumber(1)),
        ("tiny, wrong", &tiny, Flaw::Scaled(1, -1.0)),
    ];
    let arguments: Vec<_> = cases
        .iter()
        .map(|(_, f, flaw)| ((*f).clone(), GradientField::flawed((*f).clone(), flaw.clone()), x.clone(), 1e-3))
        .collect();
    let yours: Vec<Option<GradientCheck>> = sketch.values(arguments.clone());
    let floor = |error: f64| if error.is_nan() { error } else { error.max(2e-12) };
    let place = |i: usize| 1.0 + i as f64;
    let points: Vec<(f64, f64)> = yours
        .iter()
        .enumerate()
        .map(|(i, check)| (place(i), check.map_or(f64::NAN, |check| floor(check.worst_error))))
        .collect();
    let truth: Vec<(f64, f64)> = arguments
        .into_iter()
        .enumerate()
        .map(|(i, arguments)| (place(i), floor(sketch.truth::<GradientCheck>(arguments).worst_error.max(1e-10))))
        .collect();
    let missed: Vec<&str> = cases
        .iter()
        .zip(&points)
        .skip(1)
        .filter(|(_, (_, error))| error.is_nan() || *error < 1e-3)
        .map(|((name, ..), _)| *name)
        .collect();
    let title = match missed[..] {
        _ if sketch.is_right() => "Your check lets the sound gradient pass and stops every flaw".to_owned(),
        [] if points[0].1 > 1e-5 => "Your check stops a gradient that is sound".to_owned(),
        [] => "Your check finds the flaws; its numbers or components are not right yet".to_owned(),
        _ => format!("Your check lets pass: {}", missed.join(", ")),
    };
    let mut panel = Panel::new(Axis::new("planted flaw", 0.5, 6.9), Axis::log("worst relative error", 1e-12, 10.0))
        .layer(Layer::line(Role::Guide, "above: wrong (1e-2)", [(0.5, 1e-2), (6.9, 1e-2)]))
        .layer(Layer::line(Role::Guide, "below: sound (1e-7)", [(0.5, 1e-7), (6.9, 1e-7)]))
        .layer(Layer::Stems { stems: truth, base: 1e-12, role: Role::Truth, label: "true".to_owned() })
        .layer(Layer::Stems { stems: points, base: 1e-12, role: Role::Learner, label: "your check".to_owned() });
    for (i, (name, ..)) in cases.iter().enumerate() {
        panel = panel.layer(Layer::text(Role::Given, (place(i), 1e-12), *name));
    }
    Figure::new(title).panel(panel)
}
