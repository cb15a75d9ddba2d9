//! "Show me everybody." The network as a picture: communities as circles with what lies between them, and, where asked, the people of one
//! or of all, each with a place (method §7, communities). Places are those of the engine, so that a client has only to draw.

use std::sync::Arc;

use crate::domain::{AsOf, Department, Id, Organization, Policy, Probability, coded};
use crate::engine::centrality::{
    CommunityProblem, Direction, LineWeight, PageRankProblem, Restart, Stop, communities, page_rank,
};
use crate::engine::layout::{
    Circle, CommunityTie, PlacingProblem, Point, community_circles, community_ties, place_people,
};
use crate::engine::{Edge, Graph, Progress};
use crate::service::ledger::numbers;
use crate::service::limits::within;
use crate::service::recall::Recollection;
use crate::service::snapshot::{CompanyGraph, Eyes};
use crate::service::{Reading, ServiceError};

use super::Colleague;
use super::structure::{COMMUNITY_ROUNDS, RANK_WITHIN, RESOLUTION, StructureLayer, contact_layer};

coded! {
    /// Whose lines a map shows.
    pub enum MapSide expects "a side: ours or outside" {
        /// Lines among our own people.
        Ours = "ours",
        /// Lines among people outside our company.
        Outside = "outside",
    }
}

/// Which map.
#[derive(Debug, Clone, PartialEq)]
pub struct MapQuestion {
    pub layer: StructureLayer,
    /// Only lines among these people; all without.
    pub side: Option<MapSide>,
    /// Only lines that touch people of this customer, among them and our own people.
    pub customer: Option<Id>,
    /// Only lines from this strength on.
    pub min_strength: Option<Probability>,
}

/// What a person belongs to.
#[derive(Debug, Clone, PartialEq)]
pub enum MapUnit {
    /// A department of ours.
    Department(Arc<Department>),
    /// The organization of somebody outside.
    Organization(Arc<Organization>),
}

/// A community as a circle.
#[derive(Debug, Clone, PartialEq)]
pub struct MapCommunity {
    /// How many people.
    pub size: u32,
    pub n_employees: u32,
    /// Lines within it.
    pub n_lines: u32,
    pub circle: Circle,
    /// What most of its people belong to, and how many do; absent where nobody belongs to anything.
    pub most: Option<(MapUnit, u32)>,
    /// Who has the highest rank in it.
    pub head: Colleague,
}

/// The network as a picture.
#[derive(Debug, Clone)]
pub struct MapAnswer {
    pub layer: StructureLayer,
    /// The largest first; those that have a circle.
    pub communities: Vec<MapCommunity>,
    pub n_communities: u32,
    /// The strongest first.
    pub ties: Vec<CommunityTie>,
    pub n_people: u32,
    pub n_lines: u64,
    pub modularity: f64,
    pub omitted: u64,
    pub as_of: AsOf,
    pub data_version: i64,
    pub policy: Arc<Policy>,
    ground: Arc<Ground>,
}

/// Somebody on a map.
#[derive(Debug, Clone, PartialEq)]
pub struct MapPerson {
    pub person: Colleague,
    pub is_employee: bool,
    pub community: u32,
    /// PageRank from who is moved to who moves over the lines of the map; 1 is average.
    pub rank: f64,
    pub point: Point,
    /// Among the units of the answer.
    pub unit: Option<u32>,
}

/// A line on a map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MapLine {
    /// Among the people of the answer.
    pub from: u32,
    pub to: u32,
    pub strength: Probability,
}

/// People and lines, each with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct MapDetail {
    /// In the order of people.
    pub people: Vec<MapPerson>,
    pub lines: Vec<MapLine>,
    pub units: Vec<MapUnit>,
}

/// Whom a detail shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MapPart {
    /// Everybody.
    Whole,
    /// One community by its number.
    Community(u32),
    /// The community of a person.
    Around(Id),
}

/// Everybody with a line on a map, numbered without gaps in the order of people.
#[derive(Debug)]
struct Ground {
    company: Arc<CompanyGraph>,
    /// The node of each in the company.
    nodes: Vec<u32>,
    graph: Graph,
    of: Vec<u32>,
    sizes: Vec<u32>,
    circles: Vec<Circle>,
    ranks: Vec<f64>,
    units: Vec<Option<Unit>>,
    seed: u64,
}

