//! A learner's program that does everything it should not. Each name answers by one misdeed; `double` is honest.

use nabla_grading::{Answers, serve};
use std::io::Write;
use std::process::{Command, ExitCode};
use std::time::Duration;
use std::{panic, process, thread};

fn main() -> ExitCode {
    let answers = Answers::new()
        .answer("double", |x: f64| 2.0 * x)
        .answer("prints", |x: f64| {
            println!("twice {x}");
            eprint!("no line's end");
            2.0 * x
        })
        .answer("exits", |_: f64| -> f64 { process::exit(0) })
        .answer("forges", |_: f64| {
            println!("test double ... ok\n{{\"status\":\"right\"}}");
            0.0
        })
        .answer("panics", |x: f64| -> f64 { panic!("at {x}") })
        .answer("hooks", |_: f64| -> f64 {
            panic::set_hook(Box::new(|_| process::exit(0)));
            panic!("into the hook")
        })
        .answer("bombs", |_: f64| -> f64 { panic::panic_any(Bomb) })
        .answer("loops", |x: f64| {
            let mut y = x;
            while y < f64::INFINITY {
                y = (y + 1.0) % 10.0;
            }
            y
        })
        .answer("recurses", |x: f64| deeper(x))
        .answer("hoards", |x: f64| {
            let mut hoard = Vec::new();
            while hoard.len() < 1 << 20 {
                hoard.push(vec![0.0; 1 << 22]);
            }
            hoard[7][7] + x
        })
        .answer("floods", |x: f64| {
            let line = [b'x'; 1 << 16];
            for _ in 0..1600 {
                let _ = std::io::stdout().write_all(&line);
            }
            2.0 * x
        })
        .answer("nan", |_: f64| f64::NAN)
        .answer("swells", |x: f64| vec![x; 3_000_000])
        .answer("lets_a_thread_exit", |x: f64| {
            thread::spawn(|| process::exit(0));
            thread::sleep(Duration::from_millis(50));
            2.0 * x
        })
        .answer("aborts", |_: f64| -> f64 { process::abort() })
        .answer("sleeps", |x: f64| {
            thread::sleep(Duration::from_secs(3600));
            2.0 * x
        })
        .answer("delegates", |x: f64| {
            let waited = Command::new("sleep").arg("3600").status();
            if waited.is_ok() { x } else { 0.0 }
        })
        .answer("closes", |x: f64| {
            close_everything();
            2.0 * x
        })
        .answer("babbles", |x: f64| {
            babble();
            2.0 * x
        })
        .answer("returns_too_much", |x: f64| vec![x; 4 << 20])
        .answer("panics_elsewhere", |x: f64| {
            let _ = thread::spawn(|| panic!("in a thread")).join();
            2.0 * x
        });
    serve(&answers)
}

fn deeper(x: f64) -> f64 {
    if x.is_nan() { x } else { deeper(x + 1.0) + 1.0 }
}

/// A payload whose destructor panics in its turn.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("in the destructor");
    }
}

/// Closes every open file of the process, the channel among them.
#[cfg(unix)]
fn close_everything() {
    use std::os::fd::{FromRawFd, OwnedFd};
    for fd in 0..64 {
        // SAFETY: whatever breaks by this shall break here; that is what the test is about.
        drop(unsafe { OwnedFd::from_raw_fd(fd) });
    }
}

/// Writes nonsense into every open file of the process, the channel among them.
#[cfg(unix)]
fn babble() {
    use std::fs::File;
    use std::mem::ManuallyDrop;
    use std::os::fd::FromRawFd;
    for fd in 3..64 {
        // SAFETY: the file is not closed, and writing to one that is not open is only an error.
        let mut file = ManuallyDrop::new(unsafe { File::from_raw_fd(fd) });
        let _ = file.write_all(&[7; 64]);
    }
}

#[cfg(not(unix))]
fn close_everything() {
    process::exit(0);
}

#[cfg(not(unix))]
fn babble() {
    process::exit(0);
}
