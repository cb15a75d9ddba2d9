//! Departments within departments: parents that exist, no circles, and the order in which they are written.

use std::collections::HashMap;

use crate::domain::{Department, Id, RecordKind};
use crate::import::fault::FaultCode;
use crate::import::known::Known;
use crate::service::ServiceError;

use super::key::{Key, KeyMap, KeySet, Seen};
use super::report::{At, Report};

/// The departments of this run.
#[derive(Debug, Default)]
pub(super) struct Departments {
    nodes: Vec<Node>,
    by_key: KeyMap<usize>,
    /// For rows that are not written first: after how many others.
    depths: HashMap<(u32, u32), u16>,
    deepest: u16,
}

#[derive(Debug)]
struct Node {
    key: Key,
    parent: Option<Id>,
    at: At,
}

impl Departments {
    /// Takes in a department of this run.
    pub(super) fn take(&mut self, department: &Department, at: At) {
        let key = Key::of_id(&department.id);
        self.by_key.insert(key, self.nodes.len());
        self.nodes.push(Node { key, parent: department.parent_id.clone(), at });
    }

    /// How many rounds writing them takes: parents come before their parts.
    pub(super) fn rounds(&self) -> u16 {
        self.deepest + 1
    }

    /// The rounds of the rows of an input, by ordinal, where they are not the first.
    pub(super) fn rounds_of(&self, input: usize) -> HashMap<u32, u16> {
        self.depths
            .iter()
            .filter(|((of, _), _)| *of as usize == input)
            .map(|((_, row), round)| (*row, *round))
            .collect()
    }

    /// Examines all departments once the last one is read; those refused are taken out of `seen` and added to `refused`.
    pub(super) async fn finish(
        &mut self,
        known: &dyn Known,
        seen: &mut Seen,
        refused: &mut KeySet,
        report: &mut Report,
    ) -> Result<(), ServiceError> {
        let stored = self.stored_parents(known, seen).await?;
        let mut existing = KeySet::default();
        let asked: Vec<Id> =
            self.nodes.iter().filter_map(|n| n.parent.clone()).filter(|p| refused.contains(&Key::of_id(p))).collect();
        if !asked.is_empty() {
            existing.extend(known.known_ids(RecordKind::Department, &asked).await?.iter().map(Key::of_id));
        }
        let out = |node: &Node, seen: &mut Seen, refused: &mut KeySet| {
            seen.forget(node.key);
            refused.insert(node.key);
        };
        for node in &self.nodes {
            let Some(parent) = &node.parent else { continue };
            let key = Key::of_id(parent);
            if self.by_key.contains_key(&key) || stored.contains_key(&key) || existing.contains(&key) {
                continue;
            }
            let code = if refused.contains(&key) { FaultCode::DependsOnRejected } else { FaultCode::UnknownReference };
            let expected = "a department of this import or of the store";
            report.refuse(node.at, code, "parent_id", Some(parent.as_str()), expected);
            out(node, seen, refused);
        }
        for at in self.circles(&stored) {
            let node = &self.nodes[at];
            let parent = node.parent.as_ref().map(Id::as_str);
            report.refuse(
                node.at,
                FaultCode::DepartmentCircle,
                "parent_id",
                parent,
                "a department that is not itself a part of this one",
            );
            out(node, seen, refused);
        }
        self.refuse_parts_of_refused(seen, refused, report);
        self.measure_depths(refused);
        Ok(())
    }

    /// The departments of the store above those of this run, each with its own parent.
    async fn stored_parents(&self, known: &dyn Known, seen: &Seen) -> Result<KeyMap<Option<Key>>, ServiceError> {
        let mut stored: KeyMap<Option<Key>> = KeyMap::default();
        let mut asked = KeySet::default();
        let mut wanted: Vec<Id> = self.nodes.iter().filter_map(|n| n.parent.clone()).collect();
        loop {
            wanted.retain(|id| !seen.contains(Key::of_id(id)) && asked.insert(Key::of_id(id)));
            if wanted.is_empty() {
                return Ok(stored);
            }
            let departments = known.departments(&wanted).await?;
            wanted = departments.iter().filter_map(|d| d.parent_id.clone()).collect();
            stored.extend(departments.iter().map(|d| (Key::of_id(&d.id), d.parent_id.as_ref().map(Key::of_id))));
        }
    }

    /// For each circle, its last department of this run. Every department has one parent, so circles do not meet.
    fn circles(&self, stored: &KeyMap<Option<Key>>) -> Vec<usize> {
        let mut walked: KeyMap<usize> = KeyMap::default();
        let mut closing = Vec::new();
        for (start, node) in self.nodes.iter().enumerate() {
            let mut at = Some(node.key);
            while let Some(key) = at {
                match walked.insert(key, start) {
                    Some(earlier) if earlier != start => {
                        walked.insert(key, earlier);
                        break;
                    }
                    Some(_) => {
                        closing.extend(self.last_of_circle(key, stored));
                        break;
                    }
                    None => at = self.parent_of(key, stored),
                }
            }
        }
        closing
    }

    fn parent_of(&self, key: Key, stored: &KeyMap<Option<Key>>) -> Option<Key> {
        match self.by_key.get(&key) {
            Some(node) => self.nodes[*node].parent.as_ref().map(Key::of_id),
            None => stored.get(&key).copied().flatten(),
        }
    }

    fn last_of_circle(&self, start: Key, stored: &KeyMap<Option<Key>>) -> Option<usize> {
        let mut last = self.by_key.get(&start).copied();
        let mut at = self.parent_of(start, stored);
        while let Some(key) = at
            && key != start
        {
            last = last.max(self.by_key.get(&key).copied());
            at = self.parent_of(key, stored);
        }
        last
    }

    fn refuse_parts_of_refused(&self, seen: &mut Seen, refused: &mut KeySet, report: &mut Report) {
        loop {
            let mut changed = false;
            for node in &self.nodes {
                let Some(parent) = &node.parent else { continue };
                let key = Key::of_id(parent);
                let lost = self.by_key.contains_key(&key) && refused.contains(&key);
                if lost && !refused.contains(&node.key) {
                    report.refuse(node.at, FaultCode::DependsOnRejected, "parent_id", Some(parent.as_str()), "");
                    seen.forget(node.key);
                    refused.insert(node.key);
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
    }

    fn measure_depths(&mut self, refused: &KeySet) {
        let mut depths: Vec<Option<u16>> = vec![None; self.nodes.len()];
        for start in 0..self.nodes.len() {
            let mut chain = Vec::new();
            let mut at = Some(start);
            let mut depth = 0;
            while let Some(node) = at {
                if let Some(known) = depths[node] {
                    depth = known + 1;
                    break;
                }
                chain.push(node);
                at = self.nodes[node]
                    .parent
                    .as_ref()
                    .map(Key::of_id)
                    .filter(|key| !refused.contains(key))
                    .and_then(|key| self.by_key.get(&key).copied());
                if chain.len() > self.nodes.len() {
                    break;
                }
            }
            for node in chain.into_iter().rev() {
                depths[node] = Some(depth);
                depth = depth.saturating_add(1);
            }
        }
        for (node, depth) in self.nodes.iter().zip(depths) {
            let depth = depth.unwrap_or(0);
            if depth > 0 && !refused.contains(&node.key) {
                self.depths.insert((node.at.input, node.at.ordinal), depth);
                self.deepest = self.deepest.max(depth);
            }
        }
    }
}