/// A number in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Department(u32),
    Organization(u32),
}

impl Reading {
    /// The network as a picture, as of a moment.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] for a customer that is not recorded; those of the company's graph.
    pub async fn influence_map(&self, question: &MapQuestion, as_of: AsOf) -> Result<MapAnswer, ServiceError> {
        let (mut answer, version) =
            self.consistently("influence_map", |r| Box::pin(r.map_at(question.clone(), as_of))).await?;
        answer.data_version = version;
        Ok(answer)
    }

    /// People and lines of a map with their places; nothing where the part is that of a person without a line on it.
    ///
    /// # Errors
    /// [`ServiceError::LimitExceeded`] for more than `limits.map_people` people or `limits.map_lines` lines;
    /// [`ServiceError::NotFound`] for a person who is not recorded, [`ServiceError::BadInput`] for a community that is not there.
    pub async fn map_detail(&self, map: &MapAnswer, part: &MapPart) -> Result<Option<MapDetail>, ServiceError> {
        let ground = Arc::clone(&map.ground);
        let Some(only) = ground.part(part)? else { return Ok(None) };
        let limits = self.service().limits();
        let shown = |community: u32| only.is_none_or(|only| only == community);
        let people = ground.of.iter().filter(|community| shown(**community)).count();
        within("people of a map", people as u64, limits.map_people)?;
        let lines = ground.graph.edges().filter(|edge| ground.both(edge).is_some_and(shown) || only.is_none());
        within("lines of a map", lines.count() as u64, limits.map_lines)?;
        let progress = self.progress();
        self.service().compute.run(move || ground.detail(only, &*progress)).await?.map(Some)
    }
}

impl Recollection<'_> {
    async fn map_at(&self, question: MapQuestion, as_of: AsOf) -> Result<MapAnswer, ServiceError> {
        let company = self.company_graph(as_of).await?;
        let missing = |id: &Id| ServiceError::NotFound { what: "organization", id: id.to_string() };
        let MapQuestion { layer, side, customer, min_strength } = question;
        let ledger = company.view().ledger();
        let customer = customer.map(|id| ledger.organization_number(&id).ok_or_else(|| missing(&id))).transpose()?;
        let (facts, progress) = (self.facts().await?, self.progress());
        let viewer = self.viewer().clone();
        let day = numbers::day_as_of(as_of)?;
        let most_circles = self.service().limits().map_people;
        let look = move || {
            let kept = Kept::new(&company, side, customer, min_strength);
            let lines: Vec<Edge> = match layer {
                StructureLayer::Influence => company.drawn().graph().edges().filter(|e| kept.keeps(e)).collect(),
                StructureLayer::Contact => {
                    let eyes = Eyes::new(&facts, company.view().policy(), &viewer, as_of, day);
                    let graph = contact_layer(&facts, &eyes, company.drawn().graph().nodes());
                    graph.edges().filter(|e| kept.keeps(e)).collect()
                }
            };
            drawn(company, layer, &lines, most_circles, &*progress)
        };
        self.service().compute.run(look).await?
    }
}

/// Which lines a map keeps.
struct Kept {
    /// Of each node whether lines among such people count.
    among: Vec<bool>,
    /// Of each node whether a line has to touch one such; none where any may be.
    touching: Option<Vec<bool>>,
    min: f64,
}

impl Kept {
    fn new(
        company: &CompanyGraph,
        side: Option<MapSide>,
        customer: Option<u32>,
        min_strength: Option<Probability>,
    ) -> Self {
        let nodes = company.drawn().graph().nodes();
        let mut ours = vec![false; nodes as usize];
        company.drawn().employees().iter().for_each(|&node| ours[node as usize] = true);
        let touching = customer.map(|customer| {
            let works_there = |node| {
                let person = company.in_ledger(node);
                person.is_some_and(|person| company.view().organizations_of(person).any(|at| at == customer))
            };
            (0..nodes).map(works_there).collect::<Vec<bool>>()
        });
        let of_side = |node: usize| side.is_none_or(|side| ours[node] == (side == MapSide::Ours));
        let of_customer = |node: usize| touching.as_ref().is_none_or(|touching| touching[node] || ours[node]);
        let among = (0..nodes as usize).map(|node| of_side(node) && of_customer(node)).collect();
        Self { among, touching, min: min_strength.map_or(0.0, Probability::get) }
    }

