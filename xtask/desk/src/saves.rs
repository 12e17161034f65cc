//! Seeing saves, however the editor makes them: in place, by rename, by deleting and writing anew, two at once.
//!
//! Events only say when to look; what was saved is read from the files themselves. So it does not matter which events
//! a system sends, or how many, and where it sends none, looking again and again finds the same.

use notify::{RecursiveMode, Watcher};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant, SystemTime};
use xtask::course::ExerciseRef;
use xtask::course::files;
use xtask::course::project::Source;

/// How often files are looked at where the system sends no events.
const POLLING: Duration = Duration::from_millis(200);

/// How often they are looked at all the same, in case it only seems to send them.
const IN_ANY_CASE: Duration = Duration::from_secs(2);

/// How long a file may be empty or missing while an editor is writing it.
const HALF_SAVED: Duration = Duration::from_millis(150);

/// What there is to say.
#[derive(Debug)]
pub enum Seen {
    /// These files were saved.
    Saves(Vec<ExerciseRef>),
    /// The system sends no events, for this reason.
    NoEvents(String),
}

/// What tells one save of a file from the next.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    content: Option<u64>,
    modified: Option<SystemTime>,
    is_empty: bool,
}

/// Looks on a thread of its own for as long as somebody listens.
pub fn watch(source: &Source, ids: &[ExerciseRef], poll: bool, tell: impl Fn(Seen) -> bool + Send + 'static) {
    let files = ids.iter().map(|id| (*id, source.file(id.chapter, id.exercise))).collect();
    let mut eye = Eye { stamps: BTreeMap::new(), files };
    eye.changed();
    let folder = source.folder.clone();
    thread::spawn(move || {
        let (events, moments) = mpsc::channel();
        let watcher = if poll { None } else { Some(listen(&folder, events)) };
        let mut polling = match &watcher {
            Some(Ok(_)) => false,
            Some(Err(error)) => {
                if !tell(Seen::NoEvents(error.to_string())) {
                    return;
                }
                true
            }
            None => true,
        };
        loop {
            let announced = wait(&moments, if polling { POLLING } else { IN_ANY_CASE });
            let saves = eye.saves();
            if !saves.is_empty() && !announced && !polling {
                polling = true;
                if !tell(Seen::NoEvents("a save was not announced".to_owned())) {
                    return;
                }
            }
            if !saves.is_empty() && !tell(Seen::Saves(saves)) {
                return;
            }
        }
    });
}

/// Sends a token whenever anything happens in the folder.
fn listen(folder: &std::path::Path, events: Sender<()>) -> notify::Result<notify::RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Looking at a file is an event too, and would never end.
        if event.is_ok_and(|event| !event.kind.is_access()) {
            let _ = events.send(());
        }
    })?;
    watcher.watch(folder, RecursiveMode::Recursive)?;
    Ok(watcher)
}

/// Waits for an event, and takes those that come with it; false when the time was up first.
fn wait(moments: &Receiver<()>, longest: Duration) -> bool {
    match moments.recv_timeout(longest) {
        Ok(()) => {
            while moments.recv_timeout(Duration::from_millis(2)).is_ok() {}
            true
        }
        Err(RecvTimeoutError::Timeout) => false,
        Err(RecvTimeoutError::Disconnected) => {
            thread::sleep(longest);
            false
        }
    }
}

/// Remembers how all files looked.
struct Eye {
    files: Vec<(ExerciseRef, PathBuf)>,
    stamps: BTreeMap<ExerciseRef, Stamp>,
}

impl Eye {
    /// The files that look different from last time.
    fn changed(&mut self) -> Vec<ExerciseRef> {
        let mut changed = Vec::new();
        for (id, path) in &self.files {
            let stamp = look(path);
            if self.stamps.get(id) != Some(&stamp) {
                self.stamps.insert(*id, stamp);
                changed.push(*id);
            }
        }
        changed
    }

    /// The same, but an editor that empties or removes a file before it writes gets the time to finish.
    fn saves(&mut self) -> Vec<ExerciseRef> {
        let mut changed = self.changed();
        let start = Instant::now();
        while changed.iter().any(|id| self.stamps[id].is_empty) && start.elapsed() < HALF_SAVED {
            thread::sleep(Duration::from_millis(5));
            for id in self.changed() {
                if !changed.contains(&id) {
                    changed.push(id);
                }
            }
        }
        changed
    }
}

fn look(path: &PathBuf) -> Stamp {
    let modified = fs::metadata(path).and_then(|data| data.modified()).ok();
    let content = fs::read(path).ok();
    let is_empty = content.as_ref().is_none_or(Vec::is_empty);
    Stamp { content: content.map(|bytes| files::fingerprint([bytes.as_slice()])), modified, is_empty }
}
