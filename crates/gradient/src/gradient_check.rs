//! Does a gradient that somebody wrote agree with what is measured?
//!
//! ```text
//! eᵢ = |aᵢ − nᵢ| / (|aᵢ| + |nᵢ|),   0 where both are 0, 1 where one is not finite;        the worst one counts
//! ```
//!
//! a is the gradient under test, n the central difference. Every probe has one component that is clearly the worst.

mod slips;

use crate::measure::{CENTRAL, Measure, central, uses_the_step};
use nabla_core::{Field, Flaw, GradientCheck, GradientField, Tolerance};
use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, Settings};
use nabla_grading::{Clause, Exercise, GradientN, ManyVariables, Sketch, number, number_text, other};
use nalgebra::DVector;

type DV = DVector<f64>;
type Probe = (Field, GradientField, DV, f64);

/// How the check is made.
#[derive(Clone, Copy)]
struct Rules {
    /// How n is measured.
    measure: Measure,
    /// How far apart two slopes are.
    error: fn(a: f64, n: f64) -> f64,
    /// What becomes of the errors of all components.
    sum_up: fn(&[f64]) -> GradientCheck,
}

const RIGHT: Rules = Rules { measure: CENTRAL, error: relative, sum_up: worst };

fn relative(a: f64, n: f64) -> f64 {
    (a - n).abs() / (a.abs() + n.abs())
}

/// An error wherever it makes sense: 1 where a slope is not finite, 0 where both are 0.
fn guarded(a: f64, n: f64, error: fn(f64, f64) -> f64) -> f64 {
    match a.is_finite() && n.is_finite() {
        false => 1.0,
        true if a == 0.0 && n == 0.0 => 0.0,
        true => error(a, n),
    }
}

fn at(worst_error: f64, component: usize) -> GradientCheck {
    GradientCheck { worst_error, component }
}

/// The largest error and its place; the first one of equals.
fn worst(errors: &[f64]) -> GradientCheck {
    let larger = |worst: GradientCheck, (i, &error)| if error > worst.worst_error { at(error, i) } else { worst };
    errors.iter().enumerate().fold(at(0.0, 0), larger)
}

impl Rules {
    fn check(self, f: &ManyVariables, g: &GradientN, x: &DV, h: f64) -> GradientCheck {
        self.compare(&g.at(x), &self.measure.gradient(f.as_fn(), x, h))
    }

    fn compare(self, a: &DV, n: &DV) -> GradientCheck {
        (self.sum_up)(a.zip_map(n, |a, n| guarded(a, n, self.error)).as_slice())
    }
}

fn flawed(f: Field, flaw: Flaw, x: &[f64], h: f64) -> Probe {
    (f.clone(), GradientField::flawed(f, flaw), DV::from_column_slice(x), h)
}

/// x²y + z³ + 2xz at (2, 3, −1): the slopes are 10, 4 and 7, and h = 0.1 makes the last one 7.01.
fn planted(flaw: Flaw, h: f64) -> Probe {
    flawed(Field::polynomial(3, &[(1.0, &[2, 1]), (1.0, &[0, 0, 3]), (2.0, &[1, 0, 1])]), flaw, &[2.0, 3.0, -1.0], h)
}

/// One function of two variables, as high as is said.
fn scaled(height: f64, flaw: Flaw, h: f64) -> Probe {
    flawed(Field::polynomial(2, &[(height, &[2]), (3.0 * height, &[0, 2])]), flaw, &[1.0, 2.0], h)
}

/// 1000x³ + y² at (1, 2): the step makes the large slope 3000 into 3250 and leaves the small one, 4, as it is.
fn uneven() -> Probe {
    flawed(Field::polynomial(2, &[(1000.0, &[3, 0]), (1.0, &[0, 2])]), Flaw::Scaled(1, -1.0), &[1.0, 2.0], 0.5)
}

