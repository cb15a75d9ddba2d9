//! The network as a picture.

use std::sync::Arc;

use async_graphql::{Enum, ID, Object, SimpleObject};

use crate::domain::{Id, RecordKind};
use crate::graphql::answer::{PolicyNumber, policy_of_company};
use crate::graphql::connection::page_cost;
use crate::graphql::department::Department;
use crate::graphql::failure::{Answer, Failure};
use crate::graphql::global_id::optional_entity;
use crate::graphql::organization::Organization;
use crate::graphql::scalars::DateTime;
use crate::graphql::scope::Scope;
use crate::service::{self, CompanyNode, MapAnswer, MapDetail, MapPart, MapQuestion, MapUnit};

use super::party::{CompanyPerson, StructureLayer};

/// Whose lines a map shows.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "service::MapSide")]
pub enum MapSide {
    /// Lines among our own people.
    Ours,
    /// Lines among people outside our company.
    Outside,
}

/// A map, looked at in a scope at its moment.
#[derive(Clone)]
pub struct InfluenceMap {
    scope: Scope,
    answer: Arc<MapAnswer>,
}

impl InfluenceMap {
    /// Asks for it.
    pub async fn ask(scope: Scope, question: &MapQuestion) -> Answer<Self> {
        let answer = scope.reading().influence_map(question, scope.as_of()).await?;
        Ok(Self { answer: Arc::new(answer), scope })
    }

    /// How many are told: as asked, or as usual as far as the limits allow.
    fn at_most(&self, first: Option<i32>) -> Answer<u32> {
        match first {
            Some(first) => Ok(self.scope.page(Some(first), None)?.first),
            None => Ok(self.scope.reading().service().limits().page_size.min(USUALLY as u32)),
        }
    }
}

/// How many communities or ties are told where nobody says.
const USUALLY: i32 = 100;
/// What columns cost beside their selection: thousands of numbers.
const DETAIL_COST: usize = 1_000;

/// The network as a picture. Lengths are in units of about the room of one person; the largest community stands at the origin.
#[Object]
impl InfluenceMap {
    /// Which lines it is of.
    async fn layer(&self) -> StructureLayer {
        self.answer.layer.into()
    }
    /// Communities as circles that do not overlap, the largest first.
    #[graphql(complexity = "page_cost(Some(first.unwrap_or(USUALLY)), child_complexity)")]
    async fn communities(
        &self,
        #[graphql(desc = "At most this many; 100 without.")] first: Option<i32>,
    ) -> Answer<Vec<MapCommunity>> {
        let first = self.at_most(first)? as usize;
        let shown = self.answer.communities.iter().take(first).enumerate();
        let show = |(number, found): (usize, &service::MapCommunity)| {
            let (unit, n_of_unit) = found.most.clone().map_or((None, 0), |(unit, n)| (Some(unit), n));
            let (department, customer) = match unit {
                Some(MapUnit::Department(record)) => (Some(Department { scope: self.scope.clone(), record }), None),
                Some(MapUnit::Organization(record)) => (None, Some(Organization { scope: self.scope.clone(), record })),
                None => (None, None),
            };
            MapCommunity {
                number: number as u32,
                size: found.size,
                n_employees: found.n_employees,
                n_lines: found.n_lines,
                x: rounded(found.circle.centre.x),
                y: rounded(found.circle.centre.y),
                radius: rounded(found.circle.radius),
                department,
                customer,
                n_of_unit,
                head: CompanyPerson::new(&self.scope, &found.head),
            }
        };
        Ok(shown.map(show).collect())
    }
    /// What lies between communities, both ways together, the strongest first.
    #[graphql(complexity = "page_cost(Some(first.unwrap_or(USUALLY)), child_complexity)")]
    async fn ties(
        &self,
        #[graphql(desc = "Between the first so many communities; 100 without.")] among: Option<i32>,
        #[graphql(desc = "At most this many; 100 without.")] first: Option<i32>,
    ) -> Answer<Vec<MapTie>> {
        let (among, first) = (self.at_most(among)?, self.at_most(first)?);
        let shown = self.answer.ties.iter().filter(|tie| tie.b < among).take(first as usize);
        let show = |tie: &service::CommunityTie| MapTie {
            communities: vec![tie.a, tie.b],
            n_lines: tie.lines,
            strength: rounded(tie.strength),
        };
        Ok(shown.map(show).collect())
    }
    /// People and lines with their places, in columns: everybody, or one community. A community is drawn alike alone and among all. Null
    /// where `around` names somebody without a line on this map. `LIMIT_EXCEEDED` above `limits.map_people` people or
    /// `limits.map_lines` lines: then ask for one community, or a stronger `minStrength`.
    #[graphql(complexity = "child_complexity + DETAIL_COST")]
    async fn detail(
        &self,
        #[graphql(desc = "Only this community, by its number.")] community: Option<i32>,
        #[graphql(desc = "Only the community of this person.")] around: Option<ID>,
    ) -> Answer<Option<MapColumns>> {
        let around = optional_entity(around.as_ref(), RecordKind::Person, "around")?;
        let part = match (community, around) {
            (None, None) => MapPart::Whole,
            (None, Some(person)) => MapPart::Around(person),
            (Some(number), None) => {
                let number = u32::try_from(number);
                MapPart::Community(number.map_err(|_| Failure::bad_input("community", "below 0".to_owned()))?)
            }
            (Some(_), Some(_)) => {
                return Err(Failure::bad_input("around", "either community or around, not both".to_owned()));
            }
        };
        let Some(detail) = self.scope.reading().map_detail(&self.answer, &part).await? else { return Ok(None) };
        let named = detail.people.iter().filter_map(|found| match &found.person.node {
            CompanyNode::Person(id) => Some(id.clone()),
            CompanyNode::Masked(_) => None,
        });
        let records = self.scope.reading().people(&named.collect::<Vec<Id>>()).await?;
        let names = detail.people.iter().map(|found| match &found.person.node {
            CompanyNode::Person(id) => records.get(id).map(|record| record.name.clone()),
            CompanyNode::Masked(_) => None,
        });
        Ok(Some(MapColumns { names: names.collect(), detail }))
    }
    /// How many communities there are.
    async fn n_communities(&self) -> u32 {
        self.answer.n_communities
    }
    /// How many people have a line on this map.
    async fn n_people(&self) -> u32 {
        self.answer.n_people
    }
    /// How many lines there are.
    async fn n_lines(&self) -> u64 {
        self.answer.n_lines
    }
    /// How much more lie within communities than chance would have it, at most 1.
    async fn modularity(&self) -> f64 {
        self.answer.modularity
    }
    /// How many lines and assessments of other teams take no part because of who asks.
    async fn omitted(&self) -> u64 {
        self.answer.omitted
    }
    /// The policy numbers that made it.
    async fn policy(&self) -> Vec<PolicyNumber> {
        policy_of_company(&self.answer.policy)
    }
    /// The moment it holds for.
    async fn as_of(&self) -> DateTime {
        self.answer.as_of.instant().into()
    }
    /// The version of the data it was computed from.
    async fn data_version(&self) -> i64 {
        self.answer.data_version
    }
}

