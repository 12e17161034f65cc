//! The command line.

mod grade;
mod solutions;

pub use grade::GradeOptions;

use clap::{Args, Parser, Subcommand, ValueEnum};
use nabla_grading::DEFAULT_SEED;
use std::path::PathBuf;

/// Learn partial derivatives and gradients by writing them.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say whether exercises are right; where one is wrong, name the mistake and draw it
    Check(CheckOptions),
    /// Check on every save, with the keys of a tutor: next, hint, plot, undo
    Watch(WatchOptions),
    /// List all exercises and how they stand, to move about in on a terminal
    List {
        /// Print the table and end
        #[arg(long)]
        plain: bool,
    },
    /// Show the hints of an exercise, one more at each call
    Hint {
        /// An exercise, or chapter/exercise; without one, the exercise that you are at
        name: Option<String>,
        /// Show all hints at once
        #[arg(long)]
        all: bool,
    },
    /// Show what the lesson says of an exercise
    Lesson {
        /// An exercise, a chapter for how it begins and ends, or chapter/exercise; without one, the exercise that you are at
        name: Option<String>,
        /// Show the answers to what one should predict
        #[arg(long)]
        answers: bool,
        /// Open the page of the book, once `cargo xtask book` has made it
        #[arg(long)]
        open: bool,
    },
    /// List the attempts at an exercise with their verdicts
    History {
        /// An exercise, or chapter/exercise; without one, the exercise that you are at
        name: Option<String>,
    },
    /// Show what changed since the last attempt
    Diff {
        /// An exercise, or chapter/exercise; without one, the exercise that you are at
        name: Option<String>,
        /// Since the last right attempt
        #[arg(long)]
        right: bool,
        /// Since this attempt
        #[arg(long, value_name = "NUMBER", conflicts_with = "right")]
        to: Option<u32>,
        /// How the course has changed the stub since you began
        #[arg(long, conflicts_with_all = ["right", "to"])]
        stub: bool,
    },
    /// Bring the previous attempt back; the present file is kept
    Undo {
        /// An exercise, or chapter/exercise
        name: Option<String>,
        /// Bring back this attempt
        #[arg(long, value_name = "NUMBER")]
        to: Option<u32>,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
    /// Put the stub back; the present file is kept
    Reset {
        /// An exercise, or chapter/exercise
        name: Option<String>,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
    /// Show the solution beside your file, once it is right or all hints were shown
    Solution {
        /// An exercise, or chapter/exercise
        name: Option<String>,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
    /// Draw your function
    Plot {
        /// An exercise, or chapter/exercise; without one, the exercise that you are at
        name: Option<String>,
        /// Open the picture in the system's viewer
        #[arg(long)]
        open: bool,
        /// Show the picture in the terminal
        #[arg(long, value_enum, value_name = "HOW", num_args = 0..=1, require_equals = true, default_missing_value = "best")]
        inline: Option<Inline>,
    },
    /// Make the book of lessons, exercises and figures: pages that open from disk
    Book {
        /// Open it in the system's browser
        #[arg(long)]
        open: bool,
        /// Put the solutions in, folded
        #[arg(long)]
        solutions: bool,
    },
    /// Write a page with all verdicts and pictures
    Report {
        /// Show solutions/ instead of exercises/
        #[arg(long)]
        solutions: bool,
        /// Whose work it is; without it, the name that Git knows
        #[arg(long)]
        name: Option<String>,
        /// Open the page in the system's browser
        #[arg(long)]
        open: bool,
    },
    /// Read the book in the browser, its pictures drawn by your own functions
    Live(LiveOptions),
    /// For teachers: put hostile submissions on the cage, with all its layers and without each
    Siege(SiegeOptions),
    /// For authors: write stubs, doorways and test cases from the solutions
    Stub {
        /// Exercises, chapters or chapter/exercise; all without one
        names: Vec<String>,
        /// Replace files that hold somebody's work
        #[arg(long)]
        force: bool,
    },
    /// For authors: prove that exercises keep their promises
    Verify {
        /// Exercises, chapters or chapter/exercise; all without one
        names: Vec<String>,
        /// Prove the files only: stubs, doorways, lessons, figures; `cargo test` proves the judges
        #[arg(long)]
        files: bool,
        /// Draw the figures that lessons and README show anew
        #[arg(long)]
        write_figures: bool,
    },
    /// For authors: draw the solution and every known mistake, to look at
    Gallery {
        /// Exercises, chapters or chapter/exercise; all without one
        names: Vec<String>,
    },
    /// For authors: count how many wrong drafts that nobody wrote are named; needs cargo-mutants
    Naming {
        /// Exercises, chapters or chapter/exercise; all without one
        names: Vec<String>,
        /// Print every draft with the name that it was given, to read through
        #[arg(long)]
        all: bool,
    },
    /// For teachers: judge what a class handed in, and say what it misunderstood
    Grade(Box<GradeOptions>),
    /// For teachers: write what students get, everything but the solutions
    Starter {
        /// A folder that is not there yet, or is empty
        dir: PathBuf,
    },
    /// For authors: measure how long a learner waits, or a class
    Bench {
        /// How many edits to measure
        #[arg(long, default_value_t = 11, value_parser = clap::value_parser!(u32).range(3..=1000))]
        edits: u32,
        /// Leave out the cold start, which takes a minute
        #[arg(long)]
        warm: bool,
        /// Measure a made-up class of so many students instead
        #[arg(long, value_name = "STUDENTS", value_parser = clap::value_parser!(u32).range(10..=100_000))]
        class: Option<u32>,
    },
}

#[derive(Args, Clone, Debug)]
pub struct CheckOptions {
    /// Exercises, chapters or chapter/exercise; without one, the first exercise that is not right
    pub names: Vec<String>,
    /// Check every exercise
    #[arg(long, conflicts_with = "names")]
    pub all: bool,
    /// Judge solutions/ instead of exercises/
    #[arg(long)]
    pub solutions: bool,
    /// Judge the files in DIR instead of exercises/; it holds CHAPTER/src/EXERCISE.rs
    #[arg(long, value_name = "DIR", conflicts_with = "solutions")]
    pub exercises: Option<PathBuf>,
    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// The seed from which random probes are drawn
    #[arg(long, default_value_t = DEFAULT_SEED)]
    pub seed: u64,
    /// Draw nothing
    #[arg(long)]
    pub no_plots: bool,
}

#[derive(Args, Clone, Debug)]
pub struct WatchOptions {
    /// Where to begin: an exercise, a chapter or chapter/exercise; without one, the first that is not right
    pub name: Option<String>,
    /// Look at the files five times a second, for file systems that send no events
    #[arg(long)]
    pub poll: bool,
    /// Watch the files in DIR instead of exercises/; it holds CHAPTER/src/EXERCISE.rs
    #[arg(long, value_name = "DIR")]
    pub exercises: Option<PathBuf>,
}

#[derive(Args, Clone, Debug)]
pub struct LiveOptions {
    /// Where to begin: an exercise, or chapter/exercise; without one, the first that is not right
    pub name: Option<String>,
    /// Listen on this port of this machine; without it, on that of last time, or any that is free
    #[arg(long)]
    pub port: Option<u16>,
    /// Print the address and open nothing
    #[arg(long)]
    pub no_open: bool,
    /// Serve the book in DIR, as `cargo xtask book` wrote it, instead of writing target/book
    #[arg(long, value_name = "DIR")]
    pub book: Option<PathBuf>,
}

#[derive(Args, Clone, Debug)]
pub struct SiegeOptions {
    /// Attacks or kinds of attacks; all without one
    pub names: Vec<String>,
    /// A few attacks of each kind, within a minute
    #[arg(long, conflicts_with = "names")]
    pub quick: bool,
    /// Print every attack with the verdict that it was given
    #[arg(long)]
    pub all: bool,
    /// A layer that the system may lack
    #[arg(long, value_name = "LAYER")]
    pub may_lack: Vec<String>,
}

/// How a picture is shown in the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Inline {
    /// As the terminal knows best: kitty, iTerm, sixel, or half blocks
    Best,
    /// In coloured half blocks, which every terminal knows
    Blocks,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person
    Human,
    /// One JSON document
    Json,
    /// One line a problem, as compilers print them, for editors
    Short,
    /// Annotations for GitHub Actions
    Github,
}
