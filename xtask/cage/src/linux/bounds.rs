//! Bounds of each process.

use super::system::{Done, check};
use libc::{
    RLIMIT_AS, RLIMIT_CORE, RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_MEMLOCK, RLIMIT_MSGQUEUE, RLIMIT_NOFILE, RLIMIT_NPROC,
};
use nabla_layers::Bounds;

/// Sets them for this process and all that come of it. A bound that is lower already stays.
pub(super) fn set(bounds: Bounds) -> Done {
    let Bounds { memory, seconds, file, open_files, processes } = bounds;
    let all = [
        (RLIMIT_AS, memory),
        (RLIMIT_CPU, seconds),
        (RLIMIT_FSIZE, file),
        (RLIMIT_NOFILE, open_files),
        (RLIMIT_NPROC, processes),
        (RLIMIT_CORE, 0),
        (RLIMIT_MEMLOCK, 0),
        (RLIMIT_MSGQUEUE, 0),
    ];
    for (resource, amount) in all {
        let mut now = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
        // SAFETY: the limit is there for as long as each call lasts.
        unsafe {
            check("getrlimit", libc::getrlimit(resource, &mut now))?;
            let amount = amount.min(now.rlim_max);
            // The last second of processor time is for a signal that says why.
            let most = if resource == RLIMIT_CPU { amount.saturating_add(1).min(now.rlim_max) } else { amount };
            let limit = libc::rlimit { rlim_cur: amount, rlim_max: most };
            check("setrlimit", libc::setrlimit(resource, &limit))?;
        }
    }
    Ok(())
}
