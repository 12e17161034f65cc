//! The attacks, read from `attacks/`: one file a kind, one section an attack.
//!
//! A section begins with `## name`, says on the next line what the attack is after (`wants: secret`), and goes on with
//! code: items of a learner's file, among them a function `attack`. Words between two `@` stand for what siege has
//! prepared: paths, ports, tokens.

use anyhow::{Context, bail};

/// What an attack is after. Whether it got it is looked up by siege, outside, and never asked of a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prize {
    /// To be right with a wrong answer.
    Pass,
    /// To bring back something that was hidden outside.
    Secret,
    /// To leave something on the disk.
    Mark,
    /// To reach somebody who listens.
    Contact,
    /// To be more processes or threads at once than anybody needs.
    Swarm,
    /// To do what it then boasts of.
    Boast,
    /// To end the judge, or a neighbour, or to be waited for without end.
    Ruin,
    /// To have what it prints taken for something that it is not.
    Inject,
}

impl Prize {
    const NAMED: [(&'static str, Self); 8] = [
        ("pass", Self::Pass),
        ("secret", Self::Secret),
        ("mark", Self::Mark),
        ("contact", Self::Contact),
        ("swarm", Self::Swarm),
        ("boast", Self::Boast),
        ("ruin", Self::Ruin),
        ("inject", Self::Inject),
    ];
}

/// One attack.
#[derive(Clone, Debug)]
pub struct Attack {
    pub kind: &'static str,
    pub name: &'static str,
    pub wants: Prize,
    /// It strikes while it is compiled, so it is compiled anew in every cage.
    pub at_compile: bool,
    /// Among the few of `--quick`.
    pub quick: bool,
    pub code: &'static str,
}

impl Attack {
    /// It would have the compiler work without end. Only limits and a clock hold it, so it is not tried where nothing
    /// does.
    pub fn is_bomb(&self) -> bool {
        self.at_compile && self.wants == Prize::Ruin
    }
}

const FILES: [(&str, &str); 6] = [
    ("forging", include_str!("../attacks/forging.txt")),
    ("reading", include_str!("../attacks/reading.txt")),
    ("resources", include_str!("../attacks/resources.txt")),
    ("network", include_str!("../attacks/network.txt")),
    ("detaching", include_str!("../attacks/detaching.txt")),
    ("injection", include_str!("../attacks/injection.txt")),
];

/// All attacks on compiler and judge, kind by kind.
pub fn all() -> anyhow::Result<Vec<Attack>> {
    let mut attacks = Vec::new();
    for (kind, text) in FILES {
        for section in text.split("\n## ").skip(1) {
            attacks.push(attack(kind, section).with_context(|| format!("attacks/{kind}.txt, {section:.40}"))?);
        }
    }
    for (index, attack) in attacks.iter().enumerate() {
        if attacks[..index].iter().any(|other| other.name == attack.name) {
            bail!("two attacks are called {}", attack.name);
        }
    }
    Ok(attacks)
}

fn attack(kind: &'static str, section: &'static str) -> anyhow::Result<Attack> {
    let (name, rest) = section.split_once('\n').context("there is nothing under the name")?;
    let (head, code) = rest.split_once('\n').context("there is no code")?;
    let mut words = head.strip_prefix("wants: ").context("it does not say what it wants")?.split(", ");
    let prize = words.next().unwrap_or_default();
    let found = Prize::NAMED.into_iter().find(|(named, _)| *named == prize);
    let wants = found.with_context(|| format!("nobody can want `{prize}`"))?.1;
    let (mut at_compile, mut quick) = (false, false);
    for word in words {
        match word {
            "at compile" => at_compile = true,
            "quick" => quick = true,
            _ => bail!("`{word}` means nothing here"),
        }
    }
    Ok(Attack { kind, name, wants, at_compile, quick, code })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corpus_is_read_and_every_attack_attacks() {
        let all = all().expect("a corpus");
        for attack in &all {
            assert!(attack.code.contains("fn attack()"), "{} has no function `attack`", attack.name);
        }
        assert!(all.iter().filter(|attack| attack.quick).count() >= 20);
    }
}
