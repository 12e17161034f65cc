//! A lesson's Markdown as the book needs it: formulas and figures marked, links led to pages of the book, marks of numbers
//! left out.

use crate::figures::Figures;
use crate::formulas;
use crate::links::{Links, Target};
use crate::marks::Marks;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What a text is rewritten with.
pub(crate) struct Prose<'a> {
    pub(crate) marks: &'a mut Marks,
    pub(crate) figures: &'a Figures,
    pub(crate) links: &'a Links<'a>,
}

/// What the text is, and where it comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin<'a> {
    /// The folder of its file, from the project's root: `exercises/partials`.
    pub(crate) folder: &'a str,
    /// The page that it goes to: `partials/f_x.md`.
    pub(crate) page: &'a str,
}

/// Pieces of a text, each with what takes its place.
#[derive(Debug, Default)]
struct Changes(Vec<(Range<usize>, String)>);

impl Changes {
    fn put(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.0.push((range, text.into()));
    }

    fn made(mut self, text: &str) -> String {
        self.0.sort_by_key(|(range, _)| (range.start, range.end));
        let (mut new, mut done) = (String::with_capacity(text.len() * 2), 0);
        for (range, piece) in self.0 {
            if range.start >= done {
                new.push_str(&text[done..range.start]);
                new.push_str(&piece);
                done = range.end;
            }
        }
        new + &text[done..]
    }
}

/// A paragraph of the text's own level, or a figure on a line of its own.
struct Block {
    range: Range<usize>,
    is_figure: bool,
}

impl Prose<'_> {
    /// The text as a page of the book shows it.
    pub(crate) fn rewritten(&mut self, text: &str, origin: Origin<'_>) -> String {
        let options =
            Options::ENABLE_TABLES | Options::ENABLE_MATH | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
        let events: Vec<_> = Parser::new_ext(text, options).into_offset_iter().collect();
        let (mut changes, mut blocks) = (Changes::default(), Vec::new());
        let (mut depth, mut skipped_to, mut in_link) = (0, 0, false);
        for (event, range) in &events {
            depth = match event {
                Event::End(_) => depth - 1,
                _ => depth,
            };
            let is_read = range.start < skipped_to;
            match event {
                _ if is_read => {}
                Event::InlineMath(tex) => changes.put(range.clone(), formulas::mark(self.marks, tex, false)),
                Event::DisplayMath(tex) => changes.put(range.clone(), formulas::mark(self.marks, tex, true)),
                Event::InlineHtml(html) if html.starts_with("<!--") => changes.put(range.clone(), ""),
                Event::Start(Tag::HtmlBlock) => {
                    let html = &text[range.clone()];
                    if html.contains("<!--") {
                        changes.put(range.clone(), without_comments(html));
                    }
                    skipped_to = range.end;
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) => {
                    if &**kind == "math" {
                        let tex = fenced(&text[range.clone()]);
                        let mark = formulas::mark(self.marks, &tex, true);
                        changes.put(range.clone(), format!("<div class=\"formula\">{mark}</div>\n"));
                    }
                    skipped_to = range.end;
                }
                Event::Start(Tag::Paragraph) if depth == 0 => {
                    blocks.push(Block { range: range.clone(), is_figure: false });
                }
                Event::Start(Tag::Heading { .. }) => in_link = true,
                Event::End(TagEnd::Heading(_) | TagEnd::Link) => in_link = false,
                Event::Start(Tag::Image { dest_url, .. }) => {
                    skipped_to = range.end;
                    let alone =
                        blocks.last_mut().filter(|block| text[block.range.clone()].trim() == &text[range.clone()]);
                    let words = alt(&text[range.clone()]);
                    if let Some(figure) = self.figure(dest_url, &words, origin) {
                        changes.put(range.clone(), figure);
                        alone.into_iter().for_each(|block| block.is_figure = true);
                    } else {
                        changes.put(range.clone(), formulas_free(&words));
                    }
                }
                Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, .. }) => {
                    in_link = true;
                    self.link(text, range.clone(), dest_url, origin, &mut changes);
                }
                Event::Code(name) if !in_link => {
                    if let Some(page) = self.links.named(name, origin) {
                        changes.put(range.clone(), format!("[{}]({page})", &text[range.clone()]));
                    }
                }
                _ => {}
            }
            depth = match event {
                Event::Start(_) => depth + 1,
                _ => depth,
            };
        }
        pair(text, &blocks, &mut changes);
        changes.made(text)
    }

    /// The figure that an image of a lesson stands for.
    fn figure(&mut self, address: &str, words: &str, origin: Origin<'_>) -> Option<String> {
        let (exercise, answer) = self.links.figure(address, origin)?;
        let drawn = self.figures.get(&exercise, &answer)?;
        Some(drawn.html(self.marks, words))
    }

    /// A link leads to a page of the book, to another place of the web, or is text.
    fn link(&self, text: &str, range: Range<usize>, address: &str, origin: Origin<'_>, changes: &mut Changes) {
        let source = &text[range.clone()];
        let Some(middle) = source.rfind("](").map(|at| range.start + at) else { return };
        match self.links.target(address, origin) {
            Target::AsItIs => {}
            Target::Page(page) => changes.put(middle..range.end, format!("]({page})")),
            Target::Nowhere => {
                changes.put(range.start..range.start + 1, "");
                changes.put(middle..range.end, "");
            }
        }
    }
}

/// Puts a figure of a right answer and one of a mistake beside each other, each with the paragraph that speaks of it.
fn pair(text: &str, blocks: &[Block], changes: &mut Changes) {
    let follows = |before: &Block, after: &Block| text[before.range.end..after.range.start].trim().is_empty();
    let mut index = 0;
    while index < blocks.len() {
        let rest = &blocks[index..];
        let Some(second) = (1..=2).find(|at| rest[0].is_figure && rest.get(*at).is_some_and(|block| block.is_figure))
        else {
            index += 1;
            continue;
        };
        let is_close = (0..second).all(|at| follows(&rest[at], &rest[at + 1]));
        if is_close {
            let speaks = |block: &&Block| !block.is_figure && !text[block.range.clone()].starts_with('*');
            let last = rest.get(second + 1).filter(speaks).filter(|block| second == 2 && follows(&rest[second], block));
            let end = last.unwrap_or(&rest[second]).range.end;
            let (first, other) = (rest[0].range.start, rest[second].range.start);
            changes.put(first..first, "<div class=\"pair\"><div>\n\n");
            changes.put(other..other, "</div><div>\n\n");
            changes.put(end..end, "\n</div></div>\n\n");
            index += second;
        }
        index += 1;
    }
}

/// A piece of HTML without its comments.
fn without_comments(html: &str) -> String {
    let mut parts = html.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once("-->").map_or("", |(_, rest)| rest))
}

/// What stands between the fences of a block.
fn fenced(block: &str) -> String {
    let lines: Vec<&str> = block.trim_end().lines().collect();
    let inner = lines.get(1..lines.len().saturating_sub(1)).unwrap_or_default();
    inner.join("\n")
}

/// The words of an image: `![words](address)`.
fn alt(image: &str) -> String {
    image.trim_start_matches("![").rsplit_once("](").map_or("", |(words, _)| words).replace('\n', " ")
}

/// What is said where there is no picture.
fn formulas_free(words: &str) -> String {
    format!("*{}*", words.trim_end_matches('.'))
}