/// Hundredths are finer than any screen.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// A community of a map.
#[derive(SimpleObject, Clone)]
pub struct MapCommunity {
    /// Its number on this map.
    number: u32,
    /// How many people.
    size: u32,
    /// How many of them are ours.
    n_employees: u32,
    /// Lines within it.
    n_lines: u32,
    /// The centre of its circle, to the right.
    x: f64,
    /// The centre of its circle, downwards.
    y: f64,
    /// The radius of its circle.
    radius: f64,
    /// What most of its people belong to: a department of ours; null where it is an organization, or nothing.
    department: Option<Department>,
    /// What most of its people belong to: the organization of people outside; null where it is a department of ours, or nothing.
    customer: Option<Organization>,
    /// How many of its people belong to that.
    n_of_unit: u32,
    /// Who has the highest rank in it.
    head: CompanyPerson,
}

/// What lies between two communities.
#[derive(SimpleObject, Clone)]
pub struct MapTie {
    /// Their numbers, the smaller first.
    communities: Vec<u32>,
    /// How many lines, both ways together.
    n_lines: u32,
    /// The sum of their strengths.
    strength: f64,
}

/// People and lines of a map, with the names of the people.
pub struct MapColumns {
    detail: MapDetail,
    names: Vec<Option<String>>,
}

/// People and lines of a map in columns: the n-th entry of each column of people is of the n-th person, of each column of lines of the
/// n-th line.
#[Object]
impl MapColumns {
    /// Of each person the identifier used in imports and exports; null for a colleague who has not agreed to be named.
    async fn source_ids(&self) -> Vec<Option<ID>> {
        let id = |found: &service::MapPerson| match &found.person.node {
            CompanyNode::Person(id) => Some(ID(id.to_string())),
            CompanyNode::Masked(_) => None,
        };
        self.detail.people.iter().map(id).collect()
    }
    /// Of each person the name; null for a colleague who has not agreed to be named.
    async fn names(&self) -> &[Option<String>] {
        &self.names
    }
    /// Of each person the place to the right.
    async fn x(&self) -> Vec<f64> {
        self.detail.people.iter().map(|found| rounded(found.point.x)).collect()
    }
    /// Of each person the place downwards.
    async fn y(&self) -> Vec<f64> {
        self.detail.people.iter().map(|found| rounded(found.point.y)).collect()
    }
    /// Of each person the number of the community.
    async fn communities(&self) -> Vec<u32> {
        self.detail.people.iter().map(|found| found.community).collect()
    }
    /// Of each person whether it is one of ours.
    async fn are_employees(&self) -> Vec<bool> {
        self.detail.people.iter().map(|found| found.is_employee).collect()
    }
    /// Of each person PageRank over the lines of the map, from who is moved to who moves; 1 is average.
    async fn ranks(&self) -> Vec<f64> {
        self.detail.people.iter().map(|found| rounded(found.rank)).collect()
    }
    /// Of each person the place of the department or organization in `unitNames`; null for who belongs to none.
    async fn units(&self) -> Vec<Option<u32>> {
        self.detail.people.iter().map(|found| found.unit).collect()
    }
    /// The departments and organizations of these people.
    async fn unit_names(&self) -> Vec<&str> {
        let names = self.detail.units.iter().map(|unit| match unit {
            MapUnit::Department(record) => record.name.as_str(),
            MapUnit::Organization(record) => record.name.as_str(),
        });
        names.collect()
    }
    /// Of each line the place of who moves among the people.
    async fn lines_from(&self) -> Vec<u32> {
        self.detail.lines.iter().map(|line| line.from).collect()
    }
    /// Of each line the place of who is moved among the people.
    async fn lines_to(&self) -> Vec<u32> {
        self.detail.lines.iter().map(|line| line.to).collect()
    }
    /// Of each line its strength, above 0 and at most 1.
    async fn line_strengths(&self) -> Vec<f64> {
        self.detail.lines.iter().map(|line| (line.strength.get() * 1_000.0).round() / 1_000.0).collect()
    }
}
