//! A row: everything there is to say of one student, as one JSON document. Nothing in it depends on the machine or the
//! hour.

use crate::intake::collect::Aside;
use crate::standing::Standing;
use nabla_grading::{Edge, Named, Shown};
use serde::{Deserialize, Serialize};

/// The version of the document.
pub(crate) const VERSION: u32 = 1;

/// One student.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) version: u32,
    pub(crate) student: String,
    pub(crate) name: Option<String>,
    pub(crate) outcome: Outcome,
    /// Why it is not graded.
    pub(crate) reason: Option<String>,
    /// The seed of the student's probes.
    pub(crate) seed: u64,
    /// None where that is for the teacher to say.
    pub(crate) points: Option<f64>,
    pub(crate) of: f64,
    pub(crate) right: usize,
    pub(crate) almost: usize,
    pub(crate) total: usize,
    pub(crate) submission: HandedIn,
    pub(crate) exercises: Vec<Entry>,
    pub(crate) grader: Grader,
}

/// What became of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    /// Every exercise has its verdict.
    Graded,
    /// There is no submission of a student of the roster.
    NotHandedIn,
    /// Nothing in it can be read.
    Unreadable,
    /// An exercise was judged differently alone on the machine.
    Inconclusive,
    /// The grader failed.
    GraderError,
}

impl Outcome {
    /// In words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Graded => "graded",
            Self::NotHandedIn => "not handed in",
            Self::Unreadable => "unreadable",
            Self::Inconclusive => "inconclusive",
            Self::GraderError => "grader error",
        }
    }

    /// Whether the teacher has to look.
    pub(crate) fn needs_a_look(self) -> bool {
        matches!(self, Self::Unreadable | Self::Inconclusive | Self::GraderError)
    }
}

/// What was handed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct HandedIn {
    pub(crate) kind: String,
    /// Changes when anything that is read does.
    pub(crate) mark: String,
    pub(crate) notes: Vec<String>,
    pub(crate) left_aside: Vec<Aside>,
}

/// What judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Grader {
    /// The course, as a fingerprint of its sources.
    pub(crate) course: String,
    pub(crate) toolchain: String,
    /// The layers of the cage that were off.
    pub(crate) layers_off: Vec<String>,
}

/// One exercise.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) chapter: String,
    pub(crate) exercise: String,
    pub(crate) standing: Standing,
    pub(crate) message: String,
    pub(crate) mistake: Option<Named>,
    pub(crate) edges: Vec<EdgeEntry>,
    pub(crate) probe: Option<ProbeEntry>,
    /// Why it does not compile, in the compiler's words and in plain ones.
    pub(crate) refusal: Option<RefusalEntry>,
    pub(crate) printed: String,
    pub(crate) picture: Option<PictureEntry>,
    pub(crate) file: Option<String>,
    pub(crate) notes: Vec<String>,
    pub(crate) points: Option<f64>,
    pub(crate) of: f64,
    /// To be judged once more, alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) again: bool,
}

/// A clause of the contract, kept or missed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct EdgeEntry {
    pub(crate) name: String,
    pub(crate) kept: bool,
    pub(crate) says: Option<String>,
    pub(crate) probe: Option<ProbeEntry>,
}

impl EdgeEntry {
    pub(crate) fn of(edge: &Edge) -> Self {
        let probe = edge.probe.as_ref().map(ProbeEntry::of);
        Self { name: edge.name.clone(), kept: edge.kept, says: edge.says.clone(), probe }
    }
}

/// One probe as a person reads it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ProbeEntry {
    pub(crate) asked: String,
    pub(crate) yours: String,
    pub(crate) truth: String,
}

impl ProbeEntry {
    pub(crate) fn of(shown: &Shown) -> Self {
        Self { asked: shown.asked.clone(), yours: shown.got_text.clone(), truth: shown.expected_text.clone() }
    }
}

/// Why a file does not compile.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct RefusalEntry {
    pub(crate) plain: Option<String>,
    pub(crate) rendered: String,
    pub(crate) line: Option<usize>,
    pub(crate) column: Option<usize>,
}

/// A picture among the results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PictureEntry {
    /// Its file, from the results' folder on.
    pub(crate) file: String,
    pub(crate) shows: String,
}

impl Entry {
    /// An entry with nothing but a verdict.
    pub(crate) fn new(chapter: &str, exercise: &str, standing: Standing, message: impl Into<String>) -> Self {
        Self {
            chapter: chapter.to_owned(),
            exercise: exercise.to_owned(),
            standing,
            message: message.into(),
            mistake: None,
            edges: Vec::new(),
            probe: None,
            refusal: None,
            printed: String::new(),
            picture: None,
            file: None,
            notes: Vec::new(),
            points: None,
            of: 0.0,
            again: false,
        }
    }

    /// `chapter/exercise`.
    pub(crate) fn id(&self) -> String {
        format!("{}/{}", self.chapter, self.exercise)
    }

    pub(crate) fn missed(&self) -> impl Iterator<Item = &EdgeEntry> {
        self.edges.iter().filter(|edge| !edge.kept)
    }

    /// A verdict in a few words: "wrong: kept the exponent".
    pub(crate) fn headline(&self) -> String {
        let missed: Vec<&str> = self.missed().map(|edge| edge.name.as_str()).collect();
        let words = self.standing.words();
        match (&self.mistake, missed.as_slice()) {
            (None, []) => words.to_owned(),
            (Some(mistake), []) => format!("{words}: {}", mistake.name),
            (Some(mistake), [_]) => format!("{words}: {}; and an edge is missed", mistake.name),
            (Some(mistake), several) => format!("{words}: {}; and {} edges are missed", mistake.name, several.len()),
            (None, [one]) => format!("{words}: an edge is missed: {one}"),
            (None, [first, others @ ..]) => format!("{words}: edges are missed: {first}, and {} more", others.len()),
        }
    }
}
