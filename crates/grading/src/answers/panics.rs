//! Catching a panic together with its message and place.

use std::any::Any;
use std::backtrace::Backtrace;
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
    let place = info.location().map(ToString::to_string);
    let place = match place {
        // A library complains; whoever called it wants to know where.
        Some(place) if is_library(&place) => calling_place(&Backtrace::force_capture().to_string()),
        other => other,
    };
    PLACE.with_borrow_mut(|slot| *slot = place);
}

/// Whether a place lies in Rust's own libraries or in one that Cargo fetched.
fn is_library(place: &str) -> bool {
    ["/rustc/", "registry/src/", "registry\\src\\", "library/core/", "library/std/", "library/alloc/"]
        .iter()
        .any(|part| place.contains(part))
}

/// The innermost place of a backtrace that lies in no library and not in this crate, as `file:line:column`; none where the program
/// was compiled without lines.
fn calling_place(backtrace: &str) -> Option<String> {
    let places = backtrace.lines().filter_map(|line| line.trim_start().strip_prefix("at "));
    // What starts a process is written in C and may have lines of its own.
    let mut own =
        places.filter(|place| place.contains(".rs:") && !is_library(place) && !place.contains("crates/grading/"));
    own.next().map(|place| place.trim_start_matches("./").to_owned())
}

fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic without a message".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_place_outside_of_libraries_is_told() {
        let backtrace = "\
   0: std::backtrace_rs::backtrace::libunwind::trace
             at /rustc/abc/library/std/src/backtrace.rs:1:2
   1: nabla_grading::panics::note_place
             at ./crates/grading/src/panics.rs:40:3
   2: nalgebra::base::ops::mul
             at /somewhere/registry/src/index/nalgebra-0.35.0/src/base/ops.rs:7:9
   3: gradient::steepest::steepest
             at ./exercises/gradient/src/steepest.rs:14:20
   4: gradient::main
             at ./exercises/gradient/src/main.rs:9:1";
        assert_eq!(calling_place(backtrace).as_deref(), Some("exercises/gradient/src/steepest.rs:14:20"));
        assert_eq!(calling_place("   0: main\n             at csu/libc_start_call_main.h:58:16"), None);
    }

    #[test]
    fn a_panic_in_ones_own_code_is_told_with_its_place() {
        let caught = catch(|| Vec::<f64>::new()[3]).expect_err("it panics");
        assert!(caught.message.contains("index out of bounds"), "{}", caught.message);
        assert!(caught.place.is_some_and(|place| place.contains("panics.rs:")), "in this very file");
    }
}
