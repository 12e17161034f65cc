//! Building an exercise: a chain of calls that reads like the page of a book.

use super::{Exercise, Property};
use crate::answers::callable::{Function, Handler};
use crate::exercise::clause::Clause;
use crate::exercise::mistake::Variant;
use crate::exercise::observation::{Complaint, Observation};
use crate::exercise::part::{Kind, Part, Parts};
use crate::exercise::probe::Probes;
use crate::exercise::term::Term;
use crate::figure::Figure;
use crate::figure::sampler::Sketch;
use nabla_core::{Tolerance, Value};

impl Exercise {
    /// The ordinary probes, on which the idea is judged: the article's own numbers, probes that separate the mistakes, seeded
    /// random ones. Edges belong to [clauses](Self::clause).
    #[must_use]
    pub fn probes(mut self, probes: impl Fn(&mut Probes) + 'static) -> Self {
        self.probes = Box::new(probes);
        self
    }

    /// The right answer at ordinary probes, computed by another method than the solution's. It need not know any edge.
    #[must_use]
    pub fn truth<P>(mut self, truth: impl Handler<P>) -> Self {
        self.truth = Function::new(truth);
        self
    }

    /// How close an answer must come; [`Tolerance::closed_form`] where nothing is said.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Tolerance) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// The size of the terms that are added up, as a function of the arguments, for the absolute part of the tolerance: of all that
    /// somebody may add up on another way, not only of what survives. Where nothing is said it is the largest component of the
    /// truth, of each part for itself.
    #[must_use]
    pub fn size<P>(mut self, size: impl Handler<P>) -> Self {
        self.size = Some(Function::new(size));
        self
    }

