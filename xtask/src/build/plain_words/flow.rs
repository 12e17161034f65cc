//! What changes, what is moved, and what a function ends with.

use super::Complaint;
use super::source::{is_name, is_word, operand_after};

/// `let` without `mut`, an argument that is changed, something borrowed that is changed.
pub(super) fn not_mutable(complaint: &Complaint<'_>) -> Option<String> {
    let named = complaint.named();
    let name = named.trim_start_matches('*').split(|c| !is_word(c)).next()?;
    if !is_name(name) {
        return None;
    }
    if complaint.says("behind a `&` reference") {
        // A slice has no length of its own to be cloned with.
        let copy = if complaint.source.contains(&format!("{name}: &[")) { "to_vec" } else { "clone" };
        return Some(format!(
            "`{name}` is only borrowed (`&`) and cannot be changed: change a copy, `let mut copy = {name}.{copy}();`."
        ));
    }
    let binding = complaint.suggestion("mutable")?;
    let [before, _, _] = binding.around()?;
    if is_argument(before) {
        return Some(format!(
            "`{name}` is an argument and cannot be changed: begin with a variable of your own, `let mut {name} = {name};`."
        ));
    }
    Some(format!("`{name}` is changed after it was introduced: write `let mut {name}`."))
}

/// Whether this is how a function's head begins; of a head on several lines, the line of one argument.
fn is_argument(before: &str) -> bool {
    !before.contains("let ") && !before.contains("for ") && (before.contains("fn ") || before.trim().is_empty())
}

/// A value that is used after it was given away.
pub(super) fn moved(complaint: &Complaint<'_>) -> Option<String> {
    if complaint.code == "E0507" {
        let value = complaint.text.strip_prefix('*')?;
        return Some(format!(
            "`{value}` is only borrowed, so `*{value}` cannot be taken out: write `{value}.clone()`."
        ));
    }
    let name = complaint.named();
    let place = complaint
        .other("moved here")
        .or_else(|| complaint.other("moved due to"))
        .or_else(|| complaint.other("moved in previous"))?;
    let line = place.written().position().line;
    let label = place.label.as_deref().unwrap_or_default();
    if label.contains("into_iter") {
        return Some(format!("The loop on line {line} uses `{name}` up: write `&{name}` there."));
    }
    let [_, text, _] = place.written().around()?;
    if label.contains("usage in operator") && operand_after(text) == name {
        return Some(format!("`{text}` on line {line} uses `{name}` up: write `&{name}` there to keep it."));
    }
    Some(format!(
        "`{name}` is given away on line {line} and is gone after that: write `&{name}` or `{name}.clone()` there."
    ))
}

/// A function, an `if` or a `return` without the value that is due.
pub(super) fn no_value(complaint: &Complaint<'_>) -> Option<String> {
    if complaint.code == "E0069" {
        let kind = complaint.other("because of this return type").and_then(|span| span.around());
        let kind = kind.map(|[_, kind, _]| format!(" of type {kind}")).unwrap_or_default();
        return Some(format!("`return` needs a value{kind} in this function."));
    }
    if complaint.code == "E0317" {
        let or = if complaint.other("because of this return type").is_some() { ", or a value behind it" } else { "" };
        return Some(format!("This `if` gives no value when its condition is false: add an `else` with a value{or}."));
    }
    if let Some(span) = complaint.suggestion("remove this semicolon") {
        let [before, _, _] = span.around()?;
        let value = before.trim_start().rsplit(['{', '}']).next()?.trim();
        let value = if value.is_empty() { "at the end".to_owned() } else { format!("after `{value}`") };
        return Some(format!("The `;` {value} throws the value away: leave it out."));
    }
    if let Some(kind) =
        ["for", "while"].into_iter().find(|kind| complaint.child(&format!("`{kind}` loops evaluate")).is_some())
    {
        return Some(format!(
            "A `{kind}` loop has no value, and the function ends with it: put the value behind the loop."
        ));
    }
    if complaint.child("try adding a return type").is_some() {
        return Some("The function's first line has lost what it returns: put it back as it was.".to_owned());
    }
    let is_body = complaint.other("implicitly returns `()`").is_some();
    is_body
        .then(|| "The function ends without a value: its last line must be the value itself, without a `;`.".to_owned())
}

pub(super) fn is_unsafe(_: &Complaint<'_>) -> Option<String> {
    Some("No exercise needs `unsafe`, so no program with it is run.".to_owned())
}
