//! How numbers are written in a picture and in what is said of it: a real minus, 10⁻³ in place of 1e-3.

/// From here on, and below its inverse, numbers are written as 3×10⁵ or 10⁻⁴.
pub const LARGE: f64 = 1e6;
/// Below this a number is written with a power of ten.
pub const SMALL: f64 = 1e-3;

/// A single number as short as its first five digits allow.
/// ```
/// use nabla_grading::figure::plain;
/// assert_eq!([0.0, -2.5, 1234.5, -3e-7, 1e9].map(plain).join(" "), "0 −2.5 1234.5 −3×10⁻⁷ 10⁹");
/// ```
#[must_use]
pub fn plain(value: f64) -> String {
    let size = value.abs();
    if !value.is_finite() {
        return minus(&value.to_string().replace("inf", "∞"));
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    let power = size.log10().floor() as i32;
    if (SMALL..LARGE).contains(&size) {
        let decimals = (4 - power).clamp(0, 9) as usize;
        return minus(shortened(&format!("{value:.decimals$}")));
    }
    let mantissa = format!("{:.4}", times_power(value, -power));
    power_of_ten(shortened(&mantissa), power)
}

/// The f64 nearest to `value` × 10^`exponent`: dividing by a power of ten is exact where multiplying by its inverse is
/// not, and 0.3 should not become 0.30000000000000004.
#[must_use]
pub fn times_power(value: f64, exponent: i32) -> f64 {
    let scaled =
        if exponent < 0 && exponent > -300 { value / 10_f64.powi(-exponent) } else { value * 10_f64.powi(exponent) };
    scaled + 0.0
}

/// `mantissa` × 10^`power`, a mantissa of 1 being left out.
#[must_use]
pub fn power_of_ten(mantissa: &str, power: i32) -> String {
    match minus(mantissa).as_str() {
        "1" => format!("10{}", superscript(power)),
        "−1" => format!("−10{}", superscript(power)),
        mantissa => format!("{mantissa}×10{}", superscript(power)),
    }
}

/// The minus sign of print instead of the hyphen; none before zero.
#[must_use]
pub fn minus(number: &str) -> String {
    match number.strip_prefix('-') {
        Some(rest) if rest.chars().any(|digit| !matches!(digit, '0' | '.')) => format!("−{rest}"),
        Some(rest) => rest.to_owned(),
        None => number.to_owned(),
    }
}

/// A decimal number without zeros at its end.
fn shortened(number: &str) -> &str {
    if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number }
}

/// An exponent in raised digits.
fn superscript(exponent: i32) -> String {
    let raised = |digit: char| digit.to_digit(10).and_then(|digit| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit as usize));
    exponent.to_string().chars().map(|sign| raised(sign).unwrap_or('⁻')).collect()
}

/// Words with the numbers in them as in print: `-4` gets its minus, and `3e-6` becomes 3×10⁻⁶.
/// ```
/// use nabla_grading::figure::printed;
/// assert_eq!(printed("y held at -4: x² - 3x, 1e-10 off (2, -1)"), "y held at −4: x² − 3x, 10⁻¹⁰ off (2, −1)");
/// assert_eq!(printed("a left-over, step-2, f_x-4 and 0xe-1"), "a left-over, step-2, f_x-4 and 0xe-1");
/// ```
#[must_use]
pub fn printed(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(letter) = rest.chars().next() {
        let after = &rest[letter.len_utf8()..];
        let apart = text.chars().next_back().is_none_or(|before| !before.is_alphanumeric() && !"_)−.".contains(before));
        let number = if letter == '-' { after } else { rest };
        let (digits, end) = leading_number(number);
        if apart && !digits.is_empty() {
            let sign = if letter == '-' { "-" } else { "" };
            let written = match exponent(end) {
                Some((power, end)) => (power_of_ten(&format!("{sign}{digits}"), power), end),
                None => (minus(&format!("{sign}{digits}")), end),
            };
            text += &written.0;
            rest = written.1;
        } else {
            let lone = letter == '-' && text.ends_with(' ') && after.starts_with(' ');
            text.push(if lone { '−' } else { letter });
            rest = after;
        }
    }
    text
}

/// The digits with which a text begins, and what follows.
fn leading_number(text: &str) -> (&str, &str) {
    let whole = text.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(text.len());
    let decimals = text[whole..]
        .strip_prefix('.')
        .map_or(0, |decimals| decimals.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(decimals.len()));
    text.split_at(if whole > 0 && decimals > 0 { whole + 1 + decimals } else { whole })
}

/// The exponent with which a text begins, `e-6`, and what follows.
fn exponent(text: &str) -> Option<(i32, &str)> {
    let text = text.strip_prefix('e')?;
    let sign = usize::from(text.starts_with('-'));
    let (digits, end) = leading_number(&text[sign..]);
    let alone = !end.starts_with(|sign: char| sign.is_alphanumeric()) && !digits.contains('.');
    text[..sign + digits.len()].parse().ok().filter(|_| alone).map(|power| (power, end))
}
