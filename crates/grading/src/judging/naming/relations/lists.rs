//! What may be said of lists: each number belongs to an item of its own.

use super::{Relation, changing, relation};
use crate::judging::naming::row::{ENOUGH, Row};
use nabla_core::Tolerance;

/// Lists of the wrong length, always by as much.
pub(super) fn length(rows: &[Row], tolerance: &Tolerance) -> Option<Relation> {
    let agrees = |row: &Row, got: &[f64], expected: &[f64]| {
        got.len() == expected.len() && got.iter().zip(expected).all(|(a, b)| tolerance.accepts(*a, *b, row.size))
    };
    let all = |holds: &dyn Fn(&Row) -> bool| rows.iter().all(holds);
    if all(&|row| row.got.is_empty()) {
        return relation(
            "nothing in the list",
            "Your list is always empty: does the loop ever run, and does it keep what it finds?",
        );
    }
    if all(&|row| row.expected.len() == row.got.len() + 1) {
        let (first, last) = (
            all(&|row| agrees(row, &row.got, &row.expected[1..])),
            all(&|row| agrees(row, &row.got, &row.expected[..row.got.len()])),
        );
        return match (first, last) {
            (true, _) => {
                relation("the first one is missing", "Your list lacks its first item: counting starts at 0 in Rust.")
            }
            (_, true) => relation("the last one is missing", "Your list lacks its last item: `a..b` stops before b."),
            _ => relation("one too few", "Your list is one item too short."),
        };
    }
    if all(&|row| row.got.len() == row.expected.len() + 1) {
        let (front, back) = (
            all(&|row| agrees(row, &row.got[1..], &row.expected)),
            all(&|row| agrees(row, &row.got[..row.expected.len()], &row.expected)),
        );
        return match (front, back) {
            (true, _) => relation("one too many at the front", "Your list has an item too many at its front."),
            (_, true) => relation(
                "one too many at the end",
                "Your list has an item too many at its end: `a..=b` goes up to b itself.",
            ),
            _ => relation("one too many", "Your list is one item too long."),
        };
    }
    if all(&|row| row.got.len() == 1) && rows.iter().filter(|row| row.expected.len() > 1).count() >= ENOUGH {
        return relation("one number for all", "Your list has one number only, however many are asked for.");
    }
    let some = rows.iter().filter(|row| row.got.len() < row.expected.len()).count();
    if some >= ENOUGH && all(&|row| is_left_of(row, tolerance)) {
        return relation(
            "some are left out",
            "Some numbers are missing in your lists; what is there is right and in order: each item has one of its own.",
        );
    }
    None
}

/// Whether the list is the right one with some of its numbers taken out.
fn is_left_of(row: &Row, tolerance: &Tolerance) -> bool {
    let mut left = row.expected.iter();
    row.got.iter().all(|got| left.any(|expected| tolerance.accepts(*got, *expected, row.size)))
}

/// The right numbers in another order, or run together.
pub(super) fn order(rows: &[Row], tolerance: &Tolerance) -> Option<Relation> {
    type Reorder = fn(&[f64]) -> Vec<f64>;
    let orders: [(&str, Reorder, &str); 9] = [
        (
            "turned the order round",
            |x| x.iter().rev().copied().collect(),
            "The right numbers, last one first: each belongs to the item at its own place.",
        ),
        (
            "one place too late",
            |x| rotated(x, x.len() - 1),
            "The right numbers, each one place too late: counting starts at 0 in Rust.",
        ),
        ("one place too early", |x| rotated(x, 1), "The right numbers, each one place too early."),
        (
            "sorted",
            |x| {
                let mut sorted = x.to_vec();
                sorted.sort_by(f64::total_cmp);
                sorted
            },
            "The right numbers, sorted: each belongs to the item at its own place.",
        ),
        (
            "added up along the way",
            |x| {
                x.iter()
                    .scan(0.0, |sum, x| {
                        *sum += x;
                        Some(*sum)
                    })
                    .collect()
            },
            "Every number holds those before it as well: is something not set back to 0 for each item?",
        ),
        (
            "the first one left at 0",
            |x| zero_at(x, 0),
            "The first number of every list is 0, and the others are right: where does your loop begin?",
        ),
        (
            "the last one left at 0",
            |x| zero_at(x, x.len() - 1),
            "The last number of every list is 0, and the others are right: where does your loop end? `a..b` stops before b.",
        ),
        (
            "all written into the first place",
            |x| [&x[x.len() - 1..], &vec![0.0; x.len() - 1]].concat(),
            "The last number stands in the first place, and 0 in all others: does each item go to its own place?",
        ),
        (
            "the first one for all",
            |x| vec![x[0]; x.len()],
            "All numbers of a list are its first one: does each item use its own?",
        ),
    ];
    let long = rows.iter().filter(|row| row.expected.len() > 1).count();
    if long < ENOUGH {
        return None;
    }
    let fits =
        |reorder: &Reorder| rows.iter().all(|row| row.expected.is_empty() || row.agrees_when(tolerance, reorder));
    let (name, reorder, says) = orders.into_iter().find(|(_, reorder, _)| fits(reorder))?;
    // At an edge there may be no item at all.
    changing(name, says, move |x| if x.is_empty() { Vec::new() } else { reorder(x) })
}

fn zero_at(x: &[f64], place: usize) -> Vec<f64> {
    let mut x = x.to_vec();
    x[place] = 0.0;
    x
}

fn rotated(x: &[f64], by: usize) -> Vec<f64> {
    let mut x = x.to_vec();
    x.rotate_left(by);
    x
}
