//! Privileges: none, and none to be had.

use super::spaces::{Spaces, is_superuser};
use super::system::{Done, check, give, set};
use nabla_layers::Order;
use std::fs::File;
use std::io::ErrorKind;
use std::ops::Range;

/// Above the numbers that systems and containers hand out; a cage adds its process's number, so that no two share a
/// user.
const FIRST_USER: u32 = 0x7000_0000;
/// Where only the first 65536 users exist, as in containers: those that nobody is given for good.
pub(super) const FEW_USERS: Range<u32> = 61_184..65_520;

/// `CAP_DAC_READ_SEARCH`: reading what others may not.
const READ_ALL: u32 = 2;
/// `SECBIT_NO_SETUID_FIXUP`.
const NO_SETUID_FIXUP: libc::c_ulong = 4;

/// Gives up every capability; the superuser becomes a user of whom there is no other. `hides` says that nothing is
/// there to be read but what was named; without that, folders on the way may be closed to strangers, and reading stays
/// as free as it was. In a container the superuser has no such freedom to keep, and then the way must be open.
pub(super) fn drop(spaces: &Spaces, order: &Order, hides: bool) -> Done {
    set("no new privileges", libc::PR_SET_NO_NEW_PRIVS, 1)?;
    let mut kept = 0;
    if is_superuser() && !spaces.of_user && spaces.has_other_users {
        if !hides && permitted()? & (1 << READ_ALL) != 0 {
            kept = 1 << READ_ALL;
            // Capabilities then outlast the change of user, and access(2) sees them too.
            set("keep capabilities", libc::PR_SET_SECUREBITS, NO_SETUID_FIXUP)?;
        }
        let many = FIRST_USER + spaces.number;
        let few = FEW_USERS.start + spaces.number % (FEW_USERS.end - FEW_USERS.start);
        become_user(many, order).or_else(|_| become_user(few, order))?;
    }
    set("no ambient capabilities", libc::PR_CAP_AMBIENT, libc::PR_CAP_AMBIENT_CLEAR_ALL as libc::c_ulong)?;
    keep_capabilities(kept)?;
    order.read.iter().chain(&order.run).try_for_each(|path| match File::open(path) {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            Err(format!("{} is closed to the user that it is to be read by", path.display()))
        }
        _ => Ok(()),
    })
}

fn become_user(user: u32, order: &Order) -> Done {
    for folder in &order.write {
        give(folder, user)?;
    }
    // SAFETY: an empty list, and numbers.
    unsafe {
        check("setgroups", libc::setgroups(0, std::ptr::null()))?;
        check("setresgid", libc::setresgid(user, user, user))?;
        check("setresuid", libc::setresuid(user, user, user))?;
    }
    Ok(())
}

/// As capset(2) takes them.
#[repr(C)]
struct Header {
    version: u32,
    process: i32,
}

#[repr(C)]
#[derive(Clone, Copy, Default)]
struct Sets {
    effective: u32,
    permitted: u32,
    inheritable: u32,
}

/// The version in which there are two sets.
const VERSION: u32 = 0x2008_0522;

/// The first 32 capabilities that this process may have.
fn permitted() -> Result<u32, String> {
    let mut header = Header { version: VERSION, process: 0 };
    let mut sets = [Sets::default(); 2];
    // SAFETY: a header and two sets are there, as this version has them.
    check("capget", unsafe { libc::syscall(libc::SYS_capget, &mut header, sets.as_mut_ptr()) })?;
    Ok(sets[0].permitted)
}

fn keep_capabilities(kept: u32) -> Done {
    let header = Header { version: VERSION, process: 0 };
    let sets = [Sets { effective: kept, permitted: kept, inheritable: kept }, Sets::default()];
    // SAFETY: a header and two sets are there, as this version has them.
    check("capset", unsafe { libc::syscall(libc::SYS_capset, &header, sets.as_ptr()) })?;
    if kept == 0 {
        return Ok(());
    }
    let (raise, capability) = (libc::PR_CAP_AMBIENT_RAISE, libc::c_ulong::from(READ_ALL));
    // SAFETY: takes numbers alone.
    check("ambient", unsafe { libc::prctl(libc::PR_CAP_AMBIENT, raise, capability, 0, 0) }).map(|_| ())
}
