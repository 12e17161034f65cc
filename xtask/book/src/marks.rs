//! What mdBook does not see: formulas and figures stand in its Markdown as marks, and are put in once the pages are written.
//!
//! A mark holds the letters by which the search finds it. What takes its place is neither read as Markdown nor searched, and
//! keeps the names that HTML knows in SVG and MathML.

use anyhow::Context;
use std::fs;
use std::path::Path;

/// All marks of a book, each known by its number.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    replacements: Vec<String>,
    /// What the person who makes the book should know.
    pub(crate) notes: Vec<String>,
}

const BEGIN: &str = "<span data-mark=\"";
const END: &str = "</span>";

impl Marks {
    /// A mark for a piece of HTML, with the letters that are searched instead.
    pub(crate) fn mark(&mut self, html: String, letters: &str) -> String {
        self.replacements.push(html);
        format!("{BEGIN}{}\">{}{END}", self.replacements.len() - 1, harmless(letters))
    }

    /// A page with what the marks stand for.
    pub(crate) fn put_in(&self, page: &str) -> anyhow::Result<String> {
        let mut parts = page.split(BEGIN);
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (number, rest) = part.split_once("\">").context("a mark without its number")?;
            let (_, rest) = rest.split_once(END).context("a mark without its end")?;
            let replacement = self.replacements.get(number.parse::<usize>()?).context("a mark that nobody made")?;
            text.push_str(replacement);
            text.push_str(rest);
        }
        Ok(text)
    }
}

/// Changes every page in a folder.
pub(crate) fn each_page(folder: &Path, change: &mut dyn FnMut(&str) -> anyhow::Result<String>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            each_page(&path, change)?;
        } else if path.extension().is_some_and(|ending| ending == "html") {
            let page = fs::read_to_string(&path)?;
            let changed = change(&page).with_context(|| path.display().to_string())?;
            fs::write(&path, changed)?;
        }
    }
    Ok(())
}

/// As the content of an element.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// As the content of an element within Markdown, where none of it is a mark of Markdown's.
pub(crate) fn harmless(text: &str) -> String {
    let letter = |letter: char| match letter {
        letter if letter.is_ascii_punctuation() => format!("&#{};", u32::from(letter)),
        '\n' => " ".to_owned(),
        letter => letter.to_string(),
    };
    text.chars().map(letter).collect()
}

/// A plain text, which knows code and nothing else, as the content of an element within Markdown.
pub(crate) fn with_code(text: &str) -> String {
    let pieces = text.split('`').enumerate();
    pieces
        .map(
            |(index, piece)| if index % 2 == 0 { harmless(piece) } else { format!("<code>{}</code>", harmless(piece)) },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_text_knows_code_and_nothing_else() {
        assert_eq!(with_code("a_b: `x*y`"), "a&#95;b&#58; <code>x&#42;y</code>");
    }

    #[test]
    fn what_a_mark_stands_for_takes_its_place() {
        let mut marks = Marks::default();
        let (first, second) = (marks.mark("<b>1</b>".to_owned(), "a_b"), marks.mark("<i>2</i>".to_owned(), ""));
        assert_eq!(first, "<span data-mark=\"0\">a&#95;b</span>");
        let page = format!("<p>{second} and {first}, {second}</p>");
        assert_eq!(marks.put_in(&page).expect("known"), "<p><i>2</i> and <b>1</b>, <i>2</i></p>");
        assert!(marks.put_in("<span data-mark=\"7\"></span>").is_err());
    }
}
