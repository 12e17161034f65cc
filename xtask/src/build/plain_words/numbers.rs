//! Whole numbers and numbers with a point, which Python mixes and Rust does not.

use super::Complaint;
use super::source::{is_name, is_single, is_whole, operand_after, operand_before, receiver, single, whole_beginning};

pub(super) const WHOLE: [&str; 11] = ["usize", "isize", "i32", "i64", "u32", "u64", "i8", "u8", "i16", "u16", "i128"];

/// `x ** 2` and `x ^ 2`.
pub(super) fn power(complaint: &Complaint<'_>) -> Option<String> {
    let stars = complaint.code == "E0614" && complaint.text.starts_with('*') && complaint.before.ends_with('*');
    // `x^2 + y` is `x^(2 + y)` to Rust, which complains about the sum first.
    let own = operand_before(complaint.before);
    let hidden =
        complaint.before.trim_end().strip_suffix(own).map(str::trim_end).and_then(|rest| rest.strip_suffix('^'));
    let (sign, before, exponent) = if stars {
        ("**", complaint.before.trim_end_matches('*'), complaint.text.trim_start_matches('*'))
    } else if complaint.text == "^" {
        ("^", complaint.before, complaint.after)
    } else if let Some(before) = hidden.filter(|_| complaint.code == "E0277" && is_whole(own)) {
        ("^", before, own)
    } else {
        return None;
    };
    let base = operand_before(before);
    let is_divisor = before.trim_end().strip_suffix(base).is_some_and(|rest| rest.trim_end().ends_with('/'));
    let minus = if exponent.trim_start().starts_with('-') { "-" } else { "" };
    let exponent = operand_after(exponent.trim_start().trim_start_matches('-'));
    // Of a list or a vector there is no power at all.
    let labels = complaint.error.spans.iter().filter_map(|span| span.label.as_deref());
    let is_number = labels.chain([complaint.error.message.as_str()]).all(|text| !text.contains(['<', '[', '(']));
    if base.is_empty() || exponent.is_empty() || !is_number {
        return Some(format!("`{sign}` is not a power in Rust: one is written as in `y.powi(2)`."));
    }
    let power = if is_whole(exponent) { "powi" } else { "powf" };
    let method = format!("`{}.{power}({minus}{exponent})`", receiver(base));
    let written = match exponent {
        "2" | "2.0" if is_name(base) && minus.is_empty() && !is_divisor => format!("`{base} * {base}` or {method}"),
        _ => method,
    };
    Some(format!("`{sign}` is not a power in Rust: write {written}."))
}

/// `2*x`, `1/2 * x`, `x / x.len()`: the two sides of an operator are not numbers of one kind.
pub(super) fn whole_beside_float(complaint: &Complaint<'_>) -> Option<String> {
    let operator = complaint.text;
    let types = complaint.label.strip_prefix("no implementation for `")?.strip_suffix('`')?;
    let (left, right) = types.split_once(&format!(" {operator} "))?;
    let is_float = |name: &str| matches!(name, "f64" | "&f64" | "{float}");
    if [left, right].contains(&"f32") && [left, right].contains(&"f64") {
        return Some("f32 and f64 do not mix in Rust: write `f64` everywhere.".to_owned());
    }
    let (whole, is_left) = match (left, right) {
        (whole, float) if is_float(float) => (whole, true),
        (float, whole) if is_float(float) => (whole, false),
        _ => return None,
    };
    if whole != "{integer}" && !WHOLE.contains(&whole.trim_start_matches('&')) {
        return None;
    }
    let (before, after) = (operand_before(complaint.before), operand_after(complaint.after));
    let own = if is_left { before } else { after };
    if !is_alone(complaint, own, is_left) {
        return Some(mixture_of_several(complaint, whole, is_left));
    }
    if whole == "{integer}" && is_whole(own) {
        if matches!(operator, "*" | "/" | "%") && is_single(before) && is_single(after) {
            let gap = if complaint.before.ends_with(' ') { " " } else { "" };
            let written =
                if is_left { format!("{own}.0 {operator} {after}") } else { format!("{before} {operator} {own}.0") };
            return Some(format!(
                "`{before}{gap}{operator}{gap}{after}` mixes a whole number with an f64: write `{written}`."
            ));
        }
        return Some(format!("`{own}` is a whole number, and Rust does not mix it with an f64: write `{own}.0`."));
    }
    if whole == "{integer}" {
        return begins_whole(complaint, own);
    }
    let (star, kind) = (if whole.starts_with('&') { "*" } else { "" }, whole.trim_start_matches('&'));
    let other = if is_left { after } else { before };
    if let Some(literal) = other.strip_suffix(".0").filter(|it| is_whole(it)) {
        return Some(format!(
            "`{own}` is a whole number ({kind}), and `{other}` is not: write `{literal}`, or `{star}{own} as f64`."
        ));
    }
    Some(format!(
        "`{own}` is a whole number ({kind}), and Rust does not mix it with an f64: write `{star}{own} as f64`."
    ))
}

