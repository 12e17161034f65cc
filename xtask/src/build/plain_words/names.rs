//! Names that Rust does not know: Python's modules and words, other chapters, what was not imported.

use super::Complaint;
use super::calls::in_rust;
use super::source::{arguments, factors, is_name, is_word};

const MODULES: [&str; 11] = ["math", "np", "numpy", "cmath", "torch", "jnp", "jax", "scipy", "tf", "pd", "random"];

/// `math.sqrt(x)`, `np::exp(x)`, `use numpy as np`.
pub(super) fn python_module(complaint: &Complaint<'_>) -> Option<String> {
    if complaint.code == "E0432" {
        return import(complaint);
    }
    let module = complaint.text;
    if !MODULES.contains(&module) {
        return None;
    }
    let rest = complaint.after.trim_start_matches(['.', ':']);
    let path = &rest[..rest.find(|c| !is_word(c) && c != '.' && c != ':').unwrap_or(rest.len())];
    let function = path.rsplit(['.', ':']).next().unwrap_or(path);
    let arguments = arguments(&rest[path.len()..]);
    let rust = match &arguments {
        Some(arguments) => in_rust(function, arguments),
        None => constant(function).map(str::to_owned),
    };
    Some(match rust {
        Some(rust) => {
            let list = arguments.map(|arguments| format!("({})", arguments.join(", "))).unwrap_or_default();
            let mark = if complaint.after.starts_with("::") { "::" } else { "." };
            format!("Rust has no `{module}`: write `{rust}` instead of `{module}{mark}{path}{list}`.")
        }
        None if matches!(function, "array" | "asarray" | "vector" | "tensor") => {
            format!("Rust has no `{module}`: a vector is `Vector2::new(…)`, a list is `vec![…]`.")
        }
        None => format!("Rust has no `{module}`: functions of a number are its methods, as in `x.sqrt()`."),
    })
}

fn import(complaint: &Complaint<'_>) -> Option<String> {
    let path = complaint.named();
    let library = path.strip_prefix("std::").unwrap_or(path).split("::").next()?;
    if MODULES.contains(&library) {
        return Some(format!(
            "Rust has no `{path}`, and nothing is needed in its place: write `x.sqrt()`, `x.exp()` and so on."
        ));
    }
    let is_missing_library =
        complaint.label.contains("unlinked crate") || complaint.label.contains("no external crate");
    (is_missing_library && is_name(library)).then(|| {
        format!("There is no `{library}` here: exercises have Rust's own library, `nalgebra` and `nabla_core`.")
    })
}

/// A constant that Python finds in a module or has as a word.
fn constant(name: &str) -> Option<&'static str> {
    Some(match name {
        "pi" | "PI" => "std::f64::consts::PI",
        "inf" | "Inf" | "infinity" | "INFINITY" => "f64::INFINITY",
        "nan" | "NaN" | "NAN" => "f64::NAN",
        "True" => "true",
        "False" => "false",
        "null" | "nil" | "NULL" => "None",
        _ => return None,
    })
}

/// `True`, `pi`, `inf`, `self`, `pass`, `f64.NAN`, `Vector2(x, y)`.
pub(super) fn word(complaint: &Complaint<'_>) -> Option<String> {
    let own = complaint.text;
    if complaint.code == "E0424" {
        return Some("This is a function and no method: it has its arguments, and no `self`.".to_owned());
    }
    if complaint.says("found type alias") {
        let list = arguments(complaint.after)?.join(", ");
        return Some(format!("`{own}` is a type; one is made by its `new`: write `{own}::new({list})`."));
    }
    if complaint.says("found builtin type") {
        let name = complaint.after.strip_prefix('.')?;
        let name = &name[..name.find(|c| !is_word(c)).unwrap_or(name.len())];
        return Some(format!("What belongs to a type stands behind `::`: write `{own}::{name}`."));
    }
    if own == "pass" {
        return Some("Rust has no `pass`: an empty pair of braces does nothing.".to_owned());
    }
    let rust = constant(own).filter(|_| complaint.says("cannot find value"))?;
    Some(format!("Rust writes `{rust}` for `{own}`."))
}

/// A function in another file or another chapter.
pub(super) fn elsewhere(complaint: &Complaint<'_>) -> Option<String> {
    let own = complaint.text;
    if complaint.says("found module `crate::") {
        let name = own.rsplit("::").next()?;
        return Some(format!("`{own}` is the file; the function in it is `crate::{name}::{name}`."));
    }
    if complaint.says("cannot find function") {
        let import = complaint.suggestion("consider importing this function");
        let import = import.and_then(|span| span.suggested_replacement.as_deref()).unwrap_or_default();
        let path = import.trim().strip_prefix("use ").and_then(|path| path.strip_suffix(';'));
        if let Some(path) = path.filter(|path| path.starts_with("crate::")) {
            return Some(format!("`{own}` has a file of its own: write `{path}(…)`."));
        }
    }
    let name = if is_name(own) { own } else { complaint.named().rsplit("::").next()? };
    let is_path = complaint.before.ends_with("crate::") || complaint.error.message.contains("`crate");
    let is_call = complaint.says("cannot find function");
    if !is_path && !is_call {
        return None;
    }
    let place = complaint.course.all().into_iter().find(|place| place.exercise == name)?;
    Some(format!(
        "`{name}` belongs to the chapter {}, and one chapter cannot call another: write what you need in this file.",
        place.chapter
    ))
}

/// A type whose `use` is missing.
pub(super) fn not_imported(complaint: &Complaint<'_>) -> Option<String> {
    let own = complaint.text;
    let library = match own {
        "Vector2" | "Vector3" | "DVector" | "DMatrix" | "Matrix2" | "Matrix3" => "nalgebra",
        "DataError" => "nabla_core",
        _ => return None,
    };
    Some(format!("`{own}` is not known in this file yet: write `use {library}::{own};` at the top."))
}

/// `total = 0.0` without `let`, and `xy` for a product.
pub(super) fn new_or_product(complaint: &Complaint<'_>) -> Option<String> {
    let own = complaint.text;
    if complaint.child("introduce a new binding").is_some() {
        return Some(format!("`{own}` is new here: introduce it with `let {own} = …`."));
    }
    let product = factors(complaint.source, own)?;
    Some(format!("`{own}` is a name of its own, not a product: write `{product}`."))
}
