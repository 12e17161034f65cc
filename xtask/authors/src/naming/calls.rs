//! Finding the calls of a method in Rust text, without a parser: strings, comments and brackets are all that matters.

use std::ops::Range;

/// One call `.method("name", code)`, as places in the text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Call {
    /// From the dot to the closing bracket.
    pub(crate) whole: Range<usize>,
    /// The string that is the first argument.
    pub(crate) name: String,
    /// The rest of the arguments, as a rule one closure.
    pub(crate) code: Range<usize>,
}

/// All calls of `.method(` whose first argument is a string, in order.
pub(crate) fn calls(text: &str, method: &str) -> Vec<Call> {
    let start = format!(".{method}(");
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with(&start)
            && let Some(call) = call(text, at, at + start.len())
        {
            at = call.whole.end;
            found.push(call);
        } else {
            at = after_token(text, at);
        }
    }
    found
}

/// The call that begins at `dot` and whose arguments begin at `inside`.
fn call(text: &str, dot: usize, inside: usize) -> Option<Call> {
    let (mut at, mut depth, mut comma) = (inside, 0_usize, None);
    let end = loop {
        match text.as_bytes().get(at)? {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' if depth == 0 => break at,
            b')' | b']' | b'}' => depth -= 1,
            b',' if depth == 0 => comma = comma.or(Some(at)),
            _ => {}
        }
        at = after_token(text, at);
    };
    let comma = comma?;
    let name = text[inside..comma].trim().strip_prefix('"')?.strip_suffix('"')?.to_owned();
    let code = text[comma + 1..end].trim_end().trim_end_matches(',').trim_end();
    let start = comma + 1 + (code.len() - code.trim_start().len());
    Some(Call { whole: dot..end + 1, name, code: start..comma + 1 + code.len() })
}

/// The place after the string, comment, character or single sign that begins at `at`.
fn after_token(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let mut signs = rest.chars();
    let length = match (signs.next(), signs.next(), signs.next()) {
        (Some('/'), Some('/'), _) => rest.find('\n').unwrap_or(rest.len()),
        (Some('"'), ..) => quoted(rest, '"'),
        // 'a' and '\n' are characters; 'a alone is a lifetime.
        (Some('\''), Some('\\'), _) | (Some('\''), _, Some('\'')) => quoted(rest, '\''),
        (Some(sign), ..) => sign.len_utf8(),
        (None, ..) => 0,
    };
    at + length
}

/// How long the quoted text at the beginning is, its quotes included.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, sign) in rest.char_indices().skip(1) {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if sign == quote => return at + sign.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_found_with_their_name_and_code() {
        let text = "e\n.variant(\"a, (b)\", |x: f64, y: f64| (x, y))\n// .variant(\"no\", no)\n.variant(\n\"∂\",\nmove |c: char| c == ')' && \")\" != \"\\\"\",\n)\n.variant(\"by name\", truth)";
        let found = calls(text, "variant");
        let codes: Vec<(&str, &str)> =
            found.iter().map(|call| (call.name.as_str(), &text[call.code.clone()])).collect();
        assert_eq!(
            codes,
            [
                ("a, (b)", "|x: f64, y: f64| (x, y)"),
                ("∂", "move |c: char| c == ')' && \")\" != \"\\\"\""),
                ("by name", "truth"),
            ]
        );
        assert_eq!(&text[found[2].whole.clone()], ".variant(\"by name\", truth)");
    }

    #[test]
    fn a_call_that_never_ends_is_none() {
        assert_eq!(calls(".variant(\"a\", (b", "variant"), []);
        assert_eq!(calls(".variant(name, code)", "variant"), []);
    }
}
