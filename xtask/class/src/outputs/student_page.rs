//! A student's page: verdicts, mistakes named, the student's own pictures, what to look at next; never the solution. It
//! is one file, readable anywhere, with no script.

use super::parts;
use crate::intake::collect::Aside;
use crate::journal::Head;
use crate::points::number;
use crate::row::{Entry, Outcome, ProbeEntry, Row};
use crate::standing::Standing;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::path::Path;
use xtask::show::theme;

/// The looks of all pages.
const STYLE: &str = include_str!("pages.css");

/// The page as a document.
pub(crate) fn page(out: &Path, head: &Head, row: &Row) -> anyhow::Result<String> {
    let who = row.name.as_deref().unwrap_or(&row.student);
    Ok(frame(&format!("Nabla: {who}"), &html! {
        header {
            p.brand { "∇ Nabla" }
            h1 { (who) }
            @if row.name.is_some() { p.quiet { (row.student) } }
            p.score { (row.right) " of " (row.total) " right" @if row.almost > 0 { ", " (row.almost) " almost" } }
            p { (parts::points(row)) }
            (bar(row.right, row.almost, row.total))
            @if let Some(reason) = &row.reason { p.look { strong { (row.outcome.words()) } ": " (parts::plain(reason)) } }
            (what_was_handed_in(row))
            @if let Some(layers) = parts::layers(head) { p.look { (layers) } }
        }
        @if row.outcome == Outcome::Unreadable {
            section.next {
                h2 { "What to do" }
                p {
                    "Pack the folder " code { "exercises" } " as a zip or tar.gz file, "
                    "open it once to see that it is whole, and hand it in again."
                }
            }
        } @else {
            (next(row))
            main { @for chapter in &head.chapters { (section(out, chapter, row)) } }
        }
        footer { p.quiet { "Seed " (row.seed) ", course " (row.grader.course) ", " (row.grader.toolchain) "." } }
    })
    .into_string())
}

/// A page with these contents, which runs nothing and loads nothing.
pub(crate) fn frame(title: &str, contents: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                // What a submission printed can be read, and nothing else.
                meta http-equiv="Content-Security-Policy"
                    content="default-src 'none'; style-src 'unsafe-inline'; img-src data:";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(theme::PAGE_COLOURS)) (PreEscaped(STYLE)) }
            }
            body { (contents) }
        }
    }
}

/// How much is right and how much almost, as a picture, and in words for those who do not see it.
pub(crate) fn bar(right: usize, almost: usize, all: usize) -> Markup {
    let part = |count: usize| format!("width:{:.2}%", 100.0 * count as f64 / all.max(1) as f64);
    html! {
        div.bar role="img" aria-label={ (right) " of " (all) " right, " (almost) " almost" } {
            span.right style=(part(right)) {}
            span.almost style=(part(almost)) {}
        }
    }
}

fn what_was_handed_in(row: &Row) -> Markup {
    let (handout, aside): (Vec<&Aside>, Vec<&Aside>) =
        row.submission.left_aside.iter().partition(|aside| aside.is_handout());
    let count: usize = aside.iter().map(|aside| aside.count).sum();
    html! {
        @for note in &row.submission.notes { p.note { (note) } }
        @for handout in handout { p.note { "With it came " (handout.count) " of " (handout.why) "." } }
        @if !aside.is_empty() {
            details {
                summary { (count) @if count == 1 { " file was" } @else { " files were" } " left aside" }
                table {
                    @for aside in &aside {
                        tr {
                            th scope="row" { code { (aside.file) } @if aside.count > 1 { " × " (aside.count) } }
                            td { (aside.why) }
                        }
                    }
                }
            }
        }
    }
}

