//! The figures that lessons and README show: current, of something, and linked to as they are called.

use crate::gallery;
use nabla_launcher::Voice;
use std::fs;
use std::path::PathBuf;
use xtask::course::project::Project;
use xtask::course::{Chapter, files};
use xtask::examine::picture::{Painter, Size};

/// The committed figures are what the code draws now.
pub(super) fn shown(project: &Project, chapter: &'static Chapter, write: bool) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    let folder = project.root.join("exercises").join(&chapter.name).join("figures");
    let lessons =
        [project.root.join("README.md"), project.root.join("exercises").join(&chapter.name).join("README.md")];
    let texts: Vec<String> = lessons.iter().map(|path| fs::read_to_string(path).unwrap_or_default()).collect();
    let wanted = |name: &str| {
        texts[0].contains(&format!("{}/figures/{name}", chapter.name)) || texts[1].contains(&format!("figures/{name}"))
    };
    let mut known = Vec::new();
    let painter = Painter::get(project, Voice::Heard)?;
    let drawings = tempfile::tempdir()?;
    let drawing = drawings.path().join("figure.png");
    for place in chapter.all() {
        for (mistake, figure) in gallery::figures(project, place)? {
            let suffix = if mistake == "right" { String::new() } else { format!("-{mistake}") };
            let name = format!("{}{suffix}.png", place.exercise);
            let path = folder.join(&name);
            if wanted(&name) || path.is_file() {
                let drawn = match figure {
                    Some(figure) => {
                        painter.draw(&figure, &drawing, Size::Small)?;
                        fs::read(&drawing)?
                    }
                    None => Vec::new(),
                };
                if write {
                    files::update(&path, &drawn)?;
                } else if fs::read(&path).unwrap_or_default() != drawn {
                    faults.push(format!(
                        "{} is not current; `cargo xtask verify --write-figures` draws it anew",
                        project.shown(&path)
                    ));
                }
            }
            known.push(path);
        }
    }
    let present: Vec<PathBuf> =
        fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    for path in present.iter().filter(|path| !known.contains(path)) {
        faults.push(format!("{} is the figure of no exercise or mistake", project.shown(path)));
    }
    for (lesson, text) in lessons.iter().zip(&texts) {
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
            .filter(|link| !link.contains("://") && !link.starts_with('#'))
        {
            let path = lesson.parent().unwrap_or(&project.root).join(link.split('#').next().unwrap_or(link));
            if !path.exists() {
                faults.push(format!("{} links to {link}, which is not there", project.shown(lesson)));
            }
        }
    }
    Ok(faults)
}
