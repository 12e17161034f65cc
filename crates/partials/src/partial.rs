//! One partial derivative of a function of any number of variables, by a central difference.
//!
//! ```text
//! ∂f/∂xᵢ ≈ [f(x + h·eᵢ) − f(x − h·eᵢ)] / 2h,        eᵢ = (0, …, 1, …, 0)
//! ```
//!
//! On x³ + xy² at (2, 3) with h = 0.1 the answer along x is 21.01: the h² in it shows the step. Coordinates of a point
//! are unlike one another, so that a wrong index shows, and points have two to six of them.

use crate::stencil::{Change, Quotient, central_slips, placed_along, slips};
use nabla_core::{Draw, Field, Tolerance, difference_rounding};
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings, point_text};
use nabla_grading::{Clause, Complaint, Exercise, ManyVariables, Observation, Sketch, Value, number};
use nalgebra::DVector;

type Point = DVector<f64>;

/// The partial slope as a procedure.
#[derive(Clone)]
struct Rules {
    quotient: Quotient,
    /// Where the coordinate k stands when the coordinate i moves by so much.
    place: fn(&Point, usize, usize, f64) -> f64,
}

impl Rules {
    fn slope(&self, f: &ManyVariables, x: &Point, i: usize, h: f64) -> f64 {
        let at = |by: f64| f.at(&DVector::from_fn(x.len(), |k, _| (self.place)(x, k, i, by)));
        self.quotient.of(|place| at(place - x[i]), x[i], h)
    }
}

/// The exercise `partial`.
pub(crate) fn exercise() -> Exercise {
    let right = Rules { quotient: Quotient::CENTRAL, place: |x, k, i, by| if k == i { x[k] + by } else { x[k] } };
    let asks = "the central difference of f at x along coordinate i; None when there is no such coordinate";
    let exercise = Exercise::new("partial", asks)
        .probes(|ask| {
            let (bowl, at) = (|| Field::bowl(1.0, 4.0), |x: &[f64]| DVector::from_column_slice(x));
            ask.at((Field::polynomial(2, &[(1.0, &[3, 0]), (1.0, &[1, 2])]), at(&[2.0, 3.0]), 0_usize, 0.1));
            ask.at((bowl(), at(&[2.0, 3.0]), 0_usize, 0.1));
            ask.at((bowl(), at(&[2.0, 3.0]), 1_usize, 0.1));
            ask.at((Field::example_1(), at(&[3.0, -4.0]), 0_usize, 0.2));
            ask.at((Field::example_2(), at(&[-2.0, -3.0, 3.0]), 2_usize, 0.1));
            ask.random(24, |draw| {
                let variables = usize::try_from(draw.integer(2, 6)).unwrap_or(2);
                let i = usize::try_from(draw.integer(0, variables as i64 - 1)).unwrap_or(0);
                let (f, x) = (draw.field_of(variables), draw.numbers(variables, -2.0, 2.0));
                (f, DVector::from_vec(x), i, draw.number(0.02, 0.2))
            });
        })
        .truth(|f: Field, x: Point, i: usize, h: f64| truth(&f, &x, i, h))
        .tolerance(Tolerance::same_difference())
        .size(|f: Field, x: Point, i: usize, h: f64| {
            let size = |by: f64| f.size(nudged(&x, i, by).as_slice());
            if i < x.len() { difference_rounding(size(h) + size(-h), h) } else { 0.0 }
        })
        .parts([number("the slope")])
        .property(others_stand_still)
        .overall(placed_along)
        .slips(
            right,
            |rules| move |f: ManyVariables, x: Point, i: usize, h: f64| rules.slope(&f, &x, i, h),
            slips(&[&SLIPS], |rules| rules).into_iter().chain(central_slips(|rules: &mut Rules| &mut rules.quotient)),
        )
        .mistake(
            "left out the last coordinate",
            |f: Field, x: Point, i: usize, h: f64| (i + 1 < x.len()).then(|| truth(&f, &x, i, h)),
            "You answer None for the last coordinate, and it does exist: check the comparison.",
        )
        .hints([
            "It is the central difference again; only coordinate i of the point moves, all others keep their values.",
            "f takes a whole vector: make two copies of x and change one entry in each. \
             First ask whether that entry exists.",
            "`let mut ahead = x.clone(); ahead[i] += h;` is one of the two; `if i >= x.len() { return None; \
             }` comes before.",
        ])
        .figure(draw);
    variants(clauses(exercise))
}

