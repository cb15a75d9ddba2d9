//! People by e-mail address.

use crate::domain::{Id, Person};

use super::key::{Key, KeyMap};

/// Whose an address is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Holder {
    One(Id),
    Several,
}

/// Addresses of the people of this run, and of those of the store that were asked for.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    run: KeyMap<Holder>,
    /// For references of this run: the answer over run and store together.
    answers: KeyMap<Option<Holder>>,
}

/// Whether a text can be an address at all.
pub(super) fn is_address(text: &str) -> bool {
    text.contains('@')
}

impl Addresses {
    /// Takes in a person of this run.
    pub(super) fn take(&mut self, person: &Person) {
        let addresses = person.email.iter().chain(&person.aliases).filter(|text| is_address(text));
        for address in addresses {
            let holder = self.run.entry(Key::of_address(address)).or_insert_with(|| Holder::One(person.id.clone()));
            if *holder != Holder::One(person.id.clone()) {
                *holder = Holder::Several;
            }
        }
    }

    /// Whether an address was asked for before.
    pub(super) fn is_answered(&self, address: &str) -> bool {
        self.answers.contains_key(&Key::of_address(address))
    }

    /// Settles an address: `stored` are the people of the store who hold it and whom this run does not replace.
    /// With `same_person` a person of this run who holds it, too, is one of them.
    pub(super) fn settle(&mut self, address: &str, mut stored: Vec<Id>, same_person: bool) {
        let key = Key::of_address(address);
        let answer = match self.run.get(&key) {
            Some(Holder::Several) => Some(Holder::Several),
            Some(Holder::One(id)) => {
                stored.retain(|other| other != id && !same_person);
                Some(if stored.is_empty() { Holder::One(id.clone()) } else { Holder::Several })
            }
            None => match stored.len() {
                0 => None,
                1 => stored.pop().map(Holder::One),
                _ => Some(Holder::Several),
            },
        };
        self.answers.insert(key, answer);
    }

    /// The answer for an address that was settled.
    pub(super) fn holder(&self, address: &str) -> Option<&Holder> {
        self.answers.get(&Key::of_address(address)).and_then(Option::as_ref)
    }
}
