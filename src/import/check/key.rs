//! What is remembered of a record: 96 bits of the hash of its identity, never the record.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hash, Hasher};

use crate::domain::{Id, Record};
use crate::import::export::each_cell;

/// 96 bits of a BLAKE3 hash: among 10,000,000 identities two share one with a chance below 10⁻¹⁴.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::import) struct Key([u32; 3]);

impl Key {
    /// The key of a text.
    pub(in crate::import) fn of(text: &str) -> Self {
        let hash = blake3::hash(text.as_bytes());
        let word = |at: usize| u32::from_le_bytes(hash.as_bytes()[at..at + 4].try_into().expect("four bytes"));
        Self([word(0), word(4), word(8)])
    }

    /// The key of an identifier.
    pub(in crate::import) fn of_id(id: &Id) -> Self {
        Self::of(id.as_str())
    }

    /// The key of an e-mail address, of which ASCII case is ignored.
    pub(in crate::import) fn of_address(text: &str) -> Self {
        Self::of(&text.to_ascii_lowercase())
    }
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(u64::from(self.0[0]) << 32 | u64::from(self.0[1]));
    }
}

/// Keys are hashes already.
#[derive(Default)]
pub(in crate::import) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
    fn finish(&self) -> u64 {
        self.0
    }
}

pub(in crate::import) type KeyMap<T> = HashMap<Key, T, BuildHasherDefault<AsItIs>>;
pub(in crate::import) type KeySet = HashSet<Key, BuildHasherDefault<AsItIs>>;

/// What tells a record from another with the same identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) struct Fingerprint {
    pub key: Key,
    /// 32 bits of the hash of the values.
    pub values: u32,
}

impl Fingerprint {
    /// The fingerprint of a record whose references are resolved.
    pub(in crate::import) fn of(record: &Record) -> Self {
        // No cell of a record holds a control character that separates units.
        let mut cells = String::with_capacity(256);
        each_cell(record, &mut |cell| {
            cells.push_str(cell);
            cells.push('\u{1f}');
        });
        let hash = blake3::hash(cells.as_bytes());
        let values = u32::from_le_bytes(hash.as_bytes()[..4].try_into().expect("four bytes"));
        Self { key: Key::of_id(&record.id()), values }
    }
}

/// Where an identity was first seen.
#[derive(Debug, Clone, Copy)]
pub(in crate::import) struct First {
    values: u32,
    /// The line, counted through all files of the kind.
    pub position: u32,
}

/// What a record is to those of its kind that came before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Sighting {
    New,
    /// The same with the same values.
    Repeated,
    /// Its identity, at this position, with other values.
    Different {
        position: u32,
    },
}

/// The identities of one kind in this run: 21 bytes each.
#[derive(Debug, Default)]
pub(in crate::import) struct Seen(KeyMap<First>);

impl Seen {
    /// Takes a record in.
    pub(in crate::import) fn meet(&mut self, fingerprint: Fingerprint, position: u32) -> Sighting {
        let Fingerprint { key, values } = fingerprint;
        match self.0.entry(key) {
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(First { values, position });
                Sighting::New
            }
            std::collections::hash_map::Entry::Occupied(first) if first.get().values == values => Sighting::Repeated,
            std::collections::hash_map::Entry::Occupied(first) => {
                Sighting::Different { position: first.get().position }
            }
        }
    }

    /// Whether an identity was seen.
    pub(in crate::import) fn contains(&self, key: Key) -> bool {
        self.0.contains_key(&key)
    }

    /// Takes an identity out again, because its record is refused.
    pub(in crate::import) fn forget(&mut self, key: Key) {
        self.0.remove(&key);
    }
}
