//! A line of the compiler's, letter by letter with its colours.

/// A letter and the escape sequences in front of it that colour it.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) letter: char,
    pub(super) colours: String,
}

/// A line of the compiler's.
#[derive(Clone, Debug, Default)]
pub(super) struct Line(pub(super) Vec<Cell>);

impl Line {
    pub(super) fn of(text: &str) -> Self {
        const RESET: &str = "\x1b[0m";
        let (mut cells, mut colours) = (Vec::new(), String::new());
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            if letter == '\x1b' {
                let code: String = letters.by_ref().take_while(|letter| *letter != 'm').collect();
                let code = format!("\x1b{code}m");
                if code == RESET { colours.clear() } else { colours += &code }
            } else {
                cells.push(Cell { letter, colours: colours.clone() });
            }
        }
        Self(cells)
    }

    pub(super) fn blank(columns: usize) -> Self {
        Self(vec![Cell { letter: ' ', colours: String::new() }; columns])
    }

    /// With its colours, each ended before the next begins.
    pub(super) fn text(&self) -> String {
        let (mut text, mut colours) = (String::new(), "");
        for cell in &self.0 {
            if cell.colours != colours {
                text += if colours.is_empty() { "" } else { "\x1b[0m" };
                text += &cell.colours;
                colours = &cell.colours;
            }
            text.push(cell.letter);
        }
        text + if colours.is_empty() { "" } else { "\x1b[0m" }
    }

    pub(super) fn letters(&self) -> impl Iterator<Item = char> {
        self.0.iter().map(|cell| cell.letter)
    }

    fn plain(&self) -> String {
        self.letters().collect()
    }

    pub(super) fn width(&self) -> usize {
        textwrap::core::display_width(&self.plain())
    }

    fn indent(&self) -> usize {
        self.letters().take_while(|letter| *letter == ' ').count()
    }

    /// How many columns stand before a line of code or the marks below it: `12 |   `, ` 3 + `, `   |  `.
    pub(super) fn gutter(&self) -> Option<usize> {
        let plain = self.plain();
        let number = plain.trim_start();
        let rest = number.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let is_code = rest.len() < number.len();
        let bar = rest.trim_start();
        let is_bar = bar.starts_with('|') || is_code && bar.starts_with(['+', '-', '~']);
        let ends = bar.get(1..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        (is_bar && ends).then(|| (plain.len() - bar.len() + 2).min(plain.chars().count()))
    }

    /// Whether it is a line of code, and not the marks below one.
    pub(super) fn is_code(&self) -> bool {
        self.plain().trim_start().starts_with(|letter: char| letter.is_ascii_digit())
    }

    /// `  --> file:line:column`
    pub(super) fn is_place(&self) -> bool {
        ["--> ", "::: "].iter().any(|sign| self.plain().trim_start().starts_with(sign))
    }

    /// The same with so many of the file's last folders as there is room for.
    pub(super) fn place_within(&self, width: usize) -> Self {
        let start = self.indent() + "--> ".len();
        let mut whole = self.clone();
        while whole.width() > width {
            let after = if whole.0.get(start).is_some_and(|cell| cell.letter == '…') { start + 2 } else { start };
            let Some(slash) = whole.letters().skip(after).position(|letter| letter == '/') else { break };
            whole.0.drain(start..after + slash);
            whole.0.insert(start, Cell { letter: '…', colours: String::new() });
        }
        whole
    }

    /// Words broken between lines, those after the first set in.
    pub(super) fn prose_within(&self, width: usize) -> Vec<Self> {
        if self.width() <= width {
            return vec![self.clone()];
        }
        let is_note = self.plain().trim_start().starts_with("= ");
        let hanging = (self.indent() + if is_note { "= note: ".len() } else { 2 }).min(width / 2);
        let (indent, words) = (self.indent().min(width / 2), Self(self.0[self.indent()..].to_vec()));
        let mut lines = Vec::new();
        for (number, part) in words.wrapped(width - indent, width - hanging).into_iter().enumerate() {
            let mut line = Self::blank(if number == 0 { indent } else { hanging });
            line.0.extend(part.0);
            lines.push(line);
        }
        lines
    }

    /// Its words on lines of these widths; a word that is wider has a line of its own.
    pub(super) fn wrapped(&self, first: usize, others: usize) -> Vec<Self> {
        let mut lines = vec![Self::default()];
        for word in self.0.split(|cell| cell.letter == ' ').filter(|word| !word.is_empty()) {
            let room = if lines.len() == 1 { first } else { others };
            let gap = Self(word.to_vec()).width() + 1;
            match lines.last_mut() {
                Some(line) if line.0.is_empty() => line.0.extend_from_slice(word),
                Some(line) if line.width() + gap <= room => {
                    let colours = word[0].colours.clone();
                    let colours =
                        if line.0.last().is_some_and(|cell| cell.colours == colours) { colours } else { String::new() };
                    line.0.push(Cell { letter: ' ', colours });
                    line.0.extend_from_slice(word);
                }
                _ => lines.push(Self(word.to_vec())),
            }
        }
        lines
    }
}
