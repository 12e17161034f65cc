//! What an exercise asks for: the doc comment and the signature of its stub.

/// The doc comment of a function as Markdown, its headings below those of the page, and the signature as it is written.
pub(crate) fn of(stub: &str, name: &str) -> Option<(String, String)> {
    let start = stub.find(&format!("pub fn {name}("))?;
    let end = start + stub[start..].find('{')?;
    let signature = in_lines(stub[start..end].trim_end());
    let before: Vec<&str> = stub[..start].lines().collect();
    let is_doc = |line: &&&str| line.trim_start().starts_with("///");
    let first = before.len() - before.iter().rev().take_while(is_doc).count();
    let mut fenced = false;
    let lines = before[first..].iter().map(|line| {
        let line = line.trim_start().trim_start_matches("///");
        let line = line.strip_prefix(' ').unwrap_or(line);
        fenced ^= line.starts_with("```");
        let is_heading = !fenced && line.starts_with('#');
        format!("{}{line}\n", if is_heading { "##" } else { "" })
    });
    Some((lines.collect(), signature))
}

/// A signature that is too long for the page, with a line for each argument.
fn in_lines(signature: &str) -> String {
    const LONGEST: usize = 74;
    let (head, rest) = signature.split_once('(').unwrap_or((signature, ""));
    if rest.is_empty() || signature.chars().count() <= LONGEST || signature.contains('\n') {
        return signature.to_owned();
    }
    let (mut depth, mut before, mut lines) = (0, ' ', vec![String::new()]);
    for (at, letter) in rest.char_indices() {
        match letter {
            '(' | '[' | '<' => depth += 1,
            ')' if depth == 0 => {
                let lines: String = lines.iter().map(|line| format!("    {},\n", line.trim())).collect();
                return format!("{head}(\n{lines}{}", &rest[at..]);
            }
            // The arrow of a function is no bracket.
            '>' if before == '-' => {}
            ')' | ']' | '>' => depth -= 1,
            _ => {}
        }
        before = letter;
        match lines.last_mut() {
            Some(line) if letter != ',' || depth > 0 => line.push(letter),
            _ => lines.push(String::new()),
        }
    }
    signature.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{in_lines, of};

    #[test]
    fn statement_and_signature_are_those_of_the_function() {
        let stub = "//! Module.\n\nfn helper() {}\n\n/// Twice x:\n///\n/// ```text\n/// # 2x\n/// ```\n///\n/// # Errors\n\
                    pub fn twice(\n    x: f64,\n) -> f64 {\n    todo!()\n}\n";
        let (statement, signature) = of(stub, "twice").expect("it is there");
        assert_eq!(statement, "Twice x:\n\n```text\n# 2x\n```\n\n### Errors\n");
        assert_eq!(signature, "pub fn twice(\n    x: f64,\n) -> f64");
        assert_eq!(of(stub, "thrice"), None);
    }

    #[test]
    fn a_long_signature_has_a_line_for_each_argument() {
        let long =
            "pub fn fit(points: &[(f64, f64)], line: Matrix<f64, U2>, steps: usize) -> Result<(f64, f64), DataError>";
        let lines = "pub fn fit(\n    points: &[(f64, f64)],\n    line: Matrix<f64, U2>,\n    steps: usize,\n\
                     ) -> Result<(f64, f64), DataError>";
        assert_eq!(in_lines(long), lines);
        assert_eq!(in_lines("pub fn f(x: f64) -> f64"), "pub fn f(x: f64) -> f64");
    }
}
