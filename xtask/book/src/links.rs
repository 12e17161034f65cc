//! Where the links of a lesson lead in the book.

use crate::figures::RIGHT;
use crate::prose::Origin;
use xtask::course::Chapter;
use xtask::course::lesson::{Lesson, anchor};

/// All that a link can lead to.
#[derive(Debug)]
pub(crate) struct Links<'a> {
    /// The chapters that are in the book, with their lessons.
    pub(crate) lessons: &'a [(&'static Chapter, Lesson)],
}

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Somewhere on the web.
    AsItIs,
    /// A page of the book, as the page that holds the link calls it.
    Page(String),
    /// A file of the project that is not in the book.
    Nowhere,
}

impl Links<'_> {
    /// Where an address leads that stands in a file of the project.
    pub(crate) fn target(&self, address: &str, origin: Origin<'_>) -> Target {
        if address.contains("://") || address.starts_with("mailto:") {
            return Target::AsItIs;
        }
        let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
        let path = if path.is_empty() { format!("{}/README.md", origin.folder) } else { joined(origin.folder, path) };
        let page = match path.trim_start_matches('/').split('/').collect::<Vec<_>>()[..] {
            ["exercises", chapter] | ["exercises", chapter, "README.md"] => self.in_lesson(chapter, fragment),
            ["exercises", chapter, "src", file] => {
                let exercise = file.strip_suffix(".rs").unwrap_or(file);
                self.chapter(chapter)
                    .filter(|(chapter, _)| chapter.has(exercise))
                    .map(|_| format!("{chapter}/{exercise}.md"))
            }
            ["README.md"] => Some(format!("index.md{}{fragment}", if fragment.is_empty() { "" } else { "#" })),
            _ => None,
        };
        page.map_or(Target::Nowhere, |page| Target::Page(from(origin.page, &page)))
    }

    /// A place in a lesson: an exercise's page, or the chapter's.
    fn in_lesson(&self, chapter: &str, fragment: &str) -> Option<String> {
        let (_, lesson) = self.chapter(chapter)?;
        let section = lesson.sections.iter().find(|section| section.anchor() == fragment);
        Some(match section {
            Some(section) => format!("{chapter}/{}.md", section.exercise),
            None if has_heading(lesson, fragment) => format!("{chapter}/index.md#{fragment}"),
            None => format!("{chapter}/index.md"),
        })
    }

    fn chapter(&self, name: &str) -> Option<&(&'static Chapter, Lesson)> {
        self.lessons.iter().find(|(chapter, _)| chapter.name == name)
    }

    /// The page of what is named as code: another exercise of the same chapter, or another chapter.
    pub(crate) fn named(&self, name: &str, origin: Origin<'_>) -> Option<String> {
        let here = origin.folder.strip_prefix("exercises/")?;
        let (chapter, _) = self.chapter(here)?;
        let page = match self.chapter(name) {
            Some(_) => format!("{name}/index.md"),
            None => format!("{here}/{name}.md"),
        };
        let is_known = chapter.has(name) || self.chapter(name).is_some();
        (is_known && page != origin.page).then(|| from(origin.page, &page))
    }

    /// The exercise and the answer whose figure an image shows: `figures/f_x-kept-the-exponent.png`.
    pub(crate) fn figure(&self, address: &str, origin: Origin<'_>) -> Option<(String, String)> {
        let path = joined(origin.folder, address);
        let ["exercises", chapter, "figures", file] = path.split('/').collect::<Vec<_>>()[..] else { return None };
        let name = file.strip_suffix(".png")?;
        let (exercise, answer) = name.split_once('-').unwrap_or((name, RIGHT));
        Some((format!("{chapter}/{exercise}"), answer.to_owned()))
    }
}

fn has_heading(lesson: &Lesson, fragment: &str) -> bool {
    let lines = lesson.opening.lines().chain(lesson.closing.lines());
    lines.filter(|line| line.starts_with('#')).any(|line| anchor(line.trim_start_matches('#')) == fragment)
}

/// A path that stands in a folder, from the project's root.
fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => parts.truncate(parts.len().saturating_sub(1)),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A page as another page calls it.
fn from(page: &str, other: &str) -> String {
    "../".repeat(page.matches('/').count()) + other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_and_seen_from_a_page() {
        assert_eq!(joined("exercises/partials", "../gradient/README.md"), "exercises/gradient/README.md");
        assert_eq!(joined("", "./CONTRIBUTING.md"), "CONTRIBUTING.md");
        assert_eq!(from("partials/f_x.md", "gradient/index.md"), "../gradient/index.md");
        assert_eq!(from("index.md", "gradient/index.md"), "gradient/index.md");
    }
}
