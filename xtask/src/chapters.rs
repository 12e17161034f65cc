//! The one place that lists the chapters, and finding an exercise by its name.

use crate::Misuse;
use nabla_grading::{Chapter, Exercise};

/// All chapters, in the order of the course.
pub(crate) fn chapters() -> Vec<Chapter> {
    vec![
        nabla_partials::chapter(),
        nabla_gradient::chapter(),
        nabla_directional_derivative::chapter(),
        nabla_level_curves::chapter(),
        nabla_mse_descent::chapter(),
    ]
}

/// An exercise together with its chapter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    pub(crate) chapter: &'a Chapter,
    pub(crate) exercise: &'a Exercise,
}

impl Place<'_> {
    /// `chapter/exercise`, the name under which anything about it is kept.
    pub(crate) fn id(&self) -> String {
        format!("{}/{}", self.chapter.name, self.exercise.name)
    }

    /// The ids that it had in earlier editions of the course.
    pub(crate) fn former_ids(&self) -> Vec<String> {
        self.exercise.former_ids.iter().map(|id| (*id).to_owned()).collect()
    }
}

/// Every exercise in order.
pub(crate) fn all(chapters: &[Chapter]) -> Vec<Place<'_>> {
    chapters
        .iter()
        .flat_map(|chapter| chapter.exercises.iter().map(move |exercise| Place { chapter, exercise }))
        .collect()
}

/// The exercises that the names stand for, in the order of the course; all of them without a name.
pub(crate) fn find<'a>(chapters: &'a [Chapter], names: &[String]) -> Result<Vec<Place<'a>>, Misuse> {
    let all = all(chapters);
    if let Some(unknown) = names.iter().find(|name| !all.iter().any(|place| is_meant(place, name))) {
        return Err(unknown_name(&all, unknown));
    }
    Ok(all.into_iter().filter(|place| names.is_empty() || names.iter().any(|name| is_meant(place, name))).collect())
}

/// The one exercise that a name stands for.
pub(crate) fn find_one<'a>(chapters: &'a [Chapter], name: &str) -> Result<Place<'a>, Misuse> {
    let found = find(chapters, &[name.to_owned()])?;
    match found[..] {
        [place] => Ok(place),
        _ => {
            let ids: Vec<String> = found.iter().map(Place::id).collect();
            Err(Misuse(format!("`{name}` stands for several exercises; name one of them: {}", ids.join(", "))))
        }
    }
}

fn is_meant(place: &Place<'_>, name: &str) -> bool {
    let name = name.trim_end_matches('/');
    name == place.exercise.name || name == place.chapter.name || name == place.id()
}

fn unknown_name(all: &[Place<'_>], name: &str) -> Misuse {
    let candidates =
        all.iter().flat_map(|place| [place.exercise.name.to_owned(), place.chapter.name.to_owned(), place.id()]);
    let nearest = candidates
        .map(|candidate| (strsim::damerau_levenshtein(&candidate, name), candidate))
        .min()
        .filter(|(distance, candidate)| 2 * distance <= candidate.chars().count().max(3));
    let suggestion = nearest.map(|(_, candidate)| format!(" Did you mean `{candidate}`?")).unwrap_or_default();
    Misuse(format!("there is no exercise or chapter `{name}`.{suggestion} `cargo xtask list` shows all."))
}
