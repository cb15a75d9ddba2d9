//! Who was in contact with whom, as numbers.

/// Contacts between one person and another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Contacts {
    /// Begun by the person.
    pub sent: u32,
    /// Begun by the other.
    pub received: u32,
}

/// How often anybody began a contact with anybody; people are numbered from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactGraph {
    /// Where the others of a person begin in `others`; one more than there are people.
    begins: Vec<usize>,
    /// By person, then by other.
    others: Vec<(u32, Contacts)>,
    /// How many people began a contact with this one.
    writers: Vec<u32>,
}

impl ContactGraph {
    /// The graph of these contacts `(from, to, how many)`, in any order; those of one ordered pair add up, and what somebody
    /// began with themself is left out.
    ///
    /// # Panics
    /// When a contact names a person who does not exist.
    ///
    /// # Complexity
    /// O(c log c) for c contacts.
    ///
    /// # Examples
    /// ```
    /// use guanxi_scoring::suggestion::{ContactGraph, Contacts};
    ///
    /// let graph = ContactGraph::new(3, [(0, 1, 5), (1, 0, 2), (0, 1, 1), (2, 1, 3)]);
    /// assert_eq!(graph.between(0, 1), Contacts { sent: 6, received: 2 });
    /// assert_eq!((graph.degree(1), graph.writers(1), graph.writers(2)), (2, 2, 0));
    /// assert_eq!(graph.common(0, 2).collect::<Vec<_>>(), [1]);
    /// ```
    pub fn new(people: u32, contacts: impl IntoIterator<Item = (u32, u32, u32)>) -> Self {
        let mut both: Vec<(u32, u32, Contacts)> = Vec::new();
        for (from, to, count) in contacts {
            assert!(from < people && to < people, "a contact between {from} and {to}, of {people} people");
            if from != to && count > 0 {
                both.push((from, to, Contacts { sent: count, received: 0 }));
                both.push((to, from, Contacts { sent: 0, received: count }));
            }
        }
        both.sort_unstable_by_key(|(person, other, _)| (*person, *other));
        both.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            if same {
                kept.2.sent = kept.2.sent.saturating_add(next.2.sent);
                kept.2.received = kept.2.received.saturating_add(next.2.received);
            }
            same
        });
        let mut begins = vec![0; people as usize + 1];
        let mut writers = vec![0; people as usize];
        for (person, _, contacts) in &both {
            begins[*person as usize + 1] += 1;
            writers[*person as usize] += u32::from(contacts.received > 0);
        }
        for place in 1..begins.len() {
            begins[place] += begins[place - 1];
        }
        Self { begins, others: both.into_iter().map(|(_, other, contacts)| (other, contacts)).collect(), writers }
    }

    /// How many people there are.
    pub fn people(&self) -> u32 {
        self.writers.len() as u32
    }

    /// Everybody a person was in contact with, ascending.
    pub fn others(&self, person: u32) -> &[(u32, Contacts)] {
        &self.others[self.begins[person as usize]..self.begins[person as usize + 1]]
    }

    /// With how many people a person was in contact.
    pub fn degree(&self, person: u32) -> u32 {
        self.others(person).len() as u32
    }

    /// How many different people began a contact with a person. Of all plain measures it tells managers best.
    pub fn writers(&self, person: u32) -> u32 {
        self.writers[person as usize]
    }

    /// The contacts of two people; none where there were none. O(log degree).
    pub fn between(&self, person: u32, other: u32) -> Contacts {
        let others = self.others(person);
        others.binary_search_by_key(&other, |(other, _)| *other).map_or(Contacts::default(), |place| others[place].1)
    }

    /// With whom both were in contact, ascending. O(degree of both).
    pub fn common(&self, one: u32, another: u32) -> impl Iterator<Item = u32> {
        let (mut left, mut right) = (self.others(one), self.others(another));
        std::iter::from_fn(move || {
            while let (Some((a, _)), Some((b, _))) = (left.first(), right.first()) {
                let found = *a;
                let order = a.cmp(b);
                if order.is_le() {
                    left = &left[1..];
                }
                if order.is_ge() {
                    right = &right[1..];
                }
                if order.is_eq() {
                    return Some(found);
                }
            }
            None
        })
    }
}
