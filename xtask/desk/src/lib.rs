//! What others than `watch` need of it: seeing saves.

pub mod saves;
