//! The mistakes of an exercise, each code that runs: whole answers, parts of answers, and slips in a procedure.

use crate::answers::callable::Function;

/// A wrong implementation that people really write.
#[derive(Debug)]
pub struct Mistake {
    /// A few words.
    pub name: &'static str,
    /// The sentence that helps, without giving the answer away.
    pub says: &'static str,
    /// The part of the answer that it is about; all others are right then.
    pub part: Option<&'static str>,
    /// The mistake as code that runs, giving that part or the whole answer.
    pub(crate) function: Function,
}

/// A right implementation in another style.
#[derive(Debug)]
pub struct Variant {
    /// A few words.
    pub name: &'static str,
    /// The variant as code that runs.
    pub function: Function,
}

/// A slip in a procedure whose rules are an `R`.
pub struct Slip<R> {
    pub(super) name: &'static str,
    pub(super) says: &'static str,
    pub(super) change: Box<dyn Fn(&mut R)>,
}

/// A slip: its name, the rule that it changes, and the sentence that helps.
pub fn slip<R>(name: &'static str, change: impl Fn(&mut R) + 'static, says: &'static str) -> Slip<R> {
    Slip { name, says, change: Box::new(change) }
}

impl<R> std::fmt::Debug for Slip<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Slip").field("name", &self.name).finish_non_exhaustive()
    }
}

/// The procedure in one of its right ways, with these slips.
pub(super) type InWay = Box<dyn Fn(usize, &[usize]) -> Function>;

/// The slips among the mistakes, and any of them at once in any of the right ways.
pub(crate) struct Slips {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) ways: usize,
    pub(super) with: InWay,
}
