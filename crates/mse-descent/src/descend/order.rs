//! The wrong descents that look at the reasons to stop in another order.

use super::rules::{Rules, Task};
use super::{Data, Path, Point};
use crate::data::usable;
use crate::line;
use nabla_core::{Descent, Status};
use nabla_grading::Exercise;

/// The reasons to stop in another order: where two of them hold at once, the other one is given.
pub(super) fn stopped_out_of_order(exercise: Exercise) -> Exercise {
    exercise
        .mistake(
            "looked at the steps before the gradient",
            reported(|descent, task| {
                let last = descent.path.len() - 1 == task.max_steps;
                if last && descent.status == Status::Converged { Status::MaxSteps } else { descent.status }
            }),
            "A descent that converges with its very last step has converged: look at the gradient before you count.",
        )
        .mistake(
            "looked at the steps first",
            reported(
                |descent, task| {
                    if descent.path.len() - 1 == task.max_steps { Status::MaxSteps } else { descent.status }
                },
            ),
            "A descent that converges or diverges with its very last step has done so: count the steps after both.",
        )
        .mistake(
            "looked at the steps before the loss",
            reported(|descent, task| {
                let last = descent.path.len() - 1 == task.max_steps;
                if last && descent.status == Status::Diverged { Status::MaxSteps } else { descent.status }
            }),
            "A descent that diverges with its very last step has diverged: look at the loss before you count.",
        )
        .mistake(
            "looked at the gradient before the loss",
            reported(|descent, task| {
                let (along_w, along_b) = line::slopes(task.x, task.y, descent.path[descent.path.len() - 1]);
                if along_w.hypot(along_b) <= task.tolerance { Status::Converged } else { descent.status }
            }),
            "Where the loss is infinite no tolerance is large enough to call it an arrival: look at the loss first.",
        )
}

/// The right path, and another word for how it ended.
fn reported(status: fn(&Descent, &Task<'_>) -> Status) -> impl Fn(Data, Data, Point, f64, f64, usize) -> Path {
    move |x: Data, y: Data, start: Point, eta: f64, tolerance: f64, max_steps: usize| {
        usable(&x, &y)?;
        let task = Task { x: &x, y: &y, start, eta, tolerance, max_steps };
        let descent = Rules::right().descend(&task);
        Ok(Descent { status: status(&descent, &task), ..descent })
    }
}
