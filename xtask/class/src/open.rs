//! Chapters of one student of which something is open, and the programs in which it can be asked.

use crate::caged::Wanted;
use crate::caged::programs::Order;
use crate::class::Class;
use crate::kept::{Reach, Texts, Written};
use std::collections::BTreeSet;
use xtask::course::{Chapter, ExerciseRef};

/// A chapter of which something is open.
pub(crate) struct Open<'a> {
    pub(crate) chapter: &'static Chapter,
    pub(crate) texts: Texts<'a>,
    /// Burdens of which it is known that they do not compile: for all others they are not there, so that none holds up the compiler
    /// once more before a stub takes its place.
    pub(crate) gone: BTreeSet<ExerciseRef>,
    /// What can be asked of one program of all chapters.
    pub(crate) together: Vec<ExerciseRef>,
    /// What cannot.
    pub(crate) apart: Vec<ExerciseRef>,
}

impl<'a> Open<'a> {
    /// The files that others see.
    pub(crate) fn there(&self) -> impl Iterator<Item = (&ExerciseRef, &Written<'a>)> {
        self.texts.iter().filter(|(place, _)| !self.gone.contains(place))
    }

    /// Whether this exercise, and whatever it may call, can do nothing but compute, and is called as everybody's is.
    pub(crate) fn may_be_beside_others(&self, class: &Class<'_>, place: &ExerciseRef) -> bool {
        let is_like_others =
            |(place, text): (&ExerciseRef, &Written<'_>)| text.is_plain && class.has_signature(*place, text.bytes);
        let own = &self.texts[place];
        is_like_others((place, own)) && (own.reach == Reach::Alone || self.there().all(is_like_others))
    }

    /// What is compiled together, and which exercises are asked of it: one program, unless a file could change what others mean.
    /// Then those that stand alone stay among themselves.
    pub(crate) fn programs(&self) -> Vec<(Vec<Wanted<'a>>, Vec<ExerciseRef>)> {
        let furthest = self.there().map(|(_, text)| text.reach).max().unwrap_or(Reach::Alone);
        let is_alone = |place: &ExerciseRef| self.texts[place].reach == Reach::Alone;
        let whole: Vec<Wanted<'_>> = self.there().map(|(place, text)| (*place, text.bytes)).collect();
        let only = |places: &[ExerciseRef]| places.iter().map(|place| (*place, self.texts[place].bytes)).collect();
        let open = self.apart.clone();
        let programs = if open.iter().all(is_alone) {
            vec![(only(&open), open)]
        } else if furthest < Reach::Changes {
            vec![(whole, open)]
        } else {
            let (alone, others): (Vec<ExerciseRef>, Vec<ExerciseRef>) = open.into_iter().partition(is_alone);
            vec![(only(&alone), alone), (whole, others)]
        };
        programs.into_iter().filter(|(_, asked)| !asked.is_empty()).collect()
    }

    /// Whether files of a chapter name another chapter's exercise, or what a program of several chapters has of its own: where they
    /// belong, they cannot see either.
    pub(crate) fn names_strangers(&self, class: &Class<'_>) -> bool {
        let words: BTreeSet<&str> = self.there().flat_map(|(_, text)| &text.words).map(String::as_str).collect();
        let mut strangers = class.places().filter(|place| place.chapter != self.chapter.name);
        words.iter().any(|word| is_added(word)) || strangers.any(|place| words.contains(place.exercise))
    }
}

/// What a program must hold so that the chosen exercises can be asked, and which those are.
pub(crate) fn order<'a>(
    open: &[Open<'a>],
    chosen: &dyn Fn(&Open<'a>, &ExerciseRef) -> bool,
) -> (Order<'a>, Vec<ExerciseRef>) {
    let (mut order, mut all) = (Order { chapters: Vec::new(), files: Vec::new(), stays: true }, Vec::new());
    for one in open {
        let asked: Vec<ExerciseRef> = one.together.iter().filter(|place| chosen(one, place)).copied().collect();
        if asked.is_empty() {
            continue;
        }
        order.chapters.push(one.chapter);
        let calls_others = asked.iter().any(|place| one.texts[place].reach == Reach::Calls);
        for (place, text) in one.there().filter(|(place, _)| calls_others || asked.contains(place)) {
            order.files.push((*place, text.bytes));
            order.stays &= text.is_plain && text.is_silent;
        }
        all.extend(asked);
    }
    (order, all)
}

/// Whether a program of several chapters has a module of this name, which is in no chapter's own.
fn is_added(word: &str) -> bool {
    word.starts_with("doorway_")
}
