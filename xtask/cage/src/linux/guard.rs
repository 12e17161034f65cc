//! The guard: what ends a cage's processes when whoever started it ends, and passes on how the program ended.
//!
//! Three processes stand in a row. The first is the one that was started; it waits. The second is the guard: in a PID
//! namespace it is the first process, and the system ends all others with it; without one it adopts whoever was
//! detached, and ends them itself. The third becomes the program.

use super::system::{Done, check, fork, leave, set, wait};
use libc::{c_int, pid_t};
use std::fs;

/// How a guard keeps those that were detached.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// They cannot leave its PID namespace.
    BySpace,
    /// They are its children's children, and become its own when their parents end.
    ByDescent,
}

/// Comes back in the third process.
pub(super) fn stand(kept: Kept) -> Done {
    let [read, write] = pipe()?;
    // SAFETY: takes nothing and cannot fail.
    let group = unsafe { libc::getpgrp() };
    if fork()? == 0 {
        // Nobody who runs in the cage looks into the guard's memory, where the environment of the judge stands.
        set("no dump", libc::PR_SET_DUMPABLE, 0)?;
        match kept {
            Kept::BySpace => die_with_parent()?,
            Kept::ByDescent => stand_apart()?,
        }
        let program = fork()?;
        if program == 0 {
            close(read);
            close(write);
            set("dump", libc::PR_SET_DUMPABLE, 1)?;
            if kept == Kept::ByDescent {
                // SAFETY: takes numbers alone.
                check("setpgid", unsafe { libc::setpgid(0, group) })?;
            }
            return Ok(());
        }
        let status = keep(kept, program, read, write);
        super::system::write(write, &status.to_ne_bytes());
        leave(0)
    }
    close(write);
    let _ = set("no dump", libc::PR_SET_DUMPABLE, 0);
    let_go_of_streams();
    let mut status = [0; 4];
    // SAFETY: four bytes are there. A guard that ends without a word closes the pipe.
    let count = unsafe { libc::read(read, status.as_mut_ptr().cast(), status.len()) };
    while wait().is_some() {}
    end_like(if count == 4 { c_int::from_ne_bytes(status) } else { libc::SIGKILL })
}

/// Waits until the program has ended, and ends what it left behind.
fn keep(kept: Kept, program: pid_t, read: c_int, write: c_int) -> c_int {
    close(read);
    let_go_of_streams();
    let mut ended = libc::SIGKILL;
    loop {
        if kept == Kept::ByDescent && is_alone(write) {
            break;
        }
        match one_ended(kept) {
            Some((process, status)) if process == program => {
                ended = status;
                break;
            }
            Some(_) => {}
            None => break,
        }
    }
    if kept == Kept::ByDescent {
        end_descendants();
    }
    ended
}

/// The next child that has ended. A guard that must also look after its own parent does not wait longer than a moment.
fn one_ended(kept: Kept) -> Option<(pid_t, c_int)> {
    if kept == Kept::BySpace {
        return wait();
    }
    let mut status = 0;
    // SAFETY: the status is there for as long as the call lasts.
    let process = unsafe { libc::waitpid(-1, &mut status, libc::WNOHANG) };
    if process == 0 {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    (process >= 0).then_some((process, status))
}

/// Whether nobody waits at the other end of the pipe any more.
fn is_alone(write: c_int) -> bool {
    let mut poll = libc::pollfd { fd: write, events: 0, revents: 0 };
    // SAFETY: one entry is there.
    unsafe { libc::poll(&mut poll, 1, 0) };
    poll.revents & libc::POLLERR != 0
}

/// In a group of its own, which the end of the other one does not touch, and next of kin of whoever is detached.
fn stand_apart() -> Done {
    // SAFETY: takes numbers alone.
    check("setpgid", unsafe { libc::setpgid(0, 0) })?;
    set("subreaper", libc::PR_SET_CHILD_SUBREAPER, 1)
}

/// Ends all descendants. Each is stopped before its children are looked for, so that none can be born meanwhile.
fn end_descendants() {
    // SAFETY: takes nothing and cannot fail.
    let own = unsafe { libc::getpid() };
    loop {
        let mut found = children(own);
        let mut next = 0;
        while next < found.len() {
            signal(found[next], libc::SIGSTOP);
            let born = children(found[next]);
            found.extend(born);
            next += 1;
        }
        if found.is_empty() {
            return;
        }
        for process in found {
            signal(process, libc::SIGKILL);
        }
        // The children of the dead are ours now; the next round finds those that were missed.
        if wait().is_none() {
            return;
        }
    }
}

/// The children of a process, those of all its threads.
fn children(process: pid_t) -> Vec<pid_t> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let lists = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    lists.flat_map(|list| list.split_whitespace().filter_map(|word| word.parse().ok()).collect::<Vec<_>>()).collect()
}

fn signal(process: pid_t, signal: c_int) {
    // SAFETY: takes numbers alone; one that has ended meanwhile needs no signal.
    let _ = unsafe { libc::kill(process, signal) };
}

/// Ends this process when the one that started it ends. The system forgets it when the user changes.
pub(super) fn die_with_parent() -> Done {
    set("parent's death", libc::PR_SET_PDEATHSIG, libc::SIGKILL as libc::c_ulong)
}

fn pipe() -> Result<[c_int; 2], String> {
    let mut ends = [0; 2];
    // SAFETY: two numbers are there.
    check("pipe", unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) })?;
    Ok(ends)
}

fn close(file: c_int) {
    // SAFETY: a number of a pipe that nothing here uses any more.
    let _ = unsafe { libc::close(file) };
}

/// Whoever waits for the program's words waits for their end, which only comes when nobody else could speak.
fn let_go_of_streams() {
    // SAFETY: the path is text that lasts; the streams of this process are not used after this.
    unsafe {
        let nowhere = libc::open(c"/dev/null".as_ptr(), libc::O_RDWR | libc::O_CLOEXEC);
        for stream in 0..3 {
            if nowhere < 0 || libc::dup2(nowhere, stream) < 0 {
                libc::close(stream);
            }
        }
    }
}

/// Ends this process as the program ended: with its code, or by its signal.
fn end_like(status: c_int) -> ! {
    if libc::WIFEXITED(status) {
        leave(libc::WEXITSTATUS(status));
    }
    let none = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    let signal = libc::WTERMSIG(status);
    // SAFETY: the limit is there for as long as the call lasts, and the rest takes numbers alone.
    unsafe {
        libc::setrlimit(libc::RLIMIT_CORE, &none);
        libc::signal(signal, libc::SIG_DFL);
        libc::kill(libc::getpid(), signal);
    }
    leave(128 + signal)
}
