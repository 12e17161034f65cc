//! What makes a list of places the landscape of a box.

use super::V2;
use super::places::{Places, SAME, Side, scatter};
use super::slips::{BESIDE, BESIDE_SAYS};
use nabla_core::{FromValue, Kind};
use nabla_grading::{Complaint, Observation, number_text};

/// "2 Minimum, 1 Saddle": how many places of each kind.
pub(super) fn summary(places: &Places) -> String {
    let count = |kind: Kind| places.iter().filter(|(_, other)| *other == kind).count();
    let counts: Vec<String> = Kind::ALL
        .into_iter()
        .map(|kind| (count(kind), kind))
        .filter(|(n, _)| *n > 0)
        .map(|(n, kind)| format!("{n} {kind:?}"))
        .collect();
    if counts.is_empty() { "no place".to_owned() } else { counts.join(", ") }
}

fn text(p: V2) -> String {
    format!("({}, {})", number_text(p.x, Some(4)), number_text(p.y, Some(4)))
}

/// All true places, each once, with their kinds, and nothing else.
pub(super) fn is_the_landscape(asked: &Observation<'_>) -> Result<(), Complaint> {
    let (Some(yours), Some(truth)) = (asked.value::<Places>(), Places::from_value(asked.expected)) else {
        return Err(Complaint::new("A list of places is asked, each with its kind."));
    };
    let (x, y): (Side, Side) = (asked.argument(2), asked.argument(3));
    let is_at = |p: V2, q: V2| (p - q).norm() <= SAME;
    let told = |name, says: &str, what: String| {
        Err(Complaint::named(name, says)
            .got(format!("{}; {what}", summary(&yours)))
            .expected(format!("{}, each once", summary(&truth))))
    };
    for (index, &(p, kind)) in yours.iter().enumerate() {
        let inside = (x.0..=x.1).contains(&p.x) && (y.0..=y.1).contains(&p.y);
        let Some((_, right)) = truth.iter().find(|(q, _)| is_at(p, *q)) else {
            let (name, says) = if inside {
                ("a place that is not flat", "∇f is not 0 at a place that you name: where does your walk stop?")
            } else {
                ("a place outside the box", "A place that you name lies outside the box: Newton may leave it.")
            };
            return told(name, says, format!("{} among them", text(p)));
        };
        let off = truth.iter().map(|(q, _)| (p - q).norm()).fold(f64::INFINITY, f64::min);
        if off > scatter(*right) {
            return told(BESIDE, BESIDE_SAYS, format!("{} is {} away", text(p), number_text(off, Some(1))));
        }
        if yours[..index].iter().any(|(q, _)| is_at(p, *q)) {
            let says = "One place stands in your list more than once: look whether it is there before you add it.";
            return told("a place named twice", says, format!("{} more than once", text(p)));
        }
        if kind != *right {
            let says = "The place is flat, and it is of another kind: ask H at the place itself.";
            return told("another kind at a right place", says, format!("{} is {right:?}", text(p)));
        }
    }
    match truth.iter().find(|(q, _)| !yours.iter().any(|(p, _)| is_at(*p, *q))) {
        None => Ok(()),
        Some((q, kind)) => told(
            "a flat place is missing",
            "A flat place of the box is not in your list: does a walk of yours end there, and what becomes of its end?",
            format!("the {kind:?} at {} is missing", text(*q)),
        ),
    }
}
