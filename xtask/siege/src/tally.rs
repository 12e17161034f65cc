//! What came of all assaults, and how it is printed.

use crate::assault::{Fallout, Outcome, Standing};
use crate::corpus::{Attack, Prize};
use crate::intake::Taken;
use std::collections::BTreeMap;
use std::io::Write;
use xtask::build::cage::{Layer, Layers, State};
use xtask::exit::ExitOutcome;

/// Everything that was found.
pub struct Tally<'a> {
    attacks: &'a [Attack],
    found: BTreeMap<Standing, BTreeMap<&'static str, Outcome>>,
    damage: Vec<(Standing, String)>,
}

/// Prints how the layers stand here, and returns those that are missing.
pub fn layers(layers: &Layers) -> anyhow::Result<Vec<Layer>> {
    let states = layers.0.iter().map(|(layer, state)| match state {
        State::On => format!("{layer} on"),
        State::Off => format!("{layer} off"),
        State::Missing(why) => format!("{layer} MISSING ({why})"),
    });
    say(&format!("layers  {}\n", states.collect::<Vec<_>>().join(", ")))?;
    Ok(crate::missing(&layers.0))
}

fn say(text: &str) -> anyhow::Result<()> {
    Ok(writeln!(anstream::stdout(), "{text}")?)
}

impl<'a> Tally<'a> {
    pub fn new(attacks: &'a [Attack]) -> Self {
        Self { attacks, found: BTreeMap::new(), damage: Vec::new() }
    }

    /// Notes what came of one assault, and says it in a line.
    pub fn add(&mut self, standing: Standing, fallout: Fallout) -> anyhow::Result<()> {
        let got = fallout.outcomes.values().filter(|outcome| !outcome.got.is_empty()).count();
        let passes = fallout.outcomes.values().filter(|outcome| outcome.got.contains("pass")).count();
        say(&format!(
            "{:22} {} tried, {} caught, {passes} false passes, {:.0} s",
            standing.words(),
            fallout.outcomes.len(),
            fallout.outcomes.len() - got,
            fallout.time.as_secs_f64()
        ))?;
        self.damage.extend(fallout.damage.into_iter().map(|damage| (standing.clone(), damage)));
        self.found.insert(standing, fallout.outcomes);
        Ok(())
    }

    /// Notes what came of those who would bring down the intake.
    pub fn take(&mut self, taken: Option<Taken>) -> anyhow::Result<()> {
        let Some(Taken { tried, not_made, damage, time }) = taken else {
            return say("intake                 not tried: there is no `cargo xtask grade` here");
        };
        let time = time.as_secs_f64();
        let made = if not_made == 0 { String::new() } else { format!(", {not_made} cannot be made here") };
        say(&format!("{:22} {tried} tried{made}, {} complaints, {time:.0} s", "intake, by `grade`", damage.len()))?;
        self.damage.extend(damage.into_iter().map(|damage| (Standing::Whole, damage)));
        Ok(())
    }

    /// What an attack got in one assault; none where it was held, or not tried.
    fn got(&self, standing: &Standing, attack: &Attack) -> Option<&Outcome> {
        self.found.get(standing)?.get(attack.name).filter(|outcome| !outcome.got.is_empty())
    }

    /// Prints all that there is to know.
    pub fn print(&self) -> anyhow::Result<ExitOutcome> {
        say("")?;
        if !self.attacks.is_empty() {
            self.kinds()?;
            self.holders()?;
        }
        let mut is_safe = true;
        for attack in self.attacks {
            for (standing, outcomes) in &self.found {
                let Some(outcome) = outcomes.get(attack.name).filter(|outcome| !outcome.got.is_empty()) else {
                    continue;
                };
                let is_breach = *standing == Standing::Whole || outcome.got.contains("pass");
                if is_breach {
                    is_safe = false;
                    say(&format!(
                        "BREACH  {} {} got {:?} with {}",
                        attack.kind,
                        attack.name,
                        outcome.got,
                        standing.words()
                    ))?;
                }
            }
        }
        for (standing, damage) in &self.damage {
            // Where no layer or one alone holds, harm to others is what was to be expected.
            let is_expected = matches!(standing, Standing::Open | Standing::Alone(_));
            is_safe &= is_expected;
            say(&format!("{}  with {}: {damage}", if is_expected { "damage" } else { "DAMAGE" }, standing.words()))?;
        }
        Ok(if is_safe { ExitOutcome::Right } else { ExitOutcome::NotRight })
    }

