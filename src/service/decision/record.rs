//! What is recorded of decision chains, as the store has it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use serde::Deserialize;

use crate::domain::{
    AsOf, Assessment, Coded, DecisionRole, Department, DepartmentKind, Id, OpportunityOutcome, OrganizationKind,
    Person, Record, RecordKind, Reporting, Signal,
};
use crate::store::{Params, Row, StoreError, statements as st};

use super::super::calibration::WinModel;
use super::super::influencers::People;
use super::super::recall::Recollection;
use super::super::records::id_list;
use super::super::rows::record;
use super::{ChainQuestion, ServiceError, Vendors};

/// Everything recorded of some chains on a day.
pub struct Recorded {
    pub own: Id,
    pub vendors: Vendors,
    pub chains: BTreeMap<Id, RecordedChain>,
    /// Reporting lines among the members of any of the chains, of the customer or of one of the opportunities.
    pub reporting: Vec<Reporting>,
    /// Of each member, vendor, degree and opportunity the latest; where not everybody may see it, of each assessor.
    pub assessments: Vec<Stated>,
    /// The fitted model of the win probability that was in use at the moment; absent: the heuristic.
    pub model: Option<Arc<WinModel>>,
}

/// One opportunity.
#[derive(Default)]
pub struct RecordedChain {
    pub stage: Option<String>,
    /// How it ended, if it had.
    pub outcome: Option<OpportunityOutcome>,
    /// By identifier.
    pub signals: BTreeMap<Id, Signal>,
    pub members: BTreeMap<Id, RecordedMember>,
}

/// Somebody with decision roles.
#[derive(Default)]
pub struct RecordedMember {
    /// By identifier.
    pub roles: BTreeMap<Id, DecisionRole>,
    /// Was at the customer, and is not any more.
    pub left: bool,
}

/// An assessment, and what tells it from others of the same instant.
#[derive(Debug, Clone)]
pub struct Stated {
    pub assessment: Assessment,
    pub id: Id,
    pub recorded_at: String,
    /// How many were made at that instant.
    pub standing: u32,
}

/// People by identifier, and the department of those who have one at our own company: of several posts, that of the highest
/// title level.
pub struct NamedPeople {
    pub people: People,
    pub departments: HashMap<Id, Arc<Department>>,
}

#[derive(Deserialize)]
struct SourceRow {
    source: String,
    opportunity_id: Option<String>,
    stage: Option<String>,
    outcome: Option<String>,
    gone: Option<bool>,
    recorded_at: Option<String>,
    standing: Option<i64>,
}

#[derive(Deserialize)]
struct PostRow {
    department_id: Option<String>,
    department_name: Option<String>,
    department_parent_id: Option<String>,
    department_kind: Option<String>,
    post_level: Option<i64>,
}

fn wrong(column: &str, reason: impl std::fmt::Display) -> StoreError {
    StoreError::Decode { name: st::decision::CHAIN.name, column: column.to_owned(), reason: reason.to_string() }
}

impl Recollection<'_> {
    /// Reads everything recorded of the chains that are asked about; opportunities that do not exist are left out.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] while our own company is not recorded.
    pub(super) async fn recorded_chains(
        &self,
        questions: &[ChainQuestion],
        as_of: AsOf,
    ) -> Result<Recorded, ServiceError> {
        let opportunities: BTreeSet<&Id> = questions.iter().map(|q| &q.opportunity).collect();
        let vendors: BTreeSet<&Id> = questions.iter().filter_map(|q| q.vendor.as_ref()).collect();
        let params = Params::new()
            .with("opportunities", id_list(opportunities))
            .with("vendors", id_list(vendors))
            .with("as_of", as_of.instant_text())
            .with("day", as_of.day_text());
        let mut read = Reader::default();
        for row in self.run(&st::decision::CHAIN, params).await? {
            read.add(row)?;
        }
        read.finish()
    }

    /// People by name, with their departments at our own company.
    pub(super) async fn named_people(
        &self,
        own: &Id,
        wanted: BTreeSet<Id>,
        as_of: AsOf,
    ) -> Result<NamedPeople, ServiceError> {
        let mut named = NamedPeople { people: People::new(), departments: HashMap::new() };
        if wanted.is_empty() {
            return Ok(named);
        }
        let statement = &st::decision::PEOPLE;
        let params =
            Params::new().with("ids", id_list(&wanted)).with("own", own.as_str()).with("day", as_of.day_text());
        let mut posts: HashMap<Id, (i64, Arc<Department>)> = HashMap::new();
        for row in self.run(statement, params).await? {
            let post: PostRow = row.clone().decode(statement)?;
            let Record::Person(person) = record(RecordKind::Person, statement, row)? else { continue };
            if let Some((level, department)) = department_of(post, own)? {
                let rank = (level, department.id.clone());
                if posts.get(&person.id).is_none_or(|(known, best)| rank < (*known, best.id.clone())) {
                    posts.insert(person.id.clone(), (level, Arc::new(department)));
                }
            }
            named.people.entry(person.id.clone()).or_insert_with(|| Arc::<Person>::new(person));
        }
        named.departments = posts.into_iter().map(|(id, (_, department))| (id, department)).collect();
        Ok(named)
    }
}

