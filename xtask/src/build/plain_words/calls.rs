//! Functions that Python has and methods that Rust has.

use super::Complaint;
use super::source::{arguments, echo, is_name, is_single, is_whole, operand_before, receiver, single, type_name};

/// Functions of one number that are methods of f64, as Python and as Rust call them.
const METHODS: [(&str, &str); 34] = [
    ("abs", "abs"),
    ("fabs", "abs"),
    ("sqrt", "sqrt"),
    ("exp", "exp"),
    ("log", "ln"),
    ("ln", "ln"),
    ("log10", "log10"),
    ("log2", "log2"),
    ("log1p", "ln_1p"),
    ("expm1", "exp_m1"),
    ("sin", "sin"),
    ("cos", "cos"),
    ("tan", "tan"),
    ("asin", "asin"),
    ("arcsin", "asin"),
    ("acos", "acos"),
    ("arccos", "acos"),
    ("atan", "atan"),
    ("arctan", "atan"),
    ("sinh", "sinh"),
    ("cosh", "cosh"),
    ("tanh", "tanh"),
    ("floor", "floor"),
    ("ceil", "ceil"),
    ("round", "round"),
    ("trunc", "trunc"),
    ("sign", "signum"),
    ("cbrt", "cbrt"),
    ("isnan", "is_nan"),
    ("isinf", "is_infinite"),
    ("isfinite", "is_finite"),
    ("radians", "to_radians"),
    ("degrees", "to_degrees"),
    ("norm", "norm"),
];

/// What a call of Python's is in Rust, if there is one way to say it.
pub(super) fn in_rust(function: &str, arguments: &[&str]) -> Option<String> {
    let is_range = matches!(function, "range" | "arange");
    let arguments: Vec<&str> = arguments.iter().map(|text| if is_range { text } else { echo(text) }).collect();
    let arguments = arguments.as_slice();
    if let ([x], Some((_, method))) = (arguments, METHODS.iter().find(|(name, _)| *name == function)) {
        return Some(format!("{}.{method}()", receiver(x)));
    }
    Some(match (function, arguments) {
        ("pow" | "power", [x, n]) if is_whole(n.trim_start_matches('-')) => format!("{}.powi({n})", receiver(x)),
        ("pow" | "power", [x, y]) => format!("{}.powf({y})", receiver(x)),
        ("atan2" | "arctan2", [y, x]) => format!("{}.atan2({x})", receiver(y)),
        ("hypot", [x, y]) => format!("{}.hypot({y})", receiver(x)),
        ("max" | "min" | "maximum" | "minimum", [x, y]) => {
            let y = if is_whole(y) { format!("{y}.0") } else { (*y).to_owned() };
            format!("{}.{}({y})", receiver(x), &function[..3])
        }
        ("len", [x]) => format!("{}.len()", single(x)),
        ("sum", [x]) if is_single(x) => format!("{x}.iter().sum::<f64>()"),
        ("enumerate", [x]) if is_single(x) => format!("{x}.iter().enumerate()"),
        ("zip", [x, y]) if is_single(x) => format!("{x}.iter().zip({y})"),
        ("dot", [a, b]) => format!("{}.dot(&{})", single(a), single(b)),
        ("range" | "arange", [n]) => format!("0..{n}"),
        ("range" | "arange", [a, b]) => format!("{a}..{b}"),
        ("range" | "arange", [a, b, step]) if !step.starts_with('-') => format!("({a}..{b}).step_by({step})"),
        ("float", [n]) if is_whole(n) => format!("{n}.0"),
        ("float", [n]) => format!("{} as f64", single(n)),
        ("int", [x]) => format!("{} as usize", single(x)),
        _ => return None,
    })
}