/// Whether the operand next to the operator is all of that side: of `a * n - x` it is not.
fn is_alone(complaint: &Complaint<'_>, operand: &str, is_left: bool) -> bool {
    let (before, after) = (complaint.before.trim_end(), complaint.after.trim_start());
    if !is_single(operand) {
        return false;
    }
    if is_left {
        let rest = before[..before.len() - operand.len()].trim_end();
        // A minus sign with nothing before it belongs to the operand.
        let unsigned = rest.strip_suffix('-').map(str::trim_end);
        let rest = unsigned.filter(|rest| rest.is_empty() || rest.ends_with(['(', ',', '=', '[', '{'])).unwrap_or(rest);
        !rest.ends_with(['*', '/', '%', '&']) && (!rest.ends_with(['+', '-']) || "*/%".contains(complaint.text))
    } else {
        let rest = after[operand.len()..].trim_start();
        "*/%".contains(complaint.text) || !rest.starts_with(['*', '/', '%'])
    }
}

/// One side consists of several whole numbers, `1/2` above all.
fn mixture_of_several(complaint: &Complaint<'_>, whole: &str, is_left: bool) -> String {
    let before = complaint.before.trim_end();
    let start = before
        .rfind(|c: char| !(c.is_ascii_digit() || " /".contains(c)))
        .map_or(0, |index| index + before[index..].chars().next().map_or(1, char::len_utf8));
    let fraction = before[start..].trim();
    if is_left
        && let Some((top, bottom)) = fraction.split_once('/')
        && is_whole(top.trim())
        && is_whole(bottom.trim())
    {
        let (top, bottom) = (top.trim(), bottom.trim());
        return format!("`{fraction}` divides whole numbers and drops the fraction: write `{top}.0 / {bottom}.0`.");
    }
    if whole == "{integer}" {
        return "Whole numbers and f64 do not mix in Rust: write each number with a point, `2.0` instead of `2`."
            .to_owned();
    }
    format!(
        "Whole numbers ({}) and f64 do not mix in Rust: `as f64` turns one into the other.",
        whole.trim_start_matches('&')
    )
}

/// `let mut s = 0;` and later `s += x`.
fn begins_whole(complaint: &Complaint<'_>, name: &str) -> Option<String> {
    let (left, number) = whole_beginning(complaint.source, name)?;
    Some(format!("`{name}` begins as the whole number `{number}`, but it meets an f64: write `{left} = {number}.0`."))
}

/// A whole number where an f64 is due: `powf(2)`, `x > 0`, `x.len()` returned.
pub(super) fn whole_for_float(complaint: &Complaint<'_>) -> Option<String> {
    let (expected, found) = complaint.mismatch()?;
    let own = complaint.text;
    match (expected.as_str(), found.as_str()) {
        ("f64", "integer") if is_whole(own.trim_start_matches('-').trim()) => {
            Some(format!("`{own}` is a whole number, and an f64 is due here: write `{own}.0`."))
        }
        ("f64", "integer") => begins_whole(complaint, own),
        ("f64", whole) if WHOLE.contains(&whole) && !own.is_empty() => Some(format!(
            "`{own}` is a whole number ({whole}), and an f64 is due here: write `{} as f64`.",
            single(own)
        )),
        ("f64", "f32") | ("f32", "f64") => Some("f32 and f64 do not mix in Rust: write `f64` everywhere.".to_owned()),
        _ => None,
    }
}

