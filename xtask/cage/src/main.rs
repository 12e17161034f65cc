//! `nabla-cage [options] -- PROGRAM ARGUMENTS…` puts itself into a cage and goes on as PROGRAM, with an empty
//! environment.
//!
//! What runs in it was written by a stranger: the compiler on somebody's files (`--profile compile`), or somebody's
//! program (`--profile answer`). Every layer holds by itself, and each says whether it is on; one that the system lacks
//! stops the cage unless `--may-lack` allows it. Without a program the cage only says which layers there are.
//!
//! `--report FILE` names an open file on which one line is written before PROGRAM begins: `caged` with the state of
//! every layer, or `refused` with the reason. So whoever waits knows, by something that PROGRAM cannot take back, that
//! it runs in a cage.

#[cfg(target_os = "linux")]
mod linux;

use nabla_layers::{Order, Refused};
use std::env;
use std::process::ExitCode;

/// As others that start a program in front of another say that they could not.
const NOT_CLOSED: u8 = 125;

fn main() -> ExitCode {
    let order = match Order::read(env::args_os().skip(1)) {
        Ok(order) => order,
        Err(error) => {
            eprintln!("nabla-cage: {error}. It is started by `cargo xtask grade`.");
            return ExitCode::from(2);
        }
    };
    let refused = enter(&order);
    eprintln!("nabla-cage: {refused}");
    ExitCode::from(NOT_CLOSED)
}

#[cfg(target_os = "linux")]
fn enter(order: &Order) -> Refused {
    let Err(refused) = linux::enter(order);
    linux::say(order, &refused.line());
    refused
}

#[cfg(not(target_os = "linux"))]
fn enter(_order: &Order) -> Refused {
    Refused("there is a cage on Linux alone".to_owned())
}
