//! Which system calls are allowed: those that the two profiles were seen to need, and no other.

use super::system::{Done, Exec};
use libc::c_long;
use nabla_layers::Profile;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen as Length, SeccompCmpOp as Is, SeccompCondition, SeccompFilter,
    SeccompRule, apply_filter,
};
use std::collections::BTreeMap;

type Rules = BTreeMap<c_long, Vec<SeccompRule>>;

/// What every program needs that computes, prints and ends. Each is allowed whatever is asked of it.
const ALWAYS: &[c_long] = &[
    libc::SYS_read,
    libc::SYS_write,
    libc::SYS_readv,
    libc::SYS_writev,
    libc::SYS_pread64,
    libc::SYS_close,
    libc::SYS_lseek,
    libc::SYS_fstat,
    libc::SYS_mmap,
    libc::SYS_mprotect,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_getcwd,
    libc::SYS_readlinkat,
    libc::SYS_dup,
    libc::SYS_dup3,
    libc::SYS_ppoll,
    libc::SYS_getpeername,
    libc::SYS_getsockname,
    libc::SYS_recvfrom,
    libc::SYS_shutdown,
    libc::SYS_futex,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_set_robust_list,
    libc::SYS_rseq,
    libc::SYS_set_tid_address,
    // Refused as unknown by the filter beneath, so that the C library takes `clone`, whose flags can be seen.
    libc::SYS_clone3,
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_gettid,
    libc::SYS_getpid,
    libc::SYS_getuid,
    libc::SYS_geteuid,
    libc::SYS_getgid,
    libc::SYS_getegid,
    libc::SYS_getrandom,
    libc::SYS_clock_gettime,
    libc::SYS_clock_getres,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_restart_syscall,
    libc::SYS_getrusage,
    libc::SYS_uname,
];

/// The same on processors that still have the old calls.
#[cfg(target_arch = "x86_64")]
const ALWAYS_OLD: &[c_long] = &[
    libc::SYS_arch_prctl,
    libc::SYS_dup2,
    libc::SYS_getrlimit,
    libc::SYS_poll,
    libc::SYS_readlink,
    libc::SYS_setrlimit,
    libc::SYS_time,
];
#[cfg(not(target_arch = "x86_64"))]
const ALWAYS_OLD: &[c_long] = &[];

/// What a compiler and its linker need besides: files and folders, pipes, and each other.
const COMPILING: &[c_long] = &[
    libc::SYS_openat,
    libc::SYS_newfstatat,
    libc::SYS_statx,
    libc::SYS_statfs,
    libc::SYS_fstatfs,
    libc::SYS_faccessat,
    libc::SYS_faccessat2,
    libc::SYS_getdents64,
    libc::SYS_mkdirat,
    libc::SYS_unlinkat,
    libc::SYS_renameat2,
    libc::SYS_linkat,
    libc::SYS_symlinkat,
    libc::SYS_fchmod,
    libc::SYS_fchmodat,
    libc::SYS_umask,
    libc::SYS_ftruncate,
    libc::SYS_fallocate,
    libc::SYS_fadvise64,
    libc::SYS_copy_file_range,
    libc::SYS_sendfile,
    libc::SYS_pwrite64,
    libc::SYS_pwritev,
    libc::SYS_preadv,
    libc::SYS_flock,
    libc::SYS_fsync,
    libc::SYS_fdatasync,
    libc::SYS_msync,
    libc::SYS_utimensat,
    libc::SYS_fcntl,
    libc::SYS_pipe2,
    libc::SYS_chdir,
    libc::SYS_fchdir,
    libc::SYS_execve,
    libc::SYS_wait4,
    libc::SYS_waitid,
    libc::SYS_getppid,
    libc::SYS_getpgid,
    libc::SYS_sysinfo,
    libc::SYS_rt_sigtimedwait,
    libc::SYS_rt_sigsuspend,
    libc::SYS_get_robust_list,
    libc::SYS_membarrier,
    libc::SYS_sched_setaffinity,
    libc::SYS_tgkill,
    libc::SYS_times,
];

#[cfg(target_arch = "x86_64")]
const COMPILING_OLD: &[c_long] = &[
    libc::SYS_open,
    libc::SYS_creat,
    libc::SYS_stat,
    libc::SYS_lstat,
    libc::SYS_access,
    libc::SYS_getdents,
    libc::SYS_mkdir,
    libc::SYS_rmdir,
    libc::SYS_unlink,
    libc::SYS_rename,
    libc::SYS_renameat,
    libc::SYS_link,
    libc::SYS_symlink,
    libc::SYS_chmod,
    libc::SYS_pipe,
    libc::SYS_fork,
    libc::SYS_vfork,
    libc::SYS_getpgrp,
    libc::SYS_gettimeofday,
    libc::SYS_utimes,
    libc::SYS_utime,
];
#[cfg(not(target_arch = "x86_64"))]
const COMPILING_OLD: &[c_long] = &[];

