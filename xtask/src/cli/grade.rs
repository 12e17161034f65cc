//! What `grade` is asked.

use clap::Args;
use nabla_grading::DEFAULT_SEED;
use std::path::PathBuf;

#[derive(Args, Clone, Debug)]
pub struct GradeOptions {
    /// The folder that holds a folder, an archive or files of each student
    #[arg(required_unless_present_any = ["join", "verify"])]
    pub submissions: Option<PathBuf>,
    /// Where results go
    #[arg(long, value_name = "DIR", required_unless_present = "verify")]
    pub out: Option<PathBuf>,
    /// Judge these chapters only
    #[arg(long, value_name = "CHAPTER", value_delimiter = ',', num_args = 1..)]
    pub chapters: Vec<String>,
    /// What exercises are worth (TOML)
    #[arg(long, value_name = "FILE")]
    pub points: Option<PathBuf>,
    /// Who is in the class (CSV); without it, the roster.csv among the submissions
    #[arg(long, value_name = "FILE")]
    pub roster: Option<PathBuf>,
    /// The seed from which random probes are drawn
    #[arg(long, default_value_t = DEFAULT_SEED)]
    pub seed: u64,
    /// Another seed for each student, made from the seed and the student's name
    #[arg(long)]
    pub seed_by_student: bool,
    /// How many submissions are judged at once; without it, one for each processor
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
    /// Go on where an earlier run ended; only what has changed since is judged
    #[arg(long)]
    pub resume: bool,
    /// Judge one student
    #[arg(long, value_name = "STUDENT")]
    pub only: Option<String>,
    /// Judge every N-th student, beginning with the I-th, on this machine; --join puts the shards together
    #[arg(long, value_name = "I/N", conflicts_with = "only")]
    pub shard: Option<String>,
    /// Put the results of shards together
    #[arg(long, value_name = "OUT", num_args = 1.., conflicts_with_all = ["submissions", "shard", "only", "resume"])]
    pub join: Vec<PathBuf>,
    /// Judge everything anew that led to the results in DIR, and compare
    #[arg(long, value_name = "DIR", conflicts_with_all = ["out", "shard", "only", "resume", "join"])]
    pub verify: Option<PathBuf>,
    /// Print no progress
    #[arg(long)]
    pub quiet: bool,
    /// Run submissions as you would run your own code: nothing but the time, memory and output limits contains them
    #[arg(long)]
    pub trust_submissions: bool,
    /// Go on although this layer of the cage is missing here
    #[arg(long, value_name = "LAYER")]
    pub allow_missing: Vec<String>,
}
