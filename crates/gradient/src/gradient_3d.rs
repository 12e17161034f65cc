//! Three inputs, three slopes.
//!
//! ```text
//! f(x, y, z) = x²z + yz² − 3xy        ∇f = (2xz − 3y, z² − 3x, x² + 2yz),   (−3, 15, −14) at (−2, −3, 3)
//! ```
//!
//! At (−2, −3, 3) the article prints its numbers. Elsewhere no two coordinates are of one size, so that exchanged ones
//! show, and at (3·10⁵, −4·10⁵, 2·10⁵) a difference quotient does. The truth is by dual numbers.

use crate::{SWITCHED, everywhere, switched};
use nabla_core::Field;
use nabla_grading::figure::{Axis, Figure, Layer, Mark, Panel, Role, Settings, spread};
use nabla_grading::{Exercise, Kind, Sketch, exact_formula, monomials, number, number_text};
use nalgebra::Vector3;

type V3 = Vector3<f64>;

fn slopes(p: V3) -> V3 {
    V3::new(2.0 * p.x * p.z - 3.0 * p.y, p.z * p.z - 3.0 * p.x, p.x * p.x + 2.0 * p.y * p.z)
}

/// The exercise `gradient_3d`.
pub(crate) fn exercise() -> Exercise {
    let truth = |p: V3| V3::from_vec(nabla_truth::gradient(&Field::example_2(), p.as_slice()));
    let exercise = Exercise::new("gradient_3d", "the vector of all three slopes of f(x, y, z) = x²z + yz² − 3xy")
        .probes(|ask| {
            ask.article((V3::new(-2.0, -3.0, 3.0),), V3::new(-3.0, 15.0, -14.0));
            for (x, y, z) in [(4.0, 7.0, -3.0), (3.0, -2.0, 5.0), (0.5, 1.5, -2.5), (3e5, -4e5, 2e5)] {
                ask.at((V3::new(x, y, z),));
            }
            ask.random(32, |draw| (V3::from_fn(|_, _| draw.number_off_zero(-9.0, 9.0, 0.1)),));
        })
        .truth(truth)
        .size(|p: V3| 3.0 * p.norm_squared() + 3.0 * p.norm())
        .parts([number("∂f/∂x"), number("∂f/∂y"), number("∂f/∂z")])
        .kind(Kind::Arrow)
        .overall(exact_formula)
        .terms(monomials(&["x", "y", "z"], 3))
        .clause(everywhere(&[
            [0.0; 3],
            [0.0, 0.0, 5.0],
            [3.0, 0.0, 0.0],
            [0.0, 4.0, -2.0],
            [3e-4, -2e-4, 5e-4],
            [-3e9, 5e9, -4e9],
        ]))
        .variant("reordered", |p: V3| {
            V3::new(-3.0 * p.y + 2.0 * p.z * p.x, -3.0 * p.x + p.z.powi(2), 2.0 * p.y * p.z + p.x.powi(2))
        })
        .variant("destructured", |p: V3| {
            let [x, y, z] = [p.x, p.y, p.z];
            V3::new((x + x) * z - 3.0 * y, z.mul_add(z, -3.0 * x), x.mul_add(x, 2.0 * y * z))
        })
        .variant("sum of the terms' gradients", |p: V3| {
            let (x, y, z) = (p.x, p.y, p.z);
            V3::new(2.0 * x * z, 0.0, x * x) + V3::new(0.0, z * z, 2.0 * y * z) - 3.0 * V3::new(y, x, 0.0)
        })
        .hints([
            "One entry an input: first the slope along x, with y and z held fixed, then along y, then along z.",
            "Go through the three terms once for each variable. Which terms do not contain it at all?",
            "Along x: x²z gives 2xz, yz² stands still, −3xy gives −3y. Do the same along y and along z.",
        ])
        .figure(draw);
    mistakes(exercise)
}

fn mistakes(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "the negative gradient",
            |p: V3| -slopes(p),
            "A small step along your arrow lowers f. The gradient points uphill.",
        )
        .mistake("turned the order round", |p: V3| slopes(p).zyx(), "Right numbers, wrong slots: x first, z last.")
        .mistake(
            "exchanged y and z",
            |p: V3| slopes(p.xzy()),
            "y and z have changed places before you began: `p.y` is y, and `p.z` is z.",
        )
        .mistake(
            "exchanged x and y",
            |p: V3| slopes(p.yxz()),
            "x and y have changed places before you began: `p.x` is x, and `p.y` is y.",
        )
        .mistake(
            "the sum in every slot",
            |p: V3| V3::repeat(slopes(p).sum()),
            "All components are equal: you added the slopes. A gradient keeps one number for each input.",
        )
        .mistake_in(
            "∂f/∂x",
            "forgot −3xy along x",
            |p: V3| 2.0 * p.x * p.z,
            "−3xy contains x: what is its slope along x?",
        )
        .mistake_in("∂f/∂y", "forgot −3xy along y", |p: V3| p.z * p.z, "−3xy contains y: what is its slope along y?")
        .mistake_in(
            "∂f/∂z",
            "took yz² for a constant along z",
            |p: V3| p.x * p.x,
            "Two terms of f contain z; one of them has left nothing in yours.",
        )
        .mistake_in("∂f/∂y", "took ^ for a power along y", |p: V3| switched(p.z) - 3.0 * p.x, SWITCHED)
        .mistake_in("∂f/∂z", "took ^ for a power along z", |p: V3| switched(p.x) + 2.0 * p.y * p.z, SWITCHED)
        .mistake(
            "forgot the power rule",
            |p: V3| V3::new(p.x * p.x * p.z - 3.0 * p.y, p.z * p.z - 3.0 * p.x, p.x * p.x + p.y * p.z * p.z),
            "A square of the moving variable is still there: should a slope grow like one?",
        )
        .mistake(
            "forgot the factors 2",
            |p: V3| V3::new(p.x * p.z - 3.0 * p.y, p.z * p.z - 3.0 * p.x, p.x * p.x + p.y * p.z),
            "Powers went down, and nothing came down with them: what is the derivative of x²?",
        )
        .mistake(
            "dropped the factors held fixed",
            |p: V3| V3::new(2.0 * p.x - 3.0, -2.0, 1.0 + 2.0 * p.z),
            "Held fixed is not deleted: a variable that stands still stays as a factor.",
        )
        .mistake("returned the point", |p: V3| p, "That is where you stand, not where it climbs.")
}

