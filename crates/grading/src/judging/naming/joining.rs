//! What is said of several parts, in one breath.

use super::whole::listed;
use crate::exercise::Exercise;
use crate::judging::verdict::Named;

impl Exercise {
    /// One name and one text for all parts that are explained; `None` where none is.
    pub(super) fn joined(&self, explained: &[(usize, Named)]) -> Option<Named> {
        let name = |(part, named): &(usize, Named)| format!("{}: {}", self.part(*part).name, named.name);
        match explained {
            [] => None,
            [one] => Some(Named { name: name(one), says: self.about(one) }),
            several => Some(Named {
                name: several.iter().map(name).collect::<Vec<_>>().join("; "),
                says: self.about_each(several),
            }),
        }
    }

    /// The sentences on several parts; what is said of two of them is said once.
    fn about_each(&self, several: &[(usize, Named)]) -> String {
        let mut sentences: Vec<String> = Vec::new();
        for (place, one) in several.iter().enumerate() {
            let same: Vec<&(usize, Named)> = several.iter().filter(|other| other.1.says == one.1.says).collect();
            if several[..place].iter().any(|before| before.1.says == one.1.says) {
                continue;
            }
            let names: Vec<&str> = same.iter().map(|(part, _)| self.part(*part).name).collect();
            let speaks_of_all = names.iter().all(|name| one.1.says.contains(name));
            sentences.push(match names.as_slice() {
                [_] => self.about(one),
                _ if speaks_of_all => one.1.says.clone(),
                names => format!("{}: {}", capital(&listed(names)), one.1.says),
            });
        }
        sentences.join(" ")
    }

    /// The sentence, with the part in front where it does not speak of it itself.
    fn about(&self, (part, named): &(usize, Named)) -> String {
        let name = self.part(*part).name;
        if named.says.contains(name) { named.says.clone() } else { format!("{}: {}", capital(name), named.says) }
    }
}

/// A name at the beginning of a sentence: "the slope" is made of words, and gets a large letter; signs of mathematics stay as they
/// are, for A is not a, and sin is never Sin.
fn capital(name: &str) -> String {
    name.strip_prefix("the ").map_or_else(|| name.to_owned(), |rest| format!("The {rest}"))
}
