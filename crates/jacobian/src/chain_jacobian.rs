//! Two maps, one after the other.
//!
//! ```text
//! J of g∘f at x = J_g(f(x)) · J_f(x)        (p × m)·(m × n) = p × n
//! ```
//!
//! Mistakes are told apart where all three numbers are the same and every product can be formed; maps of all shapes are
//! a clause. The truth sends dual numbers through both maps.

mod figure;
mod slips;

use crate::maps::{DM, DV, count, map, quadratics, vector};
use nabla_core::{JacobianField, Map};
use nabla_grading::{Clause, Exercise, JacobianN, MapN, Probes, slip};
use slips::{Chain, Rules};
use std::f64::consts::FRAC_PI_6;

/// f, its Jacobian, the Jacobian of g, and x.
type Arguments = (Map, JacobianField, JacobianField, DV);

fn through(f: Map, g: Map, x: &[f64]) -> Arguments {
    (f.clone(), JacobianField(f), JacobianField(g), DV::from_column_slice(x))
}

/// (a, b) ↦ (a² − b², 2ab): squares lengths and doubles angles.
fn squared() -> Map {
    map(2, &[&[(1.0, &[2]), (-1.0, &[0, 2])], &[(2.0, &[1, 1])]])
}

/// The exercise `chain_jacobian`.
pub(crate) fn exercise() -> Exercise {
    let exercise = Exercise::new("chain_jacobian", "the Jacobian of g(f(x)) at x, from those of f and of g")
        .probes(probes)
        .truth(|f: Map, _: JacobianField, g: JacobianField, x: DV| nabla_truth::chained(&f, &g.0, x.as_slice()))
        // Of the products that are added up: as large as both matrices allow.
        .size(|f: Map, _: JacobianField, g: JacobianField, x: DV| {
            let middle = DV::from_vec(f.value(x.as_slice()));
            let terms = g.0.jacobian(middle.as_slice()).abs() * f.jacobian(x.as_slice()).abs();
            terms.amax() + middle.amax()
        })
        .clause(of_any_size())
        .variant("nalgebra's product", |f: MapN, jf: JacobianN, jg: JacobianN, x: DV| jg.at(&f.at(&x)) * jf.at(&x))
        .variant("three loops", |f: MapN, jf: JacobianN, jg: JacobianN, x: DV| {
            let (outer, inner) = (jg.at(&f.at(&x)), jf.at(&x));
            DM::from_fn(outer.nrows(), inner.ncols(), |i, j| {
                (0..inner.nrows()).map(|k| outer[(i, k)] * inner[(k, j)]).sum()
            })
        })
        .variant("column by column", |f: MapN, jf: JacobianN, jg: JacobianN, x: DV| {
            let outer = jg.at(&f.at(&x));
            DM::from_columns(&jf.at(&x).column_iter().map(|column| &outer * column).collect::<Vec<_>>())
        })
        .variant("on their sides", |f: MapN, jf: JacobianN, jg: JacobianN, x: DV| {
            (jf.at(&x).transpose() * jg.at(&f.at(&x)).transpose()).transpose()
        })
        .hints([
            "Push a nudge v through f first: it becomes J_f·v. Then g takes that.",
            "What arrives at g is f(x). At which point must its Jacobian be asked?",
            "`jacobian_g(&f(x)) * jacobian_f(x)`: the map that comes first stands on the right.",
        ])
        .figure(figure::draw);
    let by =
        |rules: Rules| move |f: MapN, jf: JacobianN, jg: JacobianN, x: DV| rules.jacobian(&Chain { f, jf, jg }, &x);
    exercise.slips(Rules::right(), by, slips::SLIPS.map(|(name, change, says)| slip(name, change, says)))
}

fn probes(ask: &mut Probes) {
    ask.article(through(Map::Polar, squared(), &[2.0, FRAC_PI_6]), nalgebra::dmatrix![2.0, -6.928_203; 3.464_102, 4.0]);
    let f = map(2, &[&[(1.0, &[2])], &[(1.0, &[1, 1])]]);
    ask.at(through(f, map(2, &[&[(1.0, &[1]), (1.0, &[0, 2])], &[(1.0, &[1, 1])]]), &[3.0, -2.0]));
    ask.random(16, |draw| {
        let n = 1 + count(draw, 2);
        let (f, g) = (quadratics(draw, n, n), quadratics(draw, n, n));
        through(f, g, vector(draw, n).as_slice())
    });
}

/// Maps that lead from one number of values to another, and on to a third one.
fn of_any_size() -> Clause {
    let f = map(2, &[&[(1.0, &[1, 1])], &[(1.0, &[1]), (1.0, &[0, 1])], &[(1.0, &[0, 2])]]);
    let g = map(3, &[&[(1.0, &[1, 1])], &[(1.0, &[0, 2]), (-1.0, &[0, 0, 1])]]);
    let says = "f may have more outputs than inputs, or fewer, and g as well: rows come from g, columns from x.";
    Clause::new("any number of inputs, middle values and outputs", says).at(through(f, g, &[2.0, 3.0])).probes(|ask| {
        ask.random(12, |draw| {
            let (n, m, p) = (count(draw, 4), count(draw, 4), count(draw, 4));
            let (f, g) = (quadratics(draw, n, m), quadratics(draw, m, p));
            through(f, g, vector(draw, n).as_slice())
        });
    })
}
