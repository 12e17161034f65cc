//! The runner's entrance. All of it is in the library, so that Cargo can say where the runner's own libraries are
//! without touching the program that asks.

use std::process::ExitCode;

fn main() -> ExitCode {
    xtask::main()
}