    /// What the answer is as a whole, where its parts do not say it: an arrow whose parts are two slopes.
    #[must_use]
    pub fn kind(mut self, kind: Kind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// What the parts of the answer are called, in order: items of a tuple, fields of a struct, components of a vector. One part
    /// alone says what the whole answer is.
    /// ```
    /// use nabla_grading::{Exercise, Function, number};
    /// let exercise = Exercise::new("sides", "the perimeter and the area of a rectangle")
    ///     .parts([number("the perimeter"), number("the area")])
    ///     .truth(|a: f64, b: f64| (2.0 * (a + b), a * b))
    ///     .probes(|ask| ask.random(9, |draw| (draw.number(1.0, 9.0), draw.number(1.0, 9.0))));
    /// let verdict = exercise.judge(&mut &Function::new(|a: f64, b: f64| (a + b, a * b)), 1);
    /// assert_eq!(verdict.mistake.expect("a factor").name, "the perimeter: too small by a factor of 2");
    /// ```
    #[must_use]
    pub fn parts(mut self, parts: impl IntoIterator<Item = Part>) -> Self {
        self.parts = Parts { list: parts.into_iter().collect(), of_items: false };
        self
    }

    /// The same for an answer that is a list whose items fall into parts: all angles are one part, all rates another.
    #[must_use]
    pub fn parts_of_items(mut self, parts: impl IntoIterator<Item = Part>) -> Self {
        self.parts = Parts { list: parts.into_iter().collect(), of_items: true };
        self
    }

    /// The terms that the closed formula may hold; wrong answers are fitted on them.
    /// ```
    /// use nabla_grading::{Exercise, Function, monomials};
    /// let exercise = Exercise::new("slope", "the slope of x³ − 5x")
    ///     .terms(monomials(&["x"], 3))
    ///     .truth(|x: f64| 3.0 * x * x - 5.0)
    ///     .probes(|ask| ask.random(12, |draw| (draw.number(-9.0, 9.0),)));
    /// let verdict = exercise.judge(&mut &Function::new(|x: f64| 3.0 * x * x - 5.0 * x), 1);
    /// assert_eq!(verdict.mistake.expect("two terms").name, "the term in x in place of another one");
    /// ```
    #[must_use]
    pub fn terms(mut self, terms: Vec<Term>) -> Self {
        self.terms.push((None, terms));
        self
    }

    /// The terms of one part's formula.
    #[must_use]
    pub fn terms_in(mut self, part: &'static str, terms: Vec<Term>) -> Self {
        self.terms.push((Some(part), terms));
        self
    }

    /// Adds a clause of the contract. Clauses stand in the order of the statement.
    /// ```
    /// use nabla_grading::{Clause, Exercise, Function, Status};
    /// let exercise = Exercise::new("inverse", "1/x, and None for 0")
    ///     .truth(|x: f64| 1.0 / x)
    ///     .clause(Clause::new("None for 0", "Nothing times 0 is 1.").at((0.0,)).gives(None::<f64>))
    ///     .probes(|ask| ask.random(9, |draw| (draw.number_off_zero(-9.0, 9.0, 0.1),)));
    /// let verdict = exercise.judge(&mut &Function::new(|x: f64| Some(1.0 / x)), 1);
    /// assert_eq!((verdict.status, verdict.edges[0].kept), (Status::Almost, false));
    /// ```
    #[must_use]
    pub fn clause(mut self, clause: Clause) -> Self {
        self.clauses.push(clause);
        self
    }

    /// Several answers are right: judge by the properties alone, without comparing with the truth.
    /// ```
    /// use nabla_grading::{Complaint, Exercise, Function};
    /// let exercise = Exercise::new("root", "a number whose square is x")
    ///     .truth(f64::sqrt)
    ///     .not_unique()
    ///     .property(|asked| match asked.value::<f64>() {
    ///         Some(root) if (root * root - asked.argument::<f64>(0)).abs() < 1e-9 => Ok(()),
    ///         _ => Err(Complaint::new("Square your answer: x should come out.")),
    ///     })
    ///     .probes(|ask| ask.random(9, |draw| (draw.number(0.0, 9.0),)));
    /// assert!(exercise.judge(&mut &Function::new(|x: f64| -x.sqrt()), 1).is_right());
    /// ```
    #[must_use]
    pub fn not_unique(mut self) -> Self {
        self.unique = false;
        self
    }

    /// When two answers to the same arguments count as one, though their values differ: the same segments in another order. A
    /// mistake is recognised by any of the answers that count as its own.
    #[must_use]
    pub fn alike(mut self, alike: impl Fn(&[Value], &Value, &Value) -> bool + 'static) -> Self {
        self.alike = Some(Box::new(alike));
        self
    }

    /// An answer and its opposite are the same: a direction along a curve, which may be walked either way.
    #[must_use]
    pub fn either_way(mut self) -> Self {
        self.either_way = true;
        self
    }

    /// Requires something of each answer.
    #[must_use]
    pub fn property(mut self, holds: impl Fn(&Observation<'_>) -> Result<(), Complaint> + 'static) -> Self {
        self.properties.push(Property::Each(Box::new(holds)));
        self
    }

    /// Requires something of all answers together; a complaint comes with the index of the probe that shows it best.
    #[must_use]
    pub fn overall(mut self, holds: impl Fn(&[Observation<'_>]) -> Result<(), (usize, Complaint)> + 'static) -> Self {
        self.properties.push(Property::Overall(Box::new(holds)));
        self
    }

    /// Adds a right answer in another style.
    #[must_use]
    pub fn variant<P>(mut self, name: &'static str, code: impl Handler<P>) -> Self {
        self.variants.push(Variant { name, function: Function::new(code) });
        self
    }

    /// Notes a name under which the exercise was known before, as `chapter/exercise`, so that a learner who updates the
    /// course keeps progress and history.
    #[must_use]
    pub fn formerly(mut self, id: &'static str) -> Self {
        self.former_ids.push(id);
        self
    }

    /// Sets the three hints, each saying more than the one before.
    #[must_use]
    pub fn hints(mut self, hints: [&'static str; 3]) -> Self {
        self.hints = hints;
        self
    }

    /// Sets how the learner's own function is drawn.
    /// ```
    /// use nabla_grading::figure::{Axis, Figure, Layer, Panel, Role, spread};
    /// use nabla_grading::{Exercise, Function};
    /// let exercise = Exercise::new("square", "x²").truth(|x: f64| x * x).probes(|ask| ask.at((3.0,))).figure(|sketch| {
    ///     let x = spread(-2.0, 2.0, 9);
    ///     let y = sketch.numbers(x.iter().map(|x| (*x,)));
    ///     let panel = Panel::new(Axis::new("x", -2.0, 2.0), Axis::around("y", y.iter().copied()));
    ///     Figure::new("your curve").panel(panel.layer(Layer::line(Role::Learner, "yours", x.into_iter().zip(y))))
    /// });
    /// let code = Function::new(|x: f64| x * x);
    /// let verdict = exercise.judge(&mut &code, 1);
    /// assert_eq!(exercise.draw(&mut &code, &verdict).expect("a figure").title, "your curve");
    /// ```
    #[must_use]
    pub fn figure(mut self, figure: impl Fn(&mut Sketch<'_>) -> Figure + 'static) -> Self {
        self.figure = Some(Box::new(figure));
        self
    }
}