/// A function of one variable with its own gradient.
fn lone(f: Field, x: f64, h: f64) -> Probe {
    flawed(f, Flaw::Sound, &[x], h)
}

/// The exercise `gradient_check`.
pub(crate) fn exercise() -> Exercise {
    let asks = "the worst relative error between the gradient g and central differences of f, and its component";
    let exercise = Exercise::new("gradient_check", asks)
        .probes(|ask| {
            let flaws = [Flaw::Sound, Flaw::Shifted(2, 0.5), Flaw::Scaled(1, -1.5), Flaw::Scaled(0, 1.01)];
            flaws.into_iter().for_each(|flaw| ask.at(planted(flaw, 0.1)));
            let flaws = [Flaw::Sound, Flaw::Scaled(2, 2.0), Flaw::Swapped(0, 2), Flaw::Shifted(2, -40.0)];
            flaws.into_iter().for_each(|flaw| ask.at(planted(flaw, 0.2)));
            ask.at(scaled(1.0, Flaw::Scaled(1, 1.25), 0.1));
            // All of it is wrong, or nothing: here other answers that are always 1 part from one another.
            ask.at(flawed(Field::curve(&[0.0, 0.0, 0.0, 1.0]), Flaw::Scaled(0, -1.5), &[2.0], 0.1));
            ask.at(lone(Field::curve(&[0.0, 0.0, 1.0]), 3.0, 0.1));
            // Two slopes are wrong: the large one by more, the small one by a larger part of it.
            ask.at(uneven());
            ask.random(20, |draw| {
                let n = usize::try_from(draw.integer(2, 6)).unwrap_or(2);
                let (f, x) = (draw.field_of(n), DV::from_fn(n, |_, _| draw.number_off_zero(-1.5, 1.5, 0.5)));
                let i = usize::try_from(draw.integer(0, n as i64 - 1)).unwrap_or(0);
                let g = GradientField::flawed(f.clone(), Flaw::Scaled(i, draw.number(1.5, 3.0)));
                (f, g, x, draw.number(0.06, 0.2))
            });
        })
        .truth(|f: Field, g: GradientField, x: DV, h: f64| {
            let n = central(&|x: &DV| f.value(x.as_slice()), &x, h);
            RIGHT.compare(&DV::from_vec(g.value(x.as_slice())), &n)
        })
        .tolerance(Tolerance::same_difference())
        // An error is at most 1, and what a sound gradient leaves is noise beside that.
        .size(|_: Field, _: GradientField, _: DV, _: f64| 1.0)
        .parts([number("the worst error"), other("the component")])
        .overall(uses_the_step)
        .hints([
            "Measure the gradient yourself, by central differences, and compare it with g(x) component by component.",
            "For one component the error is |a − n| / (|a| + |n|). \
             Which inputs make that 0/0, and what should they give? And NaN?",
            "Keep the largest error and its index while you go; `f64::max` and `>` both pass over NaN, \
             so treat it first.",
        ])
        .figure(draw);
    variants(slips::mistakes(clauses(exercise)))
}

