//! Terms: the summands that a closed formula may hold. Answers are fitted on them, exactly or not at all.

use crate::answers::callable::{Function, Handler};
use nabla_core::{Tolerance, Value};
use nalgebra::{DMatrix, DVector};

/// A summand that a formula may hold, without its coefficient: x²y, exp(xy), Σeᵢ².
#[derive(Debug)]
pub struct Term {
    /// As one would write it; "1" is the constant.
    pub name: String,
    function: Function,
}

/// A term as a function of the exercise's arguments; it has as many numbers as the answer.
/// ```
/// // Σx², for a formula of a list.
/// let term = nabla_grading::term("Σx²", |x: Vec<f64>| x.iter().map(|x| x * x).sum::<f64>());
/// assert_eq!(term.name, "Σx²");
/// ```
pub fn term<P>(name: impl Into<String>, value: impl Handler<P>) -> Term {
    Term { name: name.into(), function: Function::new(value) }
}

/// All products of powers of these variables up to a total degree, with the constant. The variables are the numbers of the
/// arguments in their order, whether they come one by one or as a vector.
/// ```
/// let names: Vec<String> = nabla_grading::monomials(&["x", "y"], 2).into_iter().map(|term| term.name).collect();
/// assert_eq!(names, ["1", "y", "y²", "x", "xy", "x²"]);
/// ```
#[must_use]
pub fn monomials(variables: &'static [&'static str], degree: u8) -> Vec<Term> {
    exponents(variables.len(), degree)
        .into_iter()
        .map(|powers| Term { name: monomial_name(variables, &powers), function: monomial(powers, |_| 1.0) })
        .collect()
}

/// The same, each times a factor of the same variables, such as exp(xy).
/// ```
/// let terms = nabla_grading::monomials_times("exp(x)", |x| x[0].exp(), &["x"], 1);
/// assert_eq!(terms.iter().map(|term| term.name.as_str()).collect::<Vec<_>>(), ["exp(x)", "x·exp(x)"]);
/// ```
#[must_use]
pub fn monomials_times(
    factor_name: &'static str,
    factor: fn(&[f64]) -> f64,
    variables: &'static [&'static str],
    degree: u8,
) -> Vec<Term> {
    let name = |powers: &[u8]| match monomial_name(variables, powers).as_str() {
        "1" => factor_name.to_owned(),
        product => format!("{product}·{factor_name}"),
    };
    exponents(variables.len(), degree)
        .into_iter()
        .map(|powers| Term { name: name(&powers), function: monomial(powers, factor) })
        .collect()
}

fn monomial(powers: Vec<u8>, factor: fn(&[f64]) -> f64) -> Function {
    Function::of_values(move |arguments| {
        let numbers: Vec<f64> = arguments.iter().flat_map(Value::components).collect();
        let product =
            powers.iter().zip(&numbers).map(|(power, number)| number.powi(i32::from(*power))).product::<f64>();
        Some(Value::Number(product * factor(&numbers)))
    })
}

