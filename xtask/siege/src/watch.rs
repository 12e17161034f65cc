//! Looks from outside at how many processes and threads an attack has at once.
//!
//! An attack that wants a swarm gives its threads, or its processes, a name that begins with this siege's own mark: another
//! siege may be at work beside this one.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// As many as an honest program could have a use for.
pub const CROWD: usize = 32;

/// What the names of a swarm begin with.
pub fn mark() -> String {
    format!("s{}-", std::process::id())
}

/// A thread that looks.
pub struct Watch {
    ended: Arc<AtomicBool>,
    looking: JoinHandle<BTreeMap<String, usize>>,
}

impl Watch {
    pub fn begin() -> Self {
        let ended = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&ended);
        let looking = thread::spawn(move || {
            let mut most = BTreeMap::new();
            while !flag.load(Ordering::Relaxed) {
                for (name, count) in look() {
                    let highest: &mut usize = most.entry(name).or_default();
                    *highest = (*highest).max(count);
                }
                thread::sleep(Duration::from_millis(100));
            }
            most
        });
        Self { ended, looking }
    }

    /// The most that were seen at once, by the names that they gave themselves; the system cuts those of threads.
    pub fn end(self) -> BTreeMap<String, usize> {
        self.ended.store(true, Ordering::Relaxed);
        self.looking.join().unwrap_or_default()
    }
}

/// How many there are now.
fn look() -> BTreeMap<String, usize> {
    let mark = mark();
    let mut counts = BTreeMap::new();
    for process in fs::read_dir("/proc").into_iter().flatten().flatten() {
        if !process.file_name().to_string_lossy().bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let arguments = fs::read(process.path().join("cmdline")).unwrap_or_default();
        let arguments = String::from_utf8_lossy(&arguments).into_owned();
        // A shell that starts others has the whole script among its arguments.
        if let Some(name) = arguments.split('\0').find_map(|argument| argument.strip_prefix(&mark)) {
            *counts.entry(name.to_owned()).or_default() += 1;
            continue;
        }
        for thread in fs::read_dir(process.path().join("task")).into_iter().flatten().flatten() {
            let name = fs::read_to_string(thread.path().join("comm")).unwrap_or_default();
            if let Some(name) = name.trim_end().strip_prefix(&mark) {
                *counts.entry(name.to_owned()).or_default() += 1;
            }
        }
    }
    counts
}
