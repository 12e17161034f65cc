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
    /// ```
    /// use nabla_grading::{Exercise, Function, number};
    /// let exercise = Exercise::new("circle", "the circumference and the area of a circle")
    ///     .parts([number("the circumference"), number("the area")])
    ///     .truth(|r: f64| (std::f64::consts::TAU * r, std::f64::consts::PI * r * r))
    ///     .mistake_in("the area", "forgot the square", |r: f64| std::f64::consts::PI * r, "An area grows with r².")
    ///     .mistake_in("the circumference", "half way round", |r: f64| std::f64::consts::PI * r, "Once round is 2πr.")
    ///     .probes(|ask| ask.random(9, |draw| (draw.number(2.0, 9.0),)));
    /// let both = Function::new(|r: f64| (std::f64::consts::PI * r, std::f64::consts::PI * r));
    /// let verdict = exercise.judge(&mut &both, 1);
    /// let name = verdict.mistake.expect("two of the book").name;
    /// assert_eq!(name, "the circumference: half way round; the area: forgot the square");
    /// ```
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
    /// ```
    /// use nabla_grading::{Exercise, Function, slip};
    /// #[derive(Clone)]
    /// struct Rules { start: f64, factor: f64 }
    /// let run = |rules: Rules| move |steps: usize| (0..steps).fold(rules.start, |x, _| rules.factor * x);
    /// let exercise = Exercise::new("grow", "2ⁿ")
    ///     .truth(|n: usize| 2.0_f64.powi(i32::try_from(n).unwrap_or(0)))
    ///     .slips(Rules { start: 1.0, factor: 2.0 }, run, [
    ///         slip("began at 0", |rules: &mut Rules| rules.start = 0.0, "2⁰ is 1."),
    ///         slip("began at 2", |rules: &mut Rules| rules.start = 2.0, "2⁰ is 1."),
    ///         slip("tripled", |rules: &mut Rules| rules.factor = 3.0, "Two in each step."),
    ///     ])
    ///     .probes(|ask| (0..9_usize).for_each(|n| ask.at((n,))));
    /// let verdict = exercise.judge(&mut &Function::new(run(Rules { start: 2.0, factor: 3.0 })), 1);
    /// assert_eq!(verdict.mistake.expect("two slips").name, "began at 2, and tripled");
    /// ```
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