    fn keeps(&self, edge: &Edge) -> bool {
        let (from, to) = (edge.from as usize, edge.to as usize);
        from != to
            && edge.probability.get() >= self.min
            && self.among[from]
            && self.among[to]
            && self.touching.as_ref().is_none_or(|touching| touching[from] || touching[to])
    }
}

fn drawn(
    company: Arc<CompanyGraph>,
    layer: StructureLayer,
    lines: &[Edge],
    most_circles: u32,
    progress: &dyn Progress,
) -> Result<MapAnswer, ServiceError> {
    let policy = Arc::clone(company.view().policy());
    let seed = policy.reach.seed as u64;
    let mut nodes: Vec<u32> = lines.iter().flat_map(|edge| [edge.from, edge.to]).collect();
    nodes.sort_unstable();
    nodes.dedup();
    let graph = dense(&nodes, lines.iter().copied());
    let problem = CommunityProblem { graph: &graph, resolution: RESOLUTION, seed, max_rounds: COMMUNITY_ROUNDS };
    let found = communities(&problem, progress)?;
    let circled = found.sizes.len().min(most_circles as usize);
    let mut ties = community_ties(&graph, &found.of);
    let circles = community_circles(&found.sizes[..circled], &ties);
    ties.retain(|tie| (tie.b as usize) < circled);
    ties.sort_by(|a, b| b.strength.total_cmp(&a.strength).then((a.a, a.b).cmp(&(b.a, b.b))));
    let ranks = page_rank(&PageRankProblem {
        graph: &graph,
        direction: Direction::Reversed,
        weight: LineWeight::Probability,
        restart: Restart::Anywhere,
        damping: policy.chain.damping,
        stop: Stop::Within(RANK_WITHIN),
    });
    let people = nodes.len() as f64;
    let ranks: Vec<f64> = ranks.ranks.iter().map(|rank| rank * people).collect();
    let units = nodes.iter().map(|node| unit_of(&company, *node)).collect();
    let ground = Ground { nodes, graph, of: found.of, sizes: found.sizes, circles, ranks, units, seed, company };
    Ok(MapAnswer {
        layer,
        communities: ground.communities(),
        n_communities: ground.sizes.len() as u32,
        ties,
        n_people: ground.nodes.len() as u32,
        n_lines: lines.len() as u64,
        modularity: found.modularity,
        omitted: ground.company.omitted(),
        as_of: ground.company.view().as_of(),
        data_version: 0,
        policy,
        ground: Arc::new(ground),
    })
}

/// The graph of these nodes, numbered by their place among them. Lines of others are left out.
fn dense(nodes: &[u32], lines: impl Iterator<Item = Edge>) -> Graph {
    let place = |node: u32| nodes.binary_search(&node).ok().map(|place| place as u32);
    let line = |edge: Edge| Some(Edge { from: place(edge.from)?, to: place(edge.to)?, ..edge });
    Graph::new(nodes.len() as u32, lines.filter_map(line).collect())
}

/// The department of one of ours, the first organization of anybody else.
fn unit_of(company: &CompanyGraph, node: u32) -> Option<Unit> {
    let person = company.in_ledger(node)?;
    let department = company.department_of(node).map(Unit::Department);
    department.or_else(|| company.view().organizations_of(person).min().map(Unit::Organization))
}

impl Ground {
    /// The community of a line within one that has a circle.
    fn both(&self, edge: &Edge) -> Option<u32> {
        let (from, to) = (self.of[edge.from as usize], self.of[edge.to as usize]);
        (from == to && (from as usize) < self.circles.len()).then_some(from)
    }

