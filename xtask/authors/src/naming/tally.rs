//! The lines and numbers that an author reads.

use super::mutants::Mutant;
use super::program::Kind;
use super::{Finding, Judged};

/// The share of the drafts found wrong that must be named, in percent.
const NAMED_PERCENT: usize = 80;

/// The line on a mutant; without `all` only where there is something to look into.
pub(crate) fn line(judged: &Judged<'_>, all: bool) -> Option<String> {
    let Judged { mutant, finding, again } = judged;
    let (word, name) = match finding {
        _ if is_doubtful(judged) => ("doubtful", format!("  → {}, but {}", words(finding), words(again))),
        Finding::Passes => ("passes", String::new()),
        Finding::Nameless => ("nameless", String::new()),
        Finding::Named(name) if all => ("named", format!("  → {name}")),
        Finding::DoesNotCompile if all => ("refused", String::new()),
        Finding::Named(_) | Finding::DoesNotCompile => return None,
    };
    Some(format!("{word:8}  {}{name}", described(mutant)))
}

/// Where a mutant stands, what was changed, and what it looks like now.
fn described(mutant: &Mutant) -> String {
    let variant = mutant.variant.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
    format!("{}/{}:{}{variant}  {}:  {}", mutant.chapter, mutant.exercise, mutant.place, mutant.what, mutant.line)
}

/// A name that another seed takes back cannot be true at both.
fn is_doubtful(judged: &Judged<'_>) -> bool {
    let is_named = |finding: &Finding| matches!(finding, Finding::Named(_));
    (is_named(&judged.finding) || is_named(&judged.again)) && judged.finding != judged.again
}

fn words(finding: &Finding) -> &str {
    match finding {
        Finding::DoesNotCompile => "does not compile",
        Finding::Passes => "right",
        Finding::Nameless => "nameless",
        Finding::Named(name) => name,
    }
}

/// How many there are of each kind.
#[derive(Debug, Default)]
struct Count {
    named: usize,
    nameless: usize,
    doubtful: usize,
    passes: usize,
    refused: usize,
}

impl Count {
    fn of<'a>(judged: impl IntoIterator<Item = &'a Judged<'a>>) -> Self {
        let mut count = Self::default();
        for judged in judged {
            match judged.finding {
                Finding::DoesNotCompile => count.refused += 1,
                Finding::Passes => count.passes += 1,
                Finding::Nameless => count.nameless += 1,
                Finding::Named(_) => count.named += 1,
            }
            count.doubtful += usize::from(is_doubtful(judged));
        }
        count
    }

    fn caught(&self) -> usize {
        self.named + self.nameless
    }

    /// Of those caught; of none, all are named.
    fn percent_named(&self) -> usize {
        (100 * self.named).checked_div(self.caught()).unwrap_or(100)
    }

    fn print(&self, name: &str) {
        let Self { named, nameless, doubtful, passes, refused } = self;
        let (caught, percent) = (self.caught(), self.percent_named());
        println!("{name:32} {caught:6} {named:6} {percent:4} % {nameless:9} {doubtful:9} {passes:7} {refused:8}");
    }
}

/// Prints the numbers of each chapter and of all, and says whether enough is named and nothing doubtful.
pub(crate) fn print(judged: &[Judged<'_>], untouched: usize) -> bool {
    println!(
        "\n{:32} {:>6} {:>6} {:>6} {:>9} {:>9} {:>7} {:>8}",
        "", "caught", "named", "", "nameless", "doubtful", "passes", "refused"
    );
    let mut chapters: Vec<&str> = judged.iter().map(|judged| judged.mutant.chapter).collect();
    chapters.dedup();
    for chapter in chapters {
        for (kind, name) in [(Kind::Solutions, "solutions"), (Kind::Variants, "variants")] {
            let is_own = |mutant: &Mutant| mutant.chapter == chapter && mutant.kind() == kind;
            Count::of(judged.iter().filter(|judged| is_own(judged.mutant))).print(&format!("{chapter}, {name}"));
        }
    }
    let all = Count::of(judged);
    all.print("all");
    println!("\nVariants in which nothing can be changed, or that are functions by name: {untouched}.");
    let met = all.percent_named() >= NAMED_PERCENT && all.doubtful == 0;
    let word = if met { "met" } else { "MISSED" };
    println!(
        "Of those caught {NAMED_PERCENT} % named, none doubtful: {word}. Whether a name is true, and whether what passes is right, is for you to read."
    );
    met
}
