//! The terminal while it hands over each key, and its way back.

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use std::io::{self, Write};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use xtask::terminal;

static IS_RAW: AtomicBool = AtomicBool::new(false);
static IS_ALTERNATE: AtomicBool = AtomicBool::new(false);

/// The terminal hands over each key. It is as it was before when this is dropped, and also when the runner panics or is
/// told to end.
#[derive(Debug)]
pub(crate) struct Raw(());

impl Raw {
    pub(crate) fn enter() -> anyhow::Result<Self> {
        restore_on_every_way_out();
        enable_raw_mode()?;
        IS_RAW.store(true, Ordering::SeqCst);
        execute!(io::stdout(), Hide)?;
        Ok(Self(()))
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        restore();
    }
}

/// A screen that leaves no trace.
#[derive(Debug)]
pub(crate) struct Alternate(());

impl Alternate {
    pub(crate) fn enter() -> anyhow::Result<Self> {
        IS_ALTERNATE.store(true, Ordering::SeqCst);
        execute!(io::stdout(), EnterAlternateScreen)?;
        Ok(Self(()))
    }
}

impl Drop for Alternate {
    fn drop(&mut self) {
        leave_alternate();
    }
}

/// Shows a page in the place of what was shown before; a long line takes several rows.
pub(crate) fn show(page: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let mut row = 0;
    for line in terminal::as_shown(page).lines() {
        queue!(out, MoveTo(0, u16::try_from(row).unwrap_or(u16::MAX)))?;
        write!(out, "{line}")?;
        if terminal::ends_within_a_row(line) {
            queue!(out, Clear(ClearType::UntilNewLine))?;
        }
        row += terminal::rows(line);
    }
    queue!(out, Clear(ClearType::FromCursorDown))?;
    out.flush()
}

fn leave_alternate() {
    if IS_ALTERNATE.swap(false, Ordering::SeqCst) {
        // A terminal that is gone needs nothing any more.
        let _ = execute!(io::stdout(), LeaveAlternateScreen);
    }
}

fn restore() {
    leave_alternate();
    if IS_RAW.swap(false, Ordering::SeqCst) {
        let _ = execute!(io::stdout(), Show);
        let _ = disable_raw_mode();
    }
}

/// A panic and the signals that end a process restore the terminal first, and then do what they always do.
fn restore_on_every_way_out() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            restore();
            usual(panic);
        }));
        #[cfg(unix)]
        restore_on_signals();
    });
}

#[cfg(unix)]
fn restore_on_signals() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    // Without the thread, the signals do what they always do.
    if let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM]) {
        std::thread::spawn(move || {
            for signal in signals.forever() {
                restore();
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
        });
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    use rustix::termios::{LocalModes, tcgetattr};
    use std::env;
    use std::io::Read;
    use std::os::fd::BorrowedFd;

    /// Set for the process that enters raw mode and panics; the other one looks at its terminal.
    const INSIDE: &str = "NABLA_TEST_INSIDE";

    #[test]
    fn a_panic_restores_the_terminal() {
        if env::var_os(INSIDE).is_some() {
            let _raw = Raw::enter().expect("raw");
            let _alternate = Alternate::enter().expect("entered");
            // Not caught on the way: a panic on another thread must restore the terminal too.
            let _ = std::thread::spawn(|| panic!("on purpose")).join();
            std::process::abort();
        }
        let pair = native_pty_system().openpty(PtySize::default()).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env::current_exe().expect("this test"));
        command.args(["--exact", "raw::tests::a_panic_restores_the_terminal", "--nocapture"]);
        command.env(INSIDE, "1");
        let mut child = pair.slave.spawn_command(command).expect("started");
        let mut reader = pair.master.try_clone_reader().expect("readable");
        let said = std::thread::spawn(move || {
            let (mut said, mut bytes) = (Vec::new(), [0; 1024]);
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                said.extend_from_slice(&bytes[..count]);
            }
            String::from_utf8_lossy(&said).into_owned()
        });
        child.wait().expect("ended");
        let master = pair.master.as_raw_fd().expect("a file");
        // SAFETY: the terminal outlives this call.
        let modes = tcgetattr(unsafe { BorrowedFd::borrow_raw(master) }).expect("a terminal").local_modes;
        assert!(modes.contains(LocalModes::ICANON | LocalModes::ECHO), "lines are edited and echoed again");
        drop(pair);
        let said = said.join().expect("read");
        let (before, after) = said.split_once("on purpose").expect("the panic's message");
        assert!(
            before.contains("\u{1b}[?1049l") && before.contains("\u{1b}[?25h"),
            "restored before it was told: {said:?}"
        );
        assert!(!after.contains("\u{1b}[?1049h"));
    }
}
