//! How a cage is ordered: the command line of `nabla-cage`, written and read here.

use crate::Layer;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// What the cage is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// The compiler and its linker, on somebody's files.
    Compile,
    /// Somebody's program, which answers probes.
    Answer,
}

impl Profile {
    /// The name that the command line uses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Compile => "compile",
            Self::Answer => "answer",
        }
    }

    /// How much each process may use.
    #[must_use]
    pub fn bounds(self) -> Bounds {
        match self {
            // Eight students' program needs two seconds, less than a gigabyte, and a dozen threads; it has ten megabytes.
            Self::Compile => Bounds { memory: 3 << 29, seconds: 12, file: 256 << 20, open_files: 512, processes: 96 },
            // The judge watches time and memory more closely, and its words are better; these hold without it.
            Self::Answer => Bounds { memory: 1 << 30, seconds: 30, file: 0, open_files: 64, processes: 24 },
        }
    }
}

/// How much one process may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Address space, in bytes.
    pub memory: u64,
    /// Processor time, in seconds.
    pub seconds: u64,
    /// The largest file that it may write, in bytes.
    pub file: u64,
    /// Open files.
    pub open_files: u64,
    /// Processes and threads of its user.
    pub processes: u64,
}

/// One cage, and what goes into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// What it is for.
    pub profile: Profile,
    /// Layers that are switched off.
    pub without: Vec<Layer>,
    /// Layers that the system may lack; any other one that it lacks stops the cage.
    pub may_lack: Vec<Layer>,
    /// Files and folders that may be read, besides what the profile needs of the system.
    pub read: Vec<PathBuf>,
    /// The same, and programs in them may be run.
    pub run: Vec<PathBuf>,
    /// Folders that may be written.
    pub write: Vec<PathBuf>,
    /// Processor time for each process, in seconds; as the profile has it where nothing is said.
    pub seconds: Option<u64>,
    /// The open file on which the cage says that it is closed.
    pub report: Option<i32>,
    /// The program and its arguments; none to say only which layers there are.
    pub program: Vec<OsString>,
}

/// What of a command line is no order.
#[derive(Debug, PartialEq, Eq)]
pub struct OrderError(String);

impl fmt::Display for OrderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for OrderError {}

impl Order {
    /// A cage with every layer, around nothing yet.
    #[must_use]
    pub fn new(profile: Profile) -> Self {
        let (without, may_lack) = (Vec::new(), Vec::new());
        let (read, run, write, program) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { profile, without, may_lack, read, run, write, seconds: None, report: None, program }
    }

    /// How much each process may use.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        let usual = self.profile.bounds();
        Bounds { seconds: self.seconds.unwrap_or(usual.seconds), ..usual }
    }

    /// The arguments of `nabla-cage`.
    #[must_use]
    pub fn arguments(&self) -> Vec<OsString> {
        let mut all: Vec<OsString> = vec!["--profile".into(), self.profile.name().into()];
        let layers = [("--without", &self.without), ("--may-lack", &self.may_lack)];
        for (option, layers) in layers {
            all.extend(layers.iter().flat_map(|layer| [option.into(), layer.name().into()]));
        }
        let paths = [("--read", &self.read), ("--run", &self.run), ("--write", &self.write)];
        for (option, paths) in paths {
            all.extend(paths.iter().flat_map(|path| [option.into(), path.clone().into_os_string()]));
        }
        let numbers = [
            ("--seconds", self.seconds.map(|seconds| seconds.to_string())),
            ("--report", self.report.map(|file| file.to_string())),
        ];
        for (option, number) in numbers {
            all.extend(number.into_iter().flat_map(|number| [option.into(), number.into()]));
        }
        all.push("--".into());
        all.extend(self.program.iter().cloned());
        all
    }

    /// Reads the arguments of `nabla-cage`.
    ///
    /// # Errors
    /// With what is wrong, and what is expected instead.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, OrderError> {
        let mut arguments = arguments.into_iter();
        let mut order = Self::new(Profile::Answer);
        let mut has_profile = false;
        while let Some(option) = arguments.next() {
            if option == "--" {
                order.program = arguments.collect();
                let missing = || OrderError("--profile compile or --profile answer is missing".to_owned());
                return if has_profile { Ok(order) } else { Err(missing()) };
            }
            let name = option.to_string_lossy().into_owned();
            let value = arguments.next().ok_or_else(|| OrderError(format!("{name} needs a value")))?;
            match name.as_str() {
                "--profile" => {
                    let profiles = [Profile::Compile, Profile::Answer];
                    let profile = profiles.into_iter().find(|profile| value == profile.name());
                    let unknown = || OrderError("the profiles are `compile` and `answer`".to_owned());
                    order.profile = profile.ok_or_else(unknown)?;
                    has_profile = true;
                }
                "--without" => order.without.push(layer(&value)?),
                "--may-lack" => order.may_lack.push(layer(&value)?),
                "--read" => order.read.push(value.into()),
                "--run" => order.run.push(value.into()),
                "--write" => order.write.push(value.into()),
                "--seconds" => order.seconds = Some(number(&name, &value)?),
                "--report" => order.report = Some(number(&name, &value)?),
                _ => return Err(OrderError(format!("there is no option {name}"))),
            }
        }
        Err(OrderError("`--` and a program are missing".to_owned()))
    }
}

fn number<N: FromStr>(option: &str, value: &OsStr) -> Result<N, OrderError> {
    let number = value.to_str().and_then(|text| text.parse().ok());
    number.ok_or_else(|| OrderError(format!("{option} needs a number")))
}

fn layer(name: &OsStr) -> Result<Layer, OrderError> {
    name.to_str().and_then(Layer::named).ok_or_else(|| {
        let names: Vec<&str> = Layer::ALL.into_iter().map(Layer::name).collect();
        OrderError(format!("there is no layer {}; the layers are {}", name.to_string_lossy(), names.join(", ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_read_as_it_was_written() {
        let order = Order {
            without: vec![Layer::Landlock],
            may_lack: vec![Layer::Files, Layer::Network],
            read: vec!["/a b".into()],
            run: vec!["/usr/bin".into(), "--".into()],
            write: vec!["/out".into()],
            seconds: Some(4),
            report: Some(2),
            program: vec!["/bin/true".into(), "--without".into(), "x".into()],
            ..Order::new(Profile::Compile)
        };
        assert_eq!(Order::read(order.arguments()), Ok(order));
    }

    #[test]
    fn what_is_wrong_with_an_order_is_said() {
        let said = |text: &str| Order::read(text.split(' ').map(OsString::from)).unwrap_err().to_string();
        assert_eq!(said("--profile answer"), "`--` and a program are missing");
        assert_eq!(said("-- x"), "--profile compile or --profile answer is missing");
        assert!(
            said("--without walls -- x").starts_with("there is no layer walls; the layers are limits, privileges,")
        );
        assert_eq!(said("--report two -- x"), "--report needs a number");
        assert_eq!(said("--doors open -- x"), "there is no option --doors");
    }
}
