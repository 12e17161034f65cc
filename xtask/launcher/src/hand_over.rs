//! Going on as another program.

use std::convert::Infallible;
use std::io;
use std::process::Command;

/// Goes on as another program; on Unix the process itself does, and terminal, signals and exit code are that program's own.
///
/// # Errors
/// When it cannot be started.
#[cfg(unix)]
pub fn become_program(mut command: Command) -> io::Result<Infallible> {
    use std::os::unix::process::CommandExt;
    Err(command.exec())
}

/// Waits for another program and ends as it does. Ctrl-C reaches both; it is the other program's to answer.
///
/// # Errors
/// When it cannot be started.
#[cfg(not(unix))]
pub fn become_program(mut command: Command) -> io::Result<Infallible> {
    leave_ctrl_c_to_the_other();
    // Without a code it was ended from outside: the house's own failure.
    const FAILED: i32 = 3;
    std::process::exit(command.status()?.code().unwrap_or(FAILED));
}

#[cfg(windows)]
fn leave_ctrl_c_to_the_other() {
    use std::ffi::c_int;
    type Handler = unsafe extern "system" fn(u32) -> c_int;
    #[link(name = "kernel32")]
    unsafe extern "system" {
        fn SetConsoleCtrlHandler(handler: Option<Handler>, add: c_int) -> c_int;
    }
    unsafe extern "system" fn handled(_event: u32) -> c_int {
        1
    }
    // SAFETY: the handler touches nothing and lives as long as the process.
    unsafe { SetConsoleCtrlHandler(Some(handled), 1) };
}

#[cfg(not(any(unix, windows)))]
fn leave_ctrl_c_to_the_other() {}
