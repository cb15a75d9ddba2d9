//! The Leiden algorithm: move, refine, aggregate, and again.

use std::collections::VecDeque;

use super::network::Network;
use crate::Cancelled;
use crate::coins::mixed;

/// Nodes looked at between two looks at the watch.
const BETWEEN_LOOKS: usize = 1 << 14;

/// A search for communities.
pub(super) struct Search<'a> {
    pub(super) resolution: f64,
    pub(super) seed: u64,
    /// Looked at from time to time.
    pub(super) watch: &'a dyn Fn() -> Result<(), Cancelled>,
}

impl Search<'_> {
    /// Communities at least as good as those given; each hangs together and is numbered by its first node.
    pub(super) fn improve(&self, network: &Network, of: &[u32]) -> Result<Vec<u32>, Cancelled> {
        let mut of = of.to_vec();
        self.move_nodes(network, &mut of)?;
        // What each person of the whole network stands for in the aggregated one.
        let mut stands: Vec<u32> = (0..network.nodes() as u32).collect();
        let mut aggregated: Option<Network> = None;
        loop {
            let level = aggregated.as_ref().unwrap_or(network);
            let mut refined = self.refined(level, &of);
            let groups = without_gaps(&mut refined);
            if groups == level.nodes() {
                break;
            }
            stands.iter_mut().for_each(|node| *node = refined[*node as usize]);
            let mut of_groups = vec![0u32; groups];
            for (&group, &community) in refined.iter().zip(&of) {
                of_groups[group as usize] = community;
            }
            without_gaps(&mut of_groups);
            let next = level.aggregated(&refined, groups);
            self.move_nodes(&next, &mut of_groups)?;
            (of, aggregated) = (of_groups, Some(next));
        }
        let found: Vec<u32> = stands.iter().map(|&node| of[node as usize]).collect();
        Ok(hanging_together(network, &found))
    }

    /// Moves nodes to where the modularity rises most, until no node would raise it by moving. A node is looked at again when one
    /// tied to it has moved.
    fn move_nodes(&self, network: &Network, of: &mut [u32]) -> Result<(), Cancelled> {
        let nodes = network.nodes();
        let (mut ends, mut size) = (vec![0u64; nodes], vec![0u32; nodes]);
        for (node, &community) in of.iter().enumerate() {
            ends[community as usize] += network.degree[node];
            size[community as usize] += 1;
        }
        let mut empty: Vec<u32> = (0..nodes as u32).rev().filter(|&c| size[c as usize] == 0).collect();
        let mut waiting = VecDeque::from(self.order(nodes));
        let mut waits = vec![true; nodes];
        let mut near = Near::new(nodes);
        let mut looked_at = 0;
        while let Some(node) = waiting.pop_front() {
            if looked_at % BETWEEN_LOOKS == 0 {
                (self.watch)()?;
            }
            looked_at += 1;
            waits[node as usize] = false;
            let (own, degree) = (of[node as usize], network.degree[node as usize]);
            ends[own as usize] -= degree;
            near.look(network.row(node).map(|(other, weight)| (of[other as usize], weight)));
            let per_end = self.resolution * degree as f64 / network.total;
            let gain = |community: u32, weight: u64| weight as f64 - per_end * ends[community as usize] as f64;
            let stay = gain(own, near.weight[own as usize]);
            let mut best = (stay, own);
            for &community in &near.met {
                let gain = gain(community, near.weight[community as usize]);
                // Who is as well off stays; of others as good, the smaller number.
                if gain > best.0 || gain == best.0 && best.1 != own && community < best.1 {
                    best = (gain, community);
                }
            }
            if best.0 < 0.0 && size[own as usize] > 1 {
                best = (0.0, *empty.last().expect("where somebody is not alone, a community is empty"));
            }
            near.forget();
            let to = best.1;
            ends[to as usize] += degree;
            if to == own {
                continue;
            }
            if empty.last() == Some(&to) {
                empty.pop();
            }
            size[own as usize] -= 1;
            size[to as usize] += 1;
            if size[own as usize] == 0 {
                empty.push(own);
            }
            of[node as usize] = to;
            for (other, _) in network.row(node) {
                if !waits[other as usize] && of[other as usize] != to {
                    waits[other as usize] = true;
                    waiting.push_back(other);
                }
            }
        }
        Ok(())
    }

    /// Splits every community into groups that are well tied to the rest of it: each node, alone at first, joins the group in its
    /// community that raises the modularity most, if both are well enough tied.
    fn refined(&self, network: &Network, of: &[u32]) -> Vec<u32> {
        let nodes = network.nodes();
        let mut community_ends = vec![0u64; nodes];
        for (node, &community) in of.iter().enumerate() {
            community_ends[community as usize] += network.degree[node];
        }
        let within = |node: u32| network.row(node).filter(move |(other, _)| of[*other as usize] == of[node as usize]);
        let mut group: Vec<u32> = (0..nodes as u32).collect();
        let mut alone = vec![true; nodes];
        let mut ends = network.degree.clone();
        // What ties each group to the rest of its community.
        let mut tied: Vec<u64> = (0..nodes as u32).map(|node| within(node).map(|(_, weight)| weight).sum()).collect();
        let well_tied = |tied: u64, ends: u64, all: u64| {
            tied as f64 >= self.resolution * ends as f64 * ((all - ends) as f64 / network.total)
        };
        let mut near = Near::new(nodes);
        for node in self.order(nodes) {
            let all = community_ends[of[node as usize] as usize];
            let (degree, own) = (network.degree[node as usize], node);
            if !alone[node as usize] || !well_tied(tied[own as usize], degree, all) {
                continue;
            }
            near.look(within(node).map(|(other, weight)| (group[other as usize], weight)));
            let per_end = self.resolution * degree as f64 / network.total;
            let mut best = None;
            for &other in &near.met {
                let (weight, other_ends) = (near.weight[other as usize], ends[other as usize]);
                let gain = weight as f64 - per_end * other_ends as f64;
                let better = best.is_none_or(|(most, group, _)| gain > most || gain == most && other < group);
                if gain >= 0.0 && better && well_tied(tied[other as usize], other_ends, all) {
                    best = Some((gain, other, weight));
                }
            }
            near.forget();
            if let Some((_, to, weight)) = best {
                group[node as usize] = to;
                ends[to as usize] += degree;
                // The ties between the two are no longer to the rest, for either of them.
                tied[to as usize] = tied[to as usize] + tied[own as usize] - 2 * weight;
                (alone[to as usize], alone[node as usize]) = (false, false);
            }
        }
        group
    }

    /// All nodes in an order of the seed.
    fn order(&self, nodes: usize) -> Vec<u32> {
        let mut order: Vec<u32> = (0..nodes as u32).collect();
        let key = mixed(self.seed);
        order.sort_by_cached_key(|&node| mixed(key.wrapping_add(u64::from(node))));
        order
    }
}