/// An f64 where a whole number is due: `powi(2.0)`, `x.len() > 2.0`, `let n: i32 = x`.
pub(super) fn float_for_whole(complaint: &Complaint<'_>) -> Option<String> {
    let (expected, found) = complaint.mismatch()?;
    let own = complaint.text;
    if !WHOLE.contains(&expected.as_str()) || own.is_empty() {
        return None;
    }
    let is_power = complaint
        .other("arguments to this method")
        .is_some_and(|span| span.around().is_some_and(|[_, it, _]| it == "powi"));
    if is_power && matches!(found.as_str(), "floating-point number" | "f64") {
        let whole = own.strip_suffix(".0").filter(|it| is_whole(it));
        let whole = whole.map(|it| format!("write `powi({it})`, or ")).unwrap_or_default();
        return Some(format!("`powi` takes a whole number: {whole}`powf({own})` for any power."));
    }
    match found.as_str() {
        "floating-point number" => {
            let whole = own.strip_suffix(".0").filter(|it| is_whole(it))?;
            Some(format!("`{own}` has a point, and a whole number ({expected}) is due here: write `{whole}`."))
        }
        "f64" => match complaint.other("expected due to this").and_then(|span| span.around()) {
            Some([_, kind, _]) if kind == expected => Some(format!(
                "`{own}` is an f64, and {expected} is for whole numbers: write `f64` instead of `{kind}`."
            )),
            _ => Some(format!("`{own}` is an f64, and a whole number ({expected}) is due here.")),
        },
        whole if WHOLE.contains(&whole) => Some(format!(
            "`{own}` has the type {whole}, and {expected} is due here: write `{} as {expected}`.",
            single(own)
        )),
        _ => None,
    }
}

/// `2.0.powi(2)`, and `let a = 2.0; a.sqrt()`.
pub(super) fn ambiguous(complaint: &Complaint<'_>) -> Option<String> {
    let receiver = operand_before(complaint.before.trim_end().strip_suffix('.')?);
    let method = complaint.text;
    let number = if is_whole(receiver) { format!("{receiver}.0") } else { receiver.to_owned() };
    if number.parse::<f64>().is_ok() {
        return Some(format!(
            "Rust cannot tell which kind of number `{receiver}` is: write `{number}_f64.{method}{}`.",
            operand_after(complaint.after)
        ));
    }
    is_name(receiver).then(|| {
        format!("Rust cannot tell which kind of number `{receiver}` is: introduce it with its type, `{receiver}: f64`.")
    })
}

/// `-n` of a usize, `!x` of an f64, `(x > 0.0) as f64`, `v as f64` of a reference.
pub(super) fn sign_or_cast(complaint: &Complaint<'_>) -> Option<String> {
    let own = complaint.text;
    if complaint.code == "E0600" {
        let operand = own.trim_start_matches(['-', '!']).trim();
        return if own.starts_with("not ") {
            Some("Rust writes `!` for `not`.".to_owned())
        } else if complaint.says("`-` to type `usize`") {
            Some(format!("`{operand}` is a usize, which is never negative: write `-({operand} as f64)` for an f64."))
        } else if complaint.says("`!` to type `f64`") {
            Some(format!("`!` turns true into false, and `{operand}` is a number: compare it first."))
        } else {
            None
        };
    }
    let (value, kind) = own.rsplit_once(" as ")?;
    Some(match complaint.named() {
        "bool" => {
            let inner = value.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(value);
            format!("`as` does not turn true and false into an {kind}: write `if {inner} {{ 1.0 }} else {{ 0.0 }}`.")
        }
        "&f64" => format!("`{value}` is a reference to an f64: write `*{value}`."),
        list if list.starts_with("&[") || list.starts_with("Vec<") => {
            format!("`{value}` is a whole list, and `as` converts single numbers.")
        }
        _ => return None,
    })
}
