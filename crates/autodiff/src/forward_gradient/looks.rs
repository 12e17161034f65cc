//! What the looks at f tell: where it was asked, how often, and who moved.

use nabla_grading::{Complaint, Named, Observation};

pub(super) const DIFFERENCES: &str =
    "You looked beside x: that is a difference quotient. A number with a slope says at x itself how fast f moves.";
pub(super) const REPEATED: &str = "Each input moves in one pass: n inputs, n calls of f.";

const ELSEWHERE: &str = "Nobody leaves x: the others stand still at their own values, and only slopes say who moves.";

/// How far from x a look is still one of a difference quotient.
const BESIDE: f64 = 0.2;

pub(super) fn at_the_values_themselves(asked: &Observation<'_>) -> Result<(), Complaint> {
    let x: Vec<f64> = asked.argument(1);
    let off = |look: &[f64]| look.iter().zip(&x).fold(0.0, |most: f64, (a, b)| most.max((a - b).abs()));
    let farthest = asked.looked().filter_map(|look| look.get(..x.len())).map(off).fold(0.0, f64::max);
    let (complaint, got) = match farthest {
        0.0 => return Ok(()),
        off if off <= BESIDE => (Complaint::named("measured differences", DIFFERENCES), "f asked beside x"),
        _ => (Complaint::new(ELSEWHERE), "f asked elsewhere than at x"),
    };
    Err(complaint.got(got).expected("f asked at x, with slopes"))
}

pub(super) fn one_pass_for_each_input(asked: &Observation<'_>) -> Result<(), Complaint> {
    let (n, calls) = (asked.argument::<Vec<f64>>(1).len() as u64, asked.calls());
    if calls == n {
        return Ok(());
    }
    let complaint = if calls < n {
        Complaint::new("One pass gives one number: n slopes need n passes.")
    } else {
        Complaint::named("more passes than inputs", REPEATED)
    };
    Err(complaint.got(format!("{calls} calls of f")).expected(format!("{n} calls of f")))
}

/// What the slopes that f was given tell of wrong gradients: several inputs move, or each moves alone as it should.
pub(super) fn by_the_seeds(all: &[Observation<'_>]) -> Option<Named> {
    let (mut crowded, mut alone) = (true, true);
    for asked in all {
        let x: Vec<f64> = asked.argument(1);
        let n = x.len();
        if asked.calls() != n as u64 {
            return None;
        }
        for (pass, look) in asked.looked().enumerate() {
            let (values, slopes) = look.split_at_checked(n)?;
            if values != x {
                return None;
            }
            let moving: Vec<usize> = (0..slopes.len()).filter(|j| slopes[*j] != 0.0).collect();
            crowded &= moving.len() > 1;
            alone &= moving == [pass] && slopes[pass].is_finite();
        }
    }
    let (name, says) = match (crowded, alone) {
        (true, _) => (
            "moved several inputs at once",
            "In each of your passes more than one input moves, and what comes back is of all of them together.",
        ),
        (_, true) => (
            "right passes, read wrongly",
            "In each of your passes one input moves alone, as it should: look at what you make of the slope that is \
             returned.",
        ),
        _ => return None,
    };
    Some(Named { name: name.to_owned(), says: says.to_owned() })
}
