//! The adjoint of every node in one sweep back.
//!
//! ```text
//! g[output] = 1;  for k from the output to 0:  g[operand] += g[k] · ∂(step k)/∂(operand)
//! ```
//!
//! A node that is used twice, nodes after the output, and slopes that differ for both operands are on the telling
//! tapes; on (a + b)² alone half of the mistakes give the right numbers.

mod sweep;

pub(crate) use sweep::{RIGHT, Sweep};

use crate::blame;
use crate::graph::{Shown, graph};
use crate::tape::{adjoints, braided, drawn, local, operands, values};
use nabla_core::Op;
use nabla_grading::figure::{Figure, Settings};
use nabla_grading::{Clause, Exercise, Sketch, list};

type Call = (Vec<Op>, Vec<f64>, usize);

fn call(tape: Vec<Op>, inputs: &[f64], output: usize) -> Call {
    let values = values(&tape, inputs);
    (tape, values, output)
}

/// (ab + c)(a − c) at (2, 3, 4): a and c are used twice.
fn twice_used() -> Call {
    let tape =
        vec![Op::Input(0), Op::Input(1), Op::Input(2), Op::Mul(0, 1), Op::Add(3, 2), Op::Sub(0, 2), Op::Mul(4, 5)];
    call(tape, &[2.0, 3.0, 4.0], 6)
}

fn telling() -> Vec<Call> {
    let square = vec![Op::Input(0), Op::Input(1), Op::Add(0, 1), Op::Mul(2, 2)];
    let long = vec![
        Op::Input(0),
        Op::Constant(3.0),
        Op::Mul(0, 1),
        Op::Tanh(2),
        Op::Exp(0),
        Op::Mean(vec![3, 4, 4]),
        Op::Powi(5, 3),
        Op::Add(6, 0),
    ];
    let powers = vec![Op::Input(0), Op::Powi(0, -2), Op::Powi(0, 3), Op::Sub(2, 1), Op::Powi(3, 0), Op::Add(3, 4)];
    // Whoever overwrites in one step wipes out what the steps after it have told these two.
    let crowd = vec![
        Op::Input(0),
        Op::Input(1),
        Op::Mean(vec![0, 1]),
        Op::Tanh(0),
        Op::Exp(0),
        Op::Powi(0, 3),
        Op::Mul(0, 1),
        Op::Sub(1, 0),
        Op::Add(0, 1),
        Op::Mean(vec![2, 3, 4, 5, 6, 7, 8, 0, 1]),
    ];
    vec![
        call(square, &[2.0, 3.0], 3),
        twice_used(),
        call(long, &[0.4], 6),
        call(crate::evaluate::first_tape(), &[3.0, 7.0], 5),
        call(powers, &[2.0], 5),
        call(crowd, &[0.5, 2.0], 9),
        // Short ones, to be shown: x·eˣ and x·tanh x.
        call(vec![Op::Input(0), Op::Exp(0), Op::Mul(1, 0)], &[0.5], 2),
        call(vec![Op::Input(0), Op::Tanh(0), Op::Mul(1, 0)], &[0.5], 2),
    ]
}

/// The exercise `backward`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new(
        "backward",
        "the adjoint of every node: how fast the output moves when that node does",
    )
    .probes(|ask| {
        telling().into_iter().for_each(|call| ask.at(call));
        ask.random(20, |draw| {
            let count = usize::try_from(draw.integer(6, 11)).unwrap_or(8);
            let (tape, inputs) = drawn(draw, count);
            let output = tape.len() - 1 - usize::try_from(draw.integer(0, 1)).unwrap_or(0);
            call(tape, &inputs, output)
        });
    })
    .truth(|tape: Vec<Op>, values: Vec<f64>, output: usize| adjoints(&tape, &values, output))
    .parts([list("the adjoints")])
    .diagnosis(blame::of_adjoints)
    .clause(
        Clause::any_length(&[1, 2, 12, 10_000], |draw, n| {
            call(braided(n), &[draw.number(0.5, 2.0), draw.number(2.5, 4.0)], n - 1)
        })
        .called("ten thousand nodes in one sweep")
        .says(
            "From node to node by every path there are more ways than can be walked: \
                 one sweep is enough, in which each node \
                 tells its operands once, when it has heard from all its users.",
        ),
    )
    .clause(an_operand_at_0())
    .hints([
        "The output moves with itself at 1. Of all other nodes nothing is known at first: 0 so far.",
        "Go back from the output. Each node gives each operand its own adjoint times the slope of its step there.",
        "A node that is used twice is told twice: `g[a] += …`, never `=`. \
             For `Mul(a, b)` a is told `g[k] * values[b]`.",
    ])
    .figure(draw);
    variants(sweep::slips(exercise))
}

