//! The layers of the cage by name, how a cage is ordered, and what it says when it is closed.
//!
//! Two programs speak of a cage: the one that starts something in it, and the cage itself. What they say to each other
//! stands here, each thing once. Nothing here depends on a system.

mod order;
mod said;

pub use order::{Bounds, Order, OrderError, Profile};
pub use said::{Layers, Refused, State};

use std::fmt;

/// A layer of the cage: each holds by itself, and each can be switched off by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Bounds of one process: memory, processor time, the size of files, open files, processes.
    Limits,
    /// No new privileges, no capabilities, and another user where it was the superuser.
    Privileges,
    /// A mount namespace: what was not named is not there.
    Files,
    /// A PID namespace, which ends with whoever started it, and with it all that was detached.
    Processes,
    /// A network namespace without a network, and System V messages of its own.
    Network,
    /// Landlock: what was not named cannot be opened, and no TCP port, abstract socket or foreign process reached.
    Landlock,
    /// A list of system calls that are allowed.
    Seccomp,
}

impl Layer {
    /// All layers, in the order in which they are closed.
    pub const ALL: [Self; 7] =
        [Self::Limits, Self::Privileges, Self::Files, Self::Processes, Self::Network, Self::Landlock, Self::Seccomp];

    /// The name that command lines and reports use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Limits => "limits",
            Self::Privileges => "privileges",
            Self::Files => "files",
            Self::Processes => "processes",
            Self::Network => "network",
            Self::Landlock => "landlock",
            Self::Seccomp => "seccomp",
        }
    }

    /// The layer of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layer| layer.name() == name)
    }
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
