//! The class page: what a class understood and what it did not, and where it stopped.

use super::parts;
use super::student_page::{bar, frame};
use super::tally::{ChapterTally, ExerciseTally, MistakeTally, StudentLine, Tally};
use crate::journal::{Head, Part};
use crate::points::number;
use crate::row::Outcome;
use crate::run::{file_name, students};
use maud::{Markup, html};
use std::path::Path;

/// How many mistakes of an exercise are shown at once.
const RANKED: usize = 6;

/// The page.
pub(crate) fn page(out: &Path, head: &Head, tally: &Tally) -> Markup {
    let handed_in = tally.students.iter().filter(|line| line.outcome != Outcome::NotHandedIn).count();
    frame(
        "Nabla: a class",
        &html! {
            header {
                p.brand { "∇ Nabla" }
                h1 { "A class of " (students(tally.students.len())) }
                p {
                (handed_in) " handed in"
                @if tally.oddities > 0 { "; " (tally.oddities) " with something odd, which their pages explain" }
                "."
            }
                @match &head.part {
                    Part::Whole => {}
                    Part::Shard { number, of } => p.look { "This is part " (number) " of " (of) "; --join puts them together." },
                    Part::Only(student) => p.look { "Of " (students(head.students)) ", only " (student) "." },
                }
                @if let Some(layers) = parts::layers(head) { p.look { (layers) } }
                nav { @for chapter in &tally.chapters { (entry(chapter, tally.students.len())) } }
            }
            (to_look_at(&tally.students))
            main {
                (what_nobody_could_do(&tally.chapters))
                @for chapter in &tally.chapters { (section(out, chapter, tally.students.len())) }
                (everybody(&tally.students))
            }
            footer {
                p.quiet { (head.points_say) }
                @if !head.aside.is_empty() {
                    p.quiet { "Left aside among the submissions: " @for (index, aside) in head.aside.iter().enumerate() {
                        @if index > 0 { ", " } code { (aside.file) } " (" (aside.why) ")"
                    } "." }
                }
                p.quiet {
                    @if head.seed_by_student { "A seed for each student, made from " (head.seed) } @else { "Seed " (head.seed) }
                    ", course " (head.course) ", " (head.toolchain) "."
                }
            }
        },
    )
}

/// Where a chapter stands, as a line that leads to it.
fn entry(chapter: &ChapterTally, class: usize) -> Markup {
    let all = class * chapter.exercises.len();
    let almost = chapter.exercises.iter().map(|exercise| exercise.almost).sum();
    html! {
        a href={ "#" (chapter.name) } {
            span { (chapter.name) }
            span.count { (percent(chapter.right(), all)) }
            (bar(chapter.right(), almost, all))
        }
    }
}

fn percent(part: usize, all: usize) -> String {
    format!("{:.0} %", 100.0 * part as f64 / all.max(1) as f64)
}

/// Rows on which the teacher has a word to say.
fn to_look_at(lines: &[StudentLine]) -> Markup {
    let open: Vec<&StudentLine> = lines.iter().filter(|line| line.outcome.needs_a_look()).collect();
    html! {
        @if !open.is_empty() {
            section.next {
                h2 { "For you to look at" }
                p.quiet { "Nothing here is 0 points; the points are left open." }
                table {
                    @for line in open {
                        tr {
                            th scope="row" { (link(line)) }
                            td.short { (line.outcome.words()) }
                            td { (parts::plain(line.reason.as_deref().unwrap_or_default())) }
                        }
                    }
                }
            }
        }
    }
}

fn link(line: &StudentLine) -> Markup {
    let file = file_name(&line.student).replace('%', "%25");
    html! { a href={ "students/" (file) ".html" } { (line.student) } }
}

fn what_nobody_could_do(chapters: &[ChapterTally]) -> Markup {
    let of = |wanted: fn(&ExerciseTally) -> bool| -> Vec<String> {
        let all = chapters.iter().flat_map(|chapter| chapter.exercises.iter().map(move |exercise| (chapter, exercise)));
        all.filter(|(_, exercise)| wanted(exercise))
            .map(|(chapter, exercise)| format!("{}/{}", chapter.name, exercise.name))
            .collect()
    };
    let nobody = of(|exercise| exercise.right == 0 && exercise.tried() > 0);
    let untried = of(|exercise| exercise.tried() == 0 && exercise.undecided == 0);
    html! {
        @if !nobody.is_empty() { p { strong { "Nobody could do: " } (listed(&nobody)) "." } }
        @if !untried.is_empty() { p { strong { "Nobody tried: " } (listed(&untried)) "." } }
    }
}

