//! What an exercise asks: calls with chosen arguments, from round ones to random ones.

use crate::answers::compare::identical;
use nabla_core::{Draw, Field, Flaw, HessianField, IntoArguments, IntoValue, JacobianField, Map, Value, number_text};

/// One call of the learner's function.
#[derive(Clone, Debug)]
pub struct Probe {
    /// One value a parameter.
    pub arguments: Vec<Value>,
    /// The value that the course's text prints for it, if it does.
    pub article: Option<Value>,
    /// The clause that it asks for, by its place in the exercise; none for an ordinary probe.
    pub clause: Option<usize>,
}

/// The probes of one exercise, collected in the order in which they will be asked.
#[derive(Debug)]
pub struct Probes {
    list: Vec<Probe>,
    draw: Draw,
}

impl Probes {
    pub(crate) fn new(seed: u64, exercise: &str) -> Self {
        Self { list: Vec::new(), draw: Draw::seeded(seed, exercise) }
    }

    pub(crate) fn into_list(self) -> Vec<Probe> {
        self.list
    }

    /// Asks at these arguments.
    pub fn at(&mut self, arguments: impl IntoArguments) {
        self.list.push(Probe { arguments: arguments.into_arguments(), article: None, clause: None });
    }

    /// Asks at these arguments, for which the course's text prints `value`; `verify` proves that the truth reproduces it.
    pub fn article(&mut self, arguments: impl IntoArguments, value: impl IntoValue) {
        self.list.push(Probe {
            arguments: arguments.into_arguments(),
            article: Some(value.into_value()),
            clause: None,
        });
    }

    /// Asks at arguments as they travel.
    pub(crate) fn at_values(&mut self, arguments: Vec<Value>) {
        self.list.push(Probe { arguments, article: None, clause: None });
    }

    /// Asks `count` times at arguments drawn with the seed: first with numbers that are short to print, then as often with all the
    /// digits that a number can have, at which nothing that was rounded looks right.
    /// ```
    /// use nabla_grading::Exercise;
    /// let exercise = Exercise::new("product", "x·y").truth(|x: f64, y: f64| x * y).probes(|ask| {
    ///     ask.at((3.0, -4.0));
    ///     ask.random(10, |draw| (draw.number(-9.0, 9.0), draw.number(-9.0, 9.0)));
    /// });
    /// let texts = |seed| exercise.probes_for(seed).iter().map(|probe| probe.call_text("product")).collect::<Vec<_>>();
    /// assert_eq!((texts(1).len(), texts(1)[0].as_str()), (11, "product(3, -4)"));
    /// assert_eq!((texts(1) == texts(1), texts(1) == texts(2)), (true, false));
    /// ```
    pub fn random<A: IntoArguments>(&mut self, count: usize, mut arguments: impl FnMut(&mut Draw) -> A) {
        for index in 0..count {
            self.draw.use_all_digits(2 * index >= count);
            let arguments = arguments(&mut self.draw);
            self.at(arguments);
        }
        self.draw.use_all_digits(false);
    }

    /// The source of seeded numbers, for probes that need more than [`random`](Self::random).
    pub fn draw(&mut self) -> &mut Draw {
        &mut self.draw
    }
}

impl Probe {
    /// The call as a person would write it: `f_x(3, -4)`, with the formulas of functions behind it.
    #[must_use]
    pub fn call_text(&self, exercise: &str) -> String {
        let mut formulas = Formulas::default();
        let arguments: Vec<String> = self.arguments.iter().map(|argument| formulas.name(argument)).collect();
        let call = format!("{exercise}({})", arguments.join(", "));
        if formulas.list.is_empty() { call } else { format!("{call} with {}", formulas.list.join(", ")) }
    }

    /// Whether that is the same call, for the same clause and with the same number in the text.
    pub(crate) fn is(&self, other: &Self) -> bool {
        let same = self.arguments.iter().zip(&other.arguments).all(|(a, b)| identical(a, b));
        self.arguments.len() == other.arguments.len()
            && same
            && (self.clause, &self.article) == (other.clause, &other.article)
    }

    /// How much a person must read to picture this probe: few short numbers are round.
    pub(crate) fn complexity(&self) -> usize {
        self.arguments
            .iter()
            .map(|argument| match argument {
                Value::Function(field) => formula_complexity(field),
                Value::Gradient(gradient) => formula_complexity(&gradient.field),
                Value::Hessian(_) | Value::Map(_) | Value::Jacobian(_) => argument.to_string().chars().count(),
                other => numbers_complexity(&other.components()),
            })
            .sum()
    }
}