/// Allows what the profile needs, for this process and all that come of it; whatever else is asked is refused with an
/// error.
pub(super) fn allow(profile: Profile, call: &Exec) -> Done {
    let unknown: Rules = [(libc::SYS_clone3, vec![])].into();
    let unknown = filter(unknown, SeccompAction::Allow, SeccompAction::Errno(libc::ENOSYS as u32))?;
    let mut rules: Rules = ALWAYS.iter().chain(ALWAYS_OLD).map(|call| (*call, vec![])).collect();
    rules.extend(bounded()?);
    match profile {
        Profile::Compile => {
            rules.extend(COMPILING.iter().chain(COMPILING_OLD).map(|call| (*call, vec![])));
            rules.extend(compiling()?);
        }
        Profile::Answer => rules.extend(answering(call)?),
    }
    let allowed = filter(rules, SeccompAction::Errno(libc::EPERM as u32), SeccompAction::Allow)?;
    apply_filter(&unknown).map_err(|error| error.to_string())?;
    apply_filter(&allowed).map_err(|error| error.to_string())
}

fn filter(rules: Rules, others: SeccompAction, these: SeccompAction) -> Result<BpfProgram, String> {
    let target = std::env::consts::ARCH.try_into().map_err(|_| "no filter is known for this processor".to_owned())?;
    let filter = SeccompFilter::new(rules, others, these, target).map_err(|error| error.to_string())?;
    filter.try_into().map_err(|error: seccompiler::BackendError| error.to_string())
}

/// One argument of a call, and what it must be.
fn when(argument: u8, is: Is, value: u64) -> Result<SeccompRule, String> {
    let condition = SeccompCondition::new(argument, Length::Qword, is, value).map_err(|error| error.to_string())?;
    SeccompRule::new(vec![condition]).map_err(|error| error.to_string())
}

/// One of several values of an argument, of which the system reads the lower half.
fn one_of(argument: u8, values: &[u64]) -> Result<Vec<SeccompRule>, String> {
    values.iter().map(|value| when(argument, Is::MaskedEq(0xffff_ffff), *value)).collect()
}

/// Calls that both profiles need, each for some things only.
fn bounded() -> Result<Rules, String> {
    let names = [libc::PR_SET_NAME, libc::PR_GET_NAME].map(|option| option as u64);
    Ok([
        // A message over a channel that is there, and to no address.
        (libc::SYS_sendto, vec![when(4, Is::Eq, 0)?]),
        (libc::SYS_prctl, one_of(0, &names)?),
        // Bounds of its own.
        (libc::SYS_prlimit64, one_of(0, &[0])?),
    ]
    .into())
}

fn compiling() -> Result<Rules, String> {
    const SPACES: i32 = libc::CLONE_NEWUSER
        | libc::CLONE_NEWNS
        | libc::CLONE_NEWPID
        | libc::CLONE_NEWNET
        | libc::CLONE_NEWIPC
        | libc::CLONE_NEWUTS
        | libc::CLONE_NEWCGROUP;
    // TCGETS, TIOCGWINSZ, FIONBIO, FIOCLEX: whether a file is a terminal, how large, and two flags of files.
    let controls = [0x5401, 0x5413, 0x5421, 0x5451];
    Ok([
        (libc::SYS_clone, vec![when(0, Is::MaskedEq(SPACES as u32 as u64), 0)?]),
        (libc::SYS_ioctl, one_of(1, &controls)?),
    ]
    .into())
}

fn answering(call: &Exec) -> Result<Rules, String> {
    let (empty, thread) = (libc::AT_EMPTY_PATH as u64, libc::CLONE_THREAD as u64);
    let writes = (libc::O_CREAT | libc::O_TRUNC | libc::O_PATH | libc::O_TMPFILE & !libc::O_DIRECTORY) as u64;
    let controls = [libc::F_DUPFD, libc::F_DUPFD_CLOEXEC, libc::F_GETFD, libc::F_SETFD, libc::F_GETFL];
    let own = std::process::id();
    Ok([
        // Of files that are open; no other one is asked whether it is there.
        (libc::SYS_newfstatat, vec![when(3, Is::MaskedEq(empty), empty)?]),
        (libc::SYS_statx, vec![when(2, Is::MaskedEq(empty), empty)?]),
        (libc::SYS_openat, vec![when(2, Is::MaskedEq(writes), 0)?]),
        (libc::SYS_fcntl, one_of(1, &controls.map(|control| control as u64))?),
        // Threads, and no other process.
        (libc::SYS_clone, vec![when(0, Is::MaskedEq(thread), thread)?]),
        (libc::SYS_tgkill, one_of(0, &[u64::from(own)])?),
        // This one program: no other text lies at this place in memory.
        (libc::SYS_execve, vec![when(0, Is::Eq, call.address())?]),
    ]
    .into())
}