/// What ties a node to the communities or groups around it.
struct Near {
    weight: Vec<u64>,
    met: Vec<u32>,
}

impl Near {
    fn new(nodes: usize) -> Self {
        Self { weight: vec![0; nodes], met: Vec::new() }
    }

    fn look(&mut self, ties: impl Iterator<Item = (u32, u64)>) {
        for (to, weight) in ties {
            let sum = &mut self.weight[to as usize];
            if *sum == 0 {
                self.met.push(to);
            }
            *sum += weight;
        }
    }

    fn forget(&mut self) {
        self.met.drain(..).for_each(|to| self.weight[to as usize] = 0);
    }
}

/// Renumbers from 0 in the order of appearance; returns how many numbers there are. Numbers are below the length.
fn without_gaps(numbers: &mut [u32]) -> usize {
    let most = numbers.iter().max().map_or(0, |most| *most as usize + 1);
    let mut new = vec![u32::MAX; most];
    let mut count = 0;
    for number in numbers {
        let new = &mut new[*number as usize];
        if *new == u32::MAX {
            *new = count;
            count += 1;
        }
        *number = *new;
    }
    count as usize
}

/// Communities split where they do not hang together, which raises the modularity, and numbered by their first node.
fn hanging_together(network: &Network, of: &[u32]) -> Vec<u32> {
    let mut found = vec![u32::MAX; of.len()];
    let mut waiting = Vec::new();
    for first in 0..of.len() as u32 {
        if found[first as usize] != u32::MAX {
            continue;
        }
        found[first as usize] = first;
        waiting.push(first);
        while let Some(node) = waiting.pop() {
            for (other, _) in network.row(node) {
                if of[other as usize] == of[first as usize] && found[other as usize] == u32::MAX {
                    found[other as usize] = first;
                    waiting.push(other);
                }
            }
        }
    }
    found
}
