//! Which commands need the solutions, which a handout comes without.

use super::{CheckOptions, Command};

impl Command {
    /// What cannot be done where the solutions are not here, if there is anything; it is said before anything is built for it.
    pub fn needs_solutions(&self) -> Option<&'static str> {
        match self {
            Self::Check(CheckOptions { solutions: true, .. }) | Self::Report { solutions: true, .. } => {
                Some("there is nothing to judge there")
            }
            Self::Solution { .. } => Some("there is none to show"),
            Self::Book { solutions: true, .. } => Some("they cannot be put into the book"),
            Self::Siege(_) => Some("attacks have no honest file to hide in"),
            Self::Stub { .. } => Some("there is nothing to make a stub from"),
            Self::Verify { .. } => Some("there is nothing to prove the exercises with"),
            Self::Naming { .. } => Some("there is nothing to make drafts from"),
            Self::Starter { .. } => Some("the stubs that students get cannot be made"),
            Self::Bench { class: Some(_), .. } => Some("a class cannot be made up"),
            Self::Bench { .. } => Some("there is nothing to measure with"),
            _ => None,
        }
    }
}