/// The point that is drawn by itself.
const DEFAULT: [f64; 3] = [-2.0, -3.0, 3.0];

/// The point, as each of its coordinates was moved in a panel of its own.
fn moved(sketch: &mut Sketch<'_>, f: &Field) -> V3 {
    let mut p = V3::from(DEFAULT);
    let y = sketch.slider("y", "where the slices along x and z are cut", DEFAULT[1], -5.0..=-1.0);
    let z = sketch.slider("z", "where the slices along x and y are cut", DEFAULT[2], 1.0..=5.0);
    (p.y, p.z) = (y, z);
    let says = "where your line is laid against the slice along x";
    p.x = sketch.point_on(0, "x", says, DEFAULT[0], -4.0..=0.0, |x| f.value(&[x, y, z]));
    sketch.preset(
        "the slope along x is 0",
        Settings::default().number("y", -4.0).number("z", 3.0).point("x", (-2.0, -48.0)),
    );
    let at_default: Option<V3> = sketch.value((V3::from(DEFAULT),));
    sketch.predict(
        "f(x, y, z) = x²z + yz² − 3xy. How steep is it along y at (−2, −3, 3)?",
        format!("your ∂f/∂y is {}", number_text(at_default.map_or(f64::NAN, |g| g.y), Some(4))),
    );
    p
}

/// One of three words: for what rises, what falls, and what does neither.
fn way(slope: f64, [up, down, level]: [&str; 3]) -> &str {
    if slope > 0.0 {
        up
    } else if slope < 0.0 {
        down
    } else {
        level
    }
}

/// Which way it goes along each coordinate: "Along x and z it falls, along y it rises".
fn ways(slopes: V3) -> String {
    const WORDS: [&str; 3] = ["it rises", "it falls", "it is level"];
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for (slope, name) in slopes.iter().zip(["x", "y", "z"]) {
        let word = way(*slope, WORDS);
        match groups.iter_mut().find(|(known, _)| *known == word) {
            Some((_, names)) => names.push(name),
            None => groups.push((word, vec![name])),
        }
    }
    let along = |(word, names): (&str, Vec<&str>)| {
        let all = match names[..] {
            [a, b, c] => format!("{a}, {b} and {c}"),
            _ => names.join(" and "),
        };
        format!("along {all} {word}")
    };
    let all: Vec<String> = groups.into_iter().map(along).collect();
    all.join(", ").replacen('a', "A", 1)
}

/// Three slices through the worked example, each with a line of the learner's slope.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let f = Field::example_2();
    let p = moved(sketch, &f);
    let yours: V3 = sketch.value((p,)).unwrap_or(V3::repeat(f64::NAN));
    let truth: V3 = sketch.truth((p,));
    let here = p.as_slice().iter().map(|x| number_text(*x, Some(3)).replace('-', "−")).collect::<Vec<_>>();
    let here = format!("({})", here.join(", "));
    let title = if sketch.is_right() {
        format!("{}, and your slopes touch every slice", ways(yours))
    } else if (yours - truth).norm() < 1e-9 {
        format!("Right at {here}, but not everywhere")
    } else {
        format!("Your slopes do not all touch the slices through {here}")
    };
    (0..3).fold(Figure::new(title), |figure, j| {
        let name = ["x", "y", "z"][j];
        let height = |t: f64| {
            let mut q = p;
            q[j] = t;
            f.value(q.as_slice())
        };
        let (from, to) = (DEFAULT[j] - 2.0, DEFAULT[j] + 2.0);
        let graph: Vec<(f64, f64)> = spread(from, to, 120).into_iter().map(|t| (t, height(t))).collect();
        let line = |slope: f64| [from, to].map(|t| (t, height(p[j]) + slope * (t - p[j])));
        let all = graph.iter().map(|point| point.1).chain(line(truth[j]).map(|point| point.1));
        let way = way(yours[j], ["rising", "falling", "level"]);
        let panel = Panel::new(Axis::new(name, from, to), Axis::around("f", all))
            .heading(format!("along {name}: {}, {way}", number_text(yours[j], Some(4))))
            .layer(Layer::line(Role::Given, "the slice", graph))
            .layer(Layer::line(Role::Truth, "the true slope", line(truth[j])))
            .layer(Layer::line(Role::Learner, "your slope", line(yours[j])))
            .layer(Layer::points(Role::Given, Mark::Dot, "", [(p[j], height(p[j]))]));
        figure.panel(panel)
    })
}