/// The formulas of the functions among the arguments, and the letters that stand for them.
#[derive(Default)]
struct Formulas<'a> {
    list: Vec<String>,
    maps: Vec<&'a Map>,
}

impl<'a> Formulas<'a> {
    /// What stands for the argument in the call.
    fn name(&mut self, argument: &'a Value) -> String {
        match argument {
            Value::Function(field) => {
                self.list.push(format!("f({}) = {field}", field.variable_names()));
                "f".to_owned()
            }
            Value::Gradient(gradient) => {
                if gradient.flaw != Flaw::Sound {
                    self.list.push(format!("∇f = {gradient}"));
                }
                "∇f".to_owned()
            }
            Value::Hessian(HessianField(field)) => {
                self.list.push(format!("f({}) = {field}", field.variable_names()));
                "∇²f".to_owned()
            }
            Value::Map(map) => self.letter(map).to_owned(),
            Value::Jacobian(JacobianField(map)) => format!("J_{}", self.letter(map)),
            other => other.to_string(),
        }
    }

    /// F for the first map, G for another one.
    fn letter(&mut self, map: &'a Map) -> &'static str {
        const LETTERS: [&str; 3] = ["F", "G", "K"];
        let place = self.maps.iter().position(|known| *known == map).unwrap_or(self.maps.len());
        let letter = LETTERS[place.min(LETTERS.len() - 1)];
        if place == self.maps.len() {
            self.maps.push(map);
            self.list.push(format!("{letter}({}) = {map}", map.variable_names()));
        }
        letter
    }
}

fn formula_complexity(field: &Field) -> usize {
    field.to_string().chars().count()
}

/// Nobody reads a long list to its end: beyond that it only counts how long it is.
fn numbers_complexity(numbers: &[f64]) -> usize {
    const READ: usize = 64;
    // As much as the longest of numbers.
    const UNREAD: usize = 48;
    let (read, unread) = numbers.split_at(numbers.len().min(READ));
    read.iter().map(|number| 1 + number_complexity(*number)).sum::<usize>() + UNREAD * unread.len()
}

/// Small whole numbers first, then longer ones; zero is short but hides mistakes from the eye, as 1 does.
fn number_complexity(number: f64) -> usize {
    let text = number_text(number.abs(), None);
    let blind = usize::from(number == 0.0 || number.abs() == 1.0);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let broken = if text.contains(['.', 'e', 'N', 'i']) { 3 } else { 0 };
    2 * digits + broken + blind
}

#[cfg(test)]
mod tests {
    use super::*;
    use nabla_core::{GradientField, HessianField, JacobianField, Map};

    fn probe(arguments: impl IntoArguments) -> Probe {
        Probe { arguments: arguments.into_arguments(), article: None, clause: None }
    }

    #[test]
    fn whole_numbers_are_rounder_than_decimals_and_short_ones_than_long_ones() {
        let round = probe((3.0, -4.0)).complexity();
        assert!(round < probe((0.5, -1.5)).complexity());
        assert!(round < probe((13.0, -4.0)).complexity());
        assert!(probe((0.5, -1.5)).complexity() < probe((-3.27, 0.44)).complexity());
        assert!(round < probe((3e6, -4e6)).complexity());
    }

    #[test]
    fn what_is_derived_from_a_function_is_called_after_it() {
        let f = Field::bowl(1.0, 4.0);
        let newton = probe((GradientField::of(f.clone()), HessianField(f), vec![2.0, 1.0]));
        assert_eq!(newton.call_text("find"), "find(∇f, ∇²f, [2, 1]) with f(x, y) = x² + 4y²");
        let square = Map::Components(vec![Field::curve(&[0.0, 0.0, 1.0])]);
        let chain = probe((Map::Polar, JacobianField(Map::Polar), JacobianField(square)));
        assert_eq!(chain.call_text("chain"), "chain(F, J_F, J_G) with F(r, t) = (r cos t, r sin t), G(x) = (x²)");
    }

    #[test]
    fn a_call_reads_as_one_would_write_it() {
        assert_eq!(probe((3.0, -4.0)).call_text("f_x"), "f_x(3, -4)");
        let with_function = probe((Field::bowl(1.0, 4.0), 0.5, 1e-5));
        assert_eq!(with_function.call_text("slice_x"), "slice_x(f, 0.5, 1e-5) with f(x, y) = x² + 4y²");
    }
}
