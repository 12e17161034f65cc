//! One file a command: each says which way it takes, from what is asked for to what is shown.

pub(crate) mod attempts;
pub(crate) mod bench;
pub(crate) mod check;
pub(crate) mod gallery;
pub(crate) mod hint;
pub(crate) mod list;
pub(crate) mod naming;
pub(crate) mod plot;
pub(crate) mod report;
pub(crate) mod stub;
pub(crate) mod verify;
