//! `cargo xtask siege`: hostile submissions, put on the cage with all its layers and without each.
//!
//! Whether an attack got what it wants is looked up outside: a planted secret that came back, a file that appeared, a
//! listener that was reached. An attack that gets nothing even where no layer holds shows nothing of the cage; it is
//! counted apart.

mod archives;
mod assault;
mod corpus;
mod field;
mod inject;
mod intake;
mod submission;
mod tally;
mod watch;

use anyhow::{Context, bail};
use assault::{Rows, Standing};
use corpus::Attack;
use field::Field;
use nabla_launcher::Voice;
use std::process::ExitCode;
use tally::Tally;
use xtask::build::cage::{Cage, Layer, State};
use xtask::cli::{Command, SiegeOptions};
use xtask::commands;
use xtask::course::project::Project;
use xtask::examine::{self, CheckRequest};
use xtask::exit::{ExitOutcome, UsageError};

/// The kind of attacks that are on whoever takes submissions in.
const INTAKE: &str = "intake";

fn main() -> ExitCode {
    commands::run(|project, command| match command {
        Command::Siege(options) => siege(project, options),
        _ => bail!("this command is the runner's own: `cargo xtask` knows it"),
    })
}

fn siege(project: &Project, options: &SiegeOptions) -> anyhow::Result<ExitOutcome> {
    let attacks = chosen(options)?;
    let field = Field::lay_out(project)?;
    let builds = tempfile::Builder::new().prefix("nabla-siege-builds-").tempdir()?;
    let mut cage = Cage::get(project, builds.path().to_owned(), Voice::Heard)?;
    // An honest chapter needs one.
    cage.compiler_seconds = 4;
    for name in &options.may_lack {
        let layer = Layer::named(name).ok_or_else(|| UsageError(format!("there is no layer {name}")))?;
        cage.may_lack.push(layer);
    }
    let missing = tally::layers(&cage.layers()?)?;
    if let Some(layer) = missing.iter().find(|layer| !cage.may_lack.contains(layer)) {
        return Err(
            UsageError(format!("{layer} is missing on this system; `--may-lack {layer}` goes on without it")).into()
        );
    }
    let submissions = submission::lay_out(project, &field, &attacks)?;
    let rows = honest_rows(project)?;
    let mut tally = Tally::new(&attacks);
    let standings = if attacks.is_empty() { Vec::new() } else { standings(options, &missing) };
    for standing in standings {
        let fallout = assault::run(project, &field, &cage, &standing, &submissions, &rows)?;
        tally.add(standing, fallout)?;
    }
    if options.names.is_empty() && !options.quick || options.names.iter().any(|name| name == INTAKE) {
        tally.take(intake::run(project, &field, &cage)?)?;
    }
    if options.all {
        tally.print_all()?;
    }
    tally.print()
}

/// What honest exercises get without any cage: what they must get in every one.
fn honest_rows(project: &Project) -> anyhow::Result<Rows> {
    let chapter = project.course.chapter(submission::CHAPTER).context("the chapter of the attacks is not here")?;
    let places: Vec<_> = chapter.all().collect();
    let request = CheckRequest { pictures: None, ..CheckRequest::of(project, project.solutions()) };
    let reports = examine::all(project, &request, &places)?;
    Ok(places.into_iter().zip(reports.iter().map(assault::row)).collect())
}

/// The attacks that are asked for.
fn chosen(options: &SiegeOptions) -> anyhow::Result<Vec<Attack>> {
    let all = corpus::all()?;
    for name in &options.names {
        if name != INTAKE && !all.iter().any(|attack| attack.name == name || attack.kind == name) {
            return Err(UsageError(format!("there is no attack, and no kind of attacks, called {name}")).into());
        }
    }
    let is_asked = |attack: &Attack| {
        let named = options.names.iter().any(|name| attack.name == name || attack.kind == name);
        if options.quick { attack.quick } else { named || options.names.is_empty() }
    };
    Ok(all.into_iter().filter(is_asked).collect())
}

/// How the cage stands, one time after another. A layer that is missing need not be switched off.
fn standings(options: &SiegeOptions, missing: &[Layer]) -> Vec<Standing> {
    let layers = || Layer::ALL.into_iter().filter(|layer| !missing.contains(layer));
    let mut all = vec![Standing::Whole];
    all.extend(layers().map(Standing::Without));
    if !options.quick {
        all.extend(layers().map(Standing::Alone));
    }
    all.push(Standing::Open);
    all
}

/// The layers that the system lacks.
fn missing(states: &[(Layer, State)]) -> Vec<Layer> {
    states.iter().filter(|(_, state)| matches!(state, State::Missing(_))).map(|(layer, _)| *layer).collect()
}