/// The department of a post and the level of its title; nothing for a row without post.
fn department_of(post: PostRow, own: &Id) -> Result<Option<(i64, Department)>, StoreError> {
    let statement = &st::decision::PEOPLE;
    let wrong =
        |column: &str, reason: String| StoreError::Decode { name: statement.name, column: column.to_owned(), reason };
    let id = |column: &str, text: String| Id::new(text).map_err(|e| wrong(column, e.to_string()));
    let (Some(department), Some(name), Some(kind)) = (post.department_id, post.department_name, post.department_kind)
    else {
        return Ok(None);
    };
    let department = Department {
        id: id("department_id", department)?,
        name,
        organization_id: own.clone(),
        parent_id: post.department_parent_id.map(|parent| id("department_parent_id", parent)).transpose()?,
        kind: DepartmentKind::parse(&kind).map_err(|e| wrong("department_kind", e.to_string()))?,
    };
    Ok(Some((post.post_level.unwrap_or(i64::MAX), department)))
}

/// Takes rows in as they come: the stores give them in different orders.
#[derive(Default)]
struct Reader {
    vendors: Vendors,
    chains: BTreeMap<Id, RecordedChain>,
    roles: Vec<(DecisionRole, bool)>,
    reporting: BTreeMap<Id, Reporting>,
    assessments: BTreeMap<Id, Stated>,
    model: Option<Arc<WinModel>>,
}

impl Reader {
    fn add(&mut self, row: Row) -> Result<(), StoreError> {
        let statement = &st::decision::CHAIN;
        let source: SourceRow = row.clone().decode(statement)?;
        let kind = match source.source.as_str() {
            "opportunity" => {
                let id = source.opportunity_id.ok_or_else(|| wrong("opportunity_id", "is missing"))?;
                let id = Id::new(id).map_err(|e| wrong("opportunity_id", e))?;
                let outcome = source.outcome.as_deref().map(OpportunityOutcome::parse).transpose();
                let chain = self.chains.entry(id).or_default();
                chain.stage = source.stage;
                chain.outcome = outcome.map_err(|e| wrong("outcome", e))?;
                return Ok(());
            }
            "model" => {
                self.model = Some(Arc::new(WinModel::of_chain(statement, row)?));
                return Ok(());
            }
            "role" => RecordKind::DecisionRole,
            "reporting" => RecordKind::Reporting,
            "assessment" => RecordKind::Assessment,
            "vendor" => RecordKind::Organization,
            "signal" => RecordKind::Signal,
            other => return Err(wrong("source", format!("{other:?} is no source of a chain"))),
        };
        let read = record(kind, statement, row)?;
        let id = read.id();
        match read {
            Record::DecisionRole(role) => self.roles.push((role, source.gone.unwrap_or(false))),
            Record::Reporting(line) => {
                self.reporting.insert(id, line);
            }
            Record::Assessment(assessment) => {
                let standing = u32::try_from(source.standing.unwrap_or(1)).map_err(|e| wrong("standing", e))?;
                let recorded_at = source.recorded_at.ok_or_else(|| wrong("recorded_at", "is missing"))?;
                self.assessments.insert(id.clone(), Stated { assessment, id, recorded_at, standing });
            }
            Record::Signal(signal) => {
                self.chains.entry(signal.opportunity_id.clone()).or_default().signals.insert(id, signal);
            }
            Record::Organization(vendor) => {
                self.vendors.insert(id, Arc::new(vendor));
            }
            _ => return Err(wrong("source", "a chain has no such record")),
        }
        Ok(())
    }

    fn finish(self) -> Result<Recorded, ServiceError> {
        let own = self.vendors.values().find(|vendor| vendor.kind == OrganizationKind::Own);
        let missing = || ServiceError::NotFound { what: "organization of kind", id: "own".to_owned() };
        let own = own.ok_or_else(missing)?.id.clone();
        let mut chains = self.chains;
        for (role, left) in self.roles {
            let chain = chains.entry(role.opportunity_id.clone()).or_default();
            let member = chain.members.entry(role.person_id.clone()).or_default();
            member.left |= left;
            member.roles.insert(role.id(), role);
        }
        Ok(Recorded {
            own,
            vendors: self.vendors,
            chains,
            reporting: self.reporting.into_values().collect(),
            assessments: self.assessments.into_values().collect(),
            model: self.model,
        })
    }
}
