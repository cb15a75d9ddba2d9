//! "Where does the network hold together, and where does it break?" Bridges, PageRank (also around one person), communities and
//! articulation people, over influence lines or, as a second layer, over contact strength (method §7).

use std::cmp::Ordering;
use std::sync::Arc;

use crate::domain::{AsOf, Id, Policy, coded};
use crate::engine::centrality::{
    CommunityProblem, Direction, LineWeight, PageRankProblem, Restart, RouteBetweennessProblem, Stop, communities,
    cuts, page_rank, route_betweenness,
};
use crate::engine::{Edge, Graph, Progress, Unwatched};
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

/// Which structure.
#[derive(Debug, Clone, PartialEq)]
pub struct StructureQuestion {
    pub layer: StructureLayer,
    /// Rank everybody as seen from this person, too.
    pub around: Option<Id>,
}

/// PageRank is within this of its limit, all ranks together.
pub(super) const RANK_WITHIN: f64 = 1e-9;
/// The usual resolution of communities: 1.
pub(super) const RESOLUTION: f64 = 1.0;
pub(super) const COMMUNITY_ROUNDS: u32 = 100;

/// Where somebody stands.
#[derive(Debug, Clone, PartialEq)]
pub struct StructurePerson {
    pub person: Colleague,
    pub is_employee: bool,
    /// Decision power reached through this person on best routes of others.
    pub bridge_score: f64,
    /// PageRank from who is moved to who moves, times the number of people with lines: 1 is average.
    pub rank: f64,
    /// Personalised PageRank: where a walk from who is moved to who moves is, that often begins anew at the person asked about. Shares
    /// of 1; absent where nobody is asked about.
    pub rank_around: Option<f64>,
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
    /// Everybody with a line: greatest bridge score first, then rank, then in the order of people; around a person, greatest rank around
    /// them first.
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
    /// [`ServiceError::NotFound`] for somebody who is not recorded; those of the company's graph.
    pub async fn influence_structure(
        &self,
        question: &StructureQuestion,
        as_of: AsOf,
    ) -> Result<StructureAnswer, ServiceError> {
        let (mut answer, version) =
            self.consistently("influence_structure", |r| Box::pin(r.structure_at(question.clone(), as_of))).await?;
        answer.data_version = version;
        Ok(answer)
    }
}

impl Recollection<'_> {
    async fn structure_at(&self, question: StructureQuestion, as_of: AsOf) -> Result<StructureAnswer, ServiceError> {
        let company = self.company_graph(as_of).await?;
        let StructureQuestion { layer, around } = question;
        let missing = |id: &Id| ServiceError::NotFound { what: "person", id: id.to_string() };
        let around = around.map(|id| company.drawn().number(&id).ok_or_else(|| missing(&id))).transpose()?;
        let (facts, progress) = (self.facts().await?, self.progress());
        let viewer = self.viewer().clone();
        let day = numbers::day_as_of(as_of)?;
        let look = move || match layer {
            StructureLayer::Influence => structure(&company, company.drawn().graph(), layer, around, &*progress),
            StructureLayer::Contact => {
                let eyes = Eyes::new(&facts, company.view().policy(), &viewer, as_of, day);
                let graph = contact_layer(&facts, &eyes, company.drawn().graph().nodes());
                structure(&company, &graph, layer, around, &*progress)
            }
        };
        self.service().compute.run(look).await?
    }
}

/// Lines of trust from the contacts the viewer may see.
pub(super) fn contact_layer(facts: &Facts, eyes: &Eyes<'_>, nodes: u32) -> Graph {
    let mut edges = Vec::new();
    for from in 0..facts.people.len() as u32 {
        if !eyes.sees_contacts(from) {
            continue;
        }
        for known in facts.acquaintances.of(from) {
            if known.other != from
                && eyes.sees_contacts(known.other)
                && let Some(line) = eyes.trusted(known.pair)
            {
                let line = eyes.tossed(line, from, known.other);
                edges.push(Edge { from, to: known.other, probability: line.strength, coin: line.coin });
            }
        }
    }
    edges.sort_unstable_by_key(|edge| (edge.from, edge.to));
    Graph::new(nodes, edges)
}

fn structure(
    company: &CompanyGraph,
    graph: &Graph,
    layer: StructureLayer,
    around: Option<u32>,
    progress: &dyn Progress,
) -> Result<StructureAnswer, ServiceError> {
    let policy = Arc::clone(company.view().policy());
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
    let between = route_betweenness(&problem, progress)?;
    let ranks_of = |restart: Restart<'_>| {
        page_rank(&PageRankProblem {
            graph,
            direction: Direction::Reversed,
            weight: LineWeight::Probability,
            restart,
            damping: policy.chain.damping,
            stop: Stop::Within(RANK_WITHIN),
        })
    };
    let ranks = ranks_of(Restart::Anywhere);
    let around = around.map(|node| ranks_of(Restart::At(&[(node, 1.0)])));
    let rank_around = |node: u32| around.as_ref().map(|around| around.ranks[node as usize]);
    let found = communities(
        &CommunityProblem {
            graph,
            resolution: RESOLUTION,
            seed: policy.reach.seed as u64,
            max_rounds: COMMUNITY_ROUNDS,
        },
        &Unwatched,
    )?;
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
        let score = |node: &u32| {
            let around = rank_around(*node).unwrap_or_default();
            [around, between.scores[*node as usize], ranks.ranks[*node as usize]]
        };
        let by_score = score(b).into_iter().zip(score(a)).map(|(b, a)| b.total_cmp(&a));
        by_score.fold(Ordering::Equal, Ordering::then).then(a.cmp(b))
    });
    let people = order.into_iter().map(|node| StructurePerson {
        person: Colleague::of(company, node),
        is_employee: employees.binary_search(&node).is_ok(),
        bridge_score: between.scores[node as usize],
        rank: ranks.ranks[node as usize] * f64::from(nodes),
        rank_around: rank_around(node),
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
