//! `gallery`: the solution and every known mistake as pictures, for an author to look at.

use nabla_grading::figure::Figure;
use nabla_launcher::Voice;
use xtask::course::ExerciseRef;
use xtask::course::project::Project;
use xtask::examine::judge::Judge;
use xtask::examine::picture::{Painter, Size};
use xtask::exit::ExitOutcome;
use xtask::terminal;

/// A mistake's name as part of a file's name: letters and digits, the rest as single hyphens.
pub(crate) fn slug(name: &str) -> String {
    let words: Vec<String> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.join("-")
}

/// The right picture and those of all known mistakes, by the names of their files.
pub(crate) fn figures(project: &Project, place: ExerciseRef) -> anyhow::Result<Vec<(String, Option<Figure>)>> {
    let paintings = Judge::of(project, place.chapter, Voice::Heard)?.gallery(place.exercise)?;
    let named = paintings.into_iter().map(|painting| match painting.mistake {
        None => ("right".to_owned(), painting.figure),
        Some(mistake) => (slug(&mistake), painting.figure),
    });
    Ok(named.collect())
}

/// `gallery`
pub(crate) fn run(project: &Project, names: &[String]) -> anyhow::Result<ExitOutcome> {
    let painter = Painter::get(project, Voice::Heard)?;
    for place in project.course.find(names)? {
        let folder = project.target.join("gallery").join(place.chapter).join(place.exercise);
        for (name, figure) in figures(project, place)? {
            if let Some(figure) = figure {
                painter.draw(&figure, &folder.join(format!("{name}.png")), Size::Quick)?;
            }
        }
        terminal::print(&format!("{}\n", project.shown(&folder)))?;
    }
    Ok(ExitOutcome::Right)
}