/// x with `by` added to coordinate `i`.
fn nudged(x: &Point, i: usize, by: f64) -> Point {
    let mut nudged = x.clone();
    nudged[i] += by;
    nudged
}

fn truth(f: &Field, x: &Point, i: usize, h: f64) -> f64 {
    (f.value(nudged(x, i, h).as_slice()) - f.value(nudged(x, i, -h).as_slice())) / (2.0 * h)
}

/// Wherever f was asked, only coordinate i had moved.
fn others_stand_still(asked: &Observation<'_>) -> Result<(), Complaint> {
    let (x, i): (Point, usize) = (asked.argument(1), asked.argument(2));
    let moved =
        |point: &[f64]| point.len() != x.len() || point.iter().zip(&x).enumerate().any(|(j, (a, b))| j != i && a != b);
    let Some(astray) = asked.looked().find(|point| moved(point)) else { return Ok(()) };
    let place = Value::Numbers(astray.to_vec());
    let says =
        format!("Coordinates other than {i} have moved in yours: a partial slope is that of one coordinate alone.");
    let complaint = Complaint::named("moved other coordinates", says);
    Err(complaint
        .got(format!("f asked at {place:.6}"))
        .expected(format!("f asked where only coordinate {i} has moved")))
}

const SLIPS: [Change<Rules>; 5] = [
    (
        "always moved the first coordinate",
        |r| r.place = |x, k, _, by| if k == 0 { x[k] + by } else { x[k] },
        "Your answer does not depend on i: which coordinate do you nudge?",
    ),
    (
        "counted from one",
        |r| r.place = |x, k, i, by| if k == i.saturating_sub(1) { x[k] + by } else { x[k] },
        "You nudge the coordinate before the one that was asked for: the first one has the index 0.",
    ),
    ("moved all coordinates", |r| r.place = |x, k, _, by| x[k] + by, "A partial slope moves one input: you moved all."),
    (
        "scaled instead of shifted",
        |r| r.place = |x, k, i, by| if k == i { x[k] + by * x[k] } else { x[k] },
        "Your step grows with xᵢ and vanishes where xᵢ is 0: h is added to the coordinate.",
    ),
    (
        "set in place of adding",
        |r| r.place = |x, k, i, by| if k == i { by } else { x[k] },
        "Your coordinate is h or −h itself: that is a slope at 0. h is added to where the coordinate stands.",
    ),
];

fn clauses(exercise: Exercise) -> Exercise {
    let point = |x: &[f64]| DVector::from_column_slice(x);
    let none = Clause::new(
        "None when there is no coordinate i",
        "The indices of n coordinates run from 0 to n − 1: ask before you reach into the vector.",
    );
    // x₁xₙ + xₙ³
    let many = |draw: &mut Draw, n: usize| {
        let (mut product, mut cube) = (vec![0; n], vec![0; n]);
        (product[0], cube[n - 1]) = (1, 3);
        product[n - 1] += 1;
        let f = Field::polynomial(n, &[(1.0, &product), (1.0, &cube)]);
        (f, DVector::from_vec(draw.numbers(n, -2.0, 2.0)), n - 1, 0.1)
    };
    let steep = Field::Wave { amplitude: 1.0, wave: vec![1e5, 0.0], phase: 0.3 };
    exercise
        .clause(
            none.at((Field::bowl(1.0, 4.0), point(&[2.0, 3.0]), 2_usize, 0.1))
                .at((Field::example_2(), point(&[-2.0, -3.0, 3.0]), 7_usize, 0.1))
                .at((Field::curve(&[0.0, 1.0]), point(&[]), 0_usize, 0.1))
                .gives(None::<f64>)
                .missed(
                    "invented a slope",
                    |_: Field, _: Point, _: usize, _: f64| 0.0,
                    "The slope along a coordinate that does not exist is not 0: there is none.",
                ),
        )
        .clause(
            Clause::any_length(&[1, 2, 3, 10, 120], many)
                .at((Field::bowl(1.0, 4.0), point(&[40.0, -70.0]), 1_usize, 0.1))
                .called("any number of coordinates, each anywhere")
                .says("f may have very many variables or a single one, and each coordinate may lie far from 0."),
        )
        .clause(any_step().at((steep, point(&[0.3, 2.0]), 0_usize, 1e-7)))
}

