//! Formulas: TeX in the lessons, MathML on the pages, letters for the search.

use crate::marks::{Marks, escaped};
use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};
use xtask::show::formula;

/// A mark for a formula. One that is no TeX is shown in letters, and noted.
pub(crate) fn mark(marks: &mut Marks, tex: &str, display: bool) -> String {
    let letters = formula::plain(tex);
    let mathml = mathml(tex, display).unwrap_or_else(|why| {
        marks.notes.push(format!("the formula {} is shown in letters, for it is no TeX: {why}", tex.trim()));
        format!("<span class=\"letters\">{}</span>", escaped(&letters))
    });
    marks.mark(mathml, &letters)
}

/// A formula as MathML; the TeX stays in it, for whoever copies it.
fn mathml(tex: &str, display: bool) -> Result<String, String> {
    let storage = Storage::new();
    let events: Result<Vec<_>, _> = Parser::new(tex, &storage).collect();
    let events = events.map_err(|error| error.to_string().lines().next().unwrap_or_default().to_owned())?;
    let source = escaped(tex.trim());
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode, annotation: Some(&source), ..RenderConfig::default() };
    let mut text = String::new();
    let events = events.into_iter().map(Ok::<_, std::convert::Infallible>);
    push_mathml(&mut text, events, config).map_err(|error| error.to_string())?;
    // It writes signs as they are, which HTML would take for its own, and the name of a space as if it were text.
    Ok(text.replace("><<", ">&lt;<").replace(">&<", ">&amp;<").replace("&amp;nbsp;", "&#160;"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_letters_first_and_mathml_later() {
        let mut marks = Marks::default();
        let mark = mark(&mut marks, r"x^2 < 3", false);
        assert_eq!(mark, "<span data-mark=\"0\">x² &#60; 3</span>");
        let mathml = marks.put_in(&mark).expect("known");
        for part in ["<math", "<msup>", "<mo>&lt;</mo>", "application/x-tex\">x^2 &lt; 3<"] {
            assert!(mathml.contains(part), "{part} is missing in {mathml}");
        }
        assert!(marks.notes.is_empty());
    }

    #[test]
    fn a_space_is_a_space() {
        assert!(mathml(r"a,\ b~c", false).is_ok_and(|text| !text.contains("nbsp") && text.contains("&#160;")));
    }

    #[test]
    fn what_is_no_tex_is_said_and_shown_in_letters() {
        let mut marks = Marks::default();
        let mark = mark(&mut marks, r"\frac{1", true);
        assert_eq!(marks.notes.len(), 1);
        assert!(marks.put_in(&mark).expect("known").starts_with("<span class=\"letters\">"));
    }
}
