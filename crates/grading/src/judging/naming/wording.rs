//! What is said of terms that a formula lacks, has too many, or has with another factor. Which term it is, never the right coefficient.

use crate::judging::verdict::Named;
use nabla_core::number_text;

/// "the term in xy", "the constant term".
fn called(name: &str) -> String {
    if name == "1" { "the constant term".to_owned() } else { format!("the term in {name}") }
}

pub(super) fn one_term(name: &str, yours: f64, truth: f64) -> Named {
    let term = called(name);
    let (what, says) = if yours == 0.0 {
        (
            format!("{term} is missing"),
            format!(
                "The other terms are right, but {term} is missing: which factor or summand left nothing behind in yours?"
            ),
        )
    } else if truth == 0.0 && name == "1" {
        let left = number_text(yours, None);
        (
            format!("a constant {left} is left over"),
            format!(
                "The other terms are right, but a constant {left} is left over: what becomes of it, or where does it come from?"
            ),
        )
    } else if truth == 0.0 {
        (
            format!("a term in {name} too many"),
            format!(
                "The other terms are right, but there is a term in {name} that does not belong: where does it come from?"
            ),
        )
    } else if yours == -truth {
        (format!("{term} has the wrong sign"), format!("The other terms are right, but the sign of {term} is flipped."))
    } else if yours == 2.0 * truth {
        (
            format!("{term} is doubled"),
            format!("The other terms are right, but {term} is twice what it should be: which factor of 2 came in?"),
        )
    } else if 2.0 * yours == truth {
        (
            format!("{term} is halved"),
            format!("The other terms are right, but {term} is half of what it should be: which factor of 2 got lost?"),
        )
    } else {
        (
            format!("{term} has another factor"),
            format!(
                "The other terms are right, but {term} stands there with another factor than it should: which numbers does it collect on the way?"
            ),
        )
    };
    Named { name: what, says }
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

pub(super) fn two_terms(a: TermPair<'_>, b: TermPair<'_>) -> Named {
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
                "The number {number} is right, but it stands alone where a term with a variable belongs: which one got lost? The other terms are right."
            ),
        };
    }
    if let Some(instead) = instead {
        let term = called(instead);
        return Named {
            name: format!("{term} in place of another one"),
            says: format!(
                "Its factor is right, but {term} stands where another one belongs: are two variables or powers mixed up in it? The other terms are right."
            ),
        };
    }
    let (one, other) = (one_term(a.0, a.1, a.2).name, one_term(b.0, b.1, b.2).name);
    Named { says: format!("The other terms are right, but {one}, and {other}."), name: format!("{one}, and {other}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_stands_alone_is_said_with_its_number() {
        let name = |a, b| two_terms(a, b).name;
        assert_eq!(name(("1", 6.0, 0.0), ("y", 0.0, 6.0)), "6 without its variable");
        assert_eq!(name(("x", 0.0, 6.0), ("y", 6.0, 0.0)), "the term in y in place of another one");
    }
}
