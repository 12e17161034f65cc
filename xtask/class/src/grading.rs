//! Files on their way to verdicts: what is known already, and the rest with as few compilations as can be.

use crate::caged::programs::{Order, Program};
use crate::caged::{Desk, Wanted};
use crate::class::Class;
use crate::intake::{self, Handed, Text};
use crate::kept::{Kept, Reach, Texts, Written};
use crate::open::{self, Open};
use crate::row::Entry;
use crate::standing::Standing;
use std::collections::{BTreeMap, BTreeSet};
use xtask::course::{Chapter, ExerciseRef};

/// One student's files, and the desk at which they are judged.
pub(crate) struct Grading<'a> {
    pub(crate) class: &'a Class<'a>,
    pub(crate) desk: &'a Desk<'a>,
    pub(crate) kept: &'a Kept,
    pub(crate) handed: &'a Handed,
    pub(crate) seed: u64,
}

/// What has come out so far, and what is open.
pub(crate) struct Work<'a> {
    entries: BTreeMap<ExerciseRef, Entry>,
    open: Vec<Open<'a>>,
}

/// A student's files on their way.
type Begun<'a> = (Grading<'a>, Work<'a>);

/// Judges what can be in one program of several students, and leaves the rest as it is. Where they cannot be built so, each is left
/// for itself: whoever is too much for the compiler would be so in a smaller group as well.
pub(crate) fn in_one_program(students: &mut [&mut Begun<'_>]) {
    let orders: Vec<(usize, Order<'_>, Vec<ExerciseRef>)> = students
        .iter()
        .enumerate()
        .filter_map(|(number, (grading, work))| {
            let (order, asked) =
                open::order(&work.open, &|open, place| open.may_be_beside_others(grading.class, place));
            (!asked.is_empty()).then_some((number, order, asked))
        })
        .collect();
    // One student alone gains nothing.
    if orders.len() < 2 {
        return;
    }
    let desks: Vec<(&Desk<'_>, Order<'_>)> =
        orders.iter().map(|(place, order, _)| (students[*place].0.desk, order.clone())).collect();
    let Some(programs) = Desk::of_several(&desks) else { return };
    let asked: Vec<(usize, Vec<ExerciseRef>)> = orders.into_iter().map(|(place, _, asked)| (place, asked)).collect();
    for ((place, asked), program) in asked.into_iter().zip(programs) {
        let (grading, work) = &mut *students[place];
        grading.ask(work, &asked, &program);
    }
}

impl<'a> Grading<'a> {
    /// What is known already, or can only be known by itself.
    pub(crate) fn begin(&self) -> Work<'a> {
        let mut entries: BTreeMap<ExerciseRef, Entry> = BTreeMap::new();
        let chapters = self.class.chapters.iter().copied();
        let open = chapters.map(|chapter| self.known(chapter, &mut entries)).collect();
        Work { entries, open }
    }

    /// The verdicts, in the order of the course.
    pub(crate) fn finish(&self, mut work: Work<'a>) -> Vec<Entry> {
        self.judge_together(&mut work);
        for open in &work.open {
            for (files, asked) in open.programs() {
                self.judge(open.chapter, &open.texts, &files, &asked, &mut work.entries);
            }
        }
        let all = self.class.places();
        all.filter_map(|place| Some(with_file(self.class, work.entries.remove(&place)?, place, self.handed))).collect()
    }

    /// Notes what needs no judge, was judged before, or is a burden for whatever stands beside it; returns the rest of the chapter.
    fn known(&self, chapter: &'static Chapter, entries: &mut BTreeMap<ExerciseRef, Entry>) -> Open<'a> {
        let mut texts = Texts::new();
        for place in chapter.all() {
            match without_judge(place, self.handed) {
                Ok(entry) => drop(entries.insert(place, entry)),
                Err(bytes) => drop(texts.insert(place, Written::new(bytes))),
            }
        }
        let (mut all, mut gone) = (Vec::new(), BTreeSet::new());
        for (place, text) in &texts {
            let is_first = text.is_a_burden && text.reach == Reach::Alone;
            match self.kept.get(&self.kept.keys(*place, self.seed, &texts), &self.class.out) {
                Some(entry) => drop(entries.insert(*place, entry)),
                None if is_first => self.judge(chapter, &texts, &[(*place, text.bytes)], &[*place], entries),
                None => all.push(*place),
            }
            let is_refused = |entry: &Entry| entry.standing == Standing::DoesNotCompile && !entry.again;
            if is_first && entries.get(place).is_some_and(is_refused) {
                gone.insert(*place);
            }
        }
        let mut open = Open { chapter, texts, gone, together: Vec::new(), apart: Vec::new() };
        // Whoever calls others is asked beside them.
        let may_call = all.iter().any(|place| open.texts[place].reach == Reach::Calls)
            && open.there().all(|(_, text)| text.reach <= Reach::Calls && !text.is_a_burden)
            && !open.names_strangers(self.class);
        let furthest = if may_call { Reach::Calls } else { Reach::Alone };
        let may_be_together =
            |place: &ExerciseRef| open.texts[place].reach <= furthest && !open.texts[place].is_a_burden;
        (open.together, open.apart) = all.into_iter().partition(may_be_together);
        open
    }

    /// Judges these exercises of a chapter with a program of these files.
    fn judge(
        &self,
        chapter: &'static Chapter,
        texts: &Texts<'_>,
        files: &[Wanted<'_>],
        asked: &[ExerciseRef],
        entries: &mut BTreeMap<ExerciseRef, Entry>,
    ) {
        let judged = self.desk.judge(chapter, files, asked, self.seed);
        for (place, entry) in asked.iter().zip(judged) {
            self.kept.keep(&self.kept.keys(*place, self.seed, texts), &entry);
            entries.insert(*place, entry);
        }
    }

    /// Judges with one program of all chapters what can be, unless that cannot be built: then each chapter is left for itself.
    fn judge_together(&self, work: &mut Work<'a>) {
        let (order, asked) = open::order(&work.open, &|_, _| true);
        // One chapter alone gains nothing.
        if order.chapters.len() > 1
            && let Some(program) = self.desk.together(order)
        {
            self.ask(work, &asked, &program);
        }
        work.open.iter_mut().for_each(|open| open.apart.append(&mut open.together));
    }

    /// Asks these exercises, unless somebody beside wrote the same and was asked first. What the compiler says of a file
    /// that calls others speaks of those, so it is to be heard beside them.
    fn ask(&self, work: &mut Work<'a>, asked: &[ExerciseRef], program: &Program) {
        let Work { entries, open } = work;
        for Open { texts, together, apart, .. } in open {
            together.retain(|place| {
                if !asked.contains(place) {
                    return true;
                }
                let keys = self.kept.keys(*place, self.seed, texts);
                let is_to_be_heard = texts[place].reach > Reach::Alone && was_refused_among_stubs(*place, program);
                let entry = self.kept.get(&keys, &self.class.out).or_else(|| {
                    if is_to_be_heard {
                        return None;
                    }
                    let entry = self.desk.ask(*place, program, self.seed);
                    self.kept.keep(&keys, &entry);
                    Some(entry)
                });
                match entry {
                    Some(entry) => drop(entries.insert(*place, entry)),
                    None => apart.push(*place),
                }
                false
            });
        }
    }
}

/// Whether the compiler refused this exercise, and was heard where only stubs stood beside it.
fn was_refused_among_stubs(place: ExerciseRef, program: &Program) -> bool {
    program.get(place.chapter).and_then(|ready| ready.refusal(place.exercise)).is_some_and(|why| why.among_stubs)
}

/// The verdict that needs no judge, or the text to be judged.
pub(crate) fn without_judge(place: ExerciseRef, handed: &Handed) -> Result<Entry, &[u8]> {
    let entry = |standing, message: &str| Entry::new(place.chapter, place.exercise, standing, message);
    match handed.files.get(&place).map(|file| &file.text) {
        None => Ok(entry(Standing::NotHandedIn, "There is no file for this exercise.")),
        Some(Text::Empty) => Ok(entry(Standing::NotWritten, "The file is empty.")),
        Some(Text::TooLarge(_)) => Ok(entry(Standing::DoesNotCompile, "The file is too large to be compiled.")),
        Some(Text::Read(bytes)) => Err(bytes),
    }
}

/// What was odd about the file itself.
pub(crate) fn with_file(class: &Class<'_>, mut entry: Entry, place: ExerciseRef, handed: &Handed) -> Entry {
    if let Some(file) = handed.files.get(&place) {
        entry.file = Some(file.name.clone());
        let mut notes = file.notes.clone();
        if let Text::Read(bytes) = &file.text {
            let stub = class.handed_out.get(&place);
            notes.extend(stub.and_then(|stub| intake::text::beside_stub(stub, place, bytes)));
        }
        entry.notes.splice(0..0, notes);
    }
    entry
}
