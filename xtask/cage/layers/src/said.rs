//! What a cage says when it is closed, in one line, before anything runs in it.

use crate::Layer;
use std::fmt;

/// How one layer stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It holds.
    On,
    /// It was switched off by name.
    Off,
    /// The system lacks it, for this reason, and it was said that it may.
    Missing(String),
}

/// How all layers stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layers(pub Vec<(Layer, State)>);

/// Why a cage was not closed; nothing ran.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the cage cannot be closed: {}", self.0)
    }
}

impl std::error::Error for Refused {}

const CAGED: &str = "caged";
const REFUSED: &str = "refused";

impl Layers {
    /// The layers that do not hold.
    pub fn lacking(&self) -> impl Iterator<Item = &(Layer, State)> {
        self.0.iter().filter(|(_, state)| *state != State::On)
    }

    /// The one line, with its end.
    #[must_use]
    pub fn line(&self) -> String {
        let parts = self.0.iter().map(|(layer, state)| match state {
            State::On => format!("\t{layer}=on"),
            State::Off => format!("\t{layer}=off"),
            State::Missing(why) => format!("\t{layer}=missing: {}", plain(why)),
        });
        format!("{CAGED}{}\n", parts.collect::<String>())
    }

    /// Reads the line that a cage said.
    ///
    /// # Errors
    /// When the cage refused, or the line is none of a cage.
    pub fn read(line: &str) -> Result<Self, Refused> {
        let mut parts = line.trim_end_matches('\n').split('\t');
        match parts.next() {
            Some(CAGED) => {}
            Some(REFUSED) => return Err(Refused(parts.next().unwrap_or_default().to_owned())),
            _ => return Err(Refused(format!("it said {line:?}"))),
        }
        let layers = parts.map(|part| {
            let (name, state) = part.split_once('=')?;
            let state = match state {
                "on" => State::On,
                "off" => State::Off,
                _ => State::Missing(state.strip_prefix("missing: ")?.to_owned()),
            };
            Some((Layer::named(name)?, state))
        });
        layers.collect::<Option<_>>().map(Self).ok_or_else(|| Refused(format!("it said {line:?}")))
    }
}

impl Refused {
    /// The one line, with its end.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{REFUSED}\t{}\n", plain(&self.0))
    }
}

/// Without what would end the line or the part.
fn plain(text: &str) -> String {
    text.replace(|c: char| c.is_control(), " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let why = "no user namespaces\there\n".to_owned();
        let layers =
            [(Layer::Limits, State::On), (Layer::Files, State::Missing(why)), (Layer::Seccomp, State::Off)].to_vec();
        let line = Layers(layers).line();
        assert_eq!(line, "caged\tlimits=on\tfiles=missing: no user namespaces here \tseccomp=off\n");
        assert_eq!(Layers::read(&line).map(|layers| layers.line()), Ok(line));
    }

    #[test]
    fn what_is_no_line_of_a_cage_is_refused() {
        let refused = Refused("Landlock is missing".to_owned());
        assert_eq!(Layers::read(&refused.line()), Err(refused));
        for line in ["", "caged!", "caged\tdoors=on", "caged\tlimits=perhaps", "\u{1b}[2J"] {
            assert!(Layers::read(line).is_err(), "{line:?}");
        }
    }
}
