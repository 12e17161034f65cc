//! Catching a panic together with its message and place.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Once;

/// A panic that was caught.
pub(crate) struct Caught {
    pub(crate) message: String,
    /// `file:line:column`
    pub(crate) place: Option<String>,
}

thread_local! {
    static CATCHING: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `call`; a panic in it is returned and prints nothing.
pub(crate) fn catch<T>(call: impl FnOnce() -> T) -> Result<T, Caught> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| if CATCHING.get() { note_place(info) } else { before(info) }));
    });
    CATCHING.set(true);
    PLACE.take();
    let result = panic::catch_unwind(AssertUnwindSafe(call));
    CATCHING.set(false);
    result.map_err(|payload| {
        let message = message(&*payload);
        // A payload's destructor is the thrower's code, and may panic in its turn.
        std::mem::forget(payload);
        Caught { message, place: PLACE.take() }
    })
}

fn note_place(info: &PanicHookInfo<'_>) {
    let place = info.location().map(|location| inside_library(&location.to_string()).to_owned());
    PLACE.with_borrow_mut(|slot| *slot = place);
}

/// A place in a library without where Cargo keeps it: `nalgebra-0.35.0/src/base/ops.rs:5:9`.
fn inside_library(place: &str) -> &str {
    let library = place.split_once("registry/src/").and_then(|(_, rest)| rest.split_once(['/', '\\']));
    library.map_or(place, |(_, library)| library)
}

fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic without a message".to_owned())
}