fn clauses(exercise: Exercise) -> Exercise {
    // f overflows: n is ∞ or −∞ on the exponential, ∞ − ∞ on the cubic, and g is finite.
    let cliff = |amplitude: f64| lone(Field::Exponential { amplitude, rates: vec![1.0] }, 709.5, 0.5);
    let lofty = lone(Field::curve(&[0.0, 0.0, 0.0, 1.0]), 1e150, 1.0);
    let flat = |flaw: Flaw| flawed(Field::polynomial(2, &[(3.0, &[0, 1])]), flaw, &[1.0, 2.0], 0.1);
    let one_zero = "Where only one of the slopes is 0, the other one is all wrong: its error is 1.";
    let infinite = |component: usize, slope: f64| planted(Flaw::Shifted(component, slope), 0.1);
    let passes = "What is not finite passes your check: no comparison with NaN is ever true.";
    let nan_only = "An infinite slope passes your check, for ∞/∞ is NaN: `is_finite` finds both.";
    let not_finite =
        Clause::new("1 where a slope is not finite", "A slope that is NaN or infinite is completely wrong: 1.")
            .at(planted(Flaw::NotANumber(1), 0.1))
            .at(infinite(1, f64::INFINITY))
            .at(infinite(2, f64::NEG_INFINITY))
            .at(cliff(1.0))
            .at(cliff(-1.0))
            .at(lofty)
            .missed("let them pass", careless(relative), passes)
            .missed("NaN only", careless(|a, n| if a.is_nan() || n.is_nan() { 1.0 } else { relative(a, n) }), nan_only)
            .missed(
                "g only",
                careless(|a, n| if a.is_finite() { relative(a, n) } else { 1.0 }),
                "What was measured may be NaN, too.",
            );
    const SIZES: &str = "slopes of any size";
    let flat = Clause::new("0 where both slopes are 0", "Where both slopes are 0 they agree, but 0/0 is NaN.")
        // Whoever adds a little below does not quite give 1 where one slope is 0.
        .unless_missed(SIZES)
        .at(flat(Flaw::Scaled(1, 1.25)))
        .at(flat(Flaw::Shifted(0, 0.25)))
        .at(planted(Flaw::Scaled(1, 0.0), 0.1))
        .at(lone(Field::curve(&[3.0]), 2.0, 0.1))
        .missed("called them wrong", careless(|a, n| if a == n { 1.0 } else { relative(a, n) }), "")
        .missed("one is enough", careless(|a, n| if a * n == 0.0 { 0.0 } else { relative(a, n) }), one_zero);
    let small = "A slope that is small and all wrong passes your check: only what is exactly 0 is 0.";
    let sizes = [1e-6, 1e-9, 1e-12, 1e-100, 1e100]
        .into_iter()
        .fold(Clause::new(SIZES, small), |clause, size| clause.at(scaled(size, Flaw::Scaled(1, -1.0), 0.1)));
    let tiny = |a: f64, n: f64| if a.abs().max(n.abs()) < 1e-8 { 0.0 } else { relative(a, n) };
    let long = Clause::any_length(&[1, 2, 7, 25, 200], |draw, n| {
        let wave = (0..n).map(|_| draw.number_off_zero(-0.2, 0.2, 0.01)).collect();
        let f = Field::Wave { amplitude: 2.0, wave, phase: 0.3 };
        flawed(f, Flaw::Scaled(n - 1, 1.5), &draw.numbers(n, -2.0, 2.0), 0.1)
    });
    exercise
        .clause(Clause::any_step(3, &[1e-3, 0.01, 0.5, 1.0]))
        .clause(not_finite)
        .clause(flat)
        .clause(sizes.missed("took what is small for zero", careless(tiny), ""))
        .clause(long.called("any number of components").unless_missed(SIZES))
}

/// The check of somebody whose error has no guard, or one of their own.
fn careless(error: fn(f64, f64) -> f64) -> impl Fn(ManyVariables, GradientN, DV, f64) -> GradientCheck {
    move |f, g, x, h| worst(g.at(&x).zip_map(&central(f.as_fn(), &x, h), error).as_slice())
}

fn variants(exercise: Exercise) -> Exercise {
    exercise.variant("the last of equals", |f: ManyVariables, g: GradientN, x: DV, h: f64| {
        let errors = g.at(&x).zip_map(&central(f.as_fn(), &x, h), |a, n| guarded(a, n, relative));
        let last = errors.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
        last.map_or(at(0.0, 0), |(component, error)| at(*error, component))
    })
}

