//! Formulas of the lessons in letters: `\frac{\partial f}{\partial x}` is ∂f/∂x.
//!
//! It knows the plain TeX that lessons use. What it does not know stays as it is written, for a reader can still make sense
//! of that.

mod signs;
mod spacing;

use signs::{accent, function, lowered, name, raised};
use spacing::{Kind, is_relation, join};

/// A formula on one line; the rows of a matrix are parted by semicolons, those of aligned equations by line breaks.
pub fn plain(tex: &str) -> String {
    let mut reader = Reader { rest: tex };
    let text = reader.until(&|_| false);
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n").replace(GAP, "  ").trim().to_owned()
}

/// A gap that an author has asked for, until the others are made even.
const GAP: char = '\u{1}';

/// What is left of a formula.
struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    /// The letters up to what ends them, or to the end.
    fn until(&mut self, ends: &dyn Fn(&str) -> bool) -> String {
        let (mut text, mut before) = (String::new(), Kind::Begin);
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.is_empty() || ends(self.rest) {
                return text;
            }
            before = match self.one() {
                (piece, _) if piece.is_empty() => before,
                (piece, Kind::Script) => {
                    text.push_str(&piece);
                    before
                }
                (piece, kind) => join(&mut text, before, &piece, kind),
            };
        }
    }

    /// One thing more: a letter, a command, a group, or what is raised or lowered.
    fn one(&mut self) -> (String, Kind) {
        if let Some(part) = self.after("^") {
            return (script(&part, raised, '^'), Kind::Script);
        }
        if let Some(part) = self.after("_") {
            return (script(&part, lowered, '_'), Kind::Script);
        }
        let is_function = self.rest.strip_prefix('\\').is_some_and(|rest| {
            let length = rest.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(rest.len());
            function(&rest[..length]).is_some()
        });
        let is_fraction = ["\\frac", "\\dfrac", "\\tfrac"].iter().any(|name| self.rest.starts_with(name));
        let piece = self.argument();
        let kind = match piece.as_str() {
            _ if is_fraction || (is_function && piece.ends_with(')')) => Kind::Apart,
            _ if is_function => Kind::Function,
            sign if is_relation(sign) => Kind::Relation,
            "(" | "[" | "{" | "⟨" | "/" => Kind::Begin,
            "," | ";" => Kind::Comma,
            _ => Kind::Other,
        };
        (piece, kind)
    }

    /// What stands behind a sign, if the sign is next.
    fn after(&mut self, sign: &str) -> Option<String> {
        self.rest = self.rest.strip_prefix(sign)?;
        Some(self.argument())
    }

    /// A group, a command with all that belongs to it, or one letter.
    fn argument(&mut self) -> String {
        self.rest = self.rest.trim_start();
        if let Some(rest) = self.rest.strip_prefix('{') {
            self.rest = rest;
            let text = self.until(&|rest| rest.starts_with('}'));
            self.rest = self.rest.strip_prefix('}').unwrap_or(self.rest);
            return text;
        }
        if let Some(rest) = self.rest.strip_prefix('\\') {
            self.rest = rest;
            return self.command();
        }
        let Some(letter) = self.rest.chars().next() else { return String::new() };
        self.rest = &self.rest[letter.len_utf8()..];
        match letter {
            '-' => "−".to_owned(),
            '~' => " ".to_owned(),
            '&' => " ".to_owned(),
            '\'' => "′".to_owned(),
            letter => letter.to_string(),
        }
    }

    /// What a command stands for; its backslash is read already.
    fn command(&mut self) -> String {
        let length = self.rest.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(self.rest.len());
        let (command, rest) = self.rest.split_at(length.max(self.rest.chars().next().map_or(0, char::len_utf8)));
        self.rest = rest;
        match command {
            "frac" | "dfrac" | "tfrac" => {
                let (above, below) = (self.argument(), self.argument());
                format!("{}/{}", bracketed(&above), bracketed(&below))
            }
            "sqrt" => format!("√{}", bracketed(&self.argument())),
            "text" | "mathrm" | "mathbf" | "mathit" | "boldsymbol" | "operatorname" => self.words(),
            "left" | "right" | "big" | "Big" | "bigl" | "bigr" | "Bigl" | "Bigr" | "displaystyle" | "limits" => {
                String::new()
            }
            "begin" => {
                let kind = self.words();
                self.environment(&kind)
            }
            "\\" => "\n".to_owned(),
            "quad" | "qquad" => format!(" {GAP} "),
            "," | ";" | ":" | " " => " ".to_owned(),
            "!" => String::new(),
            command => match (accent(command), function(command), name(command)) {
                (Some(mark), _, _) => accented(&self.argument(), mark),
                (_, Some(function), _) => self.function(function),
                (_, _, Some(sign)) => sign.to_owned(),
                _ if command.chars().all(|letter| letter.is_ascii_alphabetic()) => format!("\\{command} "),
                _ => command.to_owned(),
            },
        }
    }

    /// Words in braces, with their spaces.
    fn words(&mut self) -> String {
        let inside = self.rest.trim_start().strip_prefix('{').and_then(|rest| rest.split_once('}'));
        match inside {
            Some((words, rest)) => {
                self.rest = rest;
                words.to_owned()
            }
            None => self.argument(),
        }
    }

    /// The name of a function, with what stands under and over it: `lim (h → 0)`.
    fn function(&mut self, function: &str) -> String {
        let mut text = function.to_owned();
        loop {
            self.rest = self.rest.trim_start();
            if let Some(rest) = self.rest.strip_prefix('\'') {
                self.rest = rest;
                text.push('′');
            } else if let Some(under) = self.after("_") {
                let letters = lowered_or_none(&under);
                text.push_str(&letters.unwrap_or_else(|| format!(" ({under})")));
            } else if let Some(over) = self.after("^") {
                text.push_str(&script(&over, raised, '^'));
            } else {
                return text;
            }
        }
    }

    /// Rows of a matrix or of aligned equations, up to their end.
    fn environment(&mut self, kind: &str) -> String {
        let inside = self.until(&|rest| rest.starts_with("\\end{"));
        let end = self.rest.find('}').map_or(self.rest.len(), |end| end + 1);
        self.rest = &self.rest[end..];
        let rows: Vec<&str> = inside.lines().map(str::trim).filter(|row| !row.is_empty()).collect();
        let (open, close) = match kind {
            "pmatrix" => ("(", ")"),
            "bmatrix" => ("[", "]"),
            "vmatrix" => ("|", "|"),
            "cases" => ("{ ", ""),
            _ => return rows.join("\n"),
        };
        format!("{open}{}{close}", rows.join("; "))
    }
}

