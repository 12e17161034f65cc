//! `gallery`: the solution and every known mistake as pictures, for an author to look at.

use crate::Outcome;
use crate::chapters::{self, chapters};
use crate::project::Project;
use nabla_grading::figure::Figure;
use nabla_grading::{DEFAULT_SEED, Exercise};

/// A mistake's name as part of a file's name: letters and digits, the rest as single hyphens.
pub(crate) fn slug(name: &str) -> String {
    let words: Vec<String> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.join("-")
}

/// The right picture and those of all known mistakes, by the names of their files.
pub(crate) fn figures(exercise: &Exercise) -> Vec<(String, Option<Figure>)> {
    let right = exercise.variants.first().map(|variant| {
        let verdict = exercise.judge(&mut &variant.function, DEFAULT_SEED);
        ("right".to_owned(), exercise.draw(&mut &variant.function, &verdict))
    });
    let wrong = exercise
        .mistakes
        .iter()
        .enumerate()
        .map(|(index, mistake)| (slug(mistake.name), exercise.draw_mistake(index, DEFAULT_SEED)));
    right.into_iter().chain(wrong).collect()
}

/// `gallery`
pub(crate) fn run(project: &Project, names: &[String]) -> anyhow::Result<Outcome> {
    let chapters = chapters();
    for place in chapters::find(&chapters, names)? {
        let folder = project.target.join("gallery").join(place.chapter.name).join(place.exercise.name);
        for (name, figure) in figures(place.exercise) {
            if let Some(figure) = figure {
                nabla_render::save(&figure, &folder.join(format!("{name}.png")))?;
            }
        }
        anstream::println!("{}", project.shown(&folder));
    }
    Ok(Outcome::Right)
}
