//! What goes wrong with each of the four results, and with all of them.

use super::{One, PARTS, at, of, truth};
use crate::Table;
use nabla_core::Dual;
use nabla_grading::Exercise;

const OF_THE_SUM: Table<One, 4> = [
    (
        "multiplied the slopes of a sum",
        |x, p, y, q| (x + y, p * q),
        "Two walkers side by side: the gap that they cover together adds up.",
    ),
    ("subtracted the slopes of a sum", |x, p, y, q| (x + y, p - q), "If b grows too, does a + b grow more or less?"),
    ("lost the slope of b", |x, p, y, _| (x + y, p), "b moves as well, and a + b with it."),
    (
        "averaged the slopes",
        |x, p, y, q| (x + y, 0.5 * (p + q)),
        "Both move at 1: how far has a + b come after one second?",
    ),
];

const OF_THE_DIFFERENCE: Table<One, 4> = [
    ("added the slopes", |x, p, y, q| (x - y, p + q), "When b rises, a − b sinks."),
    ("took the slopes the wrong way round", |x, p, y, q| (x - y, q - p), "When a rises alone, a − b rises."),
    ("subtracted the wrong way round", |x, p, y, q| (y - x, q - p), "a − b, or b − a?"),
    ("lost what b does", |x, p, y, _| (x - y, p), "b moves as well, and a − b with it."),
];

const OF_THE_PRODUCT: Table<One, 6> = [
    (
        "multiplied the slopes",
        |x, p, y, q| (x * y, p * q),
        "A rectangle gains a strip on each of two sides; slopes times slopes is the corner, which vanishes.",
    ),
    (
        "counted the change of b only",
        |x, _, y, q| (x * y, x * q),
        "Of two growing sides you counted one: the strip that a adds is missing.",
    ),
    (
        "counted the change of a only",
        |x, p, y, _| (x * y, p * y),
        "Of two growing sides you counted one: the strip that b adds is missing.",
    ),
    (
        "stretched each change by its own factor",
        |x, p, y, q| (x * y, p * x + q * y),
        "A strip along one side is as long as the other side.",
    ),
    (
        "took one strip from the other",
        |x, p, y, q| (x * y, p * y - x * q),
        "Both sides grow, and the area with each of them: no strip is taken away.",
    ),
    (
        "added the slopes of the factors",
        |x, p, y, q| (x * y, p + q),
        "That is how a sum moves. How long are the strips that a rectangle gains?",
    ),
];

const OF_THE_QUOTIENT: Table<One, 10> = [
    (
        "added in the quotient",
        |x, p, y, q| (x / y, (p * y + x * q) / (y * y)),
        "A divisor that grows makes the quotient smaller: with which sign does its slope come in?",
    ),
    (
        "turned the sign",
        |x, p, y, q| (x / y, (x * q - p * y) / (y * y)),
        "Hold b at 1: the quotient is a then, and should move as a does.",
    ),
    (
        "forgot the square below",
        |x, p, y, q| (x / y, (p * y - x * q) / y),
        "Measure a and b in centimetres instead of metres: the quotient stays, and your slope does not.",
    ),
    (
        "divided the slopes",
        |x, p, y, q| (x / y, p / q),
        "How one changes beside the other is not how their quotient changes.",
    ),
    ("took b for a constant", |x, p, y, _| (x / y, p / y), "b moves as well: dividing by more gives less."),
    ("forgot to divide", |x, p, y, q| (x / y, p * y - x * q), "Above the line it is right; what stands below?"),
    (
        "squared the numerator below",
        |x, p, y, q| (x / y, (p * y - x * q) / if x == 0.0 { 1.0 } else { x * x }),
        "The square of one of the two stands below: which of them divides?",
    ),
    (
        "squared the slope below",
        |x, p, y, q| (x / y, (p * y - x * q) / if q == 0.0 { 1.0 } else { q * q }),
        "What stands below is a value, not a slope.",
    ),
    (
        "stretched by its own factor",
        |x, p, y, q| (x / y, (p * x - y * q) / (y * y)),
        "Each change is stretched by the other one, in a quotient as in a product.",
    ),
    ("divided b by a", |x, p, y, q| (y / x, (q * x - p * y) / (x * x)), "a / b, or b / a?"),
];

pub(super) fn mistakes(exercise: Exercise) -> Exercise {
    let tables: [(&'static str, &[(&'static str, One, &'static str)]); 4] = [
        (PARTS[0], &OF_THE_SUM),
        (PARTS[1], &OF_THE_DIFFERENCE),
        (PARTS[2], &OF_THE_PRODUCT),
        (PARTS[3], &OF_THE_QUOTIENT),
    ];
    let exercise = tables.into_iter().fold(exercise, |exercise, (part, table)| {
        table.iter().fold(exercise, |exercise, (name, one, says)| exercise.mistake_in(part, name, of(*one), says))
    });
    let changed = |change: fn(Dual) -> Dual| move |a: Dual, b: Dual| truth(a, b).map(change);
    exercise
        .mistake(
            "left the slope at 0",
            changed(|dual| at(dual.value, 0.0)),
            "It stands where it should; nothing moves in yours.",
        )
        .mistake(
            "left the slope at 1",
            changed(|dual| at(dual.value, 1.0)),
            "It stands where it should; does everything move at 1?",
        )
        .mistake(
            "exchanged value and slope",
            changed(|dual| at(dual.slope, dual.value)),
            "Where it stands and how fast it moves have changed places.",
        )
}