fn exponents(variables: usize, degree: u8) -> Vec<Vec<u8>> {
    let mut all = vec![Vec::new()];
    for _ in 0..variables {
        let longer = |head: &Vec<u8>| {
            let left = degree - head.iter().sum::<u8>();
            (0..=left).map(|power| head.iter().copied().chain([power]).collect::<Vec<u8>>()).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

fn monomial_name(variables: &[&str], powers: &[u8]) -> String {
    let power = |(variable, power): (&&str, &u8)| match power {
        0 => String::new(),
        1 => (*variable).to_owned(),
        2 => format!("{variable}²"),
        3 => format!("{variable}³"),
        more => format!("{variable}^{more}"),
    };
    let name: String = variables.iter().zip(powers).map(power).collect();
    if name.is_empty() { "1".to_owned() } else { name }
}

/// One equation of a fit: a number of the answer, and what the terms are there.
pub(crate) struct Equation {
    terms: Vec<f64>,
    number: f64,
    size: f64,
}

impl Equation {
    /// What the terms give with these coefficients.
    pub(crate) fn sum(&self, coefficients: &[f64]) -> f64 {
        self.terms.iter().zip(coefficients).map(|(term, coefficient)| coefficient * term).sum()
    }
}

/// The equations of an answer's numbers at one probe; `None` where a term does not fit the answer.
pub(crate) fn equations(terms: &[Term], arguments: &[Value], numbers: &[f64], size: f64) -> Option<Vec<Equation>> {
    let columns: Vec<Vec<f64>> = terms
        .iter()
        .map(|term| term.function.answer(arguments).value().map(Value::components))
        .collect::<Option<_>>()?;
    if columns.iter().any(|column| column.len() != numbers.len()) {
        return None;
    }
    let equation = |(index, number): (usize, &f64)| Equation {
        terms: columns.iter().map(|column| column[index]).collect(),
        number: *number,
        size,
    };
    Some(numbers.iter().enumerate().map(equation).collect())
}

/// The simple coefficients with which the terms give every number, within the tolerance; `None` if there are none.
pub(crate) fn fit(equations: &[Equation], tolerance: &Tolerance) -> Option<Vec<f64>> {
    let count = equations.first()?.terms.len();
    let (a, b) = scaled(equations, count)?;
    let widths: Vec<f64> = (0..count).map(|j| a.column(j).norm()).collect();
    if widths.contains(&0.0) || a.nrows() < count + 2 {
        return None;
    }
    let columns = DMatrix::from_fn(a.nrows(), count, |i, j| a[(i, j)] / widths[j]);
    let svd = columns.svd(true, true);
    if svd.singular_values.min() < 1e-7 * svd.singular_values.max() {
        return None;
    }
    let solution = svd.solve(&b, 0.0).ok()?;
    let coefficients: Vec<f64> =
        solution.iter().zip(&widths).map(|(coefficient, width)| simple(coefficient / width)).collect::<Option<_>>()?;
    let holds = |equation: &Equation| {
        let sum = equation.sum(&coefficients);
        let size =
            equation.terms.iter().zip(&coefficients).map(|(term, c)| (c * term).abs()).fold(equation.size, f64::max);
        tolerance.accepts(equation.number, sum, size)
    };
    equations.iter().all(holds).then_some(coefficients)
}

/// Enough equations for any fit, each of about the size 1: a far point would drown the near ones.
fn scaled(equations: &[Equation], count: usize) -> Option<(DMatrix<f64>, DVector<f64>)> {
    const ENOUGH: usize = 120;
    let finite =
        |equation: &&Equation| equation.number.is_finite() && equation.terms.iter().all(|term| term.is_finite());
    let largest = |equation: &Equation| equation.terms.iter().fold(0.0, |largest: f64, term| largest.max(term.abs()));
    let chosen: Vec<(&Equation, f64)> = equations
        .iter()
        .filter(finite)
        .map(|equation| (equation, largest(equation)))
        .filter(|(_, largest)| *largest > 1e-9 && *largest < 1e9)
        .take(ENOUGH)
        .collect();
    if chosen.is_empty() {
        return None;
    }
    let a = DMatrix::from_fn(chosen.len(), count, |i, j| chosen[i].0.terms[j] / chosen[i].1);
    let b = DVector::from_fn(chosen.len(), |i, _| chosen[i].0.number / chosen[i].1);
    Some((a, b))
}

/// The simple number beside this one: a whole one, a fraction with a small denominator, or one with few decimals.
fn simple(coefficient: f64) -> Option<f64> {
    [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 100.0, 1000.0].into_iter().find_map(|denominator: f64| {
        let numerator = (coefficient * denominator).round();
        let near = (coefficient * denominator - numerator).abs() < 1e-6 * numerator.abs().max(1.0);
        (near && numerator.abs() <= 200.0).then_some(if numerator == 0.0 { 0.0 } else { numerator / denominator })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coefficients(formula: fn(f64, f64) -> f64) -> Option<Vec<f64>> {
        let terms = monomials(&["x", "y"], 2);
        let places = (0..30).map(|k| (f64::from(k) * 0.7 - 9.0, f64::from(k * k % 17) - 8.0)).chain([(3e6, -4e6)]);
        let equations: Vec<Equation> = places
            .flat_map(|(x, y)| {
                let arguments = [Value::Number(x), Value::Number(y)];
                equations(&terms, &arguments, &[formula(x, y)], x * x + y * y).expect("they fit")
            })
            .collect();
        fit(&equations, &Tolerance::closed_form())
    }

    #[test]
    fn a_formula_is_fitted_exactly_or_not_at_all() {
        let names: Vec<String> = monomials(&["x", "y"], 2).into_iter().map(|term| term.name).collect();
        assert_eq!(names, ["1", "y", "y²", "x", "xy", "x²"]);
        assert_eq!(coefficients(|x, y| 2.0 * x * y + 3.0 * y * y - 5.0), Some(vec![-5.0, 0.0, 3.0, 0.0, 2.0, 0.0]));
        assert_eq!(coefficients(|x, y| 2.0 * x * y - 0.01 * x), Some(vec![0.0, 0.0, 0.0, -0.01, 2.0, 0.0]));
        assert_eq!(coefficients(|x, y| x * y * y), None);
        assert_eq!(coefficients(|x, y| 2.0 * x * y + 1e-6 * x), None);
        assert_eq!(coefficients(|x, _| f64::sin(x)), None);
    }
}