/// A function that is not there: `abs(x)`, `len(x)`, `range(n)`, `print(x)`.
pub(super) fn function(complaint: &Complaint<'_>) -> Option<String> {
    let name = complaint.text;
    let arguments = arguments(complaint.after)?;
    let written = format!("{name}({})", arguments.join(", "));
    if complaint.says("found macro") {
        return Some(match (name, arguments.as_slice()) {
            ("print" | "println", [text]) if text.starts_with('"') => {
                format!("`{name}` needs a `!`: write `println!({text})`.")
            }
            ("print" | "println", [value]) if is_name(value) => {
                format!("`{name}` needs a `!` and a text: write `println!(\"{{{value}}}\")`.")
            }
            ("print" | "println", _) => format!("`{name}` needs a `!` and a text: write `println!(\"{{}}\", …)`."),
            _ => format!("`{name}` needs a `!`: write `{name}!(…)`."),
        });
    }
    if !complaint.says("cannot find function") {
        return None;
    }
    let rust = in_rust(name, &arguments)?;
    Some(if rust.contains(&format!(".{name}(")) {
        format!("`{name}` is a method in Rust: write `{rust}` instead of `{written}`.")
    } else {
        format!("Rust has no function `{name}`: write `{rust}` instead of `{written}`.")
    })
}

/// A method that is not there.
pub(super) fn method(complaint: &Complaint<'_>) -> Option<String> {
    let name = complaint.text;
    let kind = type_name(complaint.error.message.split('`').nth(3)?);
    if complaint.says("function or associated item named `new`") && kind.starts_with("Matrix<_, Dyn, Const<1>") {
        return Some("A DVector is made from a list: write `DVector::from_vec(vec![…])`.".to_owned());
    }
    let object = operand_before(complaint.before.trim_end().strip_suffix('.')?);
    if !is_single(object) {
        return None;
    }
    let arguments = arguments(complaint.after).unwrap_or_default().join(", ");
    let is_list =
        kind.trim_start_matches('&').starts_with('[') || kind.starts_with("Vec<") || kind.starts_with("&Vec<");
    Some(match name {
        "pow" if kind == "f64" && is_whole(&arguments) => {
            format!("An f64 has no `pow`: write `{object}.powi({arguments})`.")
        }
        "pow" if kind == "f64" => format!("An f64 has no `pow`: write `{object}.powf({arguments})`."),
        "sum" if is_list => format!("A list has no `sum` of its own: write `{object}.iter().sum::<f64>()`."),
        "map" | "filter" | "zip" | "enumerate" | "fold" | "rev" | "take" | "skip" if is_list => {
            format!("`{name}` needs an iterator: write `{object}.iter().{name}(…)`.")
        }
        "length" | "size" | "count" if is_list => format!("The length of a list is `{object}.len()`."),
        "mean" | "average" if is_list => format!("A list has no `{name}`: it is to be computed."),
        "append" | "push" if kind.starts_with('[') => {
            format!("An array keeps its length; a list that grows begins as `Vec::new()` and takes `{object}.push(…)`.")
        }
        "append" if is_list => format!("To add one item at the end, write `{object}.push({})`.", echo(&arguments)),
        "norm" | "dot" if kind.starts_with('(') => {
            format!("`{object}` is a tuple, and `{name}` belongs to vectors: `Vector2::new(…).{name}(…)`.")
        }
        _ if kind == "f64" && METHODS.iter().any(|(python, rust)| *python == name && python != rust) => {
            let rust = in_rust(name, &[object])?;
            format!("An f64 has no `{name}`: write `{rust}`.")
        }
        _ if kind.starts_with("Option<") => {
            format!(
                "`{object}` is an Option, which may be empty: take the value out first, with `match` or `let else`."
            )
        }
        _ if matches!(kind.as_str(), "usize" | "i32") && METHODS.iter().any(|(_, method)| *method == name) => {
            format!("`{object}` is a whole number ({kind}): write `({object} as f64).{name}({arguments})`.")
        }
        _ => return None,
    })
}

