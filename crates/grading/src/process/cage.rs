//! A cage in front of a learner's program.
//!
//! A cage that cannot be closed is a failure of whoever started it, and never one of the learner's. So it says one line on the channel
//! before the program begins: a program cannot take back that line, and cannot run without it.

use crate::process::channel::Stream;
use std::io::{self, Read};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// How a cage's line begins when it is closed; anything else is the reason why it is not.
const CLOSED: &str = "caged";
/// Closing takes milliseconds; a busy machine may need seconds.
const PATIENCE: Duration = Duration::from_secs(60);
/// Far beyond any line of a cage.
const LONGEST: usize = 4 << 10;

/// The call of a program, with what stands in front of it.
pub(crate) fn around(program: &Path, cage: &[String]) -> Command {
    match cage.split_first() {
        Some((first, arguments)) => {
            let mut command = Command::new(first);
            command.args(arguments).arg(program);
            command
        }
        None => Command::new(program),
    }
}

/// Waits until the cage is closed.
///
/// # Errors
/// When it cannot be, with what it says.
pub(crate) fn closed(stream: &Stream) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let line = line(stream)?;
    stream.set_read_timeout(None)?;
    match line.split(|byte| *byte == b'\t').next() {
        Some(word) if word == CLOSED.as_bytes() => Ok(()),
        _ => Err(io::Error::other(format!("its cage is not closed: {}", String::from_utf8_lossy(&line)))),
    }
}

/// One line without its end. What follows belongs to the program, so not a byte more is read.
fn line(mut stream: &Stream) -> io::Result<Vec<u8>> {
    let start = Instant::now();
    let mut line = Vec::new();
    let mut byte = [0];
    while line.len() < LONGEST && start.elapsed() < PATIENCE {
        match stream.read(&mut byte) {
            Ok(1) if byte == *b"\n" => return Ok(line),
            Ok(1) => line.push(byte[0]),
            Ok(_) => break,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(if line.is_empty() { b"it ended without a word".to_vec() } else { line })
}
