//! The cage as a program: what it says, what it lets through, and how it ends.

#![cfg(target_os = "linux")]

use nabla_layers::{Layer, Layers, Order, Profile, State};
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Output, Stdio};

/// Runs a program in the cage; layers that this system lacks may be missing.
fn run(change: impl Fn(&mut Order), program: &[&str]) -> Output {
    let mut order = Order { may_lack: Layer::ALL.to_vec(), report: Some(1), ..Order::new(Profile::Answer) };
    order.program = program.iter().map(Into::into).collect();
    change(&mut order);
    let mut command = Command::new(env!("CARGO_BIN_EXE_nabla-cage"));
    command.args(order.arguments()).stdin(Stdio::null()).output().expect("the cage starts")
}

fn layers(output: &Output) -> Layers {
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    Layers::read(&format!("{}\n", said.lines().next().unwrap_or_default())).expect("it is closed")
}

#[test]
fn every_layer_says_how_it_stands() {
    let output = run(|_| (), &[]);
    let names: Vec<Layer> = layers(&output).0.into_iter().map(|(layer, _)| layer).collect();
    assert_eq!(names, Layer::ALL);
    assert!(output.status.success());
}

#[test]
fn a_layer_is_off_by_name() {
    for layer in Layer::ALL {
        let output = run(|order| order.without.push(layer), &[]);
        let off: Vec<Layer> =
            layers(&output).0.into_iter().filter(|(_, state)| *state == State::Off).map(|(layer, _)| layer).collect();
        assert_eq!(off, [layer]);
    }
}

#[test]
fn a_program_reads_what_it_needs_to_start_and_nothing_else() {
    let output = run(|_| (), &["/usr/bin/cat", "/etc/passwd", "/proc/1/environ", env!("CARGO_MANIFEST_DIR")]);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(printed.lines().count(), 1, "{printed}");
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let output = run(|order| order.read.push(readme.into()), &["/usr/bin/cat", readme]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("nabla-cage"), "what was named is there: {output:?}");
}

#[test]
fn it_ends_as_its_program_ends() {
    assert_eq!(run(|_| (), &["/usr/bin/true"]).status.code(), Some(0));
    assert_eq!(run(|_| (), &["/usr/bin/false"]).status.code(), Some(1));
    // A shell may end itself, where nothing forbids it.
    let signal =
        run(|order| order.without.push(Layer::Seccomp), &["/usr/bin/sh", "-c", "kill -SEGV $$"]).status.signal();
    assert_eq!(signal, Some(11));
}

#[test]
fn its_program_has_no_environment() {
    let output = run(|_| (), &["/usr/bin/env"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 1, "{output:?}");
}

#[test]
fn it_refuses_in_words() {
    let output = run(|_| (), &["/nowhere/at/all"]);
    assert_eq!(output.status.code(), Some(125));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(said, "refused\t/nowhere/at/all is not there, or not a full path\n");
}

#[test]
fn whoever_is_ended_takes_everybody_along() {
    let folder = std::env::temp_dir().join(format!("nabla-cage-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("made");
    let left = folder.join("left");
    let order = Order {
        without: vec![Layer::Seccomp, Layer::Landlock, Layer::Files, Layer::Limits, Layer::Privileges],
        may_lack: Layer::ALL.to_vec(),
        program: [
            "/usr/bin/sh".into(),
            "-c".into(),
            format!("setsid sh -c 'sleep 1; echo > {}' & sleep 9", left.display()).into(),
        ]
        .to_vec(),
        ..Order::new(Profile::Answer)
    };
    let mut cage = Command::new(env!("CARGO_BIN_EXE_nabla-cage"));
    let mut cage = cage.args(order.arguments()).stdin(Stdio::null()).spawn().expect("the cage starts");
    std::thread::sleep(std::time::Duration::from_millis(400));
    cage.kill().expect("ended");
    let _ = cage.wait();
    std::thread::sleep(std::time::Duration::from_millis(1500));
    let is_left = left.exists();
    let _ = std::fs::remove_dir_all(&folder);
    assert!(!is_left, "a detached process outlived its cage");
}
