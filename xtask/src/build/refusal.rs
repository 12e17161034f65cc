//! Why an exercise cannot be compiled: a plain first line where one is known, and what concerns the file of the
//! compiler's own text.

use super::diagnostics::{Diagnostic, Position};
use super::plain_words;
use crate::course::Course;
use std::path::Path;

/// Why one exercise cannot be compiled.
#[derive(Clone, Debug, Default)]
pub struct Refusal {
    /// What happened and what to do, in one sentence.
    pub plain: Option<String>,
    /// The compiler's own text, with its colours.
    pub rendered: String,
    /// Where in the learner's file.
    pub position: Option<Position>,
    /// The compiler was heard where only stubs stood beside the file.
    pub among_stubs: bool,
    /// Nobody wrote anything: the file is missing from a folder that was handed in.
    pub not_handed_in: bool,
}

/// An error of the compiler's with its place in the learner's file.
pub type Placed<'a> = (&'a Diagnostic, Option<Position>);

/// Whoever has repaired three errors is told the next.
const SHOWN: usize = 3;

impl Refusal {
    /// A refusal that needs no words of the compiler's.
    pub fn saying(sentence: String) -> Self {
        Self { plain: Some(sentence), ..Self::default() }
    }

    /// There is no such file among those that were handed in.
    pub fn not_handed_in(file: &str) -> Self {
        Self { not_handed_in: true, ..Self::saying(format!("There is no file {file}.")) }
    }

    /// What the compiler found in one file. The error that the first line speaks of comes first.
    pub fn of(mut errors: Vec<Placed<'_>>, file: &Path, source: &str, course: &'static Course) -> Self {
        // A missing value at the end is noticed at the head of the function.
        let is_end = |error: &Diagnostic| error.says_of_a_place("implicitly returns `()`").is_some();
        let place = |(error, position): &Placed<'_>| plain_words::place(error).or(*position);
        // After a mistake of syntax the compiler guesses what was meant, and other errors may be about its guess.
        errors.sort_by_key(|placed| {
            let error = placed.0;
            (error.code.is_some(), is_end(error) && plain_words::place(error).is_none(), place(placed))
        });
        let trusted = errors.iter().take_while(|(error, _)| error.code.is_none()).count();
        let trusted = if trusted == 0 { errors.len() } else { trusted };
        let known = errors[..trusted].iter().enumerate().filter(|(index, (error, _))| *index == 0 || !is_end(error));
        let known =
            known.filter_map(|(index, (error, _))| Some((index, plain_words::of(error, source, course)?))).next();
        let mut refusal = Self { position: errors.first().and_then(|(_, position)| *position), ..Self::default() };
        if let Some((index, (sentence, position))) = known {
            errors[..=index].rotate_right(1);
            refusal.plain = Some(sentence);
            refusal.position = position.or(errors[0].1);
        }
        let mut texts: Vec<String> = Vec::new();
        for (error, _) in errors {
            let text = shortened(error.rendered.as_deref().unwrap_or_default(), file);
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        let more = texts.len().saturating_sub(SHOWN);
        texts.truncate(SHOWN);
        refusal.rendered = texts.join("\n");
        if more > 0 {
            refusal.rendered += &format!("\nand {more} more {}\n", if more == 1 { "error" } else { "errors" });
        }
        refusal
    }

    /// The whole text without colours: the plain line first.
    pub fn message(&self) -> String {
        let rendered = anstream::adapter::strip_str(&self.rendered);
        match &self.plain {
            Some(plain) if self.rendered.is_empty() => plain.clone(),
            Some(plain) => format!("{plain}\n\n{rendered}"),
            None => rendered.to_string(),
        }
    }
}

/// The compiler's text without what concerns other files: places in libraries, and lists of what other types can do.
fn shortened(rendered: &str, file: &Path) -> String {
    // The operators' traits are written with their library where a library of the course has a name like theirs.
    let rendered = rendered.replace("`std::ops::", "`");
    let lines: Vec<&str> = rendered.lines().collect();
    let mut kept: Vec<&str> = Vec::new();
    // The error itself, then its notes and suggestions; each begins in the first column with a word and a colon.
    let begins = |line: &&str| ["note: ", "help: ", "error", "warning"].iter().any(|word| bare(line).starts_with(word));
    let starts: Vec<usize> = (0..lines.len()).filter(|index| *index == 0 || begins(&lines[*index])).collect();
    for (number, start) in starts.iter().enumerate() {
        let block = &lines[*start..starts.get(number + 1).copied().unwrap_or(lines.len())];
        let places: Vec<String> = block.iter().filter_map(|line| place(line)).collect();
        let is_elsewhere = !places.is_empty() && !places.iter().any(|place| is_in(place, file));
        if number == 0 || !is_elsewhere {
            kept.extend(own_lines(block, file));
        }
    }
    while kept.last().is_some_and(|line| ["", "|"].contains(&bare(line).trim())) {
        kept.pop();
    }
    kept.iter().map(|line| format!("{line}\n")).collect()
}

/// A part of the compiler's text without its excerpts of other files and without notes that help nobody here.
fn own_lines<'a>(block: &[&'a str], file: &Path) -> Vec<&'a str> {
    let mut kept = Vec::new();
    let mut skipping = false;
    for line in block {
        let text = bare(line);
        if let Some(place) = place(line) {
            skipping = text.trim_start().starts_with(":::") && !is_in(&place, file);
        } else if let Some(note) = text.trim_start().strip_prefix("= ") {
            skipping = NOISE.iter().any(|noise| note.starts_with(noise));
        }
        if !skipping {
            kept.push(*line);
        }
    }
    kept
}

/// Notes about types that the learner did not write, about files of the runner, or about what a compiler refuses by itself.
const NOISE: [&str; 8] = [
    "help: the following other types implement",
    "help: the following types implement",
    "note: required for",
    "note: this error originates in",
    "note: the full name for the type has been written",
    "note: the function or associated item was found for",
    "note: consider using `--verbose`",
    "note: `#[deny(",
];

/// The file that a line of the compiler's text points into.
fn place(line: &str) -> Option<String> {
    let text = bare(line);
    let place = text.trim_start();
    let place = place.strip_prefix("--> ").or_else(|| place.strip_prefix("::: "))?;
    let mut parts = place.rsplitn(3, ':');
    let (_column, _line) = (parts.next()?, parts.next()?);
    parts.next().map(str::to_owned)
}

/// Whether this is the learner's file; the compiler names it from the project's root on.
fn is_in(place: &str, file: &Path) -> bool {
    file.ends_with(place)
}

fn bare(line: &str) -> String {
    anstream::adapter::strip_str(line).to_string()
}
