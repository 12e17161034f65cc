//! A tape as a graph: each node with what it does, its value, and its adjoint; what is wrong is crossed out.

use crate::tape::operands;
use nabla_core::Op;
use nabla_grading::figure::{Axis, Layer, Mark, Panel, Role};
use nabla_grading::number_text;

/// What is shown of a tape.
pub(crate) struct Shown<'a> {
    pub(crate) tape: &'a [Op],
    pub(crate) values: &'a [f64],
    /// Where they are shown, it is they that are judged.
    pub(crate) adjoints: Option<&'a [f64]>,
    /// The right values, or adjoints.
    pub(crate) truth: &'a [f64],
}

impl Shown<'_> {
    fn judged(&self, node: usize) -> f64 {
        self.adjoints.unwrap_or(self.values).get(node).copied().unwrap_or(f64::NAN)
    }

    /// The nodes that are not right.
    pub(crate) fn wrong(&self) -> Vec<usize> {
        let is_off = |node: &usize| !near(self.judged(*node), self.truth[*node]);
        (0..self.tape.len()).filter(is_off).collect()
    }

    fn text(&self, node: usize) -> String {
        let number = |numbers: &[f64]| numbers.get(node).map_or_else(|| "?".to_owned(), |n| number_text(*n, Some(3)));
        match self.adjoints {
            None => format!("{}: {}", sign(&self.tape[node]), number(self.values)),
            Some(adjoints) => format!("{}: {} | {}", sign(&self.tape[node]), number(self.values), number(adjoints)),
        }
    }
}

/// Whether two numbers look the same in a picture and beyond; NaN looks like nothing.
pub(crate) fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * b.abs().max(1.0)
}

/// What a step does, in a few signs.
fn sign(op: &Op) -> String {
    match op {
        Op::Input(index) => format!("Input({index})"),
        Op::Constant(_) => "const".to_owned(),
        Op::Add(..) => "+".to_owned(),
        Op::Sub(..) => "−".to_owned(),
        Op::Mul(..) => "×".to_owned(),
        Op::Powi(_, n) => format!("power {n}"),
        Op::Exp(_) => "exp".to_owned(),
        Op::Tanh(_) => "tanh".to_owned(),
        Op::Mean(_) => "mean".to_owned(),
    }
}

/// Where each node stands: to the right of all its operands, in rows of equal distance.
fn places(tape: &[Op]) -> Vec<(f64, f64)> {
    let mut depths: Vec<usize> = Vec::new();
    for op in tape {
        depths.push(operands(op).into_iter().map(|place| depths[place] + 1).max().unwrap_or(0));
    }
    let in_column = |depth: usize| depths.iter().filter(|other| **other == depth).count();
    let mut seen = vec![0; depths.iter().max().map_or(0, |depth| depth + 1)];
    let place = |depth: &usize| {
        let row = seen[*depth];
        seen[*depth] += 1;
        // A column to the right lies a little lower or higher, or edges would run through nodes.
        let lean = if depth % 2 == 1 { 0.22 } else { -0.1 };
        (*depth as f64, (in_column(*depth) - 1) as f64 / 2.0 - row as f64 + lean)
    };
    depths.iter().map(place).collect()
}

/// The graph, from the inputs on the left to the last node.
pub(crate) fn graph(shown: &Shown<'_>) -> Panel {
    let places = places(shown.tape);
    let wrong = shown.wrong();
    let bounds = |of: fn(&(f64, f64)) -> f64| {
        places.iter().map(of).fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), x| (a.min(x), b.max(x)))
    };
    let ((left, right), (low, high)) = (bounds(|place| place.0), bounds(|place| place.1));
    // An arrow begins and ends a little before its nodes, or its head would lie under a mark.
    let between = |from: (f64, f64), to: (f64, f64)| {
        let part = |t: f64| (from.0 + t * (to.0 - from.0), from.1 + t * (to.1 - from.1));
        (part(0.04), part(0.95))
    };
    let edges: Vec<_> = (0..shown.tape.len())
        .flat_map(|node| operands(&shown.tape[node]).into_iter().map(move |from| (from, node)))
        .map(|(from, to)| between(places[from], places[to]))
        .collect();
    let at = |nodes: Vec<usize>| nodes.into_iter().map(|node| places[node]).collect::<Vec<_>>();
    let right_ones = at((0..shown.tape.len()).filter(|node| !wrong.contains(node)).collect());
    // Where nothing is wrong the marks say nothing: a graph may be shown without being judged.
    let legend = if wrong.is_empty() { ["", ""] } else { ["right", "not right"] };
    let heading = if shown.adjoints.is_some() { "step, value | adjoint" } else { "step and value" };
    let mut panel = Panel::new(Axis::new("", left - 0.7, right + 0.45), Axis::new("", low - 0.3, high + 0.4))
        .bare()
        .heading(heading)
        .layer(Layer::arrows(Role::Guide, "", edges))
        .layer(Layer::points(Role::Given, Mark::Dot, legend[0], right_ones))
        .layer(Layer::points(Role::Learner, Mark::Cross, legend[1], at(wrong.clone())));
    for (node, place) in places.iter().enumerate() {
        let role = if wrong.contains(&node) { Role::Learner } else { Role::Given };
        panel = panel.layer(Layer::text(role, *place, shown.text(node)));
    }
    panel
}
