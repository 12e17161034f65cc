//! Namespaces: own networks, processes and files.

use super::privileges::FEW_USERS;
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
    /// Whether a superuser can become one of the users that nobody is given.
    pub(super) has_other_users: bool,
    /// The number of the process that was started, as others see it: no other cage has it now.
    pub(super) number: u32,
}

impl Spaces {
    /// Opens what the order wants. The superuser needs nothing more; anybody else, and a superuser without power, opens
    /// them in a user namespace of their own.
    pub(super) fn open(order: &Order) -> Self {
        let wants = |layer| !order.without.contains(&layer);
        let unwanted = || Err("not wanted".to_owned());
        let has_other_users = has_other_users();
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
        Self { network, processes, files, of_user, has_other_users, number: std::process::id() }
    }
}

/// Whether there are the users that nobody is given. The superuser of a namespace for one is that one outside, whatever
/// it is called.
fn has_other_users() -> bool {
    let map = fs::read_to_string("/proc/self/uid_map").unwrap_or_default();
    let covers = |line: &str| {
        let mut numbers = line.split_whitespace().map(|word| word.parse::<u64>().unwrap_or(0));
        let (first, _, count) = (numbers.next().unwrap_or(0), numbers.next(), numbers.next().unwrap_or(0));
        first <= u64::from(FEW_USERS.start) && first + count >= u64::from(FEW_USERS.end)
    };
    map.lines().any(covers)
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
