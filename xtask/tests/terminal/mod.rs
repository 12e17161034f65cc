//! The runner in a real pseudo-terminal, as a person meets it.

use super::scratch::Scratch;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Columns and rows, and whether colours are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    pub columns: u16,
    pub rows: u16,
    pub colour: bool,
}

pub struct Terminal {
    kind: Kind,
    master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the terminal is still there when the runner has ended.
    _slave: Box<dyn portable_pty::SlavePty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    parser: Arc<Mutex<(vt100::Parser, Instant)>>,
    said: Arc<Mutex<Vec<u8>>>,
}

impl Terminal {
    pub fn open(scratch: &Scratch, kind: Kind, arguments: &[&str]) -> Self {
        Self::open_as(scratch, kind, arguments, &[])
    }

    /// A terminal that says more of itself.
    pub fn open_as(scratch: &Scratch, kind: Kind, arguments: &[&str], says: &[(&str, &str)]) -> Self {
        Self::start(scratch, kind, CommandBuilder::new(scratch.runner()), arguments, says)
    }

    /// A terminal in which this program is started instead of the runner.
    pub fn start(
        scratch: &Scratch,
        kind: Kind,
        mut command: CommandBuilder,
        arguments: &[&str],
        says: &[(&str, &str)],
    ) -> Self {
        let Kind { columns, rows, .. } = kind;
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        command.args(arguments);
        command.cwd(scratch.path(""));
        // What the terminal of whoever runs the tests says of itself must not matter.
        command.env_clear();
        for name in [
            "PATH",
            "HOME",
            "CARGO",
            "CARGO_HOME",
            "RUSTUP_HOME",
            "RUSTUP_TOOLCHAIN",
            "RUSTFLAGS",
            "CARGO_ENCODED_RUSTFLAGS",
        ] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command.env("TERM", "xterm-256color");
        for (name, value) in scratch.environment() {
            if name != "NO_COLOR" || !kind.colour {
                command.env(name, value);
            }
        }
        for (name, value) in says {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("the runner starts");
        let mut reader = pair.master.try_clone_reader().expect("readable");
        let parser = Arc::new(Mutex::new((vt100::Parser::new(nonzero(rows), nonzero(columns), 500), Instant::now())));
        let shared = Arc::clone(&parser);
        let said = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&said);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                heard.lock().expect("not poisoned").extend_from_slice(&bytes[..count]);
                let mut parser = shared.lock().expect("not poisoned");
                parser.0.process(&bytes[..count]);
                parser.1 = Instant::now();
            }
        });
        let writer = pair.master.take_writer().expect("writable");
        Self { kind, master: pair.master, _slave: pair.slave, writer, child, parser, said }
    }

    /// Presses keys.
    pub fn press(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("typed");
        self.writer.flush().expect("typed");
    }

    /// Waits until the screen shows a text, wherever its lines are broken, and has come to rest.
    #[track_caller]
    pub fn until(&self, text: &str) -> &Self {
        let start = Instant::now();
        loop {
            let (shown, quiet) = {
                let parser = self.parser.lock().expect("not poisoned");
                (parser.0.screen().contents(), parser.1.elapsed())
            };
            if (shown.contains(text) || words(&shown).contains(&words(text))) && quiet > Duration::from_millis(120) {
                return self;
            }
            assert!(start.elapsed() < Duration::from_secs(30), "{text:?} does not appear:\n{shown}");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Everything that came, byte by byte.
    pub fn said(&self) -> String {
        String::from_utf8_lossy(&self.said.lock().expect("not poisoned")).into_owned()
    }

    /// What the screen shows: text, with its escape sequences where colours are wanted.
    pub fn screen(&self) -> String {
        let parser = self.parser.lock().expect("not poisoned");
        let screen = parser.0.screen();
        let mut text = String::new();
        if self.kind.colour {
            for row in screen.rows_formatted(0, self.kind.columns) {
                let row = row.replace('\u{1b}', "\\e");
                let _ = writeln!(text, "{}", row.trim_end());
            }
        } else {
            text = screen.contents();
        }
        text.trim_end().to_owned() + "\n"
    }

    /// Waits for the end, and says with which code.
    pub fn end(&mut self) -> u32 {
        self.child.wait().expect("ended").exit_code()
    }

    pub fn process(&self) -> u32 {
        self.child.process_id().expect("a process")
    }

    /// Whether the terminal is as a shell expects it: lines are edited and echoed, the cursor is there, and the screen is
    /// the ordinary one.
    pub fn is_restored(&self) -> bool {
        // What was written last may still be on its way.
        thread::sleep(Duration::from_millis(200));
        let parser = self.parser.lock().expect("not poisoned");
        let screen = parser.0.screen();
        self.is_cooked() && !screen.hide_cursor() && !screen.alternate_screen()
    }

    #[cfg(unix)]
    pub fn is_cooked(&self) -> bool {
        use rustix::termios::{LocalModes, tcgetattr};
        use std::os::fd::BorrowedFd;
        let fd = self.master.as_raw_fd().expect("a file");
        // SAFETY: the terminal outlives this call.
        let modes = tcgetattr(unsafe { BorrowedFd::borrow_raw(fd) }).expect("a terminal").local_modes;
        modes.contains(LocalModes::ICANON | LocalModes::ECHO)
    }
}

/// A text on one line.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn nonzero(number: u16) -> NonZero<u16> {
    NonZero::new(number).expect("a size")
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
