//! `gallery`: the solution and every known mistake as pictures, for an author to look at.

use crate::Outcome;
use crate::chapters::{self, Place, chapters};
use crate::project::Project;
use nabla_grading::figure::Figure;
use nabla_grading::{DEFAULT_SEED, Function};

/// A mistake's name as part of a file's name: letters and digits, the rest as single hyphens.
pub(crate) fn slug(name: &str) -> String {
    let words: Vec<String> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.join("-")
}

/// The figure that a function in the learner's place would get.
pub(crate) fn figure(place: &Place<'_>, mut function: &Function) -> Option<Figure> {
    let verdict = place.exercise.judge(&mut function, DEFAULT_SEED);
    place.exercise.draw(&mut function, &verdict)
}

/// `gallery`
pub(crate) fn run(project: &Project, names: &[String]) -> anyhow::Result<Outcome> {
    let chapters = chapters();
    for place in chapters::find(&chapters, names)? {
        let folder = project.target.join("gallery").join(place.chapter.name).join(place.exercise.name);
        let right = place.exercise.variants.first().map(|variant| ("right".to_owned(), &variant.function));
        let wrong = place.exercise.mistakes.iter().map(|mistake| (slug(mistake.name), &mistake.function));
        for (name, function) in right.into_iter().chain(wrong) {
            if let Some(figure) = figure(&place, function) {
                nabla_render::save(&figure, &folder.join(format!("{name}.png")))?;
            }
        }
        anstream::println!("{}", project.shown(&folder));
    }
    Ok(Outcome::Right)
}
