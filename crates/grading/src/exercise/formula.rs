//! A formula as code: what somebody has in mind, right or wrong.

use crate::answers::answer::Answer;
use crate::exercise::question::Question;
use nabla_core::Value;
use std::rc::Rc;

/// An idea as code: the truth, or a mistake.
pub(crate) trait Formula: std::fmt::Debug {
    fn at(&self, arguments: &[Value]) -> Answer;

    /// The same at a probe.
    fn at_probe(&self, question: &Question) -> Rc<Answer> {
        Rc::new(self.at(&question.probe.arguments))
    }

    /// Whether it is known what the idea gives there. Code always tells; what was fitted on numbers says nothing of
    /// what is not finite.
    fn can_tell(&self, _question: &Question) -> bool {
        true
    }

    /// Whether that is an answer that it may give, in one right way of the procedure or another.
    fn gives(&self, question: &Question, is_it: &dyn Fn(&Answer) -> bool) -> bool {
        is_it(&self.at_probe(question))
    }
}
