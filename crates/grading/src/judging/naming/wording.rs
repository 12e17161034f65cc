//! What is said of terms that a formula lacks, has too many, or has with another factor. Which term it is, never the right coefficient.

use crate::judging::verdict::Named;
use nabla_core::number_text;

/// "the term in xy", "the constant term".
fn called(name: &str) -> String {
    if name == "1" { "the constant term".to_owned() } else { format!("the term in {name}") }
}

/// What is said of a formula that differs in one term; `others` tells whether it has any that are right.
pub(super) fn one_term(term: TermPair<'_>, others: bool) -> Named {
    let (name, what, asks) = words(term);
    Named { name, says: format!("{}{asks}", behind(others, &what)) }
}

/// After "The other terms are right, but", where there are others.
fn behind(others: bool, what: &str) -> String {
    if others {
        return format!("The other terms are right, but {what}");
    }
    let mut letters = what.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The name of what is wrong with a term, the same as a sentence without its end, and the end: mostly a question.
fn words((name, yours, truth): TermPair<'_>) -> (String, String, &'static str) {
    let term = called(name);
    let same = |what: String, asks| (what.clone(), what, asks);
    if yours == 0.0 {
        same(format!("{term} is missing"), ": which factor or summand left nothing behind in yours?")
    } else if truth == 0.0 && name == "1" {
        let left = number_text(yours, None);
        same(format!("a constant {left} is left over"), ": what becomes of it, or where does it come from?")
    } else if truth == 0.0 {
        let what = format!("there is a term in {name} that does not belong");
        (format!("a term in {name} too many"), what, ": where does it come from?")
    } else if yours == -truth {
        (format!("{term} has the wrong sign"), format!("the sign of {term} is flipped"), ".")
    } else if yours == 2.0 * truth {
        let what = format!("{term} is twice what it should be");
        (format!("{term} is doubled"), what, ": which factor of 2 came in?")
    } else if 2.0 * yours == truth {
        let what = format!("{term} is half of what it should be");
        (format!("{term} is halved"), what, ": which factor of 2 got lost?")
    } else if 2.0 * yours == -truth {
        let what = format!("{term} is half of what it should be, with the wrong sign");
        (format!("{term} is halved and has the wrong sign"), what, ": which factor of 2 got lost, and which way round?")
    } else if yours == -2.0 * truth {
        let what = format!("{term} is twice what it should be, with the wrong sign");
        (format!("{term} is doubled and has the wrong sign"), what, ": which factor of 2 came in, and which way round?")
    } else {
        let what = format!("{term} stands there with another factor than it should");
        (format!("{term} has another factor"), what, ": which numbers does it collect on the way?")
    }
}

/// A term by its name, with the factor that it has in the answer and in the truth.
pub(super) type TermPair<'a> = (&'a str, f64, f64);

/// Whether the first one stands in the place of the other.
fn moved((_, yours, truth): TermPair<'_>, (_, other_yours, other_truth): TermPair<'_>) -> bool {
    truth == 0.0 && other_yours == 0.0 && yours == other_truth
}

/// Whether they differ by a variable that got lost behind its factor.
pub(super) fn is_alone(differing: &[TermPair<'_>]) -> bool {
    matches!(differing, [a, b] if (a.0 == "1" && moved(*a, *b)) || (b.0 == "1" && moved(*b, *a)))
}

/// What is said of a formula that differs in two terms; `others` tells whether it has any that are right.
pub(super) fn two_terms(a: TermPair<'_>, b: TermPair<'_>, others: bool) -> Named {
    let right = if others { " The other terms are right." } else { "" };
    let instead = if moved(a, b) {
        Some(a.0)
    } else if moved(b, a) {
        Some(b.0)
    } else {
        None
    };
    if is_alone(&[a, b]) {
        let number = number_text(if a.0 == "1" { a.1 } else { b.1 }, None);
        return Named {
            name: format!("{number} without its variable"),
            says: format!(
                "The number {number} is right, but it stands alone where a term with a variable belongs: which one \
                 got lost?{right}"
            ),
        };
    }
    if let Some(instead) = instead {
        let term = called(instead);
        return Named {
            name: format!("{term} in place of another one"),
            says: format!(
                "Its factor is right, but {term} stands where another one belongs: are two variables or powers mixed \
                 up in it?{right}"
            ),
        };
    }
    let ((one, what, _), (other, besides, _)) = (words(a), words(b));
    Named { says: format!("{}, and {besides}.", behind(others, &what)), name: format!("{one}, and {other}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_stands_alone_is_said_with_its_number() {
        let name = |a, b| two_terms(a, b, true).name;
        assert_eq!(name(("1", 6.0, 0.0), ("y", 0.0, 6.0)), "6 without its variable");
        let says = two_terms(("y", 3.0, 0.0), ("x", 0.0, 6.0), false).says;
        assert_eq!(says, "There is a term in y that does not belong, and the term in x is missing.");
        assert_eq!(name(("x", 0.0, 6.0), ("y", 6.0, 0.0)), "the term in y in place of another one");
    }
}
