//! A file system of its own: an empty one, into which what was named is hung at its own place.

use super::named::{Named, Right};
use super::system::{Done, check, text, unshare};
use nabla_layers::{Order, Profile};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Component, Path, PathBuf};
use std::ptr;

/// Enters it; the old one is no longer to be reached.
pub(super) fn enter(named: &[Named], order: &Order, has_own_processes: bool) -> Done {
    unshare(libc::CLONE_NEWNS)?;
    mount("none", Path::new("/"), None, libc::MS_REC | libc::MS_PRIVATE, "")?;
    let stage = stage(named)?;
    let options = libc::MS_NOSUID | libc::MS_NODEV;
    mount("tmpfs", &stage, Some("tmpfs"), options, "mode=755,size=1m,nr_inodes=4096")?;
    let mut hung: Vec<PathBuf> = Vec::new();
    for Named { path, right } in named {
        let (target, real) = place(&stage, path)?;
        let covered = hung.iter().any(|folder| real.starts_with(folder));
        if covered && matches!(right, Right::Read | Right::Run) {
            continue;
        }
        hang(&real, &target, *right)?;
        hung.push(real);
    }
    for alias in ["/bin", "/lib", "/lib64", "/usr/lib64"] {
        if Path::new(alias).is_symlink() {
            place(&stage, Path::new(alias))?;
        }
    }
    processes(&stage, order, has_own_processes)?;
    harden(&stage, libc::MOUNT_ATTR_RDONLY, 0)?;
    std::env::set_current_dir(&stage).map_err(|error| error.to_string())?;
    let here = text(".")?;
    // SAFETY: the text is there for as long as each call lasts.
    unsafe {
        check("pivot_root", libc::syscall(libc::SYS_pivot_root, here.as_ptr(), here.as_ptr()))?;
        check("umount", libc::umount2(here.as_ptr(), libc::MNT_DETACH))?;
    }
    std::env::set_current_dir("/").map_err(|error| error.to_string())
}

/// A folder of the old tree in which the new one grows: one in which nothing lies that was named.
fn stage(named: &[Named]) -> Result<PathBuf, String> {
    let candidates = ["/mnt", "/media", "/srv", "/opt", "/boot", "/run", "/var", "/sys", "/tmp"].map(PathBuf::from);
    let is_free = |stage: &PathBuf| {
        let inside =
            |path: &Path| path.starts_with(stage) || fs::canonicalize(path).is_ok_and(|real| real.starts_with(stage));
        stage.is_dir() && !stage.is_symlink() && !named.iter().any(|named| inside(&named.path))
    };
    candidates.into_iter().find(is_free).ok_or_else(|| "no folder is free to hang a file system into".to_owned())
}

/// Makes the way to a path in the new tree, links included: where it ends there, and where it ends in the old one.
fn place(stage: &Path, path: &Path) -> Result<(PathBuf, PathBuf), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    let inner = |real: &Path| stage.join(real.strip_prefix("/").unwrap_or(real));
    let mut real = PathBuf::from("/");
    let mut parts = path.components();
    while let Some(part) = parts.next() {
        match part {
            Component::Normal(name) => real.push(name),
            Component::ParentDir => {
                real.pop();
                continue;
            }
            _ => continue,
        }
        let target = inner(&real);
        if real.is_symlink() {
            let goal = fs::read_link(&real).map_err(failed)?;
            // It may be there already.
            let _ = symlink(&goal, target);
            real.pop();
            return place(stage, &real.join(goal).join(parts.as_path()));
        }
        if real.is_dir() {
            if !target.is_dir() {
                fs::create_dir(&target).map_err(failed)?;
            }
        } else if !target.exists() {
            fs::File::create(&target).map_err(failed)?;
        }
    }
    Ok((inner(&real), real))
}

/// Hangs a part of the old tree into the new one.
fn hang(source: &Path, target: &Path, right: Right) -> Done {
    mount_from(source, target)?;
    match right {
        Right::Read | Right::Run => harden(
            target,
            libc::MOUNT_ATTR_RDONLY | libc::MOUNT_ATTR_NOSUID | libc::MOUNT_ATTR_NODEV,
            libc::AT_RECURSIVE,
        ),
        Right::Write => harden(
            target,
            libc::MOUNT_ATTR_NOEXEC | libc::MOUNT_ATTR_NOSUID | libc::MOUNT_ATTR_NODEV,
            libc::AT_RECURSIVE,
        ),
        Right::Device => harden(target, libc::MOUNT_ATTR_NOEXEC | libc::MOUNT_ATTR_NOSUID, 0),
    }
}

/// What the program learns of processes: of itself alone where that is all it needs, or of those in its own namespace.
fn processes(stage: &Path, order: &Order, has_own_processes: bool) -> Done {
    let folder = stage.join("proc");
    if order.profile == Profile::Answer {
        // The program finds its own file by this name.
        let own = fs::read_link("/proc/self").map_err(|error| error.to_string())?;
        let link = |program| symlink(program, folder.join(own).join("exe")).map_err(|error| error.to_string());
        return order.program.first().map_or(Ok(()), link);
    }
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let flags = libc::MS_NOSUID | libc::MS_NODEV | libc::MS_NOEXEC;
    if has_own_processes && mount("proc", &folder, Some("proc"), flags, "subset=pid").is_ok() {
        return Ok(());
    }
    hang(Path::new("/proc"), &folder, Right::Read)
}

fn mount(source: &str, target: &Path, kind: Option<&str>, flags: libc::c_ulong, options: &str) -> Done {
    let (source, target, options) = (text(source)?, text(target)?, text(options)?);
    let kind = kind.map(text).transpose()?;
    let kind = kind.as_ref().map_or(ptr::null(), |kind| kind.as_ptr());
    // SAFETY: all texts are there for as long as the call lasts.
    let done = unsafe { libc::mount(source.as_ptr(), target.as_ptr(), kind, flags, options.as_ptr().cast()) };
    check("mount", done).map(|_| ())
}

fn mount_from(source: &Path, target: &Path) -> Done {
    let shown = source.display();
    let (source, target) = (text(source)?, text(target)?);
    let flags = libc::MS_BIND | libc::MS_REC;
    // SAFETY: both texts are there for as long as the call lasts.
    let done = unsafe { libc::mount(source.as_ptr(), target.as_ptr(), ptr::null(), flags, ptr::null()) };
    check("mount", done).map(|_| ()).map_err(|error| format!("{shown}: {error}"))
}

/// Adds restrictions to a mount, and to those below it.
fn harden(target: &Path, restrictions: u64, flags: libc::c_int) -> Done {
    let attributes = libc::mount_attr { attr_set: restrictions, attr_clr: 0, propagation: 0, userns_fd: 0 };
    let target = text(target)?;
    let size = size_of::<libc::mount_attr>();
    // SAFETY: the path and the attributes are there for as long as the call lasts.
    let done =
        unsafe { libc::syscall(libc::SYS_mount_setattr, libc::AT_FDCWD, target.as_ptr(), flags, &attributes, size) };
    check("mount_setattr", done).map(|_| ())
}