    /// The community that is shown alone, nothing inside for everybody; nothing at all where nobody is.
    fn part(&self, part: &MapPart) -> Result<Option<Option<u32>>, ServiceError> {
        match part {
            MapPart::Whole => Ok(Some(None)),
            MapPart::Community(number) if (*number as usize) < self.circles.len() => Ok(Some(Some(*number))),
            MapPart::Community(number) => {
                let expected = format!("there is no community {number}: {} have a circle", self.circles.len());
                Err(ServiceError::bad_input("community", expected))
            }
            MapPart::Around(id) => {
                let missing = || ServiceError::NotFound { what: "person", id: id.to_string() };
                let node = self.company.drawn().number(id).ok_or_else(missing)?;
                let place = self.nodes.binary_search(&node).ok().map(|place| self.of[place]);
                Ok(place.filter(|community| (*community as usize) < self.circles.len()).map(Some))
            }
        }
    }

    fn unit(&self, unit: Unit) -> Option<MapUnit> {
        match unit {
            Unit::Department(number) => self.company.department(number).cloned().map(MapUnit::Department),
            Unit::Organization(number) => Some(MapUnit::Organization(Arc::clone(self.company.customer(number)))),
        }
    }

    fn communities(&self) -> Vec<MapCommunity> {
        let n = self.circles.len();
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); n];
        for (person, &community) in (0..).zip(&self.of) {
            if let Some(members) = members.get_mut(community as usize) {
                members.push(person);
            }
        }
        let mut n_lines = vec![0; n];
        self.graph.edges().filter_map(|edge| self.both(&edge)).for_each(|within| n_lines[within as usize] += 1);
        let employees = self.company.drawn().employees();
        let is_employee = |person: &&u32| employees.binary_search(&self.nodes[**person as usize]).is_ok();
        let community = |((members, n_lines), circle): ((&Vec<u32>, u32), &Circle)| {
            let mut units: Vec<Unit> = members.iter().filter_map(|person| self.units[*person as usize]).collect();
            units.sort_unstable();
            let most = units.chunk_by(|a, b| a == b).max_by_key(|same| (same.len(), std::cmp::Reverse(same[0])));
            let head = members.iter().copied().reduce(|head, person| {
                if self.ranks[person as usize] > self.ranks[head as usize] { person } else { head }
            })?;
            Some(MapCommunity {
                size: members.len() as u32,
                n_employees: members.iter().filter(is_employee).count() as u32,
                n_lines,
                circle: *circle,
                most: most.and_then(|same| Some((self.unit(same[0])?, same.len() as u32))),
                head: Colleague::of(&self.company, self.nodes[head as usize]),
            })
        };
        members.iter().zip(n_lines).zip(&self.circles).filter_map(community).collect()
    }

    fn detail(&self, only: Option<u32>, progress: &dyn Progress) -> Result<MapDetail, ServiceError> {
        let shown = |person: &u32| {
            let community = self.of[*person as usize];
            only.map_or((community as usize) < self.circles.len(), |only| only == community)
        };
        let people: Vec<u32> = (0..self.nodes.len() as u32).filter(shown).collect();
        let graph = dense(&people, self.graph.edges());
        let of: Vec<u32> = people.iter().map(|person| self.of[*person as usize]).collect();
        let problem = PlacingProblem { graph: &graph, of: &of, circles: &self.circles, seed: self.seed };
        let points = place_people(&problem, progress)?;
        let mut units: Vec<Unit> = people.iter().filter_map(|person| self.units[*person as usize]).collect();
        units.sort_unstable();
        units.dedup();
        let units: Vec<(Unit, MapUnit)> = units.into_iter().filter_map(|unit| Some((unit, self.unit(unit)?))).collect();
        let place_of = |unit: Unit| units.binary_search_by_key(&unit, |(unit, _)| *unit).ok().map(|at| at as u32);
        let employees = self.company.drawn().employees();
        let on_map = |((&person, &community), point): ((&u32, &u32), Point)| {
            let node = self.nodes[person as usize];
            MapPerson {
                person: Colleague::of(&self.company, node),
                is_employee: employees.binary_search(&node).is_ok(),
                community,
                rank: self.ranks[person as usize],
                point,
                unit: self.units[person as usize].and_then(place_of),
            }
        };
        let line = |edge: Edge| MapLine { from: edge.from, to: edge.to, strength: edge.probability };
        let people = people.iter().zip(&of).zip(points).map(on_map).collect();
        let lines = graph.edges().map(line).collect();
        Ok(MapDetail { people, lines, units: units.into_iter().map(|(_, unit)| unit).collect() })
    }
}
