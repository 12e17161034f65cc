//! Tuples, arrays, vectors, options and references: the right numbers in the wrong wrapping.

use super::Complaint;
use super::source::{
    constructor, echo, is_name, is_single, operand_after, operand_before, parts, quote, single, type_name,
};

/// A `&` or a `*` too many or too few.
pub(super) fn reference(complaint: &Complaint<'_>) -> Option<String> {
    let own = complaint.text;
    if complaint.code == "E0614" {
        let value = own.strip_prefix('*').filter(|value| is_single(value))?;
        return Some(format!("`{value}` is a number itself, not a reference to one: leave out the `*`."));
    }
    if complaint.child("meant to use `push`").is_some() {
        return Some(format!("`append` takes a whole list; one item is added by `push({})`.", echo(own)));
    }
    let (expected, found) = complaint.mismatch()?;
    // That f64 has no greatest one comes first.
    if [".max()", ".min()"].iter().any(|method| own.contains(method)) {
        return None;
    }
    if let Some(span) = complaint.suggestion("dereferencing the borrow") {
        let value = operand_after(span.around()?[1]);
        let value = if value.is_empty() { operand_after(span.around()?[2]) } else { value };
        return is_single(value).then(|| format!("`{value}` is a reference to a number: write `*{value}`."));
    }
    if found == format!("&{expected}") {
        return if let Some(value) = own.strip_prefix('&') {
            Some(format!("A `&` too many: write `{value}` instead of `{own}`."))
        } else if complaint.child("using clone here").is_some() && is_single(own) {
            Some(format!("`{own}` is borrowed (`&`), and a value of its own is due here: write `{own}.clone()`."))
        } else if expected == "f64" && is_single(own) {
            Some(format!("`{own}` is a reference to an f64: write `*{own}`."))
        } else {
            None
        };
    }
    if expected == format!("&{found}") && complaint.child("consider borrowing here").is_some() {
        let assigned = complaint.before.trim_end().strip_suffix('=').map(str::trim).filter(|name| is_name(name));
        if let Some(name) = assigned {
            return Some(format!(
                "`{name}` is only borrowed (`&`); what is computed is a new value: give it a name with `let`."
            ));
        }
        return Some(format!("A `&` is missing: write `&{}`.", single(own)));
    }
    // `v > 0.0` where `v` is a reference.
    let stars = expected.len() - expected.trim_start_matches('&').len();
    if expected.ends_with("&f64") && stars > 0 && found == "floating-point number" {
        let value = operand_before(complaint.before.trim_end().trim_end_matches(['<', '>', '=', '!']));
        return is_name(value).then(|| {
            format!("`{value}` is a reference to a number: write `{}{value}` to compare.", "*".repeat(stars))
        });
    }
    None
}

/// `Some(…)` or `Ok(…)` is missing, or is not to be there.
pub(super) fn wrapper(complaint: &Complaint<'_>) -> Option<String> {
    let own = complaint.text;
    let (expected, found) = complaint.mismatch()?;
    for wrapper in ["Some", "Ok"] {
        if complaint.child(&format!("wrapping the expression in `{wrapper}`")).is_some() && !own.is_empty() {
            let kind = if wrapper == "Some" { "an Option" } else { "a Result" };
            let value = echo(own);
            return Some(format!(
                "{} is the bare value, and {kind} is due here: write `{wrapper}({value})`.",
                quote(own)
            ));
        }
    }
    if expected == "()" && complaint.child("meant to return this value").is_some() && !own.is_empty() {
        return Some(format!("{} is not returned by standing there: write `return {};`.", quote(own), echo(own)));
    }
    let is_pattern = complaint.before.trim_end().ends_with("let") && found.starts_with('(');
    if let Some(kind) = ["Result", "Option"].into_iter().find(|kind| is_pattern && expected.starts_with(kind)) {
        return Some(format!(
            "The right side is {}, not yet its value: take it out first, with `?` or `match`.",
            article(kind)
        ));
    }
    let is_vector = expected.contains("Matrix<") || expected == "&DVector<f64>";
    let is_vector = is_vector && !expected.contains("Option<") && !expected.contains("Result<");
    let expected = if is_vector { "vector".to_owned() } else { expected };
    let expected = if expected.starts_with("Result<") { "Result".to_owned() } else { expected };
    let is_plain = !expected.contains(['<', '&']) || expected.ends_with("Vector2<f64>") || expected == "DVector<f64>";
    if !is_plain || !found.starts_with("Option<") {
        return None;
    }
    Some(if own == "None" {
        format!("`None` only goes where an Option is due; here it is {}.", article(&expected))
    } else if !own.is_empty() {
        format!(
            "`{own}` is an Option, which may be empty, and {} is due here: take it out with `match` or `let else`.",
            article(&expected)
        )
    } else {
        return None;
    })
}

