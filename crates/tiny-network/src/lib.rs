//! The chapter on a tiny network: what is asked, what is true, which mistakes are known.
//!
//! One file an exercise, each with its probes, truth, mistakes, variants, hints and figure. What they share: the
//! networks that tell mistakes apart (`nets`), the truth, number by number and by the complex step (`truth`), and
//! answers drawn over the plane (`plane`).

use nabla_grading::Chapter;

mod backprop;
mod forward;
mod nets;
mod network_loss;
mod neuron;
mod plane;
mod train;
mod truth;

/// Mistakes or slips in a row: what they are called, the code, and the sentence that helps.
type Table<Code, const N: usize> = [(&'static str, Code, &'static str); N];

/// The exercises of this chapter, in the order in which they build on one another.
///
/// ```
/// let chapter = nabla_tiny_network::chapter();
/// assert_eq!(chapter.exercises[0].name, "neuron");
/// assert!(chapter.exercise("backprop").is_some_and(nabla_grading::Exercise::has_figure));
/// ```
#[must_use]
pub fn chapter() -> Chapter {
    Chapter {
        name: "tiny-network",
        title: "A tiny network",
        exercises: vec![
            neuron::exercise(),
            forward::exercise(),
            network_loss::exercise(),
            backprop::exercise(),
            train::exercise(),
        ],
    }
}
