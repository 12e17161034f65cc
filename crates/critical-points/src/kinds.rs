//! What wrong verdicts have in common, where no mistake of the book explains them: facts about all of them.

use nabla_core::Kind;
use nabla_grading::{Complaint, Observation};

/// Wrong for one kind only, one kind too often, or one kind never.
pub(crate) fn in_common(all: &[Observation<'_>]) -> Result<(), (usize, Complaint)> {
    let verdict = |asked: &Observation<'_>| {
        let right =
            Kind::ALL.into_iter().find(|kind| *asked.expected == nabla_grading::IntoValue::into_value(*kind))?;
        Some((right, asked.value::<Kind>()?))
    };
    let Some(verdicts) = all.iter().map(verdict).collect::<Option<Vec<(Kind, Kind)>>>() else { return Ok(()) };
    let wrong: Vec<usize> = (0..verdicts.len()).filter(|&index| verdicts[index].0 != verdicts[index].1).collect();
    let length = |index: &usize| all[*index].arguments.iter().map(|argument| argument.to_string().len()).sum::<usize>();
    let Some(shown) = wrong.iter().copied().min_by_key(length) else { return Ok(()) };
    let all_wrong = |is: &dyn Fn((Kind, Kind)) -> bool| wrong.iter().all(|&index| is(verdicts[index]));
    let only = Kind::ALL.into_iter().find(|kind| all_wrong(&|(right, _)| right == *kind));
    let often = Kind::ALL.into_iter().find(|kind| all_wrong(&|(_, given)| given == *kind));
    let is_asked = |kind: &Kind| verdicts.iter().any(|(right, _)| right == kind);
    let mut never =
        Kind::ALL.into_iter().filter(|kind| is_asked(kind) && verdicts.iter().all(|(_, given)| given != kind));
    let told = match (only, often, (never.next(), never.next())) {
        (Some(kind), ..) => Some((
            [
                "wrong for minima only",
                "wrong for maxima only",
                "wrong for saddles only",
                "wrong for what is undecided only",
            ],
            kind,
            format!("Every other verdict is right. Where {kind:?} is right, which of your conditions holds?"),
        )),
        (_, Some(kind), _) => Some((
            ["says Minimum too often", "says Maximum too often", "says Saddle too often", "says Undecided too often"],
            kind,
            format!("All your wrong verdicts are {kind:?}: which of your conditions lets too much through?"),
        )),
        (_, _, (Some(kind), None)) => Some((
            ["never says Minimum", "never says Maximum", "never says Saddle", "never says Undecided"],
            kind,
            format!("{kind:?} is right at times, and never said: can the condition for it ever hold?"),
        )),
        _ => None,
    };
    let Some((names, kind, says)) = told else { return Ok(()) };
    let name = Kind::ALL.into_iter().zip(names).find(|(other, _)| *other == kind).map_or(names[0], |(_, name)| name);
    Err((shown, Complaint::named(name, says)))
}
