//! The numbers in a text, and whether a value agrees with them as far as they are shown.

use std::ops::Range;

/// A number or a word of a value, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) place: Range<usize>,
    shown: Shown,
}

/// What a reader sees of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Shown {
    /// A number; what is not shown of it is at most half a unit of its last digit.
    Number { value: f64, half_unit: f64 },
    /// A word that stands for a value.
    Word(&'static str),
}

/// What is printed for values that are no numbers.
const WORDS: [&str; 5] = ["None", "true", "false", "NaN", "inf"];

/// The numbers and words of a text, from left to right. Digits of a name (f_2, x1) are none, and neither are the sizes
/// that nalgebra prints beside the components of a long vector.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        let rest = &text[at..];
        let follows = text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == ')');
        let is_size = text[..at].ends_with("Dyn(");
        let (length, shown) = if next.is_alphabetic() || next == '_' {
            let length = run(rest, |c| c.is_alphanumeric() || c == '_');
            (length, WORDS.into_iter().find(|word| *word == &rest[..length]).map(Shown::Word))
        } else if next == '∞' {
            (next.len_utf8(), Some(Shown::Word("inf")))
        } else {
            number(rest, !follows).unwrap_or((next.len_utf8(), None))
        };
        found.extend(shown.filter(|_| !is_size).map(|shown| Token { place: at..at + length, shown }));
        at += length;
    }
    found
}

/// The bytes at the beginning that satisfy a condition.
fn run(text: &str, of: impl Fn(char) -> bool) -> usize {
    text.find(|c| !of(c)).unwrap_or(text.len())
}

/// The length of a sign that may stand before digits, and whether it is a minus.
fn sign(text: &str) -> (usize, bool) {
    match text.chars().next() {
        Some(minus @ ('-' | '−')) => (minus.len_utf8(), true),
        Some('+') => (1, false),
        _ => (0, false),
    }
}

/// A number at the beginning of a text: −0.25, 1e-5, 6.1·10⁻¹¹.
fn number(text: &str, may_have_sign: bool) -> Option<(usize, Option<Shown>)> {
    let (mut end, minus) = if may_have_sign { sign(text) } else { (0, false) };
    let start = end;
    end += run(&text[start..], |c| c.is_ascii_digit());
    if end == start {
        return None;
    }
    let decimals = text[end..].strip_prefix('.').map_or(0, |rest| run(rest, |c| c.is_ascii_digit()));
    end += if decimals > 0 { 1 + decimals } else { 0 };
    let (length, exponent) = exponent(&text[end..]).unwrap_or((0, 0));
    let value: f64 = format!("{}e{exponent}", &text[start..end]).parse().ok()?;
    let half_unit = 0.5 * 10_f64.powi(exponent - i32::try_from(decimals).ok()?);
    Some((end + length, Some(Shown::Number { value: if minus { -value } else { value }, half_unit })))
}

/// The power of ten behind a number, as programs write it or as people do.
fn exponent(text: &str) -> Option<(usize, i32)> {
    const SUPERSCRIPTS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    if let Some(rest) = text.strip_prefix(['e', 'E']) {
        let (start, minus) = sign(rest);
        let end = start + run(&rest[start..], |c| c.is_ascii_digit());
        let size: i32 = rest[start..end].parse().ok()?;
        return Some((1 + end, if minus { -size } else { size }));
    }
    let rest = text.trim_start().strip_prefix(['·', '×'])?.trim_start().strip_prefix("10")?;
    let digits = rest.strip_prefix('⁻').unwrap_or(rest);
    let end = run(digits, |c| SUPERSCRIPTS.contains(c));
    let digit = |c| SUPERSCRIPTS.chars().position(|superscript| superscript == c);
    let size =
        digits[..end].chars().filter_map(digit).fold(0, |size, digit| 10 * size + i32::try_from(digit).unwrap_or(0));
    (end > 0).then(|| (text.len() - digits.len() + end, if digits.len() < rest.len() { -size } else { size }))
}

/// Whether what is shown and what Debug prints of the value are the same numbers, in order, as far as they are shown.
pub(super) fn agree(shown: &[Token], value: &str) -> bool {
    let found = tokens(value);
    shown.len() == found.len() && shown.iter().zip(&found).all(|(shown, found)| is_rounded(shown.shown, found.shown))
}

fn is_rounded(shown: Shown, found: Shown) -> bool {
    match (shown, found) {
        (Shown::Number { value, half_unit }, Shown::Number { value: exact, .. }) => {
            // Half a unit itself is rounded either way, and is no round number in binary.
            (value - exact).abs() <= half_unit + 1e-9 * half_unit.max(exact.abs() * 1e-3)
        }
        (shown, found) => shown == found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(shown: &str, value: &str, expected: bool) {
        assert_eq!(agree(&tokens(shown), value), expected, "{shown} for {value}");
    }

    #[test]
    fn a_minus_is_a_minus_in_either_writing() {
        check("−23", "-23.0", true);
        check("-23", "-23.0", true);
        check("23", "-23.0", false);
        check("−0.5", "-0.5", true);
        check("0", "-0.0", true);
    }

    #[test]
    fn a_number_may_be_rounded_to_the_digits_shown() {
        check("0.1778", "0.17782794100389226", true);
        check("0.1779", "0.17782794100389226", false);
        check("13.04", "13.038404810405298", true);
        check("13.03", "13.038404810405298", false);
        check("8.945", "8.9445", true);
        check("1e-5", "1.2e-5", true);
        check("1.0e−5", "1.2e-5", false);
        check("6.1·10⁻¹¹", "6.12e-11", true);
        check("6.1 × 10⁻¹¹", "6.3e-11", false);
        check("2·10⁵", "199000.0", true);
        check("6", "6.00001", true);
        check("6.0000", "6.0001", false);
    }

    #[test]
    fn vectors_have_their_numbers_in_order() {
        check("[3, 4]", "[[3.0, 4.0]]", true);
        check("(4, 3)", "[[3.0, 4.0]]", false);
        check("(3, 4)", "[[3.0, 4.0, 0.0]]", false);
        check("(10, 9, 0)", "VecStorage { data: [10.0, 9.0, 0.0], nrows: Dyn(3), ncols: Const }", true);
        check("(−3,15,−14)", "[[-3.0, 15.0, -14.0]]", true);
    }

    #[test]
    fn words_are_values_too() {
        check("None", "None", true);
        check("None", "Some(1.0)", false);
        check("0.6", "Some(0.6)", true);
        check("∞", "inf", true);
        check("NaN", "NaN", true);
        check("0", "NaN", false);
        check("true", "false", false);
    }

    #[test]
    fn digits_of_names_and_formulas_are_none() {
        let values =
            |text: &str| tokens(text).into_iter().map(|token| text[token.place].to_owned()).collect::<Vec<_>>();
        assert_eq!(values("f_2 and x1 are 7, x² is 3."), ["7", "3"]);
        assert_eq!(values("3−4 = −1 and f(2)-1"), ["3", "4", "−1", "2", "1"]);
    }
}
