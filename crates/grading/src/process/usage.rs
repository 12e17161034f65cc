//! What a process group has used so far, where the system tells.

use std::time::Duration;

/// A process group's use of the machine at one moment.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Usage {
    /// The processor time of all its processes, ended children included.
    pub(crate) cpu: Duration,
    /// The memory that they hold.
    pub(crate) memory_bytes: u64,
    /// No thread of it runs, wants to run, or waits for the disk.
    pub(crate) asleep: bool,
}

/// The use of the process group `group`; `None` where the system does not tell.
#[cfg(target_os = "linux")]
pub(crate) fn usage(group: u32) -> Option<Usage> {
    let mut total = Usage { asleep: true, ..Usage::default() };
    let mut found = false;
    for entry in std::fs::read_dir("/proc").ok()?.flatten() {
        let name = entry.file_name();
        if !name.to_str().is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_digit())) {
            continue;
        }
        // A process may end between two reads; then it no longer uses anything.
        let Some(process) = Stat::read(&entry.path()).filter(|stat| stat.group == group) else { continue };
        found = true;
        total.cpu += process.cpu;
        total.memory_bytes += process.memory_bytes;
        let threads = std::fs::read_dir(entry.path().join("task")).into_iter().flatten().flatten();
        total.asleep &= !threads.filter_map(|thread| Stat::read(&thread.path())).any(|thread| thread.awake);
    }
    found.then_some(total)
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn usage(_group: u32) -> Option<Usage> {
    None
}

/// One line of `/proc/…/stat`, as proc_pid_stat(5) describes it.
#[cfg(target_os = "linux")]
struct Stat {
    group: u32,
    cpu: Duration,
    memory_bytes: u64,
    awake: bool,
}

#[cfg(target_os = "linux")]
impl Stat {
    fn read(folder: &std::path::Path) -> Option<Self> {
        let line = std::fs::read_to_string(folder.join("stat")).ok()?;
        // The second field is the program's name in brackets, and may hold anything; count from behind it.
        let fields: Vec<&str> = line.rsplit_once(')')?.1.split_ascii_whitespace().collect();
        let field = |number: usize| fields.get(number - 3).copied();
        let number = |at: usize| field(at)?.parse::<u64>().ok();
        let ticks = number(14)? + number(15)? + number(16)? + number(17)?;
        Some(Self {
            group: u32::try_from(number(5)?).ok()?,
            cpu: Duration::from_secs_f64(ticks as f64 / rustix::param::clock_ticks_per_second().max(1) as f64),
            memory_bytes: number(24)? * rustix::param::page_size() as u64,
            awake: matches!(field(3), Some("R" | "D")),
        })
    }
}