    /// Every attack with its verdict where every layer holds, and where none does.
    pub fn print_all(&self) -> anyhow::Result<()> {
        for attack in self.attacks {
            say(&format!("{} {}", attack.kind, attack.name))?;
            for standing in [Standing::Whole, Standing::Open] {
                if let Some(outcome) = self.found.get(&standing).and_then(|found| found.get(attack.name)) {
                    let got: Vec<&str> = outcome.got.iter().copied().collect();
                    let got = if got.is_empty() { "nothing".to_owned() } else { got.join(", ") };
                    let (words, status) = (standing.words(), outcome.status.words());
                    say(&format!("    {words:18} {got:10} {status}: {}", outcome.says))?;
                }
            }
        }
        say("")
    }

    /// One line a kind: tried, caught, and where.
    fn kinds(&self) -> anyhow::Result<()> {
        say(&format!("{:12} {:>6} {:>7}  {:>9} {:>9} {:>6}", "kind", "tried", "caught", "compiler", "judge", "cage"))?;
        let mut kinds: Vec<&str> = self.attacks.iter().map(|attack| attack.kind).collect();
        kinds.dedup();
        for kind in kinds {
            let of_kind: Vec<&Attack> = self.attacks.iter().filter(|attack| attack.kind == kind).collect();
            let count = |is: &dyn Fn(&Attack) -> bool| of_kind.iter().filter(|attack| is(attack)).count();
            let caught = count(&|attack| self.got(&Standing::Whole, attack).is_none());
            let cage = count(&|attack| self.got(&Standing::Open, attack).is_some());
            let compiler = count(&|attack| self.got(&Standing::Open, attack).is_none() && self.is_refused(attack));
            let judge = of_kind.len() - cage - compiler;
            say(&format!("{kind:12} {:>6} {caught:>7}  {compiler:>9} {judge:>9} {cage:>6}", of_kind.len()))?;
        }
        say("")
    }

    fn is_refused(&self, attack: &Attack) -> bool {
        let outcome = self.found.get(&Standing::Open).and_then(|found| found.get(attack.name));
        outcome.is_some_and(|outcome| outcome.status == nabla_grading::Status::DoesNotCompile)
    }

    /// For each layer: how many attacks it catches by itself, and how many nobody else catches.
    fn holders(&self) -> anyhow::Result<()> {
        say(&format!("{:12} {:>14} {:>13}", "layer", "catches alone", "and only it"))?;
        for layer in Layer::ALL {
            let open: Vec<&Attack> =
                self.attacks.iter().filter(|attack| self.got(&Standing::Open, attack).is_some()).collect();
            let was_tried = self.found.contains_key(&Standing::Alone(layer));
            let alone = open.iter().filter(|attack| self.got(&Standing::Alone(layer), attack).is_none()).count();
            let without = Standing::Without(layer);
            let got = |attack: &Attack| {
                let got: Vec<&str> = self.got(&without, attack)?.got.iter().copied().collect();
                Some(format!("{} ({})", attack.name, got.join(", ")))
            };
            let only: Vec<String> = open.iter().filter_map(|attack| got(attack)).collect();
            let alone = if was_tried { alone.to_string() } else { "-".to_owned() };
            say(&format!("{:12} {alone:>14} {:>13}  {}", layer.name(), only.len(), only.join(", ")))?;
        }
        let held: Vec<&str> =
            self.attacks.iter().filter(|attack| self.is_held_anyway(attack)).map(|attack| attack.name).collect();
        if !held.is_empty() {
            say(&format!("\nheld even where no layer holds: {}", held.join(" ")))?;
        }
        say("")
    }

    /// An attack on the cage that gets nothing even where there is none, though the compiler let it through: it shows
    /// nothing of the layers.
    fn is_held_anyway(&self, attack: &Attack) -> bool {
        !matches!(attack.wants, Prize::Pass | Prize::Ruin | Prize::Inject)
            && self.got(&Standing::Open, attack).is_none()
            && !self.is_refused(attack)
    }
}