/// (a − b)² and a·b where an operand is 0.
fn an_operand_at_0() -> Clause {
    let squared = vec![Op::Input(0), Op::Input(1), Op::Sub(0, 1), Op::Powi(2, 2), Op::Add(3, 0)];
    let product = vec![Op::Input(0), Op::Input(1), Op::Mul(0, 1), Op::Add(2, 1)];
    let divided = Sweep { mul: |a, b| (a * b / a, a * b / b), powi: |a, n| f64::from(n) * a.powi(n) / a, ..RIGHT };
    Clause::new("an operand that is 0", "An operand may be 0: a product and a power still have a slope there.")
        .at(call(squared, &[2.0, 2.0], 4))
        .at(call(product, &[0.0, 3.0], 3))
        .missed(
            "divided by the operand",
            move |tape: Vec<Op>, values: Vec<f64>, output: usize| divided.adjoints(&tape, &values, output),
            "To take one factor out, yours divides by it: where it is 0, that is 0/0.",
        )
}

fn variants(exercise: Exercise) -> Exercise {
    exercise
        .variant("each node asks its users", |tape: Vec<Op>, values: Vec<f64>, output: usize| {
            let mut g = vec![0.0; tape.len()];
            let mut users: Vec<Vec<usize>> = vec![vec![]; tape.len()];
            for (k, op) in tape.iter().enumerate() {
                operands(op).into_iter().for_each(|place| users[place].push(k));
            }
            g[output] = 1.0;
            for node in (0..output).rev() {
                users[node].dedup();
                g[node] = users[node].iter().map(|&k| g[k] * local(&tape[k], &values, node)).sum();
            }
            g
        })
        .variant("told by hand, over the whole tape", |tape: Vec<Op>, v: Vec<f64>, output: usize| {
            let mut g: Vec<f64> = tape.iter().enumerate().map(|(k, _)| f64::from(k == output)).collect();
            for (k, op) in tape.iter().enumerate().rev() {
                let t = g[k];
                let mut tell = |place: usize, slope: f64| g[place] += slope * t;
                match op {
                    Op::Input(_) | Op::Constant(_) => {}
                    Op::Add(a, b) => [*a, *b].into_iter().for_each(|place| tell(place, 1.0)),
                    Op::Sub(a, b) => [(*a, 1.0), (*b, -1.0)].into_iter().for_each(|(place, slope)| tell(place, slope)),
                    Op::Mul(a, b) => {
                        [(*a, v[*b]), (*b, v[*a])].into_iter().for_each(|(place, slope)| tell(place, slope));
                    }
                    Op::Powi(a, n) => tell(*a, f64::from(*n) * v[*a].powf(f64::from(*n) - 1.0)),
                    Op::Exp(a) => tell(*a, v[*a].exp()),
                    Op::Tanh(a) => tell(*a, v[*a].cosh().powi(-2)),
                    Op::Mean(places) => places.iter().for_each(|place| tell(*place, 1.0 / places.len() as f64)),
                }
            }
            g
        })
}

/// The tape, with its values at inputs that were moved.
fn moved(sketch: &mut Sketch<'_>) -> Call {
    let (tape, rest, output) = twice_used();
    let [a, b, c] = [("a", rest[0]), ("b", rest[1]), ("c", rest[2])]
        .map(|(name, at)| sketch.slider(name, "an input of (ab + c)(a − c)", at, -5.0..=5.0));
    let all = |a: f64, b: f64, c: f64| Settings::default().number("a", a).number("b", b).number("c", c);
    sketch.preset("a = c: one factor is 0, and all blame goes to it", all(3.0, 2.0, 3.0));
    sketch.preset("a = 0: b changes nothing", all(0.0, 3.0, 4.0));
    let adjoints: Vec<f64> = sketch.value((tape.clone(), rest, output)).unwrap_or_default();
    sketch.predict(
        "a = 2 is used twice in (ab + c)(a − c), with b = 3 and c = 4. How fast does the output change with a?",
        adjoints.first().map_or("you have no adjoint".to_owned(), |adjoint| {
            format!("the adjoint by yours is {}", nabla_grading::number_text(*adjoint, Some(3)))
        }),
    );
    let values = values(&tape, &[a, b, c]);
    (tape, values, output)
}

/// The graph with the learner's adjoints, crossed out where they are not what the output does.
fn draw(sketch: &mut Sketch<'_>) -> Figure {
    let (tape, values, output) = moved(sketch);
    let yours: Vec<f64> = sketch.value((tape.clone(), values.clone(), output)).unwrap_or_default();
    let truth = adjoints(&tape, &values, output);
    let shown = Shown { tape: &tape, values: &values, adjoints: Some(&yours), truth: &truth };
    let wrong = shown.wrong();
    let uses = |node: &usize| tape.iter().flat_map(operands).filter(|place| place == node).count();
    let title = match wrong.as_slice() {
        _ if sketch.is_right() => {
            "(ab + c)(a − c): every adjoint is what the output does when its node moves by 1".to_owned()
        }
        [] => "Right on this tape, and not on every one".to_owned(),
        _ if yours.len() != tape.len() => {
            format!("{} nodes have as many adjoints; you gave {}", tape.len(), yours.len())
        }
        wrong if wrong.iter().any(|node| uses(node) > 1) && wrong.iter().all(|node| uses(node) > 1) => {
            "The nodes that are used twice are not right, and they alone".to_owned()
        }
        wrong => format!("{} of {} adjoints are not right", wrong.len(), tape.len()),
    };
    Figure::new(title).panel(graph(&shown))
}
