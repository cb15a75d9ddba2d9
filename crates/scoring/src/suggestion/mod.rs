//! Suggested lines 建议关系: which lines nobody recorded are likely, judged from who was in contact with whom (method §7).
//!
//! Two models, each a few terms that can be told to a person, with their numbers in the policy:
//!
//! * [`likely_managers`]: who is whose manager. Each person chooses one among those they are in contact with, or none of them
//! * [`likely_acquaintances`]: who will be in contact with whom they are not in contact with yet
//!
//! Both read a [`ContactGraph`]: how often anybody began a contact with anybody. Nothing else is looked at: no content, no title.
//! A pair that is in contact already has a line from trust (method §8), so the second model says nothing about it.
//!
//! What the models are worth on data that nobody made for them is in docs/validation.md, with the program that measured it.

mod acquaintances;
mod graph;
mod managers;
#[cfg(test)]
mod tests;

pub use acquaintances::{AcquaintanceEvidence, acquaintance_probability, likely_acquaintances};
pub use graph::{ContactGraph, Contacts};
pub use managers::{ManagerEvidence, likely_managers, manager_score};
