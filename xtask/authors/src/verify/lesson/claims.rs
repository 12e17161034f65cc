//! What a lesson claims: the worked lines of its ```rust blocks, and the numbers that are marked in its text.

use super::numbers::{self, Token};

/// A number that a reader sees, and the value that it must be.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Claim {
    /// The lesson's line, counted from 1.
    pub(super) line: usize,
    /// The expression as it is written.
    pub(super) expression: String,
    /// What stands in the lesson.
    pub(super) text: String,
    pub(super) shown: Vec<Token>,
}

/// A line of the program, and the lesson's line that it comes from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Code {
    pub(super) line: usize,
    pub(super) text: String,
}

/// The program of a lesson: one list of lines for each section, and the claims that they print the values of.
#[derive(Debug, Default)]
pub(super) struct Claims {
    pub(super) sections: Vec<Vec<Code>>,
    pub(super) claims: Vec<Claim>,
    pub(super) faults: Vec<(usize, String)>,
}

/// Prints the value of a claim; the program defines it.
pub(super) const SHOW: &str = "lesson_shows";

const MARK: &str = "<!-- =";

/// Everything that a lesson claims. What a section has defined is known to the rest of it.
pub(super) fn read(lesson: &str) -> Claims {
    let mut claims = Claims { sections: vec![Vec::new()], ..Claims::default() };
    let mut fence: Option<bool> = None;
    let mut statement = Vec::new();
    for (line, text) in (1..).zip(lesson.lines()) {
        match (fence, text.trim_start().strip_prefix("```")) {
            (None, Some(language)) => fence = Some(language.trim().starts_with("rust")),
            (Some(_), Some(_)) => {
                claims.end(&mut statement);
                fence = None;
            }
            (Some(true), None) => claims.worked(line, text, &mut statement),
            (Some(false), None) => {}
            (None, None) if text.starts_with("## ") => claims.sections.push(Vec::new()),
            (None, None) => claims.marks(line, text),
        }
    }
    claims
}

/// A line of code without its comment, and the comment.
struct Worked<'a> {
    line: usize,
    code: &'a str,
    comment: &'a str,
}

impl Claims {
    /// A line of a worked block: statements may take several.
    fn worked<'a>(&mut self, line: usize, text: &'a str, statement: &mut Vec<Worked<'a>>) {
        let (code, comment) = without_comment(text);
        statement.push(Worked { line, code: code.trim_end(), comment });
        let depth: i32 = statement.iter().map(|worked| depth(worked.code)).sum();
        let is_whole =
            code.trim_end().ends_with([';', '}']) || statement.iter().all(|worked| worked.code.trim().is_empty());
        if depth <= 0 && is_whole {
            self.statement(statement);
        }
    }

    /// The end of a block may be an expression, and another block may follow.
    fn end(&mut self, statement: &mut Vec<Worked<'_>>) {
        let open = statement.last().map(|last| last.line);
        self.statement(statement);
        self.add(open.map(|line| Code { line, text: ";".to_owned() }));
    }

    /// A whole statement: what its last comment shows of its value is a claim.
    fn statement(&mut self, statement: &mut Vec<Worked<'_>>) {
        let lines = std::mem::take(statement);
        let Some((last, others)) = lines.split_last() else { return };
        for Worked { line, comment, .. } in others.iter().filter(|worked| !worked.code.trim().is_empty()) {
            if !numbers::tokens(comment).is_empty() {
                let what = format!("nothing compares `//{comment}`: it stands inside a statement");
                self.faults.push((*line, what));
            }
        }
        let shown = numbers::tokens(last.comment);
        let mut code: Vec<Code> =
            lines.iter().map(|worked| Code { line: worked.line, text: worked.code.to_owned() }).collect();
        if let Some(end) = code.last_mut().filter(|_| !shown.is_empty() && !last.code.trim().is_empty()) {
            let whole = lines.iter().map(|worked| worked.code.trim()).collect::<Vec<_>>().join(" ");
            let whole = whole.trim_end_matches(';').replace(" .", ".");
            let number = self.claims.len();
            if let Some(place) = assigned(&whole) {
                end.text.push_str(&format!(" {SHOW}({number}, &({place}));"));
            } else {
                end.text = format!("{}));", end.text.trim_end_matches(';'));
                code[0].text.insert_str(0, &format!("{SHOW}({number}, &("));
            }
            let text = last.comment.trim().to_owned();
            self.claims.push(Claim { line: last.line, expression: whole, text, shown });
        }
        self.add(code);
    }

    /// The marks in a line of text, each right behind the number that it is about.
    fn marks(&mut self, line: usize, text: &str) {
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once(MARK) {
            let Some((expression, after)) = behind.split_once("-->") else {
                self.faults.push((line, format!("the mark `{MARK}{behind}` does not end on its line")));
                return;
            };
            let expression = expression.trim().to_owned();
            let text = last_value(before);
            let shown = numbers::tokens(text);
            if shown.is_empty() {
                self.faults.push((line, format!("no number stands right before the mark `= {expression}`")));
            } else {
                let number = self.claims.len();
                self.add([Code { line, text: format!("{SHOW}({number}, &({expression}));") }]);
                self.claims.push(Claim { line, expression, text: text.to_owned(), shown });
            }
            rest = after;
        }
    }

    fn add(&mut self, code: impl IntoIterator<Item = Code>) {
        if let Some(section) = self.sections.last_mut() {
            section.extend(code);
        }
    }
}

