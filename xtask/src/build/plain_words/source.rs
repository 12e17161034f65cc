//! Reading a line of Rust from its middle: what stands to the left and to the right.

/// The operand that ends where `text` ends: `x.len()` of `a / x.len()`.
pub(super) fn operand_before(text: &str) -> &str {
    let text = text.trim_end();
    let (mut depth, mut start) = (0_usize, text.len());
    for (index, c) in text.char_indices().rev() {
        match c {
            ')' | ']' => depth += 1,
            '(' | '[' if depth == 0 => break,
            '(' | '[' => depth -= 1,
            _ if depth > 0 || is_word(c) || c == '.' || c == ':' => {}
            _ => break,
        }
        start = index;
    }
    text.get(start..).filter(|_| depth == 0).unwrap_or_default()
}

/// The operand that begins where `text` begins.
pub(super) fn operand_after(text: &str) -> &str {
    let text = text.trim_start();
    let (mut depth, mut end) = (0_usize, 0);
    for (index, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' if depth == 0 => break,
            ')' | ']' => depth -= 1,
            '.' if text[index..].starts_with("..") => break,
            '&' | '*' if index == 0 => {}
            _ if depth > 0 || is_word(c) || c == '.' || c == ':' => {}
            _ => break,
        }
        end = index + c.len_utf8();
    }
    text.get(..end).filter(|_| depth == 0).unwrap_or_default()
}

/// The arguments of a call whose bracket `text` begins with, each without spaces around it.
pub(super) fn arguments(text: &str) -> Option<Vec<&str>> {
    let rest = text.trim_start();
    let group = operand_after(rest.starts_with('(').then_some(rest)?);
    let inside = group.get(1..closing(group)?)?;
    Some(parts(inside))
}

/// What stands between the commas of a list.
pub(super) fn parts(inside: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0_i32, 0, Vec::new());
    for (index, c) in inside.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(inside[start..index].trim());
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(inside[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// Where the bracket that `text` begins with is closed.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_i32;
    for (index, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(index);
        }
    }
    None
}

/// Whether this is one thing to which a method can be attached: `x`, `p.x`, `f(x)`, `(x + y)`.
pub(super) fn is_single(text: &str) -> bool {
    !text.is_empty() && operand_after(text) == text && !text.starts_with(['&', '*'])
}

/// The same text with brackets where it needs them before `.method()` or `as`.
pub(super) fn single(text: &str) -> String {
    if is_single(text) { text.to_owned() } else { format!("({text})") }
}

/// An argument of a Python function as what a method of f64 is called on: `2` becomes `2.0_f64`.
pub(super) fn receiver(text: &str) -> String {
    if is_whole(text) {
        format!("{text}.0_f64")
    } else if text.parse::<f64>().is_ok() && text.starts_with(|c: char| c.is_ascii_digit()) {
        format!("{text}_f64")
    } else {
        single(text)
    }
}

/// The learner's words as a part of what is to be written, or `…` where they are long or hold another mistake.
pub(super) fn echo(text: &str) -> &str {
    if text.chars().count() > LONG || has_power_or_whole(text) { "…" } else { text }
}

/// The learner's words as what the sentence is about.
pub(super) fn quote(text: &str) -> String {
    if text.chars().count() <= LONG {
        return format!("`{text}`");
    }
    let beginning: String = text.chars().take(LONG).collect();
    format!("`{}…`", beginning.trim_end())
}

/// More would fill a line of its own.
const LONG: usize = 48;

/// `x**2`, `x^2`, or a whole number that is neither an index nor the power of `powi`.
fn has_power_or_whole(text: &str) -> bool {
    let is_loose = |start: usize| {
        let before = &text[..start];
        let rest = text[start..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
        let is_inside =
            before.ends_with(|c: char| is_word(c) || c == '.') || rest.starts_with(|c: char| is_word(c) || c == '.');
        !is_inside && !before.ends_with('[') && !before.ends_with("powi(")
    };
    let mut numbers = text.match_indices(|c: char| c.is_ascii_digit());
    text.contains("**") || text.contains('^') || !is_whole(text) && numbers.any(|(start, _)| is_loose(start))
}

/// A whole number as it is written: `2`, `1_000`.
pub(super) fn is_whole(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || c == '_')
}

pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_') && text.chars().all(is_word)
}

pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// A type of the compiler's as the exercises call it: `Vector2<f64>` instead of `Matrix<f64, Const<2>, Const<1>, …>`.
pub(super) fn type_name(text: &str) -> String {
    let text = text.trim_matches('`').replace("nalgebra::", "").replace("std::ops::", "");
    let known = [
        ("Matrix<f64, Const<2>, Const<1>", "Vector2<f64>"),
        ("Matrix<f64, Const<3>, Const<1>", "Vector3<f64>"),
        ("Matrix<f64, Dyn, Const<1>", "DVector<f64>"),
        ("Matrix<f64, Dyn, Dyn", "DMatrix<f64>"),
    ];
    let bare = text.trim_start_matches('&');
    match known.iter().find(|(theirs, _)| bare.starts_with(theirs)) {
        Some((_, ours)) => "&".repeat(text.len() - bare.len()) + ours,
        None => text,
    }
}

/// How a vector of this type is made from its components.
pub(super) fn constructor(type_name: &str, components: &str) -> Option<String> {
    Some(match type_name {
        "Vector2<f64>" => format!("Vector2::new({components})"),
        "Vector3<f64>" => format!("Vector3::new({components})"),
        "DVector<f64>" => format!("DVector::from_vec(vec![{components}])"),
        _ => return None,
    })
}

/// `x * y` for `xy`, where the function has arguments `x` and `y`.
pub(super) fn factors(source: &str, name: &str) -> Option<String> {
    let letters: Vec<String> = name.chars().map(String::from).collect();
    let head = source.find("pub fn ").map_or("", |start| &source[start..]);
    let head = head.split('{').next().unwrap_or_default();
    let is_argument =
        |name: &String| [format!("({name}: "), format!(" {name}: ")].iter().any(|part| head.contains(part));
    (letters.len() > 1 && letters.iter().all(is_argument)).then(|| letters.join(" * "))
}

/// Where the file introduces this name with a whole number: `let mut s = 0`, as its two sides.
pub(super) fn whole_beginning<'a>(source: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    source.lines().find_map(|line| {
        let (left, right) = line.trim().split_once('=')?;
        let introduced = left.trim().strip_prefix("let ")?.trim_start_matches("mut ").trim();
        let number = right.trim().trim_end_matches(';').trim();
        (introduced == name && is_whole(number)).then(|| (left.trim(), number))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_are_found_on_both_sides() {
        assert_eq!(operand_before("let a = x[0] / sum(x, y).abs() "), "sum(x, y).abs()");
        assert_eq!(operand_before("f(2"), "2");
        assert_eq!(operand_before(")"), "");
        assert_eq!(operand_after(" x.len() + 1"), "x.len()");
        assert_eq!(operand_after("(x + y).abs();"), "(x + y).abs()");
        assert_eq!(operand_after("0..3"), "0");
        assert_eq!(operand_after("(x"), "");
        assert_eq!(arguments("(x, f(a, b)) + y"), Some(vec!["x", "f(a, b)"]));
        assert_eq!(arguments("(x, y).norm()"), Some(vec!["x", "y"]));
        assert_eq!(arguments(" + y"), None);
    }

    #[test]
    fn what_is_attached_to_gets_brackets_where_it_needs_them() {
        assert_eq!([single("x"), single("x + y"), single("-x")], ["x", "(x + y)", "(-x)"]);
        assert_eq!([receiver("2"), receiver("2.5"), receiver("p.x")], ["2.0_f64", "2.5_f64", "p.x"]);
    }

    #[test]
    fn other_mistakes_are_not_repeated() {
        for text in ["x**2", "x^2", "2*x", "x - 1", "1/2", &"x + ".repeat(20)] {
            assert_eq!(echo(text), "…");
        }
        for text in ["2", "2.0 * x", "x[0]", "x.powi(2)", "p.x, p.y", "x2 + y0"] {
            assert_eq!(echo(text), text);
        }
    }

    #[test]
    fn types_have_the_names_that_exercises_use() {
        assert_eq!(type_name("`&Matrix<f64, Dyn, Const<1>, ...>`"), "&DVector<f64>");
        assert_eq!(type_name("`Option<f64>`"), "Option<f64>");
    }
}
