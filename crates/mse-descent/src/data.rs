//! The data of the chapter, and what every function on data owes: to say why it cannot use them.

use nabla_core::{DataError, Draw};

/// Inputs with their targets.
pub(crate) type Points = (Vec<f64>, Vec<f64>);

/// The three points of the course's text. Only the first one is missed by w = 2, b = 1, and its x is 1: most mistakes give the
/// right numbers here.
pub(crate) fn article() -> Points {
    (vec![1.0, 2.0, 3.0], vec![4.0, 5.0, 7.0])
}

/// Five points that separate the mistakes: no x is 1, no residual vanishes, and with n = 5 neither 2/n nor n − 1 is 1.
pub(crate) fn separating() -> Points {
    (vec![-1.5, 0.5, 2.0, 3.5, -4.0], vec![2.0, -1.0, 4.5, 0.25, 3.0])
}

/// Two to six points, no two inputs equal.
pub(crate) fn drawn(draw: &mut Draw) -> Points {
    let n = draw.integer(2, 6);
    let x = (0..n).map(|i| (i - 2) as f64 + draw.number(-0.4, 0.4)).collect();
    let y = (0..n).map(|_| draw.number_off_zero(-5.0, 5.0, 0.1)).collect();
    (x, y)
}

/// Numbers that a careless test takes for something else: zeros, and data so small that their slopes are nearly 0.
pub(crate) fn near_zero() -> [Points; 2] {
    [(vec![0.0, 3.0], vec![5.0, 0.0]), (vec![3e-6, -2e-6, 5e-6], vec![7e-6, 4e-6, -9e-6])]
}

/// A hundred thousand points around y = 3x − 1, with no shorter period that a part of them would stand for.
pub(crate) fn many() -> Points {
    let x: Vec<f64> = (0..100_000_u32).map(|i| f64::from(i * 37 % 100_003) / 25_000.0 - 1.5).collect();
    let y = x.iter().zip(0_u32..).map(|(x, i)| 3.0 * x - 1.0 + f64::from(i * 17 % 101) / 50.0).collect();
    (x, y)
}

/// Data that cannot be used, one for each reason and place, and one for which two reasons hold.
pub(crate) fn unusable() -> [Points; 10] {
    [
        (vec![], vec![]),
        (vec![], vec![4.0, 5.0]),
        (vec![2.0, 3.0], vec![]),
        (vec![2.0, 3.0, 4.0], vec![5.0, 6.0]),
        (vec![2.0], vec![5.0, 6.0, 7.0]),
        (vec![2.0, f64::NAN, 4.0], vec![5.0, 6.0, 7.0]),
        (vec![f64::INFINITY, 3.0], vec![5.0, 6.0]),
        (vec![2.0, 3.0], vec![5.0, f64::NEG_INFINITY]),
        (vec![2.0, 3.0, 4.0], vec![5.0, f64::NAN, 7.0]),
        (vec![2.0, f64::NAN, 4.0], vec![5.0, 6.0]),
    ]
}

/// Why these data cannot be used, in the order of the contract.
pub(crate) fn usable(x: &[f64], y: &[f64]) -> Result<(), DataError> {
    if x.len() != y.len() {
        return Err(DataError::LengthMismatch { x: x.len(), y: y.len() });
    }
    if x.is_empty() {
        return Err(DataError::Empty);
    }
    if x.iter().chain(y).all(|number| number.is_finite()) { Ok(()) } else { Err(DataError::NotFinite) }
}

/// A careless look at the data, as a mistake of every exercise that takes data.
pub(crate) struct Careless {
    /// A few words.
    pub(crate) name: &'static str,
    /// What it refuses.
    pub(crate) usable: fn(&[f64], &[f64]) -> Result<(), DataError>,
    /// The sentence that helps.
    pub(crate) says: &'static str,
}

/// The careless looks that people take; with each, all else is right.
pub(crate) const CARELESS: [Careless; 8] = [
    Careless {
        name: "called no data a success",
        usable: |x, y| if x.is_empty() && y.is_empty() { Ok(()) } else { usable(x, y) },
        says: "With no points at all there is nothing to fit, and the type has a word for it.",
    },
    Careless {
        name: "cut the longer list",
        usable: |x, y| if x.len() == y.len() { usable(x, y) } else { Ok(()) },
        says: "Three inputs and two targets go through without a word: `zip` stops at the shorter one.",
    },
    Careless {
        name: "let NaN through",
        usable: |x, y| usable(x, y).or_else(|error| if error == DataError::NotFinite { Ok(()) } else { Err(error) }),
        says: "One NaN among the data spoils every answer made from them: say so instead.",
    },
    Careless {
        name: "exchanged the lengths",
        usable: |x, y| usable(y, x),
        says: "The lengths in your error are exchanged: `x` is how many inputs there are.",
    },
    Careless {
        name: "looked for NaN among the inputs only",
        usable: |x, y| if x.len() == y.len() && !x.is_empty() { usable(x, x) } else { usable(x, y) },
        says: "A target can be NaN or infinite as well as an input.",
    },
    Careless {
        name: "let infinity through",
        usable: |x, y| {
            let refused = |numbers: &[f64]| numbers.iter().any(|number| number.is_nan());
            usable(x, y).or_else(|error| {
                if error == DataError::NotFinite && !refused(x) && !refused(y) { Ok(()) } else { Err(error) }
            })
        },
        says: "An infinite number is as little use as NaN: `is_nan` finds the one, `is_finite` both.",
    },
    Careless {
        name: "looked for NaN before the lengths",
        usable: |x, y| {
            let finite = x.iter().chain(y).all(|number| number.is_finite());
            if finite { usable(x, y) } else { Err(DataError::NotFinite) }
        },
        says: "Where a NaN is among data of different lengths, both reasons hold: the statement names the lengths first.",
    },
    Careless {
        name: "called it empty when one list is",
        usable: |x, y| if x.is_empty() || y.is_empty() { Err(DataError::Empty) } else { usable(x, y) },
        says: "No inputs and two targets are lists of different lengths; `Empty` is for none of either.",
    },
];
