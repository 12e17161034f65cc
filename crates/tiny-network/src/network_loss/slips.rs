//! What goes wrong with the loss of a network.

use super::Rules;
use crate::Table;
use crate::nets::DV;

pub(super) const SLIPS: Table<fn(&mut Rules), 29> = [
    (
        "added up without a mean",
        |r| r.count = |_, _| 1.0,
        "Take every sample twice: the loss should not become twice as large.",
    ),
    (
        "averaged over the outputs, too",
        |r| r.of_outputs = |m| m as f64,
        "A mean over the samples, and a sum over the outputs of each.",
    ),
    (
        "averaged over the outputs only",
        |r| {
            r.of_outputs = |m| m as f64;
            r.count = |_, _| 1.0;
        },
        "It is the other way round: a mean over the samples, a sum over the outputs.",
    ),
    (
        "took half of it",
        |r| r.given = |loss| 0.5 * loss,
        "Half of it. (Some books put ½ in front; here it is not there.)",
    ),
    ("took the lengths of the misses", |r| r.of_one = DV::norm, "The length of a miss, or its square?"),
    (
        "took the sizes of the misses",
        |r| r.of_one = |e| e.lp_norm(1),
        "A miss of 2 should cost four times as much as a miss of 1.",
    ),
    ("took the root at the end", |r| r.given = f64::sqrt, "The mean of the squares itself is asked, without a root."),
    ("looked at the first output only", |r| r.of_one = |e| e[0] * e[0], "Your loss never looks at the second output."),
    (
        "took the largest miss of each",
        |r| r.of_one = |e| e.amax().powi(2),
        "All outputs of a sample count, not the worst alone.",
    ),
    (
        "squared the sum of the misses",
        |r| r.of_one = |e| e.sum().powi(2),
        "Misses of two signs cancel in yours: square each of them first.",
    ),
    (
        "took the targets last one first",
        |r| r.partner = |i, n| n - 1 - i,
        "The last target belongs to the last input: yours are taken in reverse.",
    ),
    (
        "took the next target",
        |r| r.partner = |i, n| (i + 1) % n,
        "Each answer is held against the target of the next input: both lists are counted alike.",
    ),
    (
        "took the target before",
        |r| r.partner = |i, n| (i + n - 1) % n,
        "Each answer is held against the target of the input before it: both lists are counted alike.",
    ),
    (
        "took the first target for all",
        |r| r.partner = |_, _| 0,
        "All answers are held against the first target: each input has one of its own.",
    ),
    ("added the target", |r| r.miss = |a, t| a + t, "How far off is an answer that is exactly right?"),
    ("forgot the targets", |r| r.miss = |a, _| a.clone(), "Your loss never looks at the targets."),
    (
        "took the worst sample",
        |r| {
            r.together = |all| all.iter().copied().fold(0.0, f64::max);
            r.count = |_, _| 1.0;
        },
        "All samples count, not the worst alone.",
    ),
    (
        "took the first sample only",
        |r| {
            r.samples = |_| 0..1;
            r.count = |_, _| 1.0;
        },
        "All samples count, not the first alone.",
    ),
    (
        "took the last sample only",
        |r| {
            r.samples = |n| n - 1..n;
            r.count = |_, _| 1.0;
        },
        "All samples count: is the loss added up, or overwritten?",
    ),
    (
        "took the last sample only, over n",
        |r| r.samples = |n| n - 1..n,
        "Each sample overwrites the one before in yours: add them up.",
    ),
    (
        "left the first sample out",
        |r| r.samples = |n| 1..n,
        "The first sample never counts: counting starts at 0 in Rust.",
    ),
    ("left the last sample out", |r| r.samples = |n| 0..n - 1, "The last sample never counts: `a..b` stops before b."),
    ("divided by n − 1", |r| r.count = |n, _| n as f64 - 1.0, "A plain mean divides by how many samples there are."),
    (
        "divided by the number of inputs of a sample",
        |r| r.count = |_, first| first.len() as f64,
        "You divide by how many numbers go in, and not by how many samples there are.",
    ),
    (
        "divided in whole numbers",
        |r| r.count = |n, _| if n == 1 { 1.0 } else { f64::INFINITY },
        "With more than one sample your loss is 0: in whole numbers 1/n is 0, and `1.0 / n as f64` is not.",
    ),
    (
        "divided on the way, each time by how many there are",
        |r| {
            r.together = |all| (1..).zip(all).fold(0.0, |mean, (k, e)| (mean + e) / f64::from(k));
            r.count = |_, _| 1.0;
        },
        "All that came before is divided again with each sample: add up first, and divide once.",
    ),
    (
        "took the mean of two again and again",
        |r| {
            r.together = |all| all.iter().fold(0.0, |mean, e| 0.5 * (mean + e));
            r.count = |_, _| 1.0;
        },
        "In yours the last sample counts for a half, the one before for a quarter: all should count alike.",
    ),
    (
        "took the root of the sum",
        |r| r.together = |all| all.iter().sum::<f64>().sqrt(),
        "The squares themselves are averaged: a root of their sum is not asked for.",
    ),
    (
        "squared at the end",
        |r| r.given = |loss| loss * loss,
        "Yours is squared when all is added up: each miss is squared for itself, and the mean is not.",
    ),
];
