//! The lines and contacts around the members of a chain, as the viewer may see them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::domain::Id;

use super::super::lines::{Line, LineKind};
use super::super::neighbourhood::{
    Between, Conflict, Fetch, Neighbourhood, Node, RecentContacts, StepLine, recent_contacts, sees_contacts,
};
use super::super::visibility::Sights;
use super::record::RecordedMember;

/// What is around the members of one chain.
pub struct Surroundings {
    /// Everybody with a line to a member: colleagues of ours, other members, other contacts.
    pub around: Neighbourhood,
    /// Contacts of members with colleagues of ours that are recent enough to engage: member, colleague, contacts of a day.
    pub contacts: Vec<(Id, Id, RecentContacts)>,
}

/// Puts the lines into the members of a chain together. Those into other people take no part, whatever else was read.
pub fn of_chain(
    fetch: &Fetch<'_>,
    sights: &Sights<'_>,
    members: &BTreeMap<Id, RecordedMember>,
    steps: &HashMap<Id, Arc<[StepLine]>>,
) -> Surroundings {
    let mut around = Neighbourhood::default();
    let mut contacts = Vec::new();
    for member in members.keys() {
        for line in steps.get(member).into_iter().flat_map(|step| step.iter()) {
            let StepLine { far, far_own, between } = line;
            let ends = (far, member);
            let seen: Box<[RecentContacts]> = match between {
                Between::Settled { line, conflicts, recent, .. } => {
                    around.add_conflicts(ends, conflicts);
                    if let Some(line) = line {
                        around.add(Node::Person(far.clone()), member, Arc::clone(line), *far_own);
                    }
                    recent.clone()
                }
                Between::Differs(pair) => {
                    fetch.settle(&mut around, sights, ends, pair, *far_own);
                    if sees_contacts(sights, far, pair, *far_own) {
                        recent_contacts(pair, fetch.as_of, fetch.policy)
                    } else {
                        Box::default()
                    }
                }
            };
            if *far_own {
                contacts.extend(seen.iter().map(|recent| (member.clone(), far.clone(), *recent)));
            }
        }
    }
    Surroundings { around, contacts }
}

impl Surroundings {
    /// The recorded lines by which one member can move another. Lines that only follow from the organization or from contacts
    /// are no influence that somebody saw.
    pub fn among(&self, members: &HashSet<&Id>) -> Vec<(Id, Id, Arc<Line>)> {
        let member = |node: &Node| match node {
            Node::Person(id) if members.contains(id) => Some(id.clone()),
            Node::Person(_) | Node::Masked(_) => None,
        };
        let recorded = self.around.lines().filter(|(_, _, line)| match line.kind {
            LineKind::Level | LineKind::Probability => true,
            LineKind::Trust | LineKind::Reporting | LineKind::Board | LineKind::Department => false,
        });
        let mut lines: Vec<(Id, Id, Arc<Line>)> =
            recorded.filter_map(|(from, to, line)| Some((member(from)?, member(to)?, Arc::clone(line)))).collect();
        lines.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        lines
    }

    /// The conflict lines between two members.
    pub fn conflicts_among(&self, members: &HashSet<&Id>) -> Vec<Conflict> {
        let inside = |c: &&Conflict| members.contains(&c.from) && members.contains(&c.to);
        let mut conflicts: Vec<Conflict> = self.around.conflicts.iter().filter(inside).cloned().collect();
        conflicts.sort_by(|a, b| (&a.from, &a.to, &a.line.id).cmp(&(&b.from, &b.to, &b.line.id)));
        conflicts
    }
}