/// The nearest steps: what is almost right, what was understood wrongly, what does not compile; else what is still to
/// be written.
fn next(row: &Row) -> Markup {
    const STEPS: usize = 3;
    let rank = |entry: &Entry| match entry.standing {
        Standing::Almost => Some(0),
        Standing::Wrong | Standing::Panicked if entry.mistake.is_some() => Some(1),
        Standing::DoesNotCompile => Some(2),
        Standing::Wrong | Standing::Panicked | Standing::NoAnswer | Standing::Crashed => Some(3),
        Standing::NotWritten | Standing::NotHandedIn => Some(4),
        _ => None,
    };
    let mut steps: Vec<(usize, &Entry)> =
        row.exercises.iter().filter_map(|entry| Some((rank(entry)?, entry))).collect();
    steps.sort_by_key(|(rank, _)| *rank);
    steps.truncate(STEPS);
    html! {
        @if !steps.is_empty() {
            section.next {
                h2 { "What to look at next" }
                ol {
                    @for (_, entry) in &steps {
                        li {
                            a href={ "#" (entry.chapter) "-" (entry.exercise) } { code { (entry.id()) } }
                            " " (entry.headline()) ". "
                            span.quiet { "The lesson is exercises/" (entry.chapter) "/README.md, section " (entry.exercise) "." }
                        }
                    }
                }
            }
        }
    }
}

fn section(out: &Path, chapter: &str, row: &Row) -> Markup {
    let entries: Vec<&Entry> = row.exercises.iter().filter(|entry| entry.chapter == chapter).collect();
    let count = |standing| entries.iter().filter(|entry| entry.standing == standing).count();
    let (right, open) = (count(Standing::Right), count(Standing::NotHandedIn));
    html! {
        section id=(chapter) {
            h2 { (chapter) " " span.count { (right) " of " (entries.len()) } }
            @if open == entries.len() {
                p.quiet { "Nothing of this chapter was handed in." }
            } @else {
                @for entry in &entries { (article(out, entry)) }
            }
        }
    }
}

fn article(out: &Path, entry: &Entry) -> Markup {
    html! {
        article class=(class(entry.standing)) id={ (entry.chapter) "-" (entry.exercise) } {
            div {
                h3 { code { (entry.exercise) } }
                p.verdict { (entry.standing.sign()) " " (entry.headline()) }
                @if entry.of > 0.0 && entry.points != Some(entry.of) {
                    p.points { @if let Some(points) = entry.points { (number(points)) } @else { "?" } " of " (number(entry.of)) }
                }
                @if let Some(asked) = &entry.probe { (probe(asked)) }
                (message(entry))
                @for note in &entry.notes { p.note { (note) } }
                @if !entry.printed.is_empty() {
                    details { summary { "printed" } pre { (parts::printed(entry)) } }
                }
            }
            @if let Some(picture) = &entry.picture {
                @if let Some(url) = parts::embedded(out, picture) {
                    @if parts::is_well(entry) {
                        details.picture { summary { "your picture" } figure { img src=(url) alt=(picture.shows); } }
                    } @else {
                        figure { img src=(url) alt=(picture.shows); }
                    }
                }
            }
        }
    }
}

/// Sentences whose words between backticks are code.
fn coded(text: &str) -> Markup {
    html! {
        @for (is_code, part) in theme::code_apart(&parts::lines(text)) {
            @if is_code { code { (part) } } @else { (part) }
        }
    }
}

/// What happened and what to do next; the compiler's words keep their lines.
fn message(entry: &Entry) -> Markup {
    html! {
        @match (&entry.refusal, entry.standing) {
            (_, Standing::Right | Standing::NotWritten | Standing::NotHandedIn) => {
                @if entry.file.is_some() && entry.message == "The file is empty." { p { (entry.message) } }
            }
            (Some(refusal), _) => {
                @if let Some(sentence) = &refusal.plain { p { (coded(sentence)) } }
                @if !refusal.rendered.is_empty() { pre { (parts::lines(&refusal.rendered)) } }
            }
            (None, _) => { p { (coded(&entry.message)) } }
        }
        @if let Some(besides) = parts::besides(entry) { p { (besides) } }
    }
}

fn probe(probe: &ProbeEntry) -> Markup {
    html! {
        table.asked {
            tr { th scope="row" { "asked" } td { (probe.asked) } }
            tr { th scope="row" { "yours" } td { (parts::plain(&probe.yours)) } }
            tr { th scope="row" { "true" } td { (probe.truth) } }
        }
    }
}

/// How an exercise looks.
pub(crate) fn class(standing: Standing) -> &'static str {
    match standing {
        Standing::Right => "right",
        Standing::NotWritten | Standing::NotHandedIn => "open",
        Standing::Almost => "almost",
        Standing::Wrong | Standing::Panicked => "wrong",
        _ => "broken",
    }
}
