//! Where one submission at a time is compiled and asked: a desk of its own, which holds nothing but the files that are
//! judged.

pub(crate) mod programs;

use crate::intake::fingerprint;
use crate::row::{EdgeEntry, Entry, PictureEntry, ProbeEntry, RefusalEntry};
use crate::standing::Standing;
use nabla_grading::figure::Figure;
use nabla_grading::{GivenUp, Status};
use nabla_launcher::Voice;
use programs::{Program, lay_out};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
use xtask::build::cage::Cage;
use xtask::build::compiler;
use xtask::course::project::{Project, Source};
use xtask::course::{Chapter, ExerciseRef};
use xtask::examine::judge::Judges;
use xtask::examine::picture::{Painter, Size};
use xtask::examine::report::Report;
use xtask::examine::{self, CheckRequest, Ready};

/// Longer than any exercise may take by its own limits: the judge itself hangs.
const EXERCISE_LIMIT: Duration = Duration::from_secs(300);
/// Longer than a chapter takes whose every file runs into the compiler's limit.
const CHAPTER_LIMIT: Duration = Duration::from_secs(3600);

/// One desk; as many submissions are judged at once as there are desks.
#[derive(Debug)]
pub(crate) struct Desk<'a> {
    project: &'a Project,
    source: Source,
    /// The same files one module further down, beside those of others.
    beside: Source,
    painter: &'a Painter,
    cage: Option<Cage>,
    /// They stay from one student to the next.
    judges: Judges,
    /// Where results go.
    out: &'a Path,
}

/// A file to be judged.
pub(crate) type Wanted<'a> = (ExerciseRef, &'a [u8]);

impl<'a> Desk<'a> {
    /// The desk of this number, for the results in a folder.
    pub(crate) fn new(
        project: &'a Project,
        out: &'a Path,
        painter: &'a Painter,
        cage: Option<&Cage>,
        judges: &Judges,
        number: usize,
    ) -> anyhow::Result<Self> {
        let folder = out.join(".grade").join("desks").join(number.to_string());
        let mark = fingerprint(out.as_os_str().as_encoded_bytes());
        let name = format!("class-{}-{number}", &mark[..12]);
        let at = |folder: PathBuf| Source { folder, name: name.clone(), strict: false, remembered: false };
        // Names of one length: where a message is cut does not depend on where a file was compiled.
        let (source, beside) = (at(folder.join("itself")), at(folder.join("beside")));
        for source in [&source, &beside] {
            fs::create_dir_all(&source.folder)?;
        }
        Ok(Self { project, source, beside, painter, cage: cage.cloned(), judges: judges.clone(), out })
    }

    /// Asks one exercise of such a program.
    pub(crate) fn ask(&self, place: ExerciseRef, program: &Program, seed: u64) -> Entry {
        match program.get(place.chapter) {
            Some(ready) => self.one(place, ready, seed),
            None => self.failed(place, &anyhow::anyhow!("its chapter is not in the program")),
        }
    }

