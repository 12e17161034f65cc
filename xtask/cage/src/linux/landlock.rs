//! Landlock: what was not named cannot be opened.

use super::named::{Named, Right};
use super::system::Done;
use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, PathBeneath, PathFd, RestrictionStatus, Ruleset, RulesetAttr,
    RulesetCreatedAttr, RulesetError, RulesetStatus, Scope,
};

/// The newest of its versions that is used; of an older one whatever it knows.
const NEWEST: ABI = ABI::V6;

/// Restricts this process and all that come of it, for good.
pub(super) fn restrict(named: &[Named]) -> Done {
    match attempt(named).map_err(|error| error.to_string())?.ruleset {
        RulesetStatus::NotEnforced => Err("the kernel has no Landlock, or it is switched off".to_owned()),
        _ => Ok(()),
    }
}

fn attempt(named: &[Named]) -> Result<RestrictionStatus, RulesetError> {
    let mut rules = Ruleset::default()
        .handle_access(AccessFs::from_all(NEWEST))?
        .handle_access(AccessNet::from_all(NEWEST))?
        .scope(Scope::from_all(NEWEST))?
        .create()?;
    for Named { path, right } in named {
        // What is not there cannot be opened either.
        let Ok(file) = PathFd::new(path) else { continue };
        rules = rules.add_rule(PathBeneath::new(file, access(*right, path.is_dir())))?;
    }
    rules.restrict_self()
}

fn access(right: Right, is_folder: bool) -> BitFlags<AccessFs> {
    let read = AccessFs::ReadFile | AccessFs::ReadDir;
    let all = match right {
        Right::Read => read,
        Right::Run => read | AccessFs::Execute,
        Right::Write => {
            let devices = AccessFs::MakeChar | AccessFs::MakeBlock | AccessFs::MakeFifo | AccessFs::MakeSock;
            read | (AccessFs::from_write(NEWEST) & !devices & !BitFlags::from(AccessFs::IoctlDev))
        }
        Right::Device => AccessFs::ReadFile | AccessFs::WriteFile | AccessFs::Truncate,
    };
    if is_folder { all } else { all & AccessFs::from_file(NEWEST) }
}