/// In brackets where it holds more than one thing.
fn bracketed(text: &str) -> String {
    let is_one = !text.contains([' ', '/', '−', '+'])
        || (text.starts_with('(') && text.ends_with(')') && text.matches('(').count() == 1);
    if is_one { text.to_owned() } else { format!("({text})") }
}

/// Raised or lowered, in letters that are so by themselves if there are any.
fn script(text: &str, letter: fn(char) -> Option<char>, sign: char) -> String {
    let text = text.replace(' ', "");
    let short: Option<String> = text.chars().map(letter).collect();
    match short {
        Some(short) => short,
        None if text.chars().all(char::is_alphanumeric) => format!("{sign}{text}"),
        None => format!("{sign}({text})"),
    }
}

fn lowered_or_none(text: &str) -> Option<String> {
    text.replace(' ', "").chars().map(lowered).collect()
}

/// With a mark over its first letter.
fn accented(text: &str, mark: char) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| format!("{first}{mark}{}", letters.as_str()))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn formulas_are_read_as_one_would_say_them() {
        let said = [
            (r"\frac{\partial f}{\partial x}", "∂f/∂x"),
            (r"\frac{f(x + h, y) - f(x, y)}{h}", "(f(x + h, y) − f(x, y))/h"),
            (r"x^2y + 3xy^2 - 5y + 1", "x²y + 3xy² − 5y + 1"),
            (r"-\nabla f", "−∇f"),
            (r"(1, -12/t^2)", "(1, −12/t²)"),
            (r"\lVert \nabla f \rVert^2", "‖∇f‖²"),
            (r"(\cos t, \sin t)", "(cos t, sin t)"),
            (r"r\cos t", "r cos t"),
            (r"e^{-xy}", "e^(−xy)"),
            (r"\eta\lambda", "ηλ"),
            (r"n x^{n-1}", "nxⁿ⁻¹"),
            (r"J^\top v", "Jᵀv"),
            (r"w_i x_{i+1}", "wᵢxᵢ₊₁"),
            (r"\sum_{i=1}^{n} x_i", "Σᵢ₌₁ⁿ xᵢ"),
            (r"\lim_{h \to 0} \frac{1}{h}", "lim (h → 0) 1/h"),
            (r"\begin{pmatrix} y & x \\ 2x & 2y \end{pmatrix}", "(y x; 2x 2y)"),
            (r"\begin{aligned} a &= 1 \\ b &= 2 \end{aligned}", "a = 1\nb = 2"),
            (r"\sqrt{x^2 + y^2}", "√(x² + y²)"),
            (r"\frac{d}{dw} e(w)^2 = (-\frac{4}{3})", "d/dw e(w)² = (−4/3)"),
            (r"\sin' t = \cos t", "sin′ t = cos t"),
            (r"a = 1 \quad b = 2", "a = 1    b = 2"),
            (r"\hat{y} \approx 3", "y\u{302} ≈ 3"),
            (r"a \unknown b", "a\\unknown b"),
            (r"f_x(3, 1) = -23", "f_x(3, 1) = −23"),
            (r"\left(\frac{1}{2}\right)^2", "(1/2)²"),
            (r"x' = 2\cdot 10^{-3}", "x′ = 2 · 10⁻³"),
        ];
        for (tex, letters) in said {
            assert_eq!(plain(tex), letters, "{tex}");
        }
    }

    #[test]
    fn nothing_that_is_written_makes_it_stop() {
        for tex in
            ["", "{", "}", "\\", "^", "_", "x^", "\\frac", "\\begin{", "\\end{", "a } b", "\\begin{pmatrix}", "é_ü^ß"]
        {
            let _ = plain(tex);
        }
        assert_eq!(plain("a } b"), "a}b");
    }
}
