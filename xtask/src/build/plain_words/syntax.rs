//! What is not Rust at all. These errors have no code; the message and the line tell.

use super::Complaint;
use super::counting::from_the_end;
use super::source::{echo, factors, is_name, is_single, is_word, operand_after, operand_before};

/// `and`, `or`, `not`, `n++`, `c ? a : b`, `0.0 < x < 1.0`, `2x`, `x[-1]`.
pub(super) fn operator(complaint: &Complaint<'_>) -> Option<String> {
    let (before, own, after) = (complaint.before, complaint.text, complaint.after);
    if complaint.says("`and` is not a logical operator") || complaint.says("`or` is not a logical operator") {
        return Some(format!("Rust writes `{}` for `{own}`.", if own == "and" { "&&" } else { "||" }));
    }
    if complaint.child("perform logical negation").is_some() && before.trim_end().ends_with("not") {
        return Some("Rust writes `!` for `not`.".to_owned());
    }
    if complaint.says("no postfix increment") || complaint.says("no postfix decrement") {
        let name = operand_before(before);
        return Some(format!("Rust has no `{own}`: write `{name} {}= 1`, or `1.0` for an f64.", own.get(..1)?));
    }
    if complaint.says("no ternary operator") {
        return Some("A choice is written `if condition { a } else { b }` in Rust.".to_owned());
    }
    if complaint.says("comparison operators cannot be chained") && complaint.child("split the comparison").is_some() {
        let middle = operand_after(after);
        return is_name(middle).then(|| {
            format!("Comparisons do not chain in Rust: write two with `&&` between them, and `{middle}` in both.")
        });
    }
    if complaint.says("invalid suffix") {
        let digits = own.find(|c: char| c.is_alphabetic())?;
        let (number, name) = own.split_at(digits);
        let number = if number.contains('.') { number.to_owned() } else { format!("{number}.0") };
        let factors = factors(complaint.source, name).unwrap_or_else(|| name.to_owned());
        return Some(format!("A product needs its sign in Rust: write `{number} * {factors}` instead of `{own}`."));
    }
    let last = operand_before(before);
    let is_word = is_name(own) && !["for", "if", "else", "in", "as"].contains(&own);
    let is_factor = last.parse::<f64>().is_ok() || last.ends_with(')') && own.len() == 1;
    if complaint.says("expected one of") && before.ends_with(' ') && is_word && is_factor {
        return Some(format!("A product needs its sign in Rust: write `{last} * {own}`."));
    }
    if complaint.says("negative integers cannot be used to index") {
        return from_the_end(operand_before(before.strip_suffix('[')?), own);
    }
    None
}

/// Statements as Python writes them.
pub(super) fn python(complaint: &Complaint<'_>) -> Option<String> {
    let (before, own, after) = (complaint.before.trim_end(), complaint.text, complaint.after);
    let line = format!("{}{own}{after}", complaint.before);
    let (line, first) = (line.trim(), line.trim().split(|c| !is_word(c)).next().unwrap_or_default());
    let last = before.rsplit(|c| !is_word(c)).next().unwrap_or_default();
    let says = |sentence: &str| Some(sentence.to_owned());
    if own == "#" || (line.starts_with('#') && !line.starts_with("#[") && !line.starts_with("#!")) {
        return says("A comment begins with `//` in Rust, not with `#`.");
    }
    if first == "def" {
        return says(
            "A function begins with `fn` in Rust, with types and braces: leave the first lines of the file as they were.",
        );
    }
    if matches!(first, "import" | "from") {
        return says("There is nothing to import: functions of a number are its methods, as in `x.sqrt()`.");
    }
    if last == "lambda" || own == "lambda" {
        return says("A small function is written `|t| …` in Rust, not with `lambda`.");
    }
    if last == "elif" {
        return says("Rust writes `else if` for `elif`.");
    }
    if last == "raise" || (first == "try" && after.trim_start().starts_with(':')) {
        return says("Rust has no exceptions: what can fail is the value that is returned, `None` or `Err(…)`.");
    }
    None
}

