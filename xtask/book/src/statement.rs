//! What an exercise asks for: the doc comment and the signature of its stub.

/// The doc comment of a function as Markdown, its headings below those of the page, and the signature as it is written.
pub(crate) fn of(stub: &str, name: &str) -> Option<(String, String)> {
    let start = stub.find(&format!("pub fn {name}("))?;
    let end = start + stub[start..].find('{')?;
    let signature = stub[start..end].trim_end().to_owned();
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

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn statement_and_signature_are_those_of_the_function() {
        let stub = "//! Module.\n\nfn helper() {}\n\n/// Twice x:\n///\n/// ```text\n/// # 2x\n/// ```\n///\n/// # Errors\n\
                    pub fn twice(\n    x: f64,\n) -> f64 {\n    todo!()\n}\n";
        let (statement, signature) = of(stub, "twice").expect("it is there");
        assert_eq!(statement, "Twice x:\n\n```text\n# 2x\n```\n\n### Errors\n");
        assert_eq!(signature, "pub fn twice(\n    x: f64,\n) -> f64");
        assert_eq!(of(stub, "thrice"), None);
    }
}
