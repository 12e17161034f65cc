//! Namespaces: own networks, processes and files.

use super::system::{Done, unshare};
use nabla_layers::{Layer, Order};
use std::fs;

/// Which namespaces there are for this cage, or why not.
pub(super) struct Spaces {
    pub(super) network: Done,
    pub(super) processes: Done,
    /// The namespace itself is opened later, by the process that becomes the program.
    pub(super) files: Done,
    /// Whether all this happens in a user namespace, with no power outside it.
    pub(super) of_user: bool,
    /// The number of the process that was started, as others see it: no other cage has it now.
    pub(super) number: u32,
}

impl Spaces {
    /// Opens what the order wants. The superuser needs nothing more; anybody else, and a superuser without power, opens them in a
    /// user namespace of their own.
    pub(super) fn open(order: &Order) -> Self {
        let wants = |layer| !order.without.contains(&layer);
        let unwanted = || Err("not wanted".to_owned());
        let mut of_user = false;
        // A try that changes nothing for the worse: a second mount namespace is thrown away with the first.
        let mut power = if is_superuser() { unshare(libc::CLONE_NEWNS) } else { Err(String::new()) };
        if power.is_err() && [Layer::Network, Layer::Processes, Layer::Files].into_iter().any(wants) {
            power = own_users();
            of_user = power.is_ok();
        }
        let space = |layer, flags| {
            if !wants(layer) {
                return unwanted();
            }
            power.clone()?;
            unshare(flags)
        };
        let network = space(Layer::Network, libc::CLONE_NEWNET | libc::CLONE_NEWIPC | libc::CLONE_NEWUTS);
        let processes = space(Layer::Processes, libc::CLONE_NEWPID);
        let files = if wants(Layer::Files) { power.clone() } else { unwanted() };
        Self { network, processes, files, of_user, number: std::process::id() }
    }
}

pub(super) fn is_superuser() -> bool {
    // SAFETY: takes nothing and cannot fail.
    unsafe { libc::geteuid() == 0 }
}

/// A user namespace in which this user is who it is outside.
fn own_users() -> Done {
    // SAFETY: these take nothing and cannot fail.
    let (user, group) = unsafe { (libc::geteuid(), libc::getegid()) };
    unshare(libc::CLONE_NEWUSER)?;
    let write = |file: &str, text: String| fs::write(file, text).map_err(|error| format!("{file}: {error}"));
    write("/proc/self/setgroups", "deny".to_owned())?;
    write("/proc/self/uid_map", format!("{user} {user} 1"))?;
    write("/proc/self/gid_map", format!("{group} {group} 1"))
}
