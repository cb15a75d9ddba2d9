//! Where the network holds together and where it breaks.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};

use crate::graphql::answer::{PolicyNumber, policy_of_company};
use crate::graphql::connection::{Connection, Listed, page_cost};
use crate::graphql::failure::Answer;
use crate::graphql::scalars::DateTime;
use crate::graphql::scope::Scope;
use crate::service::{self, StructureAnswer, StructureQuestion};

use super::party::{CompanyPerson, StructureLayer};

/// The structure of a layer, looked at in a scope at its moment.
#[derive(Clone)]
pub struct InfluenceStructure {
    scope: Scope,
    answer: Arc<StructureAnswer>,
}

impl InfluenceStructure {
    /// Asks for it.
    pub async fn ask(scope: Scope, question: &StructureQuestion) -> Answer<Self> {
        let answer = scope.reading().influence_structure(question, scope.as_of()).await?;
        Ok(Self { answer: Arc::new(answer), scope })
    }
}

/// The structure of the network over both organizations: bridges, PageRank, communities, and where it breaks.
#[Object]
impl InfluenceStructure {
    /// Which lines it is of.
    async fn layer(&self) -> StructureLayer {
        self.answer.layer.into()
    }
    /// Everybody with a line: the greatest bridge score first, then the highest rank; around a person, the highest rank around them first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn people(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<StructurePerson>> {
        let page = self.scope.page(first, after)?;
        let show = |found: &service::StructurePerson| StructurePerson {
            person: CompanyPerson::new(&self.scope, &found.person),
            is_employee: found.is_employee,
            bridge_score: found.bridge_score,
            rank: found.rank,
            rank_around: found.rank_around,
            community: found.community,
            cuts_off: found.cuts_off,
        };
        Connection::slice(&self.answer.people, &page, |found| found.person.key(), show)
    }
    /// Ties whose loss breaks the network: those that cut off most people first.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn bridges(
        &self,
        #[graphql(desc = "At most this many.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
    ) -> Answer<Connection<StructureBridge>> {
        let page = self.scope.page(first, after)?;
        let key = |found: &service::StructureBridge| format!("{} {}", found.ends[0].key(), found.ends[1].key());
        let show = |found: &service::StructureBridge| StructureBridge {
            ends: found.ends.iter().map(|end| CompanyPerson::new(&self.scope, end)).collect(),
            cuts_off: found.cuts_off,
        };
        Connection::slice(&self.answer.bridges, &page, key, show)
    }
    /// How many people each community has, the largest first; people name theirs by its place here.
    async fn communities(&self, #[graphql(desc = "At most this many.", default = 50)] first: i32) -> Answer<Vec<u32>> {
        let first = self.scope.page(Some(first), None)?.first as usize;
        Ok(self.answer.communities.iter().take(first).copied().collect())
    }
    /// How many communities there are.
    async fn n_communities(&self) -> usize {
        self.answer.communities.len()
    }
    /// How much more lie within communities than chance would have it, at most 1.
    async fn modularity(&self) -> f64 {
        self.answer.modularity
    }
    /// Pieces without any line between them.
    async fn n_pieces(&self) -> u32 {
        self.answer.n_pieces
    }
    /// How many lines there are.
    async fn n_lines(&self) -> u64 {
        self.answer.n_lines
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

/// Where somebody stands in the network.
#[derive(SimpleObject, Clone)]
pub struct StructurePerson {
    /// Who.
    person: CompanyPerson,
    /// Whether it is one of ours.
    is_employee: bool,
    /// Bridge score: decision power that best routes of others reach through this person.
    bridge_score: f64,
    /// PageRank, from who is moved to who moves; 1 is average.
    rank: f64,
    /// Personalised PageRank around the person asked about, the same way: shares of 1. Null where nobody is asked about.
    rank_around: Option<f64>,
    /// The community, by its place in the list of sizes.
    community: u32,
    /// An articulation person: how many people are cut off from the largest piece if this one leaves; 0 for others.
    cuts_off: u32,
}

impl Listed for StructurePerson {}

/// A tie whose loss breaks the network.
#[derive(SimpleObject, Clone)]
pub struct StructureBridge {
    /// The two people.
    ends: Vec<CompanyPerson>,
    /// People in the smaller of the two parts.
    cuts_off: u32,
}

impl Listed for StructureBridge {}