    /// Judges these files of a chapter, of which some may only be there for others. One compilation for all of them;
    /// what breaks the rest is found one by one.
    pub(crate) fn judge(
        &self,
        chapter: &'static Chapter,
        all: &[Wanted<'_>],
        asked: &[ExerciseRef],
        seed: u64,
    ) -> Vec<Entry> {
        let given_up = GivenUp::default();
        let request = self.request(seed, &given_up);
        let ready = lay_out(&self.source, all).and_then(|()| {
            within(CHAPTER_LIMIT, &given_up, || Ready::chapter(self.project, &request, &chapter.name, None))
        });
        match ready {
            Ok(ready) => asked.iter().map(|place| self.one(*place, &ready, seed)).collect(),
            // Nothing of the chapter can be built: each for itself.
            Err(_) if asked.len() > 1 => {
                let alone = |place: &ExerciseRef| {
                    let own: Vec<Wanted<'_>> = all.iter().filter(|(other, _)| other == place).copied().collect();
                    self.judge(chapter, &own, &[*place], seed)
                };
                asked.iter().flat_map(alone).collect()
            }
            Err(error) => asked.iter().map(|place| self.failed(*place, &error)).collect(),
        }
    }

    fn request(&self, seed: u64, given_up: &GivenUp) -> CheckRequest {
        CheckRequest {
            source: self.source.clone(),
            seed,
            pictures: Some(self.out.join("pictures")),
            voice: Voice::Silent,
            cage: self.cage.clone(),
            among_many: true,
            given_up: given_up.clone(),
            judges: self.judges.clone(),
        }
    }

    fn one(&self, place: ExerciseRef, ready: &Ready, seed: u64) -> Entry {
        let given_up = GivenUp::default();
        let request = self.request(seed, &given_up);
        match within(EXERCISE_LIMIT, &given_up, || examine::one(self.project, &request, place, ready)) {
            Ok(report) => self.entry(report),
            Err(error) => self.failed(place, &error),
        }
    }

    fn failed(&self, place: ExerciseRef, error: &anyhow::Error) -> Entry {
        let why = self.without_place(&format!("{error:#}"));
        let message = format!("The grader failed here, and it is not your mistake: {why}");
        Entry { again: true, ..Entry::new(place.chapter, place.exercise, Standing::GraderError, message) }
    }

    fn entry(&self, report: Report) -> Entry {
        let verdict = report.verdict;
        let text = |text: &str| self.without_place(text);
        let mut entry =
            Entry::new(report.chapter, report.exercise, Standing::of(verdict.status), text(&verdict.message));
        entry.mistake.clone_from(&verdict.mistake);
        entry.edges = verdict.edges.iter().map(EdgeEntry::of).collect();
        entry.probe = verdict.probe.as_ref().map(ProbeEntry::of);
        entry.printed = text(&report.printed);
        entry.refusal = report.refusal.map(|refusal| RefusalEntry {
            plain: refusal.plain.as_deref().map(text),
            rendered: text(&anstream::adapter::strip_str(&refusal.rendered).to_string()),
            line: refusal.position.map(|position| position.line),
            column: refusal.position.map(|position| position.column),
        });
        let may_be_the_machine = verdict.may_be_the_machine || verdict.status == Status::NotJudged;
        entry.again = may_be_the_machine || was_compiler_waited_for(&entry.message);
        if let Some(figure) = report.figure {
            match self.drawn(&figure) {
                Ok(file) => entry.picture = Some(PictureEntry { file, shows: figure.title }),
                Err(error) => entry.notes.push(format!("There is no picture: {error:#}")),
            }
        }
        entry
    }

    /// A picture is called after what it shows: equal functions have one picture.
    fn drawn(&self, figure: &Figure) -> anyhow::Result<String> {
        let name = format!("pictures/{}.svg", &fingerprint(&postcard::to_stdvec(figure)?)[..32]);
        let path = self.out.join(&name);
        if !path.is_file() {
            fs::create_dir_all(self.out.join("pictures"))?;
            self.painter.draw(figure, &path, Size::Small)?;
        }
        Ok(name)
    }

    /// A text without the desk's own folders: wherever it was judged, it is the same.
    fn without_place(&self, text: &str) -> String {
        let built = self.built();
        let mut folders: Vec<String> = Vec::new();
        for folder in [&self.source.folder, &self.beside.folder, &built] {
            let whole = format!("{}/", folder.display());
            // Some places are told without the root.
            folders.push(whole.trim_start_matches('/').to_owned());
            folders.push(whole);
            folders.push(format!("{}/", self.project.shown(folder)));
        }
        folders.sort_by_key(|folder| std::cmp::Reverse(folder.len()));
        folders.iter().fold(text.to_owned(), |text, folder| text.replace(folder.as_str(), ""))
    }

    /// Where submissions are built.
    fn built(&self) -> PathBuf {
        let builds = self.project.builds();
        self.cage.as_ref().map_or(builds, |cage| cage.folder.clone()).join(&self.source.name)
    }

    /// Takes away what was built here.
    pub(crate) fn put_away(&self) {
        let _ = fs::remove_dir_all(self.built());
        let _ = [&self.source, &self.beside].map(|source| fs::remove_dir_all(&source.folder));
    }
}

/// Whether nobody waited any longer for the compiler: on a busy machine that may be nobody's fault.
fn was_compiler_waited_for(message: &str) -> bool {
    message.contains(compiler::NO_END)
}

/// Raises the flag when the work takes longer than this.
fn within<T>(limit: Duration, given_up: &GivenUp, work: impl FnOnce() -> T) -> T {
    thread::scope(|scope| {
        let (done, waits) = mpsc::channel::<()>();
        scope.spawn(move || {
            if waits.recv_timeout(limit) == Err(mpsc::RecvTimeoutError::Timeout) {
                given_up.raise();
            }
        });
        let result = work();
        drop(done);
        result
    })
}
