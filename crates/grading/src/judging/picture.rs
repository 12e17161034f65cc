//! Drawing a learner's function, and judging what its picture saw.

use crate::answers::answer::{Answer, Outcome};
use crate::exercise::Exercise;
use crate::exercise::probe::Probe;
use crate::exercise::question::Question;
use crate::figure::sampler::{Seen, Sketch};
use crate::figure::{Figure, Settings};
use crate::judging::saying::words;
use crate::judging::verdict::{Status, Verdict};
use crate::process::respondent::Respondent;
use nabla_core::Value;

/// A picture, and what was asked for it.
pub(crate) struct Sketched {
    pub(crate) figure: Option<Figure>,
    pub(crate) seen: Vec<Seen>,
}

impl Exercise {
    /// Draws the learner's function; nothing before there was an attempt that answers.
    pub fn draw(&self, respondent: &mut dyn Respondent, verdict: &Verdict) -> Option<Figure> {
        self.sketched(respondent, verdict)?.figure
    }

    pub(crate) fn sketched(&self, respondent: &mut dyn Respondent, verdict: &Verdict) -> Option<Sketched> {
        self.sketched_with(respondent, verdict, Settings::default())
    }

    /// The same with what may be moved moved there.
    pub(crate) fn sketched_with(
        &self,
        respondent: &mut dyn Respondent,
        verdict: &Verdict,
        settings: Settings,
    ) -> Option<Sketched> {
        let right = matches!(verdict.status, Status::Right | Status::Almost);
        let draw = self.figure.as_ref().filter(|_| right || verdict.status == Status::Wrong)?;
        let mut sketch = Sketch::new(respondent, self.name, &self.truth, right, settings);
        let figure = draw(&mut sketch);
        let (figure, seen) = sketch.finish(figure);
        // A picture of the truth alone would say nothing of the learner's function.
        let shows_something = right || seen.iter().any(|seen| seen.reply.as_ref().is_ok_and(tells));
        Some(Sketched { figure: shows_something.then_some(figure), seen })
    }

    /// The verdict on a function that is right at all probes, by what its picture asked besides; `None` when that is right, too.
    pub(crate) fn judge_seen(&self, seen: &[Seen]) -> Option<Verdict> {
        let wrong = seen.iter().filter_map(|seen| {
            let expected = self.truth.answer(&seen.arguments).value().cloned()?;
            let size = self.size_at(&seen.arguments, &expected);
            let probe = Probe { arguments: seen.arguments.clone(), article: None, clause: None };
            let question = Question::new(probe, expected, size);
            let comparable = question.expected.components().iter().all(|number| number.is_finite());
            let right = seen.reply.as_ref().is_ok_and(|answer| match &answer.outcome {
                Outcome::Value(_) => !comparable || self.is_right_at(&question, answer),
                _ => false,
            });
            (!right).then_some((question, &seen.reply))
        });
        let (question, reply) = wrong.min_by_key(|(question, _)| question.probe.complexity())?;
        const HERE: &str = "Right wherever the check asks, and not at this place, which your picture asked for.";
        Some(match reply {
            Err(failure) => {
                let probe = Some(self.show_words(&question, words(failure)));
                Verdict { probe, ..Verdict::failed(failure, format!("{HERE} {failure}")) }
            }
            Ok(answer) => {
                let probe = Some(self.show(&question, answer, None));
                match &answer.outcome {
                    Outcome::Panic { place, .. } => {
                        let place = place.as_ref().map(|place| format!(" at {place}")).unwrap_or_default();
                        Verdict { probe, ..Verdict::new(Status::Panicked, format!("panicked{place}. {HERE}")) }
                    }
                    _ => {
                        let next = self.next_step(&question, answer);
                        Verdict { probe, ..Verdict::new(Status::Wrong, format!("{HERE} {next}")) }
                    }
                }
            }
        })
    }
}

/// Whether there is anything to see in an answer: a walk that found nothing still went somewhere.
fn tells(answer: &Answer) -> bool {
    match answer.value() {
        None => false,
        Some(Value::Nothing | Value::Error(_)) => !answer.looks.kept.is_empty(),
        Some(value) => {
            let numbers = value.components();
            numbers.is_empty() || numbers.iter().any(|number| number.is_finite())
        }
    }
}
