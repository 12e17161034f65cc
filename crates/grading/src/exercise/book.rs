//! The book of mistakes: adding to it, and running what is in it.

use crate::answers::answer::{Answer, Outcome};
use crate::answers::callable::{Function, Handler};
use crate::exercise::Exercise;
use crate::exercise::mistake::{Mistake, Slip, Slips};
use nabla_core::Value;

impl Exercise {
    /// Adds a known mistake: its name, the code, and the sentence that helps. The code is an idea and knows no edge.
    #[must_use]
    pub fn mistake<P>(mut self, name: &'static str, code: impl Handler<P>, says: &'static str) -> Self {
        self.mistakes.push(Mistake { name, says, part: None, function: Function::new(code) });
        self
    }

    /// Adds a known mistake in one part of the answer; the code gives that part alone. The sentence says nothing of other parts, for
    /// they may be wrong in their own way.
    #[must_use]
    pub fn mistake_in<P>(
        mut self,
        part: &'static str,
        name: &'static str,
        code: impl Handler<P>,
        says: &'static str,
    ) -> Self {
        self.mistakes.push(Mistake { name, says, part: Some(part), function: Function::new(code) });
        self
    }

    /// Adds slips in a procedure: each mistake differs from the right way in the one thing that it is about, and two slips together
    /// are code, too. `right` are the rules of the procedure, `run` makes it of them.
    #[must_use]
    pub fn slips<R: Clone + 'static, P, H: Handler<P>>(
        self,
        right: R,
        run: impl Fn(R) -> H + 'static,
        slips: impl IntoIterator<Item = Slip<R>>,
    ) -> Self {
        self.slips_in([right], run, slips)
    }

    /// The same where several ways are right, such as both directions round a curve: a slip counts as itself in each of them. The
    /// first way is the one that is shown.
    #[must_use]
    pub fn slips_in<R: Clone + 'static, P, H: Handler<P>>(
        mut self,
        ways: impl IntoIterator<Item = R>,
        run: impl Fn(R) -> H + 'static,
        slips: impl IntoIterator<Item = Slip<R>>,
    ) -> Self {
        let (rights, slips): (Vec<R>, Vec<Slip<R>>) = (ways.into_iter().collect(), slips.into_iter().collect());
        let (ways, first) = (rights.len(), self.mistakes.len());
        let last = first + slips.len();
        let names: Vec<_> = slips.iter().map(|Slip { name, says, .. }| (*name, *says)).collect();
        let with = Box::new(move |way: usize, those: &[usize]| {
            let mut rules = rights[way].clone();
            those.iter().for_each(|&slip| (slips[slip].change)(&mut rules));
            Function::new(run(rules))
        });
        let mistakes = names.into_iter().enumerate();
        self.mistakes.extend(mistakes.map(|(slip, (name, says))| Mistake {
            name,
            says,
            part: None,
            function: with(0, &[slip]),
        }));
        self.slips = Some(Slips { first, last, ways, with });
        self
    }

    /// What the mistake with that number answers; where it is about one part, all others are the truth's.
    pub(crate) fn mistaken(&self, index: usize, arguments: &[Value]) -> Answer {
        let mistake = &self.mistakes[index];
        let mut answer = mistake.function.answer(arguments);
        let Some(part) = mistake.part else { return answer };
        let part = self.parts.index(part).unwrap_or_else(|| panic!("`{}` has no part `{part}`", self.name));
        if let (Some(piece), Some(truth)) = (answer.value(), self.truth.answer(arguments).value()) {
            let whole = self.parts.replaced(truth, part, piece);
            answer.outcome = whole.map_or_else(
                || Outcome::Unanswerable(format!("the mistake `{}` gives no part of the answer", mistake.name)),
                Outcome::Value,
            );
        }
        answer
    }

    /// These mistakes at once, where all are slips in the same procedure, in one of its right ways.
    pub(crate) fn slipped(&self, way: usize, mistakes: &[usize]) -> Option<Function> {
        let Slips { first, ways, with, .. } = self.slips.as_ref()?;
        let are_slips = mistakes.iter().all(|index| self.is_slip(*index));
        let slips: Vec<usize> = mistakes.iter().map(|index| index.saturating_sub(*first)).collect();
        (are_slips && way < *ways).then(|| with(way, &slips))
    }

    /// Whether that mistake is a slip in the procedure.
    pub(crate) fn is_slip(&self, mistake: usize) -> bool {
        self.slips.as_ref().is_some_and(|slips| (slips.first..slips.last).contains(&mistake))
    }

    /// In how many right ways the procedure can be done in which these mistakes are slips.
    pub(crate) fn ways(&self) -> usize {
        self.slips.as_ref().map_or(1, |slips| slips.ways)
    }
}
