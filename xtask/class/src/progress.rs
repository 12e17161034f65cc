//! How far it is: students done, how fast, how long still.

use crate::run::students;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// What is said while a class is graded.
#[derive(Debug)]
pub(crate) struct Progress {
    quiet: bool,
    terminal: bool,
    start: Instant,
    said: Option<Instant>,
    all: usize,
    done: usize,
    /// Those that were judged now, and not known from before.
    judged: usize,
}

impl Progress {
    pub(crate) fn new(all: usize, quiet: bool) -> Self {
        let terminal = io::stderr().is_terminal();
        Self { quiet, terminal, start: Instant::now(), said: None, all, done: 0, judged: 0 }
    }

    /// So many more students, of whom some were judged now.
    pub(crate) fn done(&mut self, students: usize, judged: usize) {
        self.done += students;
        self.judged += judged;
        let pause = Duration::from_secs(if self.terminal { 0 } else { 15 });
        if self.quiet || self.said.is_some_and(|said| said.elapsed() < pause) && self.done < self.all {
            return;
        }
        self.said = Some(Instant::now());
        let line = self.line();
        // What nobody can read is no use to anybody.
        let _ =
            if self.terminal { write!(io::stderr(), "\r\x1b[K  {line}") } else { writeln!(io::stderr(), "  {line}") };
        if self.terminal && self.done == self.all {
            let _ = writeln!(io::stderr());
        }
    }

    fn line(&self) -> String {
        let mut line = format!("{} of {}", self.done, students(self.all));
        let minutes = self.start.elapsed().as_secs_f64() / 60.0;
        // Whoever handed nothing in takes no time, which says nothing of the others.
        if self.judged > 0 && minutes > 1.0 / 60.0 {
            let rate = self.judged as f64 / minutes;
            line += &format!(", {} a minute", if rate < 10.0 { format!("{rate:.1}") } else { format!("{rate:.0}") });
            let left = (self.all - self.done) as f64 / rate;
            if self.done < self.all {
                line += &format!(", {} left", time(left));
            }
        }
        line
    }

    /// A sentence.
    pub(crate) fn say(&self, text: &str) {
        if !self.quiet {
            let _ = writeln!(io::stderr(), "  {text}");
        }
    }
}

/// A number of minutes in words.
fn time(minutes: f64) -> String {
    match minutes {
        minutes if minutes < 1.0 => format!("{:.0} s", (60.0 * minutes).max(1.0)),
        minutes if minutes < 90.0 => format!("{minutes:.0} min"),
        minutes => format!("{:.1} h", minutes / 60.0),
    }
}