fn article(name: &str) -> String {
    let vowel = name.starts_with(['a', 'e', 'i', 'o', 'u', 'f']) && !name.starts_with("us");
    format!("{} {name}", if vowel { "an" } else { "a" })
}

/// A tuple, an array or a list where a vector is due, or the other way round.
pub(super) fn vector(complaint: &Complaint<'_>) -> Option<String> {
    let own = complaint.text;
    let (expected, found) = complaint.mismatch()?;
    let bare = expected.trim_start_matches('&');
    let and = if expected.starts_with('&') { "&" } else { "" };
    let kind = if found.starts_with('(') && found != "()" {
        "a tuple"
    } else if found.trim_start_matches('&').starts_with('[') {
        "an array"
    } else if found.starts_with("Vec<") {
        "a list"
    } else if found.ends_with("Vector2<f64>") && expected.starts_with('(') {
        let inside = own.strip_prefix("Vector2::new(").and_then(|rest| rest.strip_suffix(')'));
        let inside = inside.map(|inside| format!(": write `({inside})`")).unwrap_or_default();
        return (expected == "(f64, f64)").then(|| format!("A tuple is due here, not a vector{inside}."));
    } else {
        return None;
    };
    let inside = own.trim_start_matches("&").trim_start_matches("vec!").trim();
    let inside = inside.get(1..inside.len().saturating_sub(1)).unwrap_or_default().trim();
    let count = parts(inside).len();
    let is_literal = own.trim_start_matches('&').starts_with(['(', '[']) || own.starts_with("vec!");
    if let Some(empty) = constructor(bare, "…") {
        let fits = match bare {
            "Vector2<f64>" => count == 2,
            "Vector3<f64>" => count == 3,
            _ => true,
        };
        let written = if is_literal && fits { constructor(bare, echo(inside))? } else { empty };
        let what = if own.is_empty() { "This".to_owned() } else { quote(own) };
        return Some(format!("{what} is {kind}, and a vector is due here: write `{and}{written}`."));
    }
    if kind == "a tuple" && is_literal && bare.starts_with('[') && and.is_empty() {
        return Some(format!("{} is a tuple, and an array is due here: write `[{}]`.", quote(own), echo(inside)));
    }
    if kind == "an array" && is_literal && !inside.is_empty() {
        if bare.starts_with('(') && and.is_empty() {
            return Some(format!("`{own}` is an array, and a tuple is due here: write `({})`.", echo(inside)));
        }
        if bare.starts_with("Vec<") && and.is_empty() {
            return Some(format!("`{own}` is an array, and a Vec is due here: write `vec![{}]`.", echo(inside)));
        }
    }
    None
}

/// A condition that is no bool, and a bool where a number is due.
pub(super) fn condition(complaint: &Complaint<'_>) -> Option<String> {
    let own = complaint.text;
    let (expected, found) = complaint.mismatch()?;
    match (expected.as_str(), found.as_str()) {
        ("bool", "()") if complaint.child("compare for equality").is_some() => {
            Some(format!("`{own}` assigns: to compare, write `{}`.", own.replacen('=', "==", 1)))
        }
        ("bool", "f64" | "usize" | "i32" | "integer" | "floating-point number") if !own.is_empty() => {
            Some(format!("`{own}` is a number, and a condition is true or false: compare it, as in `{own} > …`."))
        }
        ("f64", "bool") if !own.is_empty() => Some(format!("`{own}` is true or false, and an f64 is due here.")),
        _ => None,
    }
}

