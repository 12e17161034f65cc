//! What the compiler complains about, in one plain sentence, for people who come from Python.
//!
//! The error's code says which rules are asked; each rule knows one mistake, looks at the compiler's structured message
//! and at the learner's own words, and says nothing unless its sentence is true of that very line. It may repeat what the
//! learner wrote in Rust's way of writing; it never says what should be computed.

mod calls;
mod counting;
mod flow;
mod names;
mod numbers;
mod shapes;
mod source;
mod syntax;

use super::diagnostics::{Diagnostic, Position, Span};
use crate::course::Course;

/// A mistake, as a sentence if it is this one.
type Rule = fn(&Complaint<'_>) -> Option<String>;

/// Which rules are asked for which codes, most special first. Errors of syntax have no code.
const RULES: &[(&[&str], Rule)] = &[
    (&["E0614", "E0369", "E0277"], numbers::power),
    (&["E0277"], numbers::whole_beside_float),
    (&["E0277", "E0608"], counting::index),
    (&["E0277"], counting::not_countable),
    (&["E0308"], numbers::whole_for_float),
    (&["E0308"], numbers::float_for_whole),
    (&["E0689"], numbers::ambiguous),
    (&["E0600", "E0604", "E0605", "E0606"], numbers::sign_or_cast),
    (&["E0614", "E0308"], shapes::reference),
    (&["E0308"], shapes::wrapper),
    (&["E0308"], shapes::vector),
    (&["E0308"], shapes::condition),
    (&["E0057", "E0061", "E0618"], calls::arguments_of),
    (&["E0369", "E0277"], shapes::arithmetic),
    (&["E0608", "E0609", "E0610", "E0615"], shapes::part),
    (&["E0425", "E0433", "E0423", "E0432", "E0412", "E0424"], names::elsewhere),
    (&["E0425", "E0433", "E0432"], names::python_module),
    (&["E0425", "E0423"], calls::function),
    (&["E0425", "E0423", "E0424"], names::word),
    (&["E0425", "E0433", "E0412"], names::not_imported),
    (&["E0425"], names::new_or_product),
    (&["E0599"], calls::method),
    (&["E0282", "E0283"], calls::annotation),
    (&["E0384", "E0596", "E0594"], flow::not_mutable),
    (&["E0382", "E0507"], flow::moved),
    (&["E0308", "E0317", "E0069"], flow::no_value),
    (&["unsafe_code", "E0453"], flow::is_unsafe),
    (&[""], syntax::operator),
    (&[""], syntax::python),
    (&[""], syntax::python_signs),
    (&[""], syntax::python_expressions),
    (&[""], syntax::character),
    (&[""], syntax::bracket),
];

/// The sentence for an error, if this mistake is known, and the place that it speaks of.
pub fn of(error: &Diagnostic, source: &str, course: &'static Course) -> Option<(String, Option<Position>)> {
    let complaint = Complaint::new(error, source, course)?;
    let rules = RULES.iter().filter(|(codes, _)| codes.contains(&complaint.code));
    let sentence = rules.into_iter().find_map(|(_, rule)| rule(&complaint))?;
    Some((sentence, place(error).or(Some(complaint.span.position()))))
}

/// Where the learner should look, if a semicolon or a bracket is to blame that is not where the compiler noticed it.
pub fn place(error: &Diagnostic) -> Option<Position> {
    let semicolon = error.children.iter().filter(|child| child.message.contains("remove this semicolon"));
    let span = semicolon.flat_map(|child| &child.spans).next();
    let span = span.or_else(|| error.says_of_a_place("might not be properly closed"));
    let span = span.or_else(|| error.says_of_a_place("unclosed delimiter"));
    Some(span?.position())
}

/// One error, seen beside what the learner wrote.
struct Complaint<'a> {
    error: &'a Diagnostic,
    /// Empty for an error of syntax.
    code: &'a str,
    /// The whole file.
    source: &'a str,
    /// What else there is to learn, with its names.
    course: &'static Course,
    /// The place that the error is about: the text itself, or nothing where it spans lines, and its line on both sides.
    span: &'a Span,
    before: &'a str,
    text: &'a str,
    after: &'a str,
    /// What the compiler says about that place.
    label: &'a str,
}

impl<'a> Complaint<'a> {
    fn new(error: &'a Diagnostic, source: &'a str, course: &'static Course) -> Option<Self> {
        let span = error.spans.iter().find(|span| span.is_primary)?;
        let label = span.label.as_deref().unwrap_or_default();
        let span = span.written();
        let [before, text, after] = span.around()?;
        let code = error.code.as_ref().map_or("", |code| code.code.as_str());
        Some(Self { error, code, source, course, span, before, text, after, label })
    }

    fn says(&self, part: &str) -> bool {
        self.error.message.contains(part)
    }

    /// The first thing in backticks that the message speaks of.
    fn named(&self) -> &'a str {
        self.error.message.split('`').nth(1).unwrap_or_default()
    }

    /// What was expected and what was found, from the label: two types, without backticks.
    fn mismatch(&self) -> Option<(String, String)> {
        let (expected, found) = self.label.strip_prefix("expected ")?.split_once(", found ")?;
        Some((source::type_name(expected), source::type_name(found)))
    }

    /// A note or a suggestion that says this.
    fn child(&self, part: &str) -> Option<&'a Diagnostic> {
        self.error.children.iter().find(|child| child.message.contains(part))
    }

    /// The place of a suggestion that says this.
    fn suggestion(&self, part: &str) -> Option<&'a Span> {
        self.child(part)?.spans.iter().find(|span| span.suggested_replacement.is_some())
    }

    /// Another place of the error, whose label says this.
    fn other(&self, part: &str) -> Option<&'a Span> {
        self.error.says_of_a_place(part)
    }
}