/// The vector or number at the very end of a text, whatever markup stands around it.
fn last_value(text: &str) -> &str {
    let text = text.trim_end_matches(['*', '`', '_']);
    let opened = match text.chars().next_back() {
        Some(')') => '(',
        Some(']') => '[',
        _ => {
            let last = numbers::tokens(text).pop().filter(|token| token.place.end == text.len());
            return last.map_or("", |token| &text[token.place]);
        }
    };
    text.rfind(opened).map_or("", |start| &text[start..])
}

/// What a statement gives a value to: the pattern of a `let`, or a place as in `p -= eta * g`.
fn assigned(statement: &str) -> Option<String> {
    let (left, _) = [" = ", " += ", " -= ", " *= ", " /= "]
        .iter()
        .filter_map(|sign| statement.split_once(sign))
        .min_by_key(|(left, _)| left.len())?;
    match left.strip_prefix("let ") {
        Some(pattern) => Some(pattern.split(": ").next()?.replace("mut ", "")),
        None => left.chars().all(|c| c.is_alphanumeric() || "_.[]* ".contains(c)).then(|| left.to_owned()),
    }
}

/// How many brackets a line opens more than it closes.
fn depth(code: &str) -> i32 {
    let change = |c| match c {
        '(' | '[' | '{' => 1,
        ')' | ']' | '}' => -1,
        _ => 0,
    };
    code.chars().map(change).sum()
}

fn without_comment(line: &str) -> (&str, &str) {
    let mut in_text = false;
    for (at, c) in line.char_indices() {
        match c {
            '"' => in_text = !in_text,
            '/' if !in_text && line[at..].starts_with("//") => return (&line[..at], &line[at + 2..]),
            _ => {}
        }
    }
    (line, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The program's lines, and what is claimed of which expression.
    #[track_caller]
    fn check(lesson: &str, code: &[&str], claims: &[(&str, &str)]) {
        let read = read(lesson);
        let lines: Vec<&str> = read.sections.iter().flatten().map(|code| code.text.as_str()).collect();
        assert_eq!(lines, code);
        let claimed: Vec<(&str, &str)> =
            read.claims.iter().map(|claim| (claim.expression.as_str(), claim.text.as_str())).collect();
        assert_eq!(claimed, claims);
        assert_eq!(read.faults, []);
    }

    #[test]
    fn a_worked_line_shows_what_it_defines_or_computes() {
        check(
            "```rust\nlet mut g = Vector2::new(3.0, 4.0); // [3, 4]\ng.norm(); // 5\n```",
            &["let mut g = Vector2::new(3.0, 4.0); lesson_shows(0, &(g));", "lesson_shows(1, &(g.norm()));"],
            &[("let mut g = Vector2::new(3.0, 4.0)", "[3, 4]"), ("g.norm()", "5")],
        );
        check(
            "```rust\np -= 0.1 * g; // [1.6, 0.2]\nlet (a, b): (f64, f64) = f(2.0); // 1, 2\n```",
            &["p -= 0.1 * g; lesson_shows(0, &(p));", "let (a, b): (f64, f64) = f(2.0); lesson_shows(1, &((a, b)));"],
            &[("p -= 0.1 * g", "[1.6, 0.2]"), ("let (a, b): (f64, f64) = f(2.0)", "1, 2")],
        );
    }

    #[test]
    fn a_statement_may_take_several_lines_and_a_comment_may_show_nothing() {
        check(
            "```rust\n// In 2 steps.\nlet f = |x: f64| {\n    x * x // as a product\n}; // the square\n\
             x.iter()\n    .sum::<f64>() // 3\n```",
            &["", "let f = |x: f64| {", "    x * x", "};", "lesson_shows(0, &(x.iter()", "    .sum::<f64>()));", ";"],
            &[("x.iter().sum::<f64>()", "3")],
        );
    }

    #[test]
    fn a_mark_is_about_the_number_before_it() {
        check(
            "In 2 steps: **−23**<!-- = f_x(3.0, 1.0) --> and (4, 8)<!-- = g -->, `None`<!-- = n -->.",
            &["lesson_shows(0, &(f_x(3.0, 1.0)));", "lesson_shows(1, &(g));", "lesson_shows(2, &(n));"],
            &[("f_x(3.0, 1.0)", "−23"), ("g", "(4, 8)"), ("n", "None")],
        );
        check("```python\ng / 2 # 3 <!-- = 4 -->\n```", &[], &[]);
    }

    #[test]
    fn sections_know_nothing_of_each_other() {
        let read = read("1<!-- = 1 -->\n## Next\n### Within\n2<!-- = 2 -->\n");
        assert_eq!(read.sections.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1]);
        assert_eq!(read.claims[1].line, 4);
    }

    #[test]
    fn what_nothing_can_be_compared_with_is_a_fault() {
        assert_eq!(read("about<!-- = 1 -->").faults, [(1, "no number stands right before the mark `= 1`".to_owned())]);
        let inside = "```rust\nlet f = |x: f64| {\n    x * x // 4\n};\n```";
        assert_eq!(read(inside).faults, [(3, "nothing compares `// 4`: it stands inside a statement".to_owned())]);
        assert_eq!(read("\n3<!-- = 1").faults, [(2, "the mark `<!-- = 1` does not end on its line".to_owned())]);
    }
}
