//! "Where does the network hold together, and where does it break?" Bridges, PageRank, communities and articulation people, over
//! influence lines or, as a second layer, over contact strength (method §7).

use std::sync::Arc;

use crate::domain::{AsOf, Policy, coded};
use crate::engine::centrality::{
    CommunityProblem, Direction, LineWeight, PageRankProblem, Restart, RouteBetweennessProblem, Stop, communities,
    cuts, page_rank, route_betweenness,
};
use crate::engine::{Cancelled, Edge, Graph, Unwatched};
use crate::service::ledger::numbers;
use crate::service::recall::Recollection;
use crate::service::snapshot::{CompanyGraph, Eyes, Facts};
use crate::service::{Reading, ServiceError};

use super::Colleague;

coded! {
    /// Which lines.
    pub enum StructureLayer expects "a layer: influence or contact" {
        /// Everything that carries influence.
        Influence = "influence",
        /// Trust from contacts alone, whatever else is recorded.
        Contact = "contact",
    }
}

/// PageRank is within this of its limit, all ranks together.
const RANK_WITHIN: f64 = 1e-9;
/// The usual resolution of communities: 1.
const RESOLUTION: f64 = 1.0;
const COMMUNITY_ROUNDS: u32 = 100;

/// Where somebody stands.
#[derive(Debug, Clone, PartialEq)]
pub struct StructurePerson {
    pub person: Colleague,
    pub is_employee: bool,
    /// Decision power reached through this person on best routes of others.
    pub bridge_score: f64,
    /// PageRank from who is moved to who moves, times the number of people with lines: 1 is average.
    pub rank: f64,
    /// The number of the community.
    pub community: u32,
    /// How many people are cut off from the largest piece if this person leaves; 0 for most.
    pub cuts_off: u32,
}

/// Two people whose tie is the only one between two parts of the network.
#[derive(Debug, Clone, PartialEq)]
pub struct StructureBridge {
    pub ends: [Colleague; 2],
    /// People in the smaller part.
    pub cuts_off: u32,
}

/// The structure of the network.
#[derive(Debug, Clone, PartialEq)]
pub struct StructureAnswer {
    pub layer: StructureLayer,
    /// Everybody with a line: greatest bridge score first, then rank, then in the order of people.
    pub people: Vec<StructurePerson>,
    /// Those that cut off most people first.
    pub bridges: Vec<StructureBridge>,
    /// Sizes of the communities, by number.
    pub communities: Vec<u32>,
    pub modularity: f64,
    /// Pieces of people with lines the network is in.
    pub n_pieces: u32,
    pub n_lines: u64,
    pub omitted: u64,
    pub as_of: AsOf,
    pub data_version: i64,
    pub policy: Arc<Policy>,
}

impl Reading {
    /// The structure of a layer as of a moment.
    ///
    /// # Errors
    /// Those of the company's graph.
    pub async fn influence_structure(
        &self,
        layer: StructureLayer,
        as_of: AsOf,
    ) -> Result<StructureAnswer, ServiceError> {
        let (mut answer, version) =
            self.consistently("influence_structure", |r| Box::pin(r.structure_at(layer, as_of))).await?;
        answer.data_version = version;
        Ok(answer)
    }
}

impl Recollection<'_> {
    async fn structure_at(&self, layer: StructureLayer, as_of: AsOf) -> Result<StructureAnswer, ServiceError> {
        let company = self.company_graph(as_of).await?;
        let facts = self.facts().await?;
        let viewer = self.viewer().clone();
        let day = numbers::day(&as_of.day_text())
            .ok_or_else(|| ServiceError::bad_input("asOf", "a day of the years 0000 to 9999 is expected"))?;
        let look = move || match layer {
            StructureLayer::Influence => structure(&company, company.drawn().graph(), layer),
            StructureLayer::Contact => {
                let eyes = Eyes::new(&facts, company.view().policy(), &viewer, as_of, day);
                structure(&company, &contact_layer(&facts, &eyes, company.drawn().graph().nodes()), layer)
            }
        };
        self.service().compute.run(look).await?
    }
}

