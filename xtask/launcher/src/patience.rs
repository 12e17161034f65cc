//! Calls of Cargo that are over in a moment, unless there is something to build: then the person hears of it.

use std::io::{self, IsTerminal, Write};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// A shorter wait needs no words.
const MOMENT: Duration = Duration::from_secs(1);

/// What whoever waits is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// This is built, for so many seconds by now; told once a second.
    Lasts(&'static str, u64),
    /// It is built.
    IsOver,
}

type Listener = Box<dyn Fn(Wait) + Send + Sync>;

static LISTENER: OnceLock<Listener> = OnceLock::new();

/// Has waits told to somebody else than standard error, for whose screen is drawn on; the first one who asks hears of them.
pub fn tell_waits_to(listener: impl Fn(Wait) + Send + Sync + 'static) {
    // A second one would draw on the first one's screen.
    let _ = LISTENER.set(Box::new(listener));
}

/// The output of a command that builds `what` if need be.
///
/// # Errors
/// When the command cannot be started, or its output not be read.
pub fn output_of_building(command: &mut Command, what: &'static str) -> io::Result<Output> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let (start, child) = (Instant::now(), command.spawn()?);
    let (done, is_done) = mpsc::channel();
    thread::spawn(move || done.send(child.wait_with_output()));
    let mut is_long = false;
    loop {
        match is_done.recv_timeout(MOMENT) {
            Err(RecvTimeoutError::Timeout) => {
                tell(Wait::Lasts(what, start.elapsed().as_secs()));
                is_long = true;
            }
            Ok(output) => {
                if is_long {
                    tell(Wait::IsOver);
                }
                return output;
            }
            Err(RecvTimeoutError::Disconnected) => {
                return Err(io::Error::other("the thread that waited for it panicked"));
            }
        }
    }
}

fn tell(wait: Wait) {
    match LISTENER.get() {
        Some(listener) => listener(wait),
        None => say(wait),
    }
}

/// On a terminal one line that counts, and is taken away; elsewhere one line, once.
fn say(wait: Wait) {
    let mut out = io::stderr().lock();
    let text = match (wait, out.is_terminal()) {
        (Wait::Lasts(what, seconds), true) => format!("\r  Building {what} … {seconds} s\x1b[K"),
        (Wait::Lasts(what, 0..=1), false) => format!("  Building {what} …\n"),
        (Wait::IsOver, true) => "\r\x1b[K".to_owned(),
        (_, false) => return,
    };
    // Where nobody can read it, it is no use to anybody.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn who_waits_long_is_told_until_it_is_over() {
        let (told, heard) = mpsc::channel();
        tell_waits_to(move |wait| told.send(wait).expect("heard"));
        let said = |script: &str| {
            let output = output_of_building(Command::new("sh").args(["-c", script]), "a house").expect("started");
            (String::from_utf8_lossy(&output.stdout).into_owned(), heard.try_iter().collect::<Vec<_>>())
        };
        // What is over in a moment on one machine takes longer on another.
        assert_eq!(said("echo quick").0, "quick\n");
        let (output, told) = said("sleep 1.5; echo slow");
        assert_eq!(output, "slow\n");
        assert!(matches!(told[..], [Wait::Lasts("a house", 1..), .., Wait::IsOver]), "{told:?}");
        assert!(output_of_building(&mut Command::new("/no such program"), "a house").is_err());
    }
}
