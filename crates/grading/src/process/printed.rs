//! What a learner's process prints, kept up to a limit while the rest is read and thrown away.

use std::io::{PipeReader, Read};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How long to wait for the last printed bytes after the process was ended; a process that it started and that escaped
/// may hold the pipe open for ever.
const LAST_WORDS: Duration = Duration::from_millis(250);

pub(crate) struct Printed {
    kept: Arc<Mutex<Kept>>,
    ended: Receiver<()>,
}

#[derive(Default)]
struct Kept {
    bytes: Vec<u8>,
    total: usize,
}

impl Printed {
    /// Reads `pipe` to its end on a thread of its own and keeps the first `limit` bytes.
    pub(crate) fn collect(mut pipe: PipeReader, limit: usize) -> Self {
        let kept = Arc::new(Mutex::new(Kept::default()));
        let (end, ended) = mpsc::channel();
        let shared = Arc::clone(&kept);
        thread::spawn(move || {
            let mut buffer = vec![0; 64 << 10];
            while let Ok(count @ 1..) = pipe.read(&mut buffer) {
                let mut kept = shared.lock().unwrap_or_else(PoisonError::into_inner);
                kept.total += count;
                let room = limit.saturating_sub(kept.bytes.len()).min(count);
                kept.bytes.extend_from_slice(&buffer[..room]);
            }
            // The receiver may be gone, when nobody asked for the last words.
            let _ = end.send(());
        });
        Self { kept, ended }
    }

    /// How many bytes were printed so far.
    pub(crate) fn total(&self) -> usize {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).total
    }

    /// The text, with a note where it was cut. Call it after the process has ended.
    pub(crate) fn text(&self) -> String {
        let _ = self.ended.recv_timeout(LAST_WORDS);
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = String::from_utf8_lossy(&kept.bytes).into_owned();
        if kept.total > kept.bytes.len() {
            if !text.ends_with('\n') {
                text.push('\n');
            }
            text.push_str(&format!("[cut after {} of {} bytes]\n", kept.bytes.len(), kept.total));
        }
        text
    }
}
