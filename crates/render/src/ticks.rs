//! Which values an axis names, and how: 1-2-5 steps, decades, whole numbers, names.

use nabla_grading::figure::{LARGE, SMALL, minus, plain, power_of_ten, times_power as value};

/// The values named on an axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Ticks {
    /// Values with a label, ascending.
    pub values: Vec<f64>,
    /// One label for each value.
    pub labels: Vec<String>,
    /// Values with a short mark only.
    pub minor: Vec<f64>,
}

/// Multiples of 1, 2 or 5 times a power of ten between the ends, at most `count` of them where that is possible.
pub(crate) fn linear(from: f64, to: f64, count: usize) -> Ticks {
    let rough = (to - from) / count.max(2) as f64;
    let exponent = rough.log10().floor() as i32;
    let fine = [1.0, 2.0, 5.0].into_iter().find(|factor| value(*factor, exponent) >= rough * (1.0 - 1e-9));
    let (factor, exponent) = fine.map_or((1.0, exponent + 1), |factor| (factor, exponent));
    let step = value(factor, exponent);
    // A hair of tolerance, so that an end which should be a multiple but is one rounding off still is one.
    let hair = 1e-9;
    let (first, last) = ((from / step - hair).ceil(), (to / step + hair).floor());
    if !(step > 0.0 && first.is_finite() && last.is_finite()) {
        return Ticks::default();
    }
    // The number of steps is bounded by their choice; the second bound holds where f64 has no finer values.
    let mut values = (0..=count.max(2) + 1)
        .map(|index| first + index as f64)
        .take_while(|multiple| *multiple <= last)
        .map(|multiple| value(multiple * factor, exponent))
        .collect::<Vec<_>>();
    values.dedup();
    let labels = uniform(&values, exponent);
    Ticks { values, labels, minor: Vec::new() }
}

/// Whole numbers between the ends, at most `count` of them where that is possible.
pub(crate) fn whole(from: f64, to: f64, count: usize) -> Ticks {
    let (first, last) = (from.ceil(), to.floor());
    if last - first >= count as f64 {
        return linear(from, to, count);
    }
    let values: Vec<f64> = (0..count).map(|index| first + index as f64).take_while(|value| *value <= last).collect();
    Ticks { labels: uniform(&values, 0), values, minor: Vec::new() }
}

/// Labels with one number of decimals, so that a column of them reads as one scale.
fn uniform(values: &[f64], exponent: i32) -> Vec<String> {
    let largest = values.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    if largest == 0.0 || (SMALL..LARGE).contains(&largest) {
        let decimals = (-exponent).clamp(0, 17) as usize;
        return values.iter().map(|value| minus(&format!("{value:.decimals$}"))).collect();
    }
    let power = largest.log10().floor() as i32;
    let decimals = (power - exponent).clamp(0, 15) as usize;
    let write = |number: &f64| {
        if *number == 0.0 {
            return "0".to_owned();
        }
        power_of_ten(&format!("{:.decimals$}", value(*number, -power)), power)
    };
    values.iter().map(write).collect()
}

/// Decades, or every second, third … of them; within less than two decades also their 2- and 5-fold.
pub(crate) fn logarithmic(from: f64, to: f64, count: usize) -> Ticks {
    let inside = |value: &f64| (from * (1.0 - 1e-9)..=to * (1.0 + 1e-9)).contains(value);
    let (first, last) = (from.log10().floor() as i32, to.log10().ceil() as i32);
    let decades = (first..=last).filter(|exponent| inside(&value(1.0, *exponent))).collect::<Vec<_>>();
    let fold = |folds: &'static [f64]| {
        (first..=last).flat_map(move |exponent| folds.iter().map(move |fold| value(*fold, exponent)))
    };
    if decades.len() < 3 {
        let few = fold(&[1.0, 2.0, 5.0]).filter(inside).collect::<Vec<_>>();
        if few.len() < 2 {
            return linear(from, to, count);
        }
        let minor = fold(&[3.0, 4.0, 6.0, 7.0, 8.0, 9.0]).filter(inside).collect();
        let labels = few.iter().map(|value| plain(*value)).collect();
        return Ticks { values: few, labels, minor };
    }
    let every = decades.len().div_ceil(count.max(2)) as i32;
    let named = decades.iter().copied().filter(|exponent| exponent.rem_euclid(every) == 0).collect::<Vec<_>>();
    let short = named.iter().all(|exponent| (-2..=3).contains(exponent));
    let labels = named
        .iter()
        .map(|exponent| match exponent {
            _ if short => plain(value(1.0, *exponent)),
            0 => "1".to_owned(),
            _ => power_of_ten("1", *exponent),
        })
        .collect();
    let minor = match decades.len() {
        ..=9 => fold(&[2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]).filter(inside).collect(),
        10..=40 => decades.iter().map(|exponent| value(1.0, *exponent)).collect(),
        _ => Vec::new(),
    };
    Ticks { values: named.iter().map(|exponent| value(1.0, *exponent)).collect(), labels, minor }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(ticks: &Ticks) -> String {
        ticks.labels.join(" ")
    }

    #[test]
    fn labels_read_as_in_print() {
        assert_eq!(labels(&linear(-1.0, 1.0, 5)), "−1.0 −0.5 0.0 0.5 1.0");
        assert_eq!(labels(&linear(0.0, 10.0, 6)), "0 2 4 6 8 10");
        assert_eq!(labels(&linear(0.0, 3e-5, 4)), "0 10⁻⁵ 2×10⁻⁵ 3×10⁻⁵");
        assert_eq!(labels(&linear(0.0, 2e6, 5)), "0 0.5×10⁶ 1.0×10⁶ 1.5×10⁶ 2.0×10⁶");
        assert_eq!(labels(&logarithmic(1e-4, 1.0, 9)), "10⁻⁴ 10⁻³ 10⁻² 10⁻¹ 1");
        assert_eq!(labels(&logarithmic(0.1, 100.0, 9)), "0.1 1 10 100");
        assert_eq!(labels(&logarithmic(1e-16, 1.0, 6)), "10⁻¹⁵ 10⁻¹² 10⁻⁹ 10⁻⁶ 10⁻³ 1");
        assert_eq!(labels(&logarithmic(0.1, 0.7, 6)), "0.1 0.2 0.5");
        assert_eq!(labels(&whole(-0.7, 2.7, 7)), "0 1 2");
        assert_eq!(labels(&whole(-0.7, 23.7, 7)), "0 5 10 15 20");
    }

    #[test]
    fn any_axis_gets_few_ticks_between_its_ends() {
        let ends = [
            (0.1, 0.3),
            (-1e300, 1e300),
            (1e-300, 2e-300),
            (1e16, 1e16 + 2.0),
            (1.0, 1.0 + f64::EPSILON),
            (5e-324, 1e-323),
            (-0.1, 0.7),
            (f64::MAX / 2.0, f64::MAX),
            (1e-320, 1e308),
        ];
        for (from, to) in ends {
            for count in [0, 1, 5, 9] {
                let mut all = vec![linear(from, to, count)];
                if from > 0.0 {
                    all.push(logarithmic(from, to, count));
                }
                for ticks in all {
                    assert!(ticks.values.len() <= count + 6, "{from} {to} {count}: {ticks:?}");
                    assert_eq!(ticks.values.len(), ticks.labels.len());
                }
            }
        }
        assert_eq!(linear(0.1, 0.3, 2).values, [0.1, 0.2, 0.3]);
    }
}