fn any_step() -> Clause {
    let short_wave = |h: f64| Field::Wave { amplitude: 1.0, wave: vec![0.0, 1.0 / h], phase: 0.0 };
    let cubic = || Field::polynomial(2, &[(1.0, &[2, 0]), (1.0, &[0, 3])]);
    Clause::any_step(3, &[30.0, 2.5, 0.75, 3e-3])
        .tiny_steps(3, |h| (short_wave(h), Point::zeros(2), 1_usize, h))
        .huge_steps(3, |h| (cubic(), Point::zeros(2), 1_usize, h))
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("one copy, moved there and back", |f: ManyVariables, mut x: Point, i: usize, h: f64| {
            let middle = *x.get(i)?;
            x[i] = middle + h;
            let ahead = f.at(&x);
            x[i] = middle - h;
            Some((ahead - f.at(&x)) / (2.0 * h))
        })
        .variant("a unit vector", |f: ManyVariables, x: Point, i: usize, h: f64| {
            let step = DVector::from_fn(x.len(), |j, _| if j == i { h } else { 0.0 });
            (i < x.len()).then(|| (f.at(&(&x + &step)) - f.at(&(&x - &step))) / (2.0 * h))
        })
}

/// Where the learner's function looked, on the contours of the function that it was given.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = Field::bowl(1.0, 4.0);
    let (x, y) = (Axis::new("x₀", 0.0, 4.0), Axis::new("x₁", -0.5, 2.5));
    let levels = [1.0, 2.0, 4.0, 12.0, 16.0, 24.0, 32.0];
    let p = sketch.point("p", "where the slopes are asked for", (2.0, 1.0), 0.0..=4.0, -0.5..=2.5);
    let h = sketch.log_slider("h", "how far away f is looked at", 0.6, 0.01..=1.2);
    sketch.preset("h so small that the looks are one", Settings::default().number("h", 0.01));
    sketch.preset("on the axis, where x₁ is 0", Settings::default().point("p", (2.0, 0.0)));
    let at = DVector::from_vec(vec![p.0, p.1]);
    let mut astray = 0;
    let panels = [0_usize, 1].map(|i| {
        let map = Layer::map(&x, &y, (81, 61), &levels, |x, y| f.value(&[x, y]));
        let answer = sketch.answer((f.clone(), at.clone(), i, h));
        let looks = answer.map(|answer| answer.looks.kept).unwrap_or_default();
        let points: Vec<(f64, f64)> =
            looks.iter().filter_map(|look| Some((*look.at.first()?, *look.at.get(1)?))).collect();
        astray += points.iter().filter(|(a, b)| if i == 0 { *b != p.1 } else { *a != p.0 }).count();
        let axis = if i == 0 { [(0.0, p.1), (4.0, p.1)] } else { [(p.0, -0.5), (p.0, 2.5)] };
        Panel::new(x.clone(), y.clone())
            .heading(format!("Observation for the slope along x{}", if i == 0 { "₀" } else { "₁" }))
            .equal()
            .layer(map)
            .layer(Layer::line(Role::Truth, "the line to stay on", axis))
            .layer(Layer::points(Role::Given, Mark::Ring, "the point", [p]))
            .layer(Layer::points(Role::Learner, Mark::Dot, "where you looked", points))
    });
    let looks = sketch.answer((f, DVector::from_vec(vec![2.0, 1.0]), 0_usize, 0.6)).map(|answer| answer.looks.kept);
    let places = looks.iter().flatten().filter_map(|look| Some(point_text((*look.at.first()?, *look.at.get(1)?))));
    let places: Vec<String> = places.take(4).collect();
    sketch.predict_in(
        0,
        "To measure the slope along x₀ at (2, 1) with h = 0.6, where does one look? Click on one of the places.",
        if places.is_empty() {
            "you looked nowhere".to_owned()
        } else {
            format!("you looked at {}", places.join(" and "))
        },
    );
    let title = match (sketch.is_right(), astray) {
        (true, _) => "You looked to both sides along one coordinate, and nowhere else".to_owned(),
        (false, 0) => "You stayed on the line, and your slope is not right everywhere".to_owned(),
        (false, count) => format!("You left the line of the coordinate that was asked for, at {count} of your looks"),
    };
    panels.into_iter().fold(Figure::new(title), Figure::panel)
}
