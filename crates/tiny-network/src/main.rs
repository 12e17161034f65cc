//! This chapter's judge as a program; `cargo xtask` starts it.

use std::process::ExitCode;

fn main() -> ExitCode {
    nabla_grading::judge_program(nabla_tiny_network::chapter)
}