/// Lines of trust from the contacts the viewer may see.
fn contact_layer(facts: &Facts, eyes: &Eyes<'_>, nodes: u32) -> Graph {
    let mut edges = Vec::new();
    for from in 0..facts.people.len() as u32 {
        if !eyes.sees_contacts(from) {
            continue;
        }
        for known in facts.acquaintances.of(from) {
            if known.other != from
                && eyes.sees_contacts(known.other)
                && let Some(line) = eyes.trusted(from, known.other, known.pair)
            {
                edges.push(Edge { from, to: known.other, probability: line.strength, coin: line.coin });
            }
        }
    }
    edges.sort_unstable_by_key(|edge| (edge.from, edge.to));
    Graph::new(nodes, edges)
}

fn structure(company: &CompanyGraph, graph: &Graph, layer: StructureLayer) -> Result<StructureAnswer, ServiceError> {
    let policy = Arc::clone(company.view().policy());
    let stopped = |Cancelled: Cancelled| ServiceError::Internal("nobody stopped it".to_owned());
    let nodes = graph.nodes();
    let mut ties = vec![0u32; nodes as usize];
    let mut n_lines = 0u64;
    for edge in graph.edges() {
        ties[edge.from as usize] += 1;
        ties[edge.to as usize] += 1;
        n_lines += 1;
    }
    let powers = company.powers()?;
    let targets: Vec<_> = company.key_nodes().into_iter().zip(powers).collect();
    let employees = company.drawn().employees();
    let problem = RouteBetweennessProblem {
        graph,
        targets: &targets,
        employees,
        max_inside: policy.route.steps_inside as u8,
        max_edges: company.max_edges(),
    };
    let between = route_betweenness(&problem, &Unwatched).map_err(stopped)?;
    let ranks = page_rank(&PageRankProblem {
        graph,
        direction: Direction::Reversed,
        weight: LineWeight::Probability,
        restart: Restart::Anywhere,
        damping: policy.chain.damping,
        stop: Stop::Within(RANK_WITHIN),
    });
    let found = communities(
        &CommunityProblem {
            graph,
            resolution: RESOLUTION,
            seed: policy.reach.seed as u64,
            max_rounds: COMMUNITY_ROUNDS,
        },
        &Unwatched,
    )
    .map_err(stopped)?;
    let breaks = cuts(graph);
    let mut cut_off = vec![0u32; nodes as usize];
    breaks.articulations.iter().for_each(|a| cut_off[a.node as usize] = a.cut_off);
    let with_lines: Vec<u32> = (0..nodes).filter(|node| ties[*node as usize] > 0).collect();
    // Communities of people with lines, numbered by their size.
    let mut sizes: std::collections::BTreeMap<u32, u32> = std::collections::BTreeMap::new();
    with_lines.iter().for_each(|node| *sizes.entry(found.of[*node as usize]).or_default() += 1);
    let mut by_size: Vec<(u32, u32)> = sizes.into_iter().collect();
    by_size.sort_by_key(|(community, size)| (std::cmp::Reverse(*size), *community));
    let number: std::collections::HashMap<u32, u32> = by_size.iter().map(|(c, _)| *c).zip(0..).collect();
    let mut order = with_lines.clone();
    order.sort_by(|a, b| {
        let score = |node: &u32| (between.scores[*node as usize], ranks.ranks[*node as usize]);
        let ((x, r), (y, s)) = (score(a), score(b));
        y.total_cmp(&x).then(s.total_cmp(&r)).then(a.cmp(b))
    });
    let people = order.into_iter().map(|node| StructurePerson {
        person: Colleague::of(company, node),
        is_employee: employees.binary_search(&node).is_ok(),
        bridge_score: between.scores[node as usize],
        rank: ranks.ranks[node as usize] * f64::from(nodes),
        community: number[&found.of[node as usize]],
        cuts_off: cut_off[node as usize],
    });
    let mut bridges = breaks.bridges.clone();
    bridges.sort_by_key(|bridge| (std::cmp::Reverse(bridge.cut_off), bridge.ends));
    let without_lines = nodes - with_lines.len() as u32;
    Ok(StructureAnswer {
        layer,
        people: people.collect(),
        bridges: bridges
            .iter()
            .map(|bridge| StructureBridge {
                ends: bridge.ends.map(|end| Colleague::of(company, end)),
                cuts_off: bridge.cut_off,
            })
            .collect(),
        communities: by_size.into_iter().map(|(_, size)| size).collect(),
        modularity: found.modularity,
        n_pieces: breaks.components - without_lines,
        n_lines,
        omitted: company.omitted(),
        as_of: company.view().as_of(),
        data_version: 0,
        policy,
    })
}
