//! Which layers hold on this machine, and whether that is enough to let strangers' code run.

use nabla_launcher::Voice;
use xtask::build::cage::{Cage, Layer, State};
use xtask::cli::GradeOptions;
use xtask::course::project::Project;
use xtask::exit::UsageError;

/// The cage of a class; none where submissions are trusted. And the layers that are off, as every page says.
pub(crate) fn cage(project: &Project, options: &GradeOptions) -> anyhow::Result<(Option<Cage>, Vec<String>)> {
    let may_lack: Vec<Layer> = options.allow_missing.iter().map(|name| layer(name)).collect::<Result<_, _>>()?;
    if options.trust_submissions {
        return Ok((None, Layer::ALL.iter().map(|layer| layer.name().to_owned()).collect()));
    }
    if !cfg!(target_os = "linux") {
        let why = "On this system there is no cage for strangers' code: it is built from what Linux has. Where you would run the \
                   submissions as your own code, --trust-submissions grades them; elsewhere, grade on Linux, or in a container.";
        return Err(UsageError(why.to_owned()).into());
    }
    let mut cage = Cage::get(project, project.builds().join("class"), Voice::Heard)?;
    cage.may_lack = Layer::ALL.to_vec();
    let found = cage.layers()?;
    let missing: Vec<(Layer, String)> = found
        .lacking()
        .map(|(layer, state)| match state {
            State::Missing(why) => (*layer, why.clone()),
            State::On | State::Off => (*layer, "switched off".to_owned()),
        })
        .collect();
    let refused: Vec<&(Layer, String)> = missing.iter().filter(|(layer, _)| !may_lack.contains(layer)).collect();
    if !refused.is_empty() {
        let each: Vec<String> = refused.iter().map(|(layer, why)| format!("{layer} ({why})")).collect();
        let allowed: Vec<String> = refused.iter().map(|(layer, _)| format!("--allow-missing {layer}")).collect();
        return Err(UsageError(format!(
            "this machine lacks layers of the cage: {}. The others hold without them: {} grades all the same.",
            each.join("; "),
            allowed.join(" ")
        ))
        .into());
    }
    // From now on only what was allowed by name may be missing: a layer that fails later stops the submission.
    cage.may_lack = may_lack;
    Ok((Some(cage), missing.into_iter().map(|(layer, _)| layer.name().to_owned()).collect()))
}

fn layer(name: &str) -> Result<Layer, UsageError> {
    let names: Vec<&str> = Layer::ALL.into_iter().map(Layer::name).collect();
    Layer::named(name).ok_or_else(|| UsageError(format!("there is no layer `{name}`; there are: {}", names.join(", "))))
}