/// Signs as Python writes them.
pub(super) fn python_signs(complaint: &Complaint<'_>) -> Option<String> {
    let (before, own, after) = (complaint.before.trim_end(), complaint.text, complaint.after);
    let line = format!("{}{own}{after}", complaint.before);
    let (line, first) = (line.trim(), line.trim().split(|c| !is_word(c)).next().unwrap_or_default());
    let last = before.rsplit(|c| !is_word(c)).next().unwrap_or_default();
    let says = |sentence: &str| Some(sentence.to_owned());
    if own == "@" {
        return says(
            "Rust has no `@`: matrices are multiplied with `*`, the dot product of two vectors is `a.dot(&b)`.",
        );
    }
    if first == "pub" && line.contains("fn ") && complaint.says("expected one of `:`") {
        return says("Each argument has its type in Rust: put the function's first line back as it was.");
    }
    let value = before.trim_start().trim_start_matches("return ");
    if own == "," && is_single(value) && !after.contains([')', ']']) {
        let rest = after.trim().trim_end_matches(';');
        return Some(format!(
            "Several values at once stand in brackets: write `({})`.",
            echo(&format!("{value}, {rest}"))
        ));
    }
    if own == "is" {
        return says("Rust compares with `==`; whether an Option is empty, `x.is_none()` tells.");
    }
    if own == ":" && complaint.says("expected `{`") {
        let word = ["if", "else", "for", "while"].into_iter().find(|word| *word == first).unwrap_or("if");
        return Some(format!("Rust writes braces where Python has a colon and indents: `{word} … {{ … }}`."));
    }
    if own == ":" && after.starts_with('=') {
        return Some(format!("Rust introduces a name with `let`: write `let {last} = …`."));
    }
    if own == ":" && complaint.says("expected expression") && before.ends_with('[') {
        return says("A part of a list is written with two points in Rust: `&x[..2]`, `&x[1..]`.");
    }
    None
}

/// Python's choices, lists and texts.
pub(super) fn python_expressions(complaint: &Complaint<'_>) -> Option<String> {
    let (before, own, after) = (complaint.before.trim_end(), complaint.text, complaint.after);
    let last = before.rsplit(|c| !is_word(c)).next().unwrap_or_default();
    let says = |sentence: &str| Some(sentence.to_owned());
    if own == "if" && after.contains(" else ") {
        return says("A choice is written `if condition { a } else { b }` in Rust.");
    }
    if own == "for" && before.contains('[') {
        return says("Rust has no list comprehension: write `x.iter().map(|v| …).collect()`.");
    }
    if own == "," && complaint.child("match on a tuple").is_some() {
        return says("Two names at once stand in brackets: `let (a, b) = …`.");
    }
    if complaint.says("expected one of `:`") && ["f64", "usize", "i32", "float", "int"].contains(&last) && is_name(own)
    {
        return Some(format!("The type stands behind the name in Rust: write `let {own}: {last} = …`."));
    }
    if complaint.says("string literal") || complaint.says("character literal may only") {
        let quoted = own.starts_with('\'');
        return quoted.then(|| "Text stands in double quotes in Rust: `\"…\"`.".to_owned());
    }
    if complaint.says("prefix `f` is unknown") {
        return says("Rust fills names in by itself: write `println!(\"{x}\")`, without the `f`.");
    }
    None
}

/// Characters of mathematics that are not Rust.
pub(super) fn character(complaint: &Complaint<'_>) -> Option<String> {
    if !complaint.says("unknown start of token") {
        return None;
    }
    let own = complaint.text;
    let base = operand_before(complaint.before);
    let is_base = !base.is_empty() && complaint.before.ends_with(base);
    let power = match own {
        "²" => Some(2),
        "³" => Some(3),
        _ => None,
    };
    if let Some(power) = power.filter(|_| is_base) {
        return Some(format!("`{base}{own}` is not Rust: write `{base}.powi({power})`."));
    }
    let rust = match own {
        "·" | "×" | "∙" | "⋅" => "*",
        "−" | "–" | "—" => "-",
        "÷" | "∕" => "/",
        "≤" => "<=",
        "≥" => ">=",
        "≠" => "!=",
        "√" => return Some("`√` is not Rust: write `x.sqrt()`.".to_owned()),
        "“" | "”" | "„" => "\"",
        "@" => "*",
        _ => return None,
    };
    Some(format!("`{own}` is not Rust: write `{rust}`."))
}

/// A bracket that is not closed, a semicolon that is missing.
pub(super) fn bracket(complaint: &Complaint<'_>) -> Option<String> {
    if complaint.says("unclosed delimiter") || complaint.says("mismatched closing delimiter") {
        if let Some(likely) = complaint.other("might not be properly closed") {
            return Some(format!(
                "A `}}` is missing: probably the one for the `{{` on line {}.",
                likely.position().line
            ));
        }
        let opened = complaint.other("unclosed delimiter")?;
        let [_, bracket, _] = opened.around()?;
        return Some(format!("The `{bracket}` on line {} is never closed.", opened.position().line));
    }
    if complaint.says("expected `;`") && complaint.child("add `;` here").is_some() {
        return Some(format!("A `;` is missing at the end of line {}.", complaint.span.position().line));
    }
    None
}