fn listed(names: &[String]) -> Markup {
    html! { @for (index, name) in names.iter().enumerate() { @if index > 0 { ", " } code { (name) } } }
}

fn section(out: &Path, chapter: &ChapterTally, class: usize) -> Markup {
    html! {
        section id=(chapter.name) {
            h2 { (chapter.name) }
            p { (chapter.tried) " of " (students(class)) " tried it."
                @if let Some((exercise, count)) = chapter.lost() {
                    " It lost most people behind " code { (exercise) } ": " (students(count)) " tried nothing after it."
                }
            }
            @if chapter.tried > 0 { (reach(chapter)) }
            @for exercise in &chapter.exercises { (article(out, exercise, class)) }
        }
    }
}

/// How many tried this exercise or a later one: a stair on which each step down is people who stopped.
fn reach(chapter: &ChapterTally) -> Markup {
    html! {
        div.reach role="img" aria-label="How many tried an exercise or a later one, from the first to the last" {
            @for (index, exercise) in chapter.exercises.iter().enumerate() {
                @let reached = chapter.reached(index);
                @let part = 70.0 * reached as f64 / chapter.tried.max(1) as f64;
                div title={ (exercise.name) ": " (reached) } {
                    span { (reached) }
                    i style={ "height:" (format!("{part:.1}")) "%" } {}
                }
            }
        }
    }
}

fn article(out: &Path, exercise: &ExerciseTally, class: usize) -> Markup {
    let ranked = exercise.ranked();
    let missed = exercise.missed();
    let picture = ranked.iter().find_map(|(name, mistake)| Some((*name, mistake.picture.as_ref()?)));
    let picture = picture.and_then(|(name, picture)| Some((name, picture, parts::embedded(out, picture)?)));
    html! {
        article.tally {
            div {
                h3 { code { (exercise.name) } }
                p.numbers {
                    strong { (exercise.right) " right" } ", " (exercise.almost) " almost, " (exercise.wrong) " wrong, "
                    (exercise.broken) " broken, " (exercise.open) " open"
                    @if exercise.undecided > 0 { ", " (exercise.undecided) " undecided" }
                }
                (bar(exercise.right, exercise.almost, class))
                @if !ranked.is_empty() {
                    ol.mistakes { @for (name, mistake) in ranked.iter().take(RANKED) { (mistake_line(name, mistake)) } }
                }
                @if ranked.len() > RANKED { p.quiet { "and " (ranked.len() - RANKED) " rarer ones" } }
                @if !missed.is_empty() {
                    p { "Edges missed: " @for (index, (name, count)) in missed.iter().enumerate() {
                        @if index > 0 { "; " } (name) " " span.count { "× " (count) }
                    } "." }
                }
            }
            @if let Some((name, picture, url)) = picture {
                figure { img src=(url) alt=(picture.shows); figcaption { "Somebody's picture: " (name) "." } }
            }
        }
    }
}

fn mistake_line(name: &str, mistake: &MistakeTally) -> Markup {
    html! {
        li {
            span.count { (mistake.count) " × " }
            @if mistake.named { strong { (parts::plain(name)) } } @else { (parts::plain(name)) }
            @if !mistake.says.is_empty() { " " span.quiet { (parts::plain(&mistake.says)) } }
        }
    }
}

fn everybody(lines: &[StudentLine]) -> Markup {
    html! {
        section {
            h2 { "Everybody" }
            div.wide {
                table.everybody {
                    thead {
                        tr {
                            th { "student" }
                            th { "name" }
                            @for head in ["right", "almost", "points"] { th.number { (head) } }
                            th {}
                        }
                    }
                    tbody {
                        @for line in lines {
                            tr {
                                th scope="row" { (link(line)) }
                                td { (line.name.as_deref().unwrap_or_default()) }
                                td.number { (line.right) " of " (line.total) }
                                td.number { (line.almost) }
                                td.number {
                                    @if let Some(points) = line.points { (number(points)) } @else { "open" }
                                    " of " (number(line.of))
                                }
                                td {
                                    @if line.outcome != Outcome::Graded { (line.outcome.words()) }
                                    @else if line.notes > 0 { "odd" }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