/// A call with too many or too few arguments: a vector for two numbers, a product without its sign, `log()`.
pub(super) fn arguments_of(complaint: &Complaint<'_>) -> Option<String> {
    let name = complaint.text;
    let given = arguments(complaint.after)?;
    if complaint.code == "E0618" {
        let is_number = complaint.error.message.contains("found `f64`") || complaint.error.message.contains("found `{");
        let name = if is_whole(name) { format!("{name}.0") } else { name.to_owned() };
        if complaint.says("Matrix<") || complaint.says("found `&[") || complaint.says("found `Vec<") {
            return Some(format!(
                "`{name}` is no function; its items stand in square brackets: `{name}[{}]`.",
                given.join(", ")
            ));
        }
        return is_number
            .then(|| format!("A product needs its sign in Rust: write `{name} * ({})`.", echo(&given.join(", "))));
    }
    if complaint.says("enum variant takes 1 argument") && given.len() > 1 {
        return Some(format!(
            "`{name}` takes one value; several are one in brackets: write `{name}(({}))`.",
            echo(&given.join(", "))
        ));
    }
    if name == "log" && given.is_empty() {
        let object = operand_before(complaint.before.trim_end().strip_suffix('.')?);
        return Some(format!("`log` asks for its base; the natural logarithm is `{object}.ln()`."));
    }
    let note = complaint.error.children.iter().map(|child| child.message.as_str());
    let labels = complaint.error.spans.iter().filter_map(|span| span.label.as_deref());
    let (expected, found) =
        note.chain(labels).find_map(|text| text.strip_prefix("expected ")?.split_once(", found "))?;
    let (expected, found) = (type_name(expected), type_name(found));
    match (expected.as_str(), found.as_str(), given.as_slice()) {
        ("f64", "Vector2<f64>", [p]) if is_name(p) && complaint.says("takes 2 arguments") => {
            Some(format!("`{name}` takes two numbers, not a vector: write `{name}({p}.x, {p}.y)`."))
        }
        ("f64", "Vector2<f64>", [_]) if complaint.says("takes 2 arguments") => Some(format!(
            "`{name}` takes two numbers, not a vector: give the vector a name, `q`, and write `{name}(q.x, q.y)`."
        )),
        ("f64", tuple, [p]) if tuple.starts_with('(') && p.starts_with('(') => {
            Some(format!("`{name}` takes its numbers one by one, not as a tuple: write `{name}{p}`."))
        }
        ("f64", array, [p]) if array.starts_with('[') && p.starts_with('[') => Some(format!(
            "`{name}` takes its numbers one by one, not as an array: write `{name}({})`.",
            p.trim_start_matches('[').trim_end_matches(']')
        )),
        ("Vector2<f64>", "f64", [_, _]) => {
            Some(format!("`{name}` takes one vector: write `{name}(Vector2::new({}))`.", echo(&given.join(", "))))
        }
        _ => None,
    }
}

/// `sum` and `collect` that must be told what comes out.
pub(super) fn annotation(complaint: &Complaint<'_>) -> Option<String> {
    let places = || complaint.error.spans.iter().filter_map(|span| span.written().around());
    let mentions = |method: &str| {
        places().any(|[before, text, after]| {
            text == method || (before.to_owned() + text + after).contains(&format!(".{method}()"))
        })
    };
    Some(if mentions("sum") {
        "`sum` must be told which number comes out: write `.sum::<f64>()`.".to_owned()
    } else if mentions("collect") {
        "`collect` must be told what comes out: write `.collect::<Vec<f64>>()`.".to_owned()
    } else if is_name(complaint.text) && complaint.says("Vec<_>") {
        format!("Rust cannot tell what `{0}` is to hold: write `let {0}: Vec<f64>`.", complaint.text)
    } else if is_name(complaint.text) && complaint.before.contains('|') {
        format!("Rust cannot tell what `{0}` is: write its type, as in `|{0}: …|`.", complaint.text)
    } else {
        return None;
    })
}
