//! Every flat place of a box, with its kind.
//!
//! ```text
//! n × n starts, Newton from each, those that end in the box, each place once: x⁴ − 2x² + 2y⁴ − 2y² has nine
//! ```
//!
//! Order is free, and so is the way; what counts is which places are named, and as what. The truth begins where both
//! slopes change their sign, on a grid of its own.

mod figure;
mod judge;
mod places;
mod rules;
mod slips;

use crate::fields::{dome, nine_places, pass, trough, twisted};
use nabla_core::{Draw, Field, GradientField, HessianField};
use nabla_grading::{Clause, Exercise, GradientN, HessianN, Probes, other, slip};
use nalgebra::Vector2;
use places::{Side, same_places};
use rules::{Rules, Task};

type V2 = Vector2<f64>;
type Arguments = (GradientField, HessianField, Side, Side, usize);

/// What is asked of f in this box.
fn of(f: Field, x: Side, y: Side, n: usize) -> Arguments {
    (GradientField::of(f.clone()), HessianField(f), x, y, n)
}

/// The exercise `landscape`.
pub(crate) fn exercise() -> Exercise {
    let by = |rules: Rules| {
        move |gradient: GradientN, hessian: HessianN, x: Side, y: Side, n: usize| {
            rules.map(&Task { gradient: gradient.as_fn(), hessian: hessian.as_fn(), x, y, n })
        }
    };
    Exercise::new("landscape", "every place in a box where ∇f = 0, with its kind")
        .probes(probes)
        .truth(|gradient: GradientField, _: HessianField, x: Side, y: Side, _: usize| {
            places::flat_places(&gradient.field, x, y)
        })
        .not_unique()
        .alike(|_, a, b| same_places(a, b))
        .parts([other("the places")])
        .property(judge::is_the_landscape)
        .slips(Rules::right(), by, slips::SLIPS.map(|(name, change, says)| slip(name, change, says)))
        .clause(
            Clause::new("any number of starts", "More starts find the same places again: each is still named once.")
                .at(of(twisted(), (-1.0, 2.2), (-0.7, 1.6), 15))
                .at(of(dome(), (-2.0, 3.0), (-3.0, 1.0), 2)),
        )
        .variant("start by start", by(Rules::right()))
        .variant("last start first", by(Rules { order: |places| places.into_iter().rev().collect(), ..Rules::right() }))
        .variant("a finer grid", by(Rules { starts: |x, y, n| rules::grid(x, y, 2 * n), ..Rules::right() }))
        .variant(
            "sorted, then merged",
            by(Rules {
                order: |mut places| {
                    places.sort_by(|a, b| a.x.total_cmp(&b.x));
                    places
                },
                ..Rules::right()
            }),
        )
        .hints([
            "From one start Newton finds one place. How do you find the others?",
            "Walk from every point of an n × n grid. Keep an end that lies in the box and is not nearer \
             than 1e-3 to one that you have.",
            "`crate::find_critical::find_critical(gradient, hessian, &start, 1e-12, 60)` gives an end or None, and \
             `crate::classify::classify(&hessian(&end), 1e-6)` its kind.",
        ])
        .figure(figure::draw)
}

fn probes(ask: &mut Probes) {
    for (f, x, y, n) in [
        (twisted(), (-1.0, 2.2), (-0.7, 1.6), 6),
        // The lowest row of its places lies outside.
        (nine_places(), (-1.3, 1.4), (-0.5, 1.3), 9),
        (trough(), (-1.0, 0.9), (-1.0, 1.2), 5),
        (dome(), (-2.0, 3.0), (-3.0, 1.0), 4),
        (pass(), (-2.0, 2.0), (-1.0, 3.0), 5),
        (twisted(), (0.5, 2.0), (0.4, 2.1), 5),
        (nine_places(), (0.2, 1.3), (0.2, 1.4), 6),
        // Two places at (±0.15, −0.2), and two at (±0.04, −0.2).
        (twins(0.15), (-2.2, 2.5), (-1.7, 1.9), 5),
        (twins(0.04), (-0.3, 0.35), (-0.5, 0.15), 6),
        (high_up(), (-2.0, 2.1), (3.1, 7.2), 6),
        // Only from the uppermost of these starts a walk comes to the upper place.
        (high_up(), (-2.0, 2.1), (3.1, 5.7), 3),
    ] {
        ask.at(of(f, x, y, n));
    }
    ask.random(4, |draw| {
        let f = bent(draw);
        of(f, (-2.2, 2.5), (-1.7, 1.9), usize::try_from(draw.integer(4, 6)).unwrap_or(5))
    });
}

/// 2x³ − 6p²x + y² + 0.4y: two places 2p apart.
fn twins(p: f64) -> Field {
    Field::polynomial(2, &[(2.0, &[3]), (-6.0 * p * p, &[1]), (1.0, &[0, 2]), (0.4, &[0, 1])])
}

/// x² + (y − 5)³ − 0.75(y − 5), less a constant: from below y = 5 no walk comes to the upper one of its places.
fn high_up() -> Field {
    Field::polynomial(2, &[(1.0, &[2]), (1.0, &[0, 3]), (-15.0, &[0, 2]), (74.25, &[0, 1])])
}

/// a·x³ − 3a·p²·x + b·y² + c·y, with places at x = ±p: Newton finds the one or the other from every start.
fn bent(draw: &mut Draw) -> Field {
    let (a, p) = (draw.number_off_zero(-2.0, 2.0, 0.5), draw.number(0.5, 1.3));
    let (b, c) = (draw.number_off_zero(-2.0, 2.0, 0.6), draw.number_off_zero(-1.0, 1.0, 0.2));
    Field::polynomial(2, &[(a, &[3, 0]), (-3.0 * a * p * p, &[1, 0]), (b, &[0, 2]), (c, &[0, 1])])
}