/// Arithmetic with tuples, lists and options as a whole, or with a number and a vector.
pub(super) fn arithmetic(complaint: &Complaint<'_>) -> Option<String> {
    let operator = complaint.text;
    if complaint.says("ShapeConstraint") {
        return (operator == "*").then(|| {
            "`*` between two vectors is the matrix product, and their shapes do not fit; the dot product is `a.dot(&b)`.".to_owned()
        });
    }
    let (left, right) = if complaint.code == "E0369" {
        let mut sides =
            complaint.error.spans.iter().filter(|span| !span.is_primary).filter_map(|span| span.label.clone());
        (sides.next()?, sides.next()?)
    } else {
        let types = complaint.label.strip_prefix("no implementation for `")?.strip_suffix('`')?;
        let (left, right) = types.split_once(&format!(" {operator} "))?;
        (left.to_owned(), right.to_owned())
    };
    let (left, right) = (type_name(&left), type_name(&right));
    let is_any =
        |is_it: &dyn Fn(&str) -> bool| is_it(left.trim_start_matches('&')) || is_it(right.trim_start_matches('&'));
    let has_vector = is_any(&|name| constructor(name, "").is_some());
    let has_number = is_any(&|name| matches!(name, "f64" | "{float}" | "{integer}"));
    Some(if is_any(&|name| name.starts_with("Option<")) {
        let own =
            if left.starts_with("Option<") { operand_before(complaint.before) } else { operand_after(complaint.after) };
        let own = if is_single(own) { format!("`{own}` is") } else { "One side is".to_owned() };
        format!("{own} an Option, which may be empty: take the value out first, with `match` or `let else`.")
    } else if is_any(&|name| name.starts_with('(') && name != "()") {
        "Rust does not calculate with a tuple as a whole: take its parts, `p.0` and `p.1`, or use a vector.".to_owned()
    } else if is_any(&|name| name.starts_with("Vec<") || name.starts_with('[')) {
        format!("Rust does not apply `{operator}` to a whole list: go through its items, as in `x.iter().map(…)`.")
    } else if has_vector && has_number && matches!(operator, "+" | "-") {
        format!("`{operator}` does not go between a vector and a number: both sides must be vectors.")
    } else {
        return None;
    })
}

/// A part that is not there: `p[0]` of a tuple, `p.z` in the plane, `x.len` without its brackets.
pub(super) fn part(complaint: &Complaint<'_>) -> Option<String> {
    let own = complaint.text;
    if complaint.code == "E0615" {
        let object = operand_before(complaint.before.trim_end().strip_suffix('.')?);
        return Some(format!("`{own}` is a method: write `{object}.{own}()`."));
    }
    let object = operand_before(complaint.before.trim_end().trim_end_matches('.'));
    let kind = type_name(complaint.error.message.rsplit('`').nth(1)?);
    if !is_single(object) {
        return None;
    }
    if complaint.code == "E0608" {
        let index = own.trim_start_matches('[').trim_end_matches(']');
        return if kind.starts_with('(') {
            Some(format!("`{object}` is a tuple: write `{object}.{index}` instead of `{object}[{index}]`."))
        } else if matches!(kind.as_str(), "f64" | "&f64") {
            Some(format!("`{object}` is one number, not a list of them."))
        } else {
            None
        };
    }
    Some(if kind.starts_with("Option<") {
        format!("`{object}` is an Option, which may be empty: take the value out first, with `match` or `let else`.")
    } else if kind.trim_start_matches('&') == "Vector2<f64>" && matches!(own, "z" | "w") {
        format!("`{object}` has two components: `{object}.x` and `{object}.y`.")
    } else if kind.starts_with("&[") || kind.starts_with("Vec<") {
        format!("`{object}` is a list: its items are `{object}[0]`, `{object}[1]` and so on.")
    } else if complaint.code == "E0610" {
        format!("`{object}` is a number and has no parts.")
    } else {
        return None;
    })
}
