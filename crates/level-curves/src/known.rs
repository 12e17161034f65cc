//! Mistakes that are recognised by a fact about the answers, where one answer is not unique.

use nabla_grading::{Asked, Complaint};

/// A mistake of the book: one name and one sentence, whether its code or a fact gives it away.
#[derive(Clone, Copy)]
pub(crate) struct Known {
    /// A few words.
    pub(crate) name: &'static str,
    /// The sentence that helps.
    pub(crate) says: &'static str,
}

/// What one answer says about a mistake: `Some(true)` shows it, `Some(false)` rules it out, `None` says nothing.
pub(crate) type Sign = fn(&Asked<'_>) -> Option<bool>;

/// Whether a number is no larger than `most`, signs aside. NaN is within nothing.
pub(crate) fn within(number: f64, most: f64) -> bool {
    number.abs() <= most
}

/// So many answers must show a mistake before it is a fact.
const ENOUGH: usize = 3;

/// Judges every answer by `each`. Where one is not right, a mistake of the book that the answers show together says more
/// than the complaint about the first of them.
pub(crate) fn judge(
    asked: &[Asked<'_>],
    each: impl Fn(&Asked<'_>) -> Result<(), Complaint>,
    book: &[(Known, Sign)],
) -> Result<(), (usize, Complaint)> {
    let wrong = asked.iter().enumerate().find_map(|(index, asked)| Some((index, each(asked).err()?)));
    wrong.map_or(Ok(()), |(index, complaint)| match recognise(asked, book) {
        Some(known) => Err((index, complaint.called(known.name, known.says))),
        None => Err((index, complaint)),
    })
}

/// The first of the mistakes that at least [`ENOUGH`] answers show and none rules out.
fn recognise(asked: &[Asked<'_>], book: &[(Known, Sign)]) -> Option<Known> {
    let shows = |sign: &Sign| {
        let mut count = 0;
        for shown in asked.iter().filter_map(sign) {
            if !shown {
                return false;
            }
            count += 1;
        }
        count >= ENOUGH
    };
    book.iter().find(|(_, sign)| shows(sign)).map(|(known, _)| *known)
}
