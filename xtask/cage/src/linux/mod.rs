//! The cage on Linux: which layer is closed when.

mod bounds;
mod calls;
mod guard;
mod landlock;
mod named;
mod privileges;
mod spaces;
mod system;
mod tree;

use guard::Kept;
use nabla_layers::{Layer, Layers, Order, Refused, State};
use spaces::Spaces;
use std::convert::Infallible;
use system::Done;

/// A cage that is being closed.
struct Closing<'a> {
    order: &'a Order,
    layers: Layers,
}

impl Closing<'_> {
    /// Closes one layer, unless it is switched off.
    fn close(&mut self, layer: Layer, attempt: impl FnOnce() -> Done) -> Result<bool, Refused> {
        // Whoever only asks which layers there are is told of each.
        let may_lack = self.order.may_lack.contains(&layer) || self.order.program.is_empty();
        let state = if self.order.without.contains(&layer) {
            State::Off
        } else {
            match attempt() {
                Ok(()) => State::On,
                Err(why) if may_lack => State::Missing(why),
                Err(why) => return Err(Refused(format!("{layer} is missing here ({why})"))),
            }
        };
        let holds = state == State::On;
        self.layers.0.push((layer, state));
        Ok(holds)
    }
}

/// Closes the cage and goes on as the program in it.
pub(crate) fn enter(order: &Order) -> Result<Infallible, Refused> {
    let mut closing = Closing { order, layers: Layers::default() };
    let spaces = Spaces::open(order);
    closing.close(Layer::Network, || spaces.network.clone())?;
    let has_own_processes = closing.close(Layer::Processes, || spaces.processes.clone())?;
    if !order.without.contains(&Layer::Processes) {
        let kept = if has_own_processes { Kept::BySpace } else { Kept::ByDescent };
        guard::stand(kept).map_err(Refused)?;
    }
    // From here on in the process that becomes the program.
    let named = named::all(order).map_err(Refused)?;
    let hides = closing.close(Layer::Files, || {
        spaces.files.clone()?;
        tree::enter(&named, order, has_own_processes)
    })?;
    closing.close(Layer::Limits, || bounds::set(order.bounds()))?;
    closing.close(Layer::Privileges, || privileges::drop(&spaces, order, hides))?;
    guard::die_with_parent().map_err(Refused)?;
    system::close_on_exec().map_err(Refused)?;
    closing.close(Layer::Landlock, || landlock::restrict(&named))?;
    let call = system::Exec::of(&order.program).map_err(Refused)?;
    closing.close(Layer::Seccomp, || calls::allow(order.profile, &call))?;
    closing.layers.0.sort_by_key(|(layer, _)| *layer);
    say(order, &closing.layers.line());
    if order.program.is_empty() {
        system::leave(0);
    }
    Err(Refused(call.go()))
}

/// Says the one line, where somebody listens.
pub(crate) fn say(order: &Order, line: &str) {
    if let Some(file) = order.report {
        system::write(file, line.as_bytes());
    }
}