/// The step, as it was moved.
fn moved(sketch: &mut Sketch<'_>) -> f64 {
    let h = sketch.log_slider("h", "the step with which slopes are measured", 1e-3, 1e-13..=1.0);
    for (name, h) in [
        ("h at its best", 1e-5),
        ("h too small: rounding spoils a sound gradient", 1e-12),
        ("h too large: the bend of f does", 0.3),
    ] {
        sketch.preset(name, Settings::default().number("h", h));
    }
    let scaled: Option<GradientCheck> = sketch.value(planted(Flaw::Scaled(0, 1.01), 1e-3));
    let error = scaled.map_or(f64::NAN, |check| check.worst_error);
    sketch.predict(
        "One slope of a gradient is 1 % too large. How large is its relative error |a − n| / (|a| + |n|)?",
        format!("your check says {}", number_text(error, Some(2))),
    );
    h
}

/// What the learner's check says of planted flaws, on a log scale with the usual thresholds.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let cases = [
        ("sound", 1.0, Flaw::Sound),
        ("1 % off", 1.0, Flaw::Scaled(0, 1.01)),
        ("sign", 1.0, Flaw::Scaled(1, -1.0)),
        ("swapped", 1.0, Flaw::Swapped(0, 2)),
        ("NaN", 1.0, Flaw::NotANumber(1)),
        ("tiny, wrong", 1e-6, Flaw::Scaled(1, -1.0)),
    ];
    let h = moved(sketch);
    let arguments =
        cases.clone().map(|(_, size, flaw)| if size < 1.0 { scaled(size, flaw, h) } else { planted(flaw, h) });
    let yours: Vec<Option<GradientCheck>> = sketch.values(arguments.clone());
    let floor = |error: f64| if error.is_nan() { error } else { error.max(2e-12) };
    let place = |i: usize| i as f64;
    let error = |check: &Option<GradientCheck>| check.map_or(f64::NAN, |check| floor(check.worst_error));
    let points: Vec<(f64, f64)> = yours.iter().enumerate().map(|(i, check)| (place(i), error(check))).collect();
    let true_error = |arguments: Probe| sketch.truth::<GradientCheck>(arguments).worst_error.max(1e-10);
    let truth = arguments.into_iter().enumerate().map(|(i, arguments)| (place(i), true_error(arguments))).collect();
    let missed: Vec<&str> = cases
        .iter()
        .zip(&points)
        .skip(1)
        .filter(|(_, (_, error))| error.is_nan() || *error < 1e-3)
        .map(|((name, ..), _)| *name)
        .collect();
    let title = match missed[..] {
        _ if sketch.is_right() && points[0].1 > 1e-7 => {
            let [h, error] = [h, points[0].1].map(|number| number_text(number, Some(2)));
            format!("With h = {h} slopes are measured so badly that even a sound gradient is {error} off")
        }
        [] if sketch.is_right() => "Your check lets the sound gradient pass and shows every flaw".to_owned(),
        [] if points[0].1 > 1e-5 => "Your check stops a gradient that is sound".to_owned(),
        [] => "Your check finds the flaws; its numbers or components are not right yet".to_owned(),
        _ => format!("Your check lets pass: {}", missed.join(", ")),
    };
    let names = Axis::named("planted flaw", cases.map(|(name, ..)| name));
    let across = |height: f64| [(names.from, height), (names.to, height)];
    let (wrong, sound) = (across(1e-2), across(1e-7));
    let panel = Panel::new(names, Axis::log("worst relative error", 1e-12, 10.0))
        .layer(Layer::line(Role::Guide, "", wrong))
        .layer(Layer::text(Role::Guide, (place(0), 1e-2), "wrong above"))
        .layer(Layer::line(Role::Guide, "", sound))
        .layer(Layer::text(Role::Guide, (place(0), 1.5e-8), "sound below"))
        .layer(Layer::Stems { stems: truth, base: 1e-12, role: Role::Truth, label: "true".to_owned() })
        .layer(Layer::Stems { stems: points, base: 1e-12, role: Role::Learner, label: "your check".to_owned() });
    Figure::new(title).panel(panel)
}
