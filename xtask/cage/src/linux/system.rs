//! The system's calls, each with its error in words.

use libc::{c_char, c_int, c_long, pid_t};
use std::ffi::{CString, OsStr, OsString};
use std::io::{Error, ErrorKind};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::{ptr, thread, time::Duration};

/// Done, or why not.
pub(super) type Done = Result<(), String>;

/// The result of a call that is negative when it failed.
pub(super) fn check(call: &str, result: impl Into<c_long>) -> Result<c_long, String> {
    let result = result.into();
    if result < 0 { Err(format!("{call}: {}", Error::last_os_error())) } else { Ok(result) }
}

/// Text as the system takes it.
pub(super) fn text(text: impl AsRef<OsStr>) -> Result<CString, String> {
    CString::new(text.as_ref().as_bytes()).map_err(|error| error.to_string())
}

/// Writes to an open file. Nobody can be told of an error.
pub(super) fn write(file: c_int, bytes: &[u8]) {
    // SAFETY: the bytes are there for as long as the call lasts.
    let _ = unsafe { libc::write(file, bytes.as_ptr().cast(), bytes.len()) };
}

/// Ends this process and no other.
pub(super) fn leave(code: c_int) -> ! {
    // SAFETY: nothing is left to be put in order.
    unsafe { libc::_exit(code) }
}

/// Leaves these namespaces for new ones.
pub(super) fn unshare(flags: c_int) -> Done {
    // SAFETY: takes no memory of ours.
    check("unshare", unsafe { libc::unshare(flags) }).map(drop)
}

/// One of the settings of prctl(2).
pub(super) fn set(call: &str, option: c_int, value: libc::c_ulong) -> Done {
    // SAFETY: the options that are used here take numbers alone.
    check(call, unsafe { libc::prctl(option, value, 0, 0, 0) }).map(drop)
}

/// Files that are open now stay here when another program begins.
pub(super) fn close_on_exec() -> Done {
    const CLOEXEC: libc::c_uint = 1 << 2;
    // SAFETY: takes no memory of ours.
    let done = unsafe { libc::syscall(libc::SYS_close_range, 3, libc::c_uint::MAX, CLOEXEC) };
    check("close_range", done).map(drop)
}

/// A second process; its number in the first, 0 in the second.
pub(super) fn fork() -> Result<pid_t, String> {
    // SAFETY: this program has one thread, so nothing is left half done in the copy.
    let process = unsafe { libc::fork() };
    check("fork", process)?;
    Ok(process)
}

/// Waits for a child: its number and how it ended; none when there is none any more.
pub(super) fn wait() -> Option<(pid_t, c_int)> {
    let mut status = 0;
    loop {
        // SAFETY: the status is there for as long as the call lasts.
        let process = unsafe { libc::waitpid(-1, &mut status, 0) };
        if process > 0 {
            return Some((process, status));
        }
        if Error::last_os_error().kind() != ErrorKind::Interrupted {
            return None;
        }
    }
}

/// Gives a folder to a user.
pub(super) fn give(path: &Path, user: u32) -> Done {
    let path = text(path)?;
    // SAFETY: the path is there for as long as the call lasts.
    check("chown", unsafe { libc::chown(path.as_ptr(), user, user) }).map(drop)
}

/// The program that this process becomes, with everything laid out in memory beforehand.
pub(super) struct Exec {
    arguments: Vec<CString>,
}

impl Exec {
    pub(super) fn of(program: &[OsString]) -> Result<Self, String> {
        Ok(Self { arguments: program.iter().map(text).collect::<Result<_, _>>()? })
    }

    /// Where the program's path stands in memory, by which this one call of the system is known.
    pub(super) fn address(&self) -> u64 {
        self.arguments.first().map_or(0, |path| path.as_ptr() as u64)
    }

    /// Becomes the program. Comes back with the reason when that cannot be.
    pub(super) fn go(&self) -> String {
        let mut pointers: Vec<*const c_char> = self.arguments.iter().map(|argument| argument.as_ptr()).collect();
        pointers.push(ptr::null());
        let nothing = [ptr::null()];
        let mut patience = 50;
        loop {
            // SAFETY: both lists end with a null, and all that they point to lives as long as `self`.
            unsafe { libc::execve(pointers[0], pointers.as_ptr(), nothing.as_ptr()) };
            let error = Error::last_os_error();
            // Somebody else may still hold a file open that was written a moment ago.
            if error.raw_os_error() != Some(libc::ETXTBSY) || patience == 0 {
                return format!("{} cannot be started: {error}", self.arguments[0].to_string_lossy());
            }
            patience -= 1;
            thread::sleep(Duration::from_millis(2));
        }
    }
}
