//! What a descent is asked, for `descend` and for a procedure of which a descent is a part.

use super::{Data, Point, Rules};
use crate::data::{Points, article, separating};
use crate::owing::only_data_refused;
use nabla_core::Status;
use nabla_grading::{Clause, Exercise, Handler, IntoArguments, Probes};

/// The arguments of such a procedure: data, start, η, tolerance and the steps that are allowed.
pub(crate) type Call<A> = fn(Data, Data, Point, f64, f64, usize) -> A;

/// The calls that all of them have in common.
pub(crate) struct Calls<A>(pub(crate) Call<A>);

/// One point, with the least loss 0 along a whole line.
fn one() -> Points {
    (vec![2.0], vec![7.0])
}

impl<A: IntoArguments + Clone + 'static> Calls<A> {
    fn on(&self, (x, y): Points, start: Point, eta: f64, tolerance: f64, max_steps: usize) -> A {
        (self.0)(x, y, start, eta, tolerance, max_steps)
    }

    /// Calls that tell the slips apart.
    pub(crate) fn telling(&self, ask: &mut Probes) {
        ask.at(self.on(article(), (0.0, 0.0), 0.02, 0.01, 2));
        // Diverged, and converged, with the very last step.
        ask.at(self.on(article(), (2.0, 3.0), 0.5, 0.01, 5));
        ask.at(self.on(one(), (1.0, 3.0), 0.05, 0.01, 10));
        ask.at(self.on(article(), (0.0, 0.0), 0.17, 0.01, 40));
        ask.at(self.on(article(), (2.0, 1.0), 0.17, 0.1, 150));
        // Too fast by far, by little, and too fast across the valley while along it the loss falls at first.
        ask.at(self.on(article(), (2.0, 3.0), 0.5, 0.01, 100));
        // So fast that the loss is infinite within the steps, and a million times as large with each of them.
        ask.at(self.on(article(), (2.0, 3.0), 5.0, 0.01, 100));
        ask.at(self.on(one(), (1.0, 3.0), 1000.0, 0.01, 50));
        ask.at(self.on(article(), (0.0, 0.0), 0.2, 0.01, 150));
        ask.at(self.on(article(), (0.5, 4.6), 0.2, 0.01, 150));
        // No step needed, for the tolerance is large, or the line fits perfectly with the loss 0.
        ask.at(self.on(article(), (2.0, 3.0), 0.1, 1e3, 10));
        let line = || (vec![2.0, 3.0, 5.0], vec![7.0, 10.0, 16.0]);
        ask.at(self.on(line(), (3.0, 1.0), 0.1, 0.01, 10));
        // A small loss can be a million times larger and still be small.
        ask.at(self.on(line(), (3.01, 1.0), 0.5, 1e-4, 100));
        // Thresholds that are met exactly, by numbers that no order of operations rounds: the gradient (3, 4), of
        // length 5, and a loss of 1 that becomes a million.
        for tolerance in [5.0, 4.96] {
            ask.at(self.on((vec![0.75], vec![4.0]), (4.0, 3.0), 0.25, tolerance, 3));
        }
        ask.at(self.on((vec![1.0], vec![3.0]), (1.0, 1.0), 250.25, 0.25, 5));
        ask.at(self.on(separating(), (0.7, -1.3), 0.05, 0.001, 150));
        ask.at(self.on(separating(), (0.7, -1.3), 0.1, 0.25, 150));
        // Equal inputs: a whole line of optima.
        ask.at(self.on((vec![2.0, 2.0, 2.0], vec![1.0, 5.0, 3.0]), (1.0, 4.0), 0.05, 0.01, 150));
    }

    /// What every descent owes; `by` is the procedure by other rules.
    pub(crate) fn clauses<P, H: Handler<P>>(&self, exercise: Exercise, by: impl Fn(Rules) -> H) -> Exercise {
        self.of_allowances(self.of_ends(exercise, &by), &by)
    }

    /// Which of the three ends is reported where there is hardly a descent.
    fn of_ends<P, H: Handler<P>>(&self, exercise: Exercise, by: &impl Fn(Rules) -> H) -> Exercise {
        let [steps, loss, rate] = sentences_on_ends();
        let right = Rules::right();
        exercise
            .clause(
                steps
                    .at(self.on(article(), (2.0, 3.0), 0.1, 0.01, 0))
                    .at(self.on(article(), (1.5, 7.0 / 3.0), 0.1, 1e-6, 0))
                    .missed(
                        "made a step all the same",
                        by(Rules { exhausted: |here, task| here.steps >= task.max_steps.max(1), ..right }),
                        "An allowance of no steps still makes a step in yours: look before you leap.",
                    ),
            )
            .clause(
                only_data_refused(loss)
                    .at(self.on(article(), (1e200, 3.0), 0.1, 0.01, 10))
                    .at(self.on(article(), (1e200, 3.0), 0.1, 1e300, 10))
                    .at(self.on(article(), (f64::NAN, 3.0), 0.1, 0.01, 10))
                    .missed(
                        "noticed only a loss that is too large",
                        by(Rules { diverged: |here| here.loss > 1e6 * here.first, ..right }),
                        "NaN is not above any bound, and infinity is not above a million times itself: \
                         a loss that is not finite gets past your test.",
                    )
                    .missed(
                        "looked at the gradient first",
                        by(Rules { order: [Status::Converged, Status::Diverged, Status::MaxSteps], ..right }),
                        "Where the loss is infinite no tolerance is large enough to call it an arrival: \
                         look at the loss first.",
                    ),
            )
            .clause(
                only_data_refused(rate)
                    .at(self.on(article(), (2.0, 3.0), 0.0, 0.01, 5))
                    .at(self.on(article(), (2.0, 3.0), -0.1, 0.01, 100))
                    .at(self.on(article(), (2.0, 3.0), f64::NAN, 0.01, 100))
                    .missed(
                        "took the size of η",
                        by(Rules { rate: |eta, _| eta.abs(), ..right }),
                        "A negative η is to be used as it is: it climbs.",
                    ),
            )
    }

    /// Tolerances and numbers of steps as they are given.
    fn of_allowances<P, H: Handler<P>>(&self, exercise: Exercise, by: &impl Fn(Rules) -> H) -> Exercise {
        let right = Rules::right();
        let tolerance = Clause::new(
            "any tolerance, tiny or 0",
            "The tolerance that you were given is the one to use: with 0 only a gradient of 0 is short enough.",
        );
        let long = Clause::new(
            "as many steps as are allowed",
            "A descent may need many steps, and makes them as long as they are allowed: look for a bound of your own.",
        );
        exercise
            .clause(
                tolerance
                    .at(self.on(one(), (1.0, 3.0), 0.05, 1e-10, 100))
                    .at(self.on(one(), (1.0, 3.0), 0.05, 0.0, 40))
                    .missed(
                        "raised small tolerances",
                        by(Rules { converged: |here, task| here.steepness() <= task.tolerance.max(1e-8), ..right }),
                        "",
                    ),
            )
            .clause(
                long.at(self.on(article(), (2.0, 1.0), 0.1, 1e-6, 1000))
                    .at(self.on(one(), (1.0, 3.0), 1e-5, 1e-9, 10_050))
                    .missed(
                        "cut the steps",
                        by(Rules { exhausted: |here, task| here.steps >= task.max_steps.min(200), ..right }),
                        "",
                    ),
            )
    }
}

fn sentences_on_ends() -> [Clause; 3] {
    [
        Clause::new(
            "without steps the start is all there is",
            "With `max_steps` = 0 no step is made, and what is true of the start is reported.",
        ),
        Clause::new(
            "Diverged where a loss is not finite",
            "A loss that is not finite is Diverged, at the start too, and whatever the tolerance: \
             the data are sound, and there is an end to report.",
        ),
        Clause::new(
            "any η: 0, negative, NaN",
            "η is used as it is: with 0 the point stays where it is until the steps run out, below 0 the loss climbs, \
             and where it is NaN the first step leads to Diverged.",
        ),
    ]
}
