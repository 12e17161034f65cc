//! The figures of all exercises, drawn from the judges' own galleries: the right answer and every known mistake.

use crate::marks::{Marks, escaped};
use anyhow::Context;
use nabla_grading::figure::Figure;
use nabla_launcher::Voice;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use xtask::course::ExerciseRef;
use xtask::course::project::Project;
use xtask::examine::in_parallel;
use xtask::examine::judge::Judges;
use xtask::examine::picture::{Painter, Size};

/// The right answer's place among the answers of an exercise.
pub(crate) const RIGHT: &str = "right";

/// In pixels: two figures that are wider than this do not stand beside each other.
const WIDE: u32 = 1000;

/// One figure of the book.
#[derive(Debug)]
pub(crate) struct Drawn {
    /// `partials/f_x`
    pub(crate) exercise: String,
    /// `right`, or the mistake's name as part of an address.
    pub(crate) answer: String,
    /// The mistake's name.
    pub(crate) mistake: Option<String>,
    pub(crate) svg: String,
    /// In pixels.
    pub(crate) width: u32,
}

/// All figures of the book: of each exercise the right answer's first.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    by_exercise: BTreeMap<String, Vec<Drawn>>,
}

impl Figures {
    /// Draws the figures that `is_wanted` of these exercises.
    pub(crate) fn draw(
        project: &Project,
        places: &[ExerciseRef],
        folder: &Path,
        is_wanted: impl Fn(ExerciseRef, &str, usize) -> bool + Sync,
    ) -> anyhow::Result<Self> {
        let painter = Painter::get(project, Voice::Heard)?;
        let judges = Judges::default();
        for place in places {
            judges.of(project, place.chapter, Voice::Heard)?;
        }
        // Where nobody can read it, it is no use to anybody.
        let _ = writeln!(io::stderr(), "  Drawing the figures of {} exercises …", places.len());
        let drawn = in_parallel(places, |place| {
            let paintings = judges.of(project, place.chapter, Voice::Heard)?.gallery(place.exercise)?;
            let seen = paintings.into_iter().filter_map(|painting| Some((painting.mistake, painting.figure?)));
            let named = seen.map(|(mistake, figure)| (answer(mistake.as_deref()), mistake, figure)).enumerate();
            let wanted = named.filter(|(index, (answer, ..))| is_wanted(*place, answer, *index));
            let draw = |(_, (answer, mistake, figure)): (usize, (String, Option<String>, Figure))| {
                let path = folder.join(place.chapter).join(place.exercise).join(format!("{answer}.svg"));
                fs::create_dir_all(path.parent().unwrap_or(folder))?;
                painter.draw(&figure, &path, Size::Quick).with_context(|| format!("{} of {}", answer, place.id()))?;
                let svg = fs::read_to_string(&path)?;
                Ok(Drawn { exercise: place.id(), width: width(&svg), answer, mistake, svg })
            };
            Ok((place.id(), wanted.map(draw).collect::<anyhow::Result<Vec<_>>>()?))
        });
        Ok(Self { by_exercise: drawn?.into_iter().collect() })
    }

    /// The figure of one answer to an exercise.
    pub(crate) fn get(&self, exercise: &str, answer: &str) -> Option<&Drawn> {
        self.of(exercise).iter().find(|drawn| drawn.answer == answer)
    }

    /// The figures of an exercise.
    pub(crate) fn of(&self, exercise: &str) -> &[Drawn] {
        self.by_exercise.get(exercise).map_or(&[], Vec::as_slice)
    }
}

impl Drawn {
    /// The figure as it stands on a page, with a mark where the picture will be; `words` say what one sees.
    pub(crate) fn html(&self, marks: &mut Marks, words: &str) -> String {
        let Self { exercise, answer, mistake, width, .. } = self;
        let said = match mistake {
            None => "<span class=\"is-right\">✓ right</span>".to_owned(),
            Some(mistake) => format!("<span class=\"is-mistake\">✗ {}</span>", escaped(mistake)),
        };
        let (svg, description) = self.described(words);
        let in_words = match description.as_str() {
            "" => String::new(),
            said => format!("<details class=\"words\"><summary>in words</summary><p>{said}</p></details>"),
        };
        // Neither the letters in a picture nor what is said of it is searched.
        let (picture, in_words) = (marks.mark(svg, ""), marks.mark(in_words, ""));
        format!(
            "<figure class=\"nabla{}\" data-exercise=\"{exercise}\" data-answer=\"{answer}\">\
             {picture}<figcaption>{said} {in_words}</figcaption></figure>",
            if *width > WIDE { " wide" } else { "" },
        )
    }

    /// The picture for the page, its ids its own, and what it says in words of what one sees: from its data, or else from the
    /// lesson.
    fn described(&self, words: &str) -> (String, String) {
        let prefix = format!("{}-{}-", self.exercise.replace('/', "-"), self.answer);
        let start = self.svg.find("<svg").unwrap_or(0);
        let svg = ["id=\"", "url(#", "href=\"#"].iter().fold(self.svg[start..].trim().to_owned(), |svg, before| {
            svg.replace(&format!(" {before}"), &format!(" {before}{prefix}"))
                .replace(&format!("\"{before}"), &format!("\"{before}{prefix}"))
        });
        let own = svg.split_once("<desc>").and_then(|(_, rest)| rest.split_once("</desc>"));
        match (own.map(|(said, _)| said.to_owned()), svg.split_once("</title>")) {
            (Some(said), _) => (svg, said),
            (None, Some((before, after))) if !words.is_empty() => {
                (format!("{before}</title><desc>{}</desc>{after}", escaped(words)), escaped(words))
            }
            _ => (svg, String::new()),
        }
    }
}

/// An answer's name in an address: `right`, or the mistake's letters and digits, the rest as single hyphens.
fn answer(mistake: Option<&str>) -> String {
    let Some(mistake) = mistake else { return RIGHT.to_owned() };
    let words = mistake.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// The width that a picture says it has.
fn width(svg: &str) -> u32 {
    let after = svg.split_once(" width=\"").map_or("", |(_, rest)| rest);
    after.split('"').next().and_then(|width| width.parse().ok()).unwrap_or(900)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(inside: &str) -> Drawn {
        let svg = format!("<?xml?><svg width=\"912\"><title>It touches</title>{inside}</svg>");
        Drawn { exercise: "a/b".to_owned(), answer: RIGHT.to_owned(), mistake: None, width: width(&svg), svg }
    }

    #[test]
    fn the_ids_of_a_picture_are_its_own() {
        let inside = "<path id=\"p\"/><use href=\"#p\"/><g clip-path=\"url(#p)\"/><image href=\"data:x\"/>";
        let (svg, said) = drawn(inside).described("A line");
        let own = "<path id=\"a-b-right-p\"/><use href=\"#a-b-right-p\"/><g clip-path=\"url(#a-b-right-p)\"/>\
                   <image href=\"data:x\"/>";
        assert_eq!(svg, format!("<svg width=\"912\"><title>It touches</title><desc>A line</desc>{own}</svg>"));
        assert_eq!((said.as_str(), drawn("").width), ("A line", 912));
    }

    #[test]
    fn what_a_picture_says_of_itself_is_what_is_said() {
        let (svg, said) = drawn("<desc>A line &amp; a dot</desc>").described("else");
        assert!(!svg.contains("else"), "{svg}");
        assert_eq!(said, "A line &amp; a dot");
    }

    #[test]
    fn an_answer_has_an_address() {
        assert_eq!(answer(Some("kept y², and \"more\"")), "kept-y²-and-more");
        assert_eq!(answer(None), RIGHT);
    }
}
